"""Markdown for a comment on a pull request: how many, then a table a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from waypost.framework.faults import printable
from waypost.lint.findings import Finding
from waypost.lint.formats.report import Report, in_full

MOST = 200
"""Rows that are written: a comment holds no more than some 65,000 letters."""
_MARKS = re.compile(r"([\\`*_\[\]<>|#~@])")


def told(report: Report) -> str:
    """A heading, the number of findings, and where each is."""
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield "### waypost lint"
    yield ""
    yield report.counted
    file = ""
    for finding in report.findings[:MOST]:
        if finding.span.file != file:
            file = finding.span.file
            yield from ("", f"**{_escaped(file)}**", "", "| line | | finding |", "| ---: | --- | --- |")
        yield _row(finding)
    if len(report.findings) > MOST:
        yield from ("", f"And {len(report.findings) - MOST} more.")


def _row(finding: Finding) -> str:
    related = "".join(f"<br>{_escaped(str(one.span))}: {_escaped(one.says)}" for one in finding.related)
    said = _escaped(in_full(finding)) + related
    return f"| {finding.span.line} | {finding.severity.value} `{finding.code}` | {said} |"


def _escaped(text: str) -> str:
    """The text with nothing in it that Markdown takes for a sign, a mention or a cell's end."""
    return _MARKS.sub(r"\\\1", printable(" ".join(text.split())))
