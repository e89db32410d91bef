"""Comparing two candidates: the difference, how far it is known, and how much of that the prior made up."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from waypost.calibration.measures import z_of
from waypost.refusal import Refusal

if TYPE_CHECKING:
    from waypost.calibration.result import Calibration


@dataclass(frozen=True, slots=True)
class Contrast:
    """One candidate against another, in logits: positive means that the first measures higher.

    prior_share: of the contrast's precision, the part that came from the prior and not from ratings, from 0 to 1.
    probability: that the first is higher.
    """

    one: str
    other: str
    difference: float
    se: float
    low: float
    high: float
    prior_share: float
    probability: float


def compare(calibration: Calibration, one: str, other: str) -> Contrast:
    """The first candidate less the second.

    Raises KeyError for somebody who is not among the candidates, Refusal "calibration.not-connected" where no chain of
    raters and candidates links the two: the difference would be the prior's, and nothing else.
    """
    codes = np.array([_code(calibration, candidate) for candidate in (one, other)])
    if codes[0] == codes[1]:
        raise ValueError("a candidate is not compared with themselves")
    refuse_unconnected(calibration, one, other)
    nobody = np.zeros(0, dtype=np.int32)
    mean, covariance = calibration.posterior.joint(codes, nobody)
    weights = np.array([1.0, -1.0])
    difference, se = float(weights @ mean), float(np.sqrt(weights @ covariance @ weights))
    reach = z_of(calibration.interval) * se
    return Contrast(
        one=one,
        other=other,
        difference=difference,
        se=se,
        low=difference - reach,
        high=difference + reach,
        prior_share=calibration.posterior.prior_share(codes, weights),
        probability=NormalDist().cdf(difference / se),
    )


def refuse_unconnected(calibration: Calibration, one: str, other: str) -> None:
    """Refusal where two candidates are in different parts of the design."""
    part = calibration.connections.candidate_component
    first, second = part[_code(calibration, one)], part[_code(calibration, other)]
    if first != second:
        raise Refusal(
            "calibration.not-connected",
            f"{one} and {other} cannot be compared: no rater, not even through others, links the people around the one "
            f"with the people around the other. Have one rater rate on both sides, better two.",
        )


def _code(calibration: Calibration, candidate: str) -> int:
    try:
        return calibration.ratings.candidates.index(candidate)
    except ValueError:
        raise KeyError(f"there is no candidate {candidate!r}") from None
