"""Findings that were there before: a file of fingerprints, so that only what is new is told.

A fingerprint is made from the code, the statement and the text the finding rests on, never from the line: what moves
within a file, or into another, stays known.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from waypost.framework.faults import printable
from waypost.lint.findings import Finding

VERSION = 1
_LONGEST = 40
"""Letters of a version that are told: a file that is no baseline may have any."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """How often each fingerprint was found, and what each is about."""

    counts: dict[str, int]
    about: dict[str, str]


class BaselineError(Exception):
    """The text is no baseline."""


def fingerprint(finding: Finding) -> str:
    """By what a finding is known again, wherever it stands."""
    text = finding.words if finding.statement else (finding.message,)
    parts = (finding.code, _plain(finding.statement), *map(_plain, text))
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def write_baseline(findings: Iterable[Finding]) -> str:
    """The findings as the text of a baseline, in an order that makes for small differences."""
    counts: Counter[str] = Counter()
    about: dict[str, dict[str, object]] = {}
    for finding in findings:
        mark = fingerprint(finding)
        counts[mark] += 1
        about[mark] = {"code": finding.code, "says": finding.statement or finding.message}
    entries = {mark: {**about[mark], "count": counts[mark]} for mark in about}
    in_order = dict(sorted(entries.items(), key=lambda entry: (str(entry[1]["code"]), str(entry[1]["says"]), entry[0])))
    text = json.dumps({"version": VERSION, "findings": in_order}, indent=1, ensure_ascii=False) + "\n"
    return text.encode("utf-8", "replace").decode("utf-8")  # half of a letter, which JSON can hold, is not UTF-8


def read_baseline(text: str) -> Baseline:
    """The baseline of this text; BaselineError where it is none."""
    try:
        document = json.loads(text)
        if document["version"] != VERSION:
            version = printable(str(document["version"])[:_LONGEST])
            raise BaselineError(f"it has version {version}, and this linter reads {VERSION}")
        entries = document["findings"].items()
        counts = {str(mark): int(entry["count"]) for mark, entry in entries}
        about = {str(mark): printable(f"{entry['code']} “{entry['says']}”") for mark, entry in entries}
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise BaselineError("it was not written by --write-baseline") from error
    return Baseline(counts, about)


def is_baseline(text: str) -> bool:
    """Whether this is a baseline, of whatever version, or nothing yet: what may be written over."""
    try:
        return not text.strip() or {"version", "findings"} == json.loads(text).keys()
    except (ValueError, AttributeError, RecursionError):
        return False


def new_findings(findings: Iterable[Finding], baseline: Baseline) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """The findings that are not in the baseline, and what the baseline holds that is no longer found."""
    left = Counter(baseline.counts)
    new: list[Finding] = []
    for finding in findings:
        mark = fingerprint(finding)
        if left[mark] > 0:
            left[mark] -= 1
        else:
            new.append(finding)
    stale = tuple(baseline.about[mark] for mark, count in left.items() if count > 0 and mark in baseline.about)
    return tuple(new), stale
