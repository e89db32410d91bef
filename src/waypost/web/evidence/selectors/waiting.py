"""What of somebody's evidence waits for them: the lines the home page shows."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.framework.schema import Framework
from waypost.web.evidence.models import Attestation, AttestationState, Claim, ClaimState, ScopeDocument
from waypost.web.evidence.selectors.scope import scope_due
from waypost.web.evidence.selectors.standing import waits
from waypost.web.journal.waiting import Waiting
from waypost.web.people.models import Person

STALE = timedelta(days=14)  # a draft left alone this long is worth a reminder
NEWS = timedelta(days=14)  # an amended or disputed claim is brought up this long, or until it is changed
AHEAD = timedelta(days=21)  # a scope document is asked for this long before the last one is too old


class _Facts(NamedTuple):
    """Number of drafts left alone, and when the last scope document was saved."""

    stale: int
    newest: datetime | None


def waiting_for(person: Person, today: date, *, framework: Framework | None, level: str) -> tuple[Waiting, ...]:
    """Confirmations asked of me, answers to look at, forgotten drafts, a scope document due. Two queries.

    `framework` is the one in force and `level` the one held today, "" for none: what a document is due by.
    """
    if not person.is_active:
        return ()
    return (*_attestations(person, today), *_drafts_and_document(person, today, framework=framework, level=level))


def _attestations(person: Person, today: date) -> list[Waiting]:
    since = timezone.make_aware(datetime.combine(today - NEWS, time.min))
    news = Q(
        claim__person=person,
        state__in=(AttestationState.AMENDED, AttestationState.DISPUTED),
        answered_at__gte=since,
        claim_version=F("claim__version"),
    )
    asked = Q(attester=person) & (Q(answered_at=None) | Q(answered_at__lt=F("asked_at")))
    rows = Attestation.objects.filter(asked | news, claim__state=ClaimState.RECORDED)
    rows = rows.select_related("claim__person", "attester")
    return [_asked(row) if row.attester_id == person.pk and waits(row) else _answered(row) for row in rows]


def _asked(row: Attestation) -> Waiting:
    says = _("%(name)s asks you to confirm one claim: “%(title)s”.")
    return Waiting(
        says % {"name": row.claim.person.name, "title": row.claim.title},
        reverse("evidence:attestation", args=[row.pk]),
        _("Answer"),
    )


def _answered(row: Attestation) -> Waiting:
    amended = row.state == AttestationState.AMENDED
    says = _("%(name)s amended “%(title)s”.") if amended else _("%(name)s does not see “%(title)s” as you do.")
    return Waiting(
        says % {"name": row.attester.name, "title": row.claim.title},
        reverse("evidence:claim", args=[row.claim_id]),
        _("Look"),
    )


def _drafts_and_document(person: Person, today: date, *, framework: Framework | None, level: str) -> list[Waiting]:
    facts = _facts(person, today)
    found = []
    if facts.stale:
        says = ngettext(
            "A draft of a claim has waited for two weeks.",
            "%(count)s drafts of claims have waited for two weeks.",
            facts.stale,
        )
        found.append(Waiting(says % {"count": facts.stale}, reverse("evidence:claims"), _("Finish it")))
    if framework is not None and level and (document := _document(framework, level, facts.newest, today)):
        found.append(document)
    return found


def _facts(person: Person, today: date) -> _Facts:
    """The number of stale drafts, and when the newest scope document was saved: one query."""
    before = timezone.make_aware(datetime.combine(today - STALE, time.min))
    stale = Claim.objects.filter(person=OuterRef("pk"), state=ClaimState.DRAFT, changed_at__lt=before)
    newest = ScopeDocument.objects.filter(person=OuterRef("pk"))
    counted = stale.order_by().values("person").annotate(n=Count("pk")).values("n")
    row = Person.objects.filter(pk=person.pk).annotate(
        stale=Coalesce(Subquery(counted), 0),
        newest=Subquery(newest.values("saved_at")[:1]),
    )
    return _Facts(*row.values_list("stale", "newest").get())


def _document(framework: Framework, level: str, newest: datetime | None, today: date) -> Waiting | None:
    due = scope_due(framework, level=level, newest=timezone.localdate(newest) if newest else None)
    if not due.asked or (due.until is not None and due.until - AHEAD > today):
        return None
    if due.until is None:
        says = _("Your level asks for a scope document each quarter. Write the first: what you own, and what changed.")
    else:
        says = _("Scope document: the last one counts until %(day)s. It starts from the last one's text.") % {
            "day": due.until.strftime("%d %b %Y").lstrip("0")
        }
    at = timezone.make_aware(datetime.combine(due.until, time.min)) if due.until else None
    return Waiting(says, reverse("evidence:scope_edit"), _("Write it"), at)
