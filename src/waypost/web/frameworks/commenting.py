"""Comments for reading: at one expectation, how many there are at each, and the list of all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, QuerySet
from django.utils.translation import gettext as _

from waypost.refusal import NotVisible
from waypost.web.frameworks.models import Comment, Draft
from waypost.web.people.models import Person

AT_A_CELL = 12  # comments on the page of one expectation; the list has the rest
LISTED = 50


@dataclass(frozen=True, slots=True)
class AtCell:
    """The comments at one expectation, those still open first, and whether there are more of them."""

    comments: tuple[Comment, ...]
    more: bool


def comments_at(person: Person, *, level: str, criterion: str, draft: Draft | None = None) -> AtCell:
    """What was said about an expectation, of any published version or of one draft. One query."""
    rows = _rows(person).filter(level=level, criterion=criterion, draft=draft)
    found = list(rows.order_by(F("resolved_at").desc(nulls_first=True), "-at")[: AT_A_CELL + 1])
    return AtCell(tuple(found[:AT_A_CELL]), len(found) > AT_A_CELL)


def counts(person: Person, *, draft: Draft | None = None) -> Mapping[tuple[str, str], int]:
    """How many open comments there are at each (level, criterion), of published versions or of one draft. One query."""
    rows = Comment.objects.visible_to(person).filter(draft=draft, resolved_at=None).order_by()
    counted = rows.values_list("level", "criterion").annotate(number=Count("pk"))
    return {(level, criterion): number for level, criterion, number in counted}


def listed(person: Person, *, closed: bool = False, draft: Draft | None = None) -> list[Comment]:
    """Comments of everything the person reads, or of one draft, the newest first."""
    rows = _rows(person).filter(resolved_at__isnull=not closed)
    return list((rows.filter(draft=draft) if draft is not None else rows).order_by("-at")[: LISTED + 1])


def comment_of(person: Person, comment: UUID) -> Comment:
    """One comment; NotVisible when it was taken back or is about what the person does not read."""
    row = _rows(person).filter(pk=comment).first()
    if row is None:
        raise NotVisible("comment", _("There is no such comment."))
    return row


def _rows(person: Person) -> QuerySet[Comment]:
    rows = Comment.objects.visible_to(person).select_related("author", "answered_by", "framework", "draft")
    return rows.defer("framework__document", "draft__text")
