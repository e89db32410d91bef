"""Calibration pages cost the same number of queries for ten cases and for two hundred, and stay small."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.calibration.crowd import crowd
from tests.web.calibration.rows import by_hand, made_by_hand
from tests.web.cast import Cast, signed_in
from tests.web.judging import entry_of, step

from waypost.calibration.agenda import Vote
from waypost.calibration.session import Step
from waypost.web.calibration.models import Entry, Preview, Session
from waypost.web.calibration.selectors.waiting import waiting_for
from waypost.web.promotion.models import Case

MOST = 15
KILOBYTES = 60


def cost(client: Client, place: str) -> tuple[int, int]:
    with CaptureQueriesContext(connection) as found:
        answer = client.get(place)
    assert answer.status_code in {200, 204}
    return len(found), len(answer.content) // 1000


def pages(session: Session, case: Case) -> dict[str, str]:
    entry = reverse("calibration:entry", args=[session.pk, entry_of(session, case).pk])
    return {
        "sessions": reverse("calibration:sessions"),
        "session": reverse("calibration:session", args=[session.pk]),
        "entry": entry,
        "poll": f"{entry}?since=never",
        "measured": reverse("calibration:measured", args=[session.pk]),
        "raters": reverse("calibration:raters", args=[session.pk]),
        "measured case": reverse("calibration:measured_case", args=[entry_of(session, case).pk]),
    }


@pytest.mark.parametrize("state", ["preview", "in_room"])
def test_pages_of_a_session(cast: Cast, case: Case, session: Session, state: str) -> None:
    crowd(cast, case, session, 9)
    if state == "in_room":
        step(cast, session, Step.OPEN_ROOM)
        made_by_hand(session, by_hand(session))
    uma = signed_in(cast.uma)
    few = {name: cost(uma, place) for name, place in pages(session, case).items()}
    crowd(cast, case, session, 190)
    if state == "in_room":
        made_by_hand(session, by_hand(session), number=2)
    Preview.objects.bulk_create(
        Preview(entry=entry, person=cast.chen, vote=Vote.QUESTION.value, words="Why?", at=cast.now)
        for entry in Entry.objects.all()
    )
    many = {name: cost(uma, place) for name, place in pages(session, case).items()}

    assert {name: queries for name, (queries, _) in few.items()} == {name: many[name][0] for name in many}
    assert max(queries for queries, _size in many.values()) <= MOST
    assert {name: size for name, (_queries, size) in many.items() if size > KILOBYTES} == {}


def test_a_new_session(cast: Cast, case: Case) -> None:
    place = f"{reverse('calibration:session_new')}?band={case.target_band}"
    hana = signed_in(cast.hana)
    crowd(cast, case, None, 9)
    few, _size = cost(hana, place)
    crowd(cast, case, None, 190)
    many, size = cost(hana, place)

    assert few == many <= MOST
    assert size <= KILOBYTES


def test_what_waits(cast: Cast, case: Case, session: Session) -> None:
    crowd(cast, case, session, 9)
    with CaptureQueriesContext(connection) as few:
        waiting_for(cast.uma, cast.now.date())
    crowd(cast, case, session, 90)
    with CaptureQueriesContext(connection) as many:
        waiting_for(cast.uma, cast.now.date())

    assert len(few) == len(many) <= 6
