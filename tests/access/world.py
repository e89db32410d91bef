"""One organisation with a mark in every text, and Ada's case in it at any moment, brought there by the services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.access.marks import mark
from tests.access.premises import Premises, make_premises
from tests.web.photograph import made_once

from waypost.calibration.agenda import Vote
from waypost.calibration.session import Step
from waypost.promotion.decision import Outcome
from waypost.promotion.panel import PanelKind, judged_criteria
from waypost.promotion.stages import Action
from waypost.web.calibration.models import Entry, RoomOutcome, Session
from waypost.web.calibration.services import measuring, previews, rooms, sessions
from waypost.web.frameworks.reading import framework_of
from waypost.web.growth.models import Plan
from waypost.web.growth.services.plans import check_in, keep_plan, open_plan
from waypost.web.growth.values import GapText, PlanText, PromiseText
from waypost.web.journal.acts import Act
from waypost.web.people.models import Person
from waypost.web.promotion.models import Assessment, AssessmentKind, Case, PanelName, Rating, Review, Seat
from waypost.web.promotion.services import assessments, decisions, moves, nominations, packets, panels, reviews, telling

PEERS = ("noor", "priya", "jun")
FIRST = {PanelName.TECHNICAL: ("chen", "ravi", "sana"), PanelName.STRATEGIC: ("eli", "femi", "gul")}
SECOND = {PanelName.TECHNICAL: ("uma", "wim", "yara"), PanelName.STRATEGIC: ("paola", "quentin", "bo")}
GAPS = ("design", "communication")  # what the answer cites: one criterion of each panel
KEPT_BACK = ("femi",)  # who has not given their review while it is the last that is missing


@dataclass
class World:
    """The premises, Ada's case if there is one yet, and the objects that hang on it by name."""

    premises: Premises
    moment: str = "before"
    case: Case | None = None
    session: Session | None = None
    at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.at = self.premises.now

    def who(self, name: str) -> Person:
        """Somebody by first name, fresh, so that nothing about them is remembered."""
        return Person.objects.get(pk=self.premises.people[name].pk)

    def act(self, name: str) -> Act:
        """What somebody does, a moment after whatever was done before."""
        self.at += timedelta(milliseconds=5)
        return Act(by=self.who(name), at=self.at)

    @property
    def the_case(self) -> Case:
        """Ada's case as it is now."""
        assert self.case is not None
        return Case.objects.get(pk=self.case.pk)

    def move(self, name: str, action: Action, words: str = "") -> None:
        """One move of the case."""
        moves.move(self.act(name), self.the_case, action, seen=self.the_case.version, words=words)

    def seat(self, name: str) -> Seat:
        """The seat somebody holds or held last."""
        return Seat.objects.filter(case=self.the_case, person__name__istartswith=name).order_by("-seated_at")[0]

    def review(self, name: str) -> Review:
        """Somebody's review."""
        return Review.objects.get(seat__case=self.the_case, seat__person=self.premises.people[name])

    def assessment(self, name: str) -> Assessment:
        """Somebody's assessment."""
        return Assessment.objects.get(case=self.the_case, author=self.premises.people[name])

    @property
    def entry(self) -> Entry:
        """The case on the agenda of its session."""
        return Entry.objects.get(case=self.the_case, round=1)

    @property
    def plan(self) -> Plan:
        """The plan that follows the answer."""
        return Plan.objects.get(case=self.the_case)


def _nominated(world: World) -> None:
    world.case = nominations.nominate(world.act("ben"), world.who("ada"), target_level="staff", why=mark("why"))


def _accepted(world: World) -> None:
    world.move("ada", Action.ACCEPT)


def _gathering(world: World) -> None:
    world.move("ben", Action.START_GATHERING)
    case = world.the_case
    chosen = [claim.pk for claim in world.premises.packet]
    packets.choose_claims(world.act("ada"), case, claims=chosen, seen=case.version)
    for kind, name in ((AssessmentKind.SELF, "ada"), (AssessmentKind.MANAGER, "ben")):
        row = Assessment.objects.get(case=case, kind=kind)
        assessments.give(world.act(name), row, seen=row.version, words=_said(kind.value))
    for name in PEERS:
        row = assessments.ask_peer(world.act("ben"), case, peer=world.who(name))
        assessments.give(world.act(name), row, seen=row.version, words=_said(f"peer.{name}"))


def _said(by: str) -> dict[str, str]:
    """About one criterion of each panel."""
    return {"design": mark(f"{by}.design"), "communication": mark(f"{by}.communication")}


