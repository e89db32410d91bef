"""For programs: a JSON list of findings."""

from __future__ import annotations

import json

from waypost.lint.formats.report import Report, row


def told(report: Report) -> str:
    """Each finding with code, message, severity, place, related places and fix."""
    return json.dumps([row(one) for one in report.findings], indent=2, ensure_ascii=False)
