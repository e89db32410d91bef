"""Drafts: shared by the owners, changed without losing anybody's words, shown to everyone when they are asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.web.cast import Cast, signed_in
from tests.web.frameworks.documents import raised, reworded, second_owner
from tests.web.frameworks.drafting import draft, edited, looked, reviewed

from waypost.refusal import Conflict, Malformed, NotAllowed, NotNow, NotVisible
from waypost.web.frameworks.models import Draft, DraftReview, FrameworkVersion
from waypost.web.frameworks.services.drafts import (
    DraftText,
    change_cell,
    change_draft,
    drop_draft,
    keep_draft,
    show_draft,
    take_up_draft,
)
from waypost.web.frameworks.services.reviews import Looked, answer_review, ask_review
from waypost.web.frameworks.statements import apart
from waypost.web.journal.models import Event, Notice
from waypost.web.people.models import Person

NEW, CELL = reverse("frameworks:draft_new"), {"criterion": "design", "level": "staff"}


def fields(cast: Cast, **more: Any) -> dict[str, Any]:
    return {"once": "k1", "name": "Spring", "in_force_on": cast.now.date().isoformat(), "notes": "", "text": "", **more}


def at(row: Draft, name: str = "draft", *more: str) -> str:
    return reverse(f"frameworks:{name}", args=[row.pk, *more])


def written(row: Draft, **more: Any) -> DraftText:
    return DraftText(**{"name": row.name, "text": row.text, "in_force_on": row.in_force_on, "notes": row.notes, **more})


# Begun


def test_a_draft_is_begun_from_a_file_and_shows_what_it_would_change(cast: Cast) -> None:
    file = SimpleUploadedFile("f.yaml", raised(cast).encode())
    shown = signed_in(cast.kofi).post(NEW, fields(cast, file=file, notes="Two cases."), follow=True)
    row = Draft.objects.get()
    assert shown.redirect_chain == [(at(row), 302)]
    assert (row.name, row.text, row.author, row.edited_by, row.based_on) == (
        "Spring",
        raised(cast),
        cast.kofi,
        cast.kofi,
        cast.framework,
    )
    assert "<ins>5 </ins>" in shown.content.decode()
    assert FrameworkVersion.objects.count() == 1


def test_without_a_document_a_draft_begins_as_the_version_published_last(cast: Cast) -> None:
    signed_in(cast.kofi).post(NEW, fields(cast))
    assert Draft.objects.get().text == cast.framework.document


def test_a_pasted_document_keeps_its_own_line_ends(cast: Cast) -> None:
    signed_in(cast.kofi).post(NEW, fields(cast, text=reworded(cast).replace("\n", "\r\n")))
    assert Draft.objects.get().text == reworded(cast)


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        (b"waypost: 1", "waypost: 1", "Give the file or the text, not both."),
        (b"\xff\xfe\x00", "", "not text in UTF-8"),
        (b"waypost: 1\x00", "", "not a text file"),
        (b"#" * 1_000_001, "", "larger than a framework can be"),
        (None, "a\x00b", "Null characters are not allowed"),
    ],
    ids=["both", "not UTF-8", "not text", "too large", "null"],
)
def test_what_is_no_document_is_refused_and_what_was_typed_stands_there_still(
    cast: Cast, file: bytes | None, text: str, says: str
) -> None:
    sent = fields(cast, text=text, notes="My words stay.")
    if file is not None:
        sent["file"] = SimpleUploadedFile("f.yaml", file)
    answer = signed_in(cast.kofi).post(NEW, sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "My words stay." in answer.content.decode()
    assert not Draft.objects.exists()


def test_each_error_of_a_document_is_shown_with_line_and_column(cast: Cast) -> None:
    broken = raised(cast).replace("primary: technical", "primary: tecnical", 1)
    row = draft(cast, broken)
    line = broken[: broken.index("tecnical")].count("\n") + 1
    for name in ("draft", "draft_edit"):
        html = signed_in(cast.kofi).get(at(row, name)).content.decode()
        assert f'<td class="num">{line}</td>' in html
    assert signed_in(cast.kofi).get(at(row, "draft_table")).status_code == 404


def test_several_drafts_lie_side_by_side_and_every_owner_sees_them(cast: Cast) -> None:
    draft(cast, raised(cast), name="Raised")
    draft(cast, reworded(cast), name="Reworded")
    html = signed_in(second_owner(cast)).get(reverse("frameworks:drafts")).content.decode()
    assert "Raised" in html
    assert "Reworded" in html


# Who reads


def test_a_draft_is_read_by_the_owners_until_it_is_shown_to_everyone(cast: Cast) -> None:
    row = draft(cast, raised(cast))
    places = [
        at(row),
        at(row, "draft_table"),
        at(row, "draft_document"),
        at(row, "draft_expectation", "staff", "design"),
    ]
    assert {signed_in(cast.ada).get(place).status_code for place in places} == {404}
    show_draft(cast.act(cast.kofi), row.pk, shown=True)
    assert {signed_in(cast.ada).get(place).status_code for place in places} == {200}
    assert signed_in(cast.ada).get(at(row, "draft_edit")).status_code == 403
    show_draft(cast.act(cast.kofi), row.pk, shown=False)
    assert {signed_in(cast.ada).get(place).status_code for place in places} == {404}


def test_who_reads_a_shown_draft_meets_no_review(cast: Cast) -> None:
    row, dana = draft(cast, raised(cast)), second_owner(cast)
    reviewed(cast, row, by=dana, approve=False, words="Say five.")
    show_draft(cast.act(cast.kofi), row.pk, shown=True)
    assert "Say five." not in signed_in(cast.ada).get(at(row)).content.decode()
    assert "Say five." in signed_in(cast.kofi).get(at(row)).content.decode()


# Changed as a whole


def test_another_owner_changes_the_document_and_becomes_its_last_editor(cast: Cast) -> None:
    row, dana = draft(cast, reworded(cast)), second_owner(cast)
    sent = {"once": "k", "seen": 1, "name": "Spring", "text": raised(cast), "in_force_on": row.in_force_on.isoformat()}
    answer = signed_in(dana).post(at(row, "draft_edit"), sent)
    after = Draft.objects.get()
    assert (answer.status_code, after.text, after.edited_by, after.version) == (302, raised(cast), dana, 2)


def test_another_name_for_the_draft_makes_nobody_its_last_editor(cast: Cast) -> None:
    row, dana = draft(cast, raised(cast)), second_owner(cast)
    change_draft(cast.act(dana), row.pk, seen=1, written=written(row, name="Autumn"))
    assert (Draft.objects.get().name, Draft.objects.get().edited_by) == ("Autumn", cast.kofi)


def test_of_two_who_change_one_draft_the_second_sees_both_texts_and_decides(cast: Cast) -> None:
    row, dana = draft(cast, reworded(cast)), second_owner(cast)
    edited(cast, row, raised(cast), by=dana)
    mine = reworded(cast) + "# mine\n"
    sent = {"once": "a", "seen": 1, "name": "Spring", "text": mine, "in_force_on": row.in_force_on.isoformat()}
    browser = signed_in(cast.kofi)
    answer = browser.post(at(row, "draft_edit"), sent)
    html = answer.content.decode()
    assert (answer.status_code, "5 teams" in html, "# mine" in html) == (409, True, True)
    assert Draft.objects.get().text == raised(cast)
    again = {**sent, "once": "b", "seen": answer.context["form"]["seen"].value()}
    assert browser.post(at(row, "draft_edit"), again).status_code == 302
    assert Draft.objects.get().text == mine


def test_what_is_typed_is_kept_without_an_event(cast: Cast) -> None:
    row = draft(cast, reworded(cast))
    events = Event.objects.count()
    sent = {"seen": 1, "name": "Spring", "text": raised(cast), "in_force_on": row.in_force_on.isoformat(), "notes": ""}
    answer = signed_in(cast.kofi).post(at(row, "draft_autosave"), sent)
    assert (answer.status_code, 'value="2"' in answer.content.decode()) == (200, True)
    assert (Draft.objects.get().text, Event.objects.count()) == (raised(cast), events)
    stale = signed_in(cast.kofi).post(at(row, "draft_autosave"), sent)
    assert (stale.status_code, Draft.objects.get().version) == (409, 2)


@pytest.mark.parametrize("approved", [True, False])
def test_typing_changes_nothing_while_somebody_reviews_or_has_approved(cast: Cast, approved: bool) -> None:
    row, dana = draft(cast, raised(cast)), second_owner(cast)
    review = ask_review(cast.act(cast.kofi), row.pk, reviewer=dana.pk)
    if approved:
        answer_review(cast.act(dana), review.pk, approve=True, looked=looked(row))
    with pytest.raises(NotNow) as refused:
        keep_draft(cast.act(cast.kofi), row.pk, seen=1, written=written(row, text=reworded(cast)))
    assert (refused.value.code, Draft.objects.get().text) == ("draft.in_review", raised(cast))


# Changed one expectation at a time


def test_one_expectation_is_changed_and_every_other_line_stays(cast: Cast) -> None:
    row = draft(cast, f"# Why we do this.\n{raised(cast)}")
    browser = signed_in(cast.kofi)
    form = browser.get(at(row, "draft_cell", "staff", "design")).context["form"]
    said = form["statements"].value().replace("5 teams", "seven teams")
    answer = browser.post(at(row, "draft_cell", "staff", "design"), {"once": "k", "seen": 1, "statements": said})
    after = Draft.objects.get()
    assert answer.headers["Location"] == at(row, "draft_expectation", "staff", "design")
    assert after.text.startswith("# Why we do this.\n")
    assert "seven teams" in after.text
    # Up to the cell and from the next one on not a letter is different.
    cell = row.text.index("    staff:\n", row.text.index("\n  design:\n"))
    rest = row.text[row.text.index("    senior-staff:\n", cell) :]
    assert after.text.startswith(row.text[:cell])
    assert after.text.endswith(rest)


def test_examples_stay_with_the_statement_they_belong_to(cast: Cast) -> None:
    from waypost.framework.reading import read_text

    row = draft(cast, raised(cast))
    before = read_text(row.text).framework
    assert before is not None
    old = before.expectation("design", "staff")
    assert old is not None
    said = "\n".join(one.says for one in reversed(old.statements))
    change_cell(cast.act(cast.kofi), row.pk, seen=1, statements=said, **CELL)
    after = read_text(Draft.objects.get().text).framework
    assert after is not None
    new = after.expectation("design", "staff")
    assert new is not None
    assert new.statements == tuple(reversed(old.statements))


def test_without_statements_nothing_is_asked_there(cast: Cast) -> None:
    from waypost.framework.reading import read_text

    row = draft(cast, raised(cast))
    change_cell(cast.act(cast.kofi), row.pk, seen=1, statements=" \n", **CELL)
    after = read_text(Draft.objects.get().text).framework
    assert after is not None
    assert after.expectation("design", "staff") is None


def test_an_expectation_that_another_changed_meanwhile_is_not_overwritten(cast: Cast) -> None:
    row, dana = draft(cast, raised(cast)), second_owner(cast)
    change_cell(cast.act(dana), row.pk, seen=1, statements="Owns a design that all build on.", **CELL)
    with pytest.raises(Conflict) as refused:
        change_cell(cast.act(cast.kofi), row.pk, seen=1, statements="Mine.", **CELL)
    assert (refused.value.theirs[0][1], refused.value.mine[0][1]) == ("Owns a design that all build on.", "Mine.")


@pytest.mark.parametrize(
    ("text", "cell", "kind"),
    [
        ("waypost: 1\n", CELL, NotNow),
        ("", {"criterion": "design", "level": "nowhere"}, NotVisible),
        ("", {"criterion": "nothing", "level": "staff"}, NotVisible),
    ],
)
def test_a_cell_that_is_not_there_cannot_be_changed(
    cast: Cast, text: str, cell: dict[str, str], kind: type[Exception]
) -> None:
    row = draft(cast, text)
    with pytest.raises(kind):
        change_cell(cast.act(cast.kofi), row.pk, seen=1, statements="Owns it.", **cell)


def test_more_statements_than_an_expectation_can_have_are_refused(cast: Cast) -> None:
    row = draft(cast, raised(cast))
    with pytest.raises(Malformed):
        change_cell(cast.act(cast.kofi), row.pk, seen=1, statements="\n".join(map(str, range(101))), **CELL)


# Dropped and taken up


def test_a_dropped_draft_is_out_of_the_way_and_can_be_taken_up_again(cast: Cast) -> None:
    row = draft(cast, raised(cast))
    browser = signed_in(cast.kofi)
    browser.post(at(row, "draft_do", "drop"), {"once": "a"})
    assert browser.get(at(row, "draft_edit")).status_code == 409
    with pytest.raises(NotNow):
        drop_draft(cast.act(cast.kofi), row.pk)
    browser.post(at(row, "draft_do", "take-up"), {"once": "b"})
    assert (Draft.objects.get().state, Draft.objects.get().text) == ("open", raised(cast))
    with pytest.raises(NotNow):
        take_up_draft(cast.act(cast.kofi), row.pk)
    assert browser.post(at(row, "draft_do", "burn"), {"once": "c"}).status_code == 404


# Reviewed


def test_a_reviewer_is_told_that_something_waits_and_asks_for_changes_with_words(cast: Cast) -> None:
    row, dana = draft(cast, raised(cast)), second_owner(cast)
    signed_in(cast.kofi).post(at(row, "review_ask"), {"once": "a", "reviewer": str(dana.pk)})
    assert Notice.objects.get(event__kind="draft.review_asked").person == dana
    assert "You are asked to review a draft of the framework." in signed_in(dana).get("/").content.decode()
    review = DraftReview.objects.get()
    place, seen = reverse("frameworks:review_answer", args=[review.pk]), looked(row)
    sent = {"digest": seen.digest, "follows": seen.follows, "then": "changes"}
    bare = signed_in(dana).post(place, {**sent, "once": "b", "words": ""})
    assert (bare.status_code, "Say what should change." in bare.content.decode()) == (422, True)
    signed_in(dana).post(place, {**sent, "once": "c", "words": "Say five."})
    assert (DraftReview.objects.get().state, DraftReview.objects.get().words) == ("changes", "Say five.")
    assert Notice.objects.get(event__kind="draft.reviewed").person == cast.kofi
    facts = Event.objects.get(kind="draft.reviewed").facts
    assert facts == {"state": "changes", "digest": seen.digest}


@pytest.mark.parametrize("whom", ["kofi", "ada"])
def test_only_an_owner_who_did_not_change_it_last_is_asked(cast: Cast, whom: str) -> None:
    row = draft(cast, raised(cast))
    with pytest.raises(Malformed):
        ask_review(cast.act(cast.kofi), row.pk, reviewer=cast.people[whom].pk)


def test_who_did_not_change_it_last_may_take_the_review_on(cast: Cast) -> None:
    row, dana = draft(cast, raised(cast)), second_owner(cast)
    review = ask_review(cast.act(dana), row.pk, reviewer=dana.pk)
    answer_review(cast.act(dana), review.pk, approve=True, looked=looked(row))
    assert DraftReview.objects.get().state == "approved"
    assert not Notice.objects.filter(person=dana).exists()


def test_nobody_is_asked_twice_at_once(cast: Cast) -> None:
    row, dana = draft(cast, raised(cast)), second_owner(cast)
    ask_review(cast.act(cast.kofi), row.pk, reviewer=dana.pk)
    with pytest.raises(NotNow):
        ask_review(cast.act(cast.kofi), row.pk, reviewer=dana.pk)


def test_what_changed_while_it_was_looked_at_is_not_approved(cast: Cast) -> None:
    row, dana = draft(cast, raised(cast)), second_owner(cast)
    review, seen = ask_review(cast.act(cast.kofi), row.pk, reviewer=dana.pk), looked(row)
    edited(cast, row, reworded(cast), by=cast.kofi)
    with pytest.raises(Conflict):
        answer_review(cast.act(dana), review.pk, approve=True, looked=seen)


def test_only_who_was_asked_answers(cast: Cast) -> None:
    row, dana = draft(cast, raised(cast)), second_owner(cast)
    review = ask_review(cast.act(cast.kofi), row.pk, reviewer=dana.pk)
    with pytest.raises(NotAllowed):
        answer_review(cast.act(cast.kofi), review.pk, approve=True, looked=looked(row))
    with pytest.raises(NotVisible):
        answer_review(cast.act(cast.ada), review.pk, approve=True, looked=Looked("", ""))


def test_what_cannot_be_published_is_not_approved(cast: Cast) -> None:
    row, dana = draft(cast, raised(cast, "1.0.1")), second_owner(cast)
    review = ask_review(cast.act(cast.kofi), row.pk, reviewer=dana.pk)
    with pytest.raises(NotNow) as refused:
        answer_review(cast.act(dana), review.pk, approve=True, looked=looked(row))
    assert refused.value.code == "framework.does_not_follow"


def test_an_approval_can_become_a_wish_for_changes(cast: Cast) -> None:
    row, dana = draft(cast, raised(cast)), second_owner(cast)
    review = reviewed(cast, row, by=dana)
    answer_review(cast.act(dana), review.pk, approve=False, looked=looked(row), words="On second thought, five.")
    assert DraftReview.objects.get().state == "changes"


def test_a_draft_of_somebody_who_left_is_still_everybody_elses(cast: Cast) -> None:
    row = draft(cast, raised(cast))
    Person.objects.filter(pk=cast.kofi.pk).update(left_on=cast.now.date() - timedelta(days=1))
    assert signed_in(second_owner(cast)).get(at(row)).status_code == 200


def test_of_two_long_texts_the_lines_that_differ_are_shown_with_their_numbers() -> None:
    there = "\n".join(f"line {number}" for number in range(3_000))
    here = there.replace("line 7\n", "line seven\n")
    assert apart(there, here) == ("8: line 7", "8: line seven")


def test_texts_that_nothing_could_compare_in_time_are_shown_from_their_beginning() -> None:
    there, here = "a\n" * 200_000, "b\n" * 200_000
    assert [one.count("\n") for one in apart(there, here)] == [80, 80]
