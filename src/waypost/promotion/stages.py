"""The stages of a promotion case and the one table of moves between them.

Buttons, permissions, the API, the page "how will I be evaluated?", the documentation and the database constraint are
all made from `TRANSITIONS`. The words are in `terms.py`, facts and needs in `needs.py`; both are offered from here too,
because every caller of `check` uses them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from waypost.promotion.needs import Facts, Need, describe_need, missing_for
from waypost.promotion.refusing import belongs_to, not_ready, wrong_stage
from waypost.promotion.terms import CLOSED_STAGES, OPEN_STAGES, ORDER, Action, Role, Stage, effective_roles
from waypost.refusal import Missing, NotAllowed, NotNow

if TYPE_CHECKING:
    from waypost.framework.schema import Process

__all__ = [
    "CLOSED_STAGES",
    "OPEN_STAGES",
    "ORDER",
    "TRANSITIONS",
    "Action",
    "Facts",
    "Need",
    "Role",
    "Stage",
    "Step",
    "Transition",
    "allowed",
    "check",
    "describe",
    "due",
    "effective_roles",
    "next_steps",
    "stage_constraint_values",
    "stage_pairs",
    "transition_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One move of a case.

    sources: the stages it starts from; () for the nomination, which creates the case.
    target: the stage it leads to; None when the case stays where it is, and so does the time its stage has.
    who: the roles that may do it.
    needs: what must hold; what is missing is shown beside the button.
    only_when: what must hold for the action to be offered at all; otherwise there is no button.
    label: the button. says: one sentence on what happens. undo: one sentence on how to take it back.
    asks_reason: the form asks for words, which arrive as `Facts.reason`.
    """

    action: Action
    sources: tuple[Stage, ...]
    target: Stage | None
    who: frozenset[Role]
    needs: tuple[Need, ...] = ()
    only_when: tuple[Need, ...] = ()
    label: str
    says: str
    undo: str
    asks_reason: bool = False

    def leads_to(self, stage: Stage) -> Stage:
        """Where a case at `stage` is afterwards."""
        return stage if self.target is None else self.target


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A transition offered to somebody now, with what still stands in its way."""

    transition: Transition
    missing: tuple[Missing, ...]

    @property
    def ready(self) -> bool:
        """Whether the action would succeed; a reason in words is asked for in its form and does not count."""
        return not self.missing


_DESK = frozenset({Role.FACILITATOR, Role.PEOPLE_OPERATIONS})
_CANDIDATE = frozenset({Role.CANDIDATE})
_NOT_DECIDED = (
    Stage.NOMINATED,
    Stage.ACCEPTED,
    Stage.GATHERING,
    Stage.RETURNED,
    Stage.SUBMITTED,
    Stage.IN_REVIEW,
    Stage.IN_CALIBRATION,
)

TRANSITIONS: tuple[Transition, ...] = (
    Transition(
        action=Action.NOMINATE,
        sources=(),
        target=Stage.NOMINATED,
        who=frozenset({Role.MANAGER}),
        needs=(Need.PATH_ALLOWED, Need.NO_OPEN_CASE),
        label="Nominate",
        says="Opens a case for this level and asks the person whether they accept.",
        undo="The person can decline by withdrawing.",
    ),
    Transition(
        action=Action.ACCEPT,
        sources=(Stage.NOMINATED,),
        target=Stage.ACCEPTED,
        who=_CANDIDATE,
        label="Accept the nomination",
        says="Tells your manager that you accept; from now on the packet can be prepared.",
        undo="You can withdraw at any time before the decision.",
    ),
    Transition(
        action=Action.START_GATHERING,
        sources=(Stage.ACCEPTED,),
        target=Stage.GATHERING,
        who=frozenset({Role.CANDIDATE, Role.MANAGER}),
        label="Start gathering evidence",
        says="Opens the packet for claims and assessments, and starts the time for gathering.",
        undo="The candidate can withdraw at any time before the decision.",
    ),
    Transition(
        action=Action.SUBMIT,
        sources=(Stage.GATHERING,),
        target=Stage.SUBMITTED,
        who=_CANDIDATE,
        needs=(Need.GATE,),
        label="Submit the packet",
        says="Freezes the packet as it stands and hands it over for review.",
        undo="Ask the facilitator or people operations to return the case.",
    ),
    Transition(
        action=Action.START_REVIEW,
        sources=(Stage.SUBMITTED,),
        target=Stage.IN_REVIEW,
        who=_DESK,
        needs=(Need.PANELS_SEATED,),
        label="Start the review",
        says="Shows the packet to both panels and asks each panellist for a sealed review.",
        undo="Return the case; reviews already given are kept.",
    ),
    Transition(
        action=Action.RETURN_CASE,
        sources=(Stage.SUBMITTED, Stage.IN_REVIEW),
        target=Stage.RETURNED,
        who=_DESK,
        needs=(Need.REASON,),
        only_when=(Need.FIRST_ROUND,),  # an appeal looks at the same packet again
        asks_reason=True,
        label="Return the case",
        says="Gives the case back to the candidate and names what is missing.",
        undo="The candidate resumes and submits again.",
    ),
    Transition(
        action=Action.RESUME,
        sources=(Stage.RETURNED,),
        target=Stage.GATHERING,
        who=_CANDIDATE,
        label="Resume gathering",
        says="Opens the packet again, so that what is missing can be added.",
        undo="Submit again when the packet is complete.",
    ),
    Transition(
        action=Action.OPEN_CALIBRATION,
        sources=(Stage.IN_REVIEW,),
        target=Stage.IN_CALIBRATION,
        who=_DESK,
        needs=(Need.REVIEWS_IN,),
        label="Open calibration",
        says="Closes the reviews and puts the case before the calibrators.",
        undo="Cannot be undone: the reviews are no longer sealed.",
    ),
    Transition(
        action=Action.DECIDE,
        sources=(Stage.IN_CALIBRATION,),
        target=Stage.DECIDED,
        who=frozenset({Role.DECIDER}),
        needs=(Need.SESSION_LOCKED, Need.DECISION_COMPLETE),
        label="Record the decision",
        says="Fixes the outcome and its reasons; nobody is told yet.",
        undo="Cannot be undone; after it is told the candidate can appeal.",
    ),
    Transition(
        action=Action.TELL,
        sources=(Stage.DECIDED,),
        target=Stage.TOLD,
        who=frozenset({Role.MANAGER, Role.PEOPLE_OPERATIONS}),
        needs=(Need.RELEASED, Need.LETTER),
        label="Tell the candidate",
        says="Opens the outcome, the reasons and the letter to the candidate; the appeal window starts.",
        undo="Cannot be undone; talk to the person first, then press.",
    ),
    Transition(
        action=Action.APPEAL,
        sources=(Stage.TOLD,),
        target=Stage.APPEALED,
        who=_CANDIDATE,
        needs=(Need.REASON,),
        only_when=(Need.ANSWER_NOT_YET, Need.NOT_APPEALED_BEFORE, Need.WITHIN_APPEAL_WINDOW),
        asks_reason=True,
        label="Appeal",
        says="Asks for a second look by other panellists; this can be done once.",
        undo="You can take the appeal back until the second decision.",
    ),
    Transition(
        action=Action.REOPEN,
        sources=(Stage.APPEALED,),
        target=Stage.IN_REVIEW,
        who=frozenset({Role.PEOPLE_OPERATIONS}),
        needs=(Need.PANELS_SEATED, Need.NEW_PANELS),
        label="Start the second review",
        says="Shows the packet to new panels; nobody who sat before sees it again in that seat.",
        undo="The candidate can take the appeal back.",
    ),
    Transition(
        action=Action.TAKE_BACK_APPEAL,
        sources=(Stage.APPEALED, Stage.IN_REVIEW, Stage.IN_CALIBRATION),
        target=Stage.TOLD,
        who=_CANDIDATE,
        only_when=(Need.UNDER_APPEAL,),
        label="Take back the appeal",
        says="Ends the second look; the first answer and its reasons stand.",
        undo="Cannot be undone: a case can be appealed once.",
    ),
    Transition(
        action=Action.CLOSE,
        sources=(Stage.TOLD,),
        target=Stage.CLOSED,
        who=frozenset({Role.MANAGER, Role.PEOPLE_OPERATIONS}),
        needs=(Need.APPEAL_SETTLED, Need.POSITION_RECORDED, Need.PLAN_COMPLETE),
        label="Close the case",
        says="Ends the case: a new position after “yes”, a plan after “not yet”.",
        undo="Cannot be undone; a new nomination opens a new case.",
    ),
    Transition(
        action=Action.WITHDRAW,
        sources=_NOT_DECIDED,
        target=Stage.WITHDRAWN,
        who=_CANDIDATE,
        only_when=(Need.FIRST_ROUND,),
        label="Withdraw",
        says="Ends the case without a decision; only you, your manager and people operations see that it was there.",
        undo="Cannot be undone; your evidence stays yours, and a new nomination opens a new case.",
    ),
    Transition(
        action=Action.HAND_OVER,
        sources=tuple(stage for stage in Stage if stage in OPEN_STAGES),
        target=None,
        who=frozenset({Role.PEOPLE_OPERATIONS}),
        needs=(Need.MANAGER_JUDGES_NOT,),
        only_when=(Need.ANOTHER_MANAGER,),
        label="Hand over to the new manager",
        says="Makes whoever leads the candidate now the manager of this case: what the manager still has to write, the "
        "letter, the plan and open questions go to them, and the manager before sees the case no longer.",
        undo="Hand it over again once the list of people names another manager.",
    ),
)

_BY_ACTION = {transition.action: transition for transition in TRANSITIONS}


def transition_of(action: Action) -> Transition:
    """The row of the table for `action`."""
    return _BY_ACTION[action]


def allowed(stage: Stage | None, roles: Collection[Role]) -> tuple[Transition, ...]:
    """The moves these roles have at this stage by the table alone, in its order; None asks about a new case."""
    mine = effective_roles(roles)
    return tuple(t for t in TRANSITIONS if _starts_at(t, stage) and t.who & mine)


def next_steps(stage: Stage | None, roles: Collection[Role], facts: Facts) -> tuple[Step, ...]:
    """The moves to offer now, each with what is missing; an action that can never apply here is left out."""
    return tuple(
        Step(transition=t, missing=_missing(t.needs, facts, without=Need.REASON))
        for t in allowed(stage, roles)
        if not _missing(t.only_when, facts)
    )


def check(action: Action, stage: Stage | None, roles: Collection[Role], facts: Facts) -> Transition:
    """The transition, if these roles may do it now.

    Raises NotAllowed (code "case.<action>.not_yours") when it belongs to somebody else; NotNow when the case is at
    another stage ("case.<action>.stage"), when it does not apply ("case.<action>.closed_off"), or when something is
    missing ("case.<action>.missing", with the list).
    """
    transition = _BY_ACTION[action]
    if not transition.who & effective_roles(roles):
        raise NotAllowed(f"case.{action}.not_yours", belongs_to(transition))
    if not _starts_at(transition, stage):
        raise NotNow(f"case.{action}.stage", wrong_stage(transition, stage))
    if shut := _missing(transition.only_when, facts):
        raise NotNow(f"case.{action}.closed_off", shut[0].says, missing=shut)
    if missing := _missing(transition.needs, facts):
        raise NotNow(f"case.{action}.missing", not_ready(transition, missing), missing=missing)
    return transition


def due(stage: Stage, entered_on: datetime, process: Process, *, cycle_on: date | None = None) -> datetime | None:
    """When the time for `stage` ends, in UTC; None where the process sets no time.

    A packet is due when its cycle's window for packets ends, which is the day everybody was promised; a case that began
    to gather after that day has the length of the window from then on.

    Half-open: at the returned instant the time is over. The window counts hours, not days on a wall calendar, so that
    it is equally long for everybody and across a change of the clocks.

    Raises ValueError for a time without a zone.
    """
    if entered_on.tzinfo is None:
        raise ValueError("entered_on needs a time zone")
    windows = process.windows
    lengths: dict[Stage, timedelta | None] = {
        Stage.GATHERING: windows.gathering,
        Stage.RETURNED: windows.gathering,
        Stage.IN_REVIEW: windows.review,
        Stage.IN_CALIBRATION: windows.calibration,
        Stage.DECIDED: windows.telling,
        Stage.TOLD: windows.appeal,
    }
    length = lengths.get(stage)
    if length is None:
        return None
    if stage is Stage.GATHERING and cycle_on is not None:
        closes = datetime.combine(cycle_on, time.min, UTC) + length
        if closes > entered_on:
            return closes
    return entered_on.astimezone(UTC) + length


def stage_constraint_values() -> tuple[str, ...]:
    """Every stored value of a stage, for the database constraint."""
    return tuple(stage.value for stage in Stage)


def stage_pairs() -> frozenset[tuple[Stage | None, Stage]]:
    """Every move from one stage to another that some transition makes; None is "before the case"."""
    moving = ((t.target, t.sources or (None,)) for t in TRANSITIONS if t.target is not None)
    return frozenset((source, target) for target, sources in moving for source in sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionRow:
    """One row of the page "how will I be evaluated?" and of the documentation, in plain words."""

    action: str
    sources: tuple[str, ...]
    target: str
    who: tuple[str, ...]
    needs: tuple[str, ...]
    says: str


def describe() -> tuple[TransitionRow, ...]:
    """The whole table in plain words, in its order."""
    return tuple(
        TransitionRow(
            action=t.label,
            sources=("Any open stage",) if {*t.sources} >= OPEN_STAGES else tuple(s.label for s in t.sources),
            target=t.target.label if t.target is not None else "The same",
            who=tuple(role.label for role in Role if role in t.who),
            needs=tuple(describe_need(need) for need in (*t.only_when, *t.needs)),
            says=t.says,
        )
        for t in TRANSITIONS
    )


def _starts_at(transition: Transition, stage: Stage | None) -> bool:
    return stage in transition.sources if stage is not None else not transition.sources


def _missing(needs: tuple[Need, ...], facts: Facts, *, without: Need | None = None) -> tuple[Missing, ...]:
    found = (missing for need in needs if need is not without for missing in missing_for(need, facts))
    return tuple({missing.says: missing for missing in found}.values())
