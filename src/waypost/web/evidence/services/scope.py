"""Saving a scope document: each save is a version of its own."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.refusal import Conflict, Malformed, NotNow, NotVisible
from waypost.web.evidence.models import ScopeDocument
from waypost.web.evidence.quarters import open_for_writing, read_quarter
from waypost.web.journal.acts import Act, content_digest, record, service
from waypost.web.journal.kinds import Kind
from waypost.web.people.models import Person

BODY_MOST = 20_000  # characters


@service
def save_scope_document(act: Act, *, quarter: str, seen: int, body: str) -> ScopeDocument:
    """Save the author's document of a quarter as a new version.

    `seen` is the number this version would have, counted from 1. Raises Malformed for an empty text, NotNow for a
    quarter that is not open, Conflict when another version was saved meanwhile.
    """
    if act.by is None or not act.by.is_active:
        raise NotVisible("scope_document", _("There is no such page."))
    person = Person.objects.select_for_update(of=("self",)).get(pk=act.by.pk)
    _refuse_quarter(act, quarter)
    if not body.strip():
        raise Malformed("scope_document.empty", _("The document is empty. Name at least the systems you own."))
    if len(body) > BODY_MOST:
        raise Malformed("scope_document.too_long", _("One page is enough: keep it under 20,000 characters."))
    versions = ScopeDocument.objects.filter(person=person, quarter=quarter)
    newest = versions.first()
    if versions.count() + 1 != seen:
        raise Conflict(
            "edit.conflict",
            _("You saved another version meanwhile. Nothing was overwritten: both texts are below."),
            theirs=((quarter, newest.body if newest else ""),),
            mine=((quarter, body),),
        )
    row = ScopeDocument.objects.create(person=person, quarter=quarter, body=body, saved_at=act.at)
    record(
        act,
        Kind.SCOPE_DOCUMENT_SAVED,
        subject=row,
        place=scope_place(row),
        about=person,
        facts={"quarter": quarter, "version": seen, "digest": content_digest(body)},
    )
    return row


def scope_place(document: ScopeDocument) -> str:
    """Where one version is read."""
    return reverse("evidence:scope_document", args=[document.pk])


def _refuse_quarter(act: Act, quarter: str) -> None:
    read = read_quarter(quarter)
    if read is None:
        raise Malformed("scope_document.quarter", _("Write a quarter like 2026-Q4."))
    if read not in open_for_writing(act.today):
        raise NotNow(
            "scope_document.closed",
            _("Only this quarter's document and the last one can be written; %(quarter)s is closed.")
            % {"quarter": quarter},
        )
