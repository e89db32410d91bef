"""The bar over cycles: the sessions of a band on one scale, held together by the raters who sat in more than one.

Two things are told. How the cases of the present session stand above or below those of an earlier one, the same raters
assumed to have rated as they did then: whether people became readier or raters milder, no rating can tell. And where
the bar lay in the decisions of each earlier session, and whether it moved: the same measure was decided otherwise.
"""

from __future__ import annotations

from datetime import date
from math import sqrt
from typing import TYPE_CHECKING

from waypost.calibration import telling
from waypost.calibration.measured import Cycle, Reach
from waypost.calibration.panels_apart import Fit
from waypost.calibration.sheets import Sheet

if TYPE_CHECKING:
    from waypost.calibration.bar import Bars
    from waypost.calibration.result import Calibration
    from waypost.calibration.tables import FloatArray

LEAST_SHARED = 3
"""Raters in common below which nothing but chance holds two sessions together."""


def cycles_of(sheet: Sheet, *, fit: Fit, interval: float) -> tuple[tuple[Cycle, ...], str]:
    """The earlier sessions, the latest first, each against the present one; and why there is none, or ""."""
    if not sheet.earlier:
        return (), "This is the first session of the band that was measured; drift needs an earlier one."
    about = {session: _about(sheet, session) for session in sheet.earlier}
    linked = tuple(session for session, cycle in about.items() if not cycle.withheld)
    if not linked:
        return tuple(about.values()), ""
    fitted = fit(sheet, sheet.columns(of=(sheet.session, *linked)))
    told = {session: _against(sheet, fitted, about[session], interval) for session in linked}
    return tuple((about | _with_bars(sheet, fitted, told, interval)).values()), ""


def _about(sheet: Sheet, session: str) -> Cycle:
    """What there is of an earlier session, and whether it is enough."""
    raters = {m.rater for m in sheet.marks if m.session == session and m.now is not None}
    cases = {m.case for m in sheet.marks if m.session == session and m.now is not None}
    here = {m.rater for m in sheet.marks if m.session == sheet.session and m.now is not None}
    shared, least = len(raters & here), max(telling.LEAST_CASES, sheet.threshold)
    withheld = ""
    if len(cases) < least:
        withheld = f"Fewer than {least} cases: too few to speak of without naming anybody."
    elif shared < LEAST_SHARED:
        withheld = f"Fewer than {LEAST_SHARED} raters sat in both; nothing holds the two sessions to one scale."
    day = date.fromisoformat(sheet.held[session]) if session in sheet.held else None
    return Cycle(session=session, on=day, cases=len(cases), raters=len(raters), shared=shared, withheld=withheld)


def _against(sheet: Sheet, fitted: Calibration, cycle: Cycle, interval: float) -> Cycle:
    """The mean of the present session's cases less that of an earlier one's, in points of the scale."""
    import numpy as np

    from waypost.calibration.measures import z_of
    from waypost.calibration.measuring import fair

    ratings, posterior = fitted.ratings, fitted.posterior
    weights, theta = np.zeros(len(ratings.candidates)), posterior.theta
    of = {mark.case: mark.session for mark in sheet.marks}
    here = np.array([of[case] == sheet.session for case in ratings.candidates])
    then = np.array([of[case] == cycle.session for case in ratings.candidates])
    weights[here], weights[then] = 1 / here.sum(), -1 / then.sum()
    half = z_of(interval) * _error(fitted, weights)
    middle, gap = float(theta[here].mean()), float(weights @ theta)

    def below(logits: float) -> float:
        return fair(middle, posterior.thresholds) - fair(middle - logits, posterior.thresholds)

    return cycle.model_copy(
        update={
            "mean": fair(float(theta[then].mean()), posterior.thresholds),
            "differs": Reach(value=below(gap), low=below(gap - half), high=below(gap + half)),
        }
    )


def _with_bars(sheet: Sheet, fitted: Calibration, told: dict[str, Cycle], interval: float) -> dict[str, Cycle]:
    """The earlier sessions, the latest first, with where their decisions put the bar."""
    import numpy as np

    from waypost.calibration.bar import bars
    from waypost.refusal import Refusal

    of = {mark.case: mark.session for mark in sheet.marks}
    places = {case: place for place, case in enumerate(fitted.ratings.candidates)}
    oldest_first = tuple(reversed(told))
    told_of = {s: [case for case in sheet.decided if of.get(case) == s and case in places] for s in oldest_first}
    # A bar of few decisions would tell the room how each of them was answered.
    decided = [case for cases in told_of.values() if len(cases) >= sheet.threshold for case in cases]
    if not decided:
        return {session: cycle.model_copy(update={"bar_withheld": _NOBODY_TOLD}) for session, cycle in told.items()}
    codes = np.array([places[case] for case in decided], dtype=np.int32)
    measures, covariance = fitted.posterior.joint(codes, np.zeros(0, dtype=np.int32))
    try:
        found = bars(
            measures.tolist(),
            se=np.sqrt(np.diag(covariance)).tolist(),
            decisions=[sheet.decided[case] for case in decided],
            cycles=[of[case] for case in decided],
            parts=fitted.connections.candidate_component[codes].tolist(),
            covariance=covariance,
            interval=interval,
        )
    except Refusal:
        return {session: cycle.model_copy(update={"bar_withheld": _NOT_LINKED}) for session, cycle in told.items()}
    return {s: cycle.model_copy(update=_bar_of(s, found, fitted.posterior.thresholds)) for s, cycle in told.items()}


_NOBODY_TOLD = "Too few of its people have been told a decision."
_NOT_LINKED = "Nothing connects its decisions with those of the other sessions."
_TOO_FEW = "Fewer than eight decisions, nearly all of one kind, or decisions that do not follow the measures."


def _bar_of(session: str, found: Bars, thresholds: FloatArray) -> dict[str, Reach | str]:
    """What the decisions of one session say, in points; never how many said yes, which could name somebody."""
    from waypost.calibration.measuring import fair

    bar = next((one.bar for one in found.cycles if one.cycle == session), None)
    if bar is None:
        return {"bar_withheld": _NOBODY_TOLD}
    if bar.value is None or bar.low is None or bar.high is None:
        return {"bar_withheld": _TOO_FEW}
    ends = [fair(one, thresholds) for one in (bar.value, bar.low, bar.high)]
    told: dict[str, Reach | str] = {"bar": Reach(value=ends[0], low=ends[1], high=ends[2])}
    drift = next((one.change for one in found.drifts if one.cycle == session), None)
    if drift is None or drift.value is None or drift.low is None or drift.high is None:
        return told
    before = bar.value - drift.value
    value, low, high = (
        fair(before + one, thresholds) - fair(before, thresholds) for one in (drift.value, drift.low, drift.high)
    )
    return told | {"moved": Reach(value=value, low=low, high=high)}


def _error(fitted: Calibration, weights: FloatArray) -> float:
    """The standard error of a contrast of candidates."""
    import numpy as np

    codes = np.flatnonzero(weights).astype(np.int32)
    _mean, covariance = fitted.posterior.joint(codes, np.zeros(0, dtype=np.int32))
    mine = weights[codes]
    return sqrt(max(float(mine @ covariance @ mine), 0.0))
