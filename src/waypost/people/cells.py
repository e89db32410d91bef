"""What one cell means: a date, a level, a function, a zone, an address; or what to write instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches

from waypost.people.columns import CAN_BE_EMPTIED, NOTHING, Column
from waypost.people.values import Fault, Vocabulary

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
ADDRESS = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
YEARS = range(1900, 2200)


class Unreadable(ValueError):  # noqa: N818 - becomes a Fault of its line
    """A cell that cannot be understood: what is wrong, and what to write."""

    def __init__(self, says: str, write: str = "") -> None:
        super().__init__(says)
        self.says = says
        self.write = write

    def at(self, line: int, column: Column) -> Fault:
        """The fault, with its place."""
        return Fault(line, column, self.says, self.write)


def empties(column: Column, text: str) -> bool:
    """Whether the cell asks to empty what is there: the word `none` in a column that may be empty."""
    return column in CAN_BE_EMPTIED and text.casefold() == NOTHING


def day_of(text: str) -> date:
    """A day written as 2026-03-31; nothing else, because 03/04 is two days. Raises Unreadable."""
    try:
        day = date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise Unreadable(f"“{text[:40]}” is not a day.", "Write it as year-month-day, for example 2026-03-31.")
    return day


def address_of(text: str) -> str:
    """A mail address in small letters. Raises Unreadable."""
    if not ADDRESS.fullmatch(text):
        raise Unreadable(f"“{text[:60]}” is not a mail address.", "Write one such as ada@example.com.")
    return text.lower()


def level_of(text: str, words: Vocabulary) -> str:
    """The key of a level named by key or title. Raises Unreadable."""
    if not words.levels:
        raise Unreadable(
            "No framework is in force, so there are no levels yet.", "Leave it blank, or publish one first."
        )
    return _named(text, words.levels, "level")


def function_of(text: str, words: Vocabulary) -> str:
    """The key of a function named by key or title. Raises Unreadable."""
    return _named(text, words.functions, "function")


def zone_of(text: str, words: Vocabulary) -> str:
    """The name of a time zone. Raises Unreadable."""
    return _named(text, {zone: zone for zone in words.zones}, "time zone", list_all=False)


def _named(text: str, known: Mapping[str, str], what: str, *, list_all: bool = True) -> str:
    asked = text.casefold()
    if text in known:
        return text
    for key, title in known.items():
        if asked in {key.casefold(), title.casefold()}:
            return key
    near = get_close_matches(asked, [*map(str.casefold, known)], n=1, cutoff=0.6)
    meant = next((key for key in known if near and key.casefold() == near[0]), "")
    hint = f"Write one of: {', '.join(known)}." if list_all else "Write one such as Europe/Berlin."
    raise Unreadable(f"There is no {what} “{text[:60]}”.", f"Did you mean “{meant}”?" if meant else hint)
