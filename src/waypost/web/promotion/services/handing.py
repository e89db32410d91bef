"""A case goes to whoever leads its candidate now: what the manager still owes goes with it, what was said stays."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.promotion.stages import Stage
from waypost.refusal import NotNow
from waypost.web.growth.services.passing import pass_on
from waypost.web.journal.kinds import Kind
from waypost.web.people.models import Person
from waypost.web.promotion.models import Assessment, AssessmentKind, AssessmentState
from waypost.web.promotion.selectors.members import leader_of
from waypost.web.promotion.services.effects import Effect, Move

STILL_WRITTEN = frozenset({Stage.GATHERING, Stage.RETURNED})  # assessments, now or once the case is resumed


def hand_over(move: Move) -> Effect:
    """Make the candidate's present manager that of the case.

    All three are told to look at their board, since the manager before sees the case no longer.
    """
    before, to = move.case.manager, leader_of(move.case.candidate_id, day=move.act.today)
    if to is None:
        raise NotNow("case.hand_over.nobody", _("Nobody leads the candidate now; the list of people says who does."))
    if move.case.stage in STILL_WRITTEN:
        _ask_instead(move, before=before, to=to)
    passed = pass_on(move.case.candidate, before=before, to=to)
    return Effect(
        kind=Kind.CASE_HANDED_OVER,
        changes={"manager": to},
        remember={
            "manager": str(to.pk),
            "before": str(before.pk),
            "plans": passed.plans,
            "questions": passed.questions,
        },
        tell=(move.case.candidate, to, *([before] if before.is_active else [])),
        place=reverse("promotion:board"),
    )


def _ask_instead(move: Move, *, before: Person, to: Person) -> None:
    """Ask the new manager for the assessment the one before has not given. What was given stays with its author's name.

    The new manager never finds what the one before had begun. Who was asked as a peer before speaks as the manager from
    now on: they keep their own words, and give them again as what they are.
    """
    rows = Assessment.objects.select_for_update(of=("self",)).filter(case=move.case)
    owed = rows.filter(author=before, kind=AssessmentKind.MANAGER, state=AssessmentState.ASKED).first()
    theirs = rows.filter(author=to).first()
    if owed is None:
        return
    if theirs is None:
        owed.author, owed.words, owed.asked_at = to, {}, move.act.at
        owed.version += 1
        owed.save(update_fields=["author", "words", "asked_at", "version"])
        return
    owed.delete()
    theirs.kind, theirs.state = AssessmentKind.MANAGER, AssessmentState.ASKED
    theirs.asked_at, theirs.given_at, theirs.outside_team = move.act.at, None, False
    theirs.version += 1
    theirs.save(update_fields=["kind", "state", "asked_at", "given_at", "outside_team", "version"])
