"""From rows to the values the rules take: a claim with its numbers, links and confirmations."""

from __future__ import annotations

from waypost.evidence.claims import Attestation as AttestationValue
from waypost.evidence.claims import AttestationState as Said
from waypost.evidence.claims import Claim as ClaimValue
from waypost.evidence.claims import Metric as MetricValue
from waypost.evidence.outcomes import OutcomeKind
from waypost.web.evidence.models import Claim
from waypost.web.evidence.values import ClaimText, MetricText


def written_claim(row: Claim) -> ClaimValue:
    """The value of a row. Costs no query when criteria, metrics, work products and attestations were prefetched."""
    return ClaimValue(
        key=str(row.pk),
        person=str(row.person_id),
        title=row.title,
        what=row.what,
        part=row.part,
        started_on=row.started_on,
        ended_on=row.ended_on,
        criteria=tuple(sorted(one.criterion for one in row.criteria.all())),
        outcome_kind=_kind(row.outcome_kind),
        outcome=row.outcome,
        metrics=tuple(
            MetricValue(
                name=one.name,
                baseline=one.baseline,
                result=one.result,
                unit=one.unit,
                period=one.period,
                how_measured=one.how_measured,
                share=one.share,
            )
            for one in row.metrics.all()
        ),
        work_products=tuple(one.title for one in row.work_products.all()),
        attestations=attestations_of(row),
    )


def attestations_of(row: Claim) -> tuple[AttestationValue, ...]:
    """What was said about a claim, and whether that was about the text as it is now."""
    return tuple(
        AttestationValue(attester=str(one.attester_id), state=Said(one.state), current=one.claim_version == row.version)
        for one in row.attestations.all()
    )


def typed_claim(text: ClaimText, *, of: Claim | None = None) -> ClaimValue:
    """The value of what is being typed; `of` is the row it will be saved to, for the confirmations it has."""
    return ClaimValue(
        key=str(of.pk) if of else "",
        person=str(of.person_id) if of else "",
        title=text.title,
        what=text.what,
        part=text.part,
        started_on=text.started_on,
        ended_on=text.ended_on,
        criteria=text.criteria,
        outcome_kind=_kind(text.outcome_kind),
        outcome=text.outcome,
        metrics=tuple(_typed_metric(one) for one in text.metrics),
        work_products=tuple(one.title for one in text.work_products),
        attestations=attestations_of(of) if of else (),
    )


def _typed_metric(one: MetricText) -> MetricValue:
    return MetricValue(
        name=one.name,
        baseline=one.baseline,
        result=one.result,
        unit=one.unit,
        period=one.period,
        how_measured=one.how_measured,
        share=one.share,
    )


def _kind(word: str) -> OutcomeKind | None:
    return OutcomeKind(word) if word else None
