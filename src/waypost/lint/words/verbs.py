"""Verbs of ladders, in all their forms: by them a sentence is told from a label, and a second act from a first."""

from __future__ import annotations

from functools import cache

from waypost.lint.words.lexicon import words


def third(base: str) -> str:
    """`carry` -> `carries`."""
    if base.endswith("y") and base[-2] not in "aeiou":
        return f"{base[:-1]}ies"
    return f"{base}es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{base}s"


def gerund(base: str) -> str:
    """`make` -> `making`. Letters that are doubled are doubled only where they always are."""
    if base.endswith("e") and not base.endswith("ee"):
        return f"{base[:-1]}ing"
    return f"{base}{_doubled(base)}ing"


def past(base: str) -> str:
    """`make` -> `maked`: regular ones only."""
    if base.endswith("e"):
        return f"{base}d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return f"{base[:-1]}ied"
    return f"{base}{_doubled(base)}ed"


def _doubled(base: str) -> str:
    short = len(base) <= 4 and base[-1] not in "wxyaeiou" and base[-2] in "aeiou" and base[-3:-2] not in "aeiou"
    return base[-1] if short and base not in {"open", "edit"} else ""


@cache
def bases() -> frozenset[str]:
    """`make`."""
    return words("verbs")


@cache
def thirds() -> frozenset[str]:
    """`makes`."""
    return frozenset(map(third, bases()))


@cache
def finite() -> frozenset[str]:
    """Every form that can carry a sentence: `make`, `makes`, `made`, `is`."""
    return bases() | thirds() | frozenset(map(past, bases())) | words("pasts")


@cache
def gerunds() -> frozenset[str]:
    """`making`."""
    return frozenset(map(gerund, bases()))
