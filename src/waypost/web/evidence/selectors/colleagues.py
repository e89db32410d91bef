"""Finding a colleague by name: who may be asked to confirm something, or be written to."""

from __future__ import annotations

from datetime import date

from django.db.models import OuterRef, Subquery

from waypost.web.people.models import Person, PersonQuerySet
from waypost.web.people.selectors import positions_on

FOUND_MOST = 12


def people_named(reader: Person, words: str, *, day: date) -> list[Person]:
    """At most twelve people who work here on `day` and whose name has each of the words, but not the reader.

    Each carries `title` and `team` of their present position. Nothing is found for an empty search.
    """
    parts = words.split()[:6]
    if not parts:
        return []
    found: PersonQuerySet = Person.objects.visible_to(reader).present(day).exclude(pk=reader.pk)
    for part in parts:
        found = found.filter(name__icontains=part)
    return list(with_position(found, day=day)[:FOUND_MOST])


def with_position(people: PersonQuerySet, *, day: date) -> PersonQuerySet:
    """The same people with `title` and `team` (its name) of the position they hold on `day`."""
    held = positions_on(day).filter(person=OuterRef("pk"))
    return people.annotate(title=Subquery(held.values("title")[:1]), team=Subquery(held.values("team__name")[:1]))
