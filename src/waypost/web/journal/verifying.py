"""Whether the journal is the unbroken chain it was written as, read from its beginning in constant memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from waypost.web.journal.chain import GENESIS, Break, Link, breaks
from waypost.web.journal.models import Event

CHUNK = 2_000
BREAKS_TOLD = 50
FIELDS = ("number", "at", "kind", "actor_id", "about_id", "subject", "place", "facts", "once", "previous", "hash")


@dataclass(frozen=True, slots=True)
class Anchor:
    """An event as it was remembered outside: without one, cutting off the chain's tail goes unseen."""

    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many events were read, the last of them, and the first places where the chain does not hold."""

    events: int
    head: Anchor
    breaks: tuple[Break, ...]

    @property
    def holds(self) -> bool:
        return not self.breaks


def verify_chain(anchor: Anchor | None = None) -> Verdict:
    """Read every event and look for what was changed, removed or put in between. Takes time in proportion to events."""
    last = _Last()
    pair = (anchor.number, anchor.hash) if anchor else None
    found = breaks(last.passing(stored_links()), anchor=pair)
    told = tuple(islice(found, BREAKS_TOLD))
    for _further in found:  # the rest is read all the same, so that the head is the true one
        pass
    return Verdict(last.events, Anchor(last.number, last.hash), told)


def stored_links() -> Iterator[tuple[Link, str]]:
    """Every event as the chain hashes it, with the hash that is stored beside it, in order of number."""
    rows = Event.objects.order_by("number").values_list(*FIELDS)
    for number, at, kind, actor, about, subject, place, facts, once, previous, stored in rows.iterator(
        chunk_size=CHUNK
    ):
        link = Link(
            number=number,
            at=at,
            kind=kind,
            actor=str(actor or ""),
            about=str(about or ""),
            subject=subject,
            place=place,
            facts=facts,
            once=once or "",
            previous=previous,
        )
        yield link, stored


def head() -> Anchor:
    """The last event there is, as one would remember it outside; number 0 while there is none."""
    last = Event.objects.order_by("-number").values_list("number", "hash").first()
    return Anchor(*last) if last else Anchor(0, GENESIS)


class _Last:
    """Remembers the last event that went by."""

    def __init__(self) -> None:
        self.events, self.number, self.hash = 0, 0, GENESIS

    def passing(self, links: Iterator[tuple[Link, str]]) -> Iterator[tuple[Link, str]]:
        for link, stored in links:
            self.events += 1
            self.number, self.hash = link.number, stored
            yield link, stored
