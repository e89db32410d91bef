"""What a move knows and what it does besides the stage: the two values between the transition and its effects."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from waypost.promotion.stages import Facts, Transition
from waypost.web.journal.acts import Act
from waypost.web.journal.kinds import Kind
from waypost.web.people.models import Person
from waypost.web.promotion.models import Case, Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A transition about to be made: the row before it, its facts, and the words given with it."""

    act: Act
    case: Case
    transition: Transition
    facts: Facts
    seats: tuple[Seat, ...]
    words: str

    def seated(self) -> tuple[Seat, ...]:
        """Who sits in the present round."""
        return tuple(seat for seat in self.seats if seat.round == self.case.round and seat.left_at is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a move does besides the stage: fields of the case, the event's kind and facts, and who is told.

    `place` is where those who are told look, when that is not the case.
    """

    changes: dict[str, Any] = field(default_factory=dict)
    kind: Kind = Kind.CASE_MOVED
    remember: dict[str, Any] = field(default_factory=dict)
    tell: tuple[Person, ...] = ()
    place: str = ""
