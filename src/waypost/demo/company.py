"""The demo's people as rows, found by their key; somebody is here once they joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from waypost.demo.timeline import Timeline
from waypost.web.people.models import Person, Position
from waypost.web.promotion.models import Case


@dataclass
class Company:
    """The demo's people by their key in the cast, and its operators."""

    people: dict[str, Person]
    random: Random
    timeline: Timeline
    keys: dict[UUID, str] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Person:
        return self.people[key]

    def here(self, keys: Iterable[str]) -> list[Person]:
        """Those of `keys` who have joined and not left by now."""
        return [self.people[key] for key in keys if key in self.people]

    def manager_of(self, person: Person) -> Person:
        """Who leads somebody now."""
        manager = Position.objects.select_related("manager").get(person=person, until_day=None).manager
        if manager is None:
            raise LookupError(f"{person.name} has no manager")
        return manager


def current(case: Case) -> Case:
    """The case as it is now."""
    return Case.objects.select_related("candidate", "manager", "framework").get(pk=case.pk)
