"""A panellist's review: kept criterion by criterion, then given once and sealed for good."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from waypost.promotion.stages import Stage
from waypost.refusal import Malformed, Missing, NotNow, NotVisible
from waypost.web.journal.acts import Act, content_digest, draft, record, service
from waypost.web.journal.kinds import Kind
from waypost.web.journal.stale import refuse_stale
from waypost.web.people.models import Person
from waypost.web.promotion.models import Case, PanelName, Rating, Review
from waypost.web.promotion.places import case_place
from waypost.web.promotion.selectors.people import people_operations
from waypost.web.promotion.selectors.reviews import Desk, own_reviews

REASON_MOST = 4000
CANNOT_JUDGE = "cannot_judge"
"""What is chosen instead of a point of the scale."""


@draft
def keep_rating(act: Act, review: Review, *, criterion: str, seen: int, choice: str, reason: str) -> Rating:
    """Keep the rating of one criterion as it is being made; `seen` is 0 before the first time.

    `choice` is a point of the scale, CANNOT_JUDGE, or "" while there is only a reason. Raises NotVisible for another's
    review or a criterion of the other panel, NotNow once it was given or the reviews are closed, Conflict with both
    texts when the same criterion was changed in another window.
    """
    desk = _open_desk(act, review)
    if criterion not in desk.criteria:
        raise NotVisible("review.criterion", _("There is no such page."))
    points = {point.key for point in desk.framework.scale}
    if choice not in {*points, CANNOT_JUDGE, ""} or len(reason) > REASON_MOST:
        raise Malformed("review.rating", _("Choose one of the answers, and keep the reason under 4,000 characters."))
    row = Rating.objects.filter(review=desk.review, criterion=criterion).first()
    row = row or Rating(review=desk.review, criterion=criterion, version=0)
    if row.version != seen and (_choice_of(row), row.reason) == (choice, reason):
        return row  # the same thing, sent twice
    mine = ((_("Rating"), _title(desk, choice)), (_("Reason"), reason))
    theirs = ((_("Rating"), _title(desk, _choice_of(row))), (_("Reason"), row.reason))
    refuse_stale(version=row.version, seen=seen, theirs=theirs, mine=mine)
    row.point = choice if choice in points else ""
    row.cannot_judge = choice == CANNOT_JUDGE
    row.reason, row.version = reason, seen + 1
    row.save()
    return row


@service
def give_review(act: Act, review: Review) -> Review:
    """Give a review: every criterion of the panel has a rating, or a plain "I cannot judge this", and a reason.

    From then on it stays as it is. After the last one of the round, whoever leads the case is told that all are in; of
    a single review nobody hears. Raises NotVisible for another's, NotNow with what is missing.
    """
    desk = _open_desk(act, review)
    if missing := _missing(desk):
        raise NotNow("review.missing", _("The review is not whole yet."), missing=missing)
    desk.review.given_at = act.at
    desk.review.save(update_fields=["given_at"])
    last = Desk(desk.review, desk.person).all_in
    record(
        act,
        Kind.REVIEW_GIVEN,
        subject=desk.review,
        place=case_place(desk.case),
        about=desk.case.candidate,
        facts={
            "panel": desk.panel.value,
            "round": desk.seat.round,
            "criteria": len(desk.lines),
            "content": content_digest(*_texts(desk)),
        },
        tell=_leading(act, desk) if last else (),
    )
    return desk.review


def _open_desk(act: Act, review: Review) -> Desk:
    """The author's own review, its case locked until the act is done."""
    if act.by is None:
        raise NotVisible("review", _("There is no such review."))
    case = own_reviews(act.by).filter(pk=review.pk).values_list("seat__case_id", flat=True).first()
    if case is None:
        raise NotVisible("review", _("There is no such review."))
    Case.objects.select_for_update(of=("self",)).only("pk").get(pk=case)
    desk = Desk(own_reviews(act.by).get(pk=review.pk), act.by)
    if desk.review.given_at is not None:
        raise NotNow("review.given", _("You gave this review, and it stays as you gave it."))
    if not desk.open:
        stage = Stage(desk.case.stage).label.lower()
        raise NotNow("review.closed", _("The case is “%(stage)s” now; nobody reviews it.") % {"stage": stage})
    return desk


def _missing(desk: Desk) -> tuple[Missing, ...]:
    return tuple(
        Missing(
            _("“%(title)s” has no rating yet.") % {"title": line.criterion.title}
            if not line.rated
            else _("“%(title)s” has no reason yet.") % {"title": line.criterion.title},
            line.criterion.key,
        )
        for line in desk.missing
    )


def _texts(desk: Desk) -> Iterable[str]:
    for line in desk.lines:
        yield from (line.criterion.key, line.point.key if line.point else CANNOT_JUDGE, line.reason)


def _leading(act: Act, desk: Desk) -> list[Person]:
    leads = [seat.person for seat in desk.sight.seated(desk.seat.round) if seat.panel == PanelName.FACILITATOR]
    return [*leads, *people_operations(act.today, of=desk.case)]


def _choice_of(row: Rating) -> str:
    return CANNOT_JUDGE if row.cannot_judge else row.point


def _title(desk: Desk, choice: str) -> str:
    if choice == CANNOT_JUDGE:
        return _("I cannot judge this")
    return desk.framework.point(choice).title if choice else ""
