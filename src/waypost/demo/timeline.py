"""A timeline: what happens in the demo, put down in any order and played in the order of the days."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from waypost.web.journal.acts import Act
from waypost.web.people.models import Person

Happening = Callable[[datetime], None]
ZONE = ZoneInfo("UTC")
WORKDAYS = 5
FIRST, LONGEST = 35, 500  # minutes of a working day in which things happen, after what is set down for its start
MANY = 1500  # so many happenings fill half of that time


def at_work(day: date, *, minute: int) -> datetime:
    """A moment of a working day; weekends become Monday. `minute` counts from nine."""
    while day.weekday() >= WORKDAYS:
        day += timedelta(days=1)
    return datetime.combine(day, time(9), ZONE) + timedelta(minutes=minute)


@dataclass
class Timeline:
    """Happenings with their moments. Nothing after `now` is played: what has not happened yet has not happened."""

    now: datetime
    _plays: list[tuple[datetime, int, Happening]] = field(default_factory=list)
    _put_down: int = 0

    def at(self, day: date, happening: Happening, *, minute: int | None = None) -> None:
        """Put a happening on a day; by default the later it was put down, the later in the day."""
        order, self._put_down = self._put_down, self._put_down + 1
        # Never earlier than what was put down before it: on a Monday the weekend's happenings keep their order too.
        later = FIRST + LONGEST * order // (order + MANY)
        moment = at_work(day, minute=later if minute is None else minute)
        heapq.heappush(self._plays, (moment, order, happening))

    def play(self) -> int:
        """Play everything up to now, in order; a happening may put further ones down. Returns how many were played."""
        played = 0
        while self._plays and self._plays[0][0] <= self.now:
            moment, _order, happening = heapq.heappop(self._plays)
            happening(moment)
            played += 1
        return played


def act(by: Person | None, moment: datetime, *, once: str = "") -> Act:
    """An act of the demo: as a person would, at a moment of the past."""
    return Act(by=by, at=moment, once=once)
