"""One case as it was measured, in words and numbers: against the bar, with other raters, by the two panels."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from math import floor

from django.utils.translation import gettext as _

from waypost.calibration.measured import MeasuredCase, Reach
from waypost.framework.schema import Framework
from waypost.report.pictures.intervals import Axis, Interval, draw_intervals
from waypost.web.calibration.models import Entry
from waypost.web.frameworks.reading import framework_of


@dataclass(frozen=True, slots=True)
class Numbers:
    """A value and the ends of its interval, as they are written."""

    value: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case as it is told. `bar` is "above", "below" or "open": where the bar lies against the interval."""

    entry: Entry
    n: int
    raters: int
    fair: Numbers | None
    bar: str
    bar_title: str
    bar_value: int
    swap: Numbers | None
    swap_raters: int
    panels: str
    withheld: str
    swap_withheld: str

    @property
    def stamp(self) -> str:
        """Changes when something that is told of the case changes, and never for anything else."""
        told = (getattr(self, one.name) for one in fields(self) if one.name != "entry")
        return hashlib.sha256(repr(tuple(told)).encode()).hexdigest()[:12]


def case_line(entry: Entry, found: MeasuredCase | None, *, withheld: str) -> CaseLine:
    """One case in words and numbers."""
    framework = framework_of(entry.case.framework)
    bar = framework.bar
    if found is None:
        says = withheld or _("Its ratings are not measured yet.")
        return CaseLine(entry, 0, 0, None, "", bar.title, bar.value, None, 0, "", says, says)
    fair = numbers_on_scale(found.fair, framework) if found.fair is not None else None
    place = [point.key for point in framework.scale].index(bar.key)
    return CaseLine(
        entry=entry,
        n=found.n,
        raters=found.raters,
        fair=fair,
        bar=_against_bar(found.fair, place),
        bar_title=bar.title,
        bar_value=bar.value,
        swap=_chance(found.swap),
        swap_raters=found.swap_raters,
        panels=_panels(found.apart) if found.apart is not None else found.apart_withheld,
        withheld=found.withheld,
        swap_withheld=found.swap_withheld,
    )


def draw_cases(lines: Sequence[CaseLine], framework: Framework, *, key: str) -> str:
    """Cases on the scale as a picture, "" where none has a number."""
    if not any(line.fair for line in lines):
        return ""
    scale = framework.scale
    return draw_intervals(
        [_interval(line) for line in lines],
        axis=Axis(
            low_words=scale[0].title,
            high_words=scale[-1].title,
            least=float(scale[0].value),
            most=float(scale[-1].value),
            marks=((float(framework.bar.value), _("bar")),),
        ),
        title=_("What average raters would have given"),
        says=_("Each line is one case; the mark is the value, the line its interval. The table has the same numbers."),
        key=key,
    )


def numbers_on_scale(reach: Reach, framework: Framework) -> Numbers:
    return Numbers(*(_point(one, framework) for one in (reach.value, reach.low, reach.high)))


def _point(place: float, framework: Framework) -> str:
    """Two decimals, never rounded up to a bar that is not reached."""
    return f"{floor(on_scale(place, framework) * 100) / 100:.2f}"


def on_scale(place: float, framework: Framework) -> float:
    """A place between two points of the scale as a number between theirs."""
    scale = framework.scale
    below = min(max(int(place), 0), len(scale) - 2)
    low, high = scale[below].value, scale[below + 1].value
    return low + (place - below) * (high - low)


def _interval(line: CaseLine) -> Interval:
    name = line.entry.case.candidate.name
    if line.fair is None:
        return Interval(title=name, withheld=_("too few ratings to say"))
    value, low, high = (float(one) for one in (line.fair.value, line.fair.low, line.fair.high))
    return Interval(title=name, value=value, low=low, high=high, note=f"n {line.n}")


def _against_bar(fair: Reach | None, bar: int) -> str:
    if fair is None:
        return ""
    return "above" if fair.low >= bar else "below" if fair.high < bar else "open"


def _chance(swap: Reach | None) -> Numbers | None:
    """In steps of five per cent: more would look like knowledge. Nothing is told to be certain."""
    if swap is None:
        return None
    return Numbers(*(_per_cent(one) for one in (swap.value, swap.low, swap.high)))


def _per_cent(chance: float) -> str:
    fives = round(chance * 20) * 5
    return _("over 95") if fives > 95 else _("under 5") if fives < 5 else str(fives)


def _panels(apart: Reach) -> str:
    if apart.low > 0:
        return _("The technical panel sees more in it than the strategic one, each against its view of the others.")
    if apart.high < 0:
        return _("The strategic panel sees more in it than the technical one, each against its view of the others.")
    return _("The panels do not differ about it by more than chance would make them.")
