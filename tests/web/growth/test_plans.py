"""Plans: drafted after a "not yet", written by the manager, opened when whole, kept by both."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.cast import Cast, signed_in
from tests.web.growth.planning import CRITERIA, a_plan, an_open_plan, later, written

from waypost.refusal import Conflict, Malformed, NotAllowed, NotNow, NotVisible
from waypost.web.growth.models import CheckIn, Commitment, CommitmentState, Plan, PlanGap, PlanState
from waypost.web.growth.selectors import plan_complete, plan_health_of
from waypost.web.growth.selectors.plans import say_health
from waypost.web.growth.services import add_gaps
from waypost.web.growth.services.plans import change_plan, check_in, keep_plan, mark_commitment, open_plan
from waypost.web.growth.values import PromiseText
from waypost.web.journal.models import Event, Notice


def kinds() -> list[str]:
    return list(Event.objects.order_by("number").values_list("kind", flat=True))


def test_a_draft_has_a_gap_for_each_criterion_and_no_event_of_its_own(cast: Cast) -> None:
    plan = a_plan(cast)

    assert tuple(plan.gaps.values_list("criterion", flat=True)) == CRITERIA
    assert (plan.state, plan.manager, plan.level) == (PlanState.DRAFT, cast.ben, "staff")
    assert kinds() == []


def test_a_second_decision_adds_the_gaps_it_names(cast: Cast) -> None:
    plan = a_plan(cast)

    add_gaps(plan, ["communication", "outcome"])

    assert set(plan.gaps.values_list("criterion", flat=True)) == {*CRITERIA, "outcome"}


def test_nobody_but_the_manager_sees_a_draft(cast: Cast) -> None:
    plan = a_plan(cast)

    readers = {name for name, one in cast.people.items() if Plan.objects.visible_to(one).exists()}
    assert readers == {"ben"}
    for who in ("ada", "hana", "lena"):
        assert signed_in(cast.people[who]).get(f"/growth/plans/{plan.pk}/").status_code == 404


def test_an_empty_draft_lacks_everything_and_says_where(cast: Cast) -> None:
    plan = a_plan(cast)

    with pytest.raises(NotNow) as refused:
        open_plan(cast.act(cast.ben), plan=plan.pk)

    where = [one.where for one in refused.value.missing]
    assert where == [*["gap:direction"] * 4, *["gap:communication"] * 4, "next_look"]
    assert "“Technical direction”" in refused.value.missing[0].says
    assert kinds() == []


def test_a_whole_plan_opens_and_its_person_is_told(cast: Cast) -> None:
    plan = an_open_plan(cast)

    event = Event.objects.get()
    assert (plan.state, plan.opened_at) == (PlanState.OPEN, cast.now)
    assert event.facts == {"gaps": sorted(CRITERIA), "next_look": str(later(cast, 120))}
    assert [one.person for one in Notice.objects.all()] == [cast.ada]
    assert [(one.by, one.words) for one in plan.commitments.all()] == [
        (cast.ben, "Free an afternoon a week."),
        (cast.ada, "Write the scope document."),
    ]


def test_a_plan_is_complete_once_it_is_whole_and_open(cast: Cast) -> None:
    plan = a_plan(cast)
    today = cast.now.date()
    keep_plan(cast.act(cast.ben), plan=plan.pk, seen=1, text=written(cast))
    kept = Plan.objects.get()
    assert [one.where for one in plan_complete(kept, today)] == ["plan"]

    open_plan(cast.act(cast.ben), plan=plan.pk)
    assert plan_complete(Plan.objects.get(), today) == ()


@pytest.mark.parametrize(
    ("gap", "look"),
    [({"looks_like": " "}, 120), ({"opportunity": ""}, 120), ({"support": ""}, 120), ({}, 0)],
)
def test_a_plan_with_a_hole_does_not_open(cast: Cast, gap: dict[str, str], look: int) -> None:
    text = written(cast)
    first, *others = text.gaps
    holed = replace(text, gaps=(replace(first, **gap), *others), next_look_on=later(cast, look))

    with pytest.raises(NotNow) as refused:
        open_plan(cast.act(cast.ben), plan=a_plan(cast).pk, seen=1, text=holed)

    assert len(refused.value.missing) == 1
    assert Plan.objects.get().state == PlanState.DRAFT
    assert not Commitment.objects.exists()


def test_keeping_a_draft_replaces_its_commitments_and_makes_no_event(cast: Cast) -> None:
    plan = a_plan(cast)
    for seen in (1, 2):
        keep_plan(cast.act(cast.ben), plan=plan.pk, seen=seen, text=written(cast))

    assert Commitment.objects.count() == 2
    assert kinds() == []


def test_what_an_open_plan_promised_stays_and_new_promises_are_added(cast: Cast) -> None:
    plan = an_open_plan(cast)
    more = PromiseText(by_manager=True, words="Bring you to the planning round.", due_on=later(cast, 40))
    text = replace(written(cast), promises=(more,), next_look_on=later(cast, 100))

    change_plan(cast.act(cast.ben), plan=plan.pk, seen=plan.version, text=text)

    assert Commitment.objects.count() == 3
    assert kinds() == ["plan.opened", "plan.changed"]
    assert Plan.objects.get().next_look_on == later(cast, 100)


def test_an_open_plan_cannot_be_emptied(cast: Cast) -> None:
    plan = an_open_plan(cast)
    text = replace(written(cast), next_look_on=None, promises=())

    with pytest.raises(NotNow):
        change_plan(cast.act(cast.ben), plan=plan.pk, seen=plan.version, text=text)
    assert Plan.objects.get().next_look_on == later(cast, 120)


def test_drafts_are_kept_and_open_plans_changed_and_neither_the_other_way(cast: Cast) -> None:
    plan = a_plan(cast)
    with pytest.raises(NotNow):
        change_plan(cast.act(cast.ben), plan=plan.pk, seen=1, text=written(cast))
    open_plan(cast.act(cast.ben), plan=plan.pk, seen=1, text=written(cast))
    with pytest.raises(NotNow):
        keep_plan(cast.act(cast.ben), plan=plan.pk, seen=2, text=written(cast))
    with pytest.raises(NotNow):
        open_plan(cast.act(cast.ben), plan=plan.pk)


def test_an_edit_of_an_old_version_shows_both_texts(cast: Cast) -> None:
    plan = a_plan(cast)
    keep_plan(cast.act(cast.ben), plan=plan.pk, seen=1, text=written(cast))
    first, *others = written(cast).gaps
    mine = replace(written(cast), gaps=(replace(first, looks_like="Otherwise."), *others))

    with pytest.raises(Conflict) as refused:
        keep_plan(cast.act(cast.ben), plan=plan.pk, seen=1, text=mine)

    assert [label for label, _text in refused.value.theirs] == ["Technical direction"]
    assert "Otherwise." in refused.value.mine[0][1]


def test_a_gap_the_decision_did_not_name_cannot_be_slipped_in(cast: Cast) -> None:
    text = written(cast)
    foreign = replace(text, gaps=(*text.gaps, replace(text.gaps[0], criterion="code")))

    with pytest.raises(Malformed):
        keep_plan(cast.act(cast.ben), plan=a_plan(cast).pk, seen=1, text=foreign)
    assert PlanGap.objects.count() == 2


def test_the_person_reads_the_open_plan_and_does_not_write_it(cast: Cast) -> None:
    plan = an_open_plan(cast)
    ada = signed_in(cast.ada)

    page = ada.get(f"/growth/plans/{plan.pk}/").content.decode()

    assert "A problem chosen across two teams." in page
    assert "/edit/" not in page
    assert ada.get(f"/growth/plans/{plan.pk}/edit/").status_code == 403
    with pytest.raises(NotAllowed):
        change_plan(cast.act(cast.ada), plan=plan.pk, seen=plan.version, text=written(cast))


@pytest.mark.parametrize("who", ["lena", "mia", "hana", "omar", "noor", "ivo"])
def test_to_anybody_else_a_plan_does_not_exist(cast: Cast, who: str) -> None:
    plan = an_open_plan(cast)
    promise = plan.commitments.first()
    assert promise is not None
    act = cast.act(cast.people[who])

    for call in (
        lambda: change_plan(act, plan=plan.pk, seen=plan.version, text=written(cast)),
        lambda: open_plan(act, plan=plan.pk),
        lambda: check_in(act, plan=plan.pk, words="Hello."),
        lambda: mark_commitment(act, commitment=promise.address, state="kept"),
    ):
        with pytest.raises(NotVisible):
            call()


def test_a_plan_goes_with_the_person_to_a_new_manager_who_takes_it_over(cast: Cast) -> None:
    plan = an_open_plan(cast)
    cast.ada.positions.update(manager=cast.vera)

    assert list(Plan.objects.visible_to(cast.vera)) == [plan]
    change_plan(cast.act(cast.vera), plan=plan.pk, seen=plan.version, text=replace(written(cast), promises=()))

    assert Plan.objects.get().manager == cast.vera
    assert not Plan.objects.visible_to(cast.ben).exists()


def test_a_plan_is_not_opened_before_its_case_was_told(cast: Cast) -> None:
    from waypost.web.promotion.models import Case

    plan = a_plan(cast)
    case = Case.objects.create(
        candidate=cast.ada,
        manager=cast.ben,
        nominated_by=cast.ben,
        framework=cast.framework,
        from_level="senior",
        target_level="staff",
        target_band="B4",
        cycle_on=cast.now.date(),
        stage="decided",
        stage_since=cast.now,
        nominated_at=cast.now,
        plan=plan,
    )

    with pytest.raises(NotNow) as refused:
        open_plan(cast.act(cast.ben), plan=plan.pk, seen=1, text=written(cast))
    assert refused.value.code == "plan.before_told"

    Case.objects.filter(pk=case.pk).update(stage="told", told_at=cast.now)
    assert open_plan(cast.act(cast.ben), plan=plan.pk, seen=1, text=written(cast)).state == PlanState.OPEN


@pytest.mark.parametrize(("who", "told"), [("ada", "ben"), ("ben", "ada")])
def test_either_side_checks_in_and_the_other_is_told(cast: Cast, who: str, told: str) -> None:
    plan = an_open_plan(cast)

    check_in(cast.act(cast.people[who]), plan=plan.pk, words="The calendar is on its way.")

    event = Event.objects.get(kind="plan.checked_in")
    assert CheckIn.objects.get().by == cast.people[who]
    assert [one.person for one in Notice.objects.filter(event=event)] == [cast.people[told]]


def test_a_draft_is_not_checked_in_on_and_silence_is_no_check_in(cast: Cast) -> None:
    with pytest.raises(NotNow):
        check_in(cast.act(cast.ben), plan=a_plan(cast).pk, words="Hello.")
    with pytest.raises(Malformed):
        check_in(cast.act(cast.ben), plan=an_open_plan(cast).pk, words="  ")


def test_either_side_says_whether_a_promise_was_kept_and_may_correct_it(cast: Cast) -> None:
    promise = an_open_plan(cast).commitments.get(by=cast.ben)

    marked = mark_commitment(cast.act(cast.ada), commitment=promise.address, state="broken")
    assert (marked.state, marked.marked_on) == (CommitmentState.BROKEN, cast.now.date())
    undone = mark_commitment(cast.act(cast.ben), commitment=promise.address, state="open")
    assert (undone.state, undone.marked_on) == (CommitmentState.OPEN, None)

    facts = [one.facts for one in Event.objects.filter(kind="plan.commitment_marked").order_by("number")]
    assert facts == [{"state": "broken"}, {"state": "open"}]


def test_a_mark_that_says_nothing_new_or_nothing_known_is_refused(cast: Cast) -> None:
    promise = an_open_plan(cast).commitments.first()
    assert promise is not None

    with pytest.raises(NotNow):
        mark_commitment(cast.act(cast.ada), commitment=promise.address, state="open")
    with pytest.raises(Malformed):
        mark_commitment(cast.act(cast.ada), commitment=promise.address, state="forgotten")
    with pytest.raises(NotVisible):
        mark_commitment(cast.act(cast.ada), commitment=uuid4(), state="kept")


def test_health_is_said_in_numbers(cast: Cast) -> None:
    plan = an_open_plan(cast)
    ben, ada = plan.commitments.get(by=cast.ben), plan.commitments.get(by=cast.ada)
    assert say_health(plan_health_of(plan, cast.now.date())) == "0 of 2 kept"
    assert say_health(plan_health_of(plan, ben.due_on)) == "0 of 2 kept"
    assert say_health(plan_health_of(plan, ben.due_on + timedelta(days=1))) == "0 of 2 kept, 1 overdue"

    mark_commitment(cast.act(cast.ada), commitment=ben.address, state="broken")
    mark_commitment(cast.act(cast.ben), commitment=ada.address, state="kept")
    assert say_health(plan_health_of(Plan.objects.get(), later(cast, 99))) == "1 of 2 kept, 1 broken"


def posted(cast: Cast, *, seen: int, **more: str) -> dict[str, str]:
    text = written(cast)
    data = {"once": "a", "seen": str(seen), "next_look_on": str(text.next_look_on)}
    for place, gap in enumerate(text.gaps):
        for name in ("kind", "looks_like", "opportunity_kind", "opportunity", "support", "due_on"):
            data[f"gap-{place}-{name}"] = str(getattr(gap, name))
    for place, one in enumerate(text.promises):
        data |= {
            f"promise-{place}-by": "manager" if one.by_manager else "person",
            f"promise-{place}-words": one.words,
            f"promise-{place}-due_on": str(one.due_on),
        }
    for place in range(len(text.promises), 6):
        data |= {f"promise-{place}-by": "manager", f"promise-{place}-words": "", f"promise-{place}-due_on": ""}
    return {**data, **more}


def test_a_plan_is_written_and_opened_without_scripts(cast: Cast) -> None:
    plan = a_plan(cast)
    ben = signed_in(cast.ben)

    answers = [ben.post(f"/growth/plans/{plan.pk}/edit/", posted(cast, seen=1, then="open")) for _ in range(2)]

    assert [one["Location"] for one in answers] == [f"/growth/plans/{plan.pk}/"] * 2
    assert (Plan.objects.get().state, Commitment.objects.count(), kinds()) == (PlanState.OPEN, 2, ["plan.opened"])


def test_a_refused_opening_keeps_the_page_and_links_to_each_gap(cast: Cast) -> None:
    plan = a_plan(cast)

    answer = signed_in(cast.ben).post(
        f"/growth/plans/{plan.pk}/edit/", posted(cast, seen=1, then="open", **{"gap-1-support": "", "next_look_on": ""})
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'href="#g-communication"' in page
    assert 'href="#id_next_look_on"' in page


@pytest.mark.parametrize(
    "more",
    [
        {"promise-3-words": "Without a day."},
        {"promise-3-due_on": "2027-01-01"},
        {"gap-0-due_on": "soon"},
        {"gap-0-kind": "x"},
    ],
)
def test_a_faulty_row_is_named_and_nothing_is_saved(cast: Cast, more: dict[str, str]) -> None:
    plan = a_plan(cast)

    answer = signed_in(cast.ben).post(f"/growth/plans/{plan.pk}/edit/", posted(cast, seen=1, **more))

    assert answer.status_code == 422
    assert Plan.objects.get().version == 1


def test_autosave_keeps_what_holds_of_a_draft(cast: Cast) -> None:
    plan = a_plan(cast)
    ben = signed_in(cast.ben)
    place = f"/growth/plans/{plan.pk}/draft/"

    half = ben.post(place, posted(cast, seen=1, **{"promise-3-words": "Without a day yet"}))
    stale = ben.post(place, posted(cast, seen=1))

    assert "half written" in half.content.decode()
    assert (Commitment.objects.count(), stale.status_code) == (2, 409)
    assert signed_in(cast.ada).post(place, posted(cast, seen=2)).status_code == 404


def test_the_open_plan_page_checks_in_and_marks_without_scripts(cast: Cast) -> None:
    plan = an_open_plan(cast)
    promise = plan.commitments.first()
    assert promise is not None
    ada = signed_in(cast.ada)

    ada.post(f"/growth/plans/{plan.pk}/check-in/", {"once": "a", "words": "Half of it is there."})
    ada.post(f"/growth/commitments/{promise.address}/mark/", {"once": "b", "state": "kept"})

    page = ada.get(f"/growth/plans/{plan.pk}/").content.decode()
    assert "Half of it is there." in page
    assert "1 of 2 kept" in page
    assert ada.post(f"/growth/plans/{plan.pk}/check-in/", {"words": ""}).status_code == 422
    assert ada.get(f"/growth/plans/{plan.pk}/check-in/").status_code == 405


def test_a_plan_page_costs_the_same_with_two_and_twenty_commitments(cast: Cast) -> None:
    plan = an_open_plan(cast)
    CheckIn.objects.create(plan=plan, by=cast.ben, at=cast.now, words="The first.")
    ada, counts = signed_in(cast.ada), []
    for more in (0, 18):
        for number in range(more):
            Commitment.objects.create(plan=plan, by=cast.ben, words=f"Promise {number}", due_on=later(cast, 50))
            CheckIn.objects.create(plan=plan, by=cast.ada, at=cast.now, words="Looked at it.")
        with CaptureQueriesContext(connection) as queries:
            ada.get(f"/growth/plans/{plan.pk}/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
