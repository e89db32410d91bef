"""What a move that cannot be made says to whoever tried it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waypost.promotion.terms import Role, Stage
from waypost.refusal import Missing

if TYPE_CHECKING:
    from waypost.promotion.stages import Transition


def belongs_to(transition: Transition) -> str:
    """That a move is somebody else's, and whose."""
    who = _names([f"the {role.label.lower()}" for role in Role if role in transition.who])
    return f"“{transition.label}” belongs to {who.replace('the people operations', 'people operations')}."


def wrong_stage(transition: Transition, stage: Stage | None) -> str:
    """That a move starts elsewhere, and where the case is."""
    if stage is None:
        return f"“{transition.label}” needs a case, and there is none yet."
    if not transition.sources:
        return f"“{transition.label}” starts a new case; this one is {stage.label.lower()} already."
    sources = _names([source.label.lower() for source in transition.sources])
    return f"The case is {stage.label.lower()} now. “{transition.label}” is possible while it is {sources}."


def not_ready(transition: Transition, missing: tuple[Missing, ...]) -> str:
    """That a move waits for what is missing."""
    if len(missing) == 1:
        return missing[0].says
    return f"“{transition.label}” has to wait: {len(missing)} things are missing."


def _names(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
