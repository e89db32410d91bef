"""Where a page of the journal goes on: a moment the reader has read of, never an event's number in the chain.

Numbers run through all events. Held against the lines shown, they would tell how many are hidden from the reader.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
WRITTEN = re.compile(r"([0-9]{1,17})(?:-([0-9]{1,6}))?")
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Turn:
    """The moment of the last line shown, and how many lines of that very moment have been."""

    at: datetime
    shown: int = 1

    def __str__(self) -> str:
        """As it stands in an address."""
        return f"{(self.at - EPOCH) // MICROSECOND}-{self.shown}"

    @classmethod
    def past(cls, moments: Sequence[datetime], *, before: Turn | None) -> Turn:
        """After lines of these moments, the newest first; a moment that fills whole pages is counted across them."""
        last = moments[-1]
        here = sum(1 for moment in moments if moment == last)
        return cls(last, here + (before.shown if before is not None and before.at == last else 0))

    @classmethod
    def read(cls, text: str) -> Turn | None:
        """What an address says; None for anything it never said, which then is the first page."""
        found = WRITTEN.fullmatch(text)
        if found is None:
            return None
        try:
            return cls(EPOCH + int(found[1]) * MICROSECOND, int(found[2] or 0))
        except OverflowError:
            return None
