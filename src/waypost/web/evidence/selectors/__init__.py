"""Reads: pages of one's own evidence, and what other apps ask of it."""

from waypost.web.evidence.selectors.colleagues import people_named, with_position
from waypost.web.evidence.selectors.packet import (
    CoverageLine,
    claims_of,
    claims_per_criterion,
    coverage,
    coverage_of,
    packet_claims,
    scope_days,
)
from waypost.web.evidence.selectors.scope import newest_document
from waypost.web.evidence.selectors.waiting import waiting_for

__all__ = [
    "CoverageLine",
    "claims_of",
    "claims_per_criterion",
    "coverage",
    "coverage_of",
    "newest_document",
    "packet_claims",
    "people_named",
    "scope_days",
    "waiting_for",
    "with_position",
]
