"""What somebody is answered at a moment, asked once for every test of this process that begins with these answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from tests.access.addresses import addresses_at
from tests.access.crossing import Answer, ask, browser_of, ids_of
from tests.access.unchanged import changed, everything
from tests.access.world import World


@dataclass(frozen=True)
class Asked:
    """The answers, and the tables that asking alone changed."""

    answers: tuple[Answer, ...]
    wrote: frozenset[str]


_ASKED: dict[tuple[str, str, str, bool], Asked] = {}


def asked(world: World, viewer: str, *, of_case: bool) -> Asked:
    """Every address that can change with the case, or every other, as one viewer; afterwards nothing of it is left.

    Only for a world as it was made: what a test has changed in it is asked about anew.
    """
    key = (world.moment, str(world.the_case.pk), viewer, of_case)
    if key not in _ASKED:
        _ASKED[key] = _ask(world, viewer, of_case=of_case)
    return _ASKED[key]


def all_answers(world: World, viewer: str) -> list[Answer]:
    """The answers on every address there is."""
    return [answer for of_case in (True, False) for answer in asked(world, viewer, of_case=of_case).answers]


def _ask(world: World, viewer: str, *, of_case: bool) -> Asked:
    addresses = [one for one in addresses_at(world) if one.of_case is of_case]
    with transaction.atomic():
        browser, ids, before = browser_of(world, viewer), ids_of(world), everything()
        answers = tuple(ask(browser, address, ids) for address in addresses)
        wrote = frozenset(changed(before, everything()))
        transaction.set_rollback(True)
    return Asked(answers, wrote)
