"""A session as one person sees it: which of its cases, in which order, and what may be done.

Which cases is the disclosure table's word, asked for each of them: whoever sees a case's calibration notes is in the
room for it. A candidate does not find their own case here, not even in a count; whoever has a conflict with a case
finds its name and leaves the room for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from uuid import UUID

from waypost.calibration.agenda import AgendaCase, AgendaItem, Vote, agenda
from waypost.calibration.session import Offered, RoomRole, SessionFacts, State, offered
from waypost.promotion.disclosure import DisclosureFacts, Part, sees
from waypost.promotion.scorecard import Scorecard
from waypost.promotion.stages import Role, Stage
from waypost.web.calibration.models import Attendee, Entry, Preview, RoomOutcome, Session
from waypost.web.frameworks.reading import framework_of
from waypost.web.people.models import DutyKind, Person
from waypost.web.promotion.models import Case, Seat
from waypost.web.promotion.selectors.cases import Tie, roles_in, rounds_of, ties
from waypost.web.promotion.selectors.ratings import GivenReview, RoundKey, given_reviews_of, judges_of
from waypost.web.promotion.selectors.scorecards import scorecard_of
from waypost.web.promotion.selectors.sight import JUDGES, given

SETTLED = frozenset({RoomOutcome.CONFIRM.value, RoomOutcome.CHANGE.value})


@dataclass(frozen=True, slots=True)
class Line:
    """A case on the agenda. `item` is None before the room opens: how the previews fell is sealed until then."""

    entry: Entry
    item: AgendaItem | None
    vote: str
    outcome: str

    @property
    def case(self) -> Case:
        """The case."""
        return self.entry.case

    @property
    def why(self) -> str:
        """Why it stands where it stands, the first reason first."""
        return "; ".join(self.item.why) if self.item else ""


class Room:
    """One session for one person."""

    def __init__(self, session: Session, person: Person) -> None:
        self.session = session
        self.person = person

    @property
    def state(self) -> State:
        """Where the session stands."""
        return State(self.session.state)

    @cached_property
    def attendees(self) -> tuple[Person, ...]:
        """Who is in the room, by name."""
        rows = Attendee.objects.filter(session=self.session).select_related("person").order_by("person__name")
        return tuple(row.person for row in rows)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every case of the session, by the candidate's name. Not for showing: `seen`, `away` and `known` are."""
        rows = Entry.objects.filter(session=self.session).select_related(
            "case__candidate", "case__manager", "case__framework"
        )
        rows = rows.defer("case__packet", "case__framework__document", "case__framework__notes")
        return tuple(rows.order_by("case__candidate__name", "pk"))

    @cached_property
    def _ties(self) -> Mapping[UUID, tuple[Tie, ...]]:
        return ties(self.person, [entry.case_id for entry in self.entries])

    @cached_property
    def seen(self) -> tuple[Entry, ...]:
        """The cases the person is in the room for."""
        return tuple(entry for entry in self.entries if self._shown(entry))

    @property
    def away(self) -> tuple[Entry, ...]:
        """The cases the person leaves the room for."""
        if self.person not in self.attendees:
            return ()
        return tuple(e for e in self.entries if self._there(e) and not self.sees(e))

    @property
    def known(self) -> tuple[Entry, ...]:
        """What people operations see without being in the room: whose cases the session holds."""
        if not self.person.holds(DutyKind.PEOPLE_OPERATIONS) or self.person in self.attendees:
            return ()
        return tuple(entry for entry in self.entries if self._there(entry) and not self.sees(entry))

    def sees(self, entry: Entry) -> bool:
        """Whether the person is in the room for this case."""
        return entry.pk in self._seen_keys

    @cached_property
    def _seen_keys(self) -> frozenset[UUID]:
        return frozenset(entry.pk for entry in self.seen)

    def _shown(self, entry: Entry) -> bool:
        stage = next((one.stage for one in rounds_of(entry.case) if one.number == entry.round), None)
        if stage is None:
            return False
        # The notes of the room hang on role and stage alone, so that asking "did anything change?" reads no seat.
        return sees(Part.CALIBRATION_NOTES, roles=self.roles_on(entry), stage=stage, facts=DisclosureFacts())

    def roles_on(self, entry: Entry) -> frozenset[Role]:
        """What the person is to a case, in the round that is before the room."""
        return roles_in(entry.case, self.person, entry.round, self._ties.get(entry.case_id, ()))

    @cached_property
    def by_name(self) -> bool:
        """Whether raters may stand by name here: the room is open, every case is of a version that names raters, and
        this person is in the room for each of them.

        Withdrawn cases count. Who leaves for one case reads letters in all: with names they could follow a rater from
        case to case, and work out what was given in the one they leave for.
        """
        if self.state is State.PREVIEW or not self.entries:
            return False
        facts = DisclosureFacts(all_reviews_in=True, raters_named=True)
        return all(
            framework_of(entry.case.framework).process.names_raters
            and sees(Part.RATERS, roles=self.roles_on(entry), stage=Stage.IN_CALIBRATION, facts=facts)
            for entry in self.entries
        )

    def names_raters_of(self, entry: Entry) -> bool:
        """Whether this person reads by name who gave which rating of a case."""
        stage = next((one.stage for one in rounds_of(entry.case) if one.number == entry.round), None)
        if stage is None or not self.sees(entry):
            return False
        facts = DisclosureFacts(all_reviews_in=bool(self.reviews_on(entry)), raters_named=self.by_name)
        return sees(Part.RATERS, roles=self.roles_on(entry), stage=stage, facts=facts)

    @cached_property
    def rater_names(self) -> Mapping[UUID, str]:
        """Who sits or sat on a panel of a case of the session, by key; of nobody where raters stand by letter."""
        if not self.by_name:
            return {}
        rows = Seat.objects.filter(case__in=[entry.case_id for entry in self.entries], panel__in=JUDGES)
        return dict(rows.values_list("person", "person__name"))

    def leads(self, entry: Entry) -> bool:
        """Whether the person leads the room on this case: the session's facilitator, or the case's own."""
        if not self.sees(entry):
            return False
        return self.session.facilitator_id == self.person.pk or Role.FACILITATOR in self.roles_on(entry)

    def votes(self, entry: Entry) -> bool:
        """Whether the person is asked for a preview of this case."""
        return self.sees(entry) and Role.CALIBRATOR in self.roles_on(entry)

    @property
    def roles(self) -> frozenset[RoomRole]:
        """What the person is to the session; a candidate of one of its cases is nothing more than an attendee."""
        mine = {RoomRole.CALIBRATOR} if self.person in self.attendees else set()
        if any(entry.case.candidate_id == self.person.pk for entry in self.entries):
            return frozenset(mine)
        if self.session.facilitator_id == self.person.pk and self.person.is_active:
            mine.add(RoomRole.FACILITATOR)
        if self.person.holds(DutyKind.PEOPLE_OPERATIONS):
            mine.add(RoomRole.PEOPLE_OPERATIONS)
        return frozenset(mine)

    @property
    def facts(self) -> SessionFacts:
        """What the session's next step depends on."""
        here = [entry for entry in self.entries if in_calibration(entry)]
        return SessionFacts(
            cases=len(here),
            without_outcome=sum(not entry.outcome for entry in here),
            undecided=sum(entry.outcome in SETTLED for entry in here),
        )

    @property
    def steps(self) -> tuple[Offered, ...]:
        """What the person may do with the session now."""
        return offered(self.state, self.roles, self.facts)

    @cached_property
    def previews(self) -> Mapping[UUID, tuple[Preview, ...]]:
        """The previews of the cases the person is in the room for, by entry."""
        found: dict[UUID, list[Preview]] = {entry.pk: [] for entry in self.seen}
        for preview in Preview.objects.filter(entry__in=found).order_by("at", "pk"):
            found[preview.entry_id].append(preview)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def reviews(self) -> Mapping[RoundKey, tuple[GivenReview, ...]]:
        """The reviews of the cases the person is in the room for; sealed still where one of them is missing."""
        seats: dict[UUID, list[Seat]] = {entry.case_id: [] for entry in self.seen}
        rows = Seat.objects.filter(case__in=seats, panel__in=JUDGES).select_related("person", "review")
        for seat in rows.order_by("seated_at", "pk"):
            seats[seat.case_id].append(seat)
        judges = {}
        for entry in self.seen:
            sitting = judges_of(entry.case, entry.round, seats[entry.case_id])
            judges[entry.case_id, entry.round] = sitting if all(given(seat) for seat in sitting) else []
        return given_reviews_of(judges)

    def reviews_on(self, entry: Entry) -> tuple[GivenReview, ...]:
        """The reviews of one case."""
        return self.reviews[entry.case_id, entry.round]

    @cached_property
    def cards(self) -> Mapping[UUID, Scorecard]:
        """The scorecards of those cases, by entry."""
        return {entry.pk: scorecard_of(entry.case, self.reviews_on(entry)) for entry in self.seen}

    @cached_property
    def agenda(self) -> tuple[Line, ...]:
        """The cases the person is in the room for: by dispute once it is open, by name before."""
        by_key = {str(entry.pk): entry for entry in self.seen}
        if self.state is State.PREVIEW:
            return tuple(self._line(entry, None) for entry in self.seen)
        items = agenda([self._disputed(entry) for entry in self.seen])
        return tuple(self._line(by_key[item.case], item) for item in items)

    @property
    def stamp(self) -> str:
        """Changes when something changes that this person may see here, and never for anything else."""
        return f"{self.session.version}-{sum(entry.version for entry in self.seen)}"

    def _there(self, entry: Entry) -> bool:
        """Whether the name of a case may be said to this person: it is not theirs, and was not withdrawn."""
        case = entry.case
        return case.candidate_id != self.person.pk and case.stage != Stage.WITHDRAWN and case.round >= entry.round

    def _line(self, entry: Entry, item: AgendaItem | None) -> Line:
        own = next((one.vote for one in self.previews[entry.pk] if one.person_id == self.person.pk), "")
        outcome = str(RoomOutcome(entry.outcome).label) if entry.outcome else ""
        return Line(entry=entry, item=item, vote=own, outcome=outcome)

    def _disputed(self, entry: Entry) -> AgendaCase:
        card = self.cards[entry.pk]
        return AgendaCase(
            case=str(entry.pk),
            votes=tuple(Vote(one.vote) for one in self.previews[entry.pk]),
            spread=Fraction(card.widest_spread),
            divergence=card.divergence.apart,
            from_bar=card.from_bar,
        )


def in_calibration(entry: Entry) -> bool:
    """Whether the case is still before the room, in the round it was taken in."""
    return bool(entry.case.stage == Stage.IN_CALIBRATION and entry.case.round == entry.round)
