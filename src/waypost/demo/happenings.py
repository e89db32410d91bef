"""What happens in the demo: who does what when, the story of the cast, and the ordinary work around it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from waypost.demo.ada import ADA
from waypost.demo.cast import TEAMS
from waypost.demo.company import Company
from waypost.demo.growing import Growing
from waypost.demo.judging import Judging
from waypost.demo.nominating import CasePlan, Nominating
from waypost.demo.organisation import Member, months_before
from waypost.demo.rooms import Rooms
from waypost.demo.stories import BETWEEN_TEAMS, SCOPE_DOCUMENT, STORIES
from waypost.demo.timeline import Happening, act
from waypost.demo.working import Working, stories_of
from waypost.promotion.stages import Stage
from waypost.web.evidence.models import ScopeDocument
from waypost.web.evidence.services.scope import save_scope_document

CASES_MOST = 400  # of further teams; a cycle of a company of ten thousand has about that many
TEAM_KEYS = {name: key for key, name in TEAMS}
# What a candidate's three team stories and the three between teams each also speak to.
TECHNICAL = ("design", "code", "design", "direction", "operations", "expertise")
STRATEGIC = ("outcome", "judgement", "delivery", "context", "context", "judgement")
PARTNERS = ("kim", "gul", "eli", "femi")
WITNESSES = ("kim", "gul", "eli", "femi", "jun", "chen")
LEADS = frozenset({"manager", "senior-manager", "director", "vp"})
STAFF = ("staff", "senior-staff", "principal", "distinguished")


def put_down_everything(company: Company, members: tuple[Member, ...], *, today: date) -> None:
    """Put the whole story on the timeline."""
    present = [member for member in members if member.left_on is None and member.stands[-1].level]
    core = [member for member in present if member.stands[-1].team in TEAM_KEYS]
    working, growing = Working(company), Growing(company)
    _everyday_work(company, working, core, today)
    _ada(company, working, growing, today)
    _scope_documents(company, core, today)
    judging = Judging(company)
    plans = _plans(core, today)
    candidates = {plan.candidate for plan in plans}
    _questions(company, growing, [one for one in core if one.key not in candidates], today)
    for plan in plans:
        _evidence_for(company, working, growing, plan, members)
        Nominating(company, plan, then=judging.of(plan)).put_down()
    _further_teams(company, working, judging, [one for one in present if one.stands[-1].team not in TEAM_KEYS], today)
    latest = {plan.candidate: plan for plan in plans}
    cycle = months_before(today, 1)
    Rooms(company, judging, latest).over(opens=today - timedelta(days=12), cycle=cycle)
    Rooms(company, judging, latest).begun(opens=today - timedelta(days=3), cycle=cycle)


def _everyday_work(company: Company, working: Working, core: Iterable[Member], today: date) -> None:
    """Most engineers record two or three things a year, and somebody confirms most of them."""
    for member in core:
        if member.key == "ada" or member.stands[-1].level in LEADS:
            continue
        key = TEAM_KEYS[member.stands[-1].team]
        for at, story in enumerate(stories_of(key, company.random, company.random.randint(1, 3))):
            day = today - timedelta(days=company.random.randint(20, 700) + 30 * at)
            if day < member.joined_on + timedelta(days=60):
                continue
            working.records(member.key, story, on=day, witnesses=[company.random.choice(WITNESSES)])


def _further_teams(company: Company, working: Working, judging: Judging, members: list[Member], today: date) -> None:
    """In a larger organisation others record work and are nominated too: every third engineer, one in two teams."""
    stops = (Stage.NOMINATED, Stage.ACCEPTED, Stage.GATHERING, Stage.GATHERING)
    engineers = [member for member in members if member.stands[-1].level == "engineer"]
    for at, member in enumerate(engineers):
        if at % 3 == 0:
            story = STORIES[at % len(STORIES)]
            working.records(member.key, story, on=today - timedelta(days=30 + at % 300), witnesses=())
        if at % 6 == 0 and at // 6 < CASES_MOST:
            start = today - timedelta(days=12 - at % 8)
            plan = CasePlan(member.key, "senior", start, stops[at // 6 % len(stops)], peers=1)
            Nominating(company, plan, then=judging.of(plan)).put_down()


def _ada(company: Company, working: Working, growing: Growing, today: date) -> None:
    """Ada's two years: work that is confirmed, a question answered, and a packet that lacks one thing."""
    days = (520, 400, 300, 190, 120, 70)
    witnesses = (("kim",), ("dana",), ("jun", "eli"), (), ("ben",), ("gul",))
    for story, before, who in zip(ADA, days, witnesses, strict=True):
        working.records("ada", story, on=today - timedelta(days=before), witnesses=who)
    draft = next(story for story in STORIES if story.team == "payments")
    working.drafts("ada", draft, on=today - timedelta(days=6))
    growing.aims("ada", "staff", on=today - timedelta(days=260))
    growing.asks("ada", "staff", on=today - timedelta(days=250), gaps=("direction", "communication"))
    growing.tells("dana", "ada", "design", on=today - timedelta(days=280), to_grow=False)
    growing.tells("ben", "ada", "communication", on=today - timedelta(days=90))


