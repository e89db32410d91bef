"""Cases of the demo from their review on: reviews, the decision, the letter, and what follows it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from hashlib import sha256

from waypost.demo.company import Company, current
from waypost.demo.growing import fill_plan, half_kept
from waypost.demo.nominating import CasePlan
from waypost.demo.timeline import act
from waypost.demo.voices import REASONS
from waypost.promotion.decision import Outcome
from waypost.promotion.panel import PanelKind, judged_criteria
from waypost.promotion.stages import Action, Stage
from waypost.web.frameworks.reading import framework_of
from waypost.web.promotion.models import Case, PanelName, Review, Seat
from waypost.web.promotion.selectors.members import positions_of
from waypost.web.promotion.services.decisions import DecisionText, ReasonText, record_decision
from waypost.web.promotion.services.moves import move
from waypost.web.promotion.services.reviews import give_review, keep_rating
from waypost.web.promotion.services.telling import keep_letter, record_position, release_case

LATE = ("chen", "gul")  # whose reviews are still to come where a case stays in review
WHY_NOT = {
    "direction": "The work was chosen well and by others. The expectation asks for a problem you named yourself, and the"
    " packet does not show one yet.",
    "communication": "Engineers act on what you write. Product and finance heard of the risk after dates depended on it.",
    "collaboration": "Two of the three claims stayed within the team; the third ended where the other team began.",
    "growing-others": "One colleague took over a task. The expectation speaks of what people do by themselves afterwards.",
    "outcome": "What changed for customers is told, and nobody outside the team confirms it.",
    "design": "The design is sound. That others build on it is a plan, and the expectation asks that they do.",
    "delivery": "The pieces came, the last one a month after those who waited had stopped waiting.",
}
WHY_YES = "Shown twice, a quarter apart, and confirmed by the people it was for."
DISSENT = (
    "I read the panel that sees it differently with care. What it praises is true and is not what is missing: the gap is on"
    " criteria the other panel judged, and two people found it independently."
)


class Judging:
    """Plays cases from the start of their review."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.open_plans: list[Case] = []

    def of(self, plan: CasePlan) -> Callable[[Case, date], None]:
        """What follows when the review of `plan`'s case starts."""

        def begin(case: Case, day: date) -> None:
            seats = Seat.objects.filter(case=case, round=1, left_at=None, panel__in=("technical", "strategic"))
            for at, seat in enumerate(seats.select_related("person")):
                if plan.stop is Stage.IN_REVIEW and self.company.keys.get(seat.person_id) in LATE:
                    continue
                self.company.timeline.at(day + timedelta(days=2 + at % 5), self._reviews(seat, plan))
            if plan.in_session or plan.stop is Stage.IN_REVIEW:
                return
            self._at(day, 8, case, self._opens)
            if plan.stop is not Stage.IN_CALIBRATION:
                self._at(day, 12, case, lambda one, moment: decide(self.company, one, plan, moment))
                self._at(day, 13, case, lambda one, moment: self._releases(one, plan, moment))

        return begin

    def _at(self, day: date, days: int, case: Case, step: Callable[[Case, datetime], object]) -> None:
        def happen(moment: datetime) -> None:
            step(current(case), moment)

        self.company.timeline.at(day + timedelta(days=days), happen)

    def _reviews(self, seat: Seat, plan: CasePlan) -> Callable[[datetime], None]:
        """A panellist rates each criterion and gives the review."""

        def happen(moment: datetime) -> None:
            review = Review.objects.get(seat=seat)
            framework = framework_of(current(seat.case).framework)
            panel = PanelKind.TECHNICAL if seat.panel == PanelName.TECHNICAL else PanelKind.STRATEGIC
            for criterion in judged_criteria(framework, panel, level=plan.target):
                choice = self._rating(criterion, plan, severe=by_nature(seat.person.email))
                reason = self.company.random.choice(REASONS[choice])
                keep_rating(act(seat.person, moment), review, criterion=criterion, seen=0, choice=choice, reason=reason)
            give_review(act(seat.person, moment), review)

        return happen

    def _rating(self, criterion: str, plan: CasePlan, *, severe: float) -> str:
        """Below the bar where the plan says so, at it elsewhere; candidates are more or less ready, raters severe."""
        draw = self.company.random.random()
        if criterion in plan.low:
            return "none" if draw < 0.1 + 0.3 * severe else "meets" if draw > 0.7 + 0.25 * severe else "partly"
        ready = 0.1 if plan.low else by_nature(plan.candidate)
        return "beyond" if draw < 0.2 + 0.7 * ready - 0.4 * severe else "meets"

    def _opens(self, case: Case, moment: datetime) -> None:
        lead = Seat.objects.select_related("person").get(case=case, panel=PanelName.FACILITATOR, left_at=None)
        move(act(lead.person, moment), case, Action.OPEN_CALIBRATION, seen=case.version)

    def _releases(self, case: Case, plan: CasePlan, moment: datetime) -> None:
        release_case(act(self.company["hana"], moment), case, seen=case.version)
        self.after_release(case, plan, moment.date())

    def after_release(self, case: Case, plan: CasePlan, day: date) -> None:
        """The manager writes and tells; then a position or a plan follows, as far as the case is to come."""
        if plan.stop is Stage.DECIDED:
            return
        self._at(day, 1, case, lambda one, moment: tell(one, plan, moment))
        if plan.stop is Stage.APPEALED:
            self._at(day, 5, case, self._appeals)
        elif plan.stop is Stage.CLOSED and plan.low:
            self._at(day, 7, case, lambda one, moment: self._plans(one, plan, moment))
            self._at(day, 16, case, self._closes)
        elif plan.stop is Stage.CLOSED:
            self._at(day, 4, case, self._records_position)
            self._at(day, 16, case, self._closes)

    def _appeals(self, case: Case, moment: datetime) -> None:
        words = "Two of the claims were confirmed after the panel had read the packet. I ask for a look at both."
        move(act(case.candidate, moment), case, Action.APPEAL, seen=case.version, words=words)

    def _plans(self, case: Case, plan: CasePlan, moment: datetime) -> None:
        if case.plan is not None:
            opened = fill_plan(case.plan, case.plan.manager, moment)
            if plan.half_kept:
                half_kept(self.company.timeline, opened, opened=moment.date())

    def _records_position(self, case: Case, moment: datetime) -> None:
        at = positions_of([case.candidate_id], day=moment.date())[case.candidate_id]
        record_position(
            act(self.company["hana"], moment),
            case,
            seen=case.version,
            from_day=moment.date() + timedelta(days=1),
            team=at.team,
            manager=at.manager,
            title=framework_of(case.framework).level(case.target_level).title,
        )

    def _closes(self, case: Case, moment: datetime) -> None:
        move(act(case.manager, moment), case, Action.CLOSE, seen=case.version)


