"""The cast as the organisation's list knows them."""

from __future__ import annotations

from datetime import date

import pytest

from waypost.people.values import Known, Post, Spell, Vocabulary

LAST_YEAR = date(2025, 3, 1)


@pytest.fixture
def words() -> Vocabulary:
    return Vocabulary(
        levels={"senior": "Senior Engineer", "staff": "Staff Engineer", "principal": "Principal Engineer"},
        functions={"engineering": "Engineering", "product": "Product", "people": "People"},
        zones=frozenset({"Europe/Berlin", "America/New_York"}),
    )


def known(number: str, name: str, post: Post, **more: object) -> Known:
    email = f"{name.casefold()}@example.com"
    return Known(number, name, email, LAST_YEAR, spells=(Spell(post, LAST_YEAR),), **more)  # type: ignore[arg-type]


@pytest.fixture
def ada() -> Known:
    return known("E1", "Ada", Post("Payments", "E2", "engineering", "senior", "Senior Engineer"))


@pytest.fixture
def ben() -> Known:
    return known("E2", "Ben", Post("Payments", "E3", "engineering", "", "Engineering Manager"))


@pytest.fixture
def ivo() -> Known:
    return known("E3", "Ivo", Post("Leadership", "", "engineering", "", "VP Engineering"))


@pytest.fixture
def here(ada: Known, ben: Known, ivo: Known) -> tuple[Known, ...]:
    return (ada, ben, ivo)
