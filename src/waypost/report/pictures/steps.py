"""Where each point of the scale begins, criterion by criterion: the thresholds on the axis of the measures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from waypost.report.pictures.intervals import ticks_over
from waypost.report.pictures.svg import element, picture, text, wrapped

LABEL, AXIS = 200, 520
ROW, HEAD = 34, 42
MARK = 9
TITLE_SIGNS = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """One criterion.

    thresholds: where point 1, point 2, ... becomes as likely as the one below it. unused: points that nobody gave,
    whose threshold rests on the other criteria and is drawn hollow.
    """

    title: str
    thresholds: tuple[float, ...]
    unused: frozenset[int] = frozenset()


def draw_steps(
    lines: Sequence[Steps], *, low_words: str, high_words: str, title: str, says: str, key: str = "steps"
) -> str:
    """One line per criterion, one numbered mark per threshold. Marks that would lie on another stand above or below."""
    found = [value for line in lines for value in line.thresholds]
    ticks = ticks_over((min(found, default=-1.0), max(found, default=1.0)))
    height = HEAD + ROW * len(lines) + 4

    def x(value: float) -> float:
        return LABEL + MARK + (value - ticks[0]) / (ticks[-1] - ticks[0]) * AXIS

    return picture(
        *_ground(ticks, x, height),
        text(low_words, x=LABEL + MARK, y=12, class_="small"),
        text(high_words, x=LABEL + MARK + AXIS, y=12, class_="small", anchor="end"),
        *(part for number, line in enumerate(lines) for part in _line(line, x, HEAD + ROW * (number + 0.5))),
        key=key,
        width=LABEL + AXIS + 3 * MARK,
        height=height,
        title=title,
        says=says,
        class_="steps",
    )


def _ground(ticks: Sequence[float], x: Callable[[float], float], height: float) -> Iterator[str]:
    for tick in ticks:
        yield element("path", class_="grid", d=f"M{x(tick):.1f} {HEAD - 6}V{height:.1f}")
        yield text(f"{tick:g}".replace("-", "−"), x=x(tick), y=HEAD - 12, class_="small", anchor="middle")


def _line(line: Steps, x: Callable[[float], float], y: float) -> Iterator[str]:
    yield text("".join(wrapped(line.title, signs=TITLE_SIGNS, lines=1)), x=0, y=y + 4)
    before, aside = float("-inf"), 0.0
    for point, value in enumerate(line.thresholds, 1):
        at = x(value)
        aside = 0.0 if abs(at - before) >= 2 * MARK else (-MARK * 0.8 if aside >= 0 else MARK * 0.8)
        before = at
        look = "step unused" if point in line.unused else "step"
        yield element("circle", class_=look, cx=at, cy=y + aside, r=MARK)
        number = "step-number unused" if point in line.unused else "step-number"
        yield text(str(point), x=at, y=y + aside + 4, class_=number, anchor="middle")
