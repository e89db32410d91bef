"""The first people and the first duties of an empty installation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from waypost.refusal import Malformed, Missing, NotNow
from waypost.web.journal.acts import Act, record, service
from waypost.web.journal.kinds import Kind
from waypost.web.people.applying import hold_positions
from waypost.web.people.models import Duty, DutyKind, Person
from waypost.web.people.services.importing import keep_and_apply, place_of


@service
def found_organisation(act: Act, *, text: str, duties: Sequence[tuple[str, DutyKind]], in_force_on: date) -> int:
    """Import the list in `text` and give the duties as (mail address, duty); returns how many people are in.

    NotNow once anybody is here; Malformed when the list has errors or a duty names nobody who works here that day.
    """
    hold_positions()  # before the look, so that of two who found at once the second finds the first's people
    if Person.objects.exists():
        raise NotNow("founding.done", _("This organisation has people already; import further ones in the browser."))
    kept, plan = keep_and_apply(act, text=text, in_force_on=in_force_on, name=_("The first list"))
    people = {person.email: person for person in Person.objects.present(in_force_on)}
    _needs_everybody(duties, people)
    given = dict.fromkeys((people[address.lower()], kind.value) for address, kind in duties)
    Duty.objects.bulk_create(Duty(person=person, kind=kind, from_day=in_force_on) for person, kind in given)
    facts = {**plan.counts, "duties": len(given)}
    record(act, Kind.ORGANISATION_FOUNDED, subject=kept, place=place_of(kept), facts=facts)
    return len(plan.added)


def _needs_everybody(duties: Sequence[tuple[str, DutyKind]], people: dict[str, Person]) -> None:
    lacking = [(address, kind) for address, kind in duties if address.lower() not in people]
    if lacking:
        raise Malformed(
            "founding.duties",
            _("Nothing was written: a duty goes to somebody whom the list does not name, or who has left."),
            missing=tuple(Missing(f"{address} ({kind.label})") for address, kind in lacking),
        )
