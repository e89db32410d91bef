"""What must hold before a case may move: the facts about a case, and what each need asks of them.

A fact that was not supplied counts as not fulfilled, so a forgotten query never opens a door.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from waypost.promotion.decision import Outcome
from waypost.refusal import Missing


class Need(StrEnum):
    """One thing a transition asks for; `describe_need` says it in words."""

    PATH_ALLOWED = "path_allowed"
    NO_OPEN_CASE = "no_open_case"
    GATE = "gate"
    PANELS_SEATED = "panels_seated"
    NEW_PANELS = "new_panels"
    REVIEWS_IN = "reviews_in"
    SESSION_LOCKED = "session_locked"
    DECISION_COMPLETE = "decision_complete"
    RELEASED = "released"
    LETTER = "letter"
    REASON = "reason"
    FIRST_ROUND = "first_round"
    UNDER_APPEAL = "under_appeal"
    ANSWER_NOT_YET = "answer_not_yet"
    NOT_APPEALED_BEFORE = "not_appealed_before"
    WITHIN_APPEAL_WINDOW = "within_appeal_window"
    APPEAL_SETTLED = "appeal_settled"
    PLAN_COMPLETE = "plan_complete"
    POSITION_RECORDED = "position_recorded"
    ANOTHER_MANAGER = "another_manager"
    MANAGER_JUDGES_NOT = "manager_judges_not"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is true of a case at one moment, as far as its next move depends on it.

    Panels, reviews, session, decision, letter, release are those of the present round; `reopen` starts the second with
    none of them, `take_back_appeal` goes back to the first with all of them.

    now: the server's clock, with a time zone.
    path_allowed: the framework has a promotion or lateral path from the person's level to the target.
    has_open_case: the person already has a case that is neither closed nor withdrawn.
    gate: what the evidence gate finds missing; () when it passes, None when nobody asked it.
    panels: what the panels lack (`Seating.missing`); () when complete, None when nobody looked.
    sat_before: panellists of this round who already sat in the round that was appealed (names for the sentence).
    reviews_in, reviews_expected: reviews given, and seats that owe one.
    in_session, session_locked, released: the calibration session the case is in, and whether its results are out.
        A case outside any session is released when people operations or the facilitator released it.
    outcome: the decision of this round, once there is one.
    decision: what the decision lacks (`Completeness.missing`); () when complete, None when there is no draft.
    letter: the letter to the candidate is written.
    reason: the words given with the action itself, where it asks for words.
    appealed: this case was appealed once already, whatever came of it.
    appeal_ends: when the appeal window ends (half-open: at that instant it is over), None before it was told.
    appeal_waived: the candidate said in writing that they will not appeal.
    plan: what the plan after "not yet" lacks; () when complete, None when there is none.
    position_recorded: after "yes", the new position with the day it comes into force is recorded.
    new_manager: the name of whoever leads the candidate now, when that is somebody else than the case's manager.
    new_manager_judges: they hold a seat from which they still are to judge the case; None when nobody looked.
    """

    now: datetime
    path_allowed: bool = False
    has_open_case: bool = True
    gate: tuple[Missing, ...] | None = None
    panels: tuple[Missing, ...] | None = None
    sat_before: tuple[str, ...] = ()
    reviews_in: int = 0
    reviews_expected: int = 0
    in_session: bool = False
    session_locked: bool = False
    released: bool = False
    outcome: Outcome | None = None
    decision: tuple[Missing, ...] | None = None
    letter: bool = False
    reason: str = ""
    appealed: bool = False
    appeal_ends: datetime | None = None
    appeal_waived: bool = False
    plan: tuple[Missing, ...] | None = None
    position_recorded: bool = False
    new_manager: str = ""
    new_manager_judges: bool | None = None


def missing_for(need: Need, facts: Facts) -> tuple[Missing, ...]:
    """What keeps `need` from holding; () when it holds."""
    return _ASKS[need](facts)


def describe_need(need: Need) -> str:
    """The need as half a sentence after "needs": "the evidence gate to pass"."""
    return _WORDS[need]


def _unless(holds: bool, says: str, where: str = "") -> tuple[Missing, ...]:
    return () if holds else (Missing(says, where),)


def _listed(found: tuple[Missing, ...] | None, says: str, where: str) -> tuple[Missing, ...]:
    return (Missing(says, where),) if found is None else found


def _reviews(facts: Facts) -> tuple[Missing, ...]:
    if facts.reviews_expected == 0:
        return (Missing("No panellist has been asked for a review yet.", "panel"),)
    waiting = facts.reviews_expected - facts.reviews_in
    verb = "is" if waiting == 1 else "are"
    return _unless(waiting <= 0, f"{waiting} of {facts.reviews_expected} reviews {verb} still to come.", "reviews")


def _new_panels(facts: Facts) -> tuple[Missing, ...]:
    return tuple(
        Missing(f"{name} sat in the first round; an appeal goes to other panellists.", "panel")
        for name in facts.sat_before
    )


def _within_appeal_window(facts: Facts) -> tuple[Missing, ...]:
    if facts.appeal_ends is None:
        return (Missing("The result has not been told yet.", "status"),)
    return _unless(facts.now < facts.appeal_ends, "The time to appeal is over.", "status")


