"""How raters rate, as it was measured: severity by letter or by name, the cycles before, agreement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from waypost.calibration.measured import Cycle, Measured, MeasuredRater, Reach, Statistic
from waypost.calibration.telling import told_together
from waypost.framework.schema import Framework
from waypost.report.pictures.intervals import Axis, Interval, draw_intervals
from waypost.web.calibration.selectors.measured_cases import Numbers, numbers_on_scale


@dataclass(frozen=True, slots=True)
class RaterLine:
    """One rater, and how severe they are: by a letter of this page alone, or by name where the framework names raters.

    least: by letter they gave at least so many ratings, which is told in groups; by name exactly so many.
    """

    title: str
    severity: Numbers
    least: int
    says: str


@dataclass(frozen=True, slots=True)
class PanelRaters:
    """The raters of one panel, told one by one, or not at all where they are too few for that."""

    title: str
    raters: int
    named: bool
    lines: tuple[RaterLine, ...]
    picture: str
    withheld: str


@dataclass(frozen=True, slots=True)
class StatisticLine:
    """One number about all ratings, as the answer to a question."""

    asks: str
    value: str
    low: str
    high: str
    n: int


@dataclass(frozen=True, slots=True)
class CycleLine:
    """An earlier session of the band against the present one."""

    cycle: Cycle
    differs: Numbers | None
    says: str
    bar: Numbers | None
    bar_says: str


def panel_of(
    title: str,
    raters: Sequence[MeasuredRater],
    *,
    threshold: int,
    salt: str,
    key: str,
    names: Mapping[str, str] | None = None,
) -> PanelRaters:
    """The raters of a panel under letters that say nothing, of this session alone and in an order nobody can foresee.

    Where there are `names`, by what they stand under in the measurement, under these. Fewer than `threshold` are not
    told one by one in either case.
    """
    known = [(one, one.points) for one in raters if one.points is not None]
    named = names is not None and all(one.rater in names for one, _reach in known)
    if len(known) < threshold:
        return PanelRaters(title, len(raters), named, (), "", _too_few(threshold, named=named))
    told = _by_name(known, names) if named and names is not None else _by_letter(known, threshold=threshold, salt=salt)
    lines = tuple(
        RaterLine(who, signed(reach), n, _("severe") if reach.low > 0 else _("lenient") if reach.high < 0 else "")
        for who, reach, n in told
    )
    note = "n %d" if named else "n ≥ %d"
    picture = draw_intervals(
        [
            Interval(title=who, value=reach.value, low=reach.low, high=reach.high, note=note % n)
            for who, reach, n in told
        ],
        axis=Axis(low_words=_("lenient"), high_words=_("severe"), marks=((0.0, _("middle")),)),
        title=_("How severe the raters of the panel are"),
        says=_("Each line is one rater against the middle of their panel. The table has the same numbers."),
        key=key,
    )
    return PanelRaters(title, len(raters), named, lines, picture, "")


_Known = Sequence[tuple[MeasuredRater, Reach]]
_Told = list[tuple[str, Reach, int]]  # what a rater is called, how severe, and how many ratings are told of them


def _by_letter(known: _Known, *, threshold: int, salt: str) -> _Told:
    """In groups that gave about as many ratings, each as wide as the widest, so that neither says who it is."""
    # With the server's secret: people's keys stand in addresses, so that anybody could work out a plain digest.
    order = sorted(known, key=lambda pair: salted_hmac(salt, pair[0].rater, algorithm="sha256").hexdigest())
    halves = [(one.n, max(reach.high - reach.value, reach.value - reach.low)) for one, reach in order]
    found: _Told = []
    for place, ((_one, reach), group) in enumerate(
        zip(order, told_together(halves, threshold=threshold) or (), strict=True)
    ):
        value = round(reach.value * 20) / 20  # finer steps would lead to a rater
        around = Reach(value=value, low=value - group.half, high=value + group.half)
        found.append((_("Rater %(letter)s") % {"letter": _letter(place)}, around, group.least))
    return found


def _by_name(known: _Known, names: Mapping[str, str]) -> _Told:
    """Each with their own interval and count: under a name, another's would be said of somebody it is not true of."""
    order = sorted(known, key=lambda pair: (names[pair[0].rater].casefold(), pair[0].rater))
    return [(names[one.rater], reach, one.n) for one, reach in order]


def _too_few(threshold: int, *, named: bool) -> str:
    if named:
        says = _("Fewer than %(n)d raters of this panel rated enough: no numbers are told of so few, by name either.")
    else:
        says = _("Fewer than %(n)d raters of this panel rated enough to be told one by one: a letter would be a name.")
    return says % {"n": threshold}


def statistics_of(measured: Measured) -> tuple[StatisticLine, ...]:
    """Agreement, and how far the measures carry."""
    found = {one.name: one for one in (*measured.agreement, *measured.reliability, *measured.components)}
    return tuple(_statistic(asks, found[name], share) for name, asks, share in _asked() if name in found)


def _asked() -> tuple[tuple[str, str, bool], ...]:
    """The statistics that are told: the engine's name, the question it answers, and whether it is a share."""
    return (
        ("exact agreement", _("How often do two raters of a case give the same point?"), True),
        ("expected exact agreement", _("How often would they, judging by themselves?"), True),
        ("agreement within one", _("How often are they at most one point apart?"), True),
        ("weighted kappa", _("How far do they agree beyond chance? 1 is wholly, 0 not at all"), False),
        ("candidate reliability", _("How much of the differences between measures lies between people?"), True),
        ("candidate", _("How far do people lie from their middle, in points of the scale?"), False),
        ("rater", _("How far do raters’ bars, in points?"), False),
        ("halo", _("How far does what one rater sees in one person, beyond both, in points?"), False),
    )


def _statistic(asks: str, found: Statistic, share: bool) -> StatisticLine:
    def said(number: float | None) -> str:
        if number is None:
            return ""
        return f"{round(number * 100)}\u00a0%" if share else f"{number:.2f}"

    value = said(found.value) or _("too few ratings to say")
    return StatisticLine(asks, value, said(found.low), said(found.high), found.n)


def cycle_line(one: Cycle, framework: Framework) -> CycleLine:
    """The line of an earlier session; where its bar lay is told in the numbers of the framework's scale."""
    differs = None
    says = one.withheld
    if one.differs is not None:
        differs = signed(one.differs)
        says = (
            _("The cases stand higher now.")
            if one.differs.low > 0
            else _("The cases stand lower now.")
            if one.differs.high < 0
            else _("No difference that chance would not make.")
        )
    bar = numbers_on_scale(one.bar, framework) if one.bar is not None else None
    return CycleLine(one, differs, says, bar, _bar_says(one))


def _bar_says(one: Cycle) -> str:
    """What the decisions of an earlier session say of its bar; a withheld cycle has said why already."""
    if one.bar is None or one.moved is None:
        return one.bar_withheld
    if one.moved.low > 0:
        return _("The bar was higher than the cycle before.")
    if one.moved.high < 0:
        return _("The bar was lower than the cycle before.")
    return _("The bar did not move by more than chance.")


def signed(reach: Reach) -> Numbers:
    return Numbers(*(_signed(one) for one in (reach.value, reach.low, reach.high)))


def _signed(number: float) -> str:
    said = f"{number:+.2f}".replace("-", "−")
    return said[1:] if not said.strip("+−0.") else said


def _letter(place: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place % 26] * (place // 26 + 1)
