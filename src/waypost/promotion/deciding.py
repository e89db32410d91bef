"""Who may answer for a case: the one seat that decides, which advice goes to."""

from __future__ import annotations

from collections.abc import Collection

from waypost.framework.schema import Framework, SeatKind
from waypost.promotion.panel import ConflictKind, ConflictOfInterest, Eligibility, Member, conflict_between

_BARS = frozenset({ConflictKind.SELF, ConflictKind.REPORT, ConflictKind.DECLARED})


def eligible_to_decide(
    candidate: Member,
    *,
    framework: Framework,
    members: Collection[Member],
    declared: Collection[tuple[str, str]] = (),
) -> tuple[Eligibility, ...]:
    """Each of `members`, in the order given, with what speaks for and against deciding about `candidate`.

    Leading the candidate or their team is what leadership does and bars nobody; being the candidate, reporting to them
    or a declared conflict does.
    """
    kind = framework.panels.decides
    return tuple(
        Eligibility(
            member=member,
            seat_kinds=(kind,) if _fills(member, kind) else (),
            conflict=_bar(candidate, member, declared),
            below_band=False,
        )
        for member in members
    )


def _bar(candidate: Member, member: Member, declared: Collection[tuple[str, str]]) -> ConflictOfInterest | None:
    found = conflict_between(candidate, member, declared=declared)
    if found is None or found.kind in _BARS:
        return found
    # A nearer relation may hide a declared one, which still bars.
    apart = Member(person=member.person, name=member.name)
    return conflict_between(Member(person=candidate.person, name=candidate.name), apart, declared=declared)


def _fills(member: Member, kind: SeatKind) -> bool:
    if kind is SeatKind.ENGINEERING_LEADER:
        return member.leader
    return member.function == ("engineering" if kind is SeatKind.ENGINEER else kind.value)
