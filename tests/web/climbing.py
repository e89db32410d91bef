"""Ada's case from stage to stage, each step done by whoever does it, through the services.

A later helper's steps are added to `STEPS`; the first stage of each row is reached by everything above it.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.web import judging
from tests.web.cast import PEERS, STRATEGIC, TECHNICAL, Cast, evidence_of, move

from waypost.promotion.stages import Action, Stage
from waypost.web.promotion.models import Assessment, AssessmentKind, Case, PanelName
from waypost.web.promotion.services import assessments, nominations, packets, panels

WORDS = {"design": "Owns the order-events design.", "communication": "Writes so that others decide."}


def nominate(cast: Cast) -> Case:
    """Ben nominates Ada for Staff on depth."""
    return nominations.nominate(
        cast.act(cast.ben), cast.ada, target_level="staff", why="You already do much of what Staff asks."
    )


def accept(cast: Cast, case: Case) -> Case:
    """Ada accepts."""
    return move(cast, case, Action.ACCEPT, cast.ada)


def start(cast: Cast, case: Case) -> Case:
    """Ben opens the packet."""
    return move(cast, case, Action.START_GATHERING, cast.ben)


def choose(cast: Cast, case: Case) -> Case:
    """Ada chooses her claims."""
    chosen = [claim.pk for claim in evidence_of(cast).values()]
    return packets.choose_claims(cast.act(cast.ada), case, claims=chosen, seen=case.version)


def assess(cast: Cast, case: Case) -> Case:
    """Self, manager and three peers write; two of the peers are from other teams."""
    for kind, author in ((AssessmentKind.SELF, cast.ada), (AssessmentKind.MANAGER, cast.ben)):
        row = Assessment.objects.get(case=case, kind=kind)
        assessments.give(cast.act(author), row, seen=row.version, words=WORDS)
    for name in PEERS:
        row = assessments.ask_peer(cast.act(cast.ben), case, peer=cast.people[name])
        assessments.give(cast.act(cast.people[name]), row, seen=row.version, words=WORDS)
    return case


def submit(cast: Cast, case: Case) -> Case:
    """Everything the gate asks for is there, and Ada submits."""
    return move(cast, assess(cast, choose(cast, case)), Action.SUBMIT, cast.ada)


def seat_all(cast: Cast, case: Case) -> Case:
    """Hana seats both panels, Dana to facilitate and Ivo to decide."""
    wanted = [(PanelName.FACILITATOR, "dana"), (PanelName.DECIDER, "ivo")]
    wanted += [(PanelName.TECHNICAL, name) for name in TECHNICAL]
    wanted += [(PanelName.STRATEGIC, name) for name in STRATEGIC]
    for panel, name in wanted:
        panels.seat_take(cast.act(cast.hana), case, panel=panel, person=cast.people[name])
    return case


def start_review(cast: Cast, case: Case) -> Case:
    """Dana starts the review once every seat is taken."""
    return move(cast, seat_all(cast, case), Action.START_REVIEW, cast.dana)


STEPS: tuple[tuple[Stage, Callable[[Cast, Case], Case]], ...] = (
    (Stage.ACCEPTED, accept),
    (Stage.GATHERING, start),
    (Stage.SUBMITTED, submit),
    (Stage.IN_REVIEW, start_review),
    (Stage.IN_CALIBRATION, judging.to_calibration),
    (Stage.DECIDED, judging.decide),
    (Stage.TOLD, judging.tell),
    (Stage.CLOSED, judging.close),
)

ASIDE: dict[Stage, tuple[Stage, Callable[[Cast, Case], Case]]] = {
    Stage.WITHDRAWN: (Stage.NOMINATED, lambda cast, case: move(cast, case, Action.WITHDRAW, cast.ada)),
    Stage.RETURNED: (
        Stage.SUBMITTED,
        lambda cast, case: move(cast, case, Action.RETURN_CASE, cast.hana, "One number has no source."),
    ),
    Stage.APPEALED: (Stage.TOLD, judging.appeal),
}
"""Stages off the main way: from which stage they are reached, and how."""


def climb(cast: Cast, stage: Stage) -> Case:
    """A new case of Ada's, brought to `stage`."""
    if stage in ASIDE:
        before, step = ASIDE[stage]
        return step(cast, climb(cast, before))
    case = nominate(cast)
    for reached, step in STEPS:
        if Stage(case.stage) is stage:
            break
        case = step(cast, case)
        assert Stage(case.stage) is reached
    assert Stage(case.stage) is stage
    return case