def _submitted(world: World) -> None:
    world.move("ada", Action.SUBMIT)
    _sit(world, PanelName.FACILITATOR, "dana")
    _sit(world, PanelName.DECIDER, "ivo")
    _sit(world, PanelName.TECHNICAL, "zoe")
    panels.seat_leave(world.act("hana"), world.seat("zoe"), because=mark("left"))
    for panel, names in FIRST.items():
        for name in names:
            _sit(world, panel, name)


def _sit(world: World, panel: PanelName, name: str) -> None:
    panels.seat_take(world.act("hana"), world.the_case, panel=panel, person=world.who(name))


def _returned(world: World) -> None:
    world.move("hana", Action.RETURN_CASE, mark("returned"))


def _in_review(world: World) -> None:
    """The review has begun: Ravi began his and is replaced, Chen and Eli gave theirs, Femi will be the last."""
    world.move("dana", Action.START_REVIEW)
    _rate(world, "ravi")
    panels.conflict_declare(world.act("ravi"), world.the_case, other=world.who("ada"), words=mark("conflict"))
    _sit(world, PanelName.TECHNICAL, "tomas")
    for name in ("chen", "eli"):
        _rate(world, name)
        reviews.give_review(world.act(name), world.review(name))
    _rate(world, "sana")


def _rate(world: World, name: str, choice: str = "meets") -> None:
    review = world.review(name)
    kind = PanelKind.TECHNICAL if review.seat.panel == PanelName.TECHNICAL else PanelKind.STRATEGIC
    done = set(review.ratings.values_list("criterion", flat=True))
    for criterion in judged_criteria(framework_of(world.the_case.framework), kind, level="staff"):
        if criterion not in done:
            reviews.keep_rating(
                world.act(name), review, criterion=criterion, seen=0, choice=choice, reason=mark(f"review.{name}")
            )


def _reviews_in(world: World) -> None:
    for name in ("sana", "tomas", "gul", "femi"):
        _rate(world, name, "partly" if name == "femi" else "meets")
        reviews.give_review(world.act(name), world.review(name))


def _previews(world: World) -> None:
    """A session is opened over the case; Olga said what she questions."""
    case = world.the_case
    attendees = [world.premises.people["olga"].pk]
    world.session = sessions.open_session(
        world.act("hana"),
        name=mark("session"),
        band=case.target_band,
        cycle_on=case.cycle_on,
        facilitator=world.premises.people["dana"].pk,
        attendees=attendees,
    )
    measuring.bring_up_to_date(world.session.pk, at=world.at)
    previews.give_preview(world.act("olga"), world.entry, vote=Vote.QUESTION, words=mark("preview.olga"))


def _in_calibration(world: World) -> None:
    """The room is open: a note, a changed rating, an outcome; Ivo drafts the decision."""
    _step(world, "dana", Step.OPEN_ROOM)
    rooms.note(world.act("dana"), world.entry, words=mark("note"))
    rating = Rating.objects.get(review=world.review("chen"), criterion="design")
    new = rooms.NewRating(point="partly", why=mark("change"))
    rooms.change_rating(world.act("dana"), world.entry, rating=rating.pk, seen=0, new=new)
    rooms.set_outcome(world.act("dana"), world.entry, outcome=RoomOutcome.CHANGE, was="")
    decisions.keep_decision(world.act("ivo"), world.the_case, seen=0, text=the_decision())


def the_decision() -> decisions.DecisionText:
    """ "Not yet", for one reason of each panel."""
    return decisions.DecisionText(
        outcome=Outcome.NOT_YET,
        summary=mark("decision.summary"),
        dissent_answer=mark("decision.dissent"),
        reasons=tuple(
            decisions.ReasonText(
                criterion=key, words=mark("decision.reason"), justification=mark("decision.justification")
            )
            for key in GAPS
        ),
    )


def _step(world: World, name: str, step: Step) -> None:
    session = Session.objects.get(pk=world.session.pk) if world.session else None
    assert session is not None
    sessions.move_session(world.act(name), session, step, seen=session.version)


def _decided(world: World) -> None:
    _step(world, "dana", Step.LOCK)
    world.move("ivo", Action.DECIDE)


def _released(world: World) -> None:
    _step(world, "hana", Step.RELEASE)
    telling.keep_letter(world.act("ben"), world.the_case, seen=0, words=mark("letter"))


