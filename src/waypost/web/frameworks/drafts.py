"""Drafts for reading: the list, one with what it changes and who looked at it, and what waits for an owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, Subquery, UUIDField
from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.framework.faults import ReadError
from waypost.framework.schema import Framework
from waypost.refusal import NotVisible
from waypost.web.frameworks.checking import Check
from waypost.web.frameworks.models import (
    Draft,
    DraftReview,
    DraftState,
    FrameworkVersion,
    Proposal,
    ProposalState,
    ReviewState,
)
from waypost.web.frameworks.reading import reading_of
from waypost.web.frameworks.reviewing import Hindrance, Holds, hindrance, holds
from waypost.web.frameworks.selectors import may_publish, owners
from waypost.web.frameworks.services.publishing import check_next
from waypost.web.journal.waiting import Waiting
from waypost.web.people.models import DutyKind, Person

LISTED = 50


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review with what has become of it since."""

    review: DraftReview
    holds: Holds


@dataclass(frozen=True, slots=True)
class DraftPage:
    """One draft as somebody reads it.

    check: what publishing it next would do; follows: the version it would follow; reviews: empty for who is no owner;
    mine: the review that the reader is asked for or may take back; hindrance: why the reader cannot publish it; others:
    the other owners; can_look: who may still be asked for a review, which may be the reader.
    """

    draft: Draft
    owns: bool
    check: Check
    follows: FrameworkVersion | None
    reviews: tuple[Reviewed, ...]
    mine: DraftReview | None
    hindrance: Hindrance
    others: tuple[Person, ...]
    can_look: tuple[Person, ...]

    @property
    def open(self) -> bool:
        """Whether it can still be worked on."""
        return self.draft.state == DraftState.OPEN

    @property
    def approved(self) -> bool:
        """Whether an approval of what stands there holds."""
        return any(one.review.state == ReviewState.APPROVED and one.holds is Holds.YES for one in self.reviews)

    @property
    def looked_at(self) -> dict[str, str]:
        """What a press on this page carries: which words were on it, held against which version."""
        found = self.check.framework
        follows = self.follows.hash if self.follows is not None else ""
        return {"digest": self.draft.digest, "hash": found.hash if found is not None else "", "follows": follows}


def drafts(person: Person) -> list[Draft]:
    """The drafts somebody reads, the newest first, without their documents. One query."""
    rows = Draft.objects.visible_to(person).defer("text").select_related("author", "based_on", "published_as")
    return list(rows.defer("text", "based_on__document", "published_as__document")[: LISTED + 1])


def draft_of(person: Person, draft: UUID) -> Draft:
    """One draft with its author; NotVisible for who does not read it."""
    rows = Draft.objects.visible_to(person).select_related("author", "edited_by", "based_on", "published_as")
    row = rows.defer("based_on__document", "published_as__document").filter(pk=draft).first()
    if row is None:
        raise NotVisible("draft", _("There is no such draft."))
    return row


def framework_in(draft: Draft) -> Framework | None:
    """What a draft's document says; None while it cannot be read."""
    return reading_of(draft.text).framework


def errors_in(draft: Draft) -> tuple[ReadError, ...]:
    """Why a draft's document cannot be read, by line."""
    return reading_of(draft.text).errors


def draft_page(person: Person, draft: UUID, *, today: date) -> DraftPage:
    """One draft with everything its page says."""
    row = draft_of(person, draft)
    owns = may_publish(person)
    check, follows = check_next(row.text, in_force_on=row.in_force_on, today=today)
    reviews = list(row.reviews.select_related("reviewer", "asked_by")) if owns else []
    current = owners(day=today) if owns else ()
    keys = {one.pk for one in current}
    asked = {one.reviewer_id for one in reviews if one.state == ReviewState.ASKED}
    hash_ = follows.hash if follows is not None else ""
    return DraftPage(
        draft=row,
        owns=owns,
        check=check,
        follows=follows,
        reviews=tuple(Reviewed(one, holds(row, one, follows=hash_, owners=keys)) for one in reviews),
        mine=next((one for one in reviews if one.reviewer_id == person.pk and one.state != ReviewState.CHANGES), None),
        hindrance=hindrance(row, reviews, publisher=person, follows=hash_, owners=keys),
        others=tuple(one for one in current if one != person),
        can_look=tuple(one for one in current if one.pk not in {row.edited_by_id, *asked}),
    )


def open_drafts(person: Person) -> list[Draft]:
    """The drafts that can be worked on, without their documents: where a proposal may be accepted into."""
    return list(Draft.objects.visible_to(person).filter(state=DraftState.OPEN).defer("text")[:LISTED])


def on_the_desk(person: Person) -> dict[str, Combinable]:
    """What waits for an owner, as columns for any query that is asked anyway; for nobody else.

    `review_of` is a draft they were asked to review, `suggested` whether words were suggested that nobody decided on.
    """
    if not person.holds(DutyKind.FRAMEWORK_OWNER):
        return {}
    asked = DraftReview.objects.filter(reviewer=person, state=ReviewState.ASKED, draft__state=DraftState.OPEN)
    suggested = Proposal.objects.filter(state=ProposalState.OPEN)
    return {"review_of": Subquery(asked.values("draft")[:1], output_field=UUIDField()), "suggested": Exists(suggested)}


def waiting_for(*, review_of: UUID | None, suggested: bool) -> tuple[Waiting, ...]:
    """The review an owner was asked for, and suggestions nobody decided on yet; see `on_the_desk`. No query."""
    found = []
    if review_of is not None:
        place = reverse("frameworks:draft", args=[review_of])
        found.append(Waiting(_("You are asked to review a draft of the framework."), place, _("Look at it")))
    if suggested:
        says = _("Somebody suggests other words for an expectation.")
        found.append(Waiting(says, reverse("frameworks:proposals"), _("Decide on it")))
    return tuple(found)
