"""How anything is written: an act by somebody, one transaction, one event.

A service is a function decorated with `@service` whose first argument is an `Act`. It runs in one transaction and must
record exactly one event in it; anything else rolls back. `@draft` marks the few that only keep what somebody is still
typing: one transaction, no event.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from waypost.refusal import Conflict, Refusal
from waypost.web.journal.chain import GENESIS, Link, digest
from waypost.web.journal.kinds import KINDS, Kind
from waypost.web.journal.models import Event, Notice

if TYPE_CHECKING:
    from waypost.web.people.models import Person

P = ParamSpec("P")
R = TypeVar("R")

CHAIN_LOCK = 7_301_977  # any number; the same in every process
_recorded: ContextVar[list[Event] | None] = ContextVar("recorded", default=None)


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something, when, and the key that makes doing it twice the same as doing it once.

    `by` is None when the system itself acts (a deadline, an import from the command line). `made_by` names the code
    that makes up a key; forms leave it empty, so that no form can use up a key that is not a form's.
    """

    by: Person | None
    at: datetime = field(default_factory=timezone.now)
    once: str = ""
    made_by: str = ""

    @property
    def today(self) -> date:
        """The day of the act in the zone in force."""
        return timezone.localdate(self.at)

    @property
    def key(self) -> str | None:
        """The act's key bound to its actor, so that nobody can use up another's."""
        if not self.once:
            return None
        return content_digest(str(self.by.pk if self.by else ""), self.made_by, self.once)


class AlreadyDone(Exception):  # noqa: N818 - not an error: the first time did it
    """The same form was sent before; `place` is where its result is seen."""

    def __init__(self, place: str) -> None:
        super().__init__("already done")
        self.place = place


def service(function: Callable[Concatenate[Act, P], R]) -> Callable[Concatenate[Act, P], R]:
    """Run in one transaction that records one event; a repeated key raises AlreadyDone and writes nothing."""

    @wraps(function)
    def call(act: Act, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if _recorded.get() is not None:
            raise RuntimeError(f"{function.__name__} was called inside another service; share a plain function instead")
        recorded: list[Event] = []
        token = _recorded.set(recorded)
        try:
            with transaction.atomic():
                _refuse_repeats(act)
                result = function(act, *args, **kwargs)
                if len(recorded) != 1:
                    raise RuntimeError(f"{function.__name__} recorded {len(recorded)} events; a service records one")
                return result
        except (IntegrityError, Refusal):
            # Two processes got past the first look with one key: the second waited for the first, then met what it
            # had done. It finds the first's event now, and is led to its result instead of being refused.
            _refuse_repeats(act)
            raise
        finally:
            _recorded.reset(token)

    return call


def draft(function: Callable[Concatenate[Act, P], R]) -> Callable[Concatenate[Act, P], R]:
    """Run in one transaction without an event: keeps unfinished text, changes nobody's state."""

    @wraps(function)
    def call(act: Act, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            return function(act, *args, **kwargs)

    return call


def _refuse_repeats(act: Act) -> None:
    if act.key and (done := Event.objects.filter(once=act.key).first()):
        raise AlreadyDone(done.place)


def record(
    act: Act,
    kind: Kind,
    *,
    subject: models.Model,
    place: str,
    about: Person | None = None,
    facts: dict[str, Any] | None = None,
    tell: Iterable[Person] = (),
) -> Event:
    """Append the event of this act to the chain, and a notice for each of `tell` but the actor.

    `facts` hold keys, stages, counts and digests, never a sentence somebody wrote. `place` is a path.
    """
    recorded = _recorded.get()
    if recorded is None:
        raise RuntimeError("an event is recorded by a service; decorate the function with @service")
    event = _append(act, kind, subject=subject, place=place, about=about, facts=facts or {})
    recorded.append(event)
    _notify(event, [person for person in dict.fromkeys(tell) if act.by is None or person.pk != act.by.pk])
    return event


def subject_of(row: models.Model) -> str:
    """How the journal names a row: its model and key."""
    return f"{row._meta.model_name}:{row.pk}"


def content_digest(*texts: str) -> str:
    """A digest that lets a later reader prove that a text is the one decided on, without the journal holding it."""
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()


def save_current(row: models.Model, *, seen: int, mine: dict[str, str] | None = None, **changes: Any) -> None:
    """Write `changes` to `row` if its `version` still is the one the person saw; otherwise Conflict with both texts."""
    model = type(row)
    updated = model._default_manager.filter(pk=row.pk, version=seen).update(version=seen + 1, **changes)
    if not updated:
        now = model._default_manager.get(pk=row.pk)
        texts = mine or {name: str(value) for name, value in changes.items() if isinstance(value, str)}
        raise Conflict(
            "edit.conflict",
            "Somebody changed this while you had it open. Nothing was overwritten: both versions are below.",
            theirs=tuple((name, str(getattr(now, name, ""))) for name in texts),
            mine=tuple(texts.items()),
        )
    for name, value in changes.items():
        setattr(row, name, value)
    row.version = seen + 1  # type: ignore[attr-defined]


def _append(
    act: Act, kind: Kind, *, subject: models.Model, place: str, about: Person | None, facts: dict[str, Any]
) -> Event:
    _hold_chain()
    last = Event.objects.order_by("-number").values("number", "hash").first()
    event = Event(
        number=last["number"] + 1 if last else 1,
        at=act.at,
        kind=kind.value,
        actor=act.by,
        about=about,
        subject=subject_of(subject),
        place=place,
        facts=facts,
        once=act.key,
        previous=last["hash"] if last else GENESIS,
    )
    event.hash = digest(link_of(event))
    event.save(force_insert=True)
    return event


def _hold_chain() -> None:
    # SQLite's immediate transactions already let in one writer; PostgreSQL needs a lock held to the commit.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])


def _notify(event: Event, people: list[Person]) -> None:
    if not people:
        return
    mail = KINDS[Kind(event.kind)].mail
    due = event.at if mail else None
    Notice.objects.bulk_create([Notice(event=event, person=person, mail_after=due) for person in people])
    if mail:
        from waypost.web.journal.tasks import mail_notices

        mail_notices.enqueue(event.pk)


def link_of(event: Event) -> Link:
    """The event as the chain hashes it."""
    return Link(
        number=event.number,
        at=event.at,
        kind=event.kind,
        actor=str(event.actor_id or ""),
        about=str(event.about_id or ""),
        subject=event.subject,
        place=event.place,
        facts=event.facts,
        once=event.once or "",
        previous=event.previous,
    )
