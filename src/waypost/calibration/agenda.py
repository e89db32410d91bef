"""The agenda of a calibration session: what is most disputed comes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Vote(StrEnum):
    """What a calibrator says of a case before the room; *pass* leaves it to the others."""

    AGREE = "agree"
    QUESTION = "question"
    PASS = "pass"  # noqa: S105 - a vote


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaCase:
    """A case before the room.

    votes: one per calibrator who gave a preview. spread: the widest gap between two ratings of one criterion.
    divergence: how far the two panels' measures lie apart; None where one of them has none. from_bar: the distance of
    the whole from the bar, without a sign; None while it is withheld. All in points of the scale.
    """

    case: str
    votes: tuple[Vote, ...] = ()
    spread: Fraction = Fraction(0)
    divergence: Fraction | None = None
    from_bar: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """A place on the agenda and, in words, why it has it."""

    place: int
    case: str
    agree: int
    question: int
    passed: int
    why: tuple[str, ...]


def agenda(cases: Collection[AgendaCase]) -> tuple[AgendaItem, ...]:
    """The cases, most disputed first.

    By the number of questions, then the spread of ratings, then the panels' divergence, then nearness to the bar; equal
    cases by their key, so that the same session always has the same agenda. Raises ValueError for a case given twice.
    """
    if len({case.case for case in cases}) < len(cases):
        raise ValueError("a case can be on the agenda once")
    ordered = sorted(cases, key=_most_disputed)
    return tuple(_item(place, case) for place, case in enumerate(ordered, start=1))


_FAR = Fraction(10**9)


def _most_disputed(case: AgendaCase) -> tuple[int, Fraction, Fraction, Fraction, str]:
    return (
        -case.votes.count(Vote.QUESTION),
        -case.spread,
        -(case.divergence or Fraction(0)),
        case.from_bar if case.from_bar is not None else _FAR,
        case.case,
    )


def _item(place: int, case: AgendaCase) -> AgendaItem:
    counted = Counter(case.votes)
    return AgendaItem(
        place=place,
        case=case.case,
        agree=counted[Vote.AGREE],
        question=counted[Vote.QUESTION],
        passed=counted[Vote.PASS],
        why=_why(case, questions=counted[Vote.QUESTION]),
    )


_NEAR = Fraction(1, 4)


def _why(case: AgendaCase, *, questions: int) -> tuple[str, ...]:
    said = []
    if questions:
        noun = "calibrator questions" if questions == 1 else "calibrators question"
        said.append(f"{questions} {noun} it")
    if case.spread >= 2:
        said.append(f"ratings of one criterion lie {float(case.spread):g} points apart")
    if case.divergence is not None and case.divergence >= 1:
        said.append("the panels disagree")
    if case.from_bar is not None and case.from_bar <= _NEAR:
        said.append("it is close to the bar")
    return tuple(said) or ("nobody questions it",)
