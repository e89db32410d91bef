"""The calibration engine beside published tables: by how much it differs from what is printed there.

Part of `benchmarks.calibration_validation`. What is held against what, and where the tables come from, is told in
`tests/calibration/reference/README.md`.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from benchmarks.calibration_rows import Row, below
from tests.calibration.reference.reading import JUNIORS, guilford, guilford_expected, matrix, persons

from waypost.calibration.bias import biases, contrast
from waypost.calibration.consistency.alpha import Scale, alpha
from waypost.calibration.consistency.intraclass import intraclass
from waypost.calibration.consistency.kappa import Weights, cohen
from waypost.calibration.consistency.units import units_from
from waypost.calibration.generalizability.balanced import balanced
from waypost.calibration.generalizability.dependability import dependability
from waypost.calibration.jmle import JointEstimates, joint_estimates

COHEN = np.array([[0.44, 0.07, 0.09], [0.05, 0.20, 0.05], [0.01, 0.03, 0.06]])
COHEN_WEIGHTS = np.array([[0, 1, 3], [1, 0, 6], [3, 6, 0]])
DESIGN_3 = {"p": 0.5528, "i": 0.4417, "o": 0.0074, "pi": 0.5750, "po": 0.1009, "io": 0.1565, "pio": 0.9352}
DESIGN_4 = {"p": 0.4731, "t": 0.3252, "pt": 0.5596, "r:t": 0.6475, "pr:t": 2.3802}


def rows() -> Iterator[Row]:
    """One row for each published table: the largest difference from it."""
    found = joint_estimates(guilford(), common=True)
    yield below("1", "Guilford's juniors, judges and traits by JMLE: largest difference", _guilford(found), 1e-3)
    yield below("1", "Bias of David by judge, and its contrast: largest difference", _bias(found), 0.03)
    yield below("1", "Intraclass correlations (Shrout and Fleiss): largest difference", _intraclass(), 1e-6)
    yield below(
        "1", "Alpha, nominal to ratio (Krippendorff; printed with three digits): largest difference", _alpha(), 5e-4
    )
    yield below("1", "Kappa and weighted kappa (Cohen): largest difference", _kappa(), 1e-4)
    yield below("1", "Components and coefficients (Brennan, designs 3 and 4): largest difference", _brennan(), 2e-4)


def _furthest(found: object, expected: object) -> float:
    return float(np.max(np.abs(np.asarray(found, float) - np.asarray(expected, float))))


def _guilford(found: JointEstimates) -> float:
    facets = {"judge": found.raters, "junior": found.candidates, "trait": found.criteria}
    expected = {name: np.array(list(guilford_expected(name).values()))[:, [0, 1, 2, 4]] for name in facets}
    return max(
        _furthest(np.column_stack([f.measure, f.se, f.squares.infit, f.squares.outfit]), expected[name])
        for name, f in facets.items()
    )


def _bias(found: JointEstimates) -> float:
    ratings = guilford()
    bias = biases(
        ratings.rating, found.eta, found.thresholds[ratings.criterion], ratings.pair, groups=len(ratings.pairs)
    )
    of_david = np.flatnonzero(ratings.pairs[:, 0] == JUNIORS.index("David"))
    local = bias.bias + found.candidates.measure[ratings.pairs[:, 0]]
    brahe, cavendish = of_david[1], of_david[2]
    apart = contrast(bias, brahe, cavendish)
    return _furthest(
        [local[brahe], bias.se[brahe], local[cavendish], bias.se[cavendish], apart.contrast, apart.t],
        [0.26, 0.298, -1.08, 0.349, 1.34, 2.92],
    )


def _intraclass() -> float:
    found = intraclass(matrix("shrout_fleiss1979.csv"))
    one = (found.oneway, found.agreement, found.consistency)
    four = (found.oneway_mean, found.agreement_mean, found.consistency_mean)
    ends = (found.agreement.low, found.agreement.high)
    expected = (0.165742, 0.289764, 0.714841, 0.442797, 0.620051, 0.909316, 0.018787, 0.761084)
    return _furthest([*(each.value for each in (*one, *four)), *ends], expected)


def _alpha() -> float:
    units = units_from(matrix("krippendorff2011_C.csv", header=1).T - 1)
    scales = (Scale.NOMINAL, Scale.ORDINAL, Scale.INTERVAL, Scale.RATIO)
    found = [alpha(units, scale=scale, values=np.arange(1.0, 6.0)).value for scale in scales]
    return _furthest(found, [0.743, 0.815, 0.849, 0.797])


def _kappa() -> float:
    weights = (Weights.NONE, COHEN_WEIGHTS, Weights.QUADRATIC)
    return _furthest([cohen(COHEN, n=200, weights=one).value for one in weights], [0.4915, 0.3478, 0.4545])


def _brennan() -> float:
    three = balanced(persons("brennan_design3_wide.csv").reshape(10, 2, 4).transpose(0, 2, 1), design="p x i x o")
    four = balanced(persons("brennan_design4_wide.csv").reshape(10, 3, 4).transpose(0, 2, 1), design="p x (r:t)")
    off = [
        _furthest([found[name].variance for name in expected], list(expected.values()))
        for found, expected in ((three, DESIGN_3), (four, DESIGN_4))
    ]
    by_items = dependability(three, sizes={"i": 4, "o": 2})
    by_tasks = dependability(four, sizes={"r": 4, "t": 3})
    coefficients = [by_items.relative.value, by_items.absolute.value, by_tasks.relative.value, by_tasks.absolute.value]
    return max(*off, _furthest(coefficients, [0.6399, 0.5541, 0.5514, 0.4637]))
