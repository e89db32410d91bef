"""A session is measured: the engine is fitted to its ratings, and what a room may be told of it is taken out.

Three fits at most, each of them small: the ratings as they count now (measures), as they were sealed where the room
changed any (severity: what a room agreed on says nothing of a rater), and each panel by itself (panels against each
other). A fourth, with the sessions before, holds the cycles against each other.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from math import isfinite
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

import waypost
from waypost.calibration import telling
from waypost.calibration.measured import Measured, MeasuredCase, MeasuredRater, Reach, Statistic
from waypost.calibration.sheets import Dispute, Sheet

if TYPE_CHECKING:
    from waypost.calibration.result import Calibration
    from waypost.calibration.tables import FloatArray

MODEL = 2
"""Raised when the same ratings would be measured otherwise."""

ENGINE = f"waypost {waypost.__version__}, model {MODEL}"
INTERVAL = 0.95
PANELS = ("technical", "strategic")
_Z = NormalDist().inv_cdf(0.5 + INTERVAL / 2)


@dataclass(frozen=True, slots=True)
class Found:
    """What was measured, and the tables of the fit by name, each a column by its name."""

    measured: Measured
    tables: dict[str, dict[str, list[Any]]] = field(default_factory=dict)


def ratings_hash(sheet: Sheet) -> str:
    """The hash of the ratings that count now, of all sessions of the sheet: `Ratings.hash` where they are ratings."""
    from waypost.calibration import RatingsError, read_ratings

    sessions = (sheet.session, *sheet.earlier)
    try:
        return read_ratings(sheet.columns(of=sessions), categories=sheet.categories or None).hash
    except RatingsError:
        return hashlib.sha256(json.dumps(sheet.to_document(), sort_keys=True).encode()).hexdigest()


def measure(sheet: Sheet) -> Found:
    """Everything a room is told of its session. Never raises for ratings: what they cannot say is said in words."""
    columns = sheet.columns()
    withheld = _withheld(sheet, columns)
    if withheld:
        return Found(Measured(withheld=withheld, interval=INTERVAL, ratings=len(columns["rating"])))
    fitted = _fit(sheet, columns)
    from waypost.calibration.cycles import cycles_of
    from waypost.calibration.panels_apart import panels_apart

    panels, apart = panels_apart(sheet, fit=_fit)
    cycles, cycles_withheld = cycles_of(sheet, fit=_fit, interval=INTERVAL)
    measured = Measured(
        interval=INTERVAL,
        categories=sheet.categories,
        cases=tuple(_cases(sheet, fitted, apart)),
        raters=_sealed(sheet, fitted),
        components=tuple(_components(fitted)),
        agreement=_statistics(fitted.agreement, "statistic", "value"),
        reliability=_statistics(fitted.reliability, "statistic", "value"),
        panels=panels,
        cycles=cycles,
        cycles_withheld=cycles_withheld,
        ratings=len(fitted.ratings),
        parts=fitted.connections.components,
    )
    return Found(measured, {name: _plain(getattr(fitted, name)) for name in TABLES})


TABLES = ("measures", "severity", "criteria", "thresholds", "components", "fit", "reliability", "agreement", "design")


def _fit(sheet: Sheet, columns: Mapping[str, Sequence[Any]]) -> Calibration:
    from waypost.calibration import fit

    # The dense path whatever the size: the web process never loads a compiler, and a session is small.
    return fit(columns, categories=sheet.categories, method="integrated", interval=INTERVAL)


def _withheld(sheet: Sheet, columns: Mapping[str, Sequence[Any]]) -> str:
    if sheet.categories == 0 and sheet.bars:
        return "The cases are pinned to versions whose scales have different lengths; one scale is needed to compare."
    return telling.session_withheld(
        cases=len(set(columns["candidate"])),
        raters=len(set(columns["rater"])),
        ratings=len(columns["rating"]),
        points=len(set(columns["rating"])),
    )


def _cases(sheet: Sheet, fitted: Calibration, apart: Mapping[str, Reach | str]) -> Iterator[MeasuredCase]:
    gamma_of = _gamma_of(fitted)
    for code in range(len(fitted.ratings.candidates)):
        yield _case(sheet, fitted, code, apart=apart, gamma_of=gamma_of)


def _case(
    sheet: Sheet, fitted: Calibration, code: int, *, apart: Mapping[str, Reach | str], gamma_of: _GammaOf
) -> MeasuredCase:
    import numpy as np

    ratings, posterior = fitted.ratings, fitted.posterior
    key = ratings.candidates[code]
    mine = np.flatnonzero(ratings.candidate == code)
    n, raters = len(mine), len(np.unique(ratings.rater[mine]))
    part = int(fitted.connections.candidate_component[code])
    about: dict[str, Any] = {"case": key, "n": n, "raters": raters, "part": part, "bar": sheet.bars[key]}
    about |= asdict(sheet.disputes.get(key, Dispute()))
    if withheld := telling.case_withheld(raters=raters, ratings=n, part=part):
        return MeasuredCase(**about, withheld=withheld, swap_withheld=withheld, apart_withheld=withheld)
    measure = reach(
        float(posterior.theta[code]), _Z * float(posterior.theta_se[code]), ratings=n, categories=sheet.categories
    )
    criteria = np.unique(ratings.criterion[mine])
    low, value, high = fairs((measure.low, measure.value, measure.high), posterior.thresholds[criteria])
    if telling.too_wide(low, high, categories=sheet.categories):
        withheld = "Too few ratings to say: what they leave open covers most of the scale."
        return MeasuredCase(**about, withheld=withheld, swap_withheld=withheld, apart_withheld=withheld)
    about |= {"measure": measure, "fair": Reach(value=value, low=low, high=high)}
    seen = apart.get(key, "One of the panels has too few ratings of it.")
    about |= {"apart_withheld": seen} if isinstance(seen, str) else {"apart": seen}
    return MeasuredCase(**about, **_swap(sheet, fitted, code, gamma_of))


def reach(value: float, half: float, *, ratings: int, categories: int) -> Reach:
    """The interval around a value in logits, never narrower than so many ratings can make it."""
    half = max(half, telling.narrowest(ratings=ratings, categories=categories, z=_Z))
    return Reach(value=value, low=value - half, high=value + half)


def fair(theta: float, thresholds: FloatArray) -> float:
    """The mean rating, in places of the scale, of somebody at `theta` by average raters on criteria with `thresholds`.

    thresholds: (criteria, categories - 1). Raters in the middle of their panel, who see nothing in this one person
    that others do not.
    """
    return fairs((theta,), thresholds)[0]


def fairs(thetas: Sequence[float], thresholds: FloatArray) -> list[float]:
    """The same at each of these."""
    import numpy as np

    from waypost.calibration.response import probabilities

    places, criteria = len(thetas), len(thresholds)
    probable = probabilities(np.repeat(thetas, criteria), np.tile(thresholds, (places, 1)))
    means: list[float] = (probable @ np.arange(probable.shape[1])).reshape(places, criteria).mean(axis=1).tolist()
    return means


_GammaOf = Callable[[tuple[int, ...]], "FloatArray"]
"""Of one who rates these criteria, what their sums of ratings are as probable as."""


def _gamma_of(fitted: Calibration) -> _GammaOf:
    """Once for each set of criteria: a panel's raters all rate the same."""
    from waypost.calibration.judging_anew import log_gamma

    return cache(lambda criteria: log_gamma(fitted.posterior.thresholds[list(criteria)]))


