"""A calibration session's states and the one table of moves between them; and what people may do in it, while.

Locking is not releasing: a locked room changes nothing any more, and nobody outside it is told yet.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from waypost.refusal import Missing, NotAllowed, NotNow


class State(StrEnum):
    """Where a session stands. The value is stored."""

    PREVIEW = "preview"
    IN_ROOM = "in_room"
    LOCKED = "locked"
    RELEASED = "released"

    @property
    def label(self) -> str:
        """The state as a person reads it."""
        return _STATE_LABELS[self]


_STATE_LABELS: Mapping[State, str] = {
    State.PREVIEW: "Previews",
    State.IN_ROOM: "In the room",
    State.LOCKED: "Locked",
    State.RELEASED: "Released",
}


class RoomRole(StrEnum):
    """What somebody is to a session; what they see of each case is the disclosure table's word."""

    FACILITATOR = "facilitator"
    CALIBRATOR = "calibrator"
    PEOPLE_OPERATIONS = "people_operations"


class Step(StrEnum):
    """What moves a session on; each has exactly one row in `STEPS`."""

    OPEN_ROOM = "open_room"
    LOCK = "lock"
    RELEASE = "release"


class Doing(StrEnum):
    """What people do in a session, each in one state only."""

    PREVIEW = "preview"
    CHANGE_RATING = "change_rating"
    NOTE = "note"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFacts:
    """What is true of a session's cases, as far as its next step depends on it; the defaults open no door.

    cases: those still in calibration. without_outcome: of these, those the room has not settled. undecided: cases the
    room settled (confirmed, or changed a rating) that have no decision yet; what it parked or wants more evidence for
    is decided later and released by itself.
    """

    cases: int = 0
    without_outcome: int | None = None
    undecided: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionStep:
    """One row: who moves a session from where to where, and what must hold.

    label: the button. says: one sentence on what happens. undo: how to take it back.
    """

    step: Step
    source: State
    target: State
    who: frozenset[RoomRole]
    needs: Callable[[SessionFacts], tuple[Missing, ...]]
    label: str
    says: str
    undo: str


@dataclass(frozen=True, slots=True)
class Offered:
    """A step offered to somebody now, with what still stands in its way."""

    row: SessionStep
    missing: tuple[Missing, ...]

    @property
    def ready(self) -> bool:
        """Whether it would succeed."""
        return not self.missing


def _a_case(facts: SessionFacts) -> tuple[Missing, ...]:
    return () if facts.cases else (Missing("No case of this session is in calibration.", "agenda"),)


def _all_settled(facts: SessionFacts) -> tuple[Missing, ...]:
    if facts.without_outcome is None:
        return (Missing("Nobody looked whether the room has settled every case.", "agenda"),)
    if facts.without_outcome == 0:
        return ()
    noun = "case has" if facts.without_outcome == 1 else "cases have"
    return (Missing(f"{facts.without_outcome} {noun} no outcome of the room yet.", "agenda"),)


def _all_decided(facts: SessionFacts) -> tuple[Missing, ...]:
    if facts.undecided is None:
        return (Missing("Nobody looked whether every case is decided.", "decisions"),)
    if facts.undecided == 0:
        return ()
    noun = "case is" if facts.undecided == 1 else "cases are"
    return (Missing(f"{facts.undecided} {noun} not decided yet.", "decisions"),)


STEPS: tuple[SessionStep, ...] = (
    SessionStep(
        step=Step.OPEN_ROOM,
        source=State.PREVIEW,
        target=State.IN_ROOM,
        who=frozenset({RoomRole.FACILITATOR}),
        needs=_a_case,
        label="Open the room",
        says="Closes the previews, shows how they fell, and puts the most disputed case first.",
        undo="Cannot be undone: the previews are no longer sealed.",
    ),
    SessionStep(
        step=Step.LOCK,
        source=State.IN_ROOM,
        target=State.LOCKED,
        who=frozenset({RoomRole.FACILITATOR}),
        needs=_all_settled,
        label="Lock the session",
        says="Fixes ratings, notes and outcomes; from now on the cases can be decided. Nobody is told.",
        undo="Cannot be undone.",
    ),
    SessionStep(
        step=Step.RELEASE,
        source=State.LOCKED,
        target=State.RELEASED,
        who=frozenset({RoomRole.FACILITATOR, RoomRole.PEOPLE_OPERATIONS}),
        needs=_all_decided,
        label="Release the decisions",
        says="Opens the decisions to the managers, who can now write to the candidates and tell them.",
        undo="Cannot be undone.",
    ),
)

_BY_STEP = {row.step: row for row in STEPS}

WHILE: Mapping[Doing, State] = {
    Doing.PREVIEW: State.PREVIEW,
    Doing.CHANGE_RATING: State.IN_ROOM,
    Doing.NOTE: State.IN_ROOM,
    Doing.OUTCOME: State.IN_ROOM,
}
"""In which state each thing can be done."""

_TOO_EARLY: Mapping[Doing, str] = {
    Doing.PREVIEW: "Previews are closed since the room opened.",
    Doing.CHANGE_RATING: "Ratings are changed in the room, and it is not open yet.",
    Doing.NOTE: "Notes are taken in the room, and it is not open yet.",
    Doing.OUTCOME: "Outcomes are set in the room, and it is not open yet.",
}


def check(step: Step, state: State, roles: Collection[RoomRole], facts: SessionFacts) -> SessionStep:
    """The step, if these roles may take it now.

    Raises NotAllowed (code "session.<step>.not_yours") when it belongs to somebody else, NotNow when the session is in
    another state ("session.<step>.state") or something is missing ("session.<step>.missing", with the list).
    """
    row = _BY_STEP[step]
    if not row.who & frozenset(roles):
        who = " or ".join(sorted(role.value.replace("_", " ") for role in row.who))
        raise NotAllowed(f"session.{step}.not_yours", f"“{row.label}” belongs to the session's {who}.")
    if state is not row.source:
        raise NotNow(
            f"session.{step}.state",
            f"The session is “{state.label.lower()}” now; “{row.label}” is possible in “{row.source.label.lower()}”.",
        )
    if missing := row.needs(facts):
        raise NotNow(f"session.{step}.missing", f"“{row.label}” has to wait.", missing=missing)
    return row


def offered(state: State, roles: Collection[RoomRole], facts: SessionFacts) -> tuple[Offered, ...]:
    """The steps to offer these roles now, each with what is missing."""
    mine = frozenset(roles)
    return tuple(Offered(row, row.needs(facts)) for row in STEPS if row.source is state and row.who & mine)


def refuse_unless_open(doing: Doing, state: State) -> None:
    """Raises NotNow (code "session.<doing>.state") unless `doing` is possible in `state`."""
    if WHILE[doing] is state:
        return
    if state in {State.LOCKED, State.RELEASED}:
        raise NotNow(f"session.{doing}.state", "The session is locked; nothing in it changes any more.")
    raise NotNow(f"session.{doing}.state", _TOO_EARLY[doing])
