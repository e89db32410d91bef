"""Where things of growth are seen, and where somebody stands on the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from waypost.framework.lattice import Route, routes_from
from waypost.framework.schema import Framework
from waypost.web.frameworks.models import FrameworkVersion
from waypost.web.frameworks.reading import framework_of
from waypost.web.frameworks.selectors import in_force
from waypost.web.growth.models import Goal, Plan, Question
from waypost.web.people.models import Person
from waypost.web.people.selectors import current_position, manager_of


@dataclass(frozen=True, slots=True)
class Ground:
    """What a person's growth stands on: the version in force, the level they hold, who leads them."""

    version: FrameworkVersion
    framework: Framework
    level: str
    manager: Person | None
    goal: Goal | None

    @property
    def known(self) -> bool:
        """Whether the version in force knows their level."""
        return self.level in self.framework.index.levels

    @property
    def routes(self) -> tuple[Route, ...]:
        """Every level that can be reached from theirs, nearest first."""
        return routes_from(self.framework, self.level) if self.known else ()

    def reaches(self, level: str) -> bool:
        """Whether there is a way to the level."""
        return any(route.level == level for route in self.routes)


def ground(person: Person, *, day: date) -> Ground | None:
    """The ground of `person` on `day`, in three queries; None before any framework is in force."""
    version = in_force(day)
    if version is None:
        return None
    held = current_position(person, day)
    goal = Goal.objects.filter(person=person, ended_at=None).select_related("framework").defer("framework__document")
    return Ground(
        version=version,
        framework=framework_of(version),
        level=held.level if held else "",
        manager=manager_of(person, day),
        goal=goal.first(),
    )


def growth_place() -> str:
    """One's own growth."""
    return reverse("growth:growth")


def question_place(question: Question) -> str:
    """Where a question is read and answered."""
    return reverse("growth:question", args=[question.pk])


def plan_place(plan: Plan) -> str:
    """Where a plan is read."""
    return reverse("growth:plan", args=[plan.pk])
