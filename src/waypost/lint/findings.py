"""A finding: what is wrong, where, on which words it rests, and how it could be mended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters. An error is nearly always a defect, a warning mostly, info is worth a look."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Safety(StrEnum):
    """A safe fix never changes what is meant; a suggested one is for a person to accept."""

    SAFE = "safe"
    SUGGESTED = "suggested"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file; lines and columns count from 1, and the end is the first column after it."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that the finding rests on, such as the twin of a duplicate, and what it is."""

    span: Span
    says: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One stretch of a file replaced by other text."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend a finding together, and what they do, in a few words."""

    safety: Safety
    says: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    `words` are those it rests on. `criterion` and `level` are the keys of its cell, empty where it is about more;
    `statement` is the text it is about, by which a baseline knows it again. `hint` is what to do, where the message
    does not say it.
    """

    code: str
    message: str
    severity: Severity
    span: Span
    related: tuple[Related, ...] = ()
    words: tuple[str, ...] = ()
    criterion: str = ""
    level: str = ""
    statement: str = ""
    fix: Fix | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class RuleFault:
    """A rule that failed on a statement. The others went on; this one says nothing about that statement."""

    code: str
    statement: str
    error: str
    span: Span | None = None
