"""Who reads what of the journal: never content, and nothing about oneself before it is told."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.formats import date_format
from django.utils.timezone import localtime
from tests.web.cast import Cast, signed_in
from tests.web.journal.noting import note, notes

from waypost.web.journal import selectors
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


def later(cast: Cast) -> datetime:
    return cast.now + timedelta(days=1)


def turned_over(cast: Cast, who: str, *, meanwhile: datetime | None = None) -> list[datetime]:
    """When what stands on page after page happened, while more happens."""
    browser, found, query = signed_in(cast.people[who]), [], ""
    while True:
        shown = browser.get(f"/journal/{query}").context["shown"]
        found += [line.at for line in shown.lines]
        if meanwhile is not None:
            note(cast.act(cast.ada, at=meanwhile), cast.ada)
        if shown.further is None:
            return found
        query = f"?before={shown.further}"


def pages(reader: Person, path: str) -> list[str]:
    """Every page of a journal as it comes to somebody, but for what is new in each answer."""
    browser, found = signed_in(reader), []
    query: str | None = ""
    while query is not None:
        answer = browser.get(f"{path}{query}")
        found.append(
            re.sub(r'(csrfmiddlewaretoken" value|"once" value|X-CSRFToken"|nonce)[^ >]*', "", answer.content.decode())
        )
        further = answer.context["shown"].further
        query = None if further is None else f"?before={further}"
    return found


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

    def test_pages_follow_one_another_without_gap_or_repetition(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(selectors, "A_PAGE", 5)
        happened = [cast.now + timedelta(microseconds=each) for each in range(12)]
        for at in happened:
            note(cast.act(cast.ada, at=at), cast.ada)

        assert turned_over(cast, "hana", meanwhile=later(cast)) == happened[::-1]

    def test_what_happened_at_one_moment_is_turned_over_like_the_rest(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(selectors, "A_PAGE", 5)
        note(cast.act(cast.ada, at=later(cast)), cast.ada)
        notes(cast, 12)
        note(cast.act(cast.ada, at=cast.now - timedelta(days=1)), cast.ada)

        assert turned_over(cast, "hana") == [later(cast), *[cast.now] * 12, cast.now - timedelta(days=1)]

    @pytest.mark.parametrize("path", ["/journal/", "/journal/mine/"])
    def test_what_is_hidden_from_somebody_changes_no_letter_of_their_pages(
        self, cast: Cast, path: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(selectors, "A_PAGE", 5)
        reader = cast.people["hana" if path == "/journal/" else "ada"]
        found = []
        for hidden in (0, 1, 2):  # so many beside each that is told
            mark = transaction.savepoint()
            for each in range(6):
                act = cast.act(cast.ivo, at=cast.now + timedelta(hours=each))
                happens(act, Kind.CASE_TOLD, reader)
                for _ in range(hidden):
                    happens(act, Kind.CASE_DECIDED, reader)
            found.append(pages(reader, path))
            transaction.savepoint_rollback(mark)

        assert [len(one) for one in found] == [2, 2, 2]
        assert found[1] == found[0]
        assert found[2] == found[0]

    def test_nonsense_in_the_address_is_the_first_page(self, cast: Cast) -> None:
        notes(cast, 1)

        for nonsense in ("1; drop", "-1", "9" * 17, "9" * 40, "1-", "²", "x" * 9_000):
            assert len(lines(cast, "hana", before=nonsense)) == 1

    def test_neither_the_last_seal_nor_how_many_there_are_is_shown(self, cast: Cast) -> None:
        notes(cast, 3)

        page = signed_in(cast.omar).get("/journal/").content.decode()
        assert "3 events" not in page
        assert Event.objects.get(number=3).hash[:8] not in page

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
        page = signed_in(cast.ada).get("/journal/mine/").content.decode()
        assert re.findall(r'aria-label="(Look[^"]*)">Look</a>', page) == [
            f"Look where this is seen: looked at a case, {date_format(localtime(cast.now), 'j M Y, H:i')}"
        ]

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
