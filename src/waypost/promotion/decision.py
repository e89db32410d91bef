"""A decision: its outcome, its reasons, the answer to dissent, and the guard against moved goalposts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from waypost.refusal import Missing

if TYPE_CHECKING:
    from waypost.framework.schema import Framework
    from waypost.promotion.panel import PanelKind


class Outcome(StrEnum):
    """The two answers there are."""

    YES = "yes"
    NOT_YET = "not_yet"

    @property
    def label(self) -> str:
        """The answer as a person reads it."""
        return "Yes" if self is Outcome.YES else "Not yet"


class RaisedIn(StrEnum):
    """Where something was raised with the candidate."""

    FEEDBACK = "feedback"
    PLAN = "plan"
    QUESTION = "question"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonDraft:
    """One reason of a decision.

    criterion, level: the expectation it cites, in the pinned version. words: what was seen; after "not yet", the gap.
    justification: why it may stand although it was never raised, by `justified_by` (the stable key of a person).
    withdrawn: kept in the record, but no longer a reason.
    """

    criterion: str
    level: str
    words: str
    justification: str = ""
    justified_by: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RaisedPoint:
    """A criterion that was raised with the candidate; `level` None means for any level."""

    criterion: str
    level: str | None
    on: date
    source: RaisedIn


@dataclass(frozen=True, slots=True, kw_only=True)
class Goalpost:
    """A reason for "not yet" that nothing said to the candidate before submission ever mentioned."""

    reason: ReasonDraft
    before: date

    @property
    def justified(self) -> bool:
        """Whether somebody named has said in writing why it may stand."""
        return bool(self.reason.justification.strip() and self.reason.justified_by.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """What a panel as a whole recommends; None when its members are evenly split."""

    panel: PanelKind
    outcome: Outcome | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDraft:
    """A decision before it is fixed.

    decider: the stable key of the person who would sign it. dissent_answer: what they say to the panels that
    recommended otherwise.
    """

    decider: str
    outcome: Outcome | None = None
    reasons: tuple[ReasonDraft, ...] = ()
    dissent_answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """What a draft lacks before it can be fixed, with the goalposts it would move."""

    missing: tuple[Missing, ...]
    goalposts: tuple[Goalpost, ...]
    dissent: tuple[Recommendation, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def goalposts(
    reasons: Collection[ReasonDraft], raised: Collection[RaisedPoint], *, before: date
) -> tuple[Goalpost, ...]:
    """The standing reasons whose expectation was never raised with the candidate before the day `before`.

    `before` is the day the packet was submitted, half-open: what was raised on that day came too late. A point raised
    for another level does not count, a point raised for no level counts for each.
    """
    return tuple(
        Goalpost(reason=reason, before=before)
        for reason in reasons
        if not reason.withdrawn and not _was_raised(reason, raised, before=before)
    )


def dissent(outcome: Outcome, recommendations: Collection[Recommendation]) -> tuple[Recommendation, ...]:
    """The panels that recommended otherwise; an evenly split panel dissents from nothing."""
    return tuple(r for r in recommendations if r.outcome is not None and r.outcome is not outcome)


def check_decision(
    framework: Framework,
    *,
    target: str,
    draft: DecisionDraft,
    raised: Collection[RaisedPoint],
    submitted_on: date,
    recommendations: Collection[Recommendation] = (),
) -> Completeness:
    """What is missing before `draft` can be recorded for a case aimed at level `target` of the pinned `framework`."""
    if draft.outcome is None:
        return Completeness(missing=(Missing("Choose “yes” or “not yet”.", "decision"),), goalposts=(), dissent=())
    standing = tuple(reason for reason in draft.reasons if not reason.withdrawn)
    not_yet = draft.outcome is Outcome.NOT_YET
    moved = goalposts(standing, raised, before=submitted_on) if not_yet else ()
    against = dissent(draft.outcome, recommendations)
    missing = [
        *(() if standing else (Missing("Give at least one reason.", "reasons"),)),
        *(m for reason in standing for m in _reason_lacks(reason, framework, target=target, not_yet=not_yet)),
        *(m for goalpost in moved for m in _goalpost_lacks(goalpost, framework, decider=draft.decider)),
        *(_unanswered(voice) for voice in against if not draft.dissent_answer.strip()),
    ]
    return Completeness(missing=tuple(missing), goalposts=moved, dissent=against)


def _was_raised(reason: ReasonDraft, raised: Collection[RaisedPoint], *, before: date) -> bool:
    return any(
        point.criterion == reason.criterion and point.level in (None, reason.level) and point.on < before
        for point in raised
    )


def _title(framework: Framework, criterion: str) -> str:
    try:
        return framework.criterion(criterion).title
    except KeyError:
        return criterion


def _reason_lacks(reason: ReasonDraft, framework: Framework, *, target: str, not_yet: bool) -> tuple[Missing, ...]:
    where = f"reason:{reason.criterion}"
    title = _title(framework, reason.criterion)
    found = []
    if reason.level != target:
        found.append(Missing(f"Cite what “{title}” asks at the target level.", where))
    elif not _asked_at(framework, reason.criterion, target):
        found.append(Missing(f"The framework asks nothing of “{title}” at the target level; cite another.", where))
    if not reason.words.strip():
        ask = "Name the gap: what is still to be shown" if not_yet else "Say what was seen"
        found.append(Missing(f"{ask} on “{title}”.", where))
    return tuple(found)


def _asked_at(framework: Framework, criterion: str, level: str) -> bool:
    try:
        return framework.expectation(criterion, level) is not None
    except KeyError:
        return False


def _goalpost_lacks(goalpost: Goalpost, framework: Framework, *, decider: str) -> tuple[Missing, ...]:
    title = _title(framework, goalpost.reason.criterion)
    where = f"reason:{goalpost.reason.criterion}"
    if not goalpost.justified:
        return (
            Missing(
                f"“{title}” was never raised with the candidate before the packet was submitted on "
                f"{goalpost.before.isoformat()}. Withdraw the reason, or justify in your name why it may stand.",
                where,
            ),
        )
    if goalpost.reason.justified_by != decider:
        return (Missing(f"The decider has to justify “{title}”; somebody else did.", where),)
    return ()


def _unanswered(voice: Recommendation) -> Missing:
    recommended = voice.outcome.label.lower() if voice.outcome else ""
    return Missing(f"The {voice.panel} panel recommended “{recommended}”; answer it in writing.", "dissent")
