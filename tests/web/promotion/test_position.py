"""What follows the answer: a new position after a yes, a complete plan after a "not yet"; then the case closes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.web.cast import Cast, case_at, move, signed_in
from tests.web.judging import decide, keep_plan, tell, yes

from waypost.promotion.stages import Action, Stage
from waypost.refusal import Conflict, NotAllowed, NotNow, NotVisible
from waypost.web.journal.kinds import Kind
from waypost.web.journal.models import Event
from waypost.web.people.models import Position
from waypost.web.promotion.models import Case
from waypost.web.promotion.services.telling import record_position

SOON = timedelta(days=14)
LATER = timedelta(days=11)


@pytest.fixture
def told_yes(cast: Cast) -> Case:
    return tell(cast, decide(cast, case_at(cast, Stage.IN_CALIBRATION), yes(cast, "design")))


def record(cast: Cast, case: Case, who: str = "hana", *, days: int = 14, seen: int | None = None) -> Case:
    return record_position(
        cast.act(cast.people[who]),
        case,
        seen=seen or case.version,
        from_day=cast.now.date() + timedelta(days=days),
        team=cast.teams["payments"],
        manager=cast.ben,
        title="Staff Engineer",
    )


def test_the_open_position_ends_and_the_new_one_begins_on_its_day(cast: Cast, told_yes: Case) -> None:
    case = record(cast, told_yes)
    old, new = Position.objects.filter(person=cast.ada).order_by("from_day")

    assert (old.until_day, old.level) == (cast.now.date() + SOON, "senior")
    assert (new.from_day, new.until_day, new.level) == (cast.now.date() + SOON, None, "staff")
    assert (new.title, new.manager, new.function) == ("Staff Engineer", cast.ben, old.function)
    assert case.position == new
    assert Event.objects.filter(kind=Kind.POSITION_RECORDED).count() == 1


def test_a_yes_closes_once_the_position_is_recorded(cast: Cast, told_yes: Case) -> None:
    with pytest.raises(NotNow) as refused:
        move(cast, told_yes, Action.CLOSE, cast.ben)
    assert [one.where for one in refused.value.missing] == ["position"]

    assert move(cast, record(cast, told_yes), Action.CLOSE, cast.ben).stage == Stage.CLOSED


def test_it_is_recorded_once(cast: Cast, told_yes: Case) -> None:
    case = record(cast, told_yes)
    with pytest.raises(NotNow):
        record(cast, case)


def test_two_at_once_one_wins(cast: Cast, told_yes: Case) -> None:
    with pytest.raises(Conflict):
        record(cast, told_yes, seen=told_yes.version - 1)


def test_it_cannot_begin_before_the_one_it_follows(cast: Cast, told_yes: Case) -> None:
    with pytest.raises(NotNow) as refused:
        record(cast, told_yes, days=-900)
    assert refused.value.code == "position.later"


def test_people_operations_record_it_and_nobody_else(cast: Cast, told_yes: Case) -> None:
    for who in ("ben", "ada", "ivo"):
        with pytest.raises(NotAllowed):
            record(cast, told_yes, who)
    with pytest.raises(NotVisible):
        record(cast, told_yes, "lena")


def test_not_before_a_yes_was_told(cast: Cast) -> None:
    case = decide(cast, case_at(cast, Stage.IN_CALIBRATION), yes(cast, "design"))
    with pytest.raises(NotNow):
        record(cast, case)


def test_not_after_a_not_yet(cast: Cast) -> None:
    with pytest.raises(NotNow):
        record(cast, case_at(cast, Stage.TOLD))


def test_by_the_page_with_what_is_known_filled_in(cast: Cast, told_yes: Case) -> None:
    place = reverse("promotion:position", args=[told_yes.pk])
    hana = signed_in(cast.hana)
    shown = hana.get(place).content.decode()
    assert f'value="{(cast.now.date() + SOON).isoformat()}"' in shown
    assert "ben@example.org" in shown
    sent = {
        "seen": str(told_yes.version),
        "from_day": (cast.now.date() + SOON).isoformat(),
        "title": "Staff Engineer",
        "team": str(cast.teams["payments"].pk),
        "manager": "ben@example.org",
    }
    assert hana.post(place, {**sent, "manager": "nobody@example.org"}).status_code == 422
    assert hana.post(place, sent).status_code == 302
    assert signed_in(cast.ben).get(place).status_code == 403


def test_a_not_yet_closes_with_a_complete_plan_when_the_window_is_over(cast: Cast) -> None:
    case = case_at(cast, Stage.TOLD)
    with pytest.raises(NotNow) as refused:
        move(cast, case, Action.CLOSE, cast.ben, at=cast.now + LATER)
    assert any("would look like here" in one.says for one in refused.value.missing)
    keep_plan(cast, case)
    with pytest.raises(NotNow) as early:
        move(cast, case, Action.CLOSE, cast.ben)
    assert [one.where for one in early.value.missing] == ["appeal"]

    assert move(cast, case, Action.CLOSE, cast.ben, at=cast.now + LATER).stage == Stage.CLOSED


def test_the_plan_has_to_cover_what_the_decision_named(cast: Cast) -> None:
    case = keep_plan(cast, case_at(cast, Stage.TOLD))
    assert case.plan is not None
    case.plan.gaps.all().delete()
    with pytest.raises(NotNow) as refused:
        move(cast, case, Action.CLOSE, cast.ben, at=cast.now + LATER)
    assert "the plan has no gap for it" in refused.value.missing[0].says
