"""The growth page: my goal, where my evidence leads, what I asked and was told, and what I owe those I lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import F, Q

from waypost.framework.lattice import Route, gap
from waypost.framework.schema import Criterion, Framework, Level, PathKind
from waypost.web.evidence.led import led_by
from waypost.web.evidence.selectors import claims_per_criterion
from waypost.web.frameworks.models import FrameworkVersion
from waypost.web.frameworks.reading import framework_of
from waypost.web.growth.grace import Step, step_on
from waypost.web.growth.models import Feedback, FeedbackQuerySet, Goal, Plan, PlanState, Question
from waypost.web.growth.place import Ground, ground
from waypost.web.growth.selectors.pins import ends_on, successor
from waypost.web.growth.selectors.plans import plan_health_of, say_health
from waypost.web.people.models import Person

LISTED_MOST = 25  # rows of any one list
FEEDBACK_MOST = 5  # in full; the rest has a page of its own
FEEDBACK_PAGE = 10


@dataclass(frozen=True, slots=True)
class GoalShown:
    """A goal against its pinned version: what it asks, and for how much of that there is evidence."""

    goal: Goal
    level: Level | None
    version: FrameworkVersion
    newer: FrameworkVersion | None
    until: date | None
    step: Step | None
    asked: tuple[CriterionShown, ...]

    @property
    def last(self) -> date | None:
        """The last day on which the pinned version holds."""
        return self.until - timedelta(days=1) if self.until is not None else None

    @property
    def with_evidence(self) -> int:
        """How many of the expectations have at least one claim."""
        return sum(1 for one in self.asked if one.claims)


@dataclass(frozen=True, slots=True)
class CriterionShown:
    """One criterion a level asks something of, and the number of claims that speak to it."""

    criterion: Criterion
    claims: int


@dataclass(frozen=True, slots=True)
class Reachable:
    """A level one can get to: by how many moves, what of one's evidence speaks for it, what it asks like today's."""

    level: Level
    moves: int
    sideways: bool
    asked: int
    with_evidence: int
    same: int


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question with its level in words; `late` from the hour it was due."""

    question: Question
    level: str
    late: bool


@dataclass(frozen=True, slots=True)
class FeedbackShown:
    """Feedback with its criterion in words."""

    feedback: Feedback
    criterion: str
    received: bool


@dataclass(frozen=True, slots=True)
class PlanShown:
    """A plan in a list."""

    plan: Plan
    level: str
    health: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Growth:
    """Everything on the page."""

    ground: Ground | None
    goal: GoalShown | None
    near: tuple[Reachable, ...]
    far: tuple[Reachable, ...]
    asked: tuple[QuestionShown, ...]
    owed: tuple[QuestionShown, ...]
    feedback: tuple[FeedbackShown, ...]
    more_feedback: bool
    plans: tuple[PlanShown, ...]
    kept: tuple[PlanShown, ...]
    goals_of_reports: tuple[tuple[Person, str], ...]


def growth_of(person: Person, *, now: datetime, today: date) -> Growth:
    """The page of `person`, in ten queries."""
    here = ground(person, day=today)
    claims = claims_per_criterion(person, reader=person)
    reachable = tuple(_reachable(here, route, claims) for route in here.routes) if here else ()
    questions = _questions(person, now)
    plans = _plans(person, today)
    feedback = tuple(_feedback_shown(row, person) for row in _feedback(person)[: FEEDBACK_MOST + 1])
    return Growth(
        ground=here,
        goal=_goal(here, here.goal, claims, today) if here and here.goal else None,
        near=tuple(one for one in reachable if one.moves == 1),
        far=tuple(one for one in reachable if one.moves > 1),
        asked=tuple(one for one in questions if one.question.asker_id == person.pk),
        owed=tuple(
            one for one in questions if one.question.manager_id == person.pk and one.question.answered_at is None
        ),
        feedback=feedback[:FEEDBACK_MOST],
        more_feedback=len(feedback) > FEEDBACK_MOST,
        plans=tuple(one for one in plans if one.mine),
        kept=tuple(one for one in plans if not one.mine),
        goals_of_reports=_goals_of_reports(person, today),
    )


