"""What an import would do: who is added, changed, ended, and what stands in the way."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from waypost.people.columns import Column
from waypost.people.values import Fault, Known


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One cell that says something else than what is there; "" is empty."""

    column: Column
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One person whom the list touches. `before` is None for somebody new."""

    line: int
    before: Known | None
    after: Known
    fields: tuple[FieldChange, ...] = ()

    @property
    def ends(self) -> bool:
        """Whether the list says for the first time that this person leaves, or another day for it."""
        return self.before is not None and self.after.left is not None and self.after.left != self.before.left


@dataclass(frozen=True)
class Plan:
    """The whole of it. Entries are in order of id, faults in order of line; `errors` must be empty to apply.

    `unchanged` are listed and stay as they are; `not_listed` are here, are not in the list, and stay too;
    `passed_over` are unknown here and had left before the list is in force.
    """

    day: date
    entries: tuple[Entry, ...]
    unchanged: int
    not_listed: int
    passed_over: tuple[str, ...]
    warnings: tuple[str, ...]
    errors: tuple[Fault, ...]

    @cached_property
    def added(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.before is None)

    @cached_property
    def ended(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.ends)

    @cached_property
    def changed(self) -> tuple[Entry, ...]:
        """Those known before who change and do not leave."""
        return tuple(entry for entry in self.entries if entry.before is not None and not entry.ends)

    @property
    def does_nothing(self) -> bool:
        return not self.entries

    @cached_property
    def counts(self) -> dict[str, int]:
        """Numbers for the journal: people added, changed, ended, unchanged, and how often each column changes."""
        columns = Counter(field.column.value for entry in self.entries for field in entry.fields if entry.before)
        kinds = {"added": len(self.added), "changed": len(self.changed), "ended": len(self.ended)}
        return {**kinds, "unchanged": self.unchanged, **{f"column {name}": n for name, n in sorted(columns.items())}}

    @cached_property
    def digest(self) -> str:
        """What is done to whom, as one number: equal digests mean that the same was looked at. Lines do not count."""
        parts = [self.day.isoformat(), *(repr((entry.before, entry.after)) for entry in self.entries)]
        parts += [repr((fault.column, fault.says)) for fault in self.errors]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()
