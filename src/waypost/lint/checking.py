"""What is found in one file or folder, after suppressions: what cannot be read, what rules find, rules that fail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path, PurePath

from waypost.framework.faults import FaultKind, ReadError
from waypost.lint.findings import Finding, RuleFault, Severity, Span
from waypost.lint.linting import Linted, lint, wanted
from waypost.lint.reading import Read
from waypost.lint.rule import rules
from waypost.lint.settings import Settings
from waypost.lint.suppressing import unsuppressed


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one file or folder; `linted`: whether rules could look at it."""

    findings: tuple[Finding, ...] = ()
    linted: bool = True
    faults: tuple[RuleFault, ...] = field(default=())


def check(read: Read, settings: Settings, *, root: Path | None = None, named: bool = False) -> Checked:
    """The findings in what was read, without those that are kept back. Patterns of paths are held against `root`.

    named: somebody asked for this one, and is told why it cannot be read whatever rules were selected.
    """
    if read.subject is None:
        if named:
            return Checked(tuple(_unreadable(read.errors)), linted=False)
        found = (one for one in _unreadable(read.errors) if wanted(rules()[one.code], settings))
        return Checked(tuple(_elsewhere(found, settings, root)), linted=False)
    linted = lint(read.subject, settings)
    here = tuple(_elsewhere(linted.findings, settings, root))
    left = unsuppressed(read.subject, here, settings)
    return Checked((*_failed(linted, read), *left), faults=linted.faults)


def _unreadable(errors: Iterable[ReadError]) -> Iterator[Finding]:
    for error in errors:
        rule = rules()["STR003" if error.kind is FaultKind.NAME else "STR001"]
        span = Span(error.file, error.line, error.column, error.line, error.column + 1)
        yield Finding(rule.code, _sentence(error.message), rule.severity, span, hint=error.hint)


def _sentence(message: str) -> str:
    """What the reader says of a file or a place, as something one can read alone."""
    return f"This {message}" if message.split(" ", 1)[0] in _VERBS else message


_VERBS = frozenset(["is", "has", "holds", "uses", "says", "mixes", "leaves", "ends", "contains", "cannot", "does"])


def _failed(linted: Linted, read: Read) -> Iterator[Finding]:
    """Rules that failed, as errors of theirs: what they would have found is not known."""
    for fault in linted.faults:
        about = f" on “{fault.statement}”" if fault.statement else ""
        span = fault.span or (read.subject.span_of() if read.subject else Span("", 1, 1, 1, 1))
        message = f"The rule failed{about}: {fault.error}"
        hint = "The other rules went on. Report it to who made the rule, with this statement."
        yield Finding(fault.code, message, Severity.ERROR, span, statement=fault.statement, hint=hint)


def _elsewhere(findings: Iterable[Finding], settings: Settings, root: Path | None) -> Iterator[Finding]:
    """The findings whose code is not ignored for their path."""
    ignored: dict[str, tuple[str, ...]] = {}
    for finding in findings:
        file = finding.span.file
        if settings.per_path and file not in ignored:
            ignored[file] = tuple(_ignored_at(file, settings.per_path, root))
        if not finding.code.startswith(ignored.get(file) or ("\0",)):
            yield finding


def _ignored_at(file: str, per_path: Mapping[str, tuple[str, ...]], root: Path | None) -> Iterator[str]:
    path = Path(file).absolute()
    below = path.relative_to(root) if root is not None and path.is_relative_to(root) else PurePath(file)
    for pattern, codes in per_path.items():
        if fnmatch(below.as_posix(), pattern) or fnmatch(below.name, pattern):
            yield from codes