@dataclass(frozen=True, slots=True)
class FeedbackPage:
    """One page of everything somebody received and gave."""

    lines: tuple[FeedbackShown, ...]
    page: Page[Feedback]


def feedback_of(person: Person, *, page: str) -> FeedbackPage:
    """Feedback received and given, the newest first."""
    found = Paginator(_feedback(person), FEEDBACK_PAGE).get_page(page)
    return FeedbackPage(tuple(_feedback_shown(row, person) for row in found), found)


def asked_at(framework: Framework, level: str, claims: Mapping[str, int]) -> tuple[CriterionShown, ...]:
    """What a level asks, with the number of claims for each."""
    return tuple(CriterionShown(one, claims.get(one.key, 0)) for one in framework.criteria_at(level))


def _goal(here: Ground, goal: Goal, claims: Mapping[str, int], today: date) -> GoalShown:
    framework = framework_of(goal.framework)
    newer = successor(goal.framework, here.version)
    until = ends_on(goal.framework, newer)
    level = framework.index.levels.get(goal.level)
    return GoalShown(
        goal=goal,
        level=level,
        version=goal.framework,
        newer=newer,
        until=until,
        step=step_on(today, until=until) if until is not None else None,
        asked=asked_at(framework, goal.level, claims) if level else (),
    )


def _reachable(here: Ground, route: Route, claims: Mapping[str, int]) -> Reachable:
    asked = asked_at(here.framework, route.level, claims)
    return Reachable(
        level=here.framework.level(route.level),
        moves=len(route.moves),
        sideways=all(move.kind is PathKind.LATERAL for move in route.moves),
        asked=len(asked),
        with_evidence=sum(1 for one in asked if one.claims),
        same=sum(1 for line in gap(here.framework, here.level, route.level) if line.carries_over),
    )


def _questions(person: Person, now: datetime) -> tuple[QuestionShown, ...]:
    rows = Question.objects.visible_to(person).filter(Q(asker=person) | Q(answered_at=None))
    rows = rows.select_related("asker", "manager", "framework").defer("framework__document", "answer", "words")
    rows = rows.order_by(F("answered_at").desc(nulls_first=True), "due_at")
    return tuple(
        QuestionShown(
            row,
            framework_of(row.framework).level(row.level).title,
            row.answered_at is None and now >= row.due_at,
        )
        for row in rows[:LISTED_MOST]
    )


def _feedback(person: Person) -> FeedbackQuerySet:
    rows = Feedback.objects.visible_to(person).select_related("about", "author", "framework")
    return rows.defer("framework__document").order_by("-given_at", "pk")


def _feedback_shown(row: Feedback, person: Person) -> FeedbackShown:
    title = framework_of(row.framework).criterion(row.criterion).title
    return FeedbackShown(row, title, row.about_id == person.pk)


def _plans(person: Person, today: date) -> tuple[PlanShown, ...]:
    rows = Plan.objects.visible_to(person).select_related("person", "framework")
    rows = rows.exclude(~Q(person=person), state=PlanState.DONE)
    found = rows.defer("framework__document").order_by("-created_at").prefetch_related("commitments")[:LISTED_MOST]
    return tuple(
        PlanShown(
            row,
            framework_of(row.framework).level(row.level).title,
            say_health(plan_health_of(row, today)),
            row.person_id == person.pk,
        )
        for row in found
    )


def _goals_of_reports(person: Person, today: date) -> tuple[tuple[Person, str], ...]:
    rows = Goal.objects.filter(person__in=led_by(person, day=today), ended_at=None)
    found = rows.select_related("person", "framework").defer("framework__document").order_by("person__name")
    return tuple((row.person, framework_of(row.framework).level(row.level).title) for row in found[:LISTED_MOST])
