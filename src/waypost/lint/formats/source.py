"""For people: each finding with its line, the words it rests on underlined, what it is related to, and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from waypost.framework.faults import printable
from waypost.lint.findings import Finding, Safety, Span
from waypost.lint.formats.report import Report

_WIDE = frozenset({"W", "F"})
_WITH_LINES, _PLACES = 3, 12
"""So many of the places that a finding rests on are shown with their lines, and so many in all."""
_LONGEST = 160
"""Letters of a line that are shown; of a longer one, those around the words."""


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
    first = max(0, min(start - _LONGEST // 3, len(line) - _LONGEST)) if len(line) > _LONGEST else 0
    line, start, end = line[first : first + _LONGEST], start - first, min(end - first, _LONGEST)
    number, blank = f"{span.line:>5}", " " * 5
    yield report.styled(f"{number} | ", "dim") + printable(line.replace("\t", " "))
    marked = mark * max(_width(line[start:end]), 1)
    yield report.styled(f"{blank} | ", "dim") + " " * _width(line[:start]) + report.styled(marked, style)


def _width(text: str) -> int:
    """The columns a terminal needs for the text."""
    return sum(
        2 if unicodedata.east_asian_width(letter) in _WIDE else 0 if unicodedata.combining(letter) else 1
        for letter in text
    )
