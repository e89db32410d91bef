"""What waits for somebody in promotions; at most seven queries, whoever asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.promotion.stages import Role, Stage, due
from waypost.web.frameworks.reading import framework_of
from waypost.web.journal.waiting import Waiting
from waypost.web.people.models import DutyKind, Person
from waypost.web.promotion.models import AssessmentKind, AssessmentState, Case, Review
from waypost.web.promotion.packets import OPEN
from waypost.web.promotion.places import assessment_place, case_place
from waypost.web.promotion.selectors.cases import authored, cases_for, roles_on_each
from waypost.web.promotion.selectors.gates import gates

MOST = 30  # of one kind; more than that is a board, not a list of what to do now


def waiting_for(person: Person, today: date) -> tuple[Waiting, ...]:
    """What this person is asked to do, the nearest first."""
    if not person.is_active:
        return ()
    cases = _own_cases(person)
    found = (*_assessments(person), *_reviews(person), *_moves(person, cases, today), *_desk(person))
    return tuple(sorted(found, key=lambda one: (one.due is None, one.due or timezone.now())))


def _own_cases(person: Person) -> list[Case]:
    """The open cases of a candidate, a manager, whoever decides or facilitates; not all that people operations see."""
    open_cases = cases_for(person).exclude(stage__in=(Stage.CLOSED, Stage.WITHDRAWN)).defer("packet")
    if person.holds(DutyKind.PEOPLE_OPERATIONS):
        open_cases = open_cases.filter(candidate=person) | open_cases.filter(manager=person)
    return list(open_cases[:MOST])


def _ends(case: Case) -> datetime | None:
    return due(Stage(case.stage), case.stage_since, framework_of(case.framework).process)


def _assessments(person: Person) -> Iterator[Waiting]:
    rows = authored(person).filter(state=AssessmentState.ASKED, case__stage__in=OPEN)
    for row in rows[:MOST]:
        says = {
            AssessmentKind.SELF.value: _("Write your self-assessment"),
            AssessmentKind.MANAGER.value: _("Write your assessment of %(name)s"),
            AssessmentKind.PEER.value: _("%(name)s's case asks for your words as a peer"),
        }[row.kind] % {"name": row.case.candidate.name}
        yield Waiting(says, assessment_place(row), _("Write"), _ends(row.case))


def _reviews(person: Person) -> Iterator[Waiting]:
    rows = Review.objects.visible_to(person).filter(given_at=None, seat__case__stage=Stage.IN_REVIEW)
    asked = rows.select_related("seat__case__candidate", "seat__case__framework").defer(
        "seat__case__packet", "seat__case__framework__document", "seat__case__framework__notes"
    )
    for row in asked[:MOST]:
        case = row.seat.case
        says = _("Review %(name)s's packet") % {"name": case.candidate.name}
        yield Waiting(says, reverse("promotion:review", args=[row.pk]), _("Review"), _ends(case))


def _moves(person: Person, cases: Iterable[Case], today: date) -> Iterator[Waiting]:
    listed = list(cases)
    roles = roles_on_each(listed, person) if listed else {}
    packets = [case for case in listed if case.stage in OPEN and Role.CANDIDATE in roles[case.pk]]
    found = gates(packets, day=today) if packets else {}
    for case in listed:
        lacks = len(found[case.pk].missing) if case.pk in found else None
        for says, label in _asked(case, roles[case.pk], lacks):
            yield Waiting(says, case_place(case), label, _ends(case))


def _asked(case: Case, roles: frozenset[Role], lacks: int | None) -> Iterator[tuple[str, str]]:
    """What the stage of a case asks of somebody with these roles."""
    name = {"name": case.candidate.name}
    stage = Stage(case.stage)
    if lacks is not None:
        yield _packet(lacks)
    asks = {
        (Stage.NOMINATED, Role.CANDIDATE): (_("You are nominated: accept, or withdraw"), _("Answer")),
        (Stage.ACCEPTED, Role.CANDIDATE): (_("Start gathering evidence for your case"), _("Start")),
        (Stage.ACCEPTED, Role.MANAGER): (_("%(name)s accepted: start gathering evidence"), _("Start")),
        (Stage.RETURNED, Role.CANDIDATE): (_("Your packet came back: add what was missing"), _("Resume")),
        (Stage.SUBMITTED, Role.FACILITATOR): (_("Seat the panels for %(name)s"), _("Seat")),
        (Stage.IN_CALIBRATION, Role.DECIDER): (_("Decide about %(name)s"), _("Decide")),
        (Stage.DECIDED, Role.MANAGER): (_("Tell %(name)s what was decided"), _("Tell")),
        (Stage.TOLD, Role.MANAGER): (_("Close the case of %(name)s: the new position, or the plan"), _("Go there")),
    }
    for role in Role:
        if role in roles and (stage, role) in asks:
            says, label = asks[stage, role]
            yield says % name, label


def _packet(lacks: int) -> tuple[str, str]:
    if not lacks:
        return _("Your packet is complete: submit it"), _("Submit")
    says = ngettext("%(n)s thing is missing from your packet", "%(n)s things are missing from your packet", lacks)
    return says % {"n": lacks}, _("Gather")


def _desk(person: Person) -> Iterator[Waiting]:
    """For people operations one line for each stage at which cases wait for them."""
    if not person.holds(DutyKind.PEOPLE_OPERATIONS):
        return
    asks = {
        Stage.SUBMITTED.value: (_("%(n)s packets wait for their panels"), _("Seat panels")),
        Stage.APPEALED.value: (_("%(n)s appeals wait for new panels"), _("Seat panels")),
        Stage.DECIDED.value: (_("%(n)s decisions are to be told"), _("See them")),
    }
    rows = (
        Case.objects.visible_to(person)
        .filter(stage__in=list(asks))
        .exclude(candidate=person)
        .order_by()
        .values("stage")
        .annotate(number=Count("pk"))
    )
    for row in rows:
        says, label = asks[row["stage"]]
        yield Waiting(says % {"n": row["number"]}, f"{reverse('promotion:board')}?stage={row['stage']}", label)
