"""A list of people: previewed, then applied as it was previewed, or not at all."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.people.importing import plan_of_text
from waypost.people.plan import Plan
from waypost.people.values import Fault
from waypost.refusal import Malformed, Missing, NotAllowed, NotNow, NotVisible
from waypost.web.journal.acts import Act, record, service
from waypost.web.journal.kinds import Kind
from waypost.web.people.applying import apply_plan, hold_positions
from waypost.web.people.models import DutyKind, ImportState, PeopleImport, Person
from waypost.web.people.present import known_people, vocabulary

FURTHEST = timedelta(days=366)  # a list for a day further off is a slip of the keyboard
FAULTS_TOLD = 20


class PlanChanged(NotNow):
    """The people changed since the preview; `plan` is what the list would do now."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(
            "people.changed_since",
            _("The people here have changed since you looked at this. Nothing was written: look again, then apply."),
        )
        self.plan = plan


def plan_for(text: str, day: date) -> Plan:
    """What the list would do to the people of this moment."""
    return plan_of_text(text, known_people(), day=day, words=vocabulary(day))


@service
def preview_people(act: Act, *, text: str, name: str, in_force_on: date) -> PeopleImport:
    """Keep a list and what it would do, for the person who will look at it. Changes nobody."""
    _needs_people_operations(act)
    _needs_near_day(act, in_force_on)
    plan = plan_for(text, in_force_on)
    kept = _keep(act, text=text, name=name, plan=plan, state=ImportState.PREVIEWED)
    record(
        act,
        Kind.PEOPLE_PREVIEWED,
        subject=kept,
        place=place_of(kept),
        facts={**plan.counts, "errors": len(plan.errors)},
    )
    return kept


@service
def apply_import(act: Act, kept: PeopleImport, *, digest: str) -> Plan:
    """Do what the preview with this digest showed. PlanChanged when it would do something else by now."""
    _needs_people_operations(act)
    hold_positions()
    fresh = PeopleImport.objects.select_for_update().visible_to(_actor(act)).filter(pk=kept.pk).first()
    if fresh is None:
        raise NotVisible("not_found", _("There is no such list."))
    if fresh.state == ImportState.APPLIED:
        raise NotNow("people.applied", _("This list was applied already."))
    plan = plan_for(fresh.text, fresh.in_force_on)
    if plan.digest != digest:
        raise PlanChanged(plan)
    _needs_no_errors(plan)
    if plan.does_nothing:
        raise NotNow("people.nothing", _("This list changes nothing, so there is nothing to apply."))
    fresh.digest, fresh.state = plan.digest, ImportState.APPLIED
    fresh.save(update_fields=["digest", "state"])
    _carry_out(act, plan, fresh)
    return plan


@service
def import_people_from_text(act: Act, *, text: str, in_force_on: date, name: str = "") -> Plan:
    """Preview and apply in one, for the command line and the demo; Malformed lists what is wrong with the text."""
    if act.by is not None:
        _needs_people_operations(act)
    hold_positions()
    plan = plan_for(text, in_force_on)
    _needs_no_errors(plan)
    kept = _keep(act, text=text, name=name, plan=plan, state=ImportState.APPLIED)
    _carry_out(act, plan, kept)
    return plan


def keep_and_apply(act: Act, *, text: str, in_force_on: date, name: str) -> tuple[PeopleImport, Plan]:
    """For services that import people among other things: write everything but the event."""
    hold_positions()
    plan = plan_for(text, in_force_on)
    _needs_no_errors(plan)
    kept = _keep(act, text=text, name=name, plan=plan, state=ImportState.APPLIED)
    apply_plan(plan, today=act.today)
    return kept, plan


def place_of(kept: PeopleImport) -> str:
    """The page of a list."""
    return reverse("people:people_import_preview", args=[kept.pk])


def told(fault: Fault) -> Missing:
    """An error of a list as a line of a refusal."""
    where = f"line {fault.line}" + (f", {fault.column}" if fault.column else "") if fault.line else "the list"
    return Missing(f"{where}: {fault.says} {fault.write}".rstrip())


def _carry_out(act: Act, plan: Plan, kept: PeopleImport) -> None:
    changed = apply_plan(plan, today=act.today)
    record(
        act,
        Kind.PEOPLE_IMPORTED,
        subject=kept,
        place=place_of(kept),
        facts={**plan.counts, "digest": plan.digest},
        tell=[person for person in changed if person.is_active],
    )


def _keep(act: Act, *, text: str, name: str, plan: Plan, state: ImportState) -> PeopleImport:
    return PeopleImport.objects.create(
        by=act.by, at=act.at, name=name[:200], text=text, in_force_on=plan.day, digest=plan.digest, state=state
    )


def _actor(act: Act) -> Person:
    if act.by is None:
        raise NotAllowed("people.somebody", _("Somebody has to answer for this."))
    return act.by


def _needs_people_operations(act: Act) -> None:
    if not _actor(act).holds(DutyKind.PEOPLE_OPERATIONS):
        raise NotAllowed("people.operations_only", _("Only people operations import the list of people."))


def _needs_near_day(act: Act, day: date) -> None:
    if abs(day - act.today) > FURTHEST:
        raise Malformed("people.day", _("A list is in force at most a year ago or a year ahead. Correct the day."))


def _needs_no_errors(plan: Plan) -> None:
    if plan.errors:
        raise Malformed(
            "people.errors",
            _("The list has errors, so nothing of it was applied. Mend these lines and give it again."),
            missing=tuple(told(fault) for fault in plan.errors[:FAULTS_TOLD]),
        )
