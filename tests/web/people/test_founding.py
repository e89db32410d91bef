"""Founding: the first list and the first duties in one act, whole or not at all, and only once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from waypost.refusal import Malformed, NotNow
from waypost.web.journal.acts import Act
from waypost.web.journal.models import Event
from waypost.web.people.founding import found_organisation
from waypost.web.people.models import Duty, DutyKind, ImportState, PeopleImport, Person, Position

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 2)
LIST = """id,name,email,team,manager,function,title,joined,left
1,Ivo Petrov,Ivo@example.org,Leadership,,engineering,VP Engineering,2020-01-01,
2,Hana Kobayashi,hana@example.org,People,,people,People Operations,2020-01-01,
3,Omar Said,omar@example.org,Office,,people,Systems Administrator,2020-01-01,
4,Kofi Mensah,kofi@example.org,Platform,1,engineering,Senior Staff Engineer,2020-01-01,
5,Mia Jansen,mia@example.org,Platform,1,engineering,Staff Engineer,2020-01-01,2026-12-01
"""
DUTIES = (
    ("omar@example.org", DutyKind.ADMINISTRATOR),
    ("hana@example.org", DutyKind.PEOPLE_OPERATIONS),
    ("KOFI@example.org", DutyKind.FRAMEWORK_OWNER),
    ("ivo@example.org", DutyKind.ENGINEERING_LEADER),
)


def found(text: str = LIST, duties: Sequence[tuple[str, DutyKind]] = DUTIES) -> int:
    """Found the organisation as the command line does."""
    return found_organisation(Act(by=None), text=text, duties=duties, in_force_on=DAY)


def nothing_is_written() -> bool:
    """Whether the database is as empty as before."""
    return not any(model.objects.exists() for model in (Person, Position, Duty, PeopleImport, Event))


def test_people_positions_and_duties_come_in_with_one_event() -> None:
    assert found() == 5
    kofi = Person.objects.get(number="4")
    position = kofi.positions.get()
    assert (position.team.name, position.manager, position.from_day) == (
        "Platform",
        Person.objects.get(number="1"),
        DAY,
    )
    assert set(Duty.objects.values_list("person__number", "kind", "from_day", "until_day")) == {
        ("3", "administrator", DAY, None),
        ("2", "people_operations", DAY, None),
        ("4", "framework_owner", DAY, None),
        ("1", "engineering_leader", DAY, None),
    }
    event = Event.objects.get()
    assert (event.kind, event.actor, event.facts["duties"]) == ("organisation.founded", None, 4)
    assert PeopleImport.objects.get().state == ImportState.APPLIED


def test_nobody_can_sign_in_before_they_set_a_password() -> None:
    found()
    assert not any(person.has_usable_password() for person in Person.objects.all())


def test_once_anybody_is_here_it_is_refused() -> None:
    found()
    with pytest.raises(NotNow) as refused:
        found()
    assert refused.value.code == "founding.done"
    assert Person.objects.count() == 5
    assert Event.objects.count() == 1


def test_duties_for_people_who_are_not_in_the_list_are_named_and_nothing_is_written() -> None:
    with pytest.raises(Malformed) as refused:
        found(duties=(*DUTIES[1:], ("omar@exmaple.org", DutyKind.ADMINISTRATOR), ("x", DutyKind.ENGINEERING_LEADER)))
    assert refused.value.code == "founding.duties"
    assert [missing.says for missing in refused.value.missing] == [
        "omar@exmaple.org (Administrator)",
        "x (Engineering leadership)",
    ]
    assert nothing_is_written()


def test_somebody_who_has_left_gets_no_duty() -> None:
    gone = LIST.replace("2026-12-01", DAY.isoformat())
    with pytest.raises(Malformed):
        found(gone, duties=(*DUTIES, ("mia@example.org", DutyKind.ENGINEERING_LEADER)))
    assert nothing_is_written()


def test_somebody_who_leaves_later_may_have_one_until_then() -> None:
    found(duties=(*DUTIES, ("mia@example.org", DutyKind.ENGINEERING_LEADER)))
    assert Duty.objects.filter(person__number="5").exists()


def test_one_person_may_have_two_duties_and_the_same_one_only_once() -> None:
    twice = (*DUTIES, ("ivo@example.org", DutyKind.FRAMEWORK_OWNER), ("IVO@example.org", DutyKind.ENGINEERING_LEADER))
    found(duties=twice)
    assert sorted(Duty.objects.filter(person__number="1").values_list("kind", flat=True)) == [
        "engineering_leader",
        "framework_owner",
    ]


def test_a_list_with_errors_is_refused_with_its_lines_and_nothing_is_written() -> None:
    with pytest.raises(Malformed) as refused:
        found(LIST.replace("Platform,1,", "Platform,9,", 1))
    assert [missing.says.split(":")[0] for missing in refused.value.missing] == ["line 5, manager"]
    assert nothing_is_written()
