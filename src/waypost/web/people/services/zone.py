"""The zone in which somebody reads times."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.refusal import Malformed, NotAllowed
from waypost.web.journal.acts import Act, record, service
from waypost.web.journal.kinds import Kind
from waypost.web.people.models import Person
from waypost.web.people.present import time_zones


@service
def choose_zone(act: Act, zone: str) -> None:
    """Tell times in `zone` from now on; "" is that of the organisation."""
    if act.by is None:
        raise NotAllowed("zone.nobody", _("Only people have a zone."))
    if zone and zone not in time_zones():
        raise Malformed("zone.unknown", _("There is no such zone. Choose one from the list."))
    Person.objects.filter(pk=act.by.pk).update(time_zone=zone)
    record(
        act,
        Kind.ZONE_CHOSEN,
        subject=act.by,
        place=reverse("people:zone"),
        about=act.by,
        facts={"zone": zone},
    )
