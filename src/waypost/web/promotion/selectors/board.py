"""The board: the cases a person may open, where each stands, what blocks it and who is waited for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Case as Choice
from django.db.models import Count, IntegerField, Q, Value, When
from django.urls import reverse

from waypost.promotion.disclosure import DisclosureFacts, Part, visible_parts
from waypost.promotion.needs import missing_for
from waypost.promotion.stages import ORDER, TRANSITIONS, Facts, Need, Role, Stage, Transition, due
from waypost.refusal import Missing
from waypost.web.frameworks.reading import framework_of
from waypost.web.people.models import DutyKind, Person
from waypost.web.promotion.models import Case, CaseQuerySet, PanelName, Seat
from waypost.web.promotion.selectors.cases import SEAT_ROLES, Tie, cases_for, roles_in
from waypost.web.promotion.selectors.facts import facts_of_each
from waypost.web.promotion.selectors.members import positions_on
from waypost.web.promotion.selectors.seating import SEATERS

PAGE = 20
COLUMNS = (*ORDER[:3], Stage.RETURNED, *ORDER[3:8], Stage.APPEALED, Stage.CLOSED, Stage.WITHDRAWN)
OVER = (Stage.CLOSED, Stage.WITHDRAWN)
BEFORE_REVIEW = (*ORDER[: ORDER.index(Stage.IN_REVIEW)], Stage.RETURNED)
SHOWN_EARLY = (PanelName.FACILITATOR, PanelName.DECIDER)
# Drafts of decisions and plans are their writers'; the board says that they are waited for and not what they lack.
UNASKED = frozenset(
    {
        *(Need.DECISION_COMPLETE, Need.PLAN_COMPLETE, Need.APPEAL_SETTLED, Need.POSITION_RECORDED),
        *(Need.ANOTHER_MANAGER, Need.MANAGER_JUDGES_NOT),  # no step on the way
    }
)


@dataclass(frozen=True, slots=True)
class Row:
    """One case: what the person is to it, what the next move waits for, and for whom."""

    case: Case
    target: str
    roles: tuple[str, ...]
    stage: Stage
    due: datetime | None
    late: bool
    waits_for: str
    blocks: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class Tab:
    """One stage with how many cases stand there."""

    stage: Stage
    count: int
    current: bool
    place: str


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody this person leads who could be nominated."""

    person: Person
    title: str


@dataclass(frozen=True, slots=True)
class Board:
    """One page of it."""

    tabs: tuple[Tab, ...]
    cycles: tuple[date, ...]
    cycle: date | None
    stage: Stage | None
    rows: tuple[Row, ...]
    number: int
    more: bool
    everyone: bool
    reports: tuple[Report, ...]
    seats_to_come: int

    @property
    def open_count(self) -> int:
        """How many cases are open."""
        return sum(tab.count for tab in self.tabs if tab.stage not in OVER)

    @property
    def all_open(self) -> str:
        """The board without a stage."""
        return place(cycle=self.cycle)

    @property
    def before(self) -> str:
        """The page before this one."""
        return place(stage=self.stage, cycle=self.cycle, number=self.number - 1)

    @property
    def after(self) -> str:
        """The page after this one."""
        return place(stage=self.stage, cycle=self.cycle, number=self.number + 1)

    @property
    def empty(self) -> bool:
        """Whether there is no case at all to see, with or without filters."""
        return not any(tab.count for tab in self.tabs)


def board(person: Person, *, now: datetime, today: date, stage: str = "", cycle: str = "", number: int = 1) -> Board:
    """The board of one person, filtered by stage and cycle; without a stage, every case that is still open."""
    chosen = next((one for one in COLUMNS if one.value == stage), None)
    everything = cases_for(person)
    counts = _counts(everything)
    cycles = tuple(sorted({on for _stage, on in counts}, reverse=True))
    on = next((one for one in cycles if one.isoformat() == cycle), None)
    rows, more = _page(everything, chosen, on, max(1, number))
    return Board(
        tabs=tuple(_tab(one, counts, on, chosen) for one in COLUMNS),
        cycles=cycles,
        cycle=on,
        stage=chosen,
        rows=_rows(rows, person, now=now),
        number=max(1, number),
        more=more,
        everyone=person.holds(DutyKind.PEOPLE_OPERATIONS),
        reports=_reports(person, today) if number <= 1 else (),
        seats_to_come=_seats_to_come(person),
    )


def place(*, stage: Stage | None = None, cycle: date | None = None, number: int = 1) -> str:
    """The address of the board with these filters."""
    asked = {
        "stage": stage.value if stage else "",
        "cycle": cycle.isoformat() if cycle else "",
        "page": str(number) if number > 1 else "",
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('promotion:board')}?{query}" if query else reverse("promotion:board")


def forward(stage: Stage) -> Transition | None:
    """The move that takes a case at this stage further on its way; None at its end."""
    return next((t for t in TRANSITIONS if stage in t.sources and _is_forward(t, stage)), None)


