"""Duties are given and ended by administrators, and never given to oneself: it takes two."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.refusal import NotAllowed, NotNow
from waypost.web.journal.acts import Act, record, service
from waypost.web.journal.kinds import Kind
from waypost.web.people.models import Duty, DutyKind, Person, organisation_day
from waypost.web.people.selectors import holders


@service
def give_duty(act: Act, person: Person, kind: DutyKind) -> Duty:
    """Give somebody a duty from today on."""
    _needs_administrator(act)
    if act.by == person:
        raise NotAllowed("duty.self", _("Nobody gives a duty to themselves. Ask another administrator."))
    today = organisation_day(act.at)
    fresh = Person.objects.present(today).filter(pk=person.pk).first()
    if fresh is None:
        raise NotNow("duty.left", _("This person does not work here, so they cannot have a duty."))
    if Duty.objects.filter(person=fresh, kind=kind.value, until_day=None).exists():
        raise NotNow("duty.held", _("They have this duty already."))
    duty = Duty.objects.create(person=fresh, kind=kind.value, from_day=today)
    record(
        act,
        Kind.DUTY_GIVEN,
        subject=duty,
        place=reverse("people:duties"),
        about=fresh,
        facts={"duty": kind.value},
        tell=[fresh],
    )
    return duty


@service
def end_duty(act: Act, duty: Duty) -> None:
    """End somebody's duty today. The last administrator stays one, or nobody could give a duty again."""
    _needs_administrator(act)
    today = organisation_day(act.at)
    fresh = Duty.objects.select_for_update().select_related("person").filter(pk=duty.pk, until_day=None).first()
    if fresh is None:
        raise NotNow("duty.ended", _("This duty has ended already."))
    if fresh.kind == DutyKind.ADMINISTRATOR and len(holders(DutyKind.ADMINISTRATOR, today)) == 1:
        raise NotNow("duty.last", _("This is the last administrator. Give the duty to somebody else first."))
    fresh.until_day = today
    fresh.save(update_fields=["until_day"])
    record(
        act,
        Kind.DUTY_ENDED,
        subject=fresh,
        place=reverse("people:duties"),
        about=fresh.person,
        facts={"duty": fresh.kind},
        tell=[fresh.person],
    )


def _needs_administrator(act: Act) -> None:
    if act.by is None or not act.by.holds(DutyKind.ADMINISTRATOR):
        raise NotAllowed("duty.administrators_only", _("Only an administrator gives and ends duties."))
