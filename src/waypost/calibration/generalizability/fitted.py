"""What a fit says about reliability: how well measures tell people apart, and what more raters would buy, on the logit
scale.

The components are the model's own: candidates (team differences included), raters (group differences included), the
halo of a pair, and for one rating the variance 1 / W that its information W leaves (Adams 2005, Studies in Educational
Evaluation 31, 162-172, for the reliability of shrunk measures; Linacre 1989 for that of unshrunk ones).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from statistics import NormalDist

import numpy as np

from waypost.calibration.consistency.resampling import Resampling, resampled
from waypost.calibration.estimate import Estimate, as_table, too_few
from waypost.calibration.generalizability.components import Components, VarianceComponent
from waypost.calibration.generalizability.dependability import dependability as coefficients
from waypost.calibration.generalizability.dependability import study
from waypost.calibration.misfit import information
from waypost.calibration.posterior import Posterior
from waypost.calibration.ratings import Ratings
from waypost.calibration.tables import FloatArray, IntArray, Table
from waypost.refusal import NotNow

NO_COMPONENTS = "Joint maximum likelihood estimates no standard deviations; fit with another method."
ALIKE = "Their measures do not differ at all."


def reliability(ratings: Ratings, posterior: Posterior, *, interval: float = 0.95, seed: int = 0) -> Table:
    """statistic, value, low, high, n, withheld.

    Reliability and separation of candidates and raters: of the variance of what is measured, the part that the
    measures show; separation is the same as a ratio of standard deviations, the root of R / (1 - R). Generalizability
    and dependability of the mean of as many raters and criteria as there were (harmonic means), the criteria being
    always these.
    """
    how = Resampling(seed=seed, interval=interval)
    shrunk = posterior.method != "jmle"
    rows = []
    for name, measure, se in (
        ("candidate", posterior.theta, posterior.theta_se),
        ("rater", posterior.alpha, posterior.alpha_se),
    ):
        found = reliability_of(measure, se, shrunk=shrunk, how=how, whom=f"{name}s")
        rows += [(f"{name} reliability", found), (f"{name} separation", separation(found))]
    if not shrunk:
        none = too_few(len(ratings.candidates), why=NO_COMPONENTS)
        return as_table([*rows, ("generalizability", none), ("dependability", none)])
    of_one = coefficients(
        model_components(ratings, posterior, interval=interval), sizes=_sizes(ratings), fixed="c", interval=interval
    )
    return as_table([*rows, ("generalizability", of_one.relative), ("dependability", of_one.absolute)])


def dependability(
    ratings: Ratings,
    posterior: Posterior,
    *,
    raters: Sequence[int] = (1, 2, 3, 4, 5, 6),
    criteria: Sequence[int] = (),
    interval: float = 0.95,
) -> Table:
    """A row for each number of raters, and of criteria where these are given, else for as many as a pair had (a mean).

    raters, criteria; generalizability and dependability, each with low and high; relative_error and absolute_error in
    logits. Generalizability is for candidates who share their raters, or whose raters' severity is allowed for as the
    measures do; dependability for ratings taken as they are. NotNow refuses joint maximum likelihood, which estimates
    no components.
    """
    if posterior.method == "jmle":
        raise NotNow("calibration.no-components", NO_COMPONENTS)
    if not raters or min(*raters, *criteria, 1) < 1:
        raise ValueError("ask for one rater and one criterion at least")
    components = model_components(ratings, posterior, interval=interval)
    sizes: dict[str, Sequence[float]] = {"r": raters, "c": criteria or [_sizes(ratings)["c"]]}
    return study(components, sizes=sizes, fixed="c", interval=interval)


def reliability_of(
    measure: FloatArray, se: FloatArray, *, shrunk: bool, how: Resampling, whom: str = "candidates"
) -> Estimate:
    """Of the variance of what is measured, the part that the measures show; infinite measures are left out.

    shrunk: measures are posterior means, so that their variance lacks what is not known: V / (V + mean of se^2).
    Otherwise they contain their error: (V - mean of se^2) / V. The interval resamples whom they are about.
    """
    finite = np.isfinite(measure) & np.isfinite(se)
    m, e = measure[finite], se[finite]
    if len(m) < 2:
        return too_few(len(m), why="It takes two to tell anybody apart.")
    centred = m - m.mean()  # keeps the sums of squares exact wherever the scale's zero is
    sums = np.column_stack([np.ones_like(m), centred, centred**2, e**2])
    return resampled(sums, partial(_reliability, shrunk=shrunk), n=len(m), how=how, undefined=ALIKE, clusters=whom)


def _reliability(sums: FloatArray, *, shrunk: bool) -> FloatArray:
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = sums[:, 2] / sums[:, 0] - (sums[:, 1] / sums[:, 0]) ** 2
        error = sums[:, 3] / sums[:, 0]
        value = spread / (spread + error) if shrunk else np.maximum(spread - error, 0.0) / spread
        return np.where(spread > 1e-12, value, np.nan)


def separation(reliability: Estimate) -> Estimate:
    """The root of R / (1 - R): standard deviation of what is measured over that of its error."""

    def step(value: float | None) -> float | None:
        return None if value is None or value >= 1 else float(np.sqrt(max(value, 0.0) / (1 - value)))

    return Estimate(
        value=step(reliability.value),
        low=step(reliability.low),
        high=step(reliability.high),
        n=reliability.n,
        withheld=reliability.withheld,
    )


def model_components(ratings: Ratings, posterior: Posterior, *, interval: float = 0.95) -> Components:
    """The fitted variances as components of a design of candidates p, raters r and criteria c, in squared logits.

    Their intervals become standard errors, taken for independent of each other.
    """
    reach = 2 * NormalDist().inv_cdf(0.5 + interval / 2)
    between = {
        "candidate": _between(posterior.team_effect, ratings.team, len(ratings.candidates)),
        "rater": _between(posterior.group_effect, ratings.rater_group, len(ratings.raters)),
    }
    found = [
        VarianceComponent(
            effect=frozenset(facets),
            name=facets,
            variance=component.sd**2 + between.get(component.name, 0.0),
            se=2 * component.sd * (component.high - component.low) / reach,
        )
        for facets, name in (("p", "candidate"), ("r", "rater"), ("pr", "halo"))
        for component in posterior.components
        if component.name == name
    ]
    noise = len(ratings) / float(information(ratings, posterior).sum())
    found.append(VarianceComponent(effect=frozenset("prc"), name="prc", variance=noise, se=0.0))
    sizes = {"p": len(ratings.candidates), "r": len(ratings.raters), "c": len(ratings.criteria)}
    return Components(
        components=tuple(found),
        covariance=np.diag([component.se**2 for component in found]),
        sizes=tuple(sizes.items()),
    )


def _between(effect: FloatArray | None, codes: IntArray | None, n: int) -> float:
    """The variance of a fixed effect over those who have it."""
    return float(np.var(effect[codes[:n]])) if effect is not None and codes is not None else 0.0


def _sizes(ratings: Ratings) -> dict[str, float]:
    """How many raters a candidate and criteria a pair had, as harmonic means."""
    raters = np.bincount(ratings.pairs[:, 0])
    return {"r": float(1 / np.mean(1 / raters)), "c": float(1 / np.mean(1 / np.bincount(ratings.pair)))}
