"""A look at a case by people operations, kept as an event that its candidate sees; once a day for each person."""

from __future__ import annotations

from waypost.promotion.stages import Role
from waypost.web.journal.acts import Act, AlreadyDone, record, service
from waypost.web.journal.kinds import Kind
from waypost.web.journal.models import Event
from waypost.web.promotion.models import Case
from waypost.web.promotion.places import case_place
from waypost.web.promotion.selectors.sight import Sight


def note_look(act: Act, sight: Sight) -> None:
    """Keep that the actor opened the case, if they did so for people operations and not yet today."""
    if not any(Role.PEOPLE_OPERATIONS in one.roles for one in sight.rounds):
        return
    look = Act(by=act.by, at=act.at, once=f"{sight.case.pk}:{act.today.isoformat()}", made_by="look")
    if Event.objects.filter(once=look.key).exists():  # most looks are repeated, and need no lock
        return
    try:
        _look(look, sight.case)
    except AlreadyDone:
        return


@service
def _look(act: Act, case: Case) -> None:
    record(act, Kind.CASE_LOOKED_AT, subject=case, place=case_place(case), about=case.candidate)
