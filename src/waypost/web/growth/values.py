"""What people write about growth before it is rows: answers, plans and what they promise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class GapText:
    """One gap of a plan as its manager words it; `criterion` names the gap and never changes."""

    criterion: str
    kind: str
    looks_like: str = ""
    opportunity_kind: str = ""
    opportunity: str = ""
    support: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseText:
    """A commitment as it is written: whether the manager or the person makes it, in which words, by when."""

    by_manager: bool
    words: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanText:
    """A plan as it is written. `promises` are all of them in a draft, and the new ones once the plan is open."""

    gaps: tuple[GapText, ...]
    next_look_on: date | None = None
    promises: tuple[PromiseText, ...] = ()
