"""Annotations of GitHub Actions: what is printed in a job appears beside the line in a pull request."""

from __future__ import annotations

from waypost.framework.faults import printable
from waypost.lint.findings import Finding, Severity
from waypost.lint.formats.report import Report

_WORD = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def told(report: Report) -> str:
    """One workflow command a finding."""
    return "\n".join(_command(one) for one in report.findings)


def _command(finding: Finding) -> str:
    span = finding.span
    said = {
        "file": span.file,
        "line": span.line,
        "endLine": span.end_line,
        **({"col": span.column, "endColumn": span.end_column} if span.line == span.end_line else {}),
        "title": f"waypost {finding.code}",
    }
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in said.items())
    message = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
    return f"::{_WORD[finding.severity]} {properties}::{_data(message)}"


def _data(text: str) -> str:
    """What would end the command or begin another, escaped as the runner reads it; nothing steers who reads the log."""
    return printable(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
