"""Panels: who may sit on a case, who must not and why, and which seats are still open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from waypost.framework.schema import AtOrAbove, Framework, Panel, SeatKind
from waypost.refusal import Missing


class PanelKind(StrEnum):
    """The panels of a case. The facilitator's seat is the third: it leads the room and rates nothing."""

    TECHNICAL = "technical"
    STRATEGIC = "strategic"
    FACILITATOR = "facilitator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person as far as seats and conflicts depend on them.

    person, team: stable keys; team "" for nobody's. managers: the reporting line upwards, the direct manager first.
    function: "engineering", "product", "design", "business" or another. band_rank: the place of their band from the
    lowest, None without a level. leader: holds the duty of engineering leadership. name: for sentences.
    """

    person: str
    name: str
    team: str = ""
    managers: tuple[str, ...] = ()
    function: str = ""
    band_rank: int | None = None
    leader: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidacy:
    """A case as far as its panels depend on it; `sat_before` are the panellists of the round that was appealed."""

    candidate: Member
    target_level: str
    sat_before: frozenset[str] = frozenset()


class ConflictKind(StrEnum):
    """Why somebody never sits on a case."""

    SELF = "self"
    MANAGER = "manager"
    REPORT = "report"
    SAME_TEAM = "same_team"
    DECLARED = "declared"
    SAT_BEFORE = "sat_before"


@dataclass(frozen=True, slots=True)
class ConflictOfInterest:
    """A conflict and the sentence that says it. Who declared one is not said."""

    kind: ConflictKind
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligibility:
    """Whether one person could take a seat of a panel on a case, and what speaks against it.

    seat_kinds: the kinds of seat of this panel they could fill; () means the wrong function.
    below_band: the policy asks for the target band and they are below it, or have none.
    """

    member: Member
    seat_kinds: tuple[SeatKind, ...]
    conflict: ConflictOfInterest | None
    below_band: bool

    @property
    def wrong_function(self) -> bool:
        """Whether no seat of this panel is for what they do."""
        return not self.seat_kinds

    @property
    def may_sit(self) -> bool:
        """Whether nothing speaks against it."""
        return self.conflict is None and not self.below_band and not self.wrong_function

    @property
    def says(self) -> str:
        """Why not, in one sentence; "" when they may sit."""
        if self.conflict is not None:
            return self.conflict.says
        if self.wrong_function:
            return f"No seat of this panel is for what {self.member.name} does."
        if self.below_band:
            return f"{self.member.name} is below the band the case is for."
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A seat somebody has taken."""

    panel: PanelKind
    kind: SeatKind
    member: Member


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSeat:
    """Seats of one kind that nobody has taken yet."""

    panel: PanelKind
    kind: SeatKind
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfitSeat:
    """A seat taken by somebody who must not have it."""

    seat: Seat
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seating:
    """The seats of a case against the panel policy. `warnings` are worth a look and stop nothing."""

    open: tuple[OpenSeat, ...]
    unfit: tuple[UnfitSeat, ...]
    warnings: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every seat is taken by somebody who may have it."""
        return not self.open and not self.unfit

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What `Facts.panels` wants to know."""
        return (
            *(Missing(_open_words(seat), f"panel:{seat.panel}") for seat in self.open),
            *(Missing(unfit.says, f"panel:{unfit.seat.panel}") for unfit in self.unfit),
        )


_FUNCTION_OF_SEAT: Mapping[SeatKind, str] = {
    SeatKind.ENGINEER: "engineering",
    SeatKind.PRODUCT: "product",
    SeatKind.BUSINESS: "business",
    SeatKind.DESIGN: "design",
}


def policy_of(framework: Framework, panel: PanelKind) -> Panel:
    """The framework's policy for one panel."""
    policies = framework.panels
    match panel:
        case PanelKind.TECHNICAL:
            return policies.technical
        case PanelKind.STRATEGIC:
            return policies.strategic
        case PanelKind.FACILITATOR:
            return policies.facilitator


def judged_criteria(framework: Framework, panel: PanelKind, *, level: str) -> tuple[str, ...]:
    """The keys of the criteria this panel rates for a case aimed at `level`: of its kinds, and asked there."""
    kinds = policy_of(framework, panel).judges
    return tuple(
        criterion.key
        for criterion in framework.criteria_at(level)
        if framework.dimension_of(criterion.key).kind in kinds
    )


def conflict_between(
    candidate: Member, member: Member, *, declared: Collection[tuple[str, str]] = ()
) -> ConflictOfInterest | None:
    """Why `member` never judges `candidate`, or None. Pairs in `declared` count in either order."""
    name, whom = member.name, candidate.name
    if member.person == candidate.person:
        return ConflictOfInterest(ConflictKind.SELF, f"{name} is the candidate.")
    if member.person in candidate.managers:
        return ConflictOfInterest(ConflictKind.MANAGER, f"{whom} reports to {name}.")
    if candidate.person in member.managers:
        return ConflictOfInterest(ConflictKind.REPORT, f"{name} reports to {whom}.")
    if member.team and member.team == candidate.team:
        return ConflictOfInterest(ConflictKind.SAME_TEAM, f"{name} and {whom} are on the same team.")
    pair = (member.person, candidate.person)
    if pair in declared or pair[::-1] in declared:
        return ConflictOfInterest(ConflictKind.DECLARED, f"A conflict between {name} and {whom} was declared.")
    return None


