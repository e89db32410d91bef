"""The chain: what an event's hash covers, and whether a run of events is unbroken. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
    """One event as the chain sees it; ids as text, so that both databases hash alike."""

    number: int
    at: datetime
    kind: str
    actor: str
    about: str
    subject: str
    place: str
    facts: Mapping[str, Any]
    once: str
    previous: str


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold, and why."""

    number: int
    says: str


def digest(link: Link) -> str:
    """SHA-256, in hexadecimal, over the canonical JSON of every field."""
    body = [
        link.number,
        link.at.astimezone(UTC).isoformat(timespec="microseconds"),
        link.kind,
        link.actor,
        link.about,
        link.subject,
        link.place,
        link.facts,
        link.once,
        link.previous,
    ]
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def breaks(links: Iterable[tuple[Link, str]], *, anchor: tuple[int, str] | None = None) -> Iterable[Break]:
    """Every place where `(link, stored hash)` pairs, in order of number, are not an unbroken chain.

    `anchor` is (number, hash) kept elsewhere: a chain that is shorter, or has another hash there, was cut or rewritten.
    """
    previous, expected = GENESIS, 1
    anchored = anchor is None or anchor[0] == 0
    for link, stored in links:
        if link.number != expected:
            yield Break(expected, f"event {expected} is missing; {link.number} follows")
        if link.previous != previous:
            yield Break(link.number, "does not continue the event before it")
        if digest(link) != stored:
            yield Break(link.number, "was changed after it was written")
        if anchor is not None and link.number == anchor[0]:
            anchored = True
            if stored != anchor[1]:
                yield Break(link.number, "is not the event the anchor remembers")
        previous, expected = stored, link.number + 1
    if not anchored and anchor is not None:
        yield Break(anchor[0], "the anchor remembers this event, the journal ends before it")
