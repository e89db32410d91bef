"""The answers of a case: the recorded decision of each round with its reasons and its letter, as far as it is seen."""

from __future__ import annotations

from dataclasses import dataclass

from waypost.framework.schema import Framework
from waypost.promotion.decision import Outcome
from waypost.promotion.disclosure import Part
from waypost.promotion.stages import Stage
from waypost.web.frameworks.reading import framework_of
from waypost.web.promotion.models import Decision, Letter, Reason
from waypost.web.promotion.selectors.sight import Sight

_NO_ANSWER_YET = frozenset({Stage.IN_REVIEW, Stage.IN_CALIBRATION})


@dataclass(frozen=True, slots=True)
class SeenReason:
    """A reason as it is read; `justification` is there when it was never raised before."""

    title: str
    expectation: tuple[str, ...]
    words: str
    justification: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The decision of one round once it is recorded. The part asked about says what of it is shown."""

    number: int
    decision: Decision
    label: str
    yes: bool
    reasons: tuple[SeenReason, ...]
    letter: Letter | None

    @property
    def told(self) -> bool:
        """Whether the letter reached the candidate."""
        return self.letter is not None and self.letter.told_at is not None


def answers_seen(sight: Sight, *parts: Part) -> tuple[Answer, ...]:
    """The recorded decisions of the rounds in which this person sees one of `parts`; one query at most.

    A recorded decision has a reason at least, so that reading the reasons reads the decisions.
    """
    seen = {number for part in parts for number in sight.rounds_of(part)}
    numbers = seen - {one.round.number for one in sight.rounds if one.round.stage in _NO_ANSWER_YET}
    if not numbers:
        return ()
    rows = Reason.objects.filter(decision__case=sight.case, decision__round__in=numbers)
    rows = rows.filter(decision__decided_at__isnull=False).order_by("decision__round", "pk")
    by_round: dict[int, list[Reason]] = {}
    for row in rows.select_related("decision__by", "decision__letter__by"):
        by_round.setdefault(row.decision.round, []).append(row)
    framework = framework_of(sight.case.framework)
    return tuple(_answer(framework, reasons[0].decision, reasons) for reasons in by_round.values())


def _answer(framework: Framework, row: Decision, said: list[Reason]) -> Answer:
    outcome = Outcome(row.outcome)
    titles = {one.key: one.title for one in framework.criteria}
    order = list(titles)
    reasons = sorted(said, key=lambda one: order.index(one.criterion) if one.criterion in order else -1)
    return Answer(
        number=row.round,
        decision=row,
        label=outcome.label,
        yes=outcome is Outcome.YES,
        reasons=tuple(
            SeenReason(
                title=titles.get(one.criterion, one.criterion),
                expectation=tuple(one.expectation.splitlines()),
                words=one.words,
                justification=one.justification,
            )
            for one in reasons
        ),
        letter=getattr(row, "letter", None),
    )
