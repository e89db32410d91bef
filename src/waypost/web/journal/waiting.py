"""What waits for somebody: the shape in which every app tells the home page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing a person is asked to do: a sentence, where, what the button says, and until when."""

    says: str
    place: str
    label: str
    due: datetime | None = None