def _appeal_settled(facts: Facts) -> tuple[Missing, ...]:
    over = facts.appeal_ends is not None and facts.now >= facts.appeal_ends
    settled = over or facts.appeal_waived or facts.appealed or facts.outcome is Outcome.YES
    return _unless(settled, "The candidate may still appeal; wait for the window to end or for a waiver.", "appeal")


def _plan(facts: Facts) -> tuple[Missing, ...]:
    if facts.outcome is not Outcome.NOT_YET:
        return _unless(facts.outcome is Outcome.YES, "There is no decision yet.", "decision")
    return _listed(facts.plan, "“Not yet” comes with a plan, and there is none so far.", "plan")


def _position(facts: Facts) -> tuple[Missing, ...]:
    if facts.outcome is not Outcome.YES:
        return _unless(facts.outcome is Outcome.NOT_YET, "There is no decision yet.", "decision")
    return _unless(facts.position_recorded, "Record the new position and the day it comes into force.", "position")


def _judges_not(facts: Facts) -> tuple[Missing, ...]:
    if facts.new_manager_judges is None:
        return (Missing("Nobody looked whether the new manager judges the case.", "panel"),)
    says = f"{facts.new_manager} leads the candidate now and still sits on this case; free that seat first."
    return _unless(not facts.new_manager_judges, says, "panel")


_ASKS: Mapping[Need, Callable[[Facts], tuple[Missing, ...]]] = {
    Need.PATH_ALLOWED: lambda f: _unless(
        f.path_allowed, "The framework has no path from the person's level to this one.", "lattice"
    ),
    Need.NO_OPEN_CASE: lambda f: _unless(
        not f.has_open_case, "The person already has an open case; it has to end first.", "case"
    ),
    Need.GATE: lambda f: _listed(f.gate, "The evidence gate has not been checked.", "gate"),
    Need.PANELS_SEATED: lambda f: _listed(f.panels, "The panels have not been seated.", "panel"),
    Need.NEW_PANELS: _new_panels,
    Need.REVIEWS_IN: _reviews,
    Need.SESSION_LOCKED: lambda f: _unless(
        f.session_locked or not f.in_session, "The calibration session is not locked yet.", "session"
    ),
    Need.DECISION_COMPLETE: lambda f: _listed(f.decision, "There is no draft of the decision.", "decision"),
    Need.RELEASED: lambda f: _unless(f.released, "The result has not been released yet.", "session"),
    Need.LETTER: lambda f: _unless(f.letter, "The letter to the candidate is not written.", "letter"),
    Need.REASON: lambda f: _unless(bool(f.reason.strip()), "Say why, in your own words.", "reason"),
    Need.FIRST_ROUND: lambda f: _unless(
        not f.appealed, "This case was decided once; the appeal can be finished or taken back.", "appeal"
    ),
    Need.UNDER_APPEAL: lambda f: _unless(f.appealed, "There is no appeal to take back.", "appeal"),
    Need.ANSWER_NOT_YET: lambda f: _unless(f.outcome is Outcome.NOT_YET, "Only “not yet” can be appealed.", "decision"),
    Need.NOT_APPEALED_BEFORE: lambda f: _unless(
        not f.appealed, "A case can be appealed once, and this one was.", "appeal"
    ),
    Need.WITHIN_APPEAL_WINDOW: _within_appeal_window,
    Need.APPEAL_SETTLED: _appeal_settled,
    Need.PLAN_COMPLETE: _plan,
    Need.POSITION_RECORDED: _position,
    Need.ANOTHER_MANAGER: lambda f: _unless(
        bool(f.new_manager), "Whoever leads the candidate now is the manager of this case already.", "status"
    ),
    Need.MANAGER_JUDGES_NOT: _judges_not,
}

_WORDS: Mapping[Need, str] = {
    Need.PATH_ALLOWED: "a path in the framework from the person's level to the target",
    Need.NO_OPEN_CASE: "no other open case of the same person",
    Need.GATE: "the evidence gate to pass",
    Need.PANELS_SEATED: "every panel seat taken by somebody without a conflict",
    Need.NEW_PANELS: "panellists who did not sit in the first round",
    Need.REVIEWS_IN: "every panellist's review",
    Need.SESSION_LOCKED: "the calibration session to be locked, where the case is in one",
    Need.DECISION_COMPLETE: "reasons that cite expectations, an answer to dissent, and no unexplained moved goalpost",
    Need.RELEASED: "the result to be released",
    Need.LETTER: "the letter to the candidate",
    Need.REASON: "a reason in words",
    Need.FIRST_ROUND: "that the case is not under appeal",
    Need.UNDER_APPEAL: "an appeal",
    Need.ANSWER_NOT_YET: "the answer to have been “not yet”",
    Need.NOT_APPEALED_BEFORE: "that the case was not appealed before",
    Need.WITHIN_APPEAL_WINDOW: "the appeal window to be open",
    Need.APPEAL_SETTLED: "the appeal window to be over, waived or used",
    Need.PLAN_COMPLETE: "after “not yet”, a complete plan",
    Need.POSITION_RECORDED: "after “yes”, the new position with the day it comes into force",
    Need.ANOTHER_MANAGER: "somebody else to lead the candidate now",
    Need.MANAGER_JUDGES_NOT: "that person to hold no seat from which they still are to judge the case",
}
