"""The comment that keeps a finding back, put where it speaks of the finding's statement."""

from __future__ import annotations

from pathlib import PurePath

from waypost.lint.findings import Edit, Finding, Fix, Safety, Span
from waypost.lint.subject import Said, Subject

_YAML = frozenset({".yaml", ".yml"})
_PAGES = frozenset({".md", ".markdown", ".mdx", ".txt", ".html", ".htm"})


def keep(subject: Subject, finding: Finding, *, because: str = "") -> Fix | None:
    """An edit that suppresses this finding; None for files without comments, such as JSON and CSV.

    Without a reason the comment ends behind `because`, and is an error until somebody writes why.
    """
    file = finding.span.file
    source, ending = subject.sources.get(file), PurePath(file).suffix.lower()
    if source is None or ending not in _YAML | _PAGES:
        return None
    edit = _above if ending in _YAML else _beside
    says = f"Keep {finding.code} here, and say why"
    return Fix(Safety.SUGGESTED, says, (edit(subject, finding, source.split("\n"), _told(because)),))


def _told(because: str) -> str:
    return " ".join(because.replace("-->", " ").split())


def _above(subject: Subject, finding: Finding, lines: list[str], because: str) -> Edit:
    """A line of its own: behind a text of several lines a comment would be part of the text."""
    line = _begun(subject, finding)
    indent = lines[line - 1][: len(lines[line - 1]) - len(lines[line - 1].lstrip())] if line <= len(lines) else ""
    says = f"{indent}# waypost: ignore[{finding.code}] because {because}".rstrip() + "\n"
    return Edit(Span(finding.span.file, line, 1, line, 1), says)


def _beside(subject: Subject, finding: Finding, lines: list[str], because: str) -> Edit:
    """At the end of its line: between two bullets a line would end their list."""
    line = finding.span.end_line
    column = len(lines[line - 1].rstrip()) + 1 if line <= len(lines) else 1
    says = f" <!-- waypost: ignore[{finding.code}] because {because}".rstrip() + " -->"
    return Edit(Span(finding.span.file, line, column, line, column), says)


def _begun(subject: Subject, finding: Finding) -> int:
    """The line on which the text begins that the finding is in."""
    span = finding.span
    here = [said.at.line for said in subject.said if _holds(subject, said, finding)]
    return max((line for line in here if line <= span.line), default=span.line)


def _holds(subject: Subject, said: Said, finding: Finding) -> bool:
    near = said.at.file == finding.span.file and said.at.line <= finding.span.line
    return near and subject.span(said).end_line >= finding.span.line
