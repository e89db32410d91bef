"""The code quality report of GitLab: a JSON list, each finding with a fingerprint by which it is known again."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

from waypost.lint.baseline import fingerprint
from waypost.lint.findings import Severity
from waypost.lint.formats.report import Report, in_full, in_json

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def told(report: Report) -> str:
    """Fingerprints differ within a report: the second of two equal findings is marked as the second."""
    seen: Counter[str] = Counter()
    rows = []
    for one in report.findings:
        mark = sha256(f"{one.span.file}\0{fingerprint(one)}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
        seen[mark] += 1
        row = {
            "description": in_full(one),
            "check_name": one.code,
            "fingerprint": mark if seen[mark] == 1 else f"{mark}-{seen[mark]}",
            "severity": _SEVERITY[one.severity],
            "location": {"path": one.span.file, "lines": {"begin": one.span.line, "end": one.span.end_line}},
        }
        rows.append(row)
    return in_json(rows)
