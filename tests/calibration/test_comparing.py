"""Candidates are compared where raters connect them, refused where nothing does, and a thin link shows."""

from __future__ import annotations

import numpy as np
import pytest

from waypost.calibration.fitting import fit
from waypost.calibration.result import Calibration
from waypost.calibration.simulating import Truth, simulate
from waypost.refusal import Refusal


def blocks(bridges: int, *, seed: int = 0) -> Calibration:
    """Two blocks of twelve candidates; `bridges` of the first have one rater of the second."""
    truth = Truth(candidates=24, raters=8, raters_each=3, criteria=8, blocks=2, bridges=bridges)
    return fit(simulate(truth, seed=seed).columns, categories=5)


def test_across_blocks_without_a_common_rater_nothing_is_compared() -> None:
    calibration = blocks(0)
    part = calibration.measures["component"]
    ids = calibration.ratings.candidates
    one, other = ids[int(np.argmax(part == 1))], ids[int(np.argmax(part == 2))]
    elsewhere = [calibration.ratings.raters[at] for at in np.flatnonzero(calibration.connections.rater_component == 2)]

    with pytest.raises(Refusal, match="cannot be compared: no rater") as refused:
        calibration.compare(one, other)
    with pytest.raises(Refusal) as swap_refused:
        calibration.swap(one, raters=elsewhere, bar=2.0)

    assert refused.value.code == swap_refused.value.code == "calibration.not-connected"
    assert np.isfinite(calibration.measures["measure"]).all()


def test_within_a_block_comparison_goes_on() -> None:
    calibration = blocks(0)
    there = [
        c
        for c, part in zip(calibration.ratings.candidates, calibration.measures["component"], strict=True)
        if part == 1
    ]

    contrast = calibration.compare(there[0], there[1])

    measures = {row["candidate"]: row["measure"] for row in calibration.measures.rows()}
    assert contrast.difference == pytest.approx(measures[there[0]] - measures[there[1]])
    assert contrast.low < contrast.difference < contrast.high
    assert (contrast.probability > 0.5) == (contrast.difference > 0)
    turned = calibration.compare(there[1], there[0])
    assert (turned.difference, turned.se, turned.prior_share) == pytest.approx(
        (-contrast.difference, contrast.se, contrast.prior_share)
    )
    assert turned.probability == pytest.approx(1 - contrast.probability)


def across(calibration: Calibration) -> tuple[float, float]:
    """Mean standard error and prior share of comparisons across the blocks."""
    contrasts = [calibration.compare(str(one), str(other)) for one in range(3, 9) for other in range(15, 21)]
    return float(np.mean([c.se for c in contrasts])), float(np.mean([c.prior_share for c in contrasts]))


def within(calibration: Calibration) -> float:
    return float(np.mean([calibration.compare(str(one), str(one + 1)).se for one in (3, 5, 7, 15, 17, 19)]))


def test_with_one_bridge_it_works_with_a_visibly_wider_interval_and_more_of_the_prior() -> None:
    one_bridge, many = blocks(1), blocks(8)
    assert one_bridge.connections.components == 1

    wide, from_prior = across(one_bridge)
    narrow, less_from_prior = across(many)

    assert wide > 1.15 * within(one_bridge)
    assert wide > 1.1 * narrow
    assert from_prior > 2 * less_from_prior


def test_a_stranger_is_no_candidate_and_nobody_is_compared_with_themselves() -> None:
    calibration = blocks(1)

    with pytest.raises(KeyError, match="Eve"):
        calibration.compare("Eve", "1")
    with pytest.raises(ValueError, match="themselves"):
        calibration.compare("1", "1")
