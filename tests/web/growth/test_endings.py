"""A plan ends when both sides say so: asked, agreed on or taken back, and read by both from then on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from tests.web.cast import Cast, case_at, signed_in
from tests.web.growth.planning import an_open_plan, later, written

from waypost.promotion.stages import Stage
from waypost.refusal import Conflict, Malformed, NotNow, NotVisible
from waypost.web.growth.models import CheckIn, CommitmentState, Plan, PlanState
from waypost.web.growth.selectors import plan_complete
from waypost.web.growth.selectors.waiting import waiting_for
from waypost.web.growth.services.ending import agree_done, say_done, take_back_done
from waypost.web.growth.services.passing import pass_on
from waypost.web.growth.services.plans import change_plan, check_in, mark_commitment
from waypost.web.journal.models import Event, Notice
from waypost.web.people.models import Person, Position

pytestmark = pytest.mark.django_db
WORDS = "The calendar runs across two teams."


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """Ada's open plan, every commitment marked."""
    row = an_open_plan(cast)
    row.commitments.update(state=CommitmentState.KEPT, marked_on=cast.now.date())
    return row


def said(cast: Cast, row: Plan, by: Person | None = None) -> Plan:
    return say_done(cast.act(by or cast.ada), plan=row.pk, seen=Plan.objects.get(pk=row.pk).version, words=WORDS)


def told(kind: str) -> set[str]:
    return {one.person.get_short_name() for one in Notice.objects.filter(event__kind=kind).select_related("person")}


@pytest.mark.parametrize(("first", "second"), [("ada", "ben"), ("ben", "ada")])
def test_one_says_that_it_is_done_and_the_other_agrees(cast: Cast, plan: Plan, first: str, second: str) -> None:
    asked = said(cast, plan, cast.people[first])
    assert (asked.state, asked.said_done_by, asked.done_at) == (PlanState.ENDING, cast.people[first], None)
    assert (CheckIn.objects.get().by, CheckIn.objects.get().words) == (cast.people[first], WORDS)
    assert told("plan.said_done") == {second.capitalize()}

    done = agree_done(cast.act(cast.people[second]), plan=plan.pk, seen=asked.version)
    assert (done.state, done.done_at) == (PlanState.DONE, cast.now)
    assert told("plan.done") == {first.capitalize()}
    assert [event.kind for event in Event.objects.order_by("number")][-2:] == ["plan.said_done", "plan.done"]
    assert all(WORDS not in str(event.facts) for event in Event.objects.all())


def test_who_said_it_does_not_agree_with_themselves_nor_does_a_stranger(cast: Cast, plan: Plan) -> None:
    asked = said(cast, plan)
    with pytest.raises(NotNow):
        agree_done(cast.act(cast.ada), plan=plan.pk, seen=asked.version)
    for who in ("lena", "hana", "ivo", "omar", "mia"):
        with pytest.raises(NotVisible):
            agree_done(cast.act(cast.people[who]), plan=plan.pk, seen=asked.version)
    assert Plan.objects.get().state == PlanState.ENDING


@pytest.mark.parametrize("who", ["ada", "ben"])
def test_either_takes_it_back_and_the_plan_is_open_with_all_it_held(cast: Cast, plan: Plan, who: str) -> None:
    asked = said(cast, plan)
    back = take_back_done(cast.act(cast.people[who]), plan=plan.pk, seen=asked.version)

    assert (back.state, back.said_done_by, back.said_done_at) == (PlanState.OPEN, None, None)
    assert (back.gaps.count(), back.commitments.count(), back.check_ins.count()) == (2, 2, 1)
    assert told("plan.not_done") == {"Ada", "Ben"} - {who.capitalize()}


def test_a_promise_nobody_spoke_of_stands_in_the_way_and_a_broken_one_does_not(cast: Cast) -> None:
    row = an_open_plan(cast)
    with pytest.raises(NotNow) as refused:
        said(cast, row)
    assert [one.says for one in refused.value.missing] == ["2 commitments are marked neither kept nor broken."]

    row.commitments.update(state=CommitmentState.BROKEN)
    assert said(cast, row).state == PlanState.ENDING


def test_it_ends_after_its_case(cast: Cast) -> None:
    case = case_at(cast, Stage.TOLD)
    assert case.plan is not None
    Plan.objects.filter(pk=case.plan.pk).update(state=PlanState.OPEN, opened_at=cast.now)
    with pytest.raises(NotNow) as refused:
        said(cast, case.plan)
    assert [one.where for one in refused.value.missing] == ["case"]


def test_without_words_on_what_came_of_it_nothing_is_said(cast: Cast, plan: Plan) -> None:
    for words in ("", "   ", "x" * 4_001):
        with pytest.raises(Malformed):
            say_done(cast.act(cast.ada), plan=plan.pk, seen=plan.version, words=words)
    assert (Plan.objects.get().state, CheckIn.objects.count()) == (PlanState.OPEN, 0)