def _questions(company: Company, growing: Growing, core: list[Member], today: date) -> None:
    """Others ask too; one question is open, and one is overdue."""
    askers = [member for member in core if member.stands[-1].level in {"engineer", "senior"}]
    company.random.shuffle(askers)
    for at, member in enumerate(askers[:8]):
        level = {"engineer": "senior", "senior": "staff"}[member.stands[-1].level]
        day = today - timedelta(days=(5, 19, 60, 110, 160, 210, 260, 320)[at])
        if member.joined_on > day:
            continue
        gaps = company.random.sample(("outcome", "collaboration", "communication", "direction"), 2)
        growing.asks(member.key, level, on=day, gaps=gaps, answered=at > 1)


def _scope_documents(company: Company, core: list[Member], today: date) -> None:
    """Individual contributors from Staff on write a page each quarter; most of them did this time."""
    for at, member in enumerate(m for m in core if m.stands[-1].level.startswith(STAFF)):
        for before in (200, 110, 20 if at % 4 else 300):
            day = today - timedelta(days=before + at)
            if day < member.stands[-1].from_day:
                continue
            _writes_scope(company, member.key, day, member.stands[-1].team)


def _writes_scope(company: Company, who: str, day: date, team: str) -> None:
    body = SCOPE_DOCUMENT.format(
        systems=f"The systems {team} runs that other teams build on, and their contracts.",
        problem="Retries: four services retry each other, and none of them knows of the others' budget.",
        change=f"One service less since the quarter began; the {team} queue has an owner on each side.",
        result="Two incidents fewer than the quarter before, by the register. The retry budget is agreed.",
    )
    company.timeline.at(day, _saves(company, who, f"{day.year}-Q{(day.month + 2) // 3}", body))


def _saves(company: Company, who: str, quarter: str, body: str) -> Happening:
    def happen(moment: datetime) -> None:
        if who in company.people:
            seen = 1 + ScopeDocument.objects.filter(person=company[who], quarter=quarter).count()
            save_scope_document(act(company[who], moment), quarter=quarter, seen=seen, body=body)

    return happen


def _evidence_for(
    company: Company, working: Working, growing: Growing, plan: CasePlan, members: tuple[Member, ...]
) -> None:
    """A candidate of an older or present case has recorded what the packet then holds, with somebody's word for it."""
    if plan.candidate == "ada":
        return
    member = next(one for one in members if one.key == plan.candidate)
    stand = next((s for s in reversed(member.stands) if s.from_day <= plan.start), member.stands[0])
    team = TEAM_KEYS.get(stand.team, "platform")
    stories = [*stories_of(team, company.random, 3), *BETWEEN_TEAMS]
    primary = STRATEGIC if plan.target.endswith("-strategic") else TECHNICAL
    for at, story in enumerate(stories):
        day = plan.start - timedelta(days=170 - 25 * at)
        # Between them the claims speak to every primary criterion, as a packet has to.
        criteria = dict.fromkeys((*story.criteria, primary[at]))
        told = replace(story, team=team, criteria=tuple(criteria))
        working.records(plan.candidate, told, on=day, witnesses=PARTNERS[at % 3 : at % 3 + 2])
    if plan.target != "senior":
        _writes_scope(company, plan.candidate, plan.start + timedelta(days=5), stand.team)
    gaps = [key for key in plan.low if not plan.unraised] or ["outcome"]
    growing.asks(plan.candidate, plan.target, on=plan.start - timedelta(days=70), gaps=gaps)


