"""What somebody recorded, by criterion: how many claims, the newest, how many of their numbers stand confirmed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from waypost.evidence.claims import Attestation as Said
from waypost.evidence.claims import AttestationState
from waypost.framework.schema import Framework, Level
from waypost.web.evidence.models import ClaimCriterion, ClaimState, Metric
from waypost.web.people.models import Person


@dataclass(frozen=True, slots=True)
class Coverage:
    """What somebody has recorded for one criterion; a line of the table on the home page."""

    criterion: str
    title: str
    must: bool
    claims: int
    newest: date | None
    numbers: int
    confirmed: int
    place: str


@dataclass(slots=True)
class _Tally:
    claims: int = 0
    newest: date | None = None
    numbers: int = 0
    confirmed: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What somebody's recorded claims amount to, by criterion."""

    tallies: dict[str, _Tally] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """How many claims speak to each criterion."""
        return {criterion: tally.claims for criterion, tally in self.tallies.items()}

    def lines(self, framework: Framework, level: Level) -> tuple[Coverage, ...]:
        """One line for each criterion that the level asks something of."""
        return tuple(self._line(framework, level, key.key) for key in framework.criteria_at(level.key))

    def _line(self, framework: Framework, level: Level, key: str) -> Coverage:
        criterion, tally = framework.criterion(key), self.tallies.get(key, _Tally())
        return Coverage(
            criterion=key,
            title=criterion.title,
            must=criterion.must,
            claims=tally.claims,
            newest=tally.newest,
            numbers=tally.numbers,
            confirmed=tally.confirmed,
            place=reverse("frameworks:expectation", args=[level.key, key]),
        )


NOTHING = Evidence()


def evidence_of(person: Person) -> Evidence:
    """What the person recorded, by criterion, in one query."""
    numbers = (
        Metric.objects.filter(claim=OuterRef("claim")).order_by().values("claim").annotate(n=Count("pk")).values("n")
    )
    recorded = ClaimCriterion.objects.filter(claim__person=person, claim__state=ClaimState.RECORDED)
    rows = recorded.annotate(numbers=Coalesce(Subquery(numbers), 0)).values_list(
        "criterion",
        "claim_id",
        "claim__ended_on",
        "claim__started_on",
        "numbers",
        "claim__version",
        "claim__attestations__attester_id",
        "claim__attestations__state",
        "claim__attestations__claim_version",
    )
    tallies: defaultdict[str, _Tally] = defaultdict(_Tally)
    # A claim comes once for each criterion and each answer about it.
    for (criterion, _claim), answers in groupby(sorted(rows, key=_criterion_and_claim), key=_criterion_and_claim):
        _count(tallies[criterion], tuple(answers), person=person)
    return Evidence(dict(tallies))


def _criterion_and_claim(row: tuple[Any, ...]) -> tuple[str, str]:
    return row[0], str(row[1])


def _count(tally: _Tally, answers: tuple[tuple[Any, ...], ...], *, person: Person) -> None:
    _criterion, _claim, ended_on, started_on, numbers, now, *_answer = answers[0]
    confirmed = any(
        Said(attester=str(attester), state=AttestationState(state), current=about == now).stands
        for *_fields, attester, state, about in answers
        if attester is not None and attester != person.pk
    )
    tally.claims += 1
    tally.newest = max(filter(None, (tally.newest, ended_on or started_on)), default=None)
    tally.numbers += numbers
    tally.confirmed += numbers if confirmed else 0
