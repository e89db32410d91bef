"""Cycles: each day falls into one phase at most, phases follow without a gap, and the bounds are sharp."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.framework.schema import Process, Windows
from waypost.web.home.cycles import Calendar, Phase, calendar, cycle_of

APRIL, OCTOBER = date(2026, 4, 1), date(2026, 10, 1)
PROCESS = Process(cycles=(APRIL, OCTOBER))
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
LENGTHS = st.integers(1, 60).map(lambda count: timedelta(days=count))
PROCESSES = st.builds(
    Process,
    windows=st.builds(Windows, gathering=LENGTHS, review=LENGTHS, calibration=LENGTHS, telling=LENGTHS, appeal=LENGTHS),
    cycles=st.lists(DAYS, max_size=4, unique=True).map(tuple),
)


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        (date(2026, 9, 30), None),
        (date(2026, 10, 1), Phase.GATHERING),
        (date(2026, 10, 21), Phase.GATHERING),
        (date(2026, 10, 22), Phase.REVIEW),
        (date(2026, 10, 31), Phase.REVIEW),
        (date(2026, 11, 1), Phase.CALIBRATION),
        (date(2026, 11, 5), Phase.CALIBRATION),
        (date(2026, 11, 6), Phase.TELLING),
        (date(2026, 11, 10), Phase.TELLING),
        (date(2026, 11, 11), None),
    ],
)
def test_each_phase_holds_from_its_first_day_to_its_last(day: date, phase: Phase | None) -> None:
    assert cycle_of(PROCESS, OCTOBER).phase_on(day) is phase


@pytest.mark.parametrize(
    ("day", "current", "following", "last"),
    [
        (date(2026, 3, 31), None, APRIL, None),
        (date(2026, 4, 1), APRIL, OCTOBER, None),
        (date(2026, 5, 11), APRIL, OCTOBER, None),
        (date(2026, 5, 12), None, OCTOBER, APRIL),
        (date(2026, 10, 1), OCTOBER, None, APRIL),
        (date(2026, 11, 11), None, None, OCTOBER),
    ],
)
def test_the_calendar_knows_the_cycle_of_a_day_the_next_and_the_last(
    day: date, current: date | None, following: date | None, last: date | None
) -> None:
    around = calendar(PROCESS, day)
    found = tuple(cycle.begins if cycle else None for cycle in (around.current, around.next, around.last))
    assert found == (current, following, last)


def test_without_cycles_there_is_nothing_around_any_day() -> None:
    assert calendar(Process(), APRIL) == Calendar(None, None, None)


def test_of_two_cycles_that_overlap_the_later_is_the_current_one() -> None:
    close = Process(cycles=(APRIL, APRIL + timedelta(days=10)))
    around = calendar(close, APRIL + timedelta(days=12))
    assert around.current is not None
    assert around.current.begins == APRIL + timedelta(days=10)


@given(process=PROCESSES, begins=DAYS)
def test_phases_follow_one_another_without_a_gap(process: Process, begins: date) -> None:
    steps = cycle_of(process, begins).steps
    assert steps[0].first == begins
    assert all(step.first <= step.last for step in steps)
    assert all(after.first - step.last == timedelta(days=1) for step, after in itertools.pairwise(steps))


@given(process=PROCESSES, day=DAYS)
def test_the_calendar_tells_the_truth_about_every_day(process: Process, day: date) -> None:
    around = calendar(process, day)
    if around.current is not None:
        assert around.current.phase_on(day) is not None
    if around.next is not None:
        assert around.next.begins == min(begins for begins in process.cycles if begins > day)
    if around.last is not None:
        assert around.last.ends < day
    assert (around.current or around.last) is not None or all(begins > day for begins in process.cycles)
