"""The board: whose cases, what blocks each, filters, and the same few queries for ten cases and two hundred."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.cast import Cast, case_at, signed_in

from waypost.promotion.stages import Stage
from waypost.web.people.models import Person
from waypost.web.promotion.models import Case, PanelName, Seat
from waypost.web.promotion.selectors.board import Board


def board(cast: Cast, name: str, query: str = "") -> Board:
    """The board as somebody sees it."""
    found: Board = signed_in(cast.people[name]).get(f"/promotions/{query}").context["board"]
    return found


def test_everybody_sees_the_cases_they_are_part_of(cast: Cast) -> None:
    case_at(cast, Stage.IN_REVIEW)
    seen = {name: [row.case.candidate.name for row in board(cast, name).rows] for name in cast.people if name != "mia"}
    readers = {name for name, rows in seen.items() if rows == ["Ada Lindqvist"]}
    assert readers == {"ada", "ben", "chen", "ravi", "sana", "eli", "femi", "gul", "dana", "hana"}
    assert all(rows == [] for name, rows in seen.items() if name not in readers)


def test_the_board_of_who_decides_begins_with_calibration(cast: Cast) -> None:
    """Until then the decider sees nothing of a case, as the table has it."""
    case = case_at(cast, Stage.IN_REVIEW)
    assert signed_in(cast.ivo).get(f"/promotions/{case.pk}/").status_code == 404


def test_what_the_panels_lack_is_told_to_who_seats_them(cast: Cast) -> None:
    case_at(cast, Stage.SUBMITTED)
    blocks = {name: [len(row.blocks) for row in board(cast, name).rows] for name in ("hana", "ben", "ada")}
    assert blocks == {"hana": [6], "ben": [0], "ada": [0]}
    assert board(cast, "hana").rows[0].waits_for == "facilitator, people operations"


def test_a_panellist_is_told_nothing_of_what_is_missing(cast: Cast) -> None:
    case_at(cast, Stage.IN_REVIEW)
    assert [row.blocks for row in board(cast, "chen").rows] == [()]
    assert [len(row.blocks) for row in board(cast, "hana").rows] == [1]


def test_filters_by_stage_and_cycle_and_what_they_do_not_know_is_no_filter(cast: Cast) -> None:
    case = case_at(cast, Stage.GATHERING)
    begun = case.cycle_on.isoformat()
    assert len(board(cast, "hana", "?stage=gathering").rows) == 1
    assert len(board(cast, "hana", "?stage=submitted").rows) == 0
    assert len(board(cast, "hana", f"?cycle={begun}").rows) == 1
    for odd in ("?stage=<b>", "?cycle=yesterday", "?page=-1", "?page=x", "?page=99999999999"):
        assert len(board(cast, "hana", odd).rows) == 1


def test_closed_and_withdrawn_cases_are_out_of_the_way_and_can_be_found(cast: Cast) -> None:
    case_at(cast, Stage.WITHDRAWN)
    assert board(cast, "hana").rows == ()
    assert [row.case.candidate for row in board(cast, "hana", "?stage=withdrawn").rows] == [cast.ada]


def test_a_late_case_is_marked_at_the_very_moment(cast: Cast) -> None:
    case = case_at(cast, Stage.GATHERING)
    Case.objects.filter(pk=case.pk).update(stage_since=cast.now - timedelta(days=21))
    assert board(cast, "ben").rows[0].late is True


def test_a_manager_finds_whom_to_nominate_and_nobody_with_an_open_case(cast: Cast) -> None:
    assert {one.person.name for one in board(cast, "ben").reports} == {"Ada Lindqvist", "Noor Haddad"}
    case_at(cast, Stage.NOMINATED)
    assert {one.person.name for one in board(cast, "ben").reports} == {"Noor Haddad"}
    assert board(cast, "chen").reports == ()


def test_an_empty_board_teaches_the_first_step(cast: Cast) -> None:
    text = signed_in(cast.lena).get("/promotions/").content.decode()
    assert "No case that you are part of" in text
    assert "/growth/" in text


@pytest.mark.parametrize("name", ["hana", "ben", "chen"])
def test_ten_cases_and_two_hundred_cost_the_same(cast: Cast, name: str) -> None:
    _cases(cast, 10)
    browser = signed_in(cast.people[name])
    with CaptureQueriesContext(connection) as few:
        browser.get("/promotions/")
    _cases(cast, 190, start=10)
    with CaptureQueriesContext(connection) as many:
        page = browser.get("/promotions/")
    assert len(many) <= len(few) <= 15, [one["sql"][:100] for one in few]
    assert len(page.context["board"].rows) == 20
    assert page.context["board"].more is True
    assert len(page.content) < 60_000


def test_pages_of_the_board_hold_every_case_once(cast: Cast) -> None:
    _cases(cast, 45)
    found = [row.case.pk for number in (1, 2, 3) for row in board(cast, "hana", f"?page={number}").rows]
    assert len(found) == len(set(found)) == 45


def _cases(cast: Cast, number: int, *, start: int = 0) -> None:
    """Cases of other people at every stage, led by Ben, with Chen on each panel from review on."""
    stages = [Stage.GATHERING, Stage.SUBMITTED, Stage.IN_REVIEW, Stage.IN_CALIBRATION, Stage.DECIDED, Stage.TOLD]
    people = [
        Person(
            number=f"B{n:04}",
            name=f"Person {n:04}",
            email=f"b{n}@example.org",
            joined_on=date(2020, 1, 1),
            password="!",
        )
        for n in range(start, start + number)
    ]
    Person.objects.bulk_create(people)
    cases = [
        Case(
            candidate=one,
            manager=cast.ben,
            nominated_by=cast.ben,
            framework=cast.framework,
            from_level="senior",
            target_level="staff",
            target_band="B4",
            cycle_on=date(2026, 10, 1),
            stage=stages[place % len(stages)].value,
            stage_since=cast.now,
            nominated_at=cast.now,
        )
        for place, one in enumerate(people)
    ]
    Case.objects.bulk_create(cases)
    Seat.objects.bulk_create(
        Seat(case=one, person=cast.chen, panel=PanelName.TECHNICAL.value, kind="engineer", seated_at=cast.now)
        for one in cases
    )
