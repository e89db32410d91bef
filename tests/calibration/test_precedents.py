"""Earlier cases as counts: never fewer than the threshold, nor by the difference between two cycles."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from waypost.calibration.precedents import EarlierCase, Precedents, precedents
from waypost.promotion.decision import Outcome

SPRING, AUTUMN, NEXT = date(2025, 4, 1), date(2025, 10, 1), date(2026, 4, 1)


def cases(count: int, on: date, outcome: Outcome = Outcome.YES, *criteria: str) -> list[EarlierCase]:
    return [EarlierCase(cycle_on=on, outcome=outcome, criteria=criteria) for _ in range(count)]


def test_below_the_threshold_nothing_is_said() -> None:
    found = precedents(cases(4, SPRING), before=NEXT, threshold=5)
    assert (found.cases, found.withheld) == (
        0,
        "Fewer than 5 earlier cases: too few to speak of without naming anybody.",
    )


def test_at_the_threshold_outcomes_and_gaps_are_counted() -> None:
    earlier = [
        *cases(3, SPRING),
        *cases(2, SPRING, Outcome.NOT_YET, "design", "communication"),
        *cases(1, SPRING, Outcome.NOT_YET, "design"),
    ]
    assert precedents(earlier, before=NEXT, threshold=5) == Precedents(
        cases=6, yes=3, not_yet=3, gaps=(("design", 3), ("communication", 2))
    )


def test_a_reason_of_a_yes_is_no_gap() -> None:
    assert precedents(cases(5, SPRING, Outcome.YES, "design"), before=NEXT, threshold=5).gaps == ()


def test_the_session_s_own_cycle_does_not_count() -> None:
    assert precedents(cases(9, AUTUMN), before=AUTUMN, threshold=5).cases == 0


def test_a_later_cycle_is_added_only_with_enough_of_its_own() -> None:
    earlier = [*cases(5, SPRING), *cases(4, AUTUMN)]
    assert precedents(earlier, before=NEXT, threshold=5).cases == 5
    assert precedents([*earlier, *cases(1, AUTUMN)], before=NEXT, threshold=5).cases == 10


counts = st.lists(st.integers(min_value=0, max_value=9), min_size=1, max_size=8)


@given(counts, st.integers(min_value=1, max_value=6))
def test_what_two_cycles_show_never_differs_by_fewer_than_the_threshold(sizes: list[int], threshold: int) -> None:
    earlier = [case for year, size in enumerate(sizes) for case in cases(size, date(2000 + year, 4, 1))]
    shown = [
        precedents(earlier, before=date(2000 + year, 10, 1), threshold=threshold).cases for year in range(len(sizes))
    ]
    steps = [after - before for before, after in zip([0, *shown], shown, strict=False)]
    assert all(step == 0 or step >= threshold for step in steps)


@given(st.permutations([*cases(3, SPRING), *cases(3, AUTUMN, Outcome.NOT_YET, "design")]))
def test_the_order_of_cases_changes_nothing(earlier: list[EarlierCase]) -> None:
    assert precedents(earlier, before=NEXT, threshold=2) == Precedents(cases=6, yes=3, not_yet=3, gaps=(("design", 3),))
