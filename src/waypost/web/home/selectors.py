"""What the home page gathers: a person's place in the framework, their evidence by criterion, their notices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from waypost.evidence.claims import Attestation as Said
from waypost.evidence.claims import AttestationState
from waypost.framework.schema import Framework, Level
from waypost.web.evidence.models import Attestation, Claim, ClaimCriterion, ClaimState
from waypost.web.frameworks.reading import framework_of
from waypost.web.frameworks.selectors import framework_in_force, level_in, owners
from waypost.web.growth.models import Goal, Question
from waypost.web.home.situation import Aim, OpenQuestion, Situation
from waypost.web.journal.kinds import KINDS, Kind
from waypost.web.journal.models import Notice, NoticeQuerySet
from waypost.web.people.models import Person, Position


@dataclass(frozen=True, slots=True)
class Coverage:
    """What somebody has recorded for one criterion; a line of the table on the home page."""

    criterion: str
    title: str
    must: bool
    claims: int
    newest: date | None
    numbers: int
    confirmed: int
    place: str


@dataclass(slots=True)
class _Tally:
    claims: int = 0
    newest: date | None = None
    numbers: int = 0
    confirmed: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What somebody's recorded claims amount to, by criterion."""

    tallies: dict[str, _Tally] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """How many claims speak to each criterion."""
        return {criterion: tally.claims for criterion, tally in self.tallies.items()}

    def lines(self, framework: Framework, level: Level) -> tuple[Coverage, ...]:
        """One line for each criterion that the level asks something of."""
        return tuple(self._line(framework, level, key.key) for key in framework.criteria_at(level.key))

    def _line(self, framework: Framework, level: Level, key: str) -> Coverage:
        criterion, tally = framework.criterion(key), self.tallies.get(key, _Tally())
        return Coverage(
            criterion=key,
            title=criterion.title,
            must=criterion.must,
            claims=tally.claims,
            newest=tally.newest,
            numbers=tally.numbers,
            confirmed=tally.confirmed,
            place=reverse("frameworks:expectation", args=[level.key, key]),
        )


def situation_of(person: Person, *, day: date, evidence: Evidence) -> Situation:
    """The person's place: position, framework in force, goal, open questions. Five queries."""
    history = list(_positions_until(person, day))
    position = next((one for one in history if one.until_day is None or one.until_day > day), None)
    framework = framework_in_force(day)
    return Situation(
        day=day,
        framework=framework,
        # Only somebody without a framework needs to know whom to ask for one.
        owners=tuple(owner.name for owner in owners(day=day))
        if framework is None or not framework.process.cycles
        else (),
        title=position.title if position else "",
        function=position.function if position else "",
        leads=bool(position and position.leads),
        level=position.level if position else "",
        since=_since(history, position) if position else None,
        manager=position.manager.name if position and position.manager else "",
        aim=_aim(person),
        claims=evidence.counts(),
        questions=_open_questions(person),
    )


def evidence_of(person: Person) -> Evidence:
    """What the person recorded, by criterion, in two queries."""
    recorded = Claim.objects.filter(person=person, state=ClaimState.RECORDED)
    standing = _confirmed_claims(person)
    rows = (
        ClaimCriterion.objects.filter(claim__in=recorded)
        .annotate(numbers=Count("claim__metrics"))
        .values_list("criterion", "claim_id", "claim__ended_on", "claim__started_on", "numbers")
    )
    tallies: defaultdict[str, _Tally] = defaultdict(_Tally)
    for criterion, claim, ended_on, started_on, numbers in rows:
        tally = tallies[criterion]
        tally.claims += 1
        tally.newest = max(filter(None, (tally.newest, ended_on or started_on)), default=None)
        tally.numbers += numbers
        tally.confirmed += numbers if claim in standing else 0
    return Evidence(dict(tallies))


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice as it is listed: what its kind says, and whether it was read."""

    pk: int
    says: str
    at: datetime
    read: bool


def notice_lines(notices: Iterable[Notice]) -> tuple[NoticeLine, ...]:
    """Notices as lines; each says what its kind says and nothing of what happened."""
    return tuple(
        NoticeLine(one.pk, str(KINDS[Kind(one.event.kind)].notice), one.event.at, one.read_at is not None)
        for one in notices
    )


def notices_of(person: Person) -> NoticeQuerySet:
    """The person's notices, newest first, with the events they were made from."""
    return Notice.objects.visible_to(person).select_related("event").order_by("-event__number")


def _confirmed_claims(person: Person) -> set[object]:
    answers = Attestation.objects.filter(claim__person=person, claim__state=ClaimState.RECORDED).exclude(
        attester=person
    )
    rows = answers.values_list("claim_id", "state", "claim_version", "claim__version")
    return {
        claim
        for claim, state, answered, now in rows
        if Said(attester="", state=AttestationState(state), current=answered == now).stands
    }


def _positions_until(person: Person, day: date) -> list[Any]:
    """Every position up to `day`, the newest first; each knows as `leads` whether anybody reports to the person."""
    led = Position.objects.filter(
        Q(until_day=None) | Q(until_day__gt=day), manager=OuterRef("person"), from_day__lte=day
    )
    rows = Position.objects.filter(person=person, from_day__lte=day).select_related("manager")
    return list(rows.annotate(leads=Exists(led)).order_by("-from_day"))


def _since(history: list[Position], position: Position) -> date:
    """The first day of the level held now: a new team or manager does not begin it anew."""
    since = position.from_day
    for earlier in history[history.index(position) + 1 :]:
        if earlier.level != position.level or earlier.until_day != since:
            break
        since = earlier.from_day
    return since


def _aim(person: Person) -> Aim | None:
    goal = (
        Goal.objects.visible_to(person)
        .filter(person=person, ended_at=None)
        .select_related("framework")
        .defer("framework__document")
        .first()
    )
    if goal is None:
        return None
    return Aim(level=goal.level, framework=framework_of(goal.framework), set_on=timezone.localtime(goal.set_at).date())


def _open_questions(person: Person) -> tuple[OpenQuestion, ...]:
    rows = (
        Question.objects.visible_to(person)
        .filter(asker=person, answered_at=None)
        .select_related("manager", "framework")
        .defer("framework__document")
        .order_by("due_at")
    )
    return tuple(
        OpenQuestion(key=row.pk, asked=row.manager.name, about=_title(row), due_on=_last_day(row.due_at))
        for row in rows
    )


def _title(question: Question) -> str:
    level = level_in(framework_of(question.framework), question.level)
    return level.title if level is not None else question.level


def _last_day(due: datetime) -> date:
    """A deadline is half-open: due at midnight means by the end of the day before."""
    return timezone.localtime(due - timedelta(microseconds=1)).date()
