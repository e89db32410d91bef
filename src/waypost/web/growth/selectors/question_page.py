"""A question as its two sides read it: the expectations of the level, and what the answer says of each."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from waypost.framework.schema import Criterion, Expectation, Level
from waypost.promotion.what_it_takes import Shown, suggested
from waypost.refusal import NotVisible
from waypost.web.evidence.selectors import claims_per_criterion
from waypost.web.frameworks.reading import framework_of
from waypost.web.growth.models import Question
from waypost.web.people.models import Person


@dataclass(frozen=True, slots=True)
class ExpectationLine:
    """One expectation of the level with what is said of it, and how many claims that the reader may see speak to it."""

    criterion: Criterion
    expectation: Expectation
    claims: int
    state: Shown | None
    words: str


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """The question; before it is answered, the asker's page has no lines of the answer at all."""

    question: Question
    level: Level
    lines: tuple[ExpectationLine, ...]
    answers: bool
    late: bool

    @property
    def gaps(self) -> tuple[ExpectationLine, ...]:
        """The lines that name something still to be shown."""
        return tuple(line for line in self.lines if line.state is None or line.state.raises)

    @property
    def already(self) -> tuple[ExpectationLine, ...]:
        """The lines that are shown already."""
        return tuple(line for line in self.lines if line.state is Shown.SHOWN)

    @property
    def answered(self) -> bool:
        """Whether the answer was given."""
        return self.question.answered_at is not None


def question_page(reader: Person, question: uuid.UUID, *, now: datetime) -> QuestionPage:
    """The question for either side, in three queries; NotVisible to anybody else."""
    rows = Question.objects.visible_to(reader).select_related("asker", "manager", "framework")
    row = rows.defer("framework__document").prefetch_related("gaps").filter(pk=question).first()
    if row is None:
        raise NotVisible("question", _("There is no such question."))
    return QuestionPage(
        question=row,
        level=framework_of(row.framework).level(row.level),
        lines=_lines(row, reader),
        answers=row.manager_id == reader.pk and row.answered_at is None,
        late=row.answered_at is None and now >= row.due_at,
    )


def _lines(row: Question, reader: Person) -> tuple[ExpectationLine, ...]:
    framework = framework_of(row.framework)
    claims = claims_per_criterion(row.asker, reader=reader)
    said = {gap.criterion: gap for gap in row.gaps.all()}
    may_read = row.answered_at is not None or row.manager_id == reader.pk
    lines = []
    for criterion in framework.criteria_at(row.level):
        expectation = framework.expectation(criterion.key, row.level)
        gap = said.get(criterion.key) if may_read else None
        if expectation is None:
            continue
        count = claims.get(criterion.key, 0)
        state = Shown(gap.state) if gap else _start(row, reader, count)
        lines.append(ExpectationLine(criterion, expectation, count, state, gap.words if gap else ""))
    return tuple(lines)


def _start(row: Question, reader: Person, claims: int) -> Shown | None:
    """What the manager's answer starts from; the asker sees nothing before it is given."""
    writing = row.manager_id == reader.pk and row.answered_at is None and row.version == 1
    return suggested(claims) if writing else None
