"""Scope documents: by quarter with their versions, what changed, and whether one is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from waypost.framework.diff.aligning import edits
from waypost.framework.schema import Framework
from waypost.web.evidence.models import ScopeDocument
from waypost.web.people.models import Person

KEPT_IN_SIGHT = 24  # versions listed


@dataclass(frozen=True, slots=True)
class QuarterOfScope:
    """One quarter's document: the version that counts, and those before it."""

    quarter: str
    newest: ScopeDocument
    earlier: tuple[ScopeDocument, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of lines that stayed, came or went since the document before."""

    kind: str  # same, added, removed
    text: str


@dataclass(frozen=True, slots=True)
class Due:
    """Whether a scope document is asked of somebody, and until which day the newest one counts."""

    asked: bool
    until: date | None


def scope_quarters(reader: Person, *, of: Person) -> tuple[QuarterOfScope, ...]:
    """Somebody's documents by quarter, the newest first, without their text."""
    rows = ScopeDocument.objects.visible_to(reader).filter(person=of).defer("body")[:KEPT_IN_SIGHT]
    in_order = sorted(rows, key=lambda one: (one.quarter, one.saved_at), reverse=True)
    groups = ((quarter, tuple(versions)) for quarter, versions in groupby(in_order, key=lambda one: one.quarter))
    return tuple(QuarterOfScope(quarter, versions[0], versions[1:]) for quarter, versions in groups)


def document_before(document: ScopeDocument) -> ScopeDocument | None:
    """What a version is compared with: the last one of the quarter before, or an earlier one of its own."""
    earlier = ScopeDocument.objects.filter(person_id=document.person_id, saved_at__lt=document.saved_at)
    return earlier.filter(quarter__lt=document.quarter).first() or earlier.first()


def newest_document(person: Person) -> ScopeDocument | None:
    """The last version somebody saved, of whatever quarter: the next one starts from its text."""
    return ScopeDocument.objects.filter(person=person).first()


def changes(old: str, new: str) -> tuple[Passage, ...]:
    """The new text as passages: what stayed, what came, what went, line by line."""
    before, after = old.splitlines(), new.splitlines()
    found: list[Passage] = []
    for tag, low, high, start, stop in edits(before, after):
        if tag == "equal":
            found.append(Passage("same", "\n".join(after[start:stop])))
            continue
        if high > low:
            found.append(Passage("removed", "\n".join(before[low:high])))
        if stop > start:
            found.append(Passage("added", "\n".join(after[start:stop])))
    return tuple(found)


def scope_due(framework: Framework, *, level: str, newest: date | None) -> Due:
    """Whether the evidence policy asks a person at `level` for a scope document, and until when `newest` counts."""
    if level not in framework.index.levels:
        return Due(asked=False, until=None)
    asked = framework.evidence.for_level(framework.level(level), framework=framework)
    within = asked.scope_document_within_days
    if within is None:
        return Due(asked=False, until=None)
    return Due(asked=True, until=newest + timedelta(days=within) if newest else None)
