"""Comments: from anyone about what they read, answered and closed by an owner, taken back by who made them."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.web.cast import Cast, signed_in
from tests.web.frameworks.documents import raised, second_owner
from tests.web.frameworks.drafting import draft

from waypost.refusal import Malformed, NotAllowed, NotNow, NotVisible
from waypost.web.frameworks.models import Comment
from waypost.web.frameworks.services.comments import answer_comment, make_comment, take_back_comment
from waypost.web.frameworks.services.drafts import show_draft
from waypost.web.journal.models import Event, Notice

CELL = {"level": "staff", "criterion": "design"}
PAGE = reverse("frameworks:expectation", args=["staff", "design"])
HERE = reverse("frameworks:comment_new", args=["staff", "design"])


def comment(cast: Cast, words: str = "Does a **fork** count?", who: str = "ada") -> Comment:
    return make_comment(cast.act(cast.people[who]), words=words, **CELL)


def test_a_comment_stands_on_the_page_and_is_counted_at_its_cell(cast: Cast) -> None:
    answer = signed_in(cast.ada).post(HERE, {"once": "k", "words": "Does a **fork** count?"})
    assert answer.headers["Location"] == f"{PAGE}#comments"
    html = signed_in(cast.lena).get(PAGE).content.decode()
    assert "<strong>fork</strong>" in html
    assert cast.ada.name in html
    table = signed_in(cast.lena).get(reverse("frameworks:matrix"), {"dimension": "all"}).content.decode()
    assert table.count("1 comment") == 2  # for the eye and in the link's name


def test_the_owners_are_told_without_a_word_of_it_and_without_mail(cast: Cast) -> None:
    comment(cast)
    event, notice = Event.objects.get(), Notice.objects.get()
    assert (event.kind, event.facts) == ("comment.made", {"level": "staff", "criterion": "design", "draft": False})
    assert (notice.person, notice.mail_after) == (cast.kofi, None)


@pytest.mark.parametrize("words", ["", " \n", "x" * 2_001])
def test_no_words_or_too_many_are_refused_and_stay_in_the_field(cast: Cast, words: str) -> None:
    answer = signed_in(cast.ada).post(HERE, {"once": "k", "words": words})
    assert answer.status_code == 422
    assert words.strip() in answer.content.decode()
    with pytest.raises(Malformed):
        comment(cast, words)


def test_scripts_in_a_comment_are_text(cast: Cast) -> None:
    comment(cast, "<script>alert(1)</script> ![x](http://example.org/x.png)")
    html = signed_in(cast.lena).get(PAGE).content.decode()
    assert "<script>alert" not in html
    assert "<img" not in html


def test_nothing_is_said_of_what_is_not_there(cast: Cast) -> None:
    with pytest.raises(NotVisible):
        make_comment(cast.act(cast.ada), level="staff", criterion="nothing", words="Hm.")
    assert (
        signed_in(cast.ada).post(reverse("frameworks:comment_new", args=["x", "y"]), {"words": "a"}).status_code == 404
    )


def test_an_owner_answers_and_closes_and_the_author_is_told(cast: Cast) -> None:
    row = comment(cast)
    place = reverse("frameworks:comment", args=[row.pk])
    sent = {"once": "k", "words": "Yes, if it is kept.", "resolve": "on"}
    assert signed_in(cast.kofi).post(place, sent).status_code == 302
    after = Comment.objects.get()
    assert (after.answer, after.answered_by, after.resolved_at is not None) == ("Yes, if it is kept.", cast.kofi, True)
    assert Notice.objects.get(event__kind="comment.answered").person == cast.ada
    assert "Yes, if it is kept." in signed_in(cast.lena).get(PAGE).content.decode()
    assert "1 comment" not in signed_in(cast.lena).get(reverse("frameworks:matrix")).content.decode()
    with pytest.raises(NotNow):
        answer_comment(cast.act(cast.kofi), row.pk, words="Again.", resolve=False)


def test_an_answer_needs_words_or_closes(cast: Cast) -> None:
    row = comment(cast)
    with pytest.raises(Malformed):
        answer_comment(cast.act(cast.kofi), row.pk, words=" ", resolve=False)
    answer_comment(cast.act(cast.kofi), row.pk, resolve=True)
    assert Comment.objects.get().resolved_at is not None


def test_nobody_but_an_owner_answers(cast: Cast) -> None:
    row = comment(cast)
    place = reverse("frameworks:comment", args=[row.pk])
    assert signed_in(cast.ada).post(place, {"once": "k", "words": "Me."}).status_code == 403
    with pytest.raises(NotAllowed):
        answer_comment(cast.act(cast.lena), row.pk, words="Me.", resolve=False)


def test_a_comment_taken_back_leaves_no_word(cast: Cast) -> None:
    row = comment(cast)
    answer_comment(cast.act(cast.kofi), row.pk, words="Yes.", resolve=False)
    with pytest.raises(NotAllowed):
        take_back_comment(cast.act(cast.kofi), row.pk)
    signed_in(cast.ada).post(reverse("frameworks:comment_take_back", args=[row.pk]), {"once": "k"})
    after = Comment.objects.get()
    assert (after.words, after.answer) == ("", "")
    assert "Nobody has commented on this yet." in signed_in(cast.lena).get(PAGE).content.decode()
    assert signed_in(cast.ada).get(reverse("frameworks:comment", args=[row.pk])).status_code == 404


def test_a_comment_on_a_draft_is_read_with_the_draft(cast: Cast) -> None:
    row = draft(cast, raised(cast))
    with pytest.raises(NotVisible):
        make_comment(cast.act(cast.ada), words="Hm.", draft=row.pk, **CELL)
    said = make_comment(cast.act(second_owner(cast)), words="Five is many.", draft=row.pk, **CELL)
    place = reverse("frameworks:comment", args=[said.pk])
    assert signed_in(cast.ada).get(place).status_code == 404
    show_draft(cast.act(cast.kofi), row.pk, shown=True)
    browser = signed_in(cast.ada)
    assert "Five is many." in browser.get(place).content.decode()
    answer = browser.post(
        reverse("frameworks:draft_comment", args=[row.pk, "staff", "design"]), {"once": "k", "words": "I agree."}
    )
    shown = browser.get(answer.headers["Location"]).content.decode()
    assert "I agree." in shown
    assert "I agree." not in browser.get(PAGE).content.decode()


def test_who_commented_on_a_draft_reads_their_comment_and_its_answer_when_it_is_shown_no_longer(cast: Cast) -> None:
    row = draft(cast, raised(cast), name="Raised for the spring")
    show_draft(cast.act(cast.kofi), row.pk, shown=True)
    said = make_comment(cast.act(cast.ada), words="Five is many.", draft=row.pk, **CELL)
    show_draft(cast.act(cast.kofi), row.pk, shown=False)
    answer_comment(cast.act(cast.kofi), said.pk, words="Four, then.", resolve=False)
    place = reverse("frameworks:comment", args=[said.pk])
    html = signed_in(cast.ada).get(place).content.decode()
    assert ("Four, then." in html, "Raised for the spring" in html) == (True, False)
    assert signed_in(cast.lena).get(place).status_code == 404


def test_the_list_holds_what_is_open_and_on_demand_what_is_closed(cast: Cast) -> None:
    comment(cast, "Still open.")
    answer_comment(cast.act(cast.kofi), comment(cast, "Long closed.").pk, resolve=True)
    place = reverse("frameworks:comments")
    opened, closed = (signed_in(cast.lena).get(one).content.decode() for one in (place, f"{place}?closed"))
    assert ("Still open." in opened, "Long closed." in opened) == (True, False)
    assert ("Still open." in closed, "Long closed." in closed) == (False, True)


def test_a_comment_sent_twice_is_there_once(cast: Cast) -> None:
    browser = signed_in(cast.ada)
    for _ in range(2):
        assert browser.post(HERE, {"once": "same", "words": "Once."}).status_code == 302
    assert Comment.objects.count() == 1
