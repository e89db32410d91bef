"""Points and masses that integrate over a few nearly normal coordinates.

Over two, five points along each (Gauss and Hermite). Over more, a central composite design, which needs far fewer: the
centre, two points on each axis and the corners of a cube, all on one sphere (Rue, Martino and Chopin 2009, Approximate
Bayesian inference for latent Gaussian models by using integrated nested Laplace approximations, Journal of the Royal
Statistical Society B 71, section 6.5). Its masses integrate a standard normal's mean and covariance exactly.
"""

from __future__ import annotations

from itertools import product

import numpy as np

from waypost.calibration.tables import FloatArray

STRETCH = 1.1
"""The sphere's radius in units of the root of the dimension; above 1, so that the centre has a mass too."""


def design(dimensions: int) -> tuple[FloatArray, FloatArray]:
    """(points, dimensions) in standard units, the centre first, then the ends of axes, and (points,) masses that sum to
    1."""
    return product_rule(dimensions) if dimensions <= 2 else central_composite(dimensions)


def product_rule(dimensions: int) -> tuple[FloatArray, FloatArray]:
    """Every combination of five points: exact for polynomials up to the ninth degree in each coordinate."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(5)
    points = np.array(list(product(nodes, repeat=dimensions)))
    masses = np.array([np.prod(chosen) for chosen in product(weights / weights.sum(), repeat=dimensions)])
    outside, alone = (points**2).sum(axis=1), np.count_nonzero(points, axis=1) == 1
    order = np.lexsort((outside, ~(alone & (outside > 0.99 * nodes.max() ** 2)), outside > 0.0))
    return points[order], masses[order]


def central_composite(dimensions: int) -> tuple[FloatArray, FloatArray]:
    """The centre, both ends of each axis and the corners of a cube."""
    radius = STRETCH * np.sqrt(dimensions)
    axes = np.concatenate([np.eye(dimensions), -np.eye(dimensions)]) * radius
    corners = np.array(list(product((-1.0, 1.0), repeat=dimensions))) * STRETCH
    around = np.concatenate([axes, corners]) if dimensions > 1 else axes
    points = np.concatenate([np.zeros((1, dimensions)), around])
    masses = np.full(len(points), STRETCH**-2 / len(around))
    masses[0] = 1.0 - STRETCH**-2
    return points, masses


def ends_of_axes(points: FloatArray) -> int:
    """How many of a design's points, after its centre, are ends of axes; some may have been left out."""
    alone = np.count_nonzero(points, axis=1) == 1
    return int(np.count_nonzero(alone & (np.abs(points).max(axis=1) > 0.99 * np.abs(points).max())))


def parabola(ends: FloatArray, point: FloatArray) -> FloatArray:
    """(ends,) the shares of what changes from the centre to each end that make what changes to a point, if along every
    axis it does so in a parabola; in a line where an axis has one end only."""
    shares = np.zeros(len(ends))
    for number, end in enumerate(ends):
        axis = int(np.flatnonzero(end)[0])
        part = point[axis] / end[axis]
        both = np.count_nonzero(ends[:, axis]) == 2
        shares[number] = 0.5 * part * (part + 1.0) if both else part
    return shares
