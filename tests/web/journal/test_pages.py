"""Who reads what of the journal: never content, and nothing about oneself before it is told."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.cast import Cast, signed_in
from tests.web.journal.noting import note, notes

from waypost.web.journal.acts import Act, record, service
from waypost.web.journal.kinds import KINDS, Kind
from waypost.web.journal.models import Event
from waypost.web.journal.selectors import ADMINISTRATOR, OPERATIONS, TOLD_TO_THE_PERSON, my_page
from waypost.web.people.models import DutyKind, Person

pytestmark = pytest.mark.django_db


@service
def happens(act: Act, kind: Kind, about: Person) -> Event:
    """Something of this kind happens about somebody."""
    return record(act, kind, subject=about, place="/promotions/secret/", about=about)


def lines(cast: Cast, who: str, path: str = "/journal/", **query: object) -> list[tuple[str | None, str, str | None]]:
    shown = signed_in(cast.people[who]).get(path, query).context["shown"]
    return [(line.actor and line.actor.name, line.says, line.about and line.about.name) for line in shown.lines]


def test_the_two_duties_are_called_what_the_people_call_them() -> None:
    assert (DutyKind.PEOPLE_OPERATIONS.value, DutyKind.ADMINISTRATOR.value) == (OPERATIONS, ADMINISTRATOR)


class TestOrganisation:
    def test_people_operations_read_who_what_and_about_whom(self, cast: Cast) -> None:
        happens(cast.act(cast.ben), Kind.CASE_NOMINATED, cast.ada)

        assert lines(cast, "hana") == [("Ben Okafor", "nominated somebody", "Ada Lindqvist")]

    def test_nobody_reads_whose_case_panels_and_the_room_worked_on(self, cast: Cast) -> None:
        happens(cast.act(cast.chen), Kind.REVIEW_GIVEN, cast.ada)

        assert lines(cast, "hana") == [("Chen Wei", "gave a review", None)]

    def test_an_administrator_reads_neither_whom_it_is_about_nor_where(self, cast: Cast) -> None:
        happens(cast.act(cast.chen), Kind.REVIEW_GIVEN, cast.ada)
        page = signed_in(cast.omar).get("/journal/").content.decode()

        assert lines(cast, "omar") == [("Chen Wei", "gave a review", None)]
        assert "Ada" not in page
        assert "/promotions/secret/" not in page

    def test_nobody_reads_there_what_panels_do_about_themselves(self, cast: Cast) -> None:
        happens(cast.act(cast.chen), Kind.REVIEW_GIVEN, cast.hana)
        happens(cast.act(cast.ivo), Kind.CASE_DECIDED, cast.hana)
        happens(cast.act(cast.ivo), Kind.CASE_TOLD, cast.hana)
        happens(cast.act(cast.hana), Kind.CASE_MOVED, cast.hana)

        assert lines(cast, "hana") == [
            ("Hana Kobayashi", "moved a case on", "Hana Kobayashi"),
            ("Ivo Petrov", "told a candidate", "Hana Kobayashi"),
        ]

    @pytest.mark.parametrize("who", ["ada", "ben", "ivo", "kofi", "dana", "lena"])
    def test_it_is_closed_to_everybody_else(self, cast: Cast, who: str) -> None:
        assert signed_in(cast.people[who]).get("/journal/").status_code == 403

    def test_one_kind_can_be_picked_and_nonsense_picks_everything(self, cast: Cast) -> None:
        note(cast.act(cast.ada), cast.ada)
        happens(cast.act(cast.chen), Kind.REVIEW_GIVEN, cast.ada)

        assert [says for _, says, _ in lines(cast, "hana", kind="review.given")] == ["gave a review"]
        assert len(lines(cast, "hana", kind="nonsense")) == 2

    def test_pages_follow_one_another_without_gap_or_repetition(self, cast: Cast) -> None:
        notes(cast, 120)
        browser, numbers, query = signed_in(cast.hana), [], ""
        while True:
            shown = browser.get(f"/journal/{query}").context["shown"]
            numbers += [line.number for line in shown.lines]
            note(cast.act(cast.ada), cast.ada)  # what happens meanwhile moves nothing
            if shown.further is None:
                break
            query = f"?before={shown.further}"

        assert numbers == list(range(120, 0, -1))

    def test_nonsense_in_the_address_is_the_first_page(self, cast: Cast) -> None:
        notes(cast, 1)

        assert len(lines(cast, "hana", before="1; drop")) == 1

    def test_the_chain_s_last_seal_is_shown(self, cast: Cast) -> None:
        notes(cast, 3)

        page = signed_in(cast.omar).get("/journal/").content.decode()
        assert "3 events" in page
        assert Event.objects.get(number=3).hash[:16] in page

    @pytest.mark.parametrize("path", ["/journal/", "/journal/mine/"])
    def test_queries_do_not_grow_with_events(self, cast: Cast, path: str) -> None:
        browser = signed_in(cast.hana)
        notes(cast, 10)
        with CaptureQueriesContext(connection) as few:
            browser.get(path)
        notes(cast, 190)
        with CaptureQueriesContext(connection) as lots:
            browser.get(path)

        assert len(lots) == len(few) <= 15


class TestMine:
    def test_i_read_who_looked_at_my_case_and_when_but_nothing_of_others(self, cast: Cast) -> None:
        happens(cast.act(cast.hana), Kind.CASE_LOOKED_AT, cast.ada)
        happens(cast.act(cast.hana), Kind.CASE_LOOKED_AT, cast.ben)

        assert lines(cast, "ada", "/journal/mine/") == [("Hana Kobayashi", "looked at a case", None)]

    @pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in TOLD_TO_THE_PERSON], ids=str)
    def test_what_is_not_told_to_me_is_not_there(self, cast: Cast, kind: Kind) -> None:
        happens(cast.act(cast.chen), kind, cast.ada)

        assert my_page(cast.ada).lines == ()

    def test_panels_the_room_and_the_decision_are_never_among_what_is_told(self) -> None:
        sealed = {
            Kind.ASSESSMENT_GIVEN,
            Kind.REVIEW_GIVEN,
            Kind.SEAT_TAKEN,
            Kind.RATING_CHANGED,
            Kind.CASE_DECIDED,
            Kind.PREVIEW_GIVEN,
            Kind.ROOM_NOTED,
            Kind.ROOM_OUTCOME,
        }
        assert sealed.isdisjoint(TOLD_TO_THE_PERSON)