def _plans(core: list[Member], today: date) -> list[CasePlan]:
    """Who is nominated when, and how far each case has come."""
    senior = [m for m in core if m.stands[-1].level == "senior" and m.key not in {"ada", "jun", "lena"}]
    engineer = [m for m in core if m.stands[-1].level == "engineer"]
    staff = [m for m in core if m.stands[-1].level == "staff" and m.key != "chen"]

    def ago(days: int) -> date:
        return today - timedelta(days=days)

    spread = _well_spread(senior)
    people = iter(m.key for m in spread)
    # Dana leads the room; she leaves it for her own team's.
    others = iter(m.key for m in spread[9:] if m.stands[-1].team != "Platform")
    younger = iter(m.key for m in _well_spread(engineer))
    old = [
        CasePlan(next(people), "staff", ago(400), Stage.CLOSED, low=("direction",)),
        CasePlan(next(younger), "senior", ago(395), Stage.CLOSED),
        CasePlan(next(younger), "senior", ago(392), Stage.CLOSED),
        CasePlan(next(people), "staff-strategic", ago(215), Stage.CLOSED, low=("outcome", "collaboration")),
        CasePlan(next(younger), "senior", ago(212), Stage.CLOSED),
        CasePlan(next(people), "staff", ago(208), Stage.CLOSED, low=("communication", "direction"), half_kept=True),
    ]
    now = [
        CasePlan("ada", "staff", ago(15), Stage.GATHERING, peers=3),
        CasePlan(next(people), "staff", ago(52), Stage.APPEALED, low=("growing-others", "direction"), in_session=True),
        CasePlan(next(people), "staff", ago(50), Stage.TOLD, in_session=True),
        CasePlan(next(people), "staff-specialist", ago(46), Stage.DECIDED, low=("collaboration",), in_session=True),
        # A room needs some cases before it can tell readiness from who happened to rate.
        CasePlan(next(others), "staff", ago(51), Stage.TOLD, in_session=True),
        CasePlan(next(others), "staff", ago(49), Stage.TOLD, low=("delivery", "outcome"), in_session=True),
        CasePlan(next(others), "staff", ago(47), Stage.DECIDED, low=("direction",), in_session=True),
        CasePlan(next(people), "staff", ago(33), Stage.IN_CALIBRATION, low=("communication",), in_session=True),
        CasePlan(next(people), "staff", ago(32), Stage.IN_CALIBRATION, in_session=True),
        CasePlan(staff[0].key, "senior-staff", ago(38), Stage.IN_CALIBRATION, low=("design",)),
        CasePlan(next(younger), "senior", ago(33), Stage.IN_REVIEW, low=("delivery",)),
        CasePlan(next(people), "staff", ago(28), Stage.IN_REVIEW),
        CasePlan(next(younger), "senior", ago(27), Stage.SUBMITTED),
        CasePlan(next(younger), "senior", ago(26), Stage.RETURNED, returned=True),
        CasePlan(next(younger), "senior", ago(24), Stage.WITHDRAWN, withdraw_on=2),
        CasePlan(next(younger), "senior", ago(6), Stage.ACCEPTED),
        CasePlan(next(younger), "senior", ago(2), Stage.NOMINATED),
    ]
    return old + now


def _well_spread(members: list[Member]) -> list[Member]:
    """One of each team after the other, the longest there first, so that no team fills the list."""
    by_team: dict[str, list[Member]] = {}
    for member in sorted(members, key=lambda one: one.stands[-1].from_day):
        by_team.setdefault(member.stands[-1].team, []).append(member)
    rounds = max(len(rows) for rows in by_team.values())
    return [rows[at] for at in range(rounds) for rows in by_team.values() if at < len(rows)]