def _is_forward(transition: Transition, stage: Stage) -> bool:
    if transition.target not in ORDER:
        return False
    return stage not in ORDER or ORDER.index(transition.target) > ORDER.index(stage)


def _tab(stage: Stage, counts: Mapping[tuple[str, date], int], cycle: date | None, chosen: Stage | None) -> Tab:
    count = sum(number for (at, on), number in counts.items() if at == stage and cycle in (None, on))
    return Tab(stage, count, stage is chosen, place(stage=stage, cycle=cycle))


def _counts(cases: CaseQuerySet) -> Mapping[tuple[str, date], int]:
    rows = cases.order_by().values("stage", "cycle_on").annotate(number=Count("pk", distinct=True))
    return {(row["stage"], row["cycle_on"]): row["number"] for row in rows}


def _page(cases: CaseQuerySet, stage: Stage | None, cycle: date | None, number: int) -> tuple[list[Case], bool]:
    wanted = Q(stage=stage) if stage is not None else ~Q(stage__in=OVER)
    if cycle is not None:
        wanted &= Q(cycle_on=cycle)
    column = Choice(*(When(stage=one, then=Value(nth)) for nth, one in enumerate(COLUMNS)), output_field=IntegerField())
    ordered = cases.filter(wanted).defer("packet", "framework__document", "framework__notes")
    ordered = ordered.annotate(column=column).order_by("column", "stage_since", "pk")
    start = (number - 1) * PAGE
    found = list(ordered[start : start + PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def _rows(cases: list[Case], person: Person, *, now: datetime) -> tuple[Row, ...]:
    sitting = Seat.objects.filter(case__in=cases).select_related("person", "review").order_by("seated_at", "pk")
    seats = list(sitting)
    roles = {case.pk: roles_in(case, person, case.round, _ties(case, person, seats)) for case in cases}
    told = [case for case in cases if _sees_blocks(case, roles[case.pk])]
    facts = facts_of_each(told, now=now, seats=seats, without=UNASKED)
    return tuple(_row(case, roles[case.pk], facts, now=now) for case in cases)


def _ties(case: Case, person: Person, seats: Collection[Seat]) -> tuple[Tie, ...]:
    """The seats this person holds on a case; who was asked as a peer sees nothing of it here."""
    own = (s for s in seats if s.case_id == case.pk and s.person_id == person.pk and s.left_at is None)
    return tuple((SEAT_ROLES[seat.panel], seat.round) for seat in own)


def _sees_blocks(case: Case, roles: Collection[Role]) -> bool:
    """What is missing is told to who sees the gate of a case, or the panels it is judged by and seats them."""
    parts = visible_parts(roles, Stage(case.stage), DisclosureFacts())
    return Part.GATE in parts


def _row(case: Case, roles: frozenset[Role], facts: Mapping[UUID, Facts], *, now: datetime) -> Row:
    stage, framework = Stage(case.stage), framework_of(case.framework)
    ahead = forward(stage)
    ends = due(stage, case.stage_since, framework.process, cycle_on=case.cycle_on)
    return Row(
        case=case,
        target=framework.level(case.target_level).title,
        roles=tuple(role.label for role in Role if role in roles),
        stage=stage,
        due=ends,
        late=ends is not None and ends <= now,
        waits_for=", ".join(role.label.lower() for role in Role if ahead and role in ahead.who),
        blocks=_blocks(ahead, facts[case.pk], roles) if ahead is not None and case.pk in facts else (),
    )


def _blocks(ahead: Transition, facts: Facts, roles: Collection[Role]) -> tuple[Missing, ...]:
    """What the next move lacks. Who neither makes it nor runs the case hears of the packet alone.

    What panels and reviews lack says who has a conflict with whom, and when somebody gave a review.
    """
    desk = not (ahead.who | SEATERS).isdisjoint(roles)
    told = [need for need in ahead.needs if desk or need is Need.GATE]
    asked = [need for need in told if need not in UNASKED and need is not Need.REASON]
    return tuple(missing for need in asked for missing in missing_for(need, facts))


def _seats_to_come(person: Person) -> int:
    """How many seats somebody has on cases they do not see yet: the packet is opened to them with the review."""
    held = Seat.objects.filter(person=person, left_at=None).exclude(case__candidate=person)
    early = held.exclude(panel__in=SHOWN_EARLY).filter(case__stage__in=BEFORE_REVIEW)
    return early.values("case").distinct().count() if person.is_active else 0


def _reports(person: Person, day: date) -> tuple[Report, ...]:
    """The people somebody leads who have a level and no open case."""
    led = positions_on(day).filter(manager=person).exclude(level="").exclude(person=person)
    working = led.filter(Q(person__left_on=None) | Q(person__left_on__gt=day))
    open_cases = Case.objects.exclude(stage__in=OVER).values("candidate")
    free = working.exclude(person__in=open_cases).select_related("person").order_by("person__name")
    return tuple(Report(one.person, one.title) for one in free)
