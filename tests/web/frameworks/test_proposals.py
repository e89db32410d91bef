"""Suggested words: from anyone with a reason, between them and the owners, accepted into a draft or declined."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from tests.web.cast import Cast, signed_in
from tests.web.frameworks.documents import changed, published, second_owner
from tests.web.frameworks.drafting import draft, reviewed

from waypost.framework.reading import read_text
from waypost.refusal import Malformed, NotAllowed, NotNow, NotVisible
from waypost.web.frameworks.models import Draft, Proposal
from waypost.web.frameworks.services.drafts import change_cell
from waypost.web.frameworks.services.proposals import accept_proposal, decline_proposal, propose, withdraw_proposal
from waypost.web.journal.models import Event, Notice

CELL = {"level": "staff", "criterion": "design"}
HERE = reverse("frameworks:propose", args=["staff", "design"])


def words(cast: Cast, new: str = "four teams") -> str:
    found = cast.lattice.expectation("design", "staff")
    assert found is not None
    return "\n".join(one.says for one in found.statements).replace("several teams", new)


def proposal(cast: Cast, **more: Any) -> Proposal:
    said = {"statements": words(cast), "why": "“Several” is two or ten.", **CELL, **more}
    return propose(cast.act(cast.ada), **said)


def says(row: Draft) -> list[str]:
    framework = read_text(Draft.objects.get(pk=row.pk).text).framework
    found = framework.expectation("design", "staff") if framework is not None else None
    return [one.says for one in found.statements] if found is not None else []


def place(row: Proposal) -> str:
    return reverse("frameworks:proposal", args=[row.pk])


def test_anyone_suggests_and_sees_old_and_new_words_side_by_side(cast: Cast) -> None:
    browser = signed_in(cast.ada)
    assert browser.get(HERE).context["form"]["statements"].value() == words(cast, "several teams")
    sent = {"once": "k", "statements": words(cast), "why": "Several is two or ten."}
    shown = browser.post(HERE, sent, follow=True)
    row = Proposal.objects.get()
    assert shown.redirect_chain == [(place(row), 302)]
    html = shown.content.decode()
    assert "<del>several " in html
    assert "<ins>four " in html
    assert (row.old, row.new) == (words(cast, "several teams"), words(cast))


def test_the_owners_are_told_that_there_is_one_and_find_it(cast: Cast) -> None:
    row = proposal(cast)
    assert Notice.objects.get().person == cast.kofi
    assert Event.objects.get().facts == CELL
    assert place(row) in signed_in(cast.kofi).get(reverse("frameworks:proposals")).content.decode()
    assert "Decide on it" in signed_in(cast.kofi).get("/").content.decode()


def test_nobody_else_meets_it(cast: Cast) -> None:
    row = proposal(cast)
    for name in ("ben", "hana", "lena"):
        assert signed_in(cast.people[name]).get(place(row)).status_code == 404
        assert place(row) not in signed_in(cast.people[name]).get(reverse("frameworks:proposals")).content.decode()


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"why": " "}, Malformed),
        ({"why": "x" * 4_001}, Malformed),
        ({"statements": "a\n" * 101}, Malformed),
        ({"level": "nowhere"}, NotVisible),
    ],
)
def test_a_suggestion_without_a_reason_or_a_place_is_refused(
    cast: Cast, more: dict[str, str], kind: type[Exception]
) -> None:
    with pytest.raises(kind):
        proposal(cast, **more)
    assert not Proposal.objects.exists()


def test_the_same_words_are_no_suggestion(cast: Cast) -> None:
    answer = signed_in(cast.ada).post(HERE, {"once": "k", "statements": words(cast, "several teams"), "why": "Hm."})
    assert (answer.status_code, "This is what stands there already." in answer.content.decode()) == (409, True)


def test_an_accepted_one_stands_in_the_draft_and_who_made_it_is_told(cast: Cast) -> None:
    row, into = proposal(cast), draft(cast)
    sent = {"once": "k", "then": "accept", "draft": str(into.pk), "words": "Thank you."}
    assert signed_in(cast.kofi).post(place(row), sent).status_code == 302
    after = Proposal.objects.get()
    assert (after.state, after.draft, after.decided_by, after.answer) == ("accepted", into, cast.kofi, "Thank you.")
    assert "\n".join(says(into)) == words(cast)
    assert Notice.objects.get(event__kind="proposal.decided").person == cast.ada
    assert "Thank you." in signed_in(cast.ada).get(place(row)).content.decode()


def test_accepting_voids_an_approval_of_the_draft_visibly(cast: Cast) -> None:
    row, dana = proposal(cast), second_owner(cast)
    into = draft(cast, changed(cast, "1.0.1", "title: Delivery\n", "title: Delivery of agreed work\n"))
    reviewed(cast, into, by=dana)
    accept_proposal(cast.act(cast.kofi), row.pk, draft=into.pk)
    html = signed_in(cast.kofi).get(reverse("frameworks:draft", args=[into.pk])).content.decode()
    assert "the approval no longer holds" in html


def test_words_that_the_draft_has_changed_meanwhile_are_replaced_on_a_second_press_only(cast: Cast) -> None:
    row, into = proposal(cast), draft(cast)
    change_cell(cast.act(cast.kofi), into.pk, seen=1, statements="Owns the design.", **CELL)
    browser = signed_in(cast.kofi)
    sent = {"once": "a", "then": "accept", "draft": str(into.pk), "words": ""}
    first = browser.post(place(row), sent)
    html = first.content.decode()
    assert (first.status_code, "Owns the design." in html, says(into)) == (409, True, ["Owns the design."])
    again = {**sent, "once": "b", "over": first.context["form"]["over"].value()}
    assert browser.post(place(row), again).status_code == 302
    assert "\n".join(says(into)) == words(cast)


def test_a_declined_one_says_why(cast: Cast) -> None:
    row = proposal(cast)
    bare = signed_in(cast.kofi).post(place(row), {"once": "a", "then": "decline", "words": ""})
    assert (bare.status_code, "Say why not" in bare.content.decode()) == (422, True)
    signed_in(cast.kofi).post(place(row), {"once": "b", "then": "decline", "words": "Two can be enough."})
    assert Proposal.objects.get().state == "declined"
    assert "Two can be enough." in signed_in(cast.ada).get(place(row)).content.decode()
    with pytest.raises(NotNow):
        decline_proposal(cast.act(cast.kofi), row.pk, words="Again.")


def test_without_a_draft_there_is_nothing_to_accept_into(cast: Cast) -> None:
    row = proposal(cast)
    html = signed_in(cast.kofi).get(place(row)).content.decode()
    assert "No draft is open that could take these words." in html
    answer = signed_in(cast.kofi).post(place(row), {"once": "k", "then": "accept"})
    assert (answer.status_code, Proposal.objects.get().state) == (422, "open")


def test_its_author_withdraws_it_and_nobody_else_does(cast: Cast) -> None:
    row = proposal(cast)
    with pytest.raises(NotAllowed):
        withdraw_proposal(cast.act(cast.kofi), row.pk)
    with pytest.raises(NotVisible):
        withdraw_proposal(cast.act(cast.lena), row.pk)
    signed_in(cast.ada).post(reverse("frameworks:proposal_withdraw", args=[row.pk]), {"once": "k"})
    assert Proposal.objects.get().state == "withdrawn"
    with pytest.raises(NotNow):
        accept_proposal(cast.act(cast.kofi), row.pk, draft=draft(cast).pk)


def test_only_an_owner_decides(cast: Cast) -> None:
    row = proposal(cast)
    assert signed_in(cast.ada).post(place(row), {"once": "k", "then": "decline", "words": "No."}).status_code == 403


def test_a_suggestion_for_words_that_have_changed_since_says_so(cast: Cast) -> None:
    row = proposal(cast)
    published(cast, changed(cast, "2.0.0", "several teams build on", "9 teams build on"))
    assert (
        "The version in force says something else here by now." in signed_in(cast.kofi).get(place(row)).content.decode()
    )
