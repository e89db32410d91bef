"""What somebody may do about a case besides moving it: their review, a release, a new position."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.promotion.decision import Outcome
from waypost.promotion.stages import Facts, Need, Role, Stage
from waypost.refusal import Missing
from waypost.web.promotion.models import Case
from waypost.web.promotion.places import review_place
from waypost.web.promotion.selectors.offers import Offer
from waypost.web.promotion.selectors.sight import JUDGES, Sight

# Whether a position is to be recorded is told by the answer.
NEEDS = frozenset({Need.ANSWER_NOT_YET})


def further(sight: Sight, facts: Facts) -> tuple[Offer, ...]:
    """The offers that are no transition, in the order of a case's way."""
    return (*_review(sight), *_release(sight), *_position(sight, facts))


def _review(sight: Sight) -> Iterator[Offer]:
    if not sight.roles & {Role.TECHNICAL, Role.STRATEGIC} or Stage(sight.case.stage) is not Stage.IN_REVIEW:
        return
    for seat in sight.own_seats():
        review = getattr(seat, "review", None) if seat.panel in JUDGES else None
        if review is not None:
            done = review.given_at is not None
            yield _page(
                _("Your review"),
                _("You gave it; it stays as it is.") if done else _("Criterion by criterion; sealed until all are in."),
                review_place(review),
                kind="quiet" if done else "main",
            )


def _release(sight: Sight) -> Iterator[Offer]:
    case = sight.case
    waits = Stage(case.stage) is Stage.DECIDED and case.released_at is None
    if waits and sight.roles & {Role.FACILITATOR, Role.PEOPLE_OPERATIONS}:
        yield _page(
            _("Release the decision"),
            _("Opens it to the manager, who can then tell the candidate."),
            reverse("promotion:release", args=[case.pk]),
            undo=_("Cannot be undone."),
            missing=session_first(case),
        )


def _position(sight: Sight, facts: Facts) -> Iterator[Offer]:
    case = sight.case
    due = Stage(case.stage) is Stage.TOLD and facts.outcome is Outcome.YES and case.position_id is None
    if due and Role.PEOPLE_OPERATIONS in sight.roles:
        yield _page(
            _("Record the new position"),
            _("The open position ends, and one at the new level begins on its day."),
            reverse("promotion:position", args=[case.pk]),
        )


def session_first(case: Case) -> tuple[Missing, ...]:
    """What keeps a case from being released by itself: a session of this round that has not released its cases."""
    this_round = Case.objects.filter(pk=case.pk, entries__round=case.round)
    if this_round.filter(entries__session__released_at__isnull=True).exists():
        return (Missing(_("It is in a calibration session, which releases its cases together.")),)
    return ()


def _page(
    label: str, says: str, place: str, *, kind: str = "main", undo: str = "", missing: tuple[Missing, ...] = ()
) -> Offer:
    return Offer(
        label=label,
        says=says,
        undo=undo,
        kind=kind,
        url=place,
        place=place,
        confirm="",
        missing=missing,
        of_gate=False,
    )
