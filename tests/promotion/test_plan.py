"""The plan after "not yet": complete before it opens, and counted honestly afterwards."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.promotion.plan import (
    Commitment,
    CommitmentState,
    Gap,
    GapKind,
    Opportunity,
    OpportunityKind,
    PlanDraft,
    PlanHealth,
    check_plan,
    plan_health,
)

TODAY = date(2026, 11, 20)
TITLES = {"design": "System design", "communication": "Communication"}
DESIGN = Gap(
    criterion="design",
    kind=GapKind.NO_OPPORTUNITY_YET,
    looks_like="Two teams publish to the events schema and change it without Ada.",
    opportunity=Opportunity(kind=OpportunityKind.LEAD, words="Lead the order-events initiative from January."),
    support="Ben frees a day a week and brings the two teams together.",
    by=date(2027, 3, 31),
)
PLAN = PlanDraft(gaps=(DESIGN, replace(DESIGN, criterion="communication")), next_look=date(2027, 4, 1))


def lacks(plan: PlanDraft, *criteria: str) -> list[tuple[str, str]]:
    found = check_plan(plan, criteria=criteria or ("design", "communication"), today=TODAY, titles=TITLES)
    return [(missing.says, missing.where) for missing in found]


def test_adas_plan_is_complete() -> None:
    assert lacks(PLAN) == []


def test_every_reason_of_the_decision_has_its_gap() -> None:
    assert lacks(replace(PLAN, gaps=(DESIGN,))) == [
        ("The decision names “Communication”, and the plan has no gap for it.", "gap:communication")
    ]


def test_a_reason_cited_twice_wants_one_gap() -> None:
    assert len(lacks(replace(PLAN, gaps=()), "design", "design")) == 1


def test_a_gap_says_what_it_looks_like_where_with_whose_help_and_by_when() -> None:
    empty = Gap(criterion="design", kind=GapKind.NOT_SHOWN_YET)
    assert lacks(replace(PLAN, gaps=(empty,)), "design") == [
        ("Say what “System design” would look like here.", "gap:design"),
        ("Name an opportunity to show “System design”: an initiative, a proposal or a lead role.", "gap:design"),
        ("Say what the manager does to support “System design”.", "gap:design"),
        ("Set a day in the future for “System design”.", "gap:design"),
    ]


def test_blank_words_are_no_words() -> None:
    blank = replace(
        DESIGN, looks_like=" ", support="\n", opportunity=Opportunity(kind=OpportunityKind.PROPOSAL, words=" ")
    )
    assert len(lacks(replace(PLAN, gaps=(blank,)), "design")) == 3


def test_a_gap_beyond_the_reasons_has_to_be_complete_too() -> None:
    more = Gap(criterion="outcome", kind=GapKind.NOT_SHOWN_YET)
    assert {where for _, where in lacks(replace(PLAN, gaps=(*PLAN.gaps, more)))} == {"gap:outcome"}


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (None, ["Set the date of the next look."]),
        (TODAY, ["The date of the next look has to be in the future."]),
        (TODAY + timedelta(days=1), []),
    ],
)
def test_the_next_look_is_in_the_future(day: date | None, says: list[str]) -> None:
    assert [sentence for sentence, _ in lacks(replace(PLAN, next_look=day))] == says


@pytest.mark.parametrize(("days", "complete"), [(0, False), (1, True)])
def test_a_gap_is_closed_in_the_future(days: int, complete: bool) -> None:
    gap = replace(DESIGN, by=TODAY + timedelta(days=days))
    assert (lacks(replace(PLAN, gaps=(gap,)), "design") == []) is complete


def test_a_plan_half_kept() -> None:
    commitments = [
        Commitment(due=date(2026, 9, 1), state=CommitmentState.KEPT),
        Commitment(due=date(2026, 12, 1), state=CommitmentState.KEPT),
        Commitment(due=date(2026, 10, 1), state=CommitmentState.BROKEN),
        Commitment(due=TODAY - timedelta(days=1)),
        Commitment(due=TODAY),
        Commitment(due=TODAY + timedelta(days=30)),
    ]
    health = plan_health(commitments, today=TODAY)
    assert health == PlanHealth(kept=2, due=2, overdue=1, broken=1)
    assert health.total == 6


commitments = st.lists(
    st.builds(
        Commitment,
        due=st.dates(date(2026, 11, 1), date(2026, 12, 10)),
        state=st.sampled_from(list(CommitmentState)),
    )
)


@given(given_commitments=commitments, days=st.integers(0, 40))
def test_time_turns_due_into_overdue_and_changes_nothing_else(given_commitments: list[Commitment], days: int) -> None:
    before = plan_health(given_commitments, today=TODAY)
    after = plan_health(given_commitments, today=TODAY + timedelta(days=days))
    assert before.total == after.total == len(given_commitments)
    assert (before.kept, before.broken) == (after.kept, after.broken)
    assert after.overdue >= before.overdue