def _swap(sheet: Sheet, fitted: Calibration, code: int, gamma_of: _GammaOf) -> dict[str, Any]:
    """The chance that the bar would be reached were each rater of the case somebody else of the session.

    Everybody is replaced on the criteria that they rated, so that a panel is replaced by such a panel; by somebody as
    severe or mild as the session's raters are, who sees something of their own in this person.
    """
    import numpy as np

    from waypost.calibration.judging_anew import Judges, chance

    ratings, posterior = fitted.ratings, fitted.posterior
    mine = np.flatnonzero(ratings.candidate == code)
    own = np.unique(ratings.rater[mine])
    others = int(np.count_nonzero(fitted.connections.rater_component == 1)) - len(own)
    if others < telling.LEAST_OTHER_RATERS:
        return {"swap_withheld": "Too few others rate in this session to ask what they would have said."}
    rated = (ratings.criterion[mine[ratings.rater[mine] == rater]] for rater in own)
    judges = Judges(
        log_gammas=tuple(gamma_of(tuple(criteria.tolist())) for criteria in rated),
        mean=np.full(len(own), float(posterior.theta[code])),
        slope=np.ones(len(own)),
        spread=(posterior.sd("rater") ** 2 + posterior.sd("halo") ** 2) * np.eye(len(own)),
        seats=len(own),
    )
    bar = float(sheet.bars[ratings.candidates[code]])
    found = chance(judges, theta_se=float(posterior.theta_se[code]), bar=bar, ratings=len(mine), interval=INTERVAL)
    # Far from the bar the mean over theta can lie outside of what theta's own interval gives, by next to nothing.
    value = found.probability
    swap = Reach(value=value, low=min(found.low, value), high=max(found.high, value))
    return {"swap": swap, "swap_raters": others}


