"""A framework's short words as people say them: how far a scope reaches, what a packet holds, what counts."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from waypost.framework.schema import Band, Framework, Level, Requirements, Scope

SCOPES: MappingProxyType[Scope, str] = MappingProxyType(
    {
        Scope.TASK: "a task",
        Scope.FEATURE: "a feature",
        Scope.PROJECT: "a project",
        Scope.TEAM: "a team",
        Scope.TEAMS: "several teams",
        Scope.ORGANISATION: "the organisation",
        Scope.COMPANY: "the company",
    }
)

_NEEDED = (
    ("self", "self-assessment", "self-assessments"),
    ("manager", "assessment by the manager", "assessments by the manager"),
    ("peers", "assessment by a peer", "assessments by peers"),
    ("peers_outside_team", "of the peers from another team", "of the peers from other teams"),
    ("work_products", "link to work", "links to work"),
    ("quantitative", "claim with a measured outcome", "claims with a measured outcome"),
    ("qualitative", "claim that somebody speaks for", "claims that somebody speaks for"),
)


def needs(asked: Requirements) -> Iterator[str]:
    """What a packet must contain, one requirement each."""
    for name, one, many in _NEEDED:
        if number := getattr(asked, name):
            yield f"{number} {one if number == 1 else many}"
    if asked.attested:
        yield "each of those claims confirmed by a named partner"
    if asked.scope_document_within_days:
        yield f"a scope document not older than {asked.scope_document_within_days} days"


def place(framework: Framework, level: Level) -> str:
    """Where a level stands, for whoever works there: its track, band and scope."""
    scope = f" Scope: {SCOPES[level.scope]}." if level.scope is not None else ""
    return f"{framework.track(level.track).title}, {band_name(framework.band(level.band))}.{scope}"


def band_name(band: Band) -> str:
    """A band by its key, and its title where that says something else."""
    return f"band {band.key}" if band.title == band.key else f"band {band.key} ({band.title})"


def pay(band: Band) -> str:
    """The pay range of a band; empty if it is not open."""
    found = band.pay
    return "" if found is None else f"{found.currency} {found.low:,} to {found.high:,} a year, before tax"


def weight(framework: Framework, level: Level, dimension: str) -> str:
    """What a dimension weighs on the level's track; empty where it is not weighed."""
    percent = dict(framework.track(level.track).weights).get(dimension)
    return "" if percent is None else f"{percent} per cent"
