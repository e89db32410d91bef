"""What ratings can and cannot tell, in words: for the person who decides, and who is no statistician."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from waypost.calibration.result import Calibration

FEW_RATERS = 2
"""Who was rated by fewer than this many has a measure that is one person's word."""
DEPENDABLE = 0.8
"""From here on measures order people about as other raters of the same kind would order them."""
WEAK = 0.5
"""Below this, the measures say more of who rated than of who was rated."""
MISFIT_HIGH = 1.5
"""From this infit on, a rater's ratings follow something else than the others' (Linacre 2002, as a rule of thumb)."""
LEAST_FOR_MISFIT = 8
"""Ratings below which a misfit is not told."""
STRONG_HALO = 0.75
"""Halo, against what lies between people, from which a rater's criteria say nearly one thing."""
_NAMED = 5


@dataclass(frozen=True, slots=True)
class InWords:
    """Sentences: what the ratings bear, and what they do not."""

    can: tuple[str, ...]
    cannot: tuple[str, ...]


def in_words(calibration: Calibration) -> InWords:
    """What can be said of these ratings, and what cannot, with the numbers it rests on."""
    return InWords(can=tuple(_can(calibration)), cannot=tuple(_cannot(calibration)))


def _can(calibration: Calibration) -> Iterator[str]:
    ratings = calibration.ratings
    yield (
        f"{_many(len(ratings), 'rating')} of {_many(len(ratings.candidates), 'candidate')} by "
        f"{_many(len(ratings.raters), 'rater')} on {_many(len(ratings.criteria), 'criterion', 'criteria')}, "
        f"on a scale of {ratings.categories} points."
    )
    if calibration.connections.components == 1:
        yield "Raters link all candidates, so that any two of them can be compared."
    yield from _between_people(calibration)
    yield from _severity(calibration)
    yield from _halo(calibration)


def _between_people(calibration: Calibration) -> Iterator[str]:
    share = _reliability(calibration)
    if share is None or share < WEAK:
        return
    how = "enough to tell people apart" if share >= DEPENDABLE else "enough to tell the ends apart, not neighbours"
    yield (
        f"Of the differences between the measures, {share:.0%} lie between the people and the rest is what these "
        f"ratings leave open: {how}."
    )


def _severity(calibration: Calibration) -> Iterator[str]:
    spread = calibration.posterior.sd("rater")
    if spread <= 0:
        return
    points = _in_points(calibration, spread)
    yield (
        f"Raters differ in severity by a standard deviation of {spread:.2f} logits. Who is rated by one such step "
        f"stricter than average loses about {points:.1f} points of the scale; measures and fair ratings allow for it."
    )


def _halo(calibration: Calibration) -> Iterator[str]:
    halo, people = calibration.posterior.sd("halo"), calibration.posterior.sd("candidate")
    if halo > STRONG_HALO * people > 0:
        yield (
            f"What one rater sees in one candidate runs through all criteria (standard deviation {halo:.2f} logits, "
            f"{people:.2f} between people): more criteria by the same rater add little, more raters add much."
        )


def _cannot(calibration: Calibration) -> Iterator[str]:
    yield from _apart(calibration)
    yield from _weak(calibration)
    yield from _thin(calibration)
    yield from _few(calibration)
    yield from _extreme(calibration)
    yield from _unused(calibration)
    yield from _against_the_rest(calibration)
    yield (
        "A measure allows for how strict a rater is with everybody. It cannot mend what one rater alone holds for or "
        "against one person, nor a bar that all raters share and that is not the ladder's."
    )


def _apart(calibration: Calibration) -> Iterator[str]:
    design, ratings = calibration.connections, calibration.ratings
    if design.components == 1:
        return
    sizes = np.bincount(design.candidate_component)[1:]
    shown = ", ".join(str(size) for size in sizes[:_NAMED]) + (", ..." if len(sizes) > _NAMED else "")
    yield (
        f"The {len(ratings.candidates)} candidates fall into {design.components} parts ({shown}) with no rater in "
        "common. Across parts nobody can be compared: a part may have abler people or kinder raters, and nothing tells "
        "which. One rater who judges in two parts links them."
    )


