"""What waits for somebody in promotions; at most four queries, whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import CharField, Count, Exists, IntegerField, OuterRef, Q, UUIDField, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from waypost.promotion.stages import Role, Stage, due
from waypost.web.frameworks.reading import framework_of, framework_with
from waypost.web.journal.waiting import Waiting
from waypost.web.people.models import DutyKind, Person
from waypost.web.promotion.models import Assessment, AssessmentKind, AssessmentState, Case, CaseQuerySet, Review
from waypost.web.promotion.packets import OPEN
from waypost.web.promotion.selectors.cases import roles_in, seats_held
from waypost.web.promotion.selectors.members import positions_on

MOST = 30  # of one kind; more than that is a board, not a list of what to do now


def waiting_for(person: Person, today: date) -> tuple[Waiting, ...]:
    """What this person is asked to do, the nearest first."""
    if not person.is_active:
        return ()
    cases = _own_cases(person)
    found = (*_writings(person), *_moves(person, cases), *_desk(person, today))
    return tuple(sorted(found, key=lambda one: (one.due is None, one.due or timezone.now())))


def _own_cases(person: Person) -> list[Case]:
    """The open cases of a candidate, a manager, whoever decides or facilitates; not all that people operations see."""
    open_cases = Case.objects.visible_to(person).exclude(stage__in=(Stage.CLOSED, Stage.WITHDRAWN))
    if person.holds(DutyKind.PEOPLE_OPERATIONS):
        open_cases = open_cases.filter(candidate=person) | open_cases.filter(manager=person)
    return list(open_cases.select_related("candidate", "framework").only(*_OF_A_CASE)[:MOST])


_OF_A_CASE = (
    "candidate__name",
    "manager_id",
    "framework__hash",
    "stage",
    "stage_since",
    "cycle_on",
    "round",
    "released_at",
)


def _ends(case: Case) -> datetime | None:
    process = framework_of(case.framework).process
    return due(Stage(case.stage), case.stage_since, process, cycle_on=case.cycle_on)


def _writings(person: Person) -> Iterator[Waiting]:
    """Assessments and reviews the person owes: one query for both, since both ask for words about a case."""
    review = Value(_REVIEW, output_field=CharField())
    sealed = Review.objects.visible_to(person).filter(given_at=None, seat__case__stage=Stage.IN_REVIEW).order_by()
    asked = Assessment.objects.visible_to(person).filter(state=AssessmentState.ASKED, case__stage__in=OPEN).order_by()
    rows = asked.values_list("kind", "pk", *_of_case("case")).union(
        sealed.annotate(a_kind=review).values_list("a_kind", "pk", *_of_case("seat__case")), all=True
    )
    for kind, pk, name, stage, since, cycle, framework in rows[:MOST]:
        says, label, view = _WRITINGS[kind]
        ends = due(Stage(stage), since, framework_with(framework).process, cycle_on=cycle)
        yield Waiting(_(says) % {"name": name}, reverse(view, args=[pk]), _(label), ends)


def _of_case(path: str) -> tuple[str, ...]:
    return tuple(
        f"{path}__{name}" for name in ("candidate__name", "stage", "stage_since", "cycle_on", "framework__hash")
    )


_REVIEW = "review"
_WRITINGS = {
    AssessmentKind.SELF.value: (
        gettext_noop("Write your self-assessment"),
        gettext_noop("Write"),
        "promotion:assessment",
    ),
    AssessmentKind.MANAGER.value: (
        gettext_noop("Write your assessment of %(name)s"),
        gettext_noop("Write"),
        "promotion:assessment",
    ),
    AssessmentKind.PEER.value: (
        gettext_noop("%(name)s's case asks for your words as a peer"),
        gettext_noop("Write"),
        "promotion:assessment",
    ),
    _REVIEW: (gettext_noop("Review %(name)s's packet"), gettext_noop("Review"), "promotion:review"),
}


def _moves(person: Person, cases: list[Case]) -> Iterator[Waiting]:
    # Nothing is asked of a peer or an attester here: their own pages are among the writings and the confirmations.
    held = seats_held(person, [case.pk for case in cases]) if cases else {}
    for case in cases:
        for says, label, view in _asked(case, roles_in(case, person, case.round, held.get(case.pk, ()))):
            yield Waiting(says, reverse(view, args=[case.pk]), label, _ends(case))


_OWN_PAGES = {
    (Stage.IN_CALIBRATION, Role.DECIDER): "promotion:decision",
    (Stage.DECIDED, Role.MANAGER): "promotion:letter",
}


def _asked(case: Case, roles: frozenset[Role]) -> Iterator[tuple[str, str, str]]:
    """What the stage of a case asks of somebody with these roles."""
    name = {"name": case.candidate.name}
    stage = Stage(case.stage)
    tell = (_("Tell %(name)s what was decided"), _("Tell"))
    asks = {
        (Stage.NOMINATED, Role.CANDIDATE): (_("You are nominated: accept, or withdraw"), _("Answer")),
        (Stage.ACCEPTED, Role.CANDIDATE): (_("Start gathering evidence for your case"), _("Start")),
        (Stage.ACCEPTED, Role.MANAGER): (_("%(name)s accepted: start gathering evidence"), _("Start")),
        (Stage.GATHERING, Role.CANDIDATE): (
            _("Gather your packet, and submit it when nothing is missing"),
            _("Gather"),
        ),
        (Stage.RETURNED, Role.CANDIDATE): (_("Your packet came back: add what was missing"), _("Resume")),
        (Stage.SUBMITTED, Role.FACILITATOR): (_("Seat the panels for %(name)s"), _("Seat")),
        (Stage.IN_CALIBRATION, Role.DECIDER): (_("Decide about %(name)s"), _("Decide")),
        # Before its release the manager cannot tell, and is not told that there is something to tell.
        **({(Stage.DECIDED, Role.MANAGER): tell} if case.released_at is not None else {}),
        (Stage.TOLD, Role.MANAGER): (_("Close the case of %(name)s: the new position, or the plan"), _("Go there")),
    }
    for role in Role:
        if role in roles and (stage, role) in asks:
            says, label = asks[stage, role]
            yield says % name, label, _OWN_PAGES.get((stage, role), "promotion:case")


def _desk(person: Person, today: date) -> Iterator[Waiting]:
    """For people operations one line for each stage at which cases wait for them, and one for each case to hand over.

    One query for both; a case to hand over is one whose candidate somebody else than its manager leads by now.
    """
    if not person.holds(DutyKind.PEOPLE_OPERATIONS):
        return
    cases = Case.objects.visible_to(person).exclude(candidate=person).order_by()
    counted = cases.filter(stage__in=(Stage.SUBMITTED, Stage.APPEALED, Stage.DECIDED)).values("stage")
    word = Value("", output_field=CharField())
    stages = counted.annotate(number=Count("pk"), name=word, before=word, key=Value(None, output_field=UUIDField()))
    number = Value(0, output_field=IntegerField())
    handing = (
        _led_by_another(cases, today)
        .annotate(number=number)
        .values_list("stage", "number", "candidate__name", "manager__name", "pk")
    )
    rows = stages.values_list("stage", "number", "name", "before", "key").union(handing, all=True)
    for stage, count, name, before, key in rows[:MOST]:
        if key is not None:
            says = _("%(name)s has a new manager, and %(before)s still holds the case.")
            place, label = reverse("promotion:case", args=[key]), _("Hand it over")
            yield Waiting(says % {"name": name, "before": before}, place, label)
        else:
            says, label = _at_the_desk(Stage(stage), count)
            yield Waiting(says % {"n": count}, f"{reverse('promotion:board')}?stage={stage}", label)


def _led_by_another(cases: CaseQuerySet, today: date) -> CaseQuerySet:
    """The open ones whose candidate is led by somebody who works here and is not their manager."""
    here = Q(manager__left_on=None) | Q(manager__left_on__gt=today)
    led = positions_on(today).filter(here, person=OuterRef("candidate")).exclude(manager=None)
    open_cases = cases.exclude(stage__in=(Stage.CLOSED, Stage.WITHDRAWN))
    return open_cases.filter(Exists(led.exclude(manager=OuterRef("manager"))))


def _at_the_desk(stage: Stage, n: int) -> tuple[str, str]:
    """What the cases at one stage wait for, in words for their number."""
    match stage:
        case Stage.SUBMITTED:
            says = ngettext("%(n)s packet waits for its panels", "%(n)s packets wait for their panels", n)
            return says, _("Seat panels")
        case Stage.APPEALED:
            says = ngettext("%(n)s appeal waits for new panels", "%(n)s appeals wait for new panels", n)
            return says, _("Seat panels")
        case _:
            return ngettext("%(n)s decision is to be told", "%(n)s decisions are to be told", n), _("See them")
