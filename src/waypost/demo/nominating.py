"""Cases of the demo up to their review: nominated, accepted, assessed, submitted, seated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from waypost.demo.company import Company, current
from waypost.demo.timeline import act
from waypost.demo.voices import MANAGER, PEER, SELF
from waypost.promotion.stages import Action, Stage
from waypost.web.evidence.models import Claim, ClaimState
from waypost.web.frameworks.reading import framework_of
from waypost.web.people.models import Person, Position
from waypost.web.promotion.models import Assessment, AssessmentKind, Case, PanelName, Seat
from waypost.web.promotion.selectors.members import lines_of, member_of, positions_of
from waypost.web.promotion.selectors.seating import seats_wanted, tables
from waypost.web.promotion.selectors.sight import JUDGES
from waypost.web.promotion.services.assessments import ask_peer, give
from waypost.web.promotion.services.moves import move
from waypost.web.promotion.services.nominations import nominate
from waypost.web.promotion.services.packets import choose_claims
from waypost.web.promotion.services.panels import seat_leave, seat_take

CLAIMS_IN_PACKET = 6


@dataclass(frozen=True, slots=True)
class CasePlan:
    """A case to be: whose, to which level, when it begins, how far it comes, and what the panels make of it.

    `low` names criteria rated below the bar; the rest meets it. `stop` is the last stage it reaches.
    """

    candidate: str
    target: str
    start: date
    stop: Stage
    low: tuple[str, ...] = ()
    peers: int = 3
    appeal: bool = False
    withdraw_on: int | None = None
    returned: bool = False
    unraised: bool = False
    in_session: bool = False
    half_kept: bool = False
    words: str = "You hold the work of the next level already; I would like others to see it."


class Nominating:
    """Plays one case from its nomination to the start of the review."""

    def __init__(self, company: Company, plan: CasePlan, *, then: Callable[[Case, date], None]) -> None:
        self.company = company
        self.plan = plan
        self.then = then
        self.case: Case | None = None

    def put_down(self) -> None:
        """Put the first step on the timeline; each step puts down the next."""
        self.company.timeline.at(self.plan.start, self._nominate)

    def _later(self, moment: datetime, days: int, step: Callable[[datetime], None]) -> None:
        self.company.timeline.at(moment.date() + timedelta(days=days), step)

    def _go(self, action: Action, by: Person, moment: datetime, words: str = "") -> None:
        assert self.case is not None  # noqa: S101 - set by the first step
        case = current(self.case)
        self.case = move(act(by, moment), case, action, seen=case.version, words=words)

    def _stops_at(self, stage: Stage) -> bool:
        return self.plan.stop is stage

    def _nominate(self, moment: datetime) -> None:
        candidate = self.company[self.plan.candidate]
        manager = self.company.manager_of(candidate)
        self.case = nominate(act(manager, moment), candidate, target_level=self.plan.target, why=self.plan.words)
        if not self._stops_at(Stage.NOMINATED):
            self._later(moment, 2, self._accept)

    def _accept(self, moment: datetime) -> None:
        self._go(Action.ACCEPT, self.company[self.plan.candidate], moment)
        if not self._stops_at(Stage.ACCEPTED):
            self._later(moment, 1, self._gather)

    def _gather(self, moment: datetime) -> None:
        candidate = self.company[self.plan.candidate]
        self._go(Action.START_GATHERING, candidate, moment)
        assert self.case is not None  # noqa: S101 - set by the first step
        for peer in self._peers(candidate)[: self.plan.peers]:
            asked = ask_peer(act(candidate, moment), self.case, peer=peer)
            if self.plan.stop is not Stage.GATHERING or self.company.random.random() < 0.6:
                self._later(moment, self.company.random.randint(3, 9), self._writes(asked, PEER, part=0.4))
        self._later(moment, 10, self._assess)

    def _peers(self, candidate: Person) -> list[Person]:
        """Two from the own team and the rest from others; Jun where he can be."""
        at = Position.objects.get(person=candidate, until_day=None)
        engineers = Position.objects.filter(until_day=None, function="engineering").exclude(level__in=("", "associate"))
        rows = list(engineers.select_related("person").exclude(person=candidate).exclude(person=at.manager))
        self.company.random.shuffle(rows)
        own = [row.person for row in rows if row.team_id == at.team_id and row.manager_id == at.manager_id][:2]
        others = [row.person for row in rows if row.team_id != at.team_id and row.manager_id is not None]
        jun = [person for person in others if person.name == "Jun Park"]
        return own[:1] + (jun or others[:1]) + own[1:] + others[1:3]

    def _assess(self, moment: datetime) -> None:
        assert self.case is not None  # noqa: S101 - set by the first step
        case = current(self.case)
        claims = Claim.objects.filter(person=case.candidate, state=ClaimState.RECORDED).order_by("-ended_on")
        chosen = list(claims.values_list("pk", flat=True)[:CLAIMS_IN_PACKET])
        if chosen:
            self.case = choose_claims(act(case.candidate, moment), case, claims=chosen, seen=case.version)
        own = Assessment.objects.get(case=case, kind=AssessmentKind.SELF)
        self._writes(own, SELF, part=1.0)(moment)
        if self._stops_at(Stage.GATHERING):
            return
        lead = Assessment.objects.get(case=case, kind=AssessmentKind.MANAGER)
        self._later(moment, 1, self._writes(lead, MANAGER, part=1.0))
        if self.plan.withdraw_on is not None:
            self._later(moment, self.plan.withdraw_on, lambda at: self._go(Action.WITHDRAW, case.candidate, at))
        else:
            self._later(moment, 4, self._submit)

    def _writes(self, asked: Assessment, voice: Mapping[str, str], *, part: float) -> Callable[[datetime], None]:
        """The author of an assessment writes about a share of the criteria, of those their voice has words for."""

        def write(moment: datetime) -> None:
            row = Assessment.objects.select_related("case__framework", "author").get(pk=asked.pk)
            framework = framework_of(row.case.framework)
            keys = [one.key for one in framework.criteria_at(row.case.target_level) if one.key in voice]
            count = max(2, round(part * len(keys)))
            chosen = keys if part >= 1 else self.company.random.sample(keys, count)
            words = {key: voice[key].format(work=self._work(row.case, key)) for key in chosen}
            give(act(row.author, moment), row, seen=row.version, words=words)

        return write

    def _work(self, case: Case, criterion: str) -> str:
        claims = Claim.objects.filter(person=case.candidate, state=ClaimState.RECORDED, criteria__criterion=criterion)
        title = claims.order_by("-ended_on").values_list("title", flat=True).first()
        return f"“{title}”" if title else "the team's last project"

    def _submit(self, moment: datetime) -> None:
        self._go(Action.SUBMIT, self.company[self.plan.candidate], moment)
        if self.plan.returned:
            self._later(moment, 2, self._return)
        elif not self._stops_at(Stage.SUBMITTED):
            self._later(moment, 1, self._seat)

    def _return(self, moment: datetime) -> None:
        words = "The numbers of the two newest claims are from before the change. Please add what came after."
        self._go(Action.RETURN_CASE, self.company["hana"], moment, words)

    def _seat(self, moment: datetime) -> None:
        assert self.case is not None  # noqa: S101 - set by the first step
        seat_panels(self.company, current(self.case), moment)
        self._later(moment, 1, self._start)

    def _start(self, moment: datetime) -> None:
        self._go(Action.START_REVIEW, self.company["hana"], moment)
        assert self.case is not None  # noqa: S101 - set by the first step
        self.then(self.case, moment.date())


SEATS = 3  # after so many somebody new is asked
# Whom people operations ask first, where they may sit; otherwise the seed decides.
ASKED_FIRST = ("ivo", "dana", "chen", "eli", "femi", "gul")


def seat_panels(company: Company, case: Case, moment: datetime) -> None:
    """Fill every free seat of a case with people who may have it; engineers from different teams."""
    framework = framework_of(case.framework)
    hana = company["hana"]
    present = list(company.people.values())
    positions = positions_of([person.pk for person in present], day=moment.date())
    lines = lines_of(list(positions), day=moment.date())
    company.random.shuffle(present)
    rank = {key: at for at, key in enumerate(ASKED_FIRST)}
    # Whoever sat before is asked again, so that panels come from a pool of people who rate several cases.
    sat = Counter(Seat.objects.filter(panel__in=JUDGES).values_list("person_id", flat=True))
    present.sort(key=lambda person: (rank.get(company.keys[person.pk], len(rank)), not 0 < sat[person.pk] < SEATS))
    members = [
        member_of(person, positions[person.pk], framework=framework, above=lines.get(person.pk, ()))
        for person in present
        if person.pk in positions
    ]
    by_key = {str(person.pk): person for person in present}
    seats = Seat.objects.filter(case=case).select_related("person")
    for panel in (PanelName.FACILITATOR, PanelName.DECIDER, PanelName.TECHNICAL, PanelName.STRATEGIC):
        table = tables((case,), seats.all(), day=moment.date())[case.pk]
        found = [one for one in table.eligible(panel, members) if one.may_sit]
        sits = set(
            Seat.objects.filter(case=case, round=case.round, left_at=None)
            .exclude(panel=PanelName.DECIDER)
            .values_list("person_id", flat=True)
        )
        teams: set[str] = set()
        for kind, count in seats_wanted(framework, panel):
            fitting = [one for one in found if kind in one.seat_kinds]
            free = [one for one in fitting if panel is PanelName.DECIDER or by_key[one.member.person].pk not in sits]
            apart = [one for one in free if one.member.team not in teams] + free
            for one in dict.fromkeys(apart):
                if count == 0:
                    break
                if one.member.person in teams or (panel is PanelName.TECHNICAL and one.member.team in teams):
                    continue
                person = by_key[one.member.person]
                seat_take(act(hana, moment), case, panel=panel, person=person)
                sits.add(person.pk)
                teams |= {one.member.team, one.member.person}
                count -= 1  # noqa: PLW2901 - counts down what is still wanted


def replace_panellist(company: Company, case: Case, moment: datetime) -> None:
    """One engineer leaves for a conflict that came up late, and another takes the seat."""
    seat = (
        Seat.objects.filter(case=case, panel=PanelName.TECHNICAL, left_at=None).select_related("case", "person").last()
    )
    if seat is not None:
        seat_leave(act(company["hana"], moment), seat, because="Worked with the candidate on the migration until May.")
        seat_panels(company, current(case), moment)
