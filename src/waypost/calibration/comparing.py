"""Comparing two candidates: the difference, how far it is known, and how much of that the prior made up."""

from __future__ import annotations

from dataclasses import dataclass


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
