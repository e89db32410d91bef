"""Goals: only what can be reached, pinned to the version of the day, one at a time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.web.cast import Cast, signed_in

from waypost.refusal import Malformed, NotNow, NotVisible
from waypost.web.growth.grace import GRACE, pinned_until
from waypost.web.growth.models import Goal
from waypost.web.growth.services.goals import set_goal
from waypost.web.journal.models import Event, Notice


def test_a_goal_is_pinned_to_the_version_in_force_and_the_manager_is_told(cast: Cast) -> None:
    goal = set_goal(cast.act(cast.ada), level="staff")

    event = Event.objects.get()
    assert (goal.level, goal.framework, goal.ended_at) == ("staff", cast.framework, None)
    assert (event.kind, event.about, event.facts) == (
        "goal.set",
        cast.ada,
        {"level": "staff", "framework": cast.framework.version},
    )
    assert [one.person for one in Notice.objects.all()] == [cast.ben]


def test_a_new_goal_ends_the_one_before(cast: Cast) -> None:
    first = set_goal(cast.act(cast.ada), level="staff")
    second = set_goal(cast.act(cast.ada), level="staff-strategic")

    first.refresh_from_db()
    assert (first.ended_at, second.ended_at) == (cast.now, None)


@pytest.mark.parametrize("level", ["engineer", "senior", "associate", "no-such-level", ""])
def test_a_level_no_path_leads_to_is_no_goal(cast: Cast, level: str) -> None:
    with pytest.raises(Malformed):
        set_goal(cast.act(cast.ada), level=level)
    assert not Goal.objects.exists()


def test_a_goal_several_moves_away_or_sideways_is_one(cast: Cast) -> None:
    assert set_goal(cast.act(cast.ada), level="principal").level == "principal"
    assert set_goal(cast.act(cast.chen), level="staff-strategic").level == "staff-strategic"


def test_setting_the_same_goal_again_changes_nothing(cast: Cast) -> None:
    set_goal(cast.act(cast.ada), level="staff")

    with pytest.raises(NotNow):
        set_goal(cast.act(cast.ada), level="staff")
    assert Goal.objects.count() == 1


@pytest.mark.parametrize("who", ["kim", "hana", "eli"])
def test_without_a_level_there_is_no_goal(cast: Cast, who: str) -> None:
    with pytest.raises(NotNow):
        set_goal(cast.act(cast.people[who]), level="staff")
    assert signed_in(cast.people[who]).get("/growth/goal/").status_code == 409


def test_a_leaver_sets_no_goal(cast: Cast) -> None:
    with pytest.raises(NotVisible):
        set_goal(cast.act(cast.mia), level="senior-staff")


def test_the_page_offers_what_can_be_reached_and_sets_it(cast: Cast) -> None:
    ada = signed_in(cast.ada)

    page = ada.get("/growth/goal/").content.decode()
    answer = ada.post("/growth/goal/", {"once": "a", "level": "staff"})

    assert "Staff Engineer, Strategic" in page
    assert "Associate Engineer" not in page
    assert (answer["Location"], Goal.objects.get().level) == ("/growth/", "staff")


def test_a_goal_sent_twice_is_set_once(cast: Cast) -> None:
    ada = signed_in(cast.ada)

    places = {ada.post("/growth/goal/", {"once": "a", "level": "staff"})["Location"] for _ in range(2)}

    assert (places, Goal.objects.count()) == ({"/growth/"}, 1)


def test_a_goal_nobody_offered_is_refused_on_the_page(cast: Cast) -> None:
    answer = signed_in(cast.ada).post("/growth/goal/", {"once": "a", "level": "associate"})

    assert (answer.status_code, Goal.objects.count()) == (422, 0)


@pytest.mark.parametrize("who", ["lena", "noor", "hana", "omar"])
def test_a_goal_is_its_persons_and_their_managers_to_see(cast: Cast, who: str) -> None:
    goal = set_goal(cast.act(cast.ada), level="staff")

    assert list(Goal.objects.visible_to(cast.ada)) == [goal]
    assert list(Goal.objects.visible_to(cast.ben)) == [goal]
    assert not Goal.objects.visible_to(cast.people[who]).exists()


def test_a_pin_holds_for_a_year_after_a_newer_version_came_into_force() -> None:
    assert pinned_until(successor_in_force_on=None) is None
    assert pinned_until(successor_in_force_on=date(2026, 3, 1)) == date(2026, 3, 1) + GRACE
    assert timedelta(days=365) == GRACE
