"""Variance components of any crossed design, gaps and all, by restricted maximum likelihood.

y = mean + sum of Z_k u_k + e with u_k ~ N(0, s_k I): Patterson and Thompson 1971 (Biometrika 58, 545-554); score and
expected information as in Searle, Casella and McCulloch 1992 (Variance Components, 6.6). Fisher scoring with a check
that the likelihood rises; a component that falls to zero stays there while the likelihood would push it below. Where
the design is balanced and no estimate is negative the answer is that of the expected mean squares (`balanced`).

The likelihood depends on the ratings only through S = Z'MZ, Z'My and y'My (M takes the mean off), with as many rows as
there are levels of all effects. Dense matrices of that size: fit for hundreds of levels, refused above `MOST`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from waypost.calibration.generalizability.components import Components, VarianceComponent
from waypost.calibration.generalizability.design import Design, Effect
from waypost.calibration.tables import FloatArray
from waypost.refusal import NotNow

MOST = 2500
"""Levels of all effects together; beyond it the dense matrices cost more than they tell."""
STEPS = 200
SETTLED = 1e-9
NOTHING_LEFT = 1e-10
"""The least residual share of the variance: ratings without any error have no likelihood."""
CONFOUNDED = "These ratings cannot tell the effects apart: somebody has to rate what others rated too."

Codes = npt.NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class _Reduced:
    """What the likelihood needs: S, Z'My, y'My, degrees of freedom, and which rows of S belong to each effect."""

    square: FloatArray
    right: FloatArray
    total: float
    freedom: int
    parts: tuple[slice, ...]

    def spread(self, variances: FloatArray) -> FloatArray:
        """The root of each level's variance."""
        return np.concatenate(
            [np.full(part.stop - part.start, np.sqrt(one)) for part, one in zip(self.parts, variances, strict=True)]
        )


@dataclass(frozen=True, slots=True)
class _Point:
    """The likelihood at some variances (the residual's last), with score and expected information."""

    likelihood: float
    score: FloatArray
    information: FloatArray


def reml(rating: npt.ArrayLike, facets: Mapping[str, Codes], *, effects: Sequence[str] | None = None) -> Components:
    """Variance components of ratings (n,) with the codes (n,) of each facet, a single letter as "p", "r", "c".

    effects: which to estimate, as "p", "pr"; all but the highest unless given. What they leave is the residual, named
    after all facets. An effect that no rating can tell from another or from the residual is left out, and the note
    says so.

    NotNow refuses ratings without variation, designs that cannot tell the effects apart at all, and designs too large.
    """
    y = np.asarray(rating, dtype=np.float64)
    design = Design(tuple(facets), ())
    wanted = [frozenset(one) for one in effects] if effects is not None else list(design.effects[:-1])
    levels, confounded = _levels(facets, wanted, len(y))
    scale = float(np.var(y))
    if scale < 1e-12:
        raise NotNow("calibration.no-variation", "All ratings are the same: there is no variance to divide.")
    reduced = _reduced((y - y.mean()) / np.sqrt(scale), levels)
    variances, point = _maximum(reduced)
    found = [*levels, frozenset(facets)]
    values, covariance = np.linalg.eigh(point.information)
    if values[0] < 1e-10 * values[-1]:
        raise NotNow("calibration.confounded", CONFOUNDED)
    covariance = covariance / values @ covariance.T * scale**2
    return Components(
        components=tuple(
            VarianceComponent(
                effect=effect,
                name=design.name(effect),
                variance=float(variances[place]) * scale,
                se=float(np.sqrt(covariance[place, place])),
            )
            for place, effect in enumerate(found)
        ),
        covariance=covariance,
        sizes=tuple((facet, len(np.unique(codes))) for facet, codes in facets.items()),
        note=_note(design, found, variances, confounded),
    )


def _levels(
    facets: Mapping[str, Codes], wanted: Sequence[Effect], n: int
) -> tuple[dict[Effect, npt.NDArray[np.int64]], list[Effect]]:
    """The level of each rating in each effect that can be told apart, small effects first, and those that cannot."""
    kept: dict[Effect, npt.NDArray[np.int64]] = {}
    confounded = []
    for effect in sorted(wanted, key=lambda one: (len(one), sorted(one))):
        together = np.zeros(n, dtype=np.int64)
        for codes in (np.asarray(facets[facet], dtype=np.int64) for facet in sorted(effect)):
            together = together * (int(codes.max()) + 1) + codes
        level = np.unique(together, return_inverse=True)[1]
        count = int(level.max()) + 1
        same = any(count == one.max() + 1 == _joined(level, one) for one in kept.values())
        if count in {1, n} or same:
            confounded.append(effect)
        else:
            kept[effect] = level
    if not kept:
        raise NotNow("calibration.confounded", CONFOUNDED)
    if sum(int(level.max()) + 1 for level in kept.values()) > MOST:
        raise NotNow(
            "calibration.too-large",
            f"More than {MOST} levels: take the variance components of the fitted model, which has no such bound.",
        )
    return kept, confounded


