"""One service, one transaction, one event; sent twice, done once; an old page never overwrites."""

from __future__ import annotations

import pytest
from tests.web.cast import Cast, make_cast
from tests.web.journal.noting import forget, note
from tests.web.racing import at_once

from waypost.refusal import Conflict
from waypost.web.evidence.models import Claim
from waypost.web.journal.acts import Act, AlreadyDone, record, save_current, service
from waypost.web.journal.kinds import Kind
from waypost.web.journal.models import Event, Notice
from waypost.web.journal.verifying import verify_chain
from waypost.web.people.models import Person


@pytest.mark.django_db
class TestService:
    def test_it_records_one_event_that_continues_the_chain(self, cast: Cast) -> None:
        note(cast.act(cast.ada), cast.ada)
        note(cast.act(cast.ben), cast.ada)

        assert list(Event.objects.values_list("number", "actor", "about", "kind")) == [
            (1, cast.ada.pk, cast.ada.pk, "goal.set"),
            (2, cast.ben.pk, cast.ada.pk, "goal.set"),
        ]
        assert verify_chain().holds

    def test_without_an_event_nothing_stays(self, cast: Cast) -> None:
        with pytest.raises(RuntimeError, match="recorded 0 events"):
            forget(cast.act(cast.ada))

    def test_with_two_events_nothing_stays(self, cast: Cast) -> None:
        with pytest.raises(RuntimeError, match="recorded 2 events"):
            note(cast.act(cast.ada), cast.ada, times=2)
        assert not Event.objects.exists()

    def test_one_does_not_call_another(self, cast: Cast) -> None:
        @service
        def outer(act: Act) -> None:
            note(act, cast.ada)

        with pytest.raises(RuntimeError, match="inside another service"):
            outer(cast.act(cast.ada))
        assert not Event.objects.exists()

    def test_an_event_outside_a_service_is_refused(self, cast: Cast) -> None:
        with pytest.raises(RuntimeError, match="recorded by a service"):
            record(cast.act(cast.ada), Kind.GOAL_SET, subject=cast.ada, place="/")

    def test_a_failure_takes_the_event_back(self, cast: Cast) -> None:
        @service
        def fails(act: Act) -> None:
            record(act, Kind.GOAL_SET, subject=cast.ada, place="/")
            raise ValueError("half-way")

        with pytest.raises(ValueError, match="half-way"):
            fails(cast.act(cast.ada))
        assert not Event.objects.exists()
        note(cast.act(cast.ada), cast.ada)  # and the next one is not hindered
        assert Event.objects.get().number == 1

    def test_those_concerned_are_told_once_and_never_the_actor(self, cast: Cast) -> None:
        note(cast.act(cast.ada), cast.ada, tell=(cast.ada, cast.ben, cast.ben, cast.hana))

        assert set(Notice.objects.values_list("person", flat=True)) == {cast.ben.pk, cast.hana.pk}


@pytest.mark.django_db
class TestTwice:
    def test_the_same_key_leads_to_what_was_done_and_writes_nothing(self, cast: Cast) -> None:
        note(cast.act(cast.ada, once="one"), cast.ada)

        with pytest.raises(AlreadyDone) as done:
            note(cast.act(cast.ada, once="one"), cast.ada)
        assert (done.value.place, Event.objects.count()) == ("/growth/", 1)

    def test_nobody_uses_up_the_key_of_another(self, cast: Cast) -> None:
        note(cast.act(cast.ada, once="one"), cast.ada)
        note(cast.act(cast.ben, once="one"), cast.ada)

        assert Event.objects.count() == 2

    def test_without_a_key_it_is_done_each_time(self, cast: Cast) -> None:
        note(cast.act(cast.ada), cast.ada)
        note(cast.act(cast.ada), cast.ada)

        assert Event.objects.count() == 2


@pytest.mark.django_db
class TestEditing:
    def claim(self, cast: Cast) -> Claim:
        return Claim.objects.create(
            person=cast.ada, title="As it was", created_at=cast.now, changed_at=cast.now, started_on=cast.now.date()
        )

    def test_what_was_seen_is_what_is_changed(self, cast: Cast) -> None:
        claim = self.claim(cast)
        save_current(claim, seen=1, title="New")

        assert (claim.version, Claim.objects.get().title, Claim.objects.get().version) == (2, "New", 2)

    def test_a_second_editor_is_told_both_texts_and_overwrites_nothing(self, cast: Cast) -> None:
        save_current(self.claim(cast), seen=1, title="Ben was first")

        with pytest.raises(Conflict) as conflict:
            save_current(Claim.objects.get(), seen=1, title="Ada wrote this")
        assert (conflict.value.status, conflict.value.theirs, conflict.value.mine) == (
            409,
            (("title", "Ben was first"),),
            (("title", "Ada wrote this"),),
        )
        assert Claim.objects.get().title == "Ben was first"


@pytest.mark.django_db(transaction=True)
class TestRacing:
    def test_threads_that_write_at_once_leave_the_chain_unbroken(self) -> None:
        cast = make_cast()
        results = at_once(6, lambda mine: [note(Act(by=cast.ada), cast.ada, said=mine).number for _ in range(5)])

        assert sorted(number for numbers in results for number in numbers) == list(range(1, 31))  # type: ignore[attr-defined]
        assert verify_chain().holds
        assert verify_chain().events == 30

    def test_one_form_sent_twice_at_once_is_done_once_and_leads_both_there(self) -> None:
        cast = make_cast()
        person = Person.objects.get(pk=cast.ada.pk)
        results = at_once(2, lambda _mine: note(Act(by=person, once="double click"), person))

        assert sorted(type(result).__name__ for result in results) == ["AlreadyDone", "Event"]
        assert [result.place for result in results] == ["/growth/", "/growth/"]  # type: ignore[attr-defined]
        assert Event.objects.count() == 1
