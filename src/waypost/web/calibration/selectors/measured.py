"""What was measured of a session, for somebody who may see it: cases on the scale, how raters rate, the panels.

Who sees it is the disclosure table's word on *measures*, asked for each case. The candidate of any case of the session
sees nothing of what was measured in it, whatever else they are: their own ratings are in every number of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from waypost.calibration.agenda import AgendaCase, Vote, agenda
from waypost.calibration.measured import Measured, MeasuredCase
from waypost.calibration.session import State
from waypost.framework.schema import Framework
from waypost.promotion.disclosure import DisclosureFacts, Extent, Part, sees
from waypost.promotion.stages import Stage
from waypost.web.calibration.models import Entry, Measurement, Session
from waypost.web.calibration.selectors.measured_cases import CaseLine, Numbers, case_line, draw_cases
from waypost.web.calibration.selectors.measured_raters import (
    CycleLine,
    PanelRaters,
    StatisticLine,
    cycle_line,
    panel_of,
    signed,
    statistics_of,
)
from waypost.web.calibration.selectors.rooms import Room
from waypost.web.calibration.selectors.sheets import token_of
from waypost.web.frameworks.reading import framework_of
from waypost.web.people.models import Person
from waypost.web.promotion.models import Case, Decision
from waypost.web.promotion.selectors.cases import rounds_of
from waypost.web.promotion.selectors.sight import Sight, sight_of

_UNTOLD: dict[str, Any] = {"mean": None, "differs": None, "bar": None, "moved": None, "bar_withheld": ""}

A_PAGE = 40  # cases on one page: its picture stays readable, and the page small


def measures_shown(room: Room) -> bool:
    """Whether anything that was measured may be shown to this person."""
    if any(entry.case.candidate_id == room.person.pk for entry in room.entries):
        return False
    return any(_shown(room, entry) for entry in room.seen)


def sees_whole(room: Room, measured: Measured | None) -> bool:
    """Whether what rests on all cases may be told: not where the few that are hidden could be taken out of it."""
    here = {str(entry.pk) for entry in room.entries if entry.case.stage != Stage.WITHDRAWN}
    kept = {one.case for one in measured.cases} if measured is not None else set()
    hidden = (here | kept) - {str(entry.pk) for entry in room.seen}
    if not hidden:
        return True
    return bool(room.seen) and len(hidden) >= _threshold(room)


def words_for(room: Room, measured: Measured | None) -> str:
    """Why there is no number at all, or ""; without what it says of cases that are hidden from this person."""
    if measured is None or not measured.withheld or sees_whole(room, measured):
        return measured.withheld if measured is not None else ""
    return _("The ratings of this session are not told in numbers.")


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
        return case_line(entry, found, withheld=self.withheld)

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
    def whole(self) -> bool:
        """Whether what rests on all cases may be told, which measurement it is among them."""
        return sees_whole(self.room, self.value)

    @cached_property
    def withheld(self) -> str:
        """Why there is no number at all, or ""."""
        return words_for(self.room, self.value)

    @property
    def panels(self) -> tuple[PanelRaters, ...]:
        """The raters of each panel."""
        if self.value is None or self.value.withheld:
            return ()
        threshold = _threshold(self.room)
        titles = {"technical": _("Technical panel"), "strategic": _("Strategic panel")}
        names = {token_of(key): name for key, name in self.room.rater_names.items()} if self.room.by_name else None
        return tuple(
            panel_of(
                title,
                [one for one in self.value.raters if one.panel == panel],
                threshold=threshold,
                salt=str(self.room.session.pk),
                key=f"raters-{panel}",
                names=names,
            )
            for panel, title in titles.items()
        )

    @property
    def alike(self) -> Numbers | None:
        """How alike the panels order the cases."""
        reach = self.value.panels.alike if self.value is not None else None
        return signed(reach) if reach is not None else None

    @property
    def statistics(self) -> tuple[StatisticLine, ...]:
        """Agreement, and how far the measures carry."""
        return statistics_of(self.value) if self.value is not None else ()

    @property
    def cycles(self) -> tuple[CycleLine, ...]:
        """The sessions before this one; not what was measured of one that held a case of this person's own."""
        cycles = self.value.cycles if self.value is not None else ()
        rows = Entry.objects.filter(case__candidate=self.room.person)
        own = {str(key) for key in rows.values_list("session", flat=True)}
        says = _("You were a candidate in it.")
        told = (one.model_copy(update=_UNTOLD | {"withheld": says}) if one.session in own else one for one in cycles)
        return tuple(cycle_line(one, self.framework) for one in told)


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
    def value(self) -> Measured | None:
        """What it says."""
        return Measured.model_validate(self.row.result) if self.row is not None else None

    @cached_property
    def room(self) -> Room:
        """The session as this person sees it."""
        return Room(self.entry.session, self.sight.person)

    @property
    def whole(self) -> bool:
        """Whether it may be told which measurement this is: each is made because a rating of some case changed."""
        return sees_whole(self.room, self.value)

    @cached_property
    def line(self) -> CaseLine:
        """The case."""
        return line_for(self.room, self.entry, self.value)

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


def line_for(room: Room, entry: Entry, measured: Measured | None) -> CaseLine:
    """One case in a measurement, or without any yet."""
    found = measured.case(str(entry.pk)) if measured is not None else None
    return case_line(entry, found, withheld=words_for(room, measured))


def case_page(person: Person, key: UUID) -> CasePage | None:
    """What was measured of one case for this person; None for whoever does not see it."""
    rows = Entry.objects.select_related("session", "case__candidate", "case__manager", "case__framework")
    rows = rows.defer("case__packet", "case__framework__document", "case__framework__notes")
    entry = rows.filter(pk=key, case__in=Case.objects.visible_to(person)).first()
    if entry is None or Entry.objects.filter(session=entry.session_id, case__candidate=person).exists():
        return None
    sight = sight_of(entry.case, person)
    return CasePage(entry, sight) if sight.extent_in(Part.MEASURES, entry.round) is Extent.ALL else None


def _threshold(room: Room) -> int:
    return max(framework_of(entry.case.framework).process.small_groups.numbers for entry in room.seen)


def _shown(room: Room, entry: Entry) -> bool:
    stage = next((one.stage for one in rounds_of(entry.case) if one.number == entry.round), None)
    # Whoever is in the room for a case, is there because its reviews are in.
    facts = DisclosureFacts(all_reviews_in=True)
    return stage is not None and sees(Part.MEASURES, roles=room.roles_on(entry), stage=stage, facts=facts)
