"""When a stage ends: by the windows of the process, in every zone, and by the cycle that somebody was promised."""

from datetime import UTC, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from waypost.framework.schema import Framework
from waypost.promotion.stages import (
    Stage,
    due,
)

NOW = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stage", "days"),
    [
        (Stage.GATHERING, 21),
        (Stage.RETURNED, 21),
        (Stage.IN_REVIEW, 10),
        (Stage.IN_CALIBRATION, 5),
        (Stage.DECIDED, 5),
        (Stage.TOLD, 10),
    ],
)
def test_a_stage_ends_when_its_window_does(stage: Stage, days: int, northwind: Framework) -> None:
    assert due(stage, NOW, northwind.process) == NOW + timedelta(days=days)


def test_the_other_stages_have_no_window(northwind: Framework) -> None:
    timed = {stage for stage in Stage if due(stage, NOW, northwind.process)}
    assert set(Stage) - timed == {
        Stage.NOMINATED, Stage.ACCEPTED, Stage.SUBMITTED, Stage.CLOSED, Stage.APPEALED, Stage.WITHDRAWN,
    }  # fmt: skip


def test_a_packet_is_due_when_its_cycles_window_closes(northwind: Framework) -> None:
    began = NOW - timedelta(days=10)
    closes = datetime.combine(began.date(), time.min, UTC) + northwind.process.windows.gathering
    assert due(Stage.GATHERING, NOW, northwind.process, cycle_on=began.date()) == closes


def test_who_begins_to_gather_after_the_cycles_window_has_its_whole_length(northwind: Framework) -> None:
    length = northwind.process.windows.gathering
    late = (NOW - length).date()
    assert due(Stage.GATHERING, NOW, northwind.process, cycle_on=late) == NOW + length


def test_a_window_is_equally_long_in_every_zone_and_over_a_change_of_clocks(northwind: Framework) -> None:
    """Berlin leaves summer time on 25 October 2026; ten days stay 240 hours."""
    told = datetime(2026, 10, 20, 11, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    ends = due(Stage.TOLD, told, northwind.process)
    assert ends == datetime(2026, 10, 30, 9, 0, tzinfo=UTC)
    assert ends == due(Stage.TOLD, told.astimezone(timezone(timedelta(hours=-7))), northwind.process)


def test_a_time_without_a_zone_is_refused(northwind: Framework) -> None:
    with pytest.raises(ValueError, match="time zone"):
        due(Stage.TOLD, datetime(2026, 10, 20, 11, 0), northwind.process)  # noqa: DTZ001
