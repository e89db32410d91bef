"""The reference tables, read."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from waypost.calibration.ratings import Ratings, read_ratings
from waypost.calibration.tables import FloatArray

HERE = Path(__file__).parent
JUDGES = ("Avogadro", "Brahe", "Cavendish")
JUNIORS = ("Anne", "Betty", "Chris", "David", "Edward", "Fred", "George")


def matrix(name: str, *, header: int = 1) -> FloatArray:
    """A table of numbers, NaN where a rating is missing."""
    return np.genfromtxt(HERE / name, delimiter=",", skip_header=header)


def persons(name: str) -> FloatArray:
    """A table with one person a row, without the person's number."""
    return matrix(name)[:, 1:]


def guilford() -> Ratings:
    """Three judges of seven junior scientists on five traits; categories 1 to 9 become 0 to 8."""
    rows = matrix("guilford1954.csv").astype(int)
    return read_ratings(
        {
            "candidate": [JUNIORS[code - 1] for code in rows[:, 1]],
            "rater": [JUDGES[code - 1] for code in rows[:, 0]],
            "criterion": ["abcde"[code - 1] for code in rows[:, 2]],
            "rating": rows[:, 3] - 1,
        }
    )


def guilford_expected(facet: str) -> dict[str, list[float]]:
    """What joint maximum likelihood makes of them: element -> measure, se, infit, infit_z, outfit, outfit_z."""
    with (HERE / "guilford1954_expected_jmle.csv").open() as file:
        return {
            row["element"]: [float(row[key]) for key in ("measure", "se", "infit", "infit_z", "outfit", "outfit_z")]
            for row in csv.DictReader(file)
            if row["facet"] == facet
        }
