"""Evidence as values, for those who judge by it: claims, coverage of a level's criteria, scope documents."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.urls import reverse

from waypost.evidence.claims import Claim as ClaimValue
from waypost.framework.schema import Criterion, Framework
from waypost.web.evidence.models import Claim, ClaimCriterion, ClaimQuerySet, ScopeDocument
from waypost.web.evidence.written import written_claim
from waypost.web.people.models import Person

WHOLE = ("criteria", "metrics", "work_products", "attestations")


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageLine:
    """What somebody has for one criterion.

    claims: recorded claims that speak to it; newest: the last day of the latest. numbers: numbers of those claims;
    asked, confirmed: how many of them somebody was asked about, and how many stand confirmed as they are now.
    """

    criterion: str
    title: str
    must: bool
    claims: int
    newest: date | None
    numbers: int
    asked: int
    confirmed: int
    place: str


def claims_of(person: Person) -> tuple[ClaimValue, ...]:
    """Everything recorded of a person, newest first, in five queries. For pages and rules about that person only."""
    return _values(Claim.objects.filter(person=person).recorded())


def packet_claims(claims: Iterable[uuid.UUID]) -> tuple[ClaimValue, ...]:
    """The recorded claims with these ids, newest first, in five queries; one withdrawn since is left out."""
    return _values(Claim.objects.filter(pk__in=list(claims)).recorded())


def coverage(person: Person, *, framework: Framework, level: str) -> tuple[CoverageLine, ...]:
    """What the person's recorded claims show for each criterion the level asks something of, in its order."""
    return coverage_of(claims_of(person), framework=framework, level=level)


def coverage_of(claims: Collection[ClaimValue], *, framework: Framework, level: str) -> tuple[CoverageLine, ...]:
    """The same over claims already read, for several levels at the cost of one."""
    return tuple(_line(one, [c for c in claims if one.key in c.criteria]) for one in framework.criteria_at(level))


def claims_per_criterion(of: Person, *, reader: Person) -> dict[str, int]:
    """How many recorded claims that `reader` may read speak to each criterion; one query."""
    claims = Claim.objects.visible_to(reader).filter(person=of).recorded()
    rows = ClaimCriterion.objects.filter(claim__in=claims).values("criterion").order_by("criterion")
    return {row["criterion"]: row["n"] for row in rows.annotate(n=Count("id"))}


def scope_days(person: Person) -> tuple[date, ...]:
    """The days on which versions of the person's scope document were saved, newest first."""
    return tuple(
        saved.date() for saved in ScopeDocument.objects.filter(person=person).values_list("saved_at", flat=True)
    )


def _values(rows: ClaimQuerySet) -> tuple[ClaimValue, ...]:
    return tuple(written_claim(row) for row in rows.prefetch_related(*WHOLE))


def _line(criterion: Criterion, claims: list[ClaimValue]) -> CoverageLine:
    days = [day for claim in claims if (day := claim.ended_on or claim.started_on)]
    return CoverageLine(
        criterion=criterion.key,
        title=criterion.title,
        must=criterion.must,
        claims=len(claims),
        newest=max(days, default=None),
        numbers=sum(len(claim.metrics) for claim in claims),
        asked=sum(len(claim.metrics) for claim in claims if claim.attestations),
        confirmed=sum(len(claim.metrics) for claim in claims if claim.attested),
        place=f"{reverse('evidence:claims')}?criterion={criterion.key}",
    )
