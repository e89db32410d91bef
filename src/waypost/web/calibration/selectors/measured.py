"""What was measured of a session, for somebody who may see it: cases on the scale, raters without names, the panels.

Who sees it is the disclosure table's word on *measures*, asked for each case. The candidate of any case of the session
sees nothing of what was measured in it, whatever else they are: their own ratings are in every number of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import floor
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from waypost.calibration.agenda import AgendaCase, Vote, agenda
from waypost.calibration.measured import Cycle, Measured, MeasuredCase, MeasuredRater, Reach, Statistic
from waypost.calibration.session import State
from waypost.calibration.telling import told_together
from waypost.framework.schema import Framework
from waypost.promotion.disclosure import DisclosureFacts, Extent, Part, sees
from waypost.report.pictures.intervals import Axis, Interval, draw_intervals
from waypost.web.calibration.models import Entry, Measurement, Session
from waypost.web.calibration.selectors.rooms import Room
from waypost.web.frameworks.reading import framework_of
from waypost.web.people.models import Person
from waypost.web.promotion.models import Case, Decision
from waypost.web.promotion.selectors.cases import rounds_of
from waypost.web.promotion.selectors.sight import Sight, sight_of

A_PAGE = 40  # cases on one page: its picture stays readable, and the page small


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


@dataclass(frozen=True, slots=True)
class RaterLine:
    """One rater: a letter of this page alone, and how severe they are; never how much or whom they rated."""

    letter: str
    severity: Numbers
    least: int
    says: str


@dataclass(frozen=True, slots=True)
class PanelRaters:
    """The raters of one panel, told one by one or, where a letter would be a name, not at all."""

    title: str
    raters: int
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


def measures_shown(room: Room) -> bool:
    """Whether anything that was measured may be shown to this person."""
    if any(entry.case.candidate_id == room.person.pk for entry in room.entries):
        return False
    return any(_shown(room, entry) for entry in room.seen)


def measurement_of(session: Session, number: int | None = None) -> Measurement | None:
    """A measurement by its number, or the last one; what pages do not show stays in the database."""
    rows = Measurement.objects.filter(session=session).defer("sheet", "tables").order_by("-number")
    return rows.filter(number=number).first() if number is not None else rows.first()


class MeasuredPage:
    """What was measured of a session, for somebody to whom `measures_shown` says yes."""

    def __init__(self, room: Room, number: int | None = None) -> None:
        self.room = room
        self.number = number

    @property
    def open(self) -> bool:
        """Whether the room is open: until then a preview is everybody's own reading."""
        return self.room.state is not State.PREVIEW

    @cached_property
    def row(self) -> Measurement | None:
        """The measurement on the page."""
        return measurement_of(self.room.session, self.number) if self.open else None

    @cached_property
    def value(self) -> Measured | None:
        """What it says."""
        return Measured.model_validate(self.row.result) if self.row is not None else None

    @cached_property
    def others(self) -> tuple[Measurement, ...]:
        """Every measurement of the session, the latest first, by number and day."""
        rows = Measurement.objects.filter(session=self.room.session).only("number", "made_at", "ratings", "engine")
        return tuple(rows.order_by("-number"))

    @property
    def framework(self) -> Framework:
        """The framework of the session's cases, for its scale."""
        return framework_of(self.room.seen[0].case.framework)

    def page(self, number: str) -> Page[Entry]:
        """A page of cases in the order of the agenda."""
        return Paginator(self._agenda, A_PAGE).get_page(number)

    def lines(self, entries: Sequence[Entry]) -> tuple[CaseLine, ...]:
        """These cases."""
        return tuple(self.line(entry) for entry in entries)

    def line(self, entry: Entry) -> CaseLine:
        """One case."""
        found = self.value.case(str(entry.pk)) if self.value is not None else None
        withheld = self.value.withheld if self.value is not None else ""
        return case_line(entry, found, withheld=withheld)

    @cached_property
    def _agenda(self) -> list[Entry]:
        """The cases as the agenda has them, by what was kept with the measurement: no review is read for it."""
        kept = {one.case: one for one in self.value.cases} if self.value is not None else {}
        by_key = {str(entry.pk): entry for entry in self.room.seen}
        items = agenda([self._disputed(key, kept[key]) for key in by_key if key in kept])
        return [by_key[item.case] for item in items] + [entry for key, entry in by_key.items() if key not in kept]

    def _disputed(self, key: str, kept: MeasuredCase) -> AgendaCase:
        return AgendaCase(
            case=key,
            votes=tuple(Vote(one.vote) for one in self.room.previews[UUID(key)]),
            spread=Fraction(kept.spread),
            divergence=Fraction(kept.divergence) if kept.divergence is not None else None,
            from_bar=Fraction(kept.from_bar) if kept.from_bar is not None else None,
        )

    def picture(self, lines: Sequence[CaseLine]) -> str:
        """These cases on the scale, or "" where none has a number."""
        return draw_cases(lines, self.framework, key="cases")

    @property
    def panels(self) -> tuple[PanelRaters, ...]:
        """The raters of each panel."""
        if self.value is None or self.value.withheld:
            return ()
        threshold = self.framework.process.small_groups.numbers
        titles = {"technical": _("Technical panel"), "strategic": _("Strategic panel")}
        return tuple(
            panel_of(
                title,
                [one for one in self.value.raters if one.panel == panel],
                threshold=threshold,
                salt=str(self.room.session.pk),
                key=f"raters-{panel}",
            )
            for panel, title in titles.items()
        )

    @property
    def alike(self) -> Numbers | None:
        """How alike the panels order the cases."""
        reach = self.value.panels.alike if self.value is not None else None
        return _numbers(reach, 2) if reach is not None else None

    @property
    def statistics(self) -> tuple[StatisticLine, ...]:
        """Agreement, and how far the measures carry."""
        if self.value is None:
            return ()
        found = {one.name: one for one in (*self.value.agreement, *self.value.reliability, *self.value.components)}
        return tuple(_statistic(asks, found[name], share) for name, asks, share in _asked() if name in found)

    @property
    def cycles(self) -> tuple[CycleLine, ...]:
        """The sessions before this one."""
        return tuple(_cycle(one) for one in self.value.cycles) if self.value is not None else ()


