"""Whether two people agree on a draft: which approvals still hold, and why it cannot be published yet. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext as _

from waypost.web.frameworks.models import Draft, DraftReview, ReviewState
from waypost.web.people.models import Person


class Holds(StrEnum):
    """What has become of an answer to a review."""

    YES = "yes"
    EDITED = "edited"  # the draft says something else by now
    OVERTAKEN = "overtaken"  # another version was published, so that it changes something else
    NO_OWNER = "no_owner"  # who gave it is no longer an owner


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why somebody cannot publish a draft, in a sentence; without one, who approved it (nobody: the first version)."""

    says: str
    approved_by: Person | None = None


def holds(draft: Draft, review: DraftReview, *, follows: str, owners: Collection[UUID]) -> Holds:
    """Whether a review speaks of what stands there now, held against the version with the hash `follows`."""
    if review.digest != draft.digest:
        return Holds.EDITED
    if review.follows != follows:
        return Holds.OVERTAKEN
    return Holds.YES if review.reviewer_id in owners else Holds.NO_OWNER


def standing_approvals(
    draft: Draft, reviews: Iterable[DraftReview], *, follows: str, owners: Collection[UUID]
) -> tuple[DraftReview, ...]:
    """The approvals that hold, whoever gave them."""
    given = (one for one in reviews if one.state == ReviewState.APPROVED)
    return tuple(one for one in given if holds(draft, one, follows=follows, owners=owners) is Holds.YES)


def hindrance(
    draft: Draft, reviews: Iterable[DraftReview], *, publisher: Person, follows: str, owners: Collection[UUID]
) -> Hindrance:
    """Why `publisher` cannot publish the draft.

    It takes an approval of exactly what stands there, by an owner who is neither the publisher nor the last editor.
    The first version, which follows none, needs no approval.
    """
    given = tuple(reviews)
    standing = standing_approvals(draft, given, follows=follows, owners=owners)
    others = [one for one in standing if one.reviewer_id not in (publisher.pk, draft.edited_by_id)]
    if others or not follows:
        return Hindrance("", others[0].reviewer if others else None)
    if len(owners) < 2:
        says = _(
            "Publishing takes two owners of the framework, and there is only one. "
            "An administrator gives a second person the duty."
        )
    elif any(one.reviewer_id == publisher.pk for one in standing):
        says = _("You approved this, so somebody else publishes it.")
    elif standing:
        says = _("It was approved by who changed it last. Somebody else has to look at it.")
    elif any(one.state == ReviewState.APPROVED for one in given):
        says = _("It was approved, but changed since or was overtaken. Ask for another look.")
    elif any(one.state == ReviewState.ASKED and one.reviewer_id != publisher.pk for one in given):
        says = _("Nobody else has approved it yet. It waits for the review that was asked for.")
    else:
        says = _("Nobody else has approved it yet. Ask another owner of the framework for a review.")
    return Hindrance(says)
