"""What happens in the demo keeps its order, however much was put down before."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from waypost.demo.timeline import Timeline

SATURDAY, SUNDAY, MONDAY = date(2026, 11, 14), date(2026, 11, 15), date(2026, 11, 16)


def nothing(moment: datetime) -> None:
    pass


@pytest.mark.parametrize("before", [0, 75, 76, 77, 1_000, 50_000])
def test_what_follows_on_a_weekend_is_played_after_its_cause(before: int) -> None:
    timeline, played = Timeline(now=datetime(2026, 11, 21, tzinfo=UTC)), []
    for _ in range(before):
        timeline.at(date(2026, 11, 2), nothing)
    for day, name in ((SATURDAY, "decided"), (SUNDAY, "released"), (MONDAY, "told")):
        timeline.at(day, lambda moment, name=name: played.append((name, moment)))  # type: ignore[misc]
    timeline.play()

    assert [name for name, _moment in played] == ["decided", "released", "told"]
    moments = [moment for _name, moment in played]
    assert moments == sorted(moments)
    assert {moment.date() for moment in moments} == {MONDAY}
    assert all(9 <= moment.hour < 18 for moment in moments)
