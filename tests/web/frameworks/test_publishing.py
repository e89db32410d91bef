"""Publishing: owners only, in two steps, nothing lost on a refusal, and never changed afterwards."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from tests.web.cast import Cast, make_cast, signed_in
from tests.web.frameworks.documents import raised, reworded

from waypost.framework.diff import ChangeClass
from waypost.refusal import Conflict, Malformed, NotAllowed, NotNow, Refusal
from waypost.web.frameworks.models import FrameworkDraft, FrameworkVersion
from waypost.web.frameworks.services import LookedAt, drop_draft, keep_draft, publish_document, publish_draft
from waypost.web.journal.acts import Act, AlreadyDone
from waypost.web.journal.models import Event, Notice
from waypost.web.people.models import Duty, DutyKind, Person

PUBLISH, NOW = reverse("frameworks:publish"), reverse("frameworks:publish_now")


def second_owner(cast: Cast) -> Person:
    Duty.objects.create(person=cast.dana, kind=DutyKind.FRAMEWORK_OWNER, from_day=cast.dana.joined_on)
    return cast.dana


def draft(cast: Cast, owner: Person, text: str, *, notes: str = "") -> FrameworkDraft:
    return keep_draft(cast.act(owner), text=text, in_force_on=cast.now.date(), notes=notes, file_name="framework.yaml")


def seen(cast: Cast, text: str) -> LookedAt:
    """What somebody saw who checked `text` against the cast's framework."""
    from waypost.framework.reading import read_text

    framework = read_text(text).framework
    assert framework is not None
    return LookedAt(framework.hash, cast.framework.hash)


def fields(cast: Cast, **more: Any) -> dict[str, Any]:
    return {"once": "k1", "in_force_on": cast.now.date().isoformat(), "notes": "", "text": "", **more}


# In two steps, by the pages


def test_an_owner_checks_a_file_then_publishes_it(cast: Cast) -> None:
    browser = signed_in(cast.kofi)
    text = raised(cast)
    file = SimpleUploadedFile("f.yaml", text.encode())
    sent = fields(cast, notes="Two cases were read differently.", file=file)
    checked = browser.post(PUBLISH, sent, follow=True)
    assert checked.redirect_chain == [(PUBLISH, 302)]
    assert FrameworkVersion.objects.count() == 1  # checking publishes nothing
    press = checked.context["press"]
    told = browser.post(NOW, {"once": "k2", **press.initial}, follow=True)
    row = FrameworkVersion.objects.get(version="2.0.0")
    assert told.redirect_chain == [(reverse("frameworks:version", args=[row.pk]), 302)]
    assert (row.document, row.change_class, row.published_by, row.notes) == (
        text,
        "major",
        cast.kofi,
        "Two cases were read differently.",
    )
    assert not FrameworkDraft.objects.exists()


def test_the_page_of_a_draft_lists_what_it_changes_by_class(cast: Cast) -> None:
    draft(cast, cast.kofi, raised(cast))
    shown = signed_in(cast.kofi).get(PUBLISH)
    assert [(part.change_class, part.count) for part in shown.context["differences"]] == [(ChangeClass.MAJOR, 1)]
    assert len(shown.content) < 60_000


def test_each_error_of_a_document_is_shown_with_line_and_column_and_the_draft_stays(cast: Cast) -> None:
    broken = raised(cast).replace("primary: technical", "primary: tecnical", 1)
    browser = signed_in(cast.kofi)
    shown = browser.post(PUBLISH, fields(cast, text=broken), follow=True)
    line = broken[: broken.index("tecnical")].count("\n") + 1
    errors = shown.context["check"].errors
    assert {error.line for error in errors} == {line}
    assert f'<td class="num">{line}</td>' in shown.content.decode()
    assert shown.context["press"] is None
    assert FrameworkDraft.objects.get().text == broken


def test_a_pasted_document_keeps_its_own_line_ends(cast: Cast) -> None:
    text = reworded(cast)
    signed_in(cast.kofi).post(PUBLISH, fields(cast, text=text.replace("\n", "\r\n")))
    assert FrameworkDraft.objects.get().text == text