def eligible(
    case: Candidacy,
    *,
    framework: Framework,
    members: Collection[Member],
    panel: PanelKind,
    declared: Collection[tuple[str, str]] = (),
) -> tuple[Eligibility, ...]:
    """Each of `members`, in the order given, with what speaks for and against a seat on `panel`.

    Raises KeyError for a target level the framework does not have.
    """
    policy = policy_of(framework, panel)
    floor = _least_rank(framework, policy, level=case.target_level)
    return tuple(
        Eligibility(
            member=member,
            seat_kinds=tuple(kind for kind, _ in policy.seats if _fills(member, kind)),
            conflict=_conflict(case, member, declared=declared),
            below_band=floor is not None and (member.band_rank is None or member.band_rank < floor),
        )
        for member in members
    )


def seating(
    framework: Framework,
    *,
    case: Candidacy,
    seats: Collection[Seat],
    declared: Collection[tuple[str, str]] = (),
) -> Seating:
    """What the seats taken lack against the panel policy, and who must not sit where they do."""
    return Seating(
        open=_open_seats(framework, seats),
        unfit=_unfit_seats(framework, case=case, seats=seats, declared=declared),
        warnings=_shared_teams(seats),
    )


def _conflict(case: Candidacy, member: Member, *, declared: Collection[tuple[str, str]]) -> ConflictOfInterest | None:
    found = conflict_between(case.candidate, member, declared=declared)
    if found is None and member.person in case.sat_before:
        says = f"{member.name} sat in the first round; an appeal goes to other panellists."
        return ConflictOfInterest(ConflictKind.SAT_BEFORE, says)
    return found


def _fills(member: Member, kind: SeatKind) -> bool:
    if kind is SeatKind.ENGINEERING_LEADER:
        return member.leader
    return member.function == _FUNCTION_OF_SEAT[kind]


def _least_rank(framework: Framework, policy: Panel, *, level: str) -> int | None:
    """The band a panellist must at least hold. Bands are an engineer's: partners' panels name no floor."""
    if policy.at_or_above is not AtOrAbove.TARGET_BAND:
        return None
    return framework.band_rank(framework.level(level).band)


def _open_seats(framework: Framework, seats: Collection[Seat]) -> tuple[OpenSeat, ...]:
    taken = Counter((seat.panel, seat.kind) for seat in seats)
    return tuple(
        OpenSeat(panel=panel, kind=kind, count=count - taken[panel, kind])
        for panel in PanelKind
        for kind, count in policy_of(framework, panel).seats
        if taken[panel, kind] < count
    )


def _unfit_seats(
    framework: Framework,
    *,
    case: Candidacy,
    seats: Collection[Seat],
    declared: Collection[tuple[str, str]],
) -> tuple[UnfitSeat, ...]:
    found = []
    held: Counter[str] = Counter()
    for seat in seats:
        member = seat.member
        held[member.person] += 1
        (answer,) = eligible(case, framework=framework, members=(member,), panel=seat.panel, declared=declared)
        if not answer.may_sit:
            found.append(UnfitSeat(seat=seat, says=answer.says))
        elif seat.kind not in answer.seat_kinds:
            says = f"{member.name} cannot take a seat for {_seat_words(seat.kind, count=1)}."
            found.append(UnfitSeat(seat=seat, says=says))
        elif held[member.person] > 1:
            found.append(UnfitSeat(seat=seat, says=f"{member.name} has a seat on this case already."))
    return tuple(found)


def _shared_teams(seats: Collection[Seat]) -> tuple[str, ...]:
    by_team: dict[str, list[str]] = {}
    for seat in seats:
        if seat.panel is PanelKind.TECHNICAL and seat.member.team:
            by_team.setdefault(seat.member.team, []).append(seat.member.name)
    return tuple(
        f"{' and '.join(names)} are on the same team; engineers of one panel should come from different teams."
        for names in by_team.values()
        if len(names) > 1
    )


def _seat_words(kind: SeatKind, *, count: int) -> str:
    plural = count > 1
    match kind:
        case SeatKind.ENGINEER:
            return f"{count} engineers" if plural else "an engineer"
        case SeatKind.ENGINEERING_LEADER:
            return f"{count} engineering leaders" if plural else "an engineering leader"
        case _:
            return f"{count} people from {kind.value}" if plural else f"somebody from {kind.value}"


def _open_words(seat: OpenSeat) -> str:
    words = _seat_words(seat.kind, count=seat.count)
    if seat.panel is PanelKind.FACILITATOR:
        return f"Nobody facilitates yet: {words} has to."
    return f"The {seat.panel} panel still needs {words}."
