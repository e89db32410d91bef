"""What there is to tell: the findings, what was linted, and the lines they point at."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from waypost.lint.findings import Finding, Safety, Severity, Span

_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of letters: bytes of a name that are not UTF-8, or what JSON wrote as half. No form can hold them."""
_STEERING = re.compile("[\x7f-\x9f]")
_WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def _no_lines(file: str) -> Sequence[str]:
    return ()


def _plainly(text: str, style: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Report:
    """Findings in reading order. `files` are what was linted or could not be; `lines` gives those of a file, none where
    it has no text; `styled` paints a text as `error`, `warning`, `info`, `code`, `place` or `dim`, where that is shown;
    `columns` are those of the terminal, None where it is told to none.
    """

    findings: tuple[Finding, ...]
    files: tuple[str, ...] = ()
    lines: Callable[[str], Sequence[str]] = _no_lines
    styled: Callable[[str, str], str] = _plainly
    columns: int | None = None

    @property
    def counted(self) -> str:
        """The number of findings in a sentence: `3 findings: 1 error, 2 warnings.`"""
        if not self.findings:
            return "No findings."
        counts = ((sum(one.severity is severity for one in self.findings), severity) for severity in Severity)
        parts = [f"{count} {_WORDS[severity]}{'s' if count > 1 else ''}" for count, severity in counts if count]
        head = "1 finding" if len(self.findings) == 1 else f"{len(self.findings)} findings"
        return f"{head}: {', '.join(parts)}."


def in_full(finding: Finding) -> str:
    """The message, with what to do where it does not say that itself."""
    return f"{finding.message}. {finding.hint}" if finding.hint else finding.message


def row(finding: Finding) -> dict[str, Any]:
    """One finding as programs read it."""
    return {
        "code": finding.code,
        "message": in_full(finding),
        "severity": finding.severity.value,
        **place(finding.span),
        "related": [{**place(one.span), "message": one.says} for one in finding.related],
        "fix": None
        if finding.fix is None
        else {
            "safety": finding.fix.safety.value,
            "message": finding.fix.says,
            "edits": [{**place(edit.span), "text": edit.text} for edit in finding.fix.edits],
        },
    }


def place(span: Span) -> dict[str, Any]:
    """A span as programs read it."""
    return {
        "file": whole_letters(span.file),
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def whole_letters(text: str) -> str:
    """The text with a sign for each letter that no UTF-8 can hold."""
    return _HALVES.sub("\ufffd", text)


def in_json(value: Any) -> str:
    """The value as JSON that is always UTF-8, and has nothing that steers a terminal or the log of a build."""
    text = whole_letters(json.dumps(value, indent=2, ensure_ascii=False))
    text = _STEERING.sub(lambda met: f"\\u{ord(met.group()):04x}", text)
    return text.replace("##[", "#\\u0023[")  # the same text to who reads JSON, and no command to a runner of GitHub


def fixable(finding: Finding) -> bool:
    """Whether `--fix` mends it."""
    return finding.fix is not None and finding.fix.safety is Safety.SAFE