def _joined(one: npt.NDArray[np.int64], other: npt.NDArray[np.int64]) -> int:
    """How many combinations of two effects' levels there are."""
    return len(np.unique(one * (int(other.max()) + 1) + other))


def _reduced(y: FloatArray, levels: Mapping[Effect, npt.NDArray[np.int64]]) -> _Reduced:
    counts = [int(level.max()) + 1 for level in levels.values()]
    ends = np.cumsum([0, *counts])
    parts = tuple(slice(int(low), int(high)) for low, high in pairwise(ends))
    n, size = len(y), int(ends[-1])
    square = np.zeros((size, size))
    codes = list(levels.values())
    for one, level in zip(parts, codes, strict=True):
        for other, beside in zip(parts, codes, strict=True):
            wide = other.stop - other.start
            cells = np.bincount(level * wide + beside, minlength=(one.stop - one.start) * wide)
            square[one, other] = cells.reshape(-1, wide)
    often = np.diag(square).copy()
    square -= np.outer(often, often) / n
    right = np.concatenate([np.bincount(level, y, count) for level, count in zip(codes, counts, strict=True)])
    return _Reduced(square, right, float(y @ y), n - 1, parts)


def _maximum(reduced: _Reduced) -> tuple[FloatArray, _Point]:
    variances = np.full(len(reduced.parts) + 1, 1.0 / (len(reduced.parts) + 1))
    point = _at(reduced, variances)
    for _ in range(STEPS):
        free = (variances > 0) | (point.score > 0)
        step = np.zeros_like(variances)
        held = point.information[np.ix_(free, free)]
        step[free] = np.linalg.lstsq(held, point.score[free], rcond=1e-12)[0]
        variances, point, moved = _climbed(reduced, variances, point, step)
        if moved < SETTLED:
            return variances, point
    raise NotNow("calibration.reml-unsettled", "The variance components do not settle with these ratings.")


def _climbed(
    reduced: _Reduced, variances: FloatArray, point: _Point, step: FloatArray
) -> tuple[FloatArray, _Point, float]:
    """The step, or as much of it as raises the likelihood; how far it went."""
    for halved in range(40):
        there = np.maximum(variances + step * 0.5**halved, 0.0)
        there[-1] = max(there[-1], NOTHING_LEFT)
        moved = float(np.abs(there - variances).max())
        if moved < SETTLED:
            return variances, point, 0.0
        found = _at(reduced, there)
        if found.likelihood >= point.likelihood - 1e-12:
            return there, found, moved
    return variances, point, 0.0


def _at(reduced: _Reduced, variances: FloatArray) -> _Point:
    """Likelihood, score and expected information; everything that needs the residual follows from P V P = P."""
    own, error = variances[:-1], float(variances[-1])
    root = reduced.spread(own)
    kernel = np.eye(len(root)) + root[:, None] * reduced.square * root[None, :] / error
    factor = np.linalg.cholesky(kernel)
    half = np.linalg.solve(factor, np.column_stack([root[:, None] * reduced.square, root * reduced.right]))
    inside, last = half[:, :-1], half[:, -1]
    seen = (reduced.square - inside.T @ inside / error) / error  # Z'PZ
    pulled = (reduced.right - inside.T @ last / error) / error  # Z'Py
    fitted = (reduced.total - float(last @ last) / error) / error  # y'Py
    pull = np.array([float(pulled[part] @ pulled[part]) for part in reduced.parts])
    trace = np.array([float(np.trace(seen[part, part])) for part in reduced.parts])
    both = np.array([[float(np.sum(seen[one, other] ** 2)) for other in reduced.parts] for one in reduced.parts])
    both = both.reshape(len(own), len(own))
    with_error = (trace - both @ own) / error  # tr(P P Z_k Z_k')
    error_trace = (reduced.freedom - float(own @ trace)) / error  # tr(P)
    error_both = (error_trace - float(own @ with_error)) / error  # tr(P P)
    error_pull = (fitted - float(own @ pull)) / error  # y'PPy
    information = np.block([[both, with_error[:, None]], [with_error[None, :], np.array([[error_both]])]]) / 2
    score = np.append(pull - trace, error_pull - error_trace) / 2
    log_size = reduced.freedom * np.log(error) + 2 * float(np.sum(np.log(np.diag(factor))))
    return _Point(-(log_size + fitted) / 2, score, information)


def _note(design: Design, found: Sequence[Effect], variances: FloatArray, confounded: Sequence[Effect]) -> str:
    zero = [design.name(effect) for effect, value in zip(found, variances, strict=True) if value <= NOTHING_LEFT]
    says = []
    if zero:
        says.append(f"Held at zero, where the ratings would put them below: {', '.join(zero)}.")
    if confounded:
        names = ", ".join(design.name(effect) for effect in confounded)
        says.append(f"Cannot be told from other effects in this design and were left out: {names}.")
    return " ".join(says)
