"""For people: each finding with its line, the words it rests on underlined, what it is related to, and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import accumulate

from waypost.framework.faults import printable
from waypost.lint.findings import Finding, Safety, Span
from waypost.lint.formats.report import Report

_WIDE = frozenset({"W", "F"})
_WITH_LINES, _PLACES = 3, 12
"""So many of the places that a finding rests on are shown with their lines, and so many in all."""
_WIDEST, _NARROWEST = 160, 20
"""Columns of a line that are shown where there is no terminal to say, and in the narrowest; of a wider line, those
around the words."""
_LEFT_OUT = "…"


def told(report: Report) -> str:
    """The findings one below the other, an empty line between them, and how many there are."""
    blocks = ["\n".join(_finding(one, report)) for one in report.findings]
    mendable = sum(one.fix is not None and one.fix.safety is Safety.SAFE for one in report.findings)
    counted = f"{report.counted} {mendable} can be mended with --fix." if mendable else report.counted
    return "\n\n".join([*blocks, counted])


def _finding(finding: Finding, report: Report) -> Iterator[str]:
    place = report.styled(printable(str(finding.span)), "place")
    severity = report.styled(finding.severity.value, finding.severity.value)
    yield f"{place}: {severity} {report.styled(finding.code, 'code')} {printable(finding.message)}"
    yield from _shown(finding.span, report, mark="^", style=finding.severity.value)
    for number, related in enumerate(finding.related[:_PLACES]):
        yield f"    {printable(str(related.span))}: {printable(related.says)}"
        if number < _WITH_LINES:
            yield from _shown(related.span, report, mark="-", style="dim")
    if len(finding.related) > _PLACES:
        yield report.styled(f"    and {len(finding.related) - _PLACES} more places (--format json has all)", "dim")
    if finding.hint:
        yield report.styled(f"    {printable(finding.hint)}", "dim")
    if finding.fix is not None:
        how = "" if finding.fix.safety is Safety.SAFE else " (suggested)"
        yield report.styled(f"    Fix: {printable(finding.fix.says)}{how}", "dim")


def _shown(span: Span, report: Report, *, mark: str, style: str) -> Iterator[str]:
    """The line with its number, and below it a line that marks the words."""
    lines = report.lines(span.file)
    if not 1 <= span.line <= len(lines):
        return
    line = lines[span.line - 1]
    start, end = span.column - 1, span.end_column - 1 if span.end_line == span.line else len(line)
    end = min(max(end, start + 1), max(len(line), start + 1))
    margin = f"{span.line:>5} | "
    room = _WIDEST if report.columns is None else max(report.columns - len(margin), _NARROWEST)
    line, start, end = _cut(line, start, end, room)
    yield report.styled(margin, "dim") + printable(line.replace("\t", " "))
    marked = mark * max(_width(line[start:end]), 1)
    blank = "| ".rjust(len(margin))
    yield report.styled(blank, "dim") + " " * _width(line[:start]) + report.styled(marked, style)


def _cut(line: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """The part of a line around the words that has room, with a sign where something is left out, and the place of the
    words in it: a third of the room is for what is before them."""
    at = min(start, len(line))
    first = at - _fitting(reversed(line[max(at - room, 0) : at]), room // 3)
    last = first + _fitting(line[first : first + room], room)
    if last == len(line):  # there is room left at the end
        first = last - _fitting(reversed(line[max(last - room, 0) :]), room)
    shown = line[first:last]
    if first > 0:
        shown = _LEFT_OUT + shown[1:]
    if last < len(line):
        shown = shown[:-1] + _LEFT_OUT
    return shown, start - first, min(end - first, len(shown))


def _fitting(letters: Iterable[str], room: int) -> int:
    """How many of the letters, one after the other, have room."""
    return sum(used <= room for used in accumulate(map(_width, letters)))


def _width(text: str) -> int:
    """The columns a terminal needs for the text."""
    return sum(
        2 if unicodedata.east_asian_width(letter) in _WIDE else 0 if unicodedata.combining(letter) else 1
        for letter in text
    )
