"""What is true of a case now, as far as its next moves depend on it.

Each need of the transition table is looked up by one of `LOOKUPS`, for many cases at once; only needs that can matter
at the stage of a case are looked up at all. What nobody looked up counts as not fulfilled.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from waypost.promotion.decision import Outcome
from waypost.promotion.stages import TRANSITIONS, Facts, Need, Stage, due
from waypost.refusal import Missing
from waypost.web.frameworks.reading import framework_of
from waypost.web.promotion.models import Case, Decision, PanelName, Seat
from waypost.web.promotion.selectors.completeness import completeness_of, plans_lack
from waypost.web.promotion.selectors.gates import gates
from waypost.web.promotion.selectors.members import leaders_of
from waypost.web.promotion.selectors.seating import SEATING, judges_wanted, tables
from waypost.web.promotion.selectors.sight import given, judges_in

Found = Mapping[UUID, Mapping[str, Any]]
"""For each case, fields of `Facts`."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The cases a lookup is asked about, their seats (read once), and the moment."""

    cases: tuple[Case, ...]
    seats: tuple[Seat, ...]
    now: datetime

    @property
    def day(self) -> date:
        """The day of the moment in the zone in force."""
        return timezone.localdate(self.now)

    def of(self, cases: Iterable[Case]) -> Asked:
        """The same, about some of the cases."""
        return replace(self, cases=tuple(cases))

    def seated(self, case: Case) -> list[Seat]:
        """Who sits on a case in its present round."""
        return [s for s in self.seats if s.case_id == case.pk and s.round == case.round and s.left_at is None]


Lookup = Callable[[Asked], Found]


def facts_of(
    case: Case,
    *,
    now: datetime,
    reason: str = "",
    seats: Iterable[Seat] | None = None,
    gate: tuple[Missing, ...] | None = None,
    without: frozenset[Need] = frozenset(),
) -> Facts:
    """The facts of one case; `reason` are the words given with the action, `gate` what is known to be missing.

    Nothing is looked up for the needs `without`, as in `facts_of_each`.
    """
    without |= frozenset() if gate is None else frozenset({Need.GATE})
    found = facts_of_each((case,), now=now, seats=seats, without=without)[case.pk]
    return replace(found, reason=reason, gate=found.gate if gate is None else gate)


def facts_of_each(
    cases: Collection[Case],
    *,
    now: datetime,
    seats: Iterable[Seat] | None = None,
    without: frozenset[Need] = frozenset(),
) -> dict[UUID, Facts]:
    """The facts of many cases with a constant number of queries. `seats` are theirs if they were read already.

    Nothing is looked up for the needs `without`; whoever leaves one out must not ask for it either.
    """
    wanted = {case.pk: needs_at(Stage(case.stage)) - without for case in cases}
    asked = Asked(tuple(cases), tuple(seats) if seats is not None else _seats(cases, wanted), now)
    found: dict[UUID, dict[str, Any]] = {case.pk: _plain(case) for case in cases}
    for lookup, needs in _by_lookup().items():
        about = [case for case in cases if wanted[case.pk] & needs]
        for key, fields in (lookup(asked.of(about)) if about else {}).items():
            found[key].update(fields)
    return {key: Facts(now=now, **fields) for key, fields in found.items()}


def needs_at(stage: Stage) -> frozenset[Need]:
    """Every need some transition from this stage asks for."""
    return frozenset(n for t in TRANSITIONS if stage in t.sources for n in (*t.needs, *t.only_when))


def _plain(case: Case) -> dict[str, Any]:
    """What the row itself says."""
    process = framework_of(case.framework).process
    return {
        "appealed": case.appealed_at is not None,
        "appeal_ends": due(Stage.TOLD, case.told_at, process) if case.told_at else None,
        "released": case.released_at is not None,
        "position_recorded": case.position_id is not None,
    }


def gate_facts(asked: Asked) -> Found:
    """What the evidence gate misses."""
    return {key: {"gate": found.missing} for key, found in gates(asked.cases, day=asked.day).items()}


def panel_facts(asked: Asked) -> Found:
    """What the panels lack, and who sat before an appeal."""
    found = tables(asked.cases, [s for s in asked.seats if s.case_id in {c.pk for c in asked.cases}], day=asked.day)
    return {key: {"panels": table.missing, "sat_before": table.sat_before} for key, table in found.items()}


