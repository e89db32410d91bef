"""Previews: given and changed until the room opens, sealed until then, asked of calibrators alone."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.web.calibration.in_the_room import QUESTION, bare, entry, place
from tests.web.cast import Cast, signed_in
from tests.web.judging import step

from waypost.calibration.agenda import Vote
from waypost.calibration.session import Step
from waypost.refusal import Malformed, NotNow, NotVisible
from waypost.web.calibration.models import Preview, Session
from waypost.web.calibration.selectors.waiting import waiting_for
from waypost.web.calibration.services.previews import give_preview


def test_a_preview_is_given_and_can_be_changed_until_the_room_opens(cast: Cast, session: Session) -> None:
    give_preview(cast.act(cast.uma), entry(), vote=Vote.AGREE)
    give_preview(cast.act(cast.uma), entry(), vote=Vote.QUESTION, words=QUESTION)

    assert [(row.vote, row.words) for row in Preview.objects.all()] == [("question", QUESTION)]
    step(cast, session, Step.OPEN_ROOM)
    with pytest.raises(NotNow):
        give_preview(cast.act(cast.uma), entry(), vote=Vote.AGREE)


def test_a_question_says_what_it_questions(cast: Cast, session: Session) -> None:
    with pytest.raises(Malformed):
        give_preview(cast.act(cast.uma), entry(), vote=Vote.QUESTION, words=" ")


def test_how_previews_fell_is_sealed_until_the_room_opens(cast: Cast, session: Session) -> None:
    readers = [signed_in(cast.people[who]) for who in ("dana", "chen", "eli", "hana")]
    session_place = reverse("calibration:session", args=[session.pk])
    before = [bare(reader.get(session_place).content.decode()) for reader in readers]
    give_preview(cast.act(cast.uma), entry(), vote=Vote.QUESTION, words=QUESTION)
    assert [bare(reader.get(session_place).content.decode()) for reader in readers] == before

    assert QUESTION not in readers[0].get(place()).content.decode()
    step(cast, session, Step.OPEN_ROOM)
    shown = readers[0].get(place()).content.decode()
    assert QUESTION in shown
    assert "0 agree, 1 question, 0 pass." in shown
    assert "Uma Sato" not in shown.split("<main")[1]


def test_only_calibrators_are_asked(cast: Cast, session: Session) -> None:
    for who in ("ben", "ada", "hana", "lena"):
        with pytest.raises(NotVisible):
            give_preview(cast.act(cast.people[who]), entry(), vote=Vote.AGREE)
    with pytest.raises(NotVisible):  # Ivo decides: he sees the case, and was not asked into this room
        give_preview(cast.act(cast.ivo), entry(), vote=Vote.AGREE)


def test_previews_wait_on_the_home_page_until_given(cast: Cast, session: Session) -> None:
    today = cast.now.date()
    assert [one.says for one in waiting_for(cast.uma, today)] == ["Autumn, B4: 1 case waits for your preview."]
    assert waiting_for(cast.ben, today) == ()
    give_preview(cast.act(cast.uma), entry(), vote=Vote.PASS)
    assert waiting_for(cast.uma, today) == ()
    step(cast, session, Step.OPEN_ROOM)
    assert [one.says for one in waiting_for(cast.dana, today)] == ["Autumn, B4: the room is open."]


def test_a_preview_by_the_page_goes_on_to_the_next(cast: Cast, session: Session) -> None:
    uma = signed_in(cast.uma)
    assert "Your preview" in uma.get(place()).content.decode()
    answer = uma.post(place("preview"), {"vote": "agree"})
    assert answer.headers["Location"] == reverse("calibration:session", args=[session.pk])
    assert uma.post(place("preview"), {"vote": "question"}).status_code == 422
