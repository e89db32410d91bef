"""When promotions happen: the cycle a day falls into, its steps with their last days, and the next one. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from waypost.framework.schema import Process


class Phase(StrEnum):
    """The steps of a cycle that the calendar fixes; an appeal runs from each person's own telling."""

    GATHERING = "gathering"
    REVIEW = "review"
    CALIBRATION = "calibration"
    TELLING = "telling"


@dataclass(frozen=True, slots=True)
class Step:
    """One phase of a cycle, from its first day to its last."""

    phase: Phase
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Cycle:
    """One cycle with its steps, which follow one another without a gap."""

    begins: date
    steps: tuple[Step, ...]

    @property
    def ends(self) -> date:
        """The last day of its last step."""
        return self.steps[-1].last

    def last_day_of(self, phase: Phase) -> date:
        """The last day of a phase."""
        return next(step.last for step in self.steps if step.phase is phase)

    def phase_on(self, day: date) -> Phase | None:
        """The phase `day` falls into; None outside the cycle."""
        return next((step.phase for step in self.steps if step.first <= day <= step.last), None)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The cycles around a day: the one it falls into, the next to begin, and the last that is over."""

    current: Cycle | None
    next: Cycle | None
    last: Cycle | None


def calendar(process: Process, day: date) -> Calendar:
    """The cycles around `day`. Should two overlap, the one that began later is the current one."""
    cycles = tuple(cycle_of(process, begins) for begins in sorted(process.cycles))
    begun = [cycle for cycle in cycles if cycle.begins <= day]
    return Calendar(
        current=next((cycle for cycle in reversed(begun) if day <= cycle.ends), None),
        next=next((cycle for cycle in cycles if cycle.begins > day), None),
        last=next((cycle for cycle in reversed(begun) if day > cycle.ends), None),
    )


def cycle_of(process: Process, begins: date) -> Cycle:
    """The cycle that begins on this day, by the lengths the process gives its steps."""
    windows = process.windows
    lengths = (
        (Phase.GATHERING, windows.gathering),
        (Phase.REVIEW, windows.review),
        (Phase.CALIBRATION, windows.calibration),
        (Phase.TELLING, windows.telling),
    )
    steps: list[Step] = []
    first = begins
    for phase, length in lengths:
        after = first + length
        steps.append(Step(phase, first, after - timedelta(days=1)))
        first = after
    return Cycle(begins, tuple(steps))