def _sealed(sheet: Sheet, fitted: Calibration) -> tuple[MeasuredRater, ...]:
    """The raters by what they gave before the room; `fitted` is of what counts now."""
    if not sheet.changed:
        return tuple(_raters(sheet, fitted))
    given = sheet.columns(given=True)
    return () if _withheld(sheet, given) else tuple(_raters(sheet, _fit(sheet, given)))


def _raters(sheet: Sheet, fitted: Calibration) -> Iterator[MeasuredRater]:
    """Each rater against the middle of their own panel: panels rate different criteria, and share no zero."""
    ratings, posterior = fitted.ratings, fitted.posterior
    panel_of = {mark.rater: mark.panel for mark in sheet.marks if mark.session == sheet.session}
    cases = Counter(int(rater) for _candidate, rater in ratings.pairs.tolist())
    counts = ratings.per_rater.tolist()
    for panel in PANELS:
        codes = [code for code, rater in enumerate(ratings.raters) if panel_of[rater] == panel]
        enough = [code for code in codes if _known(fitted, code, cases[code], counts[code])]
        middle = sum(float(posterior.alpha[code]) for code in enough) / max(len(enough), 1)
        for code in codes:
            severity = None
            if code in enough:
                half = _Z * float(posterior.alpha_se[code])
                value = float(posterior.alpha[code]) - middle
                severity = reach(value, half, ratings=counts[code], categories=sheet.categories)
            yield MeasuredRater(
                rater=ratings.raters[code],
                panel=panel,
                n=counts[code],
                cases=cases[code],
                part=int(fitted.connections.rater_component[code]),
                severity=severity,
                points=_lowered(fitted, severity) if severity is not None else None,
            )


def _lowered(fitted: Calibration, severity: Reach) -> Reach:
    """By how much a rater so severe rates a case in the middle below what the middle of their panel gives."""
    thresholds, middle = fitted.posterior.thresholds, float(fitted.posterior.theta.mean())
    places = (middle, middle - severity.value, middle - severity.low, middle - severity.high)
    given, value, low, high = fairs(places, thresholds)
    return Reach(value=given - value, low=given - low, high=given - high)


def _known(fitted: Calibration, code: int, cases: int, ratings: int) -> bool:
    enough = cases >= telling.LEAST_CASES_OF_A_RATER and ratings >= telling.LEAST_RATINGS_OF_A_RATER
    return enough and int(fitted.connections.rater_component[code]) == 1


def _components(fitted: Calibration) -> Iterator[Statistic]:
    """How far people, raters' bars and what one rater sees in one person lie apart: a standard deviation, in points of
    the scale at the middle of the cases."""
    posterior, ratings = fitted.posterior, fitted.ratings
    middle = float(posterior.theta.mean())
    counts = {"candidate": len(ratings.candidates), "rater": len(ratings.raters), "halo": len(ratings.pairs)}

    def points(sd: float) -> float:
        return fair(middle + sd / 2, posterior.thresholds) - fair(middle - sd / 2, posterior.thresholds)

    for one in posterior.components:
        if one.name in counts:
            low, value, high = points(one.low), points(one.sd), points(one.high)
            yield Statistic(name=one.name, value=value, low=low, high=high, n=counts[one.name])


def _statistics(table: Any, name: str, value: str) -> tuple[Statistic, ...]:
    return tuple(
        Statistic(
            name=row[name],
            value=_number(row[value]),
            low=_number(row.get("low")),
            high=_number(row.get("high")),
            n=int(row.get("n") or 0),
        )
        for row in table.rows()
    )


def _plain(table: Any) -> dict[str, list[Any]]:
    """A table as columns of plain values; a number nobody knows is None, as JSON has it."""
    rows = list(table.rows())
    return {name: [_cell(row[name]) for row in rows] for name in table.columns}


def _cell(value: Any) -> Any:
    return _number(value) if isinstance(value, float) else value


def _number(value: Any) -> float | None:
    return float(value) if value is not None and isfinite(value) else None
