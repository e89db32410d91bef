"""People of the demo set goals, ask what it would take, give feedback, and keep plans, some better than others."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from waypost.demo.company import Company
from waypost.demo.timeline import Timeline, act
from waypost.promotion.what_it_takes import AnswerLine, Shown
from waypost.web.frameworks.reading import framework_of
from waypost.web.growth.models import Commitment, CommitmentState, OpportunityKind, Plan
from waypost.web.growth.services.feedback import give_feedback
from waypost.web.growth.services.goals import set_goal
from waypost.web.growth.services.plans import check_in, mark_commitment, open_plan
from waypost.web.growth.services.questions import ask_question, give_answer
from waypost.web.growth.values import GapText, PlanText, PromiseText
from waypost.web.people.models import Person

GAPS = {
    "direction": "I have not seen you choose a problem nobody gave you. The scope document is a good place to start.",
    "communication": "You convince engineers in writing. Product and finance have to be convinced in the room as well.",
    "collaboration": "The work stayed within the team. Somebody outside should be able to say what changed for them.",
    "growing-others": "One colleague took over a task of yours. I would like to see somebody take over a system.",
    "outcome": "The work is good and its result is told, not measured. Begin with the number next time.",
    "design": "The last design held; the expectation asks that others build on one for half a year.",
}
LOOKS_LIKE = {
    "direction": "A written argument for one problem across Payments and Fulfilment, and the first step of it done.",
    "communication": "The quarterly risk review with product and finance, led without an engineer to translate.",
    "collaboration": "A change that another team asked for again, because the first one helped.",
    "growing-others": "Month's end run by two colleagues for a whole quarter.",
    "outcome": "A baseline before the work begins, and the same count a quarter after it.",
    "design": "One design that two other teams depend on, with its changes announced.",
}
FALLBACK_GAP = "I have seen this once. The expectation speaks of it as a habit."
FALLBACK_LOOK = "The same again, at the scope the expectation names, and somebody outside the team who noticed."
SHOWN = "Shown; your last two claims say it, and they are confirmed."


class Growing:
    """Puts goals, questions and feedback on the timeline."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.timeline = company.timeline
        self.random = company.random

    def aims(self, who: str, level: str, *, on: date) -> None:
        """Somebody makes a level their goal."""
        self.timeline.at(on, lambda moment: _do(set_goal(act(self.company[who], moment), level=level)))

    def asks(self, who: str, level: str, *, on: date, gaps: Collection[str], answered: bool = True) -> None:
        """Somebody asks what `level` would take; the answer names `gaps` and takes some days."""

        def happen(moment: datetime) -> None:
            if who not in self.company.people:
                return  # had not joined yet
            person = self.company[who]
            words = "What would it take, from where I stand today?"
            question = ask_question(act(person, moment), level=level, words=words)
            if not answered:
                return
            framework = framework_of(question.framework)
            lines = [self._line(one.key, one.key in gaps) for one in framework.criteria_at(level)]
            answer = "You are close on the engineering. What is missing lies between teams; let us find the occasion."
            day = moment.date() + timedelta(days=self.random.randint(3, 11))

            def answers(at: datetime) -> None:
                give_answer(act(question.manager, at), question=question.pk, seen=1, lines=lines, answer=answer)

            self.timeline.at(day, answers)

        self.timeline.at(on, happen)

    def _line(self, criterion: str, gap: bool) -> AnswerLine:
        if not gap:
            return AnswerLine(criterion=criterion, state=Shown.SHOWN, words=SHOWN)
        state = self.random.choice((Shown.NOT_SHOWN_YET, Shown.NO_OPPORTUNITY_YET))
        return AnswerLine(criterion=criterion, state=state, words=GAPS.get(criterion, FALLBACK_GAP))

    def tells(self, author: str, about: str, criterion: str, *, on: date, to_grow: bool = True) -> None:
        """Somebody gives signed feedback."""
        words = (
            GAPS.get(criterion, FALLBACK_GAP)
            if to_grow
            else "Your note before the release saved us a night. Thank you."
        )

        def happen(moment: datetime) -> None:
            teller, told = self.company[author], self.company[about]
            give_feedback(act(teller, moment), about=told.pk, criterion=criterion, words=words, to_grow=to_grow)

        self.timeline.at(on, happen)


def fill_plan(plan: Plan, manager: Person, moment: datetime) -> Plan:
    """The manager completes the draft that followed a "not yet", and opens it."""
    day = moment.date()
    kinds = list(OpportunityKind)
    gaps = tuple(
        GapText(
            criterion=gap.criterion,
            kind=gap.kind,
            looks_like=LOOKS_LIKE.get(gap.criterion, FALLBACK_LOOK),
            opportunity_kind=kinds[at % len(kinds)].value,
            opportunity=(
                "The shared settlement calendar, which needs somebody to lead it from January.",
                "A proposal of your own for the retry budget; finance has asked who would write it.",
                "Lead of the review group for event schemas, an hour a week.",
            )[at % 3],
            support="An afternoon a week is free of tickets; I introduce you to the two managers concerned.",
            due_on=day + timedelta(days=75 + 30 * at),
        )
        for at, gap in enumerate(plan.gaps.all())
    )
    promises = (
        PromiseText(by_manager=True, words="Free an afternoon a week from tickets.", due_on=day + timedelta(days=14)),
        PromiseText(
            by_manager=True, words="Bring you to the planning round with product.", due_on=day + timedelta(days=45)
        ),
        PromiseText(by_manager=False, words="Write the first page of the proposal.", due_on=day + timedelta(days=30)),
        PromiseText(
            by_manager=False, words="Ask Fulfilment and Search what they would change.", due_on=day + timedelta(days=60)
        ),
    )
    text = PlanText(gaps=gaps, next_look_on=day + timedelta(days=150), promises=promises)
    return open_plan(act(manager, moment), plan=plan.pk, seen=plan.version, text=text)


def half_kept(timeline: Timeline, plan: Plan, *, opened: date) -> None:
    """What became of a plan: a promise of each side kept, one of the manager's broken, one open, two check-ins."""

    def mark(by: Person, words: str, state: CommitmentState) -> None:
        def happen(moment: datetime) -> None:
            row = Commitment.objects.get(plan=plan, words__startswith=words)
            mark_commitment(act(by, moment), commitment=row.address, state=state.value)

        timeline.at(opened + timedelta(days=62 if state is CommitmentState.BROKEN else 33), happen)

    mark(plan.manager, "Free an afternoon", CommitmentState.KEPT)
    mark(plan.person, "Write the first page", CommitmentState.KEPT)
    mark(plan.person, "Bring you to the planning", CommitmentState.BROKEN)
    first = "The afternoon a week holds. The first page of the proposal is written and finance has read it."
    second = (
        "The planning round came and went without us; there is a seat for us at the next. Search has not answered yet."
    )
    timeline.at(opened + timedelta(days=35), lambda at: _do(check_in(act(plan.manager, at), plan=plan.pk, words=first)))
    timeline.at(opened + timedelta(days=70), lambda at: _do(check_in(act(plan.person, at), plan=plan.pk, words=second)))


def _do(result: object) -> None:
    """A happening answers nothing."""
