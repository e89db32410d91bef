"""The page "how will I be evaluated?", made from the tables that run the process, so that it stays true. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from waypost.framework.schema import Band, Framework, Requirements
from waypost.promotion import disclosure, stages
from waypost.web.home.cycles import Cycle, Phase, calendar


@dataclass(frozen=True, slots=True)
class Sight:
    """Those who see equally much of a part, from the same moment on."""

    who: tuple[str, ...]
    how_much: str
    since: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One part of a case, and who sees it."""

    part: str
    by: tuple[Sight, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """What a packet must hold for the levels of some bands; tracks for people leadership may differ in one line."""

    bands: tuple[Band, ...]
    people_track: bool
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A step of a cycle as the page lists it."""

    title: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class CycleShown:
    """A cycle with its dated steps; `now` when the day falls into it."""

    begins: date
    now: bool
    steps: tuple[Dated, ...]


def who_sees_what() -> tuple[Seen, ...]:
    """Each part of a case with who sees it, in the order a case makes them."""
    rows: dict[disclosure.Part, list[disclosure.DisclosureRow]] = {part: [] for part in disclosure.Part}
    for row in disclosure.describe():
        rows[row.part].append(row)
    return tuple(Seen(found[0].what, _sights(found)) for found in rows.values() if found)


def _sights(rows: list[disclosure.DisclosureRow]) -> tuple[Sight, ...]:
    alike: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        alike.setdefault((row.how_much, row.since), []).append(row.who)
    return tuple(Sight(tuple(who), how_much, since) for (how_much, since), who in alike.items())


def moves() -> tuple[stages.TransitionRow, ...]:
    """Every move of a case: who does it, and what it needs."""
    return stages.describe()


def gates(framework: Framework) -> tuple[Gate, ...]:
    """What a packet must hold, by band; bands that ask the same are told together."""
    told: dict[tuple[bool, tuple[str, ...]], list[Band]] = {}
    for band in framework.bands:
        for level in framework.levels:
            if level.band != band.key:
                continue
            asks = requirements_in_words(framework.evidence.for_level(level, framework=framework))
            people = framework.track(level.track).primary.value == "people"
            bands = told.setdefault((people, asks), [])
            if band not in bands:
                bands.append(band)
    return _merged(told)


def requirements_in_words(asked: Requirements) -> tuple[str, ...]:
    """One line for each thing a packet must hold."""
    counted = (
        (asked.self, _("a self-assessment"), _("%d self-assessments")),
        (asked.manager, _("an assessment by the manager"), _("%d assessments by managers")),
        (asked.peers, _("an assessment by a peer"), _("assessments by %d peers")),
        (asked.peers_outside_team, _("one of the peers from another team"), _("%d of the peers from other teams")),
        (asked.work_products, _("a work product"), _("%d work products")),
        (asked.quantitative, _("a claim with a measured outcome"), _("%d claims with measured outcomes")),
        (
            asked.qualitative,
            _("a claim with an outcome that somebody speaks for"),
            _("%d claims with outcomes that somebody speaks for"),
        ),
    )
    lines = [one if count == 1 else many % count for count, one, many in counted if count]
    if asked.attested:
        lines.append(_("those claims confirmed by a named partner"))
    if asked.scope_document_within_days:
        lines.append(_("a scope document not older than %d days") % asked.scope_document_within_days)
    return (*lines, _("evidence for every criterion of the track's main kind"))


def cycles_shown(framework: Framework, day: date) -> tuple[CycleShown, ...]:
    """The current cycle and the next, with the days of their steps."""
    around = calendar(framework.process, day)
    return tuple(_shown(cycle, now=cycle == around.current) for cycle in (around.current, around.next) if cycle)


def _shown(cycle: Cycle, *, now: bool) -> CycleShown:
    titles = {
        Phase.GATHERING: _("Packets are gathered and submitted"),
        Phase.REVIEW: _("Panels review, sealed"),
        Phase.CALIBRATION: _("Calibration"),
        Phase.TELLING: _("Decisions are told"),
    }
    steps = tuple(Dated(titles[step.phase], step.first, step.last) for step in cycle.steps)
    return CycleShown(cycle.begins, now, steps)


def _merged(told: dict[tuple[bool, tuple[str, ...]], list[Band]]) -> tuple[Gate, ...]:
    """Where both sorts of track ask the same of the same bands, one entry says it for both."""
    merged = []
    for (people, asks), bands in told.items():
        other = told.get((not people, asks))
        if other is not None and people:
            continue
        both = [*bands, *(band for band in other or () if band not in bands)]
        merged.append(Gate(tuple(both), people and other is None, asks))
    return tuple(merged)