class CasePage:
    """What was measured of one case, for whoever sees measures of it: in the room, or deciding."""

    def __init__(self, entry: Entry, sight: Sight) -> None:
        self.entry = entry
        self.sight = sight

    @property
    def open(self) -> bool:
        """Whether the room is open, and with it what was measured."""
        return State(self.entry.session.state) is not State.PREVIEW

    @cached_property
    def row(self) -> Measurement | None:
        """The measurement the room saw last."""
        return measurement_of(self.entry.session) if self.open else None

    @cached_property
    def line(self) -> CaseLine:
        """The case."""
        return line_of(self.entry, self.row)

    @property
    def picture(self) -> str:
        """The case on the scale."""
        return draw_cases((self.line,), framework_of(self.entry.case.framework), key="case")

    @property
    def decided(self) -> bool:
        """Whether a decision this person sees refers to this measurement."""
        if self.row is None or self.sight.extent_in(Part.DECISION, self.entry.round) is None:
            return False
        decided = Decision.objects.filter(case=self.entry.case_id, round=self.entry.round, decided_at__isnull=False)
        return decided.filter(measured=self.row.hash).exists()


def case_page(person: Person, key: UUID) -> CasePage | None:
    """What was measured of one case for this person; None for whoever does not see it."""
    rows = Entry.objects.select_related("session", "case__candidate", "case__manager", "case__framework")
    rows = rows.defer("case__packet", "case__framework__document", "case__framework__notes")
    entry = rows.filter(pk=key, case__in=Case.objects.visible_to(person)).first()
    if entry is None or Entry.objects.filter(session=entry.session_id, case__candidate=person).exists():
        return None
    sight = sight_of(entry.case, person)
    return CasePage(entry, sight) if sight.extent_in(Part.MEASURES, entry.round) is Extent.ALL else None


