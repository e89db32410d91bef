"""What waits for somebody, from every app, what is due first first."""

from __future__ import annotations

from datetime import UTC, date, datetime

from waypost.web.calibration.selectors.waiting import waiting_for as of_calibration
from waypost.web.evidence.selectors.waiting import waiting_for as of_evidence
from waypost.web.growth.selectors.waiting import waiting_for as of_growth
from waypost.web.journal.waiting import Waiting
from waypost.web.people.models import Person
from waypost.web.promotion.selectors.waiting import waiting_for as of_promotion

SOURCES = (of_promotion, of_calibration, of_growth, of_evidence)
_LAST = datetime.max.replace(tzinfo=UTC)


def waiting_for(person: Person, today: date) -> tuple[Waiting, ...]:
    """Everything that waits for the person, by due date; what has none comes last, in the order of the apps."""
    found = [waiting for source in SOURCES for waiting in source(person, today)]
    return in_order(found)


def in_order(found: list[Waiting]) -> tuple[Waiting, ...]:
    """By due date, the undated last; the order is otherwise kept."""
    return tuple(sorted(found, key=lambda waiting: waiting.due or _LAST))
