"""SARIF 2.1.0, which code scanning services read (OASIS standard, 27 March 2020)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import waypost
from waypost.lint.baseline import fingerprint
from waypost.lint.findings import Finding, Fix, Severity, Span
from waypost.lint.formats.report import Report, in_full, in_json
from waypost.lint.rule import Rule, rules

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def told(report: Report) -> str:
    """One run with the rules that found something and all results."""
    codes = sorted({one.code for one in report.findings})
    known = rules()
    driver = {
        "name": "waypost",
        "version": waypost.__version__,
        "semanticVersion": waypost.__version__,
        "rules": [_rule(code, known.get(code)) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, {code: place for place, code in enumerate(codes)}) for one in report.findings],
    }
    return in_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, rule: type[Rule] | None) -> dict[str, Any]:
    if rule is None:  # declared in a configuration
        return {"id": code}
    return {
        "id": code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.says},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.says} {rule.why}\n\nInstead of: {rule.example.bad}\nWrite: {rule.example.good}"},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {"tags": [rule.code.rstrip("0123456789")]},
    }


def _result(finding: Finding, places: Mapping[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": places[finding.code],
        "level": _LEVEL[finding.severity],
        "message": {"text": in_full(finding)},
        "locations": [{"physicalLocation": _physical(finding.span)}],
        "partialFingerprints": {"waypostFingerprint/v1": fingerprint(finding)},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _physical(one.span), "message": {"text": one.says}}
            for number, one in enumerate(finding.related, start=1)
        ]
    if finding.fix is not None:
        result["fixes"] = [_fix(finding.fix)]
    return result


def _physical(span: Span) -> dict[str, Any]:
    return {"artifactLocation": {"uri": _uri(span.file)}, "region": _region(span)}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _uri(file: str) -> str:
    """The file as a reference that is relative where the file was named so; its name by its bytes, UTF-8 or not."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix().encode("utf-8", "surrogateescape"))


def _fix(fix: Fix) -> dict[str, Any]:
    files = dict.fromkeys(edit.span.file for edit in fix.edits)
    return {
        "description": {"text": fix.says},
        "artifactChanges": [
            {
                "artifactLocation": {"uri": _uri(file)},
                "replacements": [
                    {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}
                    for edit in fix.edits
                    if edit.span.file == file
                ],
            }
            for file in files
        ],
    }
