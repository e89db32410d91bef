"""Feedback: signed, about one criterion, read by two."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.cast import Cast, signed_in

from waypost.refusal import Malformed, NotVisible
from waypost.web.growth.models import Feedback
from waypost.web.growth.services.feedback import give_feedback
from waypost.web.journal.models import Event, Notice

WORDS = "The refund talk lost the people from finance after five minutes."


def told(cast: Cast, who: str = "jun", *, to_grow: bool = True) -> Feedback:
    return give_feedback(
        cast.act(cast.people[who]), about=cast.ada.pk, criterion="communication", words=WORDS, to_grow=to_grow
    )


def test_feedback_reaches_the_person_and_the_journal_has_no_word_of_it(cast: Cast) -> None:
    row = told(cast)

    event = Event.objects.get()
    assert (row.about, row.author, row.criterion, row.level) == (cast.ada, cast.jun, "communication", "")
    assert event.facts == {"criterion": "communication", "to_grow": True}
    assert [one.person for one in Notice.objects.all()] == [cast.ada]


def test_only_the_two_read_it_and_a_manager_is_not_one_of_them(cast: Cast) -> None:
    told(cast)

    readers = {name for name, one in cast.people.items() if Feedback.objects.visible_to(one).exists()}
    assert readers == {"ada", "jun"}
    for who, seen in (("ada", True), ("jun", True), ("ben", False), ("hana", False), ("lena", False)):
        assert (WORDS in signed_in(cast.people[who]).get("/growth/").content.decode()) is seen


@pytest.mark.parametrize(
    ("about", "criterion", "words"),
    [
        ("jun", "communication", WORDS),
        ("mia", "communication", WORDS),
        ("ada", "charm", WORDS),
        ("ada", "communication", "  "),
        ("ada", "communication", "x" * 4_001),
    ],
)
def test_oneself_leavers_unknown_criteria_and_silence_are_refused(
    cast: Cast, about: str, criterion: str, words: str
) -> None:
    with pytest.raises(Malformed):
        give_feedback(cast.act(cast.jun), about=cast.people[about].pk, criterion=criterion, words=words, to_grow=True)
    assert not Feedback.objects.exists()


def test_a_leaver_writes_nothing(cast: Cast) -> None:
    with pytest.raises(NotVisible):
        told(cast, "mia")


def test_writing_works_without_scripts_and_twice_is_once(cast: Cast) -> None:
    jun = signed_in(cast.jun)
    sent = {"once": "a", "about": str(cast.ada.pk), "criterion": "design", "to_grow": "keep", "words": "Held well."}

    places = {jun.post("/growth/feedback/give/?q=ada", sent)["Location"] for _ in range(2)}

    row = Feedback.objects.get()
    assert (places, row.to_grow, row.words) == ({"/growth/"}, False, "Held well.")


def test_a_person_not_found_cannot_be_smuggled_in(cast: Cast) -> None:
    sent = {"about": str(cast.ada.pk), "criterion": "design", "to_grow": "keep", "words": "Held well."}

    assert signed_in(cast.jun).post("/growth/feedback/give/?q=kim", sent).status_code == 422
    assert not Feedback.objects.exists()


def test_a_link_to_write_to_somebody_finds_them(cast: Cast) -> None:
    jun = signed_in(cast.jun)

    assert (
        "Ada Lindqvist (Senior Engineer, Payments)"
        in jun.get(f"/growth/feedback/give/?to={cast.ada.pk}").content.decode()
    )
    for wrong in (str(cast.mia.pk), str(cast.jun.pk), "nobody"):
        assert 'name="about"' not in jun.get(f"/growth/feedback/give/?to={wrong}").content.decode()


def test_all_feedback_is_read_a_page_at_a_time_at_the_same_cost(cast: Cast) -> None:
    ada, counts = signed_in(cast.ada), []
    for number in (1, 199):
        Feedback.objects.bulk_create(
            Feedback(
                about=cast.ada,
                author=cast.jun,
                framework=cast.framework,
                criterion="code",
                words=WORDS,
                given_at=cast.now,
            )
            for _ in range(number)
        )
        with CaptureQueriesContext(connection) as queries:
            page = ada.get("/growth/feedback/").content.decode()
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
    assert page.count(WORDS) == 10
    assert "Page 1 of 20" in page
    assert WORDS not in signed_in(cast.ben).get("/growth/feedback/").content.decode()
