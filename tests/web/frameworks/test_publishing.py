"""Publishing: two owners, exactly what one of them approved, once, and never changed afterwards."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from tests.web.cast import Cast, make_cast, signed_in
from tests.web.frameworks.documents import published, raised, reworded, second_owner
from tests.web.frameworks.drafting import draft, edited, looked, looked_at, reviewed

from waypost.refusal import Conflict, Malformed, NotAllowed, NotNow, Refusal
from waypost.web.frameworks.models import Draft, FrameworkVersion
from waypost.web.frameworks.services import publish_document, publish_draft
from waypost.web.frameworks.services.reviews import answer_review, ask_review
from waypost.web.journal.acts import Act, AlreadyDone
from waypost.web.journal.models import Event, Notice
from waypost.web.people.models import Duty, DutyKind, Person


@pytest.fixture
def nothing_published(cast: Cast) -> Cast:
    """An organisation before its first framework, whose only owner is Kofi."""
    with connection.cursor() as cursor:
        table = " ON frameworks_frameworkversion" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER frameworks_frameworkversion_no_delete{table}")
    FrameworkVersion.objects.all()._raw_delete("default")
    return cast


def owner(cast: Cast, name: str) -> Person:
    """Somebody of the cast, fresh, so that a duty given meanwhile is known."""
    person = cast.people[name]
    Duty.objects.get_or_create(person=person, kind=DutyKind.FRAMEWORK_OWNER, defaults={"from_day": person.joined_on})
    return Person.objects.get(pk=person.pk)


def code(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.code


# Two people


def test_what_another_owner_approved_is_published_and_both_are_named(cast: Cast) -> None:
    row = draft(cast, raised(cast), notes="Two cases were read differently.")
    reviewed(cast, row, by=owner(cast, "dana"), words="Read every line.")
    version = publish_draft(cast.act(cast.kofi), row.pk, looked_at=looked_at(row))
    assert (version.version, version.document, version.change_class, version.notes) == (
        "2.0.0",
        raised(cast),
        "major",
        "Two cases were read differently.",
    )
    assert (version.published_by, version.reviewed_by) == (cast.kofi, cast.dana)
    after = Draft.objects.get()
    assert (after.state, after.published_as) == ("published", version)
    html = signed_in(cast.ada).get(reverse("frameworks:version", args=[version.pk])).content.decode()
    assert cast.dana.name in html


def test_without_an_approval_nothing_is_published(cast: Cast) -> None:
    row = draft(cast, raised(cast))
    with pytest.raises(NotNow, match="Nobody else has approved it yet") as refused:
        publish_draft(cast.act(cast.kofi), row.pk, looked_at=looked_at(row))
    assert code(refused) == "framework.two_people"
    assert FrameworkVersion.objects.count() == 1


def test_while_a_review_is_asked_for_nobody_is_told_to_ask_again(cast: Cast) -> None:
    row = draft(cast, reworded(cast))
    ask_review(cast.act(cast.kofi), row.pk, reviewer=owner(cast, "dana").pk)
    with pytest.raises(NotNow, match="It waits for the review that was asked for"):
        publish_draft(cast.act(cast.kofi), row.pk, looked_at=looked_at(row))


def test_who_approved_does_not_publish(cast: Cast) -> None:
    row, dana = draft(cast, raised(cast)), owner(cast, "dana")
    reviewed(cast, row, by=dana)
    with pytest.raises(NotNow, match="You approved this"):
        publish_draft(cast.act(dana), row.pk, looked_at=looked_at(row))


def test_an_edit_after_the_approval_voids_it_and_whoever_gave_it_is_told(cast: Cast) -> None:
    row, dana = draft(cast, raised(cast)), owner(cast, "dana")
    reviewed(cast, row, by=dana)
    edited(cast, row, raised(cast).replace("5 teams", "6 teams"), by=cast.kofi)
    assert Notice.objects.filter(person=dana, event__kind="draft.changed").count() == 1
    with pytest.raises(NotNow, match="changed since"):
        publish_draft(cast.act(cast.kofi), row.pk, looked_at=looked_at(row))
    html = signed_in(dana).get(reverse("frameworks:draft", args=[row.pk])).content.decode()
    assert "the approval no longer holds" in html


def test_the_words_and_the_day_are_approved_with_the_document(cast: Cast) -> None:
    from waypost.web.frameworks.services.drafts import DraftText, change_draft

    row = draft(cast, raised(cast))
    reviewed(cast, row, by=owner(cast, "dana"))
    later = DraftText(row.name, row.text, row.in_force_on + timedelta(days=9))
    change_draft(cast.act(cast.kofi), row.pk, seen=1, written=later)
    with pytest.raises(NotNow, match="changed since"):
        publish_draft(cast.act(cast.kofi), row.pk, looked_at=looked_at(row))


def test_an_edit_put_back_word_for_word_is_what_was_approved(cast: Cast) -> None:
    row = draft(cast, raised(cast))
    reviewed(cast, row, by=owner(cast, "dana"))
    edited(cast, row, reworded(cast), by=cast.kofi)
    edited(cast, row, raised(cast), by=cast.kofi)
    assert publish_draft(cast.act(cast.kofi), row.pk, looked_at=looked_at(row)).reviewed_by == cast.dana


def test_the_last_editor_is_not_the_second_person(cast: Cast) -> None:
    """Dana approved, changed a word and put it back: what stands there is hers, so another has to look."""
    row, dana = draft(cast, raised(cast)), owner(cast, "dana")
    reviewed(cast, row, by=dana)
    edited(cast, row, reworded(cast), by=dana)
    edited(cast, row, raised(cast), by=dana)
    with pytest.raises(NotNow, match="who changed it last"):
        publish_draft(cast.act(cast.kofi), row.pk, looked_at=looked_at(row))
    reviewed(cast, row, by=owner(cast, "kofi"))
    assert publish_draft(cast.act(dana), row.pk, looked_at=looked_at(row)).reviewed_by == cast.kofi


def test_nobody_approves_what_they_changed_last(cast: Cast) -> None:
    row, dana = draft(cast, raised(cast)), owner(cast, "dana")
    review = ask_review(cast.act(cast.kofi), row.pk, reviewer=dana.pk)
    edited(cast, row, reworded(cast), by=dana)
    with pytest.raises(NotAllowed) as refused:
        answer_review(cast.act(dana), review.pk, approve=True, looked=looked(row))
    assert code(refused) == "review.own"


def test_an_approval_given_against_an_earlier_version_no_longer_holds(cast: Cast) -> None:
    row = draft(cast, raised(cast, "3.0.0"))
    reviewed(cast, row, by=owner(cast, "dana"))
    published(cast, reworded(cast))
    with pytest.raises(NotNow, match="overtaken"):
        publish_draft(cast.act(cast.kofi), row.pk, looked_at=looked_at(row))
    html = signed_in(cast.kofi).get(reverse("frameworks:draft", args=[row.pk])).content.decode()
    assert "Another was published since" in html


def test_an_approval_of_somebody_who_is_no_longer_an_owner_does_not_hold(cast: Cast) -> None:
    row = draft(cast, raised(cast))
    reviewed(cast, row, by=owner(cast, "dana"))
    owner(cast, "chen")
    Duty.objects.filter(person=cast.dana).update(until_day=cast.now.date())
    with pytest.raises(NotNow):
        publish_draft(cast.act(cast.kofi), row.pk, looked_at=looked_at(row))


def test_a_single_owner_is_told_what_to_do(cast: Cast) -> None:
    row = draft(cast, raised(cast))
    Duty.objects.filter(person=cast.dana).delete()
    with pytest.raises(NotNow, match="An administrator gives a second person the duty"):
        publish_draft(cast.act(cast.kofi), row.pk, looked_at=looked_at(row))
    html = signed_in(cast.kofi).get(reverse("frameworks:draft", args=[row.pk])).content.decode()
    assert "you are the only one" in html


def test_the_first_version_is_published_by_one(nothing_published: Cast) -> None:
    from tests.web.cast import _document

    cast = nothing_published
    row = draft(cast, _document())
    Duty.objects.filter(person=cast.dana).delete()
    version = publish_draft(cast.act(cast.kofi), row.pk, looked_at=looked_at(row))
    assert (version.published_by, version.reviewed_by) == (cast.kofi, None)


# For the command line


def test_the_command_line_names_both(cast: Cast) -> None:
    row = published(cast, reworded(cast), notes="Clearer.")
    assert (row.published_by, row.reviewed_by, row.notes) == (cast.kofi, cast.dana, "Clearer.")


@pytest.mark.parametrize(
    ("by", "reviewer", "says"),
    [
        ("kofi", None, "Publishing takes two owners"),
        ("kofi", "kofi", "Who publishes cannot be who reviewed"),
        ("kofi", "ada", "Ada Lindqvist is not an owner of the framework"),
        (None, "dana", "Say which owner of the framework publishes this"),
    ],
)
def test_a_document_is_not_published_without_two_owners(
    cast: Cast, by: str | None, reviewer: str | None, says: str
) -> None:
    second_owner(cast)
    person = cast.people[by] if by else None
    second = cast.people[reviewer] if reviewer else None
    with pytest.raises(NotAllowed, match=says):
        publish_document(cast.act(person), reworded(cast), cast.now.date(), reviewed_by=second)
    assert FrameworkVersion.objects.count() == 1


def test_the_first_document_needs_no_second_person(nothing_published: Cast) -> None:
    from tests.web.cast import _document

    cast = nothing_published
    assert publish_document(cast.act(None), _document(), cast.now.date()).published_by is None


def test_a_document_that_cannot_be_read_names_every_error(cast: Cast) -> None:
    dana = second_owner(cast)
    with pytest.raises(Malformed) as refused:
        publish_document(cast.act(cast.kofi), "waypost: 1\nname: x\n", cast.now.date(), reviewed_by=dana)
    assert len(refused.value.missing) > 1


def test_the_same_document_again_is_refused_by_its_number(cast: Cast) -> None:
    published(cast, reworded(cast))
    with pytest.raises(NotNow) as refused:
        published(cast, reworded(cast))
    assert code(refused) == "framework.does_not_follow"


# Who may


def test_nobody_but_an_owner_publishes_and_the_refusal_names_the_owner(cast: Cast) -> None:
    row = draft(cast, raised(cast))
    for name in ("ada", "ben", "ivo", "hana", "omar"):
        browser = signed_in(cast.people[name])
        assert browser.get(reverse("frameworks:draft_new")).status_code == 403
        assert "Kofi Mensah" in browser.get(reverse("frameworks:draft_new")).content.decode()
        assert browser.post(reverse("frameworks:publish", args=[row.pk]), {"once": "k"}).status_code == 404
        with pytest.raises(NotAllowed):
            publish_document(cast.act(cast.people[name]), reworded(cast), cast.now.date(), reviewed_by=cast.dana)
    assert FrameworkVersion.objects.count() == 1


def test_an_owner_whose_duty_has_ended_publishes_no_more(cast: Cast) -> None:
    second_owner(cast)
    Duty.objects.filter(person=cast.kofi).update(until_day=cast.now.date())
    with pytest.raises(NotAllowed):
        publish_document(cast.act(cast.kofi), reworded(cast), cast.now.date(), reviewed_by=cast.dana)


# One of two


def test_of_two_drafts_published_at_once_the_second_is_told_and_loses_nothing(cast: Cast) -> None:
    mine = draft(cast, raised(cast))
    reviewed(cast, mine, by=owner(cast, "dana"))
    seen = looked_at(mine)
    published(cast, reworded(cast))
    sent = {"once": "k", "digest": seen.digest, "hash": seen.hash, "follows": seen.follows}
    answer = signed_in(cast.kofi).post(reverse("frameworks:publish", args=[mine.pk]), sent)
    assert answer.status_code == 409
    assert "Version 1.0.1 was published while you were looking at this draft." in answer.content.decode()
    assert list(FrameworkVersion.objects.values_list("version", flat=True)) == ["1.0.1", "1.0.0"]
    assert Draft.objects.get().text == raised(cast)


@pytest.mark.django_db(transaction=True)
def test_of_two_owners_who_press_in_the_same_moment_one_publishes_and_one_is_told() -> None:
    cast = make_cast()
    chen, dana = owner(cast, "chen"), owner(cast, "dana")
    rows = {"kofi": draft(cast, raised(cast)), "chen": draft(cast, reworded(cast), by=chen)}
    for row in rows.values():
        reviewed(cast, row, by=dana)
    seen = {name: looked_at(row) for name, row in rows.items()}
    together, answers = threading.Barrier(2), []

    def press(name: str) -> None:
        together.wait()
        try:
            publish_draft(Act(by=owner(cast, name)), rows[name].pk, looked_at=seen[name])
            answers.append("done")
        except Refusal as refused:
            answers.append(refused.code)
        finally:
            connection.close()

    racing = [threading.Thread(target=press, args=(name,)) for name in rows]
    for thread in racing:
        thread.start()
    for thread in racing:
        thread.join()
    assert sorted(answers) == ["done", "framework.overtaken"]
    assert (FrameworkVersion.objects.count(), Draft.objects.filter(state="open").count()) == (2, 1)


def test_a_draft_changed_after_it_was_looked_at_is_not_published(cast: Cast) -> None:
    row = draft(cast, reworded(cast))
    seen = looked_at(row)
    edited(cast, row, raised(cast), by=cast.kofi)
    with pytest.raises(Conflict) as refused:
        publish_draft(cast.act(cast.kofi), row.pk, looked_at=seen)
    assert code(refused) == "framework.draft_changed"


def test_a_form_sent_twice_publishes_once_and_leads_to_the_version(cast: Cast) -> None:
    row = draft(cast, reworded(cast))
    reviewed(cast, row, by=owner(cast, "dana"))
    seen = looked_at(row)
    sent = {"once": "same", "digest": seen.digest, "hash": seen.hash, "follows": seen.follows}
    browser, place = signed_in(cast.kofi), reverse("frameworks:publish", args=[row.pk])
    first, second = browser.post(place, sent), browser.post(place, sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.headers["Location"] == second.headers["Location"]
    assert FrameworkVersion.objects.count() == 2
    with pytest.raises(AlreadyDone):
        publish_draft(cast.act(cast.kofi, once="same"), row.pk, looked_at=seen)


def test_what_is_published_or_dropped_is_not_published_again(cast: Cast) -> None:
    row = draft(cast, reworded(cast))
    reviewed(cast, row, by=owner(cast, "dana"))
    seen = looked_at(row)
    publish_draft(cast.act(cast.kofi), row.pk, looked_at=seen)
    with pytest.raises(NotNow) as refused:
        publish_draft(cast.act(cast.kofi), row.pk, looked_at=seen)
    assert code(refused) == "draft.published"


# What holds afterwards


@pytest.mark.django_db(transaction=True)
def test_a_published_version_can_be_neither_changed_nor_deleted(cast: Cast) -> None:
    for change in (
        lambda: FrameworkVersion.objects.update(notes="Nothing to see."),
        lambda: FrameworkVersion.objects.update(reviewed_by=None),
        lambda: FrameworkVersion.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert FrameworkVersion.objects.get() == cast.framework


def test_publishing_is_one_event_without_the_document_and_tells_whom_it_concerns(cast: Cast) -> None:
    row = published(cast, raised(cast), notes="Two cases were read differently.")
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
            "reviewed_by": str(cast.dana.pk),
        },
    )
    told = {notice.person.name for notice in Notice.objects.select_related("person")}
    assert "Ada Lindqvist" in told
    # Not who published it, who has no level, or who has left.
    assert told.isdisjoint({"Kofi Mensah", "Gül Aydin", "Mia Jansen"})


def test_better_wording_bothers_nobody(cast: Cast) -> None:
    published(cast, reworded(cast))
    assert not Notice.objects.exists()