def test_only_day_and_words_change_when_no_document_is_given_again(cast: Cast) -> None:
    draft(cast, cast.kofi, reworded(cast))
    later = (cast.now + timedelta(days=30)).date()
    signed_in(cast.kofi).post(PUBLISH, fields(cast, in_force_on=later.isoformat(), notes="Later."))
    kept = FrameworkDraft.objects.get()
    assert (kept.text, kept.file_name, kept.in_force_on, kept.notes) == (
        reworded(cast),
        "framework.yaml",
        later,
        "Later.",
    )


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        (None, "  \n", "Choose the file, or paste its text below."),
        (b"waypost: 1", "waypost: 1", "Give the file or the text, not both."),
        (b"\xff\xfe\x00", "", "not text in UTF-8"),
        (b"waypost: 1\x00", "", "not a text file"),
        (b"#" * 1_000_001, "", "larger than a framework can be"),
    ],
    ids=["nothing", "both", "not UTF-8", "not text", "too large"],
)
def test_what_is_no_document_is_refused_and_what_was_typed_stands_there_still(
    cast: Cast, file: bytes | None, text: str, says: str
) -> None:
    sent = fields(cast, text=text, notes="My words stay.")
    if file is not None:
        sent["file"] = SimpleUploadedFile("f.yaml", file)
    answer = signed_in(cast.kofi).post(PUBLISH, sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "My words stay." in answer.content.decode()
    assert not FrameworkDraft.objects.exists()


def test_the_draft_can_be_fetched_as_it_was_given_and_by_its_author_alone(cast: Cast) -> None:
    text = reworded(cast) + "# ümlaut\n"
    draft(cast, cast.kofi, text)
    second_owner(cast)
    address = reverse("frameworks:publish_draft")
    assert signed_in(cast.kofi).get(address).content == text.encode()
    assert signed_in(cast.dana).get(address).status_code == 404


def test_a_dropped_draft_is_gone_and_what_is_published_stays(cast: Cast) -> None:
    draft(cast, cast.kofi, reworded(cast))
    signed_in(cast.kofi).post(reverse("frameworks:publish_drop"), {"once": "k"})
    assert not FrameworkDraft.objects.exists()
    assert FrameworkVersion.objects.count() == 1


# Who may


def test_nobody_but_an_owner_publishes_and_the_refusal_names_the_owner(cast: Cast) -> None:
    for person in (cast.ada, cast.ben, cast.ivo, cast.hana, cast.omar):
        browser = signed_in(person)
        assert browser.get(PUBLISH).status_code == 403
        assert "Kofi Mensah" in browser.get(PUBLISH).content.decode()
        for address in (PUBLISH, NOW, reverse("frameworks:publish_drop")):
            assert browser.post(address, fields(cast, text=reworded(cast))).status_code == 403
        with pytest.raises(NotAllowed):
            publish_document(cast.act(person), reworded(cast), cast.now.date())
    assert FrameworkVersion.objects.count() == 1
    assert not FrameworkDraft.objects.exists()


def test_an_owner_whose_duty_has_ended_publishes_no_more(cast: Cast) -> None:
    Duty.objects.filter(person=cast.kofi).update(until_day=cast.now.date())
    with pytest.raises(NotAllowed):
        publish_document(cast.act(cast.kofi), reworded(cast), cast.now.date())


def test_the_system_publishes_for_the_command_line(cast: Cast) -> None:
    row = publish_document(cast.act(None), reworded(cast), cast.now.date(), "Clearer.")
    assert (row.published_by, row.notes, row.change_class) == (None, "Clearer.", "patch")


# One of two


def test_of_two_owners_publishing_at_once_the_second_is_told_and_loses_nothing(cast: Cast) -> None:
    other, mine = second_owner(cast), raised(cast)
    draft(cast, cast.kofi, mine)
    draft(cast, other, reworded(cast))
    publish_draft(cast.act(other), looked_at=seen(cast, reworded(cast)))
    looked_at = seen(cast, mine)
    answer = signed_in(cast.kofi).post(NOW, {"once": "k", "hash": looked_at.hash, "follows": looked_at.follows})
    assert answer.status_code == 409
    assert "Version 1.0.1 was published while you were looking at yours." in answer.content.decode()
    assert answer.context["follows"].version == "1.0.1"  # and it is checked against the new one at once
    assert list(FrameworkVersion.objects.values_list("version", flat=True)) == ["1.0.1", "1.0.0"]
    assert FrameworkDraft.objects.get(person=cast.kofi).text == mine


@pytest.mark.django_db(transaction=True)
def test_of_two_owners_who_press_in_the_same_moment_one_publishes_and_one_is_told() -> None:
    cast = make_cast()
    other = second_owner(cast)
    looked_at = {cast.kofi: seen(cast, raised(cast)), other: seen(cast, reworded(cast))}
    draft(cast, cast.kofi, raised(cast))
    draft(cast, other, reworded(cast))
    together, answers = threading.Barrier(2), []

    def press(owner: Person) -> None:
        together.wait()
        try:
            publish_draft(Act(by=owner), looked_at=looked_at[owner])
            answers.append("done")
        except Refusal as refused:
            answers.append(refused.code)
        finally:
            connection.close()

    racing = [threading.Thread(target=press, args=(owner,)) for owner in looked_at]
    for thread in racing:
        thread.start()
    for thread in racing:
        thread.join()
    assert sorted(answers) == ["done", "framework.overtaken"]
    assert (FrameworkVersion.objects.count(), FrameworkDraft.objects.count()) == (2, 1)


def test_the_same_document_again_is_refused_by_its_number(cast: Cast) -> None:
    publish_document(cast.act(cast.kofi), reworded(cast), cast.now.date())
    with pytest.raises(NotNow) as refused:
        publish_document(cast.act(cast.kofi), reworded(cast), cast.now.date())
    assert refused.value.code == "framework.does_not_follow"


def test_a_draft_changed_after_the_check_is_not_published(cast: Cast) -> None:
    looked_at = seen(cast, reworded(cast))
    draft(cast, cast.kofi, raised(cast))
    with pytest.raises(Conflict) as refused:
        publish_draft(cast.act(cast.kofi), looked_at=looked_at)
    assert refused.value.code == "framework.draft_changed"
    assert FrameworkVersion.objects.count() == 1


def test_a_form_sent_twice_publishes_once_and_leads_to_the_version(cast: Cast) -> None:
    draft(cast, cast.kofi, reworded(cast))
    looked_at = seen(cast, reworded(cast))
    sent = {"once": "same", "hash": looked_at.hash, "follows": looked_at.follows}
    browser = signed_in(cast.kofi)
    first, second = browser.post(NOW, sent), browser.post(NOW, sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.headers["Location"] == second.headers["Location"]
    assert FrameworkVersion.objects.count() == 2
    with pytest.raises(AlreadyDone):
        publish_draft(cast.act(cast.kofi, once="same"), looked_at=looked_at)


def test_without_a_draft_there_is_nothing_to_publish(cast: Cast) -> None:
    with pytest.raises(NotNow) as refused:
        publish_draft(cast.act(cast.kofi), looked_at=seen(cast, reworded(cast)))
    assert refused.value.code == "framework.no_draft"
    with pytest.raises(Malformed):
        keep_draft(cast.act(cast.kofi), text="", in_force_on=cast.now.date())


# What holds afterwards


@pytest.mark.django_db(transaction=True)
def test_a_published_version_can_be_neither_changed_nor_deleted(cast: Cast) -> None:
    for change in (
        lambda: FrameworkVersion.objects.update(notes="Nothing to see."),
        lambda: FrameworkVersion.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert FrameworkVersion.objects.get() == cast.framework


def test_publishing_is_one_event_without_the_document_and_tells_whom_it_concerns(cast: Cast) -> None:
    row = publish_document(cast.act(cast.kofi), raised(cast), cast.now.date(), "Two cases were read differently.")
    event = Event.objects.get()
    assert (event.kind, event.place, event.facts) == (
        "framework.published",
        reverse("frameworks:version", args=[row.pk]),
        {
            "version": "2.0.0",
            "hash": row.hash,
            "change_class": "major",
            "changes": 1,
            "in_force_on": cast.now.date().isoformat(),
        },
    )
    told = {notice.person.name for notice in Notice.objects.select_related("person")}
    assert "Ada Lindqvist" in told
    # Not who published it, who has no level, or who has left.
    assert told.isdisjoint({"Kofi Mensah", "Gül Aydin", "Mia Jansen"})


def test_better_wording_bothers_nobody(cast: Cast) -> None:
    publish_document(cast.act(cast.kofi), reworded(cast), cast.now.date())
    assert not Notice.objects.exists()


def test_a_document_that_cannot_be_read_names_every_error(cast: Cast) -> None:
    with pytest.raises(Malformed) as refused:
        publish_document(cast.act(cast.kofi), "waypost: 1\nname: x\n", cast.now.date())
    assert len(refused.value.missing) > 1
    assert drop_draft(cast.act(cast.kofi)) is None
