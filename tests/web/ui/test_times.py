"""Moments in words, at the edges of days, zones and clock changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from waypost.web.ui.templatetags.ui import day, soon, when
from waypost.web.ui.times import say_day, say_in_full, say_when

BERLIN = ZoneInfo("Europe/Berlin")
AUCKLAND = ZoneInfo("Pacific/Auckland")
LOS_ANGELES = ZoneInfo("America/Los_Angeles")
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=BERLIN)  # a Saturday


@pytest.mark.parametrize(
    ("moment", "says"),
    [
        (datetime(2026, 11, 21, 17, 0, tzinfo=BERLIN), "today, 17:00"),
        (datetime(2026, 11, 21, 0, 0, tzinfo=BERLIN), "today, 00:00"),
        (datetime(2026, 11, 21, 23, 59, tzinfo=BERLIN), "today, 23:59"),
        (datetime(2026, 11, 22, 0, 0, tzinfo=BERLIN), "tomorrow, 00:00"),
        (datetime(2026, 11, 20, 23, 59, tzinfo=BERLIN), "yesterday, 23:59"),
        (datetime(2026, 11, 24, 9, 0, tzinfo=BERLIN), "in 3 days, 09:00"),
        (datetime(2026, 11, 27, 9, 0, tzinfo=BERLIN), "in 6 days, 09:00"),
        (datetime(2026, 11, 28, 9, 0, tzinfo=BERLIN), "28 Nov 2026, 09:00"),
        (datetime(2026, 11, 15, 9, 0, tzinfo=BERLIN), "6 days ago, 09:00"),
        (datetime(2026, 11, 14, 9, 0, tzinfo=BERLIN), "14 Nov 2026"),
    ],
)
def test_near_moments_are_told_from_now_and_deadlines_keep_their_hour(moment: datetime, says: str) -> None:
    assert say_when(moment, now=NOON) == says


@pytest.mark.parametrize(
    ("days", "says"),
    [(0, "today"), (1, "tomorrow"), (-1, "yesterday"), (2, "in 2 days"), (7, "28 Nov 2026"), (-7, "14 Nov 2026")],
)
def test_a_day_has_no_hour(days: int, says: str) -> None:
    assert say_when(NOON.date() + timedelta(days=days), now=NOON) == says


@pytest.mark.parametrize(
    ("zone", "says"),
    [(UTC, "today, 22:30"), (BERLIN, "today, 23:30"), (AUCKLAND, "today, 11:30"), (LOS_ANGELES, "today, 14:30")],
)
def test_the_same_moment_is_told_in_the_zone_of_its_reader(zone: ZoneInfo, says: str) -> None:
    moment = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)
    assert say_when(moment, now=(moment - timedelta(hours=1)).astimezone(zone)) == says


def test_whether_it_is_tomorrow_depends_on_the_zone() -> None:
    now, moment = datetime(2026, 11, 21, 22, 0, tzinfo=UTC), datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    assert say_when(moment, now=now) == "today, 23:30"
    assert say_when(moment, now=now.astimezone(BERLIN)) == "tomorrow, 00:30"


def test_a_day_is_a_day_when_the_clock_changes() -> None:
    """On 25 October 2026 the day has twenty-five hours in Berlin."""
    now = datetime(2026, 10, 24, 23, 30, tzinfo=BERLIN)
    assert say_when(datetime(2026, 10, 25, 23, 45, tzinfo=BERLIN), now=now) == "tomorrow, 23:45"
    assert say_when(datetime(2026, 10, 26, 0, 15, tzinfo=BERLIN), now=now) == "in 2 days, 00:15"


def test_in_full_a_moment_names_its_zone_and_a_day_does_not() -> None:
    assert say_in_full(NOON, now=NOON) == "Saturday, 21 November 2026, 12:00 CET"
    assert say_in_full(NOON, now=NOON.astimezone(UTC)) == "Saturday, 21 November 2026, 11:00 UTC"
    assert say_in_full(date(2026, 11, 21), now=NOON) == "Saturday, 21 November 2026"


def test_a_day_always_says_its_year() -> None:
    assert say_day(date(2026, 12, 12)) == "12 Dec 2026"


@pytest.fixture
def in_auckland(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Half past eleven in the evening of 21 November in UTC; already the 22nd in Auckland."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 21, 23, 30, tzinfo=UTC))
    with timezone.override(AUCKLAND):
        yield


@pytest.mark.usefixtures("in_auckland")
def test_the_filters_speak_in_the_zone_of_the_request() -> None:
    moment = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
    title = "Saturday, 21 November 2026, 17:00 NZDT"
    assert when(moment) == f'<time datetime="2026-11-21T04:00:00+00:00" title="{title}">yesterday, 17:00</time>'
    assert day(datetime(2026, 11, 21, 12, 0, tzinfo=UTC)) == '<time datetime="2026-11-22">22 Nov 2026</time>'
    assert day(date(2026, 11, 21)) == '<time datetime="2026-11-21">21 Nov 2026</time>'
    assert "today" in when(date(2026, 11, 22))


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_moment_is_no_words(nothing: None) -> None:
    assert (when(nothing), day(nothing), soon(nothing)) == ("", "", False)


@pytest.mark.usefixtures("in_auckland")
@pytest.mark.parametrize(("days", "stands_out"), [(-30, True), (0, True), (6, True), (7, False)])
def test_what_is_late_or_due_within_six_days_stands_out(days: int, stands_out: bool) -> None:
    due = date(2026, 11, 22) + timedelta(days=days)
    assert soon(due) is stands_out
    assert soon(datetime(due.year, due.month, due.day, 9, tzinfo=AUCKLAND)) is stands_out
