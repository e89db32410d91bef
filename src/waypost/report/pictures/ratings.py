"""Ratings as pictures: their spread per criterion, and the two panels held against each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

from waypost.report.pictures.shapes import shape
from waypost.report.pictures.svg import element, picture, text, wrapped

LABEL = 210  # room for a criterion's title
POINT = 112  # between two points of the scale
LINE = 14
ROW = 48
HEAD = 46
SIGNS = 28
MARK = 7
LOOKS = {"technical": "depth", "strategic": "strategic"}  # the shapes of the two panels


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The ratings of one criterion by one panel: `counts[i]` raters chose the i-th point of the scale.

    panel: "technical" or "strategic". withheld: why nothing is shown, when too few rated; counts then are not drawn.
    """

    criterion: str
    panel: str
    counts: tuple[int, ...]
    withheld: str = ""

    @property
    def raters(self) -> int:
        """How many rated."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """One line on which both panels stand: the middle rating of each on the scale's numbers, None without any.

    raters_technical, raters_strategic: how many rated; always shown.
    """

    title: str
    technical: float | None
    strategic: float | None
    raters_technical: int
    raters_strategic: int


def draw_spread(
    spreads: tuple[Spread, ...], *, scale: tuple[str, ...], bar: int | None, title: str, says: str, key: str = "spread"
) -> str:
    """One line per criterion, one mark per point chosen, as large as its count, which stands in it.

    scale: the points' titles, low to high. bar: the index of the point from which the expectation is met.
    """
    width, height = LABEL + POINT * len(scale), HEAD + ROW * len(spreads) + 6
    at = [LABEL + POINT * (number + 0.5) for number in range(len(scale))]
    return picture(
        *_scale(scale, at=at, height=height),
        *([_bar(at[bar] - POINT / 2, height=height)] if bar is not None else ()),
        *(part for number, one in enumerate(spreads) for part in _spread(one, at=at, y=HEAD + ROW * (number + 0.5))),
        key=key,
        width=width,
        height=height,
        title=title,
        says=says,
        class_="spread",
    )


def draw_apart(
    lines: tuple[Apart, ...], *, scale: tuple[tuple[float, str], ...], title: str, says: str, key: str = "apart"
) -> str:
    """One line per title: a mark for each panel, joined, so that its length is their difference.

    scale: (number, title) low to high; at least two points.
    """
    width, height = LABEL + POINT * len(scale), HEAD + ROW * len(lines) + 6
    low, high = scale[0][0], scale[-1][0]

    def x(value: float) -> float:
        return LABEL + POINT * 0.5 + (value - low) / (high - low) * POINT * (len(scale) - 1)

    return picture(
        *_scale(tuple(words for _, words in scale), at=[x(value) for value, _ in scale], height=height),
        *(part for number, one in enumerate(lines) for part in _apart(one, x=x, y=HEAD + ROW * (number + 0.5))),
        key=key,
        width=width,
        height=height,
        title=title,
        says=says,
        class_="apart",
    )


def _scale(titles: tuple[str, ...], *, at: list[float], height: float) -> list[str]:
    drawn = [element("path", class_="grid", d=f"M{x:.1f} {HEAD}V{height:.1f}") for x in at]
    for x, title in zip(at, titles, strict=True):
        lines = wrapped(title, signs=16, lines=3)
        for number, words in enumerate(lines):
            y = HEAD - 6 - 12 * (len(lines) - 1 - number)
            drawn.append(text(words, x=x, y=y, class_="small", anchor="middle"))
    return drawn


def _bar(x: float, *, height: float) -> str:
    return element("path", class_="bar-line", d=f"M{x:.1f} {HEAD - 4}V{height:.1f}")


def _title(words: str, *, y: float, under: str = "") -> list[str]:
    lines = wrapped(words, signs=SIGNS, lines=2)
    top = y + 4 - LINE * (len(lines) - 1 + bool(under)) / 2
    drawn = [text(line, x=0, y=top + LINE * number) for number, line in enumerate(lines)]
    return [*drawn, text(under, x=0, y=top + LINE * len(lines), class_="small")] if under else drawn


def _spread(one: Spread, *, at: list[float], y: float) -> list[str]:
    drawn = _title(one.criterion, y=y)
    if one.withheld:
        return [*drawn, text(one.withheld, x=LABEL + 12, y=y + 4, class_="small withheld")]
    look = LOOKS[one.panel]
    for x, count in zip(at, one.counts, strict=True):
        if count:
            mark = shape(look, x=x, y=y, size=min(6 + 2.2 * sqrt(count), 14))
            number = text(str(count), x=x, y=y + 4, class_="count", anchor="middle")
            drawn.append(element("g", mark, number, class_=f"track-{look}"))
    return drawn


def _apart(one: Apart, *, x: Callable[[float], float], y: float) -> list[str]:
    drawn = _title(one.title, y=y, under=f"n = {one.raters_technical} and {one.raters_strategic}")
    found = (("technical", one.technical), ("strategic", one.strategic))
    stands = [(LOOKS[panel], x(value)) for panel, value in found if value is not None]
    apart = len(stands) == 2 and abs(stands[0][1] - stands[1][1])
    if apart:
        drawn.append(element("path", class_="span", d=f"M{stands[0][1]:.1f} {y:.1f}H{stands[1][1]:.1f}"))
    side_by_side = len(stands) == 2 and apart < 2 * MARK
    for number, (look, at) in enumerate(stands):
        aside = (number * 2 - 1) * MARK * 1.2 if side_by_side else 0
        drawn.append(element("g", shape(look, x=at + aside, y=y, size=MARK), class_=f"track-{look}"))
    return drawn
