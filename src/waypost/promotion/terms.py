"""The words of a case: its stages, the roles people have in it, and what they can do to it."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum


class Stage(StrEnum):
    """Where a case stands. The value is stored; `label` is shown."""

    NOMINATED = "nominated"
    ACCEPTED = "accepted"
    GATHERING = "gathering"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    IN_CALIBRATION = "in_calibration"
    DECIDED = "decided"
    TOLD = "told"
    CLOSED = "closed"
    RETURNED = "returned"
    APPEALED = "appealed"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The stage as a person reads it."""
        return self.value.replace("_", " ").capitalize()


class Role(StrEnum):
    """What somebody is to one case, by relation or seat; never a flag on a user."""

    CANDIDATE = "candidate"
    MANAGER = "manager"
    PEER = "peer"
    ATTESTER = "attester"
    TECHNICAL = "technical"
    STRATEGIC = "strategic"
    FACILITATOR = "facilitator"
    CALIBRATOR = "calibrator"
    DECIDER = "decider"
    PEOPLE_OPERATIONS = "people_operations"

    @property
    def label(self) -> str:
        """The role as a person reads it."""
        return _ROLE_LABELS[self]


_ROLE_LABELS = {
    Role.CANDIDATE: "Candidate",
    Role.MANAGER: "Manager",
    Role.PEER: "Peer",
    Role.ATTESTER: "Attester",
    Role.TECHNICAL: "Technical panellist",
    Role.STRATEGIC: "Strategic panellist",
    Role.FACILITATOR: "Facilitator",
    Role.CALIBRATOR: "Calibrator",
    Role.DECIDER: "Decider",
    Role.PEOPLE_OPERATIONS: "People operations",
}


class Action(StrEnum):
    """What somebody does to a case; each has exactly one row in `TRANSITIONS`."""

    NOMINATE = "nominate"
    ACCEPT = "accept"
    START_GATHERING = "start_gathering"
    SUBMIT = "submit"
    START_REVIEW = "start_review"
    RETURN_CASE = "return_case"
    RESUME = "resume"
    OPEN_CALIBRATION = "open_calibration"
    DECIDE = "decide"
    TELL = "tell"
    APPEAL = "appeal"
    REOPEN = "reopen"
    TAKE_BACK_APPEAL = "take_back_appeal"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    HAND_OVER = "hand_over"


ORDER: tuple[Stage, ...] = (
    Stage.NOMINATED,
    Stage.ACCEPTED,
    Stage.GATHERING,
    Stage.SUBMITTED,
    Stage.IN_REVIEW,
    Stage.IN_CALIBRATION,
    Stage.DECIDED,
    Stage.TOLD,
    Stage.CLOSED,
)
"""The way of a case that nothing holds up; the board's columns."""

CLOSED_STAGES: frozenset[Stage] = frozenset({Stage.CLOSED, Stage.WITHDRAWN})
OPEN_STAGES: frozenset[Stage] = frozenset(Stage) - CLOSED_STAGES

_SHUT_OUT_MANAGER = frozenset({Role.TECHNICAL, Role.STRATEGIC, Role.FACILITATOR, Role.CALIBRATOR})


def effective_roles(roles: Collection[Role]) -> frozenset[Role]:
    """The roles that count: being the subject beats every role, being the manager beats every seat that judges.

    A manager who decides keeps both roles: in a small organisation nobody else may be there to decide.
    """
    held = frozenset(roles)
    if Role.CANDIDATE in held:
        return frozenset({Role.CANDIDATE})
    if Role.MANAGER in held:
        return held - _SHUT_OUT_MANAGER
    return held