def by_nature(name: str) -> float:
    """How severe or how ready somebody is, from 0 to 1; of their name, so that the order of happenings plays no part."""
    return sha256(name.encode()).digest()[0] / 255


def decide(company: Company, case: Case, plan: CasePlan, moment: datetime) -> Case:
    """The decider writes the reasons and records the decision."""
    seat = Seat.objects.select_related("person").get(case=case, panel=PanelName.DECIDER, left_at=None)
    return record_decision(
        act(seat.person, moment), case, seen=0, case_seen=case.version, text=_decision(case, plan, moment.date())
    )


def _decision(case: Case, plan: CasePlan, day: date) -> DecisionText:
    framework = framework_of(case.framework)
    if plan.low:
        reasons = tuple(ReasonText(criterion=key, words=WHY_NOT[key]) for key in plan.low)
        summary = "Close, and not yet. What is missing is named below and can be shown within two quarters."
        return DecisionText(outcome=Outcome.NOT_YET, summary=summary, dissent_answer=DISSENT, reasons=reasons)
    primary = [one.key for one in framework.criteria_at(case.target_level)][:2]
    return DecisionText(
        outcome=Outcome.YES,
        summary="Both panels see the level, independently of each other.",
        in_force_on=day + timedelta(days=21),
        reasons=tuple(ReasonText(criterion=key, words=WHY_YES) for key in primary),
    )


def tell(case: Case, plan: CasePlan, moment: datetime) -> Case:
    """The manager puts the answer into their own words and tells the candidate."""
    name = case.candidate.get_short_name()
    words = (
        f"Dear {name},\n\nthe answer is **not yet**. The reasons are below, each with the sentence of the framework it is"
        " about. We talked about both of them in spring, and I still think you will get there. Let us sit down this week"
        " and make the plan; I have two occasions in mind.\n"
        if plan.low
        else f"Dear {name},\n\nthe answer is **yes**. Thank you for the two years that are in this packet. The new position"
        " is in force as soon as people operations have recorded it.\n"
    )
    keep_letter(act(case.manager, moment), case, seen=0, words=words)
    case = current(case)
    return move(act(case.manager, moment), case, Action.TELL, seen=case.version)
