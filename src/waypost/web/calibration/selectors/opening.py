"""What a new session would take: cases of a band whose reviews are in, and who could be in the room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from waypost.promotion.stages import Stage
from waypost.refusal import NotVisible
from waypost.web.calibration.models import Entry
from waypost.web.people.models import Duty, DutyKind, Person
from waypost.web.promotion.models import Case, PanelName, Seat
from waypost.web.promotion.selectors.ratings import judges_of
from waypost.web.promotion.selectors.sight import given

BEFORE_THE_ROOM = (Stage.IN_REVIEW, Stage.IN_CALIBRATION)


@dataclass(frozen=True)
class Opening:
    """The cases a session would take, with all their seats, and the people it could ask."""

    cases: tuple[Case, ...]
    seats: tuple[Seat, ...]
    day: date

    @cached_property
    def facilitators(self) -> tuple[Person, ...]:
        """Who could facilitate: who facilitates one of the cases, and engineering leadership."""
        leads = [seat.person for seat in self._sitting if seat.panel == PanelName.FACILITATOR]
        return _by_name([*leads, *_leaders(self.day)])

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Who has to do with one of the cases, and engineering leadership: the likely ones for the room."""
        around = [seat.person for seat in self._sitting]
        return _by_name([*around, *(case.manager for case in self.cases), *_leaders(self.day)])

    @property
    def calibrators(self) -> tuple[Person, ...]:
        """Whom to suggest: those who rated the cases, and those who facilitate them."""
        judging = {PanelName.TECHNICAL, PanelName.STRATEGIC, PanelName.FACILITATOR}
        return _by_name(seat.person for seat in self._sitting if seat.panel in judging)

    @property
    def _sitting(self) -> list[Seat]:
        rounds = {case.pk: case.round for case in self.cases}
        return [seat for seat in self.seats if seat.left_at is None and rounds[seat.case_id] == seat.round]


def opening(person: Person | None, *, band: str, cycle_on: date, day: date) -> Opening:
    """What `person` would open a session over; NotVisible for anybody but people operations and facilitators."""
    if person is None or not may_open(person):
        raise NotVisible("session.new", _("There is no such page."))
    cases = {case.pk: case for case in _waiting(person).filter(target_band=band, cycle_on__lte=cycle_on)}
    rows = Seat.objects.filter(case__in=cases).select_related("person", "review").order_by("seated_at", "pk")
    seats: dict[UUID, list[Seat]] = {key: [] for key in cases}
    for seat in rows:
        seats[seat.case_id].append(seat)
    ready = [case for case in cases.values() if _ready(case, seats[case.pk])]
    return Opening(tuple(ready), tuple(seat for case in ready for seat in seats[case.pk]), day)


def bands_waiting(person: Person) -> tuple[tuple[str, int], ...]:
    """The bands that have cases in review or calibration without a session, each with their number, for a choice."""
    found: dict[str, int] = {}
    for band in _waiting(person).order_by("target_band").values_list("target_band", flat=True):
        found[band] = found.get(band, 0) + 1
    return tuple(found.items())


def may_open(person: Person) -> bool:
    """People operations, and whoever facilitates a case now."""
    if not person.is_active:
        return False
    return person.holds(DutyKind.PEOPLE_OPERATIONS) or _facilitated(person).exists()


def _facilitated(person: Person) -> QuerySet[Seat]:
    return Seat.objects.filter(
        person=person, panel=PanelName.FACILITATOR, left_at=None, case__stage__in=BEFORE_THE_ROOM
    )


def _waiting(person: Person) -> QuerySet[Case]:
    """Cases in review or calibration that no session took in this round, as far as the person may take them."""
    rows = Case.objects.filter(stage__in=BEFORE_THE_ROOM).exclude(candidate=person)
    rows = rows.exclude(Exists(Entry.objects.filter(case=OuterRef("pk"), round=OuterRef("round"))))
    if not person.holds(DutyKind.PEOPLE_OPERATIONS):
        mine = _facilitated(person).filter(case=OuterRef("pk"), round=OuterRef("round"))
        rows = rows.filter(Exists(mine)).exclude(manager=person)
    rows = rows.select_related("candidate", "manager", "framework")
    return rows.defer("packet", "framework__document", "framework__notes").order_by("candidate__name", "pk")


def _ready(case: Case, seats: list[Seat]) -> bool:
    if Stage(case.stage) is Stage.IN_CALIBRATION:
        return True
    judges = judges_of(case, case.round, seats)
    return bool(judges) and all(given(seat) for seat in judges)


def _leaders(day: date) -> Iterable[Person]:
    held = Duty.objects.filter(Q(until_day=None) | Q(until_day__gt=day), from_day__lte=day)
    ids = held.filter(kind=DutyKind.ENGINEERING_LEADER).values("person")
    leaders: Iterable[Person] = Person.objects.present(day).filter(pk__in=ids)
    return leaders


def _by_name(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(sorted({one.pk: one for one in people if one.is_active}.values(), key=lambda one: one.name))
