"""One line a finding."""

from __future__ import annotations

from waypost.framework.faults import printable
from waypost.lint.formats.report import Report


def told(report: Report) -> str:
    """`file:line:column: severity code message`."""
    return "\n".join(printable(f"{one.span}: {one.severity.value} {one.code} {one.message}") for one in report.findings)
