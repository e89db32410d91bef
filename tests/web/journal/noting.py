"""A service of the tests' own: it records an event and nothing else."""

from __future__ import annotations

from tests.web.cast import Cast

from waypost.web.journal.acts import Act, record, service
from waypost.web.journal.kinds import Kind
from waypost.web.journal.models import Event
from waypost.web.people.models import Person


@service
def note(act: Act, person: Person, *, times: int = 1, said: int = 1, tell: tuple[Person, ...] = ()) -> Event:
    """Record that somebody chose a zone, `times` over."""
    events = [
        record(act, Kind.GOAL_SET, subject=person, place="/growth/", about=person, facts={"n": said}, tell=tell)
        for _ in range(times)
    ]
    return events[0]


@service
def forget(act: Act) -> None:
    """Change nothing and record nothing."""


def notes(cast: Cast, number: int, *, said: int = 1) -> None:
    """That many events by Ada about Ada."""
    for _ in range(number):
        note(cast.act(cast.ada), cast.ada, said=said)
