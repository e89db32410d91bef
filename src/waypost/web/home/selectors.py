"""A person's place in the framework, gathered from positions, versions, goal and questions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.utils import timezone

from waypost.web.frameworks.drafts import on_the_desk
from waypost.web.frameworks.models import FrameworkVersion
from waypost.web.frameworks.reading import framework_of
from waypost.web.frameworks.selectors import level_in, owners
from waypost.web.growth.models import Question
from waypost.web.growth.selectors.pins import ends_on
from waypost.web.home.situation import Aim, OpenQuestion, Situation
from waypost.web.people.models import Person, Position
from waypost.web.people.selectors import positions_on


def situation_of(person: Person, *, day: date, questions: Iterable[Question] = ()) -> Situation:
    """The person's place: position, framework in force, goal. `questions` are their open ones.

    Claims are not counted here. Two queries; one more without a framework or without dates, to say whom to ask.
    """
    history = _positions_until(person, day)
    position = next((one for one in history if one.until_day is None or one.until_day > day), None)
    versions = _versions_with_goal_of(person)
    current = next((one for one in versions if one.in_force_on <= day), None)
    framework = framework_of(current) if current is not None else None
    unknown = framework is None or not framework.process.cycles
    return Situation(
        day=day,
        framework=framework,
        owners=tuple(owner.name for owner in owners(day=day)) if unknown else (),
        title=position.title if position else "",
        function=position.function if position else "",
        leads=bool(position and position.leads),
        level=position.level if position else "",
        since=_since(history, position) if position else None,
        manager=_manager(position, day),
        aim=_aim(versions),
        review_of=next((getattr(one, "review_of", None) for one in versions), None),
        suggested=any(getattr(one, "suggested", False) for one in versions[:1]),
        questions=tuple(_asked(question) for question in questions if question.asker_id == person.pk),
    )


def _positions_until(person: Person, day: date) -> list[Any]:
    """Every position up to `day`, the newest first; each knows as `leads` whether anybody reports to the person."""
    led = positions_on(day).filter(manager=OuterRef("person"))
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


def _versions_with_goal_of(person: Person) -> list[Any]:
    """Every version, the newest first; the one the person's goal is pinned to carries `goal_level`.

    Each also carries what is on an owner's desk, since this query is asked for everybody anyway.
    There are a few versions a year at most, so that reading all of them is cheaper than asking twice.
    """
    mine = FilteredRelation("goals", condition=Q(goals__person=person, goals__ended_at=None))
    rows = FrameworkVersion.objects.visible_to(person).defer("document").annotate(mine=mine)
    return list(rows.annotate(goal_level=F("mine__level"), **on_the_desk(person)))


def _aim(versions: list[Any]) -> Aim | None:
    """The open goal; `versions` stand newest first, so that the one before the pinned one is its successor."""
    place = next((number for number, one in enumerate(versions) if one.goal_level), None)
    if place is None:
        return None
    pinned = versions[place]
    until = ends_on(pinned, versions[place - 1] if place else None)
    return Aim(level=pinned.goal_level, framework=framework_of(pinned), pinned_until=until)


def _manager(position: Any, day: date) -> str:
    """Who leads them, unless that person has left."""
    manager = position.manager if position is not None else None
    if manager is None or (manager.left_on is not None and manager.left_on <= day):
        return ""
    return str(manager.name)


def _asked(question: Question) -> OpenQuestion:
    level = level_in(framework_of(question.framework), question.level)
    return OpenQuestion(
        key=question.pk,
        asked=question.manager.name,
        about=level.title if level is not None else question.level,
        due_on=_last_day(question.due_at),
    )


def _last_day(due: datetime) -> date:
    """A deadline is half-open: due at midnight means by the end of the day before."""
    return timezone.localtime(due - timedelta(microseconds=1)).date()
