"""How much of a case one person sees now: the disclosure table asked once for each round, with the facts it wants."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from waypost.promotion.disclosure import DisclosureFacts, Extent, Part, visible_parts
from waypost.promotion.stages import Role, Stage
from waypost.web.people.models import Person
from waypost.web.promotion.models import Case, PanelName, Seat
from waypost.web.promotion.selectors.cases import Round, Tie, roles_in, rounds_of, ties

JUDGES = frozenset({PanelName.TECHNICAL.value, PanelName.STRATEGIC.value})


@dataclass(frozen=True, slots=True)
class RoundSight:
    """One round: the roles of the person in it, and how much of each part they give."""

    round: Round
    roles: frozenset[Role]
    parts: Mapping[Part, Extent]


@dataclass(frozen=True, slots=True)
class Sight:
    """What one person sees of one case. `seats` are all seats of all rounds, with people and reviews, left ones too."""

    case: Case
    person: Person
    rounds: tuple[RoundSight, ...]
    seats: tuple[Seat, ...]

    @property
    def roles(self) -> frozenset[Role]:
        """The roles in the present round, which are the ones that may move the case."""
        return self.rounds[-1].roles

    @property
    def anything(self) -> bool:
        """Whether the person sees any part at all; if not, the case does not exist for them."""
        return any(sight.parts for sight in self.rounds)

    def extent(self, part: Part) -> Extent | None:
        """How much of a part is seen in the round that shows most of it; None for nothing."""
        return max((sight.parts[part] for sight in self.rounds if part in sight.parts), default=None)

    def sees(self, part: Part, extent: Extent = Extent.OWN) -> bool:
        """Whether at least `extent` of the part is seen in some round."""
        found = self.extent(part)
        return found is not None and found >= extent

    def rounds_of(self, part: Part) -> tuple[int, ...]:
        """The rounds whose part is seen; what belongs to a round (reviews, decision, ...) is loaded for these alone."""
        return tuple(sight.round.number for sight in self.rounds if part in sight.parts)

    def extent_in(self, part: Part, number: int) -> Extent | None:
        """How much of a part of one round is seen."""
        return next((s.parts.get(part) for s in self.rounds if s.round.number == number), None)

    def seated(self, number: int | None = None) -> tuple[Seat, ...]:
        """Who sits in a round, by default the present one."""
        number = self.case.round if number is None else number
        return tuple(seat for seat in self.seats if seat.round == number and seat.left_at is None)

    def own_seats(self) -> tuple[Seat, ...]:
        """The seats this person holds in the present round."""
        return tuple(seat for seat in self.seated() if seat.person_id == self.person.pk)


def sight_of(case: Case, person: Person) -> Sight:
    """What `person` sees of `case`; two queries."""
    seats = seats_of(case)
    held = ties(person, (case.pk,)).get(case.pk, ())
    return _sight(case, person, held, seats)


def sights_of(cases: Collection[Case], person: Person) -> dict[UUID, Sight]:
    """`sight_of` for many cases; two queries."""
    held = ties(person, [case.pk for case in cases])
    rows = Seat.objects.filter(case__in=[case.pk for case in cases]).select_related("person", "review")
    seats: dict[UUID, list[Seat]] = {case.pk: [] for case in cases}
    for seat in rows.order_by("round", "panel", "seated_at", "pk"):
        seats[seat.case_id].append(seat)
    return {case.pk: _sight(case, person, held.get(case.pk, ()), tuple(seats[case.pk])) for case in cases}


def seats_of(case: Case) -> tuple[Seat, ...]:
    """Every seat there ever was on a case, in the order of the panels."""
    return tuple(case.seats.select_related("person", "review").order_by("round", "panel", "seated_at", "pk"))


def disclosure_facts(case: Case, person: Person, number: int, seats: Iterable[Seat]) -> DisclosureFacts:
    """What disclosure of round `number` depends on. A round before the present one was told, so it was released."""
    stage = next(one.stage for one in rounds_of(case) if one.number == number)
    sitting = judges_in(seats, number, stage)
    own = [seat for seat in sitting if seat.person_id == person.pk]
    return DisclosureFacts(
        all_reviews_in=bool(sitting) and all(given(seat) for seat in sitting),
        own_review_given=bool(own) and all(given(seat) for seat in own),
        released=number < case.round or case.released_at is not None,
    )


def judges_in(seats: Iterable[Seat], number: int, stage: Stage) -> list[Seat]:
    """The judges of round `number` whose reviews count.

    A seat that was freed does not, nor, while the reviews run, that of somebody who left the organisation: it is open
    again. What was given before the reviews closed stays, whoever leaves afterwards.
    """
    return [
        seat
        for seat in seats
        if seat.round == number
        and seat.left_at is None
        and seat.panel in JUDGES
        and (stage is not Stage.IN_REVIEW or seat.person.is_active)
    ]


def given(seat: Seat) -> bool:
    """Whether the review this seat owes was given; needs the review to be loaded with the seat."""
    review = getattr(seat, "review", None)
    return review is not None and review.given_at is not None


def _sight(case: Case, person: Person, held: Iterable[Tie], seats: tuple[Seat, ...]) -> Sight:
    ties_held = tuple(held)
    rounds = tuple(
        _round(case, person, one, roles_in(case, person, one.number, ties_held), seats) for one in rounds_of(case)
    )
    return Sight(case=case, person=person, rounds=rounds, seats=seats)


def _round(case: Case, person: Person, one: Round, roles: frozenset[Role], seats: tuple[Seat, ...]) -> RoundSight:
    facts = disclosure_facts(case, person, one.number, seats)
    return RoundSight(round=one, roles=roles, parts=visible_parts(roles, one.stage, facts))
