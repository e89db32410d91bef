"""One expectation with what stands around it: the levels below and above, and what it weighs. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from waypost.framework.schema import Band, Criterion, Dimension, Expectation, Framework, Level, Track
from waypost.report.reading.places import leading_to, place_of


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The same criterion at a level one move away; no expectation: nothing is asked there."""

    level: Level
    expectation: Expectation | None


@dataclass(frozen=True, slots=True)
class Found:
    """What a criterion asks at a level, and around it. Without an expectation nothing is asked here."""

    level: Level
    band: Band
    track: Track
    criterion: Criterion
    dimension: Dimension
    weight: int
    expectation: Expectation | None
    same_as: Level | None
    below: tuple[Neighbour, ...]
    above: tuple[Neighbour, ...]


def expectation_at(framework: Framework, *, level: str, criterion: str) -> Found | None:
    """The page of one expectation; None when the framework has no such level or criterion."""
    here = next((one for one in framework.levels if one.key == level), None)
    what = next((one for one in framework.criteria if one.key == criterion), None)
    if here is None or what is None:
        return None
    asked = framework.expectation(criterion, level)
    dimension = framework.dimension_of(criterion)
    track = framework.track(here.track)
    return Found(
        level=here,
        band=framework.band(here.band),
        track=track,
        criterion=what,
        dimension=dimension,
        weight=dict(track.weights).get(dimension.key, 0),
        expectation=asked,
        same_as=framework.level(asked.same_as) if asked is not None and asked.same_as else None,
        below=_neighbours(framework, leading_to(framework, here), criterion),
        above=_neighbours(framework, place_of(framework, here).up, criterion),
    )


def has_cell(framework: Framework | None, *, level: str, criterion: str) -> bool:
    """Whether the framework has both the level and the criterion, whatever is asked there."""
    return (
        framework is not None
        and any(one.key == level for one in framework.levels)
        and any(one.key == criterion for one in framework.criteria)
    )


def _neighbours(framework: Framework, levels: tuple[Level, ...], criterion: str) -> tuple[Neighbour, ...]:
    return tuple(Neighbour(level, framework.expectation(criterion, level.key)) for level in levels)
