"""The linear system that is left of raters and cells once halos and candidates are eliminated, and its solution."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from waypost.calibration.large import kernels
from waypost.calibration.large.passes import Passes, inner
from waypost.calibration.tables import FloatArray

MOST_STEPS = 200


@dataclass(frozen=True)
class System:
    """The Schur complement of raters and cells in the precision of everything.

    weight: of each pair, its halo eliminated. total: each candidate's precision. diagonal: of raters and cells, without
    the prior. precision: of the prior of one rater. cells: the precision of the cells' prior; None pins cells at zero.
    """

    passes: Passes
    weight: FloatArray
    total: FloatArray
    diagonal: FloatArray
    precision: float
    cells: FloatArray | None

    def times(self, vector: FloatArray) -> FloatArray:
        """The system times a vector."""
        product = self.without_prior(vector)
        raters = self.passes.layout.raters
        product[:raters] += self.precision * vector[:raters]
        if self.cells is None:
            product[raters:] = 0.0
        else:
            product[raters:] += self.cells @ vector[raters:]
        return product

    def without_prior(self, vector: FloatArray) -> FloatArray:
        """What the ratings alone make of a vector of raters and cells."""
        layout = self.passes.layout

        def one(first: int, last: int, product: FloatArray) -> None:
            kernels.multiply(
                first, last, layout.start, layout.rater, layout.cell, self.weight, self.total, vector, product
            )

        return self.passes.summed(one, len(vector))

    def solved(self, right: FloatArray, guess: FloatArray, *, tolerance: float, drop: float = 0.0) -> FloatArray:
        """The solution by conjugate gradients, preconditioned by the raters' diagonal and the cells' own block.

        Ends when the residual, as the preconditioner weighs it, is `tolerance` of the right-hand side's or `drop` of
        what the guess had left; after one step at least.
        """
        raters = self.passes.layout.raters
        inverse = np.append(1.0 / (self.diagonal[:raters] + self.precision), np.zeros(len(right) - raters))
        block = None
        if self.cells is not None:
            block = np.linalg.inv(self.cells + np.diag(self.diagonal[raters:]))

        def preconditioned(residual: FloatArray) -> FloatArray:
            made: FloatArray = inverse * residual
            if block is not None:
                made[raters:] = block @ residual[raters:]
            return made

        size = inner(right, preconditioned(right))
        solution = guess.copy()
        residual = right - self.times(solution)
        if self.cells is None:
            residual[raters:] = 0.0
        towards = preconditioned(residual)
        left = inner(residual, towards)
        enough = max(tolerance**2 * size, drop**2 * left)
        for step in range(MOST_STEPS):
            if left <= 0.0 or (left <= enough and step > 0):
                break
            if step == 0:
                direction = towards
            image = self.times(direction)
            length = left / inner(direction, image)
            solution += length * direction
            residual -= length * image
            towards = preconditioned(residual)
            left, before = inner(residual, towards), left
            direction = towards + (left / before) * direction
        return solution
