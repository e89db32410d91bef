"""How often each rule found something."""

from __future__ import annotations

from collections import Counter

from waypost.lint.formats.report import Report, fixable
from waypost.lint.rule import rules


def statistics(report: Report) -> str:
    """A line a code, the most frequent first, with what the rule is called and how many `--fix` mends."""
    counts = Counter(one.code for one in report.findings)
    mends = Counter(one.code for one in report.findings if fixable(one))
    known = rules()
    width = len(str(max(counts.values(), default=0)))
    rows = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return "\n".join(
        f"{count:>{width}}  {code}  {known[code].name if code in known else ''}".rstrip()
        + (f"  ({mends[code]} with --fix)" if mends[code] else "")
        for code, count in rows
    )
