"""JUnit XML, which build systems show: a suite for each file, a failed case for each finding."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from waypost.framework.faults import printable
from waypost.lint.findings import Finding
from waypost.lint.formats.report import Report


def told(report: Report) -> str:
    """The suites in the order of the files; a file without findings has one case, which passes."""
    named = dict.fromkeys([*report.files, *(one.span.file for one in report.findings)])
    by_file: dict[str, list[Finding]] = {file: [] for file in named}
    for one in report.findings:
        by_file[one.span.file].append(one)
    cases = sum(max(len(found), 1) for found in by_file.values())
    head = f'<testsuites name="waypost lint" tests="{cases}" failures="{len(report.findings)}" errors="0">'
    lines = [line for file, found in by_file.items() for line in _suite(file, found)]
    text = "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *lines, "</testsuites>"])
    return text.replace("##[", "##&#91;")  # the same text to who reads XML, and no command to a runner of GitHub


def _suite(file: str, findings: list[Finding]) -> Iterator[str]:
    name = quoteattr(printable(file))
    counts = f'tests="{max(len(findings), 1)}" failures="{len(findings)}" errors="0" skipped="0" time="0"'
    yield f"  <testsuite name={name} {counts}>"
    if not findings:
        yield f'    <testcase name="no findings" classname={name} time="0"/>'
    for one in findings:
        case = quoteattr(printable(f"{one.code} {one.span.line}:{one.span.column}"))
        yield f'    <testcase name={case} classname={name} file={name} line="{one.span.line}" time="0">'
        message = quoteattr(printable(one.message))
        body = escape(printable(f"{one.span}: {one.message} {one.hint}".rstrip()))
        yield f'      <failure type="{one.severity.value}" message={message}>{body}</failure>'
        yield "    </testcase>"
    yield "  </testsuite>"