def _told(world: World) -> None:
    world.move("ben", Action.TELL)
    plan = world.plan
    keep_plan(world.act("ben"), plan=plan.pk, seen=plan.version, text=the_plan(world))


def the_plan(world: World) -> PlanText:
    """What follows for each gap, and what both sides promise."""
    day = world.premises.now.date()
    gaps = tuple(
        GapText(
            criterion=key,
            kind="no_opportunity_yet",
            looks_like=mark("plan"),
            opportunity_kind="lead",
            opportunity=mark("plan"),
            support=mark("plan"),
            due_on=day + timedelta(days=90),
        )
        for key in GAPS
    )
    promises = tuple(
        PromiseText(by_manager=one, words=mark("plan"), due_on=day + timedelta(days=30)) for one in (True, False)
    )
    return PlanText(gaps=gaps, next_look_on=day + timedelta(days=120), promises=promises)


def _appealed(world: World) -> None:
    """Ada appeals; new panels are seated for the second review, which has not begun."""
    world.move("ada", Action.APPEAL, mark("appeal"))
    _sit(world, PanelName.FACILITATOR, "dana")
    _sit(world, PanelName.DECIDER, "ivo")
    for panel, names in SECOND.items():
        for name in names:
            _sit(world, panel, name)


def _second_review(world: World) -> None:
    world.move("hana", Action.REOPEN)
    for name in ("uma",):
        _rate(world, name)


def _closed(world: World) -> None:
    plan = world.plan
    open_plan(world.act("ben"), plan=plan.pk)
    check_in(world.act("ben"), plan=plan.pk, words=mark("check-in"))
    world.at += timedelta(days=40)  # the time for an appeal is over
    world.move("ben", Action.CLOSE)


def _withdrawn(world: World) -> None:
    world.move("ada", Action.WITHDRAW)


Way = tuple[str, Callable[[World], Any]]
_MAIN: tuple[Way, ...] = (
    ("nominated", _nominated),
    ("accepted", _accepted),
    ("gathering", _gathering),
    ("submitted", _submitted),
    ("in_review", _in_review),
    ("reviews_in", _reviews_in),
    ("previews", _previews),
    ("in_calibration", _in_calibration),
    ("decided", _decided),
    ("released", _released),
    ("told", _told),
    ("closed", _closed),
)
_ASIDE: dict[str, tuple[str, tuple[Way, ...]]] = {
    "returned": ("submitted", (("returned", _returned),)),
    "appealed": ("told", (("appealed", _appealed),)),
    "second_review": ("told", (("appealed", _appealed), ("second_review", _second_review))),
    "withdrawn": ("gathering", (("withdrawn", _withdrawn),)),
}

MOMENTS: dict[str, str] = {
    "nominated": "nominated",
    "accepted": "accepted",
    "gathering": "gathering",
    "returned": "returned",
    "submitted": "submitted",
    "in_review": "in_review",
    "reviews_in": "in_review",
    "previews": "in_calibration",
    "in_calibration": "in_calibration",
    "decided": "decided",
    "released": "decided",
    "told": "told",
    "appealed": "appealed",
    "second_review": "in_review",
    "closed": "closed",
    "withdrawn": "withdrawn",
}
"""The moments at which everything is crossed, each with the stage the case then has; all twelve stages are there."""


def at_the_moment(moment: str, *more: object) -> Any:
    """A parameter of a test whose world is of this moment: one worker asks about it, and what it asked, it knows."""
    return pytest.param(moment, *more, marks=pytest.mark.xdist_group(moment))


def world_at(moment: str) -> World:
    """The organisation with Ada's case at a moment; "before" has no case of hers yet."""
    return made_once(f"world {moment}", lambda: _world_at(moment))


def _world_at(moment: str) -> World:
    if moment == "before":
        return World(make_premises())
    *before, (name, _step) = _way_to(moment)
    world = world_at(before[-1][0] if before else "before")
    climb(world, name)
    return world


def climb(world: World, moment: str) -> None:
    """Take the case on from the moment it is at to a later one."""
    way = _way_to(moment)
    done = [name for name, _step in way].index(world.moment) + 1 if world.moment != "before" else 0
    for name, step in way[done:]:
        step(world)
        world.moment = name
    assert world.the_case.stage == MOMENTS[moment], world.the_case.stage


def _way_to(moment: str) -> tuple[Way, ...]:
    until, more = _ASIDE.get(moment, (moment, ()))
    return (*_MAIN[: [name for name, _step in _MAIN].index(until) + 1], *more)
