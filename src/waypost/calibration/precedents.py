"""Earlier decisions for the same level, as counts that give nobody away.

Cycles are added in batches of at least the small-group threshold, so that the difference between what was shown in one
cycle and in the next is never about fewer people than that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from waypost.promotion.decision import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierCase:
    """A told case of an earlier cycle: its outcome and the criteria its reasons cite."""

    cycle_on: date
    outcome: Outcome
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedents:
    """How earlier cases for a level were decided.

    gaps: how often a criterion was a reason for "not yet", the most frequent first. withheld: why there are no numbers,
    or "".
    """

    cases: int = 0
    yes: int = 0
    not_yet: int = 0
    gaps: tuple[tuple[str, int], ...] = ()
    withheld: str = ""


def precedents(earlier: Collection[EarlierCase], *, before: date, threshold: int) -> Precedents:
    """What cases of cycles before the day `before` were answered, in batches of at least `threshold` cases."""
    counted = _in_batches([case for case in earlier if case.cycle_on < before], threshold=threshold)
    if not counted:
        return Precedents(withheld=f"Fewer than {threshold} earlier cases: too few to speak of without naming anybody.")
    not_yet = [case for case in counted if case.outcome is Outcome.NOT_YET]
    gaps = Counter(criterion for case in not_yet for criterion in case.criteria)
    return Precedents(
        cases=len(counted),
        yes=len(counted) - len(not_yet),
        not_yet=len(not_yet),
        gaps=tuple(sorted(gaps.items(), key=lambda gap: (-gap[1], gap[0]))),
    )


def _in_batches(earlier: list[EarlierCase], *, threshold: int) -> list[EarlierCase]:
    counted: list[EarlierCase] = []
    waiting: list[EarlierCase] = []
    for day in sorted({case.cycle_on for case in earlier}):
        waiting += [case for case in earlier if case.cycle_on == day]
        if len(waiting) >= threshold:
            counted, waiting = counted + waiting, []
    return counted
