"""The questions asked of a fit, against what came true: held-out raters of the swap test, planted leanings.

Part of `benchmarks.calibration_validation`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from benchmarks.calibration_rows import Row, above, below, told, within

from waypost.calibration.bar import bars
from waypost.calibration.fitting import fit
from waypost.calibration.simulating import Truth, simulate
from waypost.calibration.tables import FloatArray

BAR, HELD = 2.5, 2
SWAPPED = Truth(candidates=100, raters=15, criteria=4, raters_each=5, candidate_sd=1.5, rater_sd=0.7)
SWAPPED_LARGE = replace(SWAPPED, candidates=3_000, raters=300, halo_sd=0.8)
NO_LEAN = Truth(
    candidates=80, raters=18, raters_each=4, halo_sd=0.6, teams=3, rater_groups=3, team_sd=0.6, group_sd=0.4
)
HALF_A_LOGIT = Truth(
    candidates=200, raters=80, raters_each=4, halo_sd=0.5, teams=2, rater_groups=2, lean=((0.5, 0.0), (0.0, 0.0))
)
CYCLES = Truth(candidates=60, raters=16, halo_sd=0.5, blocks=2, bridges=3)
SIZES = {"drift": 100, "swap": 30, "none": 400, "planted": 100}
QUICK = {"drift": 20, "swap": 5, "none": 60, "planted": 15}


def swaps(sizes: dict[str, int]) -> Iterator[Row]:
    """Part 7: two raters of each candidate are held out; did they come to the bar as often as predicted."""
    for halo in (0.0, 0.8):
        truth = replace(SWAPPED, halo_sd=halo)
        found = [_swapped(truth, seed=seed, method="integrated", of=truth.candidates) for seed in range(sizes["swap"])]
        yield from _calibrated(f"Held-out raters, halo {halo:g}, integrated", found)
    yield from _calibrated(
        "Held-out raters, halo 0.8, variational", [_swapped(SWAPPED_LARGE, seed=0, method="variational", of=1_500)]
    )


def _swapped(truth: Truth, *, seed: int, method: Any, of: int) -> FloatArray:
    """(candidates, 2): the probability for the raters that were held out, and whether they came to the bar."""
    simulated = simulate(truth, seed=seed)
    calibration = fit(simulated.without(HELD), categories=5, method=method)
    known = set(calibration.ratings.raters)
    rows = []
    for candidate in range(of):
        raters = [str(rater) for rater in simulated.pair_rater[candidate, -HELD:]]
        if known.issuperset(raters):
            predicted = calibration.swap(str(candidate), raters=raters, bar=BAR).probability
            given = np.mean([simulated.of_rater(truth.raters_each - 1 - k)[candidate] for k in range(HELD)])
            rows.append((predicted, float(given >= BAR)))
    return np.array(rows)


def _calibrated(of: str, found: list[FloatArray]) -> Iterator[Row]:
    predicted, came = np.concatenate(found).T
    slope = float(np.cov(predicted, came)[0, 1] / predicted.var(ddof=1))
    yield within("7", f"{of} ({len(came):,} swaps): slope of outcome on probability", slope, 0.9, 1.1)
    yield told("7", f"{of}: mean outcome less mean probability", float(came.mean() - predicted.mean()))


def leans(sizes: dict[str, int]) -> Iterator[Row]:
    """Part 7: leanings where there are none, and where half a logit was planted."""
    tables = [fit(simulate(NO_LEAN, seed=s).columns, method="integrated").lean() for s in range(sizes["none"])]
    single = float(np.mean([np.asarray(table["p"], dtype=float) < 0.05 for table in tables]))
    family = float(np.mean([any(one in table["decision"] for one in ("for", "against")) for table in tables]))
    yield within("7", f"No lean, {9 * len(tables):,} tests of 5 %: found", single, 0.03, 0.07)
    yield below(
        "7", f"No lean, {len(tables)} tables of nine cells held to 5 % by Holm: one or more found", family, 0.07
    )
    rows = [
        fit(simulate(HALF_A_LOGIT, seed=s).columns, method="integrated").lean().row(rater_group="0", team="0")
        for s in range(sizes["planted"])
    ]
    found = float(np.mean([row["decision"] == "for" for row in rows]))
    yield above("7", "Half a logit planted, 40 raters a group, 200 candidates: found", found, 0.8)
    covered = float(np.mean([row["low"] <= 0.5 <= row["high"] for row in rows]))
    yield told("7", "The same: mean estimate", float(np.mean([row["lean"] for row in rows])))
    yield within("7", "The same: 95 % intervals that cover it", covered, 0.90, 0.99)


def drifts(sizes: dict[str, int]) -> Iterator[Row]:
    """Part 7: two cycles linked by few, decided at one bar; is no drift inside the interval of the drift."""
    covered: dict[str, list[bool]] = {"with": [], "without": []}
    for seed in range(sizes["drift"]):
        simulated = simulate(CYCLES, seed=seed)
        calibration = fit(simulated.columns, categories=5, method="integrated")
        ids = np.array([int(one) for one in calibration.ratings.candidates])
        chance = 1 / (1 + np.exp(-3 * (simulated.theta[ids] - 0.3)))
        together = calibration.posterior.joint(np.arange(len(ids)), np.zeros(0, dtype=np.int32))[1]
        for link, covariance in (("with", together), ("without", None)):
            change = (
                bars(
                    calibration.posterior.theta,
                    se=calibration.posterior.theta_se,
                    decisions=np.random.default_rng(seed).random(len(ids)) < chance,
                    cycles=np.where(ids < len(ids) // 2, "2025", "2026").tolist(),
                    parts=calibration.measures["component"],
                    covariance=covariance,
                )
                .drifts[0]
                .change
            )
            if change.low is not None and change.high is not None:
                covered[link].append(change.low <= 0 <= change.high)
    of = "No drift, two cycles of 30 linked by three candidates"
    yield within("7", f"{of}: 95 % intervals that cover none", float(np.mean(covered["with"])), 0.90, 0.99)
    yield told("7", f"{of}: the same, if the link counted as known", float(np.mean(covered["without"])))
