"""Who sits on Ada's case: conflicts never do, the target band is the floor, every seat is filled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.framework.schema import Framework, SeatKind
from waypost.promotion.panel import (
    Candidacy,
    ConflictKind,
    Member,
    OpenSeat,
    PanelKind,
    Seat,
    conflict_between,
    eligible,
    judged_criteria,
    seating,
)


def engineer(person: str, *, team: str, rank: int | None = 1, managers: tuple[str, ...] = ("vera", "ivo")) -> Member:
    return Member(
        person=person, name=person.capitalize(), team=team, managers=managers, function="engineering", band_rank=rank
    )


def partner(person: str, function: str) -> Member:
    return Member(person=person, name=person.capitalize(), team=f"{function}-team", function=function)


ADA = engineer("ada", team="payments", rank=0, managers=("ben", "ivo"))
BEN = engineer("ben", team="payments", managers=("ivo",))
IVO = engineer("ivo", team="leadership", rank=2, managers=())
CHEN = engineer("chen", team="search")
RAVI = engineer("ravi", team="fulfilment")
TOMAS = engineer("tomas", team="data")
DANA = Member(
    person="dana", name="Dana", team="platform", managers=("ivo",), function="engineering", band_rank=2, leader=True
)
ELI, FEMI, GUL = partner("eli", "product"), partner("femi", "design"), partner("gul", "business")
CASE = Candidacy(candidate=ADA, target_level="staff")

TECHNICAL = tuple(
    Seat(panel=PanelKind.TECHNICAL, kind=SeatKind.ENGINEER, member=member) for member in (CHEN, RAVI, TOMAS)
)
STRATEGIC = (
    Seat(panel=PanelKind.STRATEGIC, kind=SeatKind.PRODUCT, member=ELI),
    Seat(panel=PanelKind.STRATEGIC, kind=SeatKind.DESIGN, member=FEMI),
    Seat(panel=PanelKind.STRATEGIC, kind=SeatKind.BUSINESS, member=GUL),
)
FACILITATOR = (Seat(panel=PanelKind.FACILITATOR, kind=SeatKind.ENGINEERING_LEADER, member=DANA),)
FULL = (*TECHNICAL, *STRATEGIC, *FACILITATOR)


@pytest.mark.parametrize(
    ("member", "kind", "says"),
    [
        (ADA, ConflictKind.SELF, "Ada is the candidate."),
        (BEN, ConflictKind.MANAGER, "Ada reports to Ben."),
        (IVO, ConflictKind.MANAGER, "Ada reports to Ivo."),
        (
            engineer("noor", team="search", managers=("ada", "ben", "ivo")),
            ConflictKind.REPORT,
            "Noor reports to Ada.",
        ),
        (
            engineer("olu", team="search", managers=("noor", "ada")),
            ConflictKind.REPORT,
            "Olu reports to Ada.",
        ),
        (
            engineer("priya", team="payments"),
            ConflictKind.SAME_TEAM,
            "Priya and Ada are on the same team.",
        ),
    ],
)
def test_who_never_judges_ada(member: Member, kind: ConflictKind, says: str) -> None:
    conflict = conflict_between(ADA, member)
    assert conflict is not None
    assert (conflict.kind, conflict.says) == (kind, says)


def test_chen_from_another_team_and_line_judges_ada() -> None:
    assert conflict_between(ADA, CHEN) is None


def test_a_declared_conflict_counts_whoever_declared_it_and_does_not_say_who() -> None:
    by_ada = conflict_between(ADA, CHEN, declared=[("ada", "chen")])
    by_chen = conflict_between(ADA, CHEN, declared=[("chen", "ada")])
    assert by_ada == by_chen
    assert by_ada is not None
    assert by_ada.says == "A conflict between Chen and Ada was declared."
    assert conflict_between(ADA, CHEN, declared=[("chen", "ben")]) is None


def test_two_people_without_a_team_do_not_share_one() -> None:
    nobody, other = engineer("one", team=""), engineer("two", team="")
    assert conflict_between(nobody, other) is None


people = st.builds(
    Member,
    person=st.sampled_from("abcd"),
    name=st.just("Somebody"),
    team=st.sampled_from(["", "x", "y"]),
    managers=st.lists(st.sampled_from("abcd"), max_size=3, unique=True).map(tuple),
)


@given(one=people, other=people, declared=st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"))))
def test_a_conflict_holds_in_both_directions(one: Member, other: Member, declared: list[tuple[str, str]]) -> None:
    there = conflict_between(one, other, declared=declared)
    back = conflict_between(other, one, declared=declared)
    assert (there is None) == (back is None)


def test_who_may_take_a_technical_seat(northwind: Framework) -> None:
    below, without = engineer("jun", team="search", rank=0), engineer("kai", team="search", rank=None)
    answers = eligible(
        CASE,
        framework=northwind,
        members=(CHEN, DANA, BEN, below, without, ELI),
        panel=PanelKind.TECHNICAL,
    )
    assert [(a.member.person, a.may_sit, a.says) for a in answers] == [
        ("chen", True, ""),
        ("dana", True, ""),
        ("ben", False, "Ada reports to Ben."),
        ("jun", False, "Jun is below the band the case is for."),
        ("kai", False, "Kai is below the band the case is for."),
        ("eli", False, "No seat of this panel is for what Eli does."),
    ]


def test_the_target_band_itself_is_enough_and_a_higher_target_is_not_met_by_it(northwind: Framework) -> None:
    to_principal = Candidacy(candidate=ADA, target_level="principal")
    for case, expected in ((CASE, True), (to_principal, False)):
        (answer,) = eligible(case, framework=northwind, members=(CHEN,), panel=PanelKind.TECHNICAL)
        assert answer.may_sit is expected


def test_partners_have_no_band_and_need_none(northwind: Framework) -> None:
    answers = eligible(CASE, framework=northwind, members=(ELI, FEMI, GUL, CHEN), panel=PanelKind.STRATEGIC)
    assert [(a.seat_kinds, a.may_sit) for a in answers] == [
        ((SeatKind.PRODUCT,), True),
        ((SeatKind.DESIGN,), True),
        ((SeatKind.BUSINESS,), True),
        ((), False),
    ]


def test_an_engineering_leader_facilitates(northwind: Framework) -> None:
    answers = eligible(CASE, framework=northwind, members=(DANA, CHEN), panel=PanelKind.FACILITATOR)
    assert [a.may_sit for a in answers] == [True, False]


def test_an_appeal_goes_to_others(northwind: Framework) -> None:
    appeal = Candidacy(candidate=ADA, target_level="staff", sat_before=frozenset({"chen"}))
    (chen, ravi) = eligible(appeal, framework=northwind, members=(CHEN, RAVI), panel=PanelKind.TECHNICAL)
    assert chen.conflict is not None
    assert chen.conflict.kind is ConflictKind.SAT_BEFORE
    assert ravi.may_sit


def test_full_panels_are_complete(northwind: Framework) -> None:
    found = seating(northwind, case=CASE, seats=FULL)
    assert (found.open, found.unfit, found.warnings, found.complete, found.missing) == ((), (), (), True, ())


def test_empty_panels_say_which_seats_are_open(northwind: Framework) -> None:
    found = seating(northwind, case=CASE, seats=TECHNICAL[:1])
    assert found.open[0] == OpenSeat(panel=PanelKind.TECHNICAL, kind=SeatKind.ENGINEER, count=2)
    assert [m.says for m in found.missing] == [
        "The technical panel still needs 2 engineers.",
        "The strategic panel still needs somebody from product.",
        "The strategic panel still needs somebody from business.",
        "The strategic panel still needs somebody from design.",
        "Nobody facilitates yet: an engineering leader has to.",
    ]
    assert not found.complete


def test_a_conflict_that_came_up_after_seating_is_seen(northwind: Framework) -> None:
    found = seating(northwind, case=CASE, seats=FULL, declared=[("ravi", "ada")])
    assert [(m.says, m.where) for m in found.missing] == [
        ("A conflict between Ravi and Ada was declared.", "panel:technical")
    ]


def test_a_seat_taken_by_the_wrong_function_or_twice_by_one_person_is_unfit(northwind: Framework) -> None:
    wrong = Seat(panel=PanelKind.STRATEGIC, kind=SeatKind.DESIGN, member=ELI)
    found = seating(northwind, case=CASE, seats=(*TECHNICAL, STRATEGIC[0], wrong, STRATEGIC[2], *FACILITATOR))
    assert [u.says for u in found.unfit] == ["Eli cannot take a seat for somebody from design."]
    leading_engineer = Seat(panel=PanelKind.TECHNICAL, kind=SeatKind.ENGINEER, member=DANA)
    found = seating(northwind, case=CASE, seats=(*TECHNICAL[:2], leading_engineer, *STRATEGIC, *FACILITATOR))
    assert [u.says for u in found.unfit] == ["Dana has a seat on this case already."]


def test_two_engineers_of_one_team_are_a_warning_and_no_refusal(northwind: Framework) -> None:
    mate = Seat(panel=PanelKind.TECHNICAL, kind=SeatKind.ENGINEER, member=engineer("vik", team="search"))
    found = seating(northwind, case=CASE, seats=(*TECHNICAL[:2], mate, *STRATEGIC, *FACILITATOR))
    assert found.complete
    assert found.warnings == (
        "Chen and Vik are on the same team; engineers of one panel should come from different teams.",
    )


def test_each_panel_rates_the_criteria_of_its_kinds_that_are_asked(northwind: Framework) -> None:
    assert judged_criteria(northwind, PanelKind.TECHNICAL, level="staff") == ("design", "operations")
    assert judged_criteria(northwind, PanelKind.STRATEGIC, level="staff") == ("outcome", "communication")
    assert judged_criteria(northwind, PanelKind.STRATEGIC, level="manager") == ("outcome", "communication", "growing")
    assert judged_criteria(northwind, PanelKind.FACILITATOR, level="staff") == ()


def test_an_unknown_target_is_an_error_of_the_caller(northwind: Framework) -> None:
    nowhere = Candidacy(candidate=ADA, target_level="wizard")
    with pytest.raises(KeyError):
        eligible(nowhere, framework=northwind, members=(CHEN,), panel=PanelKind.TECHNICAL)
