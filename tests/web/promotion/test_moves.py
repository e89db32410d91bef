"""How a case moves: who may, what is missing, what each move does besides, and two people at once."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from tests.web.cast import Cast, case_at, make_cast, move
from tests.web.climbing import WORDS, assess, choose, nominate, seat_all

from waypost.promotion.stages import TRANSITIONS, Action, Role, Stage, next_steps
from waypost.refusal import Conflict, Malformed, NotAllowed, NotNow, NotVisible, Refusal
from waypost.web.journal.acts import Act, AlreadyDone
from waypost.web.journal.models import Event, Notice
from waypost.web.people.models import Person, Position
from waypost.web.promotion.models import Assessment, Case, PanelName, Review, Seat
from waypost.web.promotion.packets import Packet, packet_of
from waypost.web.promotion.selectors.cases import roles_on
from waypost.web.promotion.selectors.facts import facts_of
from waypost.web.promotion.services import moves, panels

FIRST_STAGES = (
    Stage.NOMINATED,
    Stage.ACCEPTED,
    Stage.GATHERING,
    Stage.RETURNED,
    Stage.SUBMITTED,
    Stage.IN_REVIEW,
    Stage.WITHDRAWN,
)
EVERYBODY = ("ada", "ben", "chen", "dana", "eli", "hana", "ivo", "jun", "kim", "kofi", "lena", "mia", "omar")


@pytest.mark.parametrize("stage", FIRST_STAGES)
def test_a_case_reaches_each_stage_through_the_services(cast: Cast, stage: Stage) -> None:
    assert case_at(cast, stage).stage == stage


def test_every_action_on_a_case_has_an_effect() -> None:
    assert set(moves.EFFECTS) == set(Action) - {Action.NOMINATE}


@pytest.mark.parametrize("stage", FIRST_STAGES)
def test_nobody_does_what_the_table_does_not_give_them(cast: Cast, stage: Stage) -> None:
    """Every action by everybody: what succeeds is exactly what the table offers as ready, and changes nothing else."""
    case = case_at(cast, stage)
    for name in EVERYBODY:
        person = cast.people[name]
        facts = facts_of(case, now=cast.now, reason="Because.")
        ready = {s.transition.action for s in next_steps(Stage(case.stage), roles_on(case, person), facts) if s.ready}
        for action in set(Action) - {Action.NOMINATE} - ready:
            with pytest.raises((NotVisible, NotAllowed, NotNow)):
                moves.move(cast.act(person), case, action, seen=case.version, words="Because.")
    assert Case.objects.get(pk=case.pk).version == case.version


@pytest.mark.parametrize(
    ("stage", "action", "who", "target"),
    [
        (Stage.NOMINATED, Action.ACCEPT, "ada", Stage.ACCEPTED),
        (Stage.ACCEPTED, Action.START_GATHERING, "ada", Stage.GATHERING),
        (Stage.ACCEPTED, Action.START_GATHERING, "ben", Stage.GATHERING),
        (Stage.RETURNED, Action.RESUME, "ada", Stage.GATHERING),
        (Stage.SUBMITTED, Action.RETURN_CASE, "hana", Stage.RETURNED),
        (Stage.IN_REVIEW, Action.RETURN_CASE, "dana", Stage.RETURNED),
        *((stage, Action.WITHDRAW, "ada", Stage.WITHDRAWN) for stage in FIRST_STAGES if stage is not Stage.WITHDRAWN),
    ],
)
def test_whoever_the_table_names_moves_the_case(
    cast: Cast, stage: Stage, action: Action, who: str, target: Stage
) -> None:
    case = case_at(cast, stage)
    moved = move(cast, case, action, cast.people[who], "Because.")
    assert (moved.stage, moved.version, moved.stage_since) == (target, case.version + 1, cast.now)
    event = Event.objects.get(subject=f"case:{case.pk}", facts__action=action.value, facts__to=target.value)
    assert (event.actor, event.about, event.facts["from"]) == (cast.people[who], cast.ada, stage.value)


def test_a_reason_that_the_table_asks_for_is_not_left_empty(cast: Cast) -> None:
    case = case_at(cast, Stage.SUBMITTED)
    with pytest.raises(NotNow) as refused:
        move(cast, case, Action.RETURN_CASE, cast.hana, "   ")
    assert [one.where for one in refused.value.missing] == ["reason"]


def test_words_have_an_end(cast: Cast) -> None:
    case = case_at(cast, Stage.SUBMITTED)
    with pytest.raises(Malformed):
        move(cast, case, Action.RETURN_CASE, cast.hana, "x" * 4001)
    assert move(cast, case, Action.RETURN_CASE, cast.hana, "x" * 4000).stage == Stage.RETURNED


def test_gathering_asks_the_candidate_and_the_manager_and_asks_them_once(cast: Cast) -> None:
    case = case_at(cast, Stage.RETURNED)
    move(cast, case, Action.RESUME, cast.ada)
    asked = Assessment.objects.filter(case=case).exclude(kind="peer").values_list("kind", "author")
    assert set(asked) == {("self", cast.ada.pk), ("manager", cast.ben.pk)}


def test_the_gate_stands_open_at_its_boundary_and_not_one_peer_before(cast: Cast) -> None:
    case = assess(cast, choose(cast, case_at(cast, Stage.GATHERING)))
    Assessment.objects.filter(case=case, author=cast.noor).update(state="asked")
    with pytest.raises(NotNow) as refused:
        move(cast, case, Action.SUBMIT, cast.ada)
    assert [one.where for one in refused.value.missing] == ["peers"]
    Assessment.objects.filter(case=case, author=cast.noor).update(state="given")
    assert move(cast, case, Action.SUBMIT, cast.ada).stage == Stage.SUBMITTED


def test_a_scope_document_counts_to_its_last_day(cast: Cast) -> None:
    case = assess(cast, choose(cast, case_at(cast, Stage.GATHERING)))
    later = cast.now + timedelta(days=91)  # saved nine days ago, and the policy gives it a hundred
    with pytest.raises(NotNow) as refused:
        move(cast, case, Action.SUBMIT, cast.ada, at=later + timedelta(days=1))
    assert [one.where for one in refused.value.missing] == ["scope_document"]
    assert move(cast, case, Action.SUBMIT, cast.ada, at=later).stage == Stage.SUBMITTED


def test_submitting_freezes_the_packet_and_the_journal_keeps_its_digest(cast: Cast) -> None:
    case = case_at(cast, Stage.SUBMITTED)
    frozen = packet_of(case)
    claim = cast.claims["schema"]
    claim.title = "Something else"
    claim.save()
    claim.criteria.all().delete()
    assert packet_of(Case.objects.get(pk=case.pk)) == frozen
    assert "Order events became one schema" in {one.title for one in frozen.claims}
    event = Event.objects.get(subject=f"case:{case.pk}", facts__to="submitted")
    assert event.facts["packet"] == Packet.model_validate(case.packet).digest
    assert "Order events" not in str(event.facts)


def test_a_resumed_packet_is_read_from_the_rows_again(cast: Cast) -> None:
    case = case_at(cast, Stage.RETURNED)
    assert case.returned_words == "One number has no source."
    cast.claims["schema"].title = "Order events, one schema"
    cast.claims["schema"].save()
    resumed = move(cast, case, Action.RESUME, cast.ada)
    assert "Order events, one schema" in {one.title for one in packet_of(resumed).claims}


def test_panels_must_be_seated_whole_before_the_review(cast: Cast) -> None:
    case = case_at(cast, Stage.SUBMITTED)
    with pytest.raises(NotNow) as refused:
        move(cast, case, Action.START_REVIEW, cast.hana)
    wheres = {one.where for one in refused.value.missing}
    assert wheres == {"panel:technical", "panel:strategic", "panel:facilitator", "panel:decider"}
    seat_all(cast, case)
    assert move(cast, case, Action.START_REVIEW, cast.hana).stage == Stage.IN_REVIEW


def test_starting_the_review_asks_each_judge_and_nobody_else(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_REVIEW)
    asked = Review.objects.filter(seat__case=case).values_list("seat__person__email", flat=True)
    assert sorted(asked) == [f"{name}@example.org" for name in ("chen", "eli", "femi", "gul", "ravi", "sana")]


def test_only_those_who_still_see_a_withdrawn_case_are_told(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_REVIEW)
    move(cast, case, Action.WITHDRAW, cast.ada)
    event = Event.objects.get(subject=f"case:{case.pk}", facts__to="withdrawn")
    told = set(Notice.objects.filter(event=event).values_list("person__email", flat=True))
    assert told == {"ben@example.org", "hana@example.org"}


def test_a_page_from_before_somebody_acted_changes_nothing_and_says_what_happened(cast: Cast) -> None:
    case = case_at(cast, Stage.ACCEPTED)
    move(cast, case, Action.START_GATHERING, cast.ben)
    with pytest.raises(Conflict) as refused:
        moves.move(cast.act(cast.ada), case, Action.START_GATHERING, seen=case.version)
    assert refused.value.sentence == (
        "While you had this open, Ben Okafor moved a case on. It is “gathering” now, and nothing of yours was done."
    )


def test_the_same_form_sent_twice_moves_once(cast: Cast) -> None:
    case = case_at(cast, Stage.NOMINATED)
    act = cast.act(cast.ada, once="one-form")
    moves.move(act, case, Action.ACCEPT, seen=case.version)
    with pytest.raises(AlreadyDone) as again:
        moves.move(replace(act), case, Action.ACCEPT, seen=case.version)
    assert again.value.place == f"/promotions/{case.pk}/"
    assert Event.objects.filter(facts__action="accept").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_one_wins_and_the_other_is_told() -> None:
    cast = make_cast()
    case = case_at(cast, Stage.ACCEPTED)
    together, answers = threading.Barrier(2), []

    def start(person: Person) -> None:
        together.wait()
        try:
            moves.move(Act(by=person), case, Action.START_GATHERING, seen=case.version)
            answers.append("done")
        except Refusal as refused:
            answers.append(refused.code)
        finally:
            connection.close()

    racing = [threading.Thread(target=start, args=(person,)) for person in (cast.ada, cast.ben)]
    for thread in racing:
        thread.start()
    for thread in racing:
        thread.join()
    assert sorted(answers) == ["case.moved", "done"]
    assert Event.objects.filter(facts__action="start_gathering").count() == 1
    assert Case.objects.get(pk=case.pk).version == case.version + 1


def test_the_subject_of_a_case_holds_no_other_role_in_it(cast: Cast) -> None:
    """Ada joins people operations and is given seats on her own case: she still is the candidate and nothing more."""
    case = case_at(cast, Stage.IN_REVIEW)
    cast.ada.duties.create(kind="people_operations", from_day=cast.now.date())
    for panel in PanelName:
        Seat.objects.create(case=case, person=cast.ada, panel=panel, kind="engineer", seated_at=cast.now)
    ada = Person.objects.get(pk=cast.ada.pk)
    assert roles_on(case, ada) == {Role.CANDIDATE}
    with pytest.raises(NotAllowed):
        moves.move(cast.act(ada), case, Action.RETURN_CASE, seen=case.version, words="Because.")
    with pytest.raises(NotAllowed):
        panels.seat_take(cast.act(ada), case, panel=PanelName.TECHNICAL, person=cast.uma)


def test_the_manager_judges_from_no_seat(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_REVIEW)
    for panel in (PanelName.TECHNICAL, PanelName.FACILITATOR, PanelName.DECIDER):
        Seat.objects.create(case=case, person=cast.ben, panel=panel, kind="engineer", seated_at=cast.now)
    assert roles_on(case, cast.ben) == {Role.MANAGER, Role.DECIDER}


def test_who_left_holds_no_role_and_sees_no_case(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_REVIEW)
    Seat.objects.create(case=case, person=cast.mia, panel=PanelName.TECHNICAL, kind="engineer", seated_at=cast.now)
    assert roles_on(case, cast.mia) == frozenset()
    with pytest.raises(NotVisible):
        moves.move(cast.act(cast.mia), case, Action.RETURN_CASE, seen=case.version, words="Because.")


def test_a_new_manager_is_not_the_manager_of_a_case_that_began_before(cast: Cast) -> None:
    case = nominate(cast)
    Position.objects.filter(person=cast.ada).update(manager=cast.vera)
    assert roles_on(case, cast.vera) == frozenset()
    assert roles_on(case, cast.ben) == {Role.MANAGER}


def test_the_table_and_the_words_of_the_fixture_fit(cast: Cast) -> None:
    asked = {one.key for one in cast.lattice.criteria_at("staff")}
    assert set(WORDS) <= asked
    assert {t.action for t in TRANSITIONS} == set(Action)
