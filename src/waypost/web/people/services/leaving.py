"""Somebody leaves: recorded at once, without waiting for the next list."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.people.columns import Column
from waypost.people.importing import plan_import
from waypost.people.reading import Listing, Row
from waypost.refusal import Malformed, NotAllowed, NotNow, NotVisible
from waypost.web.journal.acts import Act, record, service
from waypost.web.journal.kinds import Kind
from waypost.web.people.applying import apply_plan, hold_positions
from waypost.web.people.models import DutyKind, Person
from waypost.web.people.present import known_people, vocabulary
from waypost.web.people.services.importing import told


@service
def record_leaving(act: Act, person: Person, *, left_on: date) -> None:
    """End somebody's time here on `left_on`, their first day away; from then on they are refused everywhere."""
    if act.by is None or not act.by.holds(DutyKind.PEOPLE_OPERATIONS):
        raise NotAllowed("people.operations_only", _("Only people operations record that somebody leaves."))
    if act.by == person:
        raise NotAllowed("people.self", _("Somebody else of people operations records that you leave."))
    hold_positions()
    number = Person.objects.filter(pk=person.pk).values_list("number", flat=True).first()
    if number is None:
        raise NotVisible("not_found", _("There is no such person."))
    row = Row(1, {Column.ID: number, Column.LEFT: left_on.isoformat()})
    listing = Listing((Column.ID, Column.LEFT), (row,))
    plan = plan_import(listing, known_people(frozenset({number})), day=act.today, words=vocabulary(act.today))
    if plan.errors:
        raise Malformed("people.left", plan.errors[0].says, missing=tuple(told(fault) for fault in plan.errors))
    if plan.does_nothing:
        raise NotNow("people.left", _("This day is recorded already."))
    apply_plan(plan, today=act.today)
    record(
        act,
        Kind.PERSON_LEFT,
        subject=person,
        place=reverse("people:person", args=[person.pk]),
        about=person,
        facts={"on": left_on.isoformat()},
    )
