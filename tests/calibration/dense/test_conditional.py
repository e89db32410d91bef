"""Given the standard deviations, the posterior is the one that plain algebra on every single effect finds."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest

from waypost.calibration.dense.conditional import Conditional, conditional, conditionals
from waypost.calibration.dense.knowing import penalty
from waypost.calibration.dense.layout import Layout, layout_of
from waypost.calibration.dense.placing import Parts, Point, start
from waypost.calibration.dense.scales import Scales
from waypost.calibration.dense.spreading import full_covariance, full_mean
from waypost.calibration.dense.system import System
from waypost.calibration.ratings import Ratings, read_ratings
from waypost.calibration.simulating import Truth, simulate
from waypost.calibration.tables import FloatArray

TRUTH = Truth(
    candidates=5,
    raters=4,
    criteria=2,
    raters_each=2,
    halo_sd=0.6,
    teams=2,
    rater_groups=2,
    lean_sd=0.4,
    thresholds=(-1.0, 0.0, 1.0),
)
SCALES = Scales(candidate=1.1, rater=0.7, halo=0.6, lean=0.4, threshold=0.3)


@dataclass(frozen=True)
class Plain:
    """Every effect in one vector (one, rest, halos), its penalised expected log likelihood and derivatives."""

    layout: Layout
    scales: Scales
    variance: FloatArray

    def point(self, values: FloatArray) -> Point:
        ones, rest = self.layout.one.count, Parts.of(self.layout).size
        return Point(values[:ones], values[ones : ones + rest], values[ones + rest :], self.variance)

    def value(self, values: FloatArray) -> float:
        system, point = System(self.layout, (self.scales,)), Point.stacked((self.point(values),))
        return float(system.expected(point).value[0] - 0.5 * penalty(system, point)[0])

    def slope(self, values: FloatArray, reach: float = 1e-4) -> FloatArray:
        steps = np.eye(len(values)) * reach
        return np.array([(self.value(values + step) - self.value(values - step)) / (2 * reach) for step in steps])

    def precision(self, values: FloatArray, reach: float = 1e-3) -> FloatArray:
        steps = np.eye(len(values)) * reach
        rows = [(self.slope(values - step) - self.slope(values + step)) / (2 * reach) for step in steps]
        return (np.array(rows) + np.array(rows).T) / 2


def settled(ratings: Ratings, scales: Scales) -> tuple[Layout, Conditional]:
    layout = layout_of(ratings, lean=scales.lean is not None)
    return layout, conditional(layout, scales=scales, point=start(layout), tolerance=1e-10)


@pytest.mark.parametrize(
    "scales",
    [SCALES, replace(SCALES, lean=None), replace(SCALES, halo=None)],
    ids=["everything", "without lean", "without halo"],
)
def test_mode_covariance_and_halo_are_those_of_all_effects_together(scales: Scales) -> None:
    ratings = read_ratings(simulate(TRUTH, seed=3).columns, categories=4)
    layout, found = settled(ratings, scales)
    halos = found.point.halo if scales.halo is not None else np.zeros(0)
    plain = Plain(layout, scales, found.point.variance)
    if scales.halo is None:
        plain = Pinned(layout, scales, found.point.variance)
    values = np.concatenate([full_mean(found), halos])

    covariance = np.linalg.inv(plain.precision(values))

    size = len(full_mean(found))
    np.testing.assert_allclose(plain.slope(values), 0, atol=1e-6)
    np.testing.assert_allclose(full_covariance(found), covariance[:size, :size], atol=2e-5)
    np.testing.assert_allclose(found.halo_variance, np.diag(covariance)[size:], atol=2e-5)


class Pinned(Plain):
    """Without halos: they stay at zero."""

    def point(self, values: FloatArray) -> Point:
        return super().point(np.concatenate([values, np.zeros(self.layout.pairs)]))


def test_what_ratings_compare_varies_as_the_joint_covariance_says() -> None:
    ratings = read_ratings(simulate(TRUTH, seed=3).columns, categories=4)
    layout, found = settled(ratings, SCALES)
    plain = Plain(layout, SCALES, found.point.variance)
    covariance = np.linalg.inv(plain.precision(np.concatenate([full_mean(found), found.point.halo])))
    parts, ones = Parts.of(layout), layout.one.count
    assert layout.lean is not None
    for number in (0, 7, 19):
        pair, criterion = layout.pair[number], layout.criterion[number]
        row = np.zeros(len(covariance))
        row[layout.one.of_pair[pair]] = layout.one.sign
        row[ones + layout.two.of_pair[pair]] = layout.two.sign
        row[ones + parts.lean.start + layout.lean.of_pair[pair]] = 1
        row[ones + parts.size + pair] = 1
        first = ones + parts.thresholds.start + criterion * layout.steps
        row[first : first + layout.steps] = -1 / layout.steps

        assert found.point.variance[number] == pytest.approx(row @ covariance @ row, abs=2e-5)


def test_the_evidence_climbs_as_the_moments_say() -> None:
    ratings = read_ratings(simulate(replace(TRUTH, candidates=30, raters=9), seed=1).columns, categories=4)
    layout, found = settled(ratings, SCALES)
    said = found.moments / SCALES.values() ** 2 - found.numbers
    climbed = []
    for step in np.eye(len(SCALES.names)) * 0.05:
        ends = [
            conditional(
                layout,
                scales=SCALES.with_values(SCALES.values() * np.exp(sign * step)),
                point=found.point,
                tolerance=1e-9,
            )
            for sign in (1, -1)
        ]
        climbed.append((ends[0].evidence - ends[1].evidence) / 0.1)

    np.testing.assert_allclose(said, climbed, atol=0.4)


@pytest.mark.parametrize(
    "scales",
    [SCALES, replace(SCALES, lean=None), replace(SCALES, halo=None)],
    ids=["everything", "without lean", "without halo"],
)
def test_settings_that_are_worked_on_together_give_what_each_gives_alone(scales: Scales) -> None:
    layout = layout_of(read_ratings(simulate(TRUTH, seed=3).columns, categories=4), lean=scales.lean is not None)
    settings = [scales.with_values(scales.values() * by) for by in (0.7, 1.0, 1.5)]

    together = conditionals(layout, scales=settings, points=[start(layout)] * 3, tolerance=1e-10)
    alone = [conditional(layout, scales=one, point=start(layout), tolerance=1e-10) for one in settings]

    for one, other in zip(together, alone, strict=True):
        assert one.evidence == pytest.approx(other.evidence, abs=1e-8)
        np.testing.assert_allclose(full_mean(one), full_mean(other), atol=1e-8)
        np.testing.assert_allclose(full_covariance(one), full_covariance(other), atol=1e-8)
        np.testing.assert_allclose(one.halo_variance, other.halo_variance, atol=1e-8)
        np.testing.assert_allclose(one.moments, other.moments, atol=1e-8)


def test_the_last_short_step_is_told_with_what_it_gains() -> None:
    """Stopped early, the mean is off by less than the last step was long, and the evidence by far less."""
    layout = layout_of(read_ratings(simulate(TRUTH, seed=3).columns, categories=4), lean=True)
    exact = conditional(layout, scales=SCALES, point=start(layout), tolerance=1e-10)

    found = conditional(layout, scales=SCALES, point=start(layout), tolerance=2e-2)

    assert found.steps < exact.steps
    assert found.evidence == pytest.approx(exact.evidence, abs=2e-3)
    np.testing.assert_allclose(full_mean(found), full_mean(exact), atol=1e-2)


def test_candidates_and_raters_play_the_same_part() -> None:
    """Who rates and who is rated change places when every rating is turned round; so does what is eliminated."""
    columns = simulate(replace(TRUTH, teams=0, rater_groups=0), seed=5).columns
    turned = {
        "candidate": columns["rater"],
        "rater": columns["candidate"],
        "criterion": columns["criterion"],
        "rating": 3 - columns["rating"],
    }
    scales = replace(SCALES, lean=None)
    one_way, found = settled(read_ratings(columns, categories=4), scales)
    other_way, mirrored = settled(
        read_ratings(turned, categories=4), replace(scales, candidate=scales.rater, rater=scales.candidate)
    )

    assert (one_way.one.name, other_way.one.name) == ("candidate", "rater")
    assert mirrored.evidence == pytest.approx(found.evidence, abs=1e-6)
    np.testing.assert_allclose(mirrored.point.one, found.point.one, atol=1e-6)
    np.testing.assert_allclose(mirrored.precision, found.precision, atol=1e-6)
