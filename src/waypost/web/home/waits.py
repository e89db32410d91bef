"""What waits for somebody, from every app, what is due first first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.web.calibration.selectors.waiting import waiting_for as of_calibration
from waypost.web.evidence.selectors.waiting import waiting_for as of_evidence
from waypost.web.frameworks.drafts import waiting_for as of_frameworks
from waypost.web.growth.models import Question
from waypost.web.growth.selectors.waiting import waiting_for as of_growth
from waypost.web.home.situation import Situation
from waypost.web.journal.waiting import Waiting
from waypost.web.people.models import Person
from waypost.web.promotion.selectors.waiting import waiting_for as of_promotion

_LAST = datetime.max.replace(tzinfo=UTC)


def waiting_for(
    person: Person, today: date, *, questions: Sequence[Question], situation: Situation
) -> tuple[Waiting, ...]:
    """Everything that waits for the person, by due date; what has none comes last, in the order of the apps.

    `questions` are the person's open ones and `situation` is their place, which the page needs for its answers as well.
    """
    return in_order(
        [
            *of_promotion(person, today),
            *of_calibration(person, today),
            *of_growth(person, today, questions=questions),
            *of_evidence(person, today, framework=situation.framework, level=situation.level),
            *of_frameworks(review_of=situation.review_of, suggested=situation.suggested),
            *_goal(situation),
        ]
    )


def _goal(situation: Situation) -> list[Waiting]:
    """A goal whose version holds no longer: its person moves it, nobody else."""
    aim = situation.aim
    if aim is None or aim.pinned_until is None or situation.day < aim.pinned_until or situation.framework is None:
        return []
    says = _("The version of the framework that your goal is pinned to holds no longer. Nothing was changed for you.")
    return [Waiting(says, reverse("growth:goal_newer"), _("See what changes"))]


def in_order(found: list[Waiting]) -> tuple[Waiting, ...]:
    """By due date, the undated last; the order is otherwise kept."""
    return tuple(sorted(found, key=lambda waiting: waiting.due or _LAST))
