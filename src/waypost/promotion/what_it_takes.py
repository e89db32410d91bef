"""The answer to "what would it take?": one line for every expectation of a level, and what it still lacks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from waypost.framework.schema import Framework
from waypost.promotion.plan import GapKind
from waypost.refusal import Missing


class Shown(StrEnum):
    """Where somebody stands against one expectation."""

    SHOWN = "shown"
    NOT_SHOWN_YET = GapKind.NOT_SHOWN_YET.value
    NO_OPPORTUNITY_YET = GapKind.NO_OPPORTUNITY_YET.value

    @property
    def label(self) -> str:
        """The state as a person reads it."""
        return _LABELS[self]

    @property
    def raises(self) -> bool:
        """Whether it names a gap: the same expectation may then be a reason later without moving a goalpost."""
        return self is not Shown.SHOWN


_LABELS = {
    Shown.SHOWN: "Shown already",
    Shown.NOT_SHOWN_YET: "Not shown yet",
    Shown.NO_OPPORTUNITY_YET: "No opportunity yet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """What the answer says of one criterion; `state` None while nothing is said."""

    criterion: str
    state: Shown | None = None
    words: str = ""


def suggested(claims: int) -> Shown:
    """What the answer starts from, given how many recorded claims speak to a criterion.

    Only a person can know that there was no opportunity, so that is never suggested.
    """
    return Shown.SHOWN if claims else Shown.NOT_SHOWN_YET


def answer_lacks(
    framework: Framework, *, level: str, lines: Collection[AnswerLine], answer: str
) -> tuple[Missing, ...]:
    """What is missing before the answer about `level` can be given; () when nothing is.

    Every expectation of the level has a state, every gap has words, and the answer as a whole says something. Raises
    KeyError for a level the framework does not have.
    """
    said: Mapping[str, AnswerLine] = {line.criterion: line for line in lines}
    found = []
    for criterion in framework.criteria_at(level):
        line = said.get(criterion.key)
        if line is None or line.state is None:
            found.append(Missing(f"Say where they stand on “{criterion.title}”.", f"gap:{criterion.key}"))
        elif line.state.raises and not line.words.strip():
            found.append(Missing(f"Say in a few words what would show “{criterion.title}”.", f"gap:{criterion.key}"))
    if not answer.strip():
        found.append(Missing("Say in a few sentences what it would take as a whole.", "answer"))
    return tuple(found)