def test_between_the_two_words_and_afterwards_nothing_changes(cast: Cast, plan: Plan) -> None:
    promise = plan.commitments.all()[0]
    asked = said(cast, plan)
    changes: list[Callable[[], object]] = [
        lambda: change_plan(cast.act(cast.ben), plan=plan.pk, seen=asked.version, text=written(cast)),
        lambda: check_in(cast.act(cast.ada), plan=plan.pk, words="Once more."),
        lambda: mark_commitment(cast.act(cast.ada), commitment=promise.address, state="broken"),
        lambda: said(cast, plan, cast.ben),
    ]
    for change in changes:
        with pytest.raises(NotNow):
            change()
    agree_done(cast.act(cast.ben), plan=plan.pk, seen=asked.version)
    changes.append(lambda: take_back_done(cast.act(cast.ada), plan=plan.pk, seen=asked.version + 1))
    for change in changes:
        with pytest.raises(NotNow):
            change()


def test_nobody_agrees_to_what_they_have_not_read(cast: Cast, plan: Plan) -> None:
    """Ben says done, takes it back, changes the plan and says it again: Ada's old page ends nothing."""
    first = said(cast, plan, cast.ben)
    take_back_done(cast.act(cast.ben), plan=plan.pk, seen=first.version)
    said(cast, plan, cast.ben)
    with pytest.raises(Conflict):
        agree_done(cast.act(cast.ada), plan=plan.pk, seen=first.version)
    assert Plan.objects.get().state == PlanState.ENDING


def test_it_waits_for_the_other_side_alone(cast: Cast, plan: Plan) -> None:
    said(cast, plan)
    day = later(cast, 200)  # long after every day of the plan

    assert [one.says for one in waiting_for(cast.ben, day)] == ["Ada Lindqvist says that the plan is done."]
    assert waiting_for(cast.ada, day) == ()

    agree_done(cast.act(cast.ben), plan=plan.pk, seen=Plan.objects.get().version)
    assert (waiting_for(cast.ben, day), waiting_for(cast.ada, day)) == ((), ())


def test_a_plan_that_is_done_lacks_nothing_when_its_days_are_over(cast: Cast, plan: Plan) -> None:
    agree_done(cast.act(cast.ben), plan=plan.pk, seen=said(cast, plan).version)

    assert plan_complete(Plan.objects.get(), cast.now.date() + timedelta(days=900)) == ()


def test_what_was_said_to_the_manager_before_is_open_again_for_the_next(cast: Cast, plan: Plan) -> None:
    said(cast, plan, cast.ben)
    pass_on(cast.ada, before=cast.ben, to=cast.vera)

    now = Plan.objects.get()
    assert (now.state, now.said_done_by, now.manager) == (PlanState.OPEN, None, cast.vera)


def test_a_new_manager_speaks_for_the_managers_side(cast: Cast, plan: Plan) -> None:
    asked = said(cast, plan, cast.ben)
    Position.objects.filter(person=cast.ada, until_day=None).update(manager=cast.vera)
    with pytest.raises(NotNow):
        agree_done(cast.act(cast.vera), plan=plan.pk, seen=asked.version)


def test_a_manager_to_whom_the_plan_came_is_told_before_they_write_in_it(cast: Cast, plan: Plan) -> None:
    Position.objects.filter(person=cast.ada, until_day=None).update(manager=cast.vera)
    said(cast, plan)

    assert told("plan.said_done") == {"Ben", "Vera"}


def test_the_pages_lead_through_it(cast: Cast, plan: Plan) -> None:
    ada, ben = signed_in(cast.ada), signed_in(cast.ben)
    place = reverse("growth:plan", args=[plan.pk])
    assert "Say that it is done" in ada.get(place).content.decode()

    empty = ada.post(f"{place}done/", {"once": "a", "seen": plan.version, "words": ""})
    assert (empty.status_code, "What came of it" in empty.content.decode()) == (422, True)
    assert ada.post(f"{place}done/", {"once": "b", "seen": plan.version, "words": WORDS}).status_code == 302
    version = Plan.objects.get().version
    assert "Take it back" in ada.get(place).content.decode()
    assert "Agree: it is done" in ben.get(place).content.decode()
    assert ben.get(f"{place}edit/").status_code == 409
    assert ben.post(f"{place}done/agree/", {"once": "c"}).status_code == 409  # without what was seen
    assert ben.post(f"{place}done/agree/", {"once": "c", "seen": version}).status_code == 302

    done = ada.get(place).content.decode()
    assert "It stays as it stands." in done
    assert WORDS in done
    assert "Say that it is done" not in done
    assert "My plan" in ada.get(reverse("growth:growth")).content.decode()
    assert "Plans you keep" not in ben.get(reverse("growth:growth")).content.decode()
