"""Rows of a validation table: what was measured, what it has to be, and whether it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line: which part it belongs to, what was measured, the value, what it has to be, and whether it is."""

    part: str
    says: str
    measured: str
    bound: str
    holds: bool | None


def below(part: str, says: str, value: float, most: float) -> Row:
    """A value that may be at most so large."""
    return Row(part, says, _number(value), f"at most {most:g}", value <= most)


def above(part: str, says: str, value: float, least: float) -> Row:
    """A value that has to be at least so large."""
    return Row(part, says, _number(value), f"at least {least:g}", value >= least)


def within(part: str, says: str, value: float, low: float, high: float) -> Row:
    """A value that has to lie between two."""
    return Row(part, says, _number(value), f"{low:g} to {high:g}", low <= value <= high)


def so(part: str, says: str, holds: bool, seen: str = "") -> Row:
    """Something that has to be so."""
    return Row(part, says, seen or ("yes" if holds else "no"), "yes", holds)


def told(part: str, says: str, value: float) -> Row:
    """A value that stands for comparison; nothing is asked of it."""
    return Row(part, says, _number(value), "", None)


def markdown(rows: Iterable[Row]) -> str:
    """The rows as a table."""
    lines = ["| | measured | value | has to be | holds |", "| --- | --- | ---: | --- | --- |"]
    held = {True: "yes", False: "**no**", None: ""}
    lines += [f"| {row.part} | {row.says} | {row.measured} | {row.bound} | {held[row.holds]} |" for row in rows]
    return "\n".join(lines)


def _number(value: float) -> str:
    return f"{value:.1e}" if 0 < abs(value) < 5e-4 else f"{value:.3f}"
