"""What the pages about people show: teams with their people, one team, one person, who has which duty."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import islice
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from waypost.web.people.models import Duty, DutyKind, Person, Position, Team
from waypost.web.people.selectors import current_position, positions_on, reports_of

TEAMS_A_PAGE = 15
SHOWN_OF_A_TEAM = 8
FOUND_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team with the first of its people and how many they are."""

    team: Team
    size: int
    people: tuple[Position, ...]

    @property
    def more(self) -> int:
        return self.size - len(self.people)


@dataclass(frozen=True, slots=True)
class TeamsPage:
    """One page of teams; `pages` of them in all."""

    lines: tuple[TeamLine, ...]
    number: int
    pages: int
    people: int


@dataclass(frozen=True, slots=True)
class Found:
    """Whom a search found, cut at a page; `total` of them in all."""

    people: tuple[Position, ...]
    total: int
    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person as somebody else sees them. `past` and `email` are None where the reader may not see them."""

    person: Person
    position: Position | None
    leads: tuple[Position, ...]
    past: tuple[Position, ...] | None
    email: str | None
    duties: tuple[str, ...]
    mine: bool
    may_end: bool


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty and who has it."""

    kind: DutyKind
    held: tuple[Duty, ...]


def teams_page(day: date, *, number: int) -> TeamsPage:
    """Teams in order of name, each with its first people. Three queries, however many there are."""
    sizes = dict(positions_on(day).order_by().values_list("team_id").annotate(size=Count("pk")))
    pages = _pages(len(sizes), TEAMS_A_PAGE)
    number = min(max(number, 1), pages)
    start = (number - 1) * TEAMS_A_PAGE
    teams = tuple(Team.objects.filter(pk__in=sizes).order_by("name", "key")[start : start + TEAMS_A_PAGE])
    people = _first_of(teams, day)
    lines = tuple(TeamLine(team, sizes[team.pk], people[team.pk]) for team in teams)
    return TeamsPage(lines, number, pages, sum(sizes.values()))


def _first_of(teams: tuple[Team, ...], day: date) -> dict[UUID, tuple[Position, ...]]:
    members: dict[UUID, list[Position]] = defaultdict(list)
    for position in positions_on(day).filter(team__in=teams).order_by("person__name"):
        members[position.team_id].append(position)
    return {team.pk: tuple(islice(members[team.pk], SHOWN_OF_A_TEAM)) for team in teams}


def found(words: str, day: date, *, number: int) -> Found:
    """People whose name, title or team holds every one of `words`."""
    rows = positions_on(day).order_by("person__name", "pk")
    for word in words.split()[:6]:
        rows = rows.filter(Q(person__name__icontains=word) | Q(title__icontains=word) | Q(team__name__icontains=word))
    total = rows.count()
    pages = _pages(total, FOUND_A_PAGE)
    number = min(max(number, 1), pages)
    start = (number - 1) * FOUND_A_PAGE
    return Found(tuple(rows[start : start + FOUND_A_PAGE]), total, number, pages)


def members_of(team: Team, day: date, *, number: int) -> Found:
    """The people of a team, by name."""
    rows = positions_on(day).filter(team=team).order_by("person__name", "pk")
    total = rows.count()
    pages = _pages(total, FOUND_A_PAGE)
    number = min(max(number, 1), pages)
    start = (number - 1) * FOUND_A_PAGE
    return Found(tuple(rows[start : start + FOUND_A_PAGE]), total, number, pages)


def person_page(reader: Person, person: Person, day: date) -> PersonPage:
    """One person. Positions over time are for themselves, their manager and people operations."""
    position = current_position(person, day)
    operations = reader.holds(DutyKind.PEOPLE_OPERATIONS)
    close = reader == person or operations or (position is not None and position.manager_id == reader.pk)
    return PersonPage(
        person=person,
        position=position,
        leads=tuple(reports_of(person, day)[: FOUND_A_PAGE * 2]),
        past=tuple(_history(person)) if close else None,
        email=person.email if close else None,
        duties=tuple(DutyKind(kind).label for kind in sorted(person.duty_kinds)) if person.is_active else (),
        mine=reader == person,
        may_end=operations and reader != person and (person.left_on is None or person.left_on > day),
    )


def _history(person: Person) -> QuerySet[Position]:
    return person.positions.select_related("team", "manager").order_by("-from_day")


def duty_lines(day: date) -> tuple[DutyLine, ...]:
    """Every duty with those who have it on `day`."""
    held: dict[str, list[Duty]] = defaultdict(list)
    current = Duty.objects.filter(Q(until_day=None) | Q(until_day__gt=day), from_day__lte=day)
    for duty in current.select_related("person").order_by("person__name"):
        held[duty.kind].append(duty)
    return tuple(DutyLine(kind, tuple(held[kind.value])) for kind in DutyKind)


def _pages(total: int, size: int) -> int:
    return max(1, -(-total // size))
