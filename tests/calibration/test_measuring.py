"""What a room is told of its ratings: numbers with intervals where there are enough, words where there are not."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.calibration.rooms import room

from waypost.calibration.measured import Cycle, Measured, MeasuredCase
from waypost.calibration.measuring import measure, ratings_hash
from waypost.calibration.sheets import Sheet
from waypost.calibration.telling import narrowest, session_withheld, told_together

SEVERE = {"t0": 2.0, "t1": -2.0}
READY = {"now-0": 4.0, "now-1": -4.0}
APART = {"now-2": -4.0}


@cache
def planted() -> Sheet:
    """A session of 30 cases with one severe and one mild rater, one case far above, one far below, and one on which the
    panels differ."""
    return room(cases=30, severe=SEVERE, ready=READY | {"now-2": 1.5}, apart=APART)


@cache
def measured() -> Measured:
    return measure(planted()).measured


def case(number: int, of: Measured | None = None) -> MeasuredCase:
    found = (of or measured()).case(f"now-{number}")
    assert found is not None
    return found


# What it finds


def test_every_number_carries_what_it_rests_on() -> None:
    for one in measured().cases:
        assert (one.n, one.raters, one.part, one.withheld) == (18, 6, 1, "")
        for reach in (one.measure, one.fair, one.swap, one.apart):
            assert reach is not None
            assert reach.low <= reach.value <= reach.high
    assert measured().ratings == 30 * 18


def test_severity_is_found_against_the_middle_of_the_own_panel() -> None:
    found = {one.rater: one.severity for one in measured().raters}

    assert found["t0"] is not None
    assert found["t1"] is not None
    assert found["t0"].low > 0 > found["t1"].high
    points = {one.rater: one.points for one in measured().raters}
    assert points["t0"] is not None
    assert points["t1"] is not None
    assert 0.2 < points["t0"].value < 1.5
    assert points["t1"].value < 0
    for panel in ("technical", "strategic"):
        values = [one.severity.value for one in measured().raters if one.panel == panel and one.severity]
        assert sum(values) == pytest.approx(0, abs=1e-9)


def test_whom_severe_raters_rated_stands_higher_than_their_mean() -> None:
    """The fair rating against the mean as rated: raised where the severe rater sat, lowered where the mild one did."""
    raised, lowered = [], []
    for one in measured().cases:
        mine = [mark for mark in planted().marks if mark.case == one.case]
        raters = {mark.rater for mark in mine}
        assert one.fair is not None
        gap = one.fair.value - sum(mark.now for mark in mine if mark.now is not None) / len(mine)
        if ("t0" in raters) != ("t1" in raters):
            (raised if "t0" in raters else lowered).append(gap)
    assert sum(raised) / len(raised) > 0.03
    assert sum(lowered) / len(lowered) < -0.03


def test_a_swap_says_how_much_hangs_on_who_sat_there() -> None:
    top, bottom = case(0).swap, case(1).swap
    assert top is not None
    assert bottom is not None
    assert top.low > 0.95
    assert bottom.high < 0.05
    assert any(one.swap is not None and 0.2 < one.swap.value < 0.8 for one in measured().cases)


def test_where_the_panels_differ_about_one_person_it_shows_on_that_case() -> None:
    apart = case(2).apart
    assert apart is not None
    assert apart.low > 0
    assert measured().panels.alike is not None
    assert measured().panels.alike.value > 0.3


def test_harder_criteria_do_not_make_a_panel_look_severe() -> None:
    """The strategic panel gives everybody a point less: nobody is told to be severe for it, and no case to be apart."""
    sheet = room(cases=20, seed=4)
    lower = tuple(replace(m, now=max((m.now or 0) - 1, 0)) if m.panel == "strategic" else m for m in sheet.marks)
    lower = tuple(replace(m, given=m.now) for m in lower)
    before, after = measure(sheet).measured, measure(replace(sheet, marks=lower)).measured

    def of_strategic(found: Measured) -> list[float]:
        return [one.severity.value for one in found.raters if one.panel == "strategic" and one.severity]

    assert sum(of_strategic(after)) == pytest.approx(sum(of_strategic(before)), abs=1e-9)
    assert sum(one.apart is not None and one.apart.low > 0 for one in after.cases) <= 2


def test_what_the_room_changes_moves_the_case_and_no_rater() -> None:
    sheet = room(seed=2)
    changed = tuple(
        replace(mark, now=3) if mark.case == "now-3" and mark.panel == "technical" else mark for mark in sheet.marks
    )
    before, after = measure(sheet).measured, measure(replace(sheet, marks=changed)).measured

    assert [one.severity for one in after.raters] == [one.severity for one in before.raters]
    then, now = case(3, before).fair, case(3, after).fair
    assert then is not None
    assert now is not None
    assert now.value > then.value


def test_no_interval_is_narrower_than_its_ratings_can_make_it() -> None:
    for one in measured().cases:
        assert one.measure is not None
        least = narrowest(ratings=one.n, categories=4, z=1.96)
        assert one.measure.high - one.measure.low >= 2 * least - 1e-3


def test_the_tables_of_the_fit_are_kept_whole() -> None:
    found = measure(room(cases=6))
    assert set(found.tables) == {
        "measures", "severity", "criteria", "thresholds", "components", "fit", "reliability", "agreement", "design",
    }  # fmt: skip
    assert sorted(found.tables["measures"]["candidate"]) == sorted(one.case for one in found.measured.cases)


# Over cycles


def test_cycles_are_held_together_by_raters_who_sat_in_both() -> None:
    sheet = room(cases=8, sessions=("now", "then"))
    (cycle,) = measure(sheet).measured.cycles
    assert (cycle.cases, cycle.shared, cycle.withheld) == (8, 15, "")
    assert cycle.differs is not None
    assert cycle.differs.low < cycle.differs.value < cycle.differs.high

    strangers = tuple(replace(m, rater=f"x{m.rater}") if m.session == "then" else m for m in sheet.marks)
    (cycle,) = measure(replace(sheet, marks=strangers)).measured.cycles
    assert (cycle.differs, cycle.shared) == (None, 0)
    assert cycle.withheld.startswith("Fewer than 3 raters sat in both")


def test_a_small_cycle_is_not_told() -> None:
    sheet = room(cases=8, sessions=("now", "then"))
    few = tuple(m for m in sheet.marks if m.session == "now" or m.case in {"then-0", "then-1", "then-2", "then-3"})
    (cycle,) = measure(replace(sheet, marks=few)).measured.cycles
    assert (cycle.differs, cycle.withheld) == (
        None,
        "Fewer than 5 cases: too few to speak of without naming anybody.",
    )


def decided(*, then: float, old: float, cases: int = 20, threshold: int = 5) -> Cycle:
    """What is told of the session before, when everybody above a readiness was told yes, and in the one before it."""
    ready = {f"{s}-{n}": place for s in ("then", "old") for n, place in enumerate(np.linspace(-2.5, 2.5, cases))}
    sheet = room(cases=cases, sessions=("now", "then", "old"), ready=ready, criteria=4)
    bars = {"then": then, "old": old}
    told = {case: place > bars[case.split("-")[0]] for case, place in ready.items()}
    return measure(replace(sheet, decided=told, threshold=threshold)).measured.cycles[0]


def test_a_bar_that_was_raised_between_two_sessions_is_told() -> None:
    cycle = decided(then=1.2, old=-1.0)
    assert cycle.bar is not None
    assert cycle.moved is not None
    assert cycle.bar.low < cycle.bar.value < cycle.bar.high
    assert cycle.moved.low > 0


def test_a_bar_that_stayed_is_not_told_to_have_moved() -> None:
    cycle = decided(then=0.3, old=0.3)
    assert cycle.moved is not None
    assert cycle.moved.low < 0 < cycle.moved.high


def test_a_bar_needs_decisions_on_both_sides_of_it_and_says_not_how_many() -> None:
    cycle = decided(then=2.4, old=0.0)
    assert (cycle.bar, cycle.moved) == (None, None)
    assert cycle.bar_withheld.startswith("Fewer than eight decisions, nearly all of one kind")
    nobody = measure(room(cases=8, sessions=("now", "then"))).measured.cycles[0]
    assert nobody.bar_withheld == "Too few of its people have been told a decision."


def test_a_bar_is_not_told_of_fewer_decisions_than_a_small_group() -> None:
    assert decided(then=0.3, old=0.3, cases=12, threshold=12).bar is not None
    sheet = room(cases=12, sessions=("now", "then"), criteria=4)
    told = {f"then-{number}": number > 5 for number in range(11)}
    cycle = measure(replace(sheet, decided=told, threshold=12)).measured.cycles[0]
    assert (cycle.withheld, cycle.bar) == ("", None)
    assert cycle.bar_withheld == "Too few of its people have been told a decision."


# Words where a number would be none


@pytest.mark.parametrize(
    ("cases", "raters", "ratings", "points", "begins"),
    [
        (0, 0, 0, 0, "No rating"),
        (4, 8, 100, 4, "Too few ratings to say: 100 ratings of 4 cases by 8 raters."),
        (5, 4, 100, 4, "Too few"),
        (5, 5, 59, 4, "Too few"),
        (5, 5, 60, 1, "Every rating is the same"),
        (5, 5, 60, 2, ""),
    ],
)
def test_a_session_is_measured_from_some_ratings_on(
    cases: int, raters: int, ratings: int, points: int, begins: str
) -> None:
    says = session_withheld(cases=cases, raters=raters, ratings=ratings, points=points)
    assert says.startswith(begins)
    assert bool(says) == bool(begins)


def test_where_everybody_gives_the_same_there_are_words() -> None:
    sheet = room()
    found = measure(replace(sheet, marks=tuple(replace(m, now=2, given=2) for m in sheet.marks)))
    assert found.measured.withheld.startswith("Every rating is the same point")
    assert (found.measured.cases, found.tables) == ((), {})
    assert len(ratings_hash(replace(sheet, marks=tuple(replace(m, now=2) for m in sheet.marks)))) == 64


def test_where_only_the_room_made_a_difference_no_rater_is_told() -> None:
    sheet = room(cases=6)
    marks = tuple(replace(m, given=2, now=3 if m.case == "now-3" else 2) for m in sheet.marks)
    found = measure(replace(sheet, marks=marks)).measured

    assert (found.withheld, found.raters) == ("", ())
    assert case(3, found).fair is not None


def test_scales_of_different_length_are_not_mixed() -> None:
    assert "scales have different lengths" in measure(replace(room(), categories=0)).measured.withheld


def test_a_case_nobody_connects_gets_words_and_is_in_no_swap() -> None:
    sheet = room(cases=8)
    alone = tuple(replace(m, rater=f"x{m.rater}") if m.case == "now-5" else m for m in sheet.marks)
    found = measure(replace(sheet, marks=alone)).measured
    lost = case(5, found)

    assert found.parts == 2
    assert (lost.part, lost.measure, lost.fair, lost.swap, lost.apart) == (2, None, None, None, None)
    assert lost.withheld == lost.swap_withheld
    assert lost.withheld.startswith("No rater of this case rated any of the others")
    assert all(one.severity is None for one in found.raters if one.rater.startswith("x"))


def test_a_case_with_two_raters_gets_words() -> None:
    sheet = room(cases=8)
    kept: set[str] = {m.rater for m in sheet.marks if m.case == "now-5"}
    two = sorted(kept)[:2]
    found = measure(replace(sheet, marks=tuple(m for m in sheet.marks if m.case != "now-5" or m.rater in two)))
    assert case(5, found.measured).fair is None
    assert case(5, found.measured).withheld == "Too few ratings to say: 6 ratings by 2 raters."


def test_who_rated_one_case_has_no_severity() -> None:
    sheet = room(cases=8)
    once = tuple(
        replace(m, rater="guest") if (m.case, m.panel) == ("now-5", "technical") else m
        for m in sheet.marks
        if not (m.case == "now-5" and m.panel == "technical" and m.rater != _first(sheet))
    )
    found = {one.rater: one for one in measure(replace(sheet, marks=once)).measured.raters}
    assert (found["guest"].cases, found["guest"].severity) == (1, None)


def _first(sheet: Sheet) -> str:
    return min(m.rater for m in sheet.marks if (m.case, m.panel) == ("now-5", "technical"))


# Raters told together


@given(
    st.lists(st.tuples(st.integers(6, 400), st.floats(0.05, 3.0)), max_size=40),
    st.integers(2, 8),
)
def test_neither_counts_nor_widths_single_out_fewer_than_the_threshold(
    found: list[tuple[int, float]], threshold: int
) -> None:
    told = told_together(found, threshold=threshold)
    if len(found) < threshold:
        assert told is None
        return
    assert told is not None
    for one, (ratings, half) in zip(told, found, strict=True):
        assert told.count(one) >= threshold
        assert one.least <= ratings
        assert one.half >= half


# What is kept


def test_a_sheet_is_read_again_as_it_was_written() -> None:
    sheet = room(sessions=("now", "then"), cases=3)
    assert Sheet.from_document(sheet.to_document()) == sheet


def test_the_hash_is_of_the_ratings_in_any_order() -> None:
    sheet = room(cases=5)
    other = replace(sheet, marks=(replace(sheet.marks[0], now=(sheet.marks[0].now or 0) ^ 1), *sheet.marks[1:]))
    assert ratings_hash(replace(sheet, marks=sheet.marks[::-1])) == ratings_hash(sheet) != ratings_hash(other)


def test_a_process_that_measures_a_session_loads_no_compiler() -> None:
    code = (
        "import sys; from tests.calibration.rooms import room; from waypost.calibration.measuring import measure; "
        "assert not measure(room(cases=5)).measured.withheld; print('numba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
