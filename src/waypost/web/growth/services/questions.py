"""“What would it take?”: asking one's manager about a level, and answering."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from waypost.framework.schema import Framework
from waypost.promotion.what_it_takes import AnswerLine, Shown, answer_lacks
from waypost.refusal import Malformed, NotAllowed, NotNow, NotVisible
from waypost.web.frameworks.models import FrameworkVersion
from waypost.web.frameworks.reading import framework_of
from waypost.web.growth.models import Question, QuestionGap
from waypost.web.growth.place import Ground, question_place
from waypost.web.growth.services.goals import standing
from waypost.web.journal.acts import Act, draft, record, save_current, service
from waypost.web.journal.kinds import Kind
from waypost.web.journal.stale import refuse_stale
from waypost.web.people.models import Person

WORDS_MOST = 10_000  # characters of one text


@service
def ask_question(act: Act, *, level: str, words: str = "") -> Question:
    """Ask one's present manager what it would take to reach `level`.

    The answer is due within the time the framework's process sets, counted from this moment: on time is before that
    hour. Raises NotNow without a manager, or while the same question is open; Malformed for a level no path leads to.
    """
    person, here = standing(act)
    version, framework = _version_for(here, level)
    if not here.reaches(level):
        raise Malformed("question.level", _("No path leads from your level to that one. Choose one of those listed."))
    manager = _present_manager(here)
    if Question.objects.filter(asker=person, manager=manager, level=level, answered_at=None).exists():
        raise NotNow("question.open", _("You asked this already, and the answer is still to come."))
    question = Question.objects.create(
        asker=person,
        manager=manager,
        framework=version,
        level=level,
        words=words,
        asked_at=act.at,
        due_at=act.at + framework.process.answer_within,
    )
    record(
        act,
        Kind.QUESTION_ASKED,
        subject=question,
        place=question_place(question),
        about=person,
        facts={"level": level, "due": question.due_at.isoformat()},
        tell=[manager],
    )
    return question


@draft
def keep_answer(act: Act, *, question: uuid.UUID, seen: int, lines: Collection[AnswerLine], answer: str) -> Question:
    """Keep what the manager has written so far; nobody else reads it before it is given."""
    row = _to_answer(act, question)
    _write(row, seen=seen, lines=lines, answer=answer)
    return row


@service
def give_answer(act: Act, *, question: uuid.UUID, seen: int, lines: Collection[AnswerLine], answer: str) -> Question:
    """Give the answer, once. What it calls a gap counts as raised from this day on.

    Raises NotVisible to strangers, NotAllowed to the asker, NotNow while something is missing or when it was given
    before, Conflict when it was changed elsewhere.
    """
    row = _to_answer(act, question)
    missing = answer_lacks(framework_of(row.framework), level=row.level, lines=lines, answer=answer)
    if missing:
        raise NotNow(
            "question.lacks",
            _("The answer is not whole yet. Add what is missing, or keep it for later."),
            missing=missing,
        )
    _write(row, seen=seen, lines=lines, answer=answer, answered_at=act.at)
    record(
        act,
        Kind.QUESTION_ANSWERED,
        subject=row,
        place=question_place(row),
        about=row.asker,
        facts={
            "level": row.level,
            "gaps": sorted(line.criterion for line in lines if line.state and line.state.raises),
            "late": act.at >= row.due_at,
        },
        tell=[row.asker],
    )
    return row


def _version_for(here: Ground, level: str) -> tuple[FrameworkVersion, Framework]:
    """The version a goal for this level is pinned to, else the one in force."""
    if here.goal and here.goal.level == level:
        return here.goal.framework, framework_of(here.goal.framework)
    return here.version, here.framework


def _present_manager(here: Ground) -> Person:
    if here.manager is None or not here.manager.is_active:
        raise NotNow(
            "question.no_manager",
            _("You have no manager in Waypost at present, so nobody could answer. People operations can mend that."),
        )
    return here.manager


def _to_answer(act: Act, question: uuid.UUID) -> Question:
    if act.by is None:
        raise NotVisible("question", _("There is no such question."))
    row = Question.objects.visible_to(act.by).filter(pk=question).first()
    if row is None:
        raise NotVisible("question", _("There is no such question."))
    if row.manager_id != act.by.pk:
        raise NotAllowed("question.not_yours", _("The manager who was asked answers this."))
    if row.answered_at is not None:
        raise NotNow("question.answered", _("This is answered, and an answer stays as it was given."))
    locked = Question.objects.select_for_update(of=("self",)).select_related("asker", "framework")
    return locked.get(pk=question)


def _write(row: Question, *, seen: int, lines: Collection[AnswerLine], answer: str, **changes: Any) -> None:
    asked = {one.key for one in framework_of(row.framework).criteria_at(row.level)}
    if any(line.criterion not in asked for line in lines):
        raise Malformed("question.criterion", _("The level asks nothing of one of these criteria."))
    if len(answer) > WORDS_MOST or any(len(line.words) > WORDS_MOST for line in lines):
        raise Malformed("question.too_long", _("One of the texts is too long; keep each under 10,000 characters."))
    refuse_stale(
        version=row.version, seen=seen, theirs=_texts(row, _kept(row), row.answer), mine=_texts(row, lines, answer)
    )
    save_current(row, seen=seen, answer=answer, **changes)
    row.gaps.all().delete()
    QuestionGap.objects.bulk_create(
        QuestionGap(question=row, criterion=line.criterion, state=line.state.value, words=line.words)
        for line in lines
        if line.state is not None
    )


def _kept(row: Question) -> list[AnswerLine]:
    return [AnswerLine(criterion=gap.criterion, state=Shown(gap.state), words=gap.words) for gap in row.gaps.all()]


def _texts(row: Question, lines: Collection[AnswerLine], answer: str) -> list[tuple[str, str]]:
    """An answer as labelled texts, for a manager who has to choose between two of them."""
    framework = framework_of(row.framework)
    said = [
        (framework.criterion(line.criterion).title, f"{line.state.label if line.state else ''}\n{line.words}")
        for line in lines
    ]
    return [*said, (_("As a whole"), answer)]
