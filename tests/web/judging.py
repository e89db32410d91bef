"""Ada's case from its review on: reviews, the room, the decision, telling, the appeal, each by whoever does it.

Every step goes through the services. By default everybody rates every criterion "meets", so that a test says only what
differs.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from tests.web.cast import SECOND_STRATEGIC, SECOND_TECHNICAL, Cast, move
from tests.web.photograph import made_once

from waypost.calibration.session import Step
from waypost.promotion.decision import Outcome
from waypost.promotion.panel import PanelKind, judged_criteria
from waypost.promotion.stages import Action
from waypost.web.calibration.models import Entry, RoomOutcome, Session
from waypost.web.calibration.services.rooms import set_outcome
from waypost.web.calibration.services.sessions import move_session, open_session
from waypost.web.growth.models import Plan
from waypost.web.growth.services.feedback import give_feedback
from waypost.web.growth.services.plans import open_plan
from waypost.web.people.models import Person
from waypost.web.promotion.models import Case, PanelName, Review, Seat
from waypost.web.promotion.services import panels
from waypost.web.promotion.services.decisions import DecisionText, ReasonText, record_decision
from waypost.web.promotion.services.reviews import give_review, keep_rating
from waypost.web.promotion.services.telling import keep_letter, release_case

GAP = "What is still to be shown."
REASON = "I saw it in the packet."
LETTER = "The answer is not yet. Here is why, and what we do next."


def review_of(case: Case, person: Person) -> Review:
    """The review a person owes or gave on a case in its present round."""
    return Review.objects.select_related("seat").get(seat__case=case, seat__person=person, seat__round=case.round)


def judges(case: Case) -> list[Seat]:
    """Everybody on both panels of the present round."""
    rows = Seat.objects.filter(case=case, round=case.round, left_at=None, panel__in=("technical", "strategic"))
    return list(rows.select_related("person").order_by("panel", "person__name"))


def criteria_of(cast: Cast, seat: Seat) -> tuple[str, ...]:
    """What a seat rates of a case for Staff."""
    return judged_criteria(cast.lattice, PanelKind(seat.panel), level=seat.case.target_level)


def rate(cast: Cast, seat: Seat, points: Mapping[str, str] | None = None) -> Review:
    """Rate every criterion of a seat, "meets" unless `points` says otherwise."""
    review = Review.objects.get(seat=seat)
    for criterion in criteria_of(cast, seat):
        choice = (points or {}).get(criterion, "meets")
        keep_rating(cast.act(seat.person), review, criterion=criterion, seen=0, choice=choice, reason=REASON)
    return review


def give(cast: Cast, seat: Seat, points: Mapping[str, str] | None = None, *, at: datetime | None = None) -> Review:
    """Rate everything and give the review."""
    return give_review(cast.act(seat.person, at=at), rate(cast, seat, points))


def give_all(
    cast: Cast, case: Case, points: Mapping[str, Mapping[str, str]] | None = None, *, but: Collection[str] = ()
) -> Case:
    """All reviews but some; `points` by panel."""
    moment = f"reviews {case.pk} {case.version} {points} {sorted(but)}"
    return made_once(moment, lambda: _give_all(cast, case, points or {}, but))


def _give_all(cast: Cast, case: Case, points: Mapping[str, Mapping[str, str]], but: Collection[str]) -> Case:
    left_out = {cast.people[name] for name in but}
    for seat in judges(case):
        if seat.person not in left_out:
            give(cast, seat, points.get(seat.panel))
    return Case.objects.get(pk=case.pk)


def to_calibration(cast: Cast, case: Case, points: Mapping[str, Mapping[str, str]] | None = None) -> Case:
    """All reviews are in, and Dana opens calibration."""
    moment = f"in calibration {case.pk} {case.version} {points}"
    return made_once(
        moment, lambda: move(cast, _give_all(cast, case, points or {}, ()), Action.OPEN_CALIBRATION, cast.dana)
    )


def raise_with(cast: Cast, criterion: str, *, days_before: int = 30) -> None:
    """Ben gave Ada feedback about a criterion so many days before today."""
    act = cast.act(cast.ben, at=cast.now - timedelta(days=days_before))
    give_feedback(act, about=cast.ada.pk, criterion=criterion, words="Show more of it.", to_grow=True)


def not_yet(*criteria: str, justification: str = "", dissent: str = "We heard you.") -> DecisionText:
    """A "not yet" with one reason for each criterion."""
    return DecisionText(
        outcome=Outcome.NOT_YET,
        summary="Close, and not there yet.",
        dissent_answer=dissent,
        reasons=tuple(ReasonText(criterion=key, words=GAP, justification=justification) for key in criteria),
    )


def yes(cast: Cast, *criteria: str, dissent: str = "", on: date | None = None) -> DecisionText:
    """A yes with one reason for each criterion."""
    return DecisionText(
        outcome=Outcome.YES,
        summary="Steady at the level.",
        dissent_answer=dissent,
        in_force_on=on or cast.now.date() + timedelta(days=14),
        reasons=tuple(ReasonText(criterion=key, words="Seen, steadily.") for key in criteria),
    )


def decide(cast: Cast, case: Case, text: DecisionText | None = None) -> Case:
    """Ivo decides; by default a justified "not yet" on communication."""
    text = text or not_yet("communication", justification="It showed only in this packet.")
    return record_decision(cast.act(cast.ivo), case, seen=0, case_seen=case.version, text=text)


def release(cast: Cast, case: Case) -> Case:
    """Hana releases a case that is in no session."""
    return release_case(cast.act(cast.hana), case, seen=case.version)


def tell(cast: Cast, case: Case, *, at: datetime | None = None) -> Case:
    """Ben writes the letter and tells Ada, after the release if it is still to come."""
    case = release(cast, case) if case.released_at is None else case
    keep_letter(cast.act(cast.ben), case, seen=0, words=LETTER)
    return move(cast, case, Action.TELL, cast.ben, at=at)


def keep_plan(cast: Cast, case: Case) -> Case:
    """Ben fills the plan and opens it."""
    plan = Plan.objects.get(case=case)
    soon = cast.now.date() + timedelta(days=90)
    plan.gaps.update(
        looks_like="A written trade-off each quarter.",
        opportunity_kind="lead",
        opportunity="Leads the payout work.",
        support="Time for it, and a reader.",
        due_on=soon,
    )
    Plan.objects.filter(pk=plan.pk).update(next_look_on=soon)
    open_plan(cast.act(cast.ben), plan=plan.pk)
    return Case.objects.get(pk=case.pk)


def close(cast: Cast, case: Case) -> Case:
    """Ben closes the case when the appeal window is over."""
    return move(cast, keep_plan(cast, case), Action.CLOSE, cast.ben, at=cast.now + timedelta(days=11))


def appeal(cast: Cast, case: Case, *, at: datetime | None = None) -> Case:
    """Ada appeals."""
    return move(cast, case, Action.APPEAL, cast.ada, "One claim was read as another's.", at=at)


def reopen(cast: Cast, case: Case) -> Case:
    """Hana seats new panels and starts the second review."""
    return made_once(f"second review {case.pk} {case.version}", lambda: _reopen(cast, case))


def _reopen(cast: Cast, case: Case) -> Case:
    seats = [(PanelName.TECHNICAL, name) for name in SECOND_TECHNICAL]
    seats += [(PanelName.STRATEGIC, name) for name in SECOND_STRATEGIC]
    seats += [(PanelName.FACILITATOR, "dana"), (PanelName.DECIDER, "ivo")]
    for panel, name in seats:
        panels.seat_take(cast.act(cast.hana), case, panel=panel, person=cast.people[name])
    return move(cast, case, Action.REOPEN, cast.hana)


def session_over(cast: Cast, *attendees: str, by: Person | None = None) -> Session:
    """A session over every case of the band that is ready, facilitated by Dana, opened by Hana."""
    by = by or cast.hana
    return made_once(f"session {attendees} {by.pk}", lambda: _session_over(cast, attendees, by))


def _session_over(cast: Cast, attendees: tuple[str, ...], by: Person) -> Session:
    case = Case.objects.order_by("-target_band").first()
    assert case is not None
    return open_session(
        cast.act(by),
        name="Autumn, B4",
        band=case.target_band,
        cycle_on=date.max,
        facilitator=cast.dana.pk,
        attendees=[cast.people[name].pk for name in attendees],
    )


def step(cast: Cast, session: Session, which: Step, by: Person | None = None) -> Session:
    """A step of the session, with a page that is up to date."""
    seen = Session.objects.values_list("version", flat=True).get(pk=session.pk)
    return move_session(cast.act(by or cast.dana), session, which, seen=seen)


def entry_of(session: Session, case: Case) -> Entry:
    """A case on the agenda, fresh."""
    return Entry.objects.select_related("session").get(session=session, case=case)


def settle(cast: Cast, session: Session, outcome: RoomOutcome = RoomOutcome.CONFIRM) -> None:
    """Dana gives every case of the session its outcome."""
    for entry in Entry.objects.filter(session=session).select_related("session"):
        set_outcome(cast.act(cast.dana), entry, outcome=outcome, was=entry.outcome)