def line_of(entry: Entry, row: Measurement | None) -> CaseLine:
    """One case in a measurement, or without any yet."""
    value = Measured.model_validate(row.result) if row is not None else None
    found = value.case(str(entry.pk)) if value is not None else None
    return case_line(entry, found, withheld=value.withheld if value is not None else "")


def case_line(entry: Entry, found: MeasuredCase | None, *, withheld: str) -> CaseLine:
    """One case in words and numbers."""
    framework = framework_of(entry.case.framework)
    bar = framework.bar
    if found is None:
        says = withheld or _("Its ratings are not measured yet.")
        return CaseLine(entry, 0, 0, None, "", bar.title, bar.value, None, 0, "", says, says)
    fair = _on_scale(found.fair, framework) if found.fair is not None else None
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


def panel_of(title: str, raters: Sequence[MeasuredRater], *, threshold: int, salt: str, key: str) -> PanelRaters:
    """The raters of a panel under letters that say nothing: of this session alone, in an order nobody can foresee."""
    known = [(one, one.severity) for one in raters if one.severity is not None]
    known.sort(key=lambda pair: hashlib.sha256(f"{salt}:{pair[0].rater}".encode()).hexdigest())
    told = told_together([(one.n, reach.high - reach.value) for one, reach in known], threshold=threshold)
    if told is None:
        says = _("Fewer than %(n)d raters of this panel rated enough to be told one by one: a letter would be a name.")
        return PanelRaters(title, len(raters), (), "", says % {"n": threshold})
    lines, drawn = [], []
    for place, ((_one, reach), together) in enumerate(zip(known, told, strict=True)):
        value = round(reach.value, 1)
        low, high = value - together.half, value + together.half
        letter = _("Rater %(letter)s") % {"letter": _letter(place)}
        says = _("severe") if low > 0 else _("lenient") if high < 0 else ""
        numbers = Numbers(_signed(value), _signed(low), _signed(high))
        lines.append(RaterLine(letter, numbers, together.least, says))
        drawn.append(Interval(title=letter, value=value, low=low, high=high, note=f"n ≥ {together.least}"))
    picture = draw_intervals(
        drawn,
        axis=Axis(low_words=_("lenient"), high_words=_("severe"), marks=((0.0, _("middle")),)),
        title=_("How severe the raters of the panel are"),
        says=_("Each line is one rater against the middle of their panel. The table has the same numbers."),
        key=key,
    )
    return PanelRaters(title, len(raters), tuple(lines), picture, "")


def _shown(room: Room, entry: Entry) -> bool:
    stage = next((one.stage for one in rounds_of(entry.case) if one.number == entry.round), None)
    # Whoever is in the room for a case, is there because its reviews are in.
    facts = DisclosureFacts(all_reviews_in=True)
    return stage is not None and sees(Part.MEASURES, roles=room.roles_on(entry), stage=stage, facts=facts)


def _on_scale(reach: Reach, framework: Framework) -> Numbers:
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


def _cycle(one: Cycle) -> CycleLine:
    differs = None
    says = one.withheld
    if one.differs is not None:
        differs = _numbers(one.differs, 2)
        says = (
            _("The cases stand higher now.")
            if one.differs.low > 0
            else _("The cases stand lower now.")
            if one.differs.high < 0
            else _("No difference that chance would not make.")
        )
    return CycleLine(one, differs, says)


def _numbers(reach: Reach, digits: int) -> Numbers:
    return Numbers(*(_signed(one, digits) for one in (reach.value, reach.low, reach.high)))


def _signed(number: float, digits: int = 1) -> str:
    said = f"{number:+.{digits}f}".replace("-", "−")
    return said[1:] if not said.strip("+−0.") else said


def _letter(place: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place % 26] * (place // 26 + 1)
