"""Connectivity: who can be compared with whom, because raters link them, and how thin the thinnest link is."""

from __future__ import annotations

from dataclasses import dataclass

from waypost.calibration.tables import IntArray


@dataclass(frozen=True, eq=False)
class Design:
    """How candidates and raters hang together.

    candidate_component, rater_component: the connected part of each, from 1, the largest (by ratings) first.
    components: how many parts.
    """

    candidate_component: IntArray
    rater_component: IntArray
    components: int
