"""Cases whose reviews are in, put before the room by the session that takes them: one event, the session's."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from waypost.promotion.stages import Action, Stage, check
from waypost.refusal import NotVisible
from waypost.web.journal.acts import Act, save_current
from waypost.web.promotion.models import Case, Seat
from waypost.web.promotion.selectors.facts import facts_of_each
from waypost.web.promotion.selectors.sight import sights_of
from waypost.web.promotion.services.effects import Move
from waypost.web.promotion.services.preparing import open_calibration


def put_before_the_room(act: Act, cases: Collection[Case]) -> tuple[list[Case], int]:
    """The cases as they are afterwards, all in calibration, and how many were moved there now.

    A plain function inside the caller's service, which records the event. Raises what the transition table says.
    """
    if act.by is None:
        raise NotVisible("case", _("There is no such case."))
    locked = Case.objects.select_for_update(of=("self",)).select_related("candidate", "manager", "framework")
    fresh = list(locked.filter(pk__in=[case.pk for case in cases]).order_by("candidate__name", "pk"))
    waiting = [case for case in fresh if Stage(case.stage) is not Stage.IN_CALIBRATION]
    seats = tuple(Seat.objects.filter(case__in=waiting).select_related("person", "review"))
    facts = facts_of_each(waiting, now=act.at, seats=seats)
    sights = sights_of(waiting, act.by)
    for case in waiting:
        found = facts[case.pk]
        transition = check(Action.OPEN_CALIBRATION, Stage(case.stage), sights[case.pk].roles, found)
        mine = tuple(seat for seat in seats if seat.case_id == case.pk)
        effect = open_calibration(Move(act=act, case=case, transition=transition, facts=found, seats=mine, words=""))
        stage = transition.leads_to(Stage(case.stage)).value
        save_current(case, seen=case.version, stage=stage, stage_since=act.at, **effect.changes)
    return fresh, len(waiting)