def review_facts(asked: Asked) -> Found:
    """Reviews given, and how many are owed: one for each judge's seat, taken or not."""
    found = {}
    for case in asked.cases:
        judges = judges_in((s for s in asked.seats if s.case_id == case.pk), case.round, Stage(case.stage))
        owed = max(len(judges), judges_wanted(framework_of(case.framework)))
        found[case.pk] = {"reviews_in": sum(given(seat) for seat in judges), "reviews_expected": owed}
    return found


def session_facts(asked: Asked) -> Found:
    """The calibration session of the present round, whether it is locked, the outcome once decided, and the letter.

    Sessions live in the app above; they are reached over the relation it declares.
    """
    this_round = {"pk": OuterRef("pk"), "entries__round": OuterRef("round")}
    answer = Decision.objects.filter(case=OuterRef("pk"), round=OuterRef("round"), decided_at__isnull=False)
    rows = Case.objects.filter(pk__in=[case.pk for case in asked.cases]).annotate(
        taken=Exists(Case.objects.filter(**this_round)),
        settled=Exists(Case.objects.filter(**this_round, entries__session__locked_at__isnull=False)),
        answer=Subquery(answer.values("outcome")[:1]),
        written=Exists(answer.filter(letter__words__gt="")),
    )
    return {
        key: {
            "in_session": taken,
            "session_locked": settled,
            "outcome": Outcome(answered) if answered else None,
            "letter": written,
        }
        for key, taken, settled, answered, written in rows.values_list("pk", "taken", "settled", "answer", "written")
    }


def decision_facts(asked: Asked) -> Found:
    """What the draft of the decision lacks, where there is one."""
    return {key: {"decision": found.missing} for key, found in completeness_of(asked.cases, asked.seats).items()}


def plan_facts(asked: Asked) -> Found:
    """What the plan after "not yet" lacks, where there is one."""
    return {key: {"plan": lacks} for key, lacks in plans_lack(asked.cases, day=asked.day).items()}


def manager_facts(asked: Asked) -> Found:
    """Whether somebody else leads the candidate now, and whether that person still is to judge the case.

    Who gave their review, or sits in a room that has begun, judges no more: as the manager they are shut out of it.
    """
    leaders = leaders_of([case.candidate_id for case in asked.cases], day=asked.day)
    led_now = ((case, leaders.get(case.candidate_id)) for case in asked.cases)
    changed = [case for case, led in led_now if led is not None and led.pk != case.manager_id]
    seats = Seat.objects.filter(case__in=[case.pk for case in changed if case.stage in SEATING], left_at=None)
    owed = seats.filter(panel__in=_TO_JUDGE, review__given_at=None).values_list("case", "person", "round")
    judging = set(owed) if changed else set()
    found: dict[UUID, dict[str, Any]] = {}
    for case in changed:
        led = leaders[case.candidate_id]
        sits = (case.pk, led.pk, case.round) in judging
        found[case.pk] = {"new_manager": led.name, "new_manager_judges": sits}
    return found


_TO_JUDGE = (PanelName.TECHNICAL, PanelName.STRATEGIC, PanelName.FACILITATOR)

LOOKUPS: dict[Need, Lookup] = {
    Need.GATE: gate_facts,
    Need.PANELS_SEATED: panel_facts,
    Need.NEW_PANELS: panel_facts,
    Need.REVIEWS_IN: review_facts,
    Need.SESSION_LOCKED: session_facts,
    Need.LETTER: session_facts,
    Need.ANSWER_NOT_YET: session_facts,
    Need.APPEAL_SETTLED: session_facts,
    Need.POSITION_RECORDED: session_facts,
    Need.DECISION_COMPLETE: decision_facts,
    Need.PLAN_COMPLETE: plan_facts,
    Need.ANOTHER_MANAGER: manager_facts,
    Need.MANAGER_JUDGES_NOT: manager_facts,
}


def _by_lookup() -> dict[Lookup, frozenset[Need]]:
    return {lookup: frozenset(n for n, one in LOOKUPS.items() if one is lookup) for lookup in LOOKUPS.values()}


_OF_SEATS = frozenset({Need.PANELS_SEATED, Need.NEW_PANELS, Need.REVIEWS_IN, Need.DECISION_COMPLETE})


def _seats(cases: Collection[Case], wanted: Mapping[UUID, frozenset[Need]]) -> tuple[Seat, ...]:
    about = [case.pk for case in cases if wanted[case.pk] & _OF_SEATS]
    if not about:
        return ()
    return tuple(Seat.objects.filter(case__in=about).select_related("person", "review").order_by("seated_at", "pk"))
