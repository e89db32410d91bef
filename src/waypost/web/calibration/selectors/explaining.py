"""The example of the page that explains measures: three invented cases, and the least that a number needs."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from waypost.calibration import telling
from waypost.report.pictures.intervals import Axis, Interval, draw_intervals


@dataclass(frozen=True, slots=True)
class Example:
    """A picture with its table, and the least that a number needs."""

    picture: str
    heads: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    cases: int = telling.LEAST_CASES
    raters: int = telling.LEAST_RATERS
    ratings: int = telling.LEAST_RATINGS
    case_raters: int = telling.LEAST_RATERS_OF_A_CASE
    case_ratings: int = telling.LEAST_RATINGS_OF_A_CASE


def example() -> Example:
    """The example."""
    cases = ((_("North"), "1.9", 2.1, 1.8, 2.4), (_("South"), "1.9", 1.7, 1.3, 2.1), (_("West"), "1.4", 1.4, 1.0, 1.8))
    picture = draw_intervals(
        [Interval(title=name, value=value, low=low, high=high, note="n 24") for name, _m, value, low, high in cases],
        axis=Axis(low_words=_("not seen"), high_words=_("beyond"), least=0, most=3, marks=((2.0, _("bar")),)),
        title=_("Three invented cases"),
        says=_("North 2.1 from 1.8 to 2.4, South 1.7 from 1.3 to 2.1, West 1.4 from 1.0 to 1.8; the bar is 2."),
        key="example",
    )
    heads = (_("Case"), _("Mean as rated"), _("By average raters"), _("Interval"))
    lines = tuple((name, mean, str(value), f"{low}–{high}") for name, mean, value, low, high in cases)
    return Example(picture=picture, heads=heads, lines=lines)