def _weak(calibration: Calibration) -> Iterator[str]:
    share = _reliability(calibration)
    if share is None:
        yield "How dependable the measures are cannot be said: there are too few of them, or they do not differ."
    elif share < WEAK:
        yield (
            f"Only {share:.0%} of the differences between the measures lie between the people. Other raters would put "
            "them in another order: these ratings bear no comparison of one person with another."
        )


def _thin(calibration: Calibration) -> Iterator[str]:
    bridges = tuple(calibration.connections.bridges)
    if len(bridges) == 1:
        yield (
            f"The design hangs on {bridges[0]}: without this rater it would fall into parts. Comparisons across rest "
            "on how that one person rates."
        )
    elif bridges:
        yield f"The design hangs on single raters ({_listed(bridges)}): without any one of them it falls into parts."


def _few(calibration: Calibration) -> Iterator[str]:
    ratings = calibration.ratings
    raters = np.bincount(ratings.pairs[:, 0], minlength=len(ratings.candidates))
    alone = [ratings.candidates[one] for one in np.flatnonzero(raters < FEW_RATERS)]
    if alone:
        yield (
            f"{_many(len(alone), 'candidate')} {'was' if len(alone) == 1 else 'were'} rated by one person alone "
            f"({_listed(alone)}). Such a measure leans on the average of everybody, not on a second opinion."
        )


def _extreme(calibration: Calibration) -> Iterator[str]:
    ratings = calibration.ratings
    for point, word in ((0, "lowest"), (ratings.categories - 1, "highest")):
        others = np.bincount(ratings.rater[ratings.rating != point], minlength=len(ratings.raters))
        only = [ratings.raters[one] for one in np.flatnonzero(others == 0)]
        if only:
            yield (
                f"{_listed(only)} gave only the {word} point. How strict {'that is' if len(only) == 1 else 'they are'} "
                "is known to one side only and is drawn towards the average."
            )


def _unused(calibration: Calibration) -> Iterator[str]:
    ratings = calibration.ratings
    used = np.zeros((len(ratings.criteria), ratings.categories), dtype=bool)
    used[ratings.criterion, ratings.rating] = True
    if not used[:, 0].any():
        lowest = int(np.argmax(used.any(axis=0)))
        yield (
            f"Nobody gave anything below {lowest} on any criterion. The scale is taken to begin at 0 all the same; if "
            f"it begins at {lowest}, take {lowest} from every rating, for points that nobody can give blur the others."
        )
        used[:, :lowest] = True
    held = [f"{point} of {ratings.criteria[criterion]}" for criterion, point in zip(*np.nonzero(~used), strict=True)]
    if held:
        yield f"Nobody gave {_listed(held)}: where such a point begins is taken from the other criteria."


def _against_the_rest(calibration: Calibration) -> Iterator[str]:
    rows = [
        row["rater"]
        for row in calibration.severity.rows()
        if row["n"] >= LEAST_FOR_MISFIT and row["infit"] > MISFIT_HIGH
    ]
    if rows:
        yield (
            f"{_listed(rows)} rated in an order that the other raters do not share (infit above {MISFIT_HIGH}). That "
            "may be noise, another understanding of the criteria, or something the others missed: read those reviews."
        )


def _reliability(calibration: Calibration) -> float | None:
    """Share of the variance of the measures that lies between people; None where it is not known."""
    for row in calibration.reliability.rows():
        if row["statistic"] == "candidate reliability":
            value = float(row["value"])
            return None if isnan(value) else value
    return None


def _in_points(calibration: Calibration, step: float) -> float:
    """How much a rating falls when a rater is this much stricter, at the average candidate, over all criteria."""
    from waypost.calibration.response import probabilities

    thresholds = calibration.posterior.thresholds
    points = np.arange(thresholds.shape[1] + 1)

    def expected(eta: float) -> float:
        held = probabilities(np.full(len(thresholds), eta), thresholds)
        return float((held @ points).mean())

    middle = float(np.mean(calibration.posterior.theta))
    return expected(middle) - expected(middle - step)


def _many(number: int, one: str, more: str = "") -> str:
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def _listed(names: Sequence[str]) -> str:
    if len(names) > _NAMED:
        return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
