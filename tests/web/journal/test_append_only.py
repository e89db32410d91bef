"""Events stay as they were written, whoever asks the database, and a planted change is found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction
from tests.web.cast import Cast
from tests.web.journal.noting import note, notes

from waypost.web.journal.chain import Break
from waypost.web.journal.models import Event
from waypost.web.journal.verifying import Anchor, Verdict, head, verify_chain

pytestmark = pytest.mark.django_db
CHANGED = Break(3, "was changed after it was written")


@contextmanager
def without_triggers() -> Iterator[None]:
    """What somebody with the database's own password could do: take the triggers away, and put them back after."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # the test's own transaction has checks pending
            cursor.execute("ALTER TABLE journal_event DISABLE TRIGGER USER")
            yield
            cursor.execute("ALTER TABLE journal_event ENABLE TRIGGER USER")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal_event'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _name, sql in triggers:
            cursor.execute(sql)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_event SET kind = 'case.told'",
        "UPDATE journal_event SET actor_id = NULL WHERE number = 1",
        "DELETE FROM journal_event",
        "DELETE FROM journal_event WHERE number = 2",
    ],
)
def test_the_database_refuses_to_change_or_delete_an_event(cast: Cast, statement: str) -> None:
    notes(cast, 2)

    with pytest.raises(IntegrityError, match="stay as they were written"), transaction.atomic():
        connection.cursor().execute(statement)
    assert verify_chain() == Verdict(2, head(), ())


def test_the_orm_is_refused_as_well(cast: Cast) -> None:
    event = note(cast.act(cast.ada), cast.ada)

    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.update(kind="case.told")
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).delete()
    event.kind = "case.told"
    with pytest.raises(IntegrityError), transaction.atomic():
        event.save()


def test_an_event_cannot_be_put_in_the_place_of_another(cast: Cast) -> None:
    notes(cast, 1)
    columns = "id, number, at, kind, subject, place, facts, previous, hash"
    into = f"INTO journal_event ({columns}) SELECT {columns} FROM journal_event"  # noqa: S608 - constants
    statement = f"INSERT OR REPLACE {into}" if connection.vendor == "sqlite" else f"INSERT {into}"

    with pytest.raises(IntegrityError), transaction.atomic():
        connection.cursor().execute(statement)


@pytest.mark.postgres
def test_the_table_cannot_be_emptied_at_once(cast: Cast) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has TRUNCATE; set TEST_DATABASE_URL")
    notes(cast, 1)

    with pytest.raises(IntegrityError, match="stay as they were written"), transaction.atomic():
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE journal_event CASCADE")


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE journal_event SET kind = 'case.told' WHERE number = 3", (CHANGED,)),
        ("UPDATE journal_event SET about_id = NULL WHERE number = 3", (CHANGED,)),
        ("UPDATE journal_event SET facts = '{\"n\": 9}' WHERE number = 3", (CHANGED,)),
        ("UPDATE journal_event SET once = 'spent' WHERE number = 3", (CHANGED,)),
        (
            "DELETE FROM journal_event WHERE number = 3",
            (Break(3, "event 3 is missing; 4 follows"), Break(4, "does not continue the event before it")),
        ),
    ],
)
def test_a_planted_change_is_found_with_its_number_and_why(
    cast: Cast, statement: str, found: tuple[Break, ...]
) -> None:
    notes(cast, 5)

    with without_triggers():
        connection.cursor().execute(statement)
    assert verify_chain().breaks == found


def test_a_rewritten_and_resealed_event_is_found_by_the_one_that_follows(cast: Cast) -> None:
    from waypost.web.journal.acts import link_of
    from waypost.web.journal.chain import digest

    notes(cast, 3)
    event = Event.objects.get(number=2)
    event.kind = "case.told"
    event.hash = digest(link_of(event))

    with without_triggers():
        event.save()
    assert verify_chain().breaks == (Break(3, "does not continue the event before it"),)


def test_a_cut_tail_is_found_only_with_the_anchor(cast: Cast) -> None:
    notes(cast, 5)
    anchor = head()

    with without_triggers():
        connection.cursor().execute("DELETE FROM journal_event WHERE number > 3")
    assert verify_chain().holds
    assert verify_chain(anchor).breaks == (Break(5, "the anchor remembers this event, the journal ends before it"),)


def test_a_journal_begun_anew_is_found_with_the_anchor(cast: Cast) -> None:
    notes(cast, 2)
    anchor = head()

    with without_triggers():
        connection.cursor().execute("DELETE FROM journal_event")
    notes(cast, 2, said=7)
    assert verify_chain().holds
    assert verify_chain(anchor).breaks == (Break(2, "is not the event the anchor remembers"),)


def test_an_older_anchor_is_enough_and_an_empty_journal_holds(cast: Cast) -> None:
    assert verify_chain() == Verdict(0, Anchor(0, "0" * 64), ())
    notes(cast, 2)
    anchor = head()
    notes(cast, 2)

    assert verify_chain(anchor) == Verdict(4, head(), ())


def test_a_thoroughly_broken_journal_is_told_in_few_lines_and_its_head_is_still_found(cast: Cast) -> None:
    notes(cast, 120)

    with without_triggers():
        connection.cursor().execute("UPDATE journal_event SET place = '/'")
    verdict = verify_chain()
    assert (len(verdict.breaks), verdict.events, verdict.head.number) == (50, 120, 120)
