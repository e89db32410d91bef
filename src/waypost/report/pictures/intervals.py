"""Numbers with their intervals, one beneath the other on one axis: a mark for the value, a line for its reach."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import floor, isfinite, log10

from waypost.report.pictures.svg import element, picture, text, wrapped

LABEL = 200  # room for a line's title
AXIS = 460
NOTE = 96  # room for what stands behind a line
ROW, GROUP, HEAD = 26, 30, 40
TITLE_SIGNS = 28
_STEPS = (1.0, 2.0, 2.5, 5.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """One line.

    value, low, high: on the axis; None for all three where `withheld` says why nothing is shown. note: a few words
    behind it, as a rule its n. group: lines of one group stand under its name; an empty one has no name.
    """

    title: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    note: str = ""
    group: str = ""
    withheld: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """What the lines stand on: in words at its two ends, and the values that are marked across all lines.

    least, most: what it must reach at least. marks: (value, words) of lines across, such as a bar.
    """

    low_words: str = ""
    high_words: str = ""
    least: float | None = None
    most: float | None = None
    marks: tuple[tuple[float, str], ...] = ()


def draw_intervals(lines: Sequence[Interval], *, axis: Axis, title: str, says: str, key: str = "intervals") -> str:
    """The picture as SVG, lines in the order given.

    `title` and `says` are for a screen reader; `key` is unique on the page. ValueError for a value outside of its own
    interval or not finite.
    """
    for line in lines:
        _refuse_nonsense(line)
    ticks = ticks_over(_reach(lines, axis))
    rows = list(_rows(lines))
    height = HEAD + sum(GROUP if isinstance(row, str) else ROW for row in rows) + 4

    def x(value: float) -> float:
        return LABEL + (value - ticks[0]) / (ticks[-1] - ticks[0]) * AXIS

    return picture(
        *_ground(ticks, axis, x, height),
        *_drawn(rows, x),
        key=key,
        width=LABEL + AXIS + NOTE,
        height=height,
        title=title,
        says=says,
        class_="intervals",
    )


def ticks_over(reach: tuple[float, float]) -> tuple[float, ...]:
    """Round numbers, four to nine of them, the first at or below and the last at or above what has to be reached."""
    low, high = reach
    if high - low < 1e-9:
        low, high = low - 1, high + 1
    raw = (high - low) / 6
    unit = 10.0 ** floor(log10(raw))
    step = next((unit * one for one in _STEPS if unit * one >= raw), unit * 10)
    first, last = floor(low / step + 1e-9), -floor(-high / step + 1e-9)
    return tuple(round(step * number, 10) for number in range(first, last + 1))


def _refuse_nonsense(line: Interval) -> None:
    given = (line.low, line.value, line.high)
    if line.withheld:
        return
    if any(one is None or not isfinite(one) for one in given):
        raise ValueError(f"{line.title}: a line needs a value and both ends of its interval, or why it is withheld")
    low, value, high = given
    if not low <= value <= high:  # type: ignore[operator]
        raise ValueError(f"{line.title}: {value} is outside of its interval, {low} to {high}")


def _reach(lines: Sequence[Interval], axis: Axis) -> tuple[float, float]:
    ends = [end for line in lines if not line.withheld for end in (line.low, line.high) if end is not None]
    ends += [end for end in (axis.least, axis.most, *(value for value, _ in axis.marks)) if end is not None]
    return (min(ends), max(ends)) if ends else (-1.0, 1.0)


def _rows(lines: Sequence[Interval]) -> Iterator[Interval | str]:
    """The lines, with the name of a group before its first."""
    before = ""
    for line in lines:
        if line.group != before:
            before = line.group
            if before:
                yield before
        yield line


def _ground(ticks: tuple[float, ...], axis: Axis, x: Callable[[float], float], height: float) -> Iterator[str]:
    for tick in ticks:
        yield element("path", class_="grid", d=f"M{x(tick):.1f} {HEAD - 6}V{height:.1f}")
        yield text(f"{tick:g}".replace("-", "−"), x=x(tick), y=HEAD - 12, class_="small", anchor="middle")
    yield text(axis.low_words, x=LABEL, y=12, class_="small")
    yield text(axis.high_words, x=LABEL + AXIS, y=12, class_="small", anchor="end")
    for value, words in axis.marks:
        yield element("path", class_="bar-line", d=f"M{x(value):.1f} {HEAD - 8}V{height:.1f}")
        yield text(words, x=x(value), y=12, class_="small", anchor="middle")


def _drawn(rows: Sequence[Interval | str], x: Callable[[float], float]) -> Iterator[str]:
    y = float(HEAD)
    for row in rows:
        if isinstance(row, str):
            yield text(row, x=0, y=y + GROUP - 9, class_="strong")
            y += GROUP
            continue
        middle = y + ROW / 2
        yield text("".join(wrapped(row.title, signs=TITLE_SIGNS, lines=1)), x=0, y=middle + 4)
        yield from _withheld(row, middle) if row.withheld else _line(row, x, middle)
        y += ROW


def _withheld(row: Interval, middle: float) -> Iterator[str]:
    yield text(row.withheld, x=LABEL + 12, y=middle + 4, class_="small withheld")


def _line(row: Interval, x: Callable[[float], float], middle: float) -> Iterator[str]:
    low, value, high = (x(one) for one in (row.low, row.value, row.high) if one is not None)
    yield element("path", class_="reach", d=f"M{low:.1f} {middle:.1f}H{high:.1f}")
    yield element("path", class_="reach", d=f"M{low:.1f} {middle - 4:.1f}v8M{high:.1f} {middle - 4:.1f}v8")
    yield element("circle", class_="value", cx=value, cy=middle, r=4.5)
    yield text(row.note, x=LABEL + AXIS + 14, y=middle + 4, class_="small")
