"""The pages about people: who sees what of whom, at any size."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.cast import Cast, signed_in

from waypost.web.people.applying import count_anew
from waypost.web.people.models import Duty, DutyKind, Person, Position, Team
from waypost.web.people.selectors import current_position, holders, manager_of, reports_of, same_team, titles_of

pytestmark = pytest.mark.django_db
HISTORY = "Positions over time"


def many(cast: Cast, number: int, *, teams: int) -> None:
    """More people, spread over more teams."""
    day = cast.now.date()
    made = [Team(key=f"team-{i}", name=f"Team {i:04}") for i in range(teams)]
    Team.objects.bulk_create(made)
    people = [
        Person(
            number=f"M{i}", name=f"Person {i:05}", email=f"m{i}@example.org", joined_on=cast.now.date(), password="!"
        )
        for i in range(number)
    ]
    Person.objects.bulk_create(people, batch_size=500)
    Position.objects.bulk_create(
        (
            Position(
                person=person,
                team=made[i % teams],
                manager=cast.ivo,
                function="engineering",
                title="Senior Software Engineer",
                from_day=day,
            )
            for i, person in enumerate(people)
        ),
        batch_size=500,
    )
    count_anew()


class TestPeople:
    def test_teams_are_shown_with_their_people_and_without_those_who_left(self, cast: Cast) -> None:
        page = signed_in(cast.lena).get("/people/").content.decode()

        assert "Ada Lindqvist" in page
        assert "Mia Jansen" not in page

    def test_a_search_finds_by_name_title_and_team_and_every_word_counts(self, cast: Cast) -> None:
        browser = signed_in(cast.lena)

        def names(words: str) -> list[str]:
            found = browser.get("/people/", {"q": words}).context["found"]
            return [position.person.name for position in found.people]

        assert names("LIND") == ["Ada Lindqvist"]
        assert names("payments engineer senior") == ["Ada Lindqvist"]
        assert names("mia") == []

    def test_a_page_far_out_or_misspelt_is_the_nearest_there_is(self, cast: Cast) -> None:
        browser = signed_in(cast.lena)

        assert browser.get("/people/", {"page": "999"}).context["teams"].number == 2
        assert browser.get("/people/", {"page": "two"}).context["teams"].number == 1

    def test_ten_thousand_people_fit_small_pages_of_few_queries(self, cast: Cast) -> None:
        many(cast, 10_000, teams=500)
        browser = signed_in(cast.hana)
        for path in ("/people/", "/people/?q=person", "/people/teams/team-3/", f"/people/{cast.ivo.pk}/"):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                answer = browser.get(path)
            assert answer.status_code == 200
            assert len(answer.content) < 60_000, path
            assert len(queries) <= 15, path

    @pytest.mark.parametrize("path", ["/people/", "/people/?q=engineer", "/people/teams/payments/", "/people/duties/"])
    def test_the_number_of_queries_does_not_grow(self, cast: Cast, path: str) -> None:
        browser = signed_in(cast.hana)
        browser.get(path)
        with CaptureQueriesContext(connection) as few:
            browser.get(path)
        many(cast, 200, teams=3)
        with CaptureQueriesContext(connection) as lots:
            browser.get(path)

        assert len(lots) == len(few) <= 15


class TestPerson:
    @pytest.mark.parametrize("who", ["ada", "ben", "hana"])
    def test_positions_over_time_are_for_the_person_their_manager_and_people_operations(
        self, cast: Cast, who: str
    ) -> None:
        page = signed_in(cast.people[who]).get(f"/people/{cast.ada.pk}/").content.decode()

        assert HISTORY in page
        assert "ada@example.org" in page

    @pytest.mark.parametrize("who", ["lena", "noor", "chen", "omar", "kofi", "ivo", "dana", "kim"])
    def test_everybody_else_sees_name_title_team_and_manager_alone(self, cast: Cast, who: str) -> None:
        page = signed_in(cast.people[who]).get(f"/people/{cast.ada.pk}/").content.decode()

        assert all(words in page for words in ("Ada Lindqvist", "Senior Engineer", "Payments", "Ben Okafor"))
        assert HISTORY not in page
        assert "ada@example.org" not in page

    def test_a_former_manager_no_longer_sees_them(self, cast: Cast) -> None:
        Position.objects.filter(person=cast.ada).update(manager=cast.vera)

        assert HISTORY not in signed_in(cast.ben).get(f"/people/{cast.ada.pk}/").content.decode()

    def test_who_left_is_named_and_nothing_more(self, cast: Cast) -> None:
        page = signed_in(cast.lena).get(f"/people/{cast.mia.pk}/").content.decode()

        assert "No longer works here." in page
        assert "Staff Engineer" not in page

    def test_nobody_is_found_at_a_guessed_address(self, cast: Cast) -> None:
        assert signed_in(cast.lena).get("/people/00000000-0000-4000-8000-000000000000/").status_code == 404

    def test_people_operations_record_a_last_day_and_others_may_not(self, cast: Cast) -> None:
        path = f"/people/{cast.lena.pk}/left/"
        day = {"left_on": cast.now.date().isoformat()}

        assert signed_in(cast.ben).post(path, day).status_code == 403
        assert signed_in(cast.ben).post(path, {"left_on": "?"}).status_code == 403
        assert signed_in(cast.hana).post(path, {"left_on": "?"}).status_code == 422
        assert signed_in(cast.hana).post(path, {"left_on": "2001-01-01"}).status_code == 422
        assert signed_in(cast.hana).post(path, day).status_code == 302
        assert not Person.objects.get(pk=cast.lena.pk).is_active


class TestZone:
    def test_times_are_told_in_the_chosen_zone(self, cast: Cast) -> None:
        browser = signed_in(cast.ada)

        assert browser.post("/people/zone/", {"zone": "Asia/Tokyo"}).status_code == 302
        assert Person.objects.get(pk=cast.ada.pk).time_zone == "Asia/Tokyo"
        assert "Asia/Tokyo" in browser.get("/account/").content.decode()
        assert browser.post("/people/zone/", {"zone": "Mars/Olympus"}).status_code == 422
        assert browser.post("/people/zone/", {"zone": ""}).status_code == 302
        assert Person.objects.get(pk=cast.ada.pk).time_zone == ""


class TestSelectors:
    def test_positions_of_a_day_are_half_open(self, cast: Cast) -> None:
        day = cast.now.date()
        Position.objects.filter(person=cast.ada).update(until_day=day)

        assert current_position(Person.objects.get(pk=cast.ada.pk), day) is None
        assert current_position(Person.objects.get(pk=cast.ada.pk), day - timedelta(days=1)) is not None

    def test_a_position_is_read_once_for_a_person(self, cast: Cast, django_assert_num_queries: object) -> None:
        ada = Person.objects.get(pk=cast.ada.pk)
        with django_assert_num_queries(1):  # type: ignore[operator]
            assert current_position(ada) == current_position(ada)
            assert manager_of(ada) == cast.ben

    def test_a_manager_who_left_leads_nobody(self, cast: Cast) -> None:
        Person.objects.filter(pk=cast.ben.pk).update(left_on=cast.now.date())

        assert manager_of(Person.objects.get(pk=cast.ada.pk)) is None

    def test_reports_titles_and_teams(self, cast: Cast) -> None:
        assert [row.person.name for row in reports_of(cast.ben)] == ["Ada Lindqvist", "Noor Haddad"]
        titles = titles_of([cast.ada.pk, cast.mia.pk])
        assert {key: (one.title, one.team, one.level) for key, one in titles.items()} == {
            cast.ada.pk: ("Senior Engineer", "Payments", "senior")
        }
        assert same_team(cast.ada, cast.ben)
        assert not same_team(cast.ada, cast.chen)
        assert not same_team(cast.ada, cast.mia)

    def test_holders_of_a_duty_work_here_and_hold_it_today(self, cast: Cast) -> None:
        today = cast.now.date()
        Duty.objects.create(person=cast.mia, kind=DutyKind.PEOPLE_OPERATIONS, from_day=today)
        Duty.objects.create(person=cast.lena, kind=DutyKind.PEOPLE_OPERATIONS, from_day=today, until_day=today)

        assert holders(DutyKind.PEOPLE_OPERATIONS) == (cast.hana,)
