"""Notices: one's own, newest first, read by a press that leads to what they are about."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.cast import Cast, signed_in

from waypost.web.journal.models import Event, Notice
from waypost.web.people.models import Person

NOTICES, READ_ALL = reverse("home:notices"), reverse("home:notices_read")


def notices(cast: Cast, person: Person, count: int, *, kind: str = "framework.published") -> list[Notice]:
    """Notices of `count` events, each leading to its own place."""
    first = Event.objects.count() + 1
    events = Event.objects.bulk_create(
        Event(
            number=number,
            at=cast.now - timedelta(minutes=1000 - number),
            kind=kind,
            subject="frameworkversion:1",
            place=f"/framework/?version={number}",
            previous="0" * 64,
            hash=f"{number:064}",
        )
        for number in range(first, first + count)
    )
    return Notice.objects.bulk_create(Notice(event=event, person=person) for event in events)


def test_notices_are_ones_own_the_newest_first_and_say_only_that_something_happened(cast: Cast) -> None:
    mine = notices(cast, cast.ada, 2)
    notices(cast, cast.ben, 1, kind="case.told")
    shown = signed_in(cast.ada).get(NOTICES)
    assert [line.address for line in shown.context["lines"]] == [mine[1].address, mine[0].address]
    assert [line.says for line in shown.context["lines"]] == ["A new version of the framework is published."] * 2
    assert "Your case has an answer." not in shown.content.decode()


def test_opening_a_notice_marks_it_read_and_leads_to_its_place(cast: Cast) -> None:
    notice, other = notices(cast, cast.ada, 2)
    browser = signed_in(cast.ada)
    answer = browser.post(reverse("home:notice_open", args=[notice.address]))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/framework/?version=1")
    notice.refresh_from_db()
    other.refresh_from_db()
    assert notice.read_at is not None
    assert other.read_at is None
    first_read = notice.read_at
    browser.post(reverse("home:notice_open", args=[notice.address]))
    notice.refresh_from_db()
    assert notice.read_at == first_read


def test_looking_alone_marks_nothing(cast: Cast) -> None:
    (notice,) = notices(cast, cast.ada, 1)
    browser = signed_in(cast.ada)
    browser.get(NOTICES)
    assert browser.get(reverse("home:notice_open", args=[notice.address])).status_code == 405
    assert Notice.objects.filter(read_at=None).count() == 1


def test_anothers_notice_is_not_there(cast: Cast) -> None:
    (notice,) = notices(cast, cast.ada, 1)
    answer = signed_in(cast.ben).post(reverse("home:notice_open", args=[notice.address]))
    assert answer.status_code == 404
    assert Notice.objects.filter(read_at=None).count() == 1


def test_marking_all_read_marks_ones_own_and_records_no_event(cast: Cast) -> None:
    notices(cast, cast.ada, 3)
    notices(cast, cast.ben, 1)
    events = Event.objects.count()
    answer = signed_in(cast.ada).post(READ_ALL, follow=True)
    assert "3 notices are marked as read." in answer.content.decode()
    assert [notice.person_id for notice in Notice.objects.filter(read_at=None)] == [cast.ben.pk]
    assert Event.objects.count() == events
    assert "There was nothing to mark." in signed_in(cast.ada).post(READ_ALL, follow=True).content.decode()


def test_without_notices_the_page_says_what_it_will_hold(cast: Cast) -> None:
    assert "No notices yet" in signed_in(cast.ada).get(NOTICES).content.decode()


def test_a_long_list_is_paged_and_costs_the_same_for_ten_and_for_two_hundred(cast: Cast) -> None:
    notices(cast, cast.ada, 10)
    few = queries(cast)
    notices(cast, cast.ada, 190)
    assert queries(cast) == few <= 15
    browser = signed_in(cast.ada)
    assert [len(browser.get(NOTICES, {"page": page}).context["lines"]) for page in (1, 4, 99)] == [50, 50, 50]
    assert len(browser.get(NOTICES).content) < 60_000


def queries(cast: Cast) -> int:
    browser = signed_in(cast.ada)
    browser.get(NOTICES)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(NOTICES).status_code == 200
    return len(captured)
