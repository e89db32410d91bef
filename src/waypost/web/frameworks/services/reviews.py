"""Reviews of drafts: one owner asks another, who says of exactly what they looked at whether it may be published."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from waypost.refusal import Conflict, Malformed, Missing, NotAllowed, NotNow, NotVisible
from waypost.web.frameworks.models import DraftReview, ReviewState
from waypost.web.frameworks.selectors import owners
from waypost.web.frameworks.services.owning import draft_place, lock_draft, owner_of
from waypost.web.frameworks.services.publishing import check_next
from waypost.web.journal.acts import Act, record, service
from waypost.web.journal.kinds import Kind


@dataclass(frozen=True, slots=True)
class Looked:
    """What a reviewer had before them: the draft's digest, and the hash of the version it was held against."""

    digest: str
    follows: str


@service
def ask_review(act: Act, draft: uuid.UUID, *, reviewer: uuid.UUID) -> DraftReview:
    """Ask an owner who did not change the draft last to look at it; who did not may take it on themselves.

    Raises NotAllowed, NotVisible, Malformed for who is no owner or changed it last, NotNow when they were asked already
    or the document cannot be read.
    """
    owner = owner_of(act)
    row = lock_draft(owner, draft)
    person = next((one for one in owners(day=act.today) if one.pk == reviewer), None)
    if person is None or person.pk == row.edited_by_id:
        raise Malformed(
            "review.who",
            _("Ask an owner of the framework who did not change the draft last."),
            missing=(Missing("", "reviewer"),),
        )
    if row.reviews.filter(reviewer=person, state=ReviewState.ASKED).exists():
        raise NotNow("review.asked", _("%s is asked already.") % person.name)
    if check_next(row.text, in_force_on=row.in_force_on, today=act.today)[0].framework is None:
        raise NotNow("draft.unreadable", _("The draft's document cannot be read. Mend its errors first."))
    review = DraftReview.objects.create(draft=row, reviewer=person, asked_by=owner, asked_at=act.at)
    record(act, Kind.DRAFT_REVIEW_ASKED, subject=review, place=draft_place(row), about=person, tell=[person])
    return review


@service
def answer_review(act: Act, review: uuid.UUID, *, approve: bool, looked: Looked, words: str = "") -> DraftReview:
    """Approve exactly what was looked at, or ask for changes and say which. An approval can become a wish for changes.

    Raises NotVisible to who is no owner, NotAllowed to who was not asked or changed the draft last, Malformed for a
    wish without words, Conflict when the draft or the framework changed meanwhile, NotNow for what cannot be published.
    """
    asked = DraftReview.objects.visible_to(act.by).filter(pk=review).first() if act.by is not None else None
    if asked is None:
        raise NotVisible("review", _("There is no such review."))
    if asked.reviewer_id != owner_of(act).pk:
        raise NotAllowed("review.not_yours", _("Somebody else was asked for this review."))
    row = lock_draft(owner_of(act), asked.draft_id)
    fresh = DraftReview.objects.select_for_update(of=("self",)).select_related("asked_by").get(pk=asked.pk)
    if fresh.state == ReviewState.CHANGES or (fresh.state == ReviewState.APPROVED and approve):
        raise NotNow("review.answered", _("This review is answered. Whoever changed the draft asks for another look."))
    check, last = check_next(row.text, in_force_on=row.in_force_on, today=act.today)
    follows = last.hash if last is not None else ""
    if looked != Looked(row.digest, follows):
        raise Conflict("review.changed", _("The draft changed while you were looking at it. Look at it again."))
    if not approve and not words.strip():
        raise Malformed("review.words", _("Say what should change."), missing=(Missing("", "words"),))
    if approve and row.edited_by_id == fresh.reviewer_id:
        raise NotAllowed("review.own", _("You changed this draft last, so another owner has to look at it."))
    if approve and not check.ready:
        raise NotNow(
            "framework.does_not_follow",
            _("The document cannot be published as it is."),
            missing=check.stands_in_the_way,
        )
    fresh.state = ReviewState.APPROVED if approve else ReviewState.CHANGES
    fresh.digest, fresh.follows, fresh.words, fresh.answered_at = looked.digest, looked.follows, words, act.at
    fresh.save()
    record(
        act,
        Kind.DRAFT_REVIEWED,
        subject=fresh,
        place=draft_place(row),
        facts={"state": fresh.state, "digest": looked.digest},
        tell=[fresh.asked_by, row.author],
    )
    return fresh
