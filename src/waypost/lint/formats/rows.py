"""For programs: a JSON list of findings."""

from __future__ import annotations

from waypost.lint.formats.report import Report, in_json, row


def told(report: Report) -> str:
    """Each finding with code, message, severity, place, related places and fix."""
    return in_json([row(one) for one in report.findings])
