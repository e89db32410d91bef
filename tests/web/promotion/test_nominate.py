"""Nominating: by the present manager, along a path, under the version the person works towards, one case at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.web.cast import Cast, case_at, move, signed_in

from waypost.promotion.stages import Action, Stage
from waypost.refusal import Malformed, NotAllowed, NotNow, NotVisible
from waypost.web.frameworks.models import FrameworkVersion
from waypost.web.growth.models import Goal
from waypost.web.journal.models import Event, Notice
from waypost.web.people.models import Position
from waypost.web.promotion.models import Case
from waypost.web.promotion.services.nominations import cycle_of, nominate


def test_a_nomination_opens_a_case_and_asks_the_person(cast: Cast) -> None:
    case = nominate(cast.act(cast.ben), cast.ada, target_level="staff", why="  You do this already.  ")
    assert (case.stage, case.from_level, case.target_level, case.target_band) == ("nominated", "senior", "staff", "B4")
    assert (case.candidate, case.manager, case.why) == (cast.ada, cast.ben, "You do this already.")
    event = Event.objects.get(kind="case.nominated")
    assert event.facts == {"level": "staff", "from": "senior", "framework": "1.0.0"}
    assert [notice.person for notice in Notice.objects.filter(event=event)] == [cast.ada]


@pytest.mark.parametrize("name", ["ada", "chen", "dana", "hana", "ivo", "kofi", "omar"])
def test_nobody_but_the_manager_nominates(cast: Cast, name: str) -> None:
    with pytest.raises(NotAllowed):
        nominate(cast.act(cast.people[name]), cast.ada, target_level="staff")
    assert signed_in(cast.people[name]).get(f"/promotions/nominate/{cast.ada.pk}/").status_code == 403
    assert not Case.objects.exists()


def test_yesterdays_manager_does_not_nominate(cast: Cast) -> None:
    held = Position.objects.get(person=cast.ada)
    today = cast.now.date()
    Position.objects.filter(pk=held.pk).update(until_day=today)
    Position.objects.create(
        person=cast.ada, team=held.team, manager=cast.vera, function="engineering", level="senior", from_day=today
    )
    with pytest.raises(NotAllowed):
        nominate(cast.act(cast.ben), cast.ada, target_level="staff")
    assert nominate(cast.act(cast.vera), cast.ada, target_level="staff").manager == cast.vera


def test_who_left_is_not_nominated_and_nominates_nobody(cast: Cast) -> None:
    with pytest.raises(NotVisible):
        nominate(cast.act(cast.ivo), cast.mia, target_level="senior-staff")
    Position.objects.filter(person=cast.ada).update(manager=cast.mia)
    with pytest.raises(NotVisible):
        nominate(cast.act(cast.mia), cast.ada, target_level="staff")


@pytest.mark.parametrize("level", ["principal", "senior", "engineer", "senior-staff"])
def test_without_a_path_there_is_no_case(cast: Cast, level: str) -> None:
    with pytest.raises(NotNow) as refused:
        nominate(cast.act(cast.ben), cast.ada, target_level=level)
    assert [one.where for one in refused.value.missing] == ["lattice"]


def test_a_sideways_path_goes_both_ways(cast: Cast) -> None:
    Position.objects.filter(person=cast.sana).update(manager=cast.dana)
    assert nominate(cast.act(cast.dana), cast.sana, target_level="staff").target_band == "B4"


def test_a_level_that_does_not_exist_is_malformed(cast: Cast) -> None:
    with pytest.raises(Malformed):
        nominate(cast.act(cast.ben), cast.ada, target_level="wizard")


def test_one_open_case_at_a_time(cast: Cast) -> None:
    case = case_at(cast, Stage.NOMINATED)
    with pytest.raises(NotNow):
        nominate(cast.act(cast.ben), cast.ada, target_level="staff")
    move(cast, case, Action.WITHDRAW, cast.ada)
    assert nominate(cast.act(cast.ben), cast.ada, target_level="staff").stage == "nominated"


def test_without_a_framework_in_force_there_is_no_case(cast: Cast) -> None:
    with pytest.raises(NotNow) as refused:
        nominate(cast.act(cast.ben, at=cast.now - timedelta(days=850)), cast.ada, target_level="staff")
    assert refused.value.code == "case.nominate.framework"


def test_a_goal_pins_the_version_for_its_level_and_no_other(cast: Cast) -> None:
    Goal.objects.create(person=cast.ada, framework=cast.framework, level="staff", set_at=cast.now)
    newer = _published_again(cast)
    pinned = nominate(cast.act(cast.ben), cast.ada, target_level="staff")
    assert pinned.framework == cast.framework
    move(cast, pinned, Action.WITHDRAW, cast.ada)
    assert nominate(cast.act(cast.ben), cast.ada, target_level="manager").framework == newer


def test_a_goal_that_ended_pins_nothing(cast: Cast) -> None:
    Goal.objects.create(person=cast.ada, framework=cast.framework, level="staff", set_at=cast.now, ended_at=cast.now)
    newer = _published_again(cast)
    assert nominate(cast.act(cast.ben), cast.ada, target_level="staff").framework == newer


def test_the_cycle_is_the_last_that_has_begun(cast: Cast) -> None:
    first, second, *_rest = cast.lattice.process.cycles
    assert cycle_of(cast.lattice, second) == second
    assert cycle_of(cast.lattice, second - timedelta(days=1)) == first
    assert cycle_of(cast.lattice, first - timedelta(days=1)) == first


def test_the_form_offers_the_paths_and_opens_the_case(cast: Cast) -> None:
    ben, place = signed_in(cast.ben), f"/promotions/nominate/{cast.ada.pk}/"
    page = ben.get(place)
    offered = {one.data["value"] for one in page.context["form"]["target_level"]}
    assert offered == {"staff", "staff-strategic", "staff-specialist", "manager"}
    answer = ben.post(place, {"target_level": "staff", "why": "You do this already.", "once": "a"})
    case = Case.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/promotions/{case.pk}/")
    again = ben.post(place, {"target_level": "staff", "why": "You do this already.", "once": "a"})
    assert (again.status_code, again.url, Case.objects.count()) == (302, f"/promotions/{case.pk}/", 1)


def test_a_form_that_cannot_be_understood_is_shown_again_with_what_was_typed(cast: Cast) -> None:
    page = signed_in(cast.ben).post(f"/promotions/nominate/{cast.ada.pk}/", {"target_level": "", "why": "Kept words"})
    assert page.status_code == 422
    assert "Kept words" in page.content.decode()


def _published_again(cast: Cast) -> FrameworkVersion:
    from waypost.framework.writing import write_framework

    newer = cast.lattice.model_copy(update={"version": "1.0.1"})
    return FrameworkVersion.objects.create(
        name=newer.name,
        title=newer.title,
        version=newer.version,
        document=write_framework(newer),
        hash=newer.hash,
        change_class="patch",
        published_at=cast.now,
        in_force_on=cast.now.date(),
    )
