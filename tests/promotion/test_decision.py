"""Ivo's decision: reasons cite expectations, dissent is answered, and no goalpost moves unseen."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.framework.schema import Framework
from waypost.promotion.decision import (
    Completeness,
    DecisionDraft,
    Goalpost,
    Outcome,
    RaisedIn,
    RaisedPoint,
    ReasonDraft,
    Recommendation,
    check_decision,
    dissent,
    goalposts,
)
from waypost.promotion.panel import PanelKind

SUBMITTED = date(2026, 10, 5)
DESIGN = ReasonDraft(criterion="design", level="staff", words="The schema served one team; others did not build on it.")
COMMUNICATION = ReasonDraft(criterion="communication", level="staff", words="Two teams had to ask what was meant.")
BENS_ANSWER = RaisedPoint(criterion="design", level="staff", on=date(2026, 5, 11), source=RaisedIn.QUESTION)
DRAFT = DecisionDraft(decider="ivo", outcome=Outcome.NOT_YET, reasons=(DESIGN,))
MOVED = (
    "“Communication” was never raised with the candidate before the packet was submitted on 2026-10-05. "
    "Withdraw the reason, or justify in your name why it may stand."
)


def checked(framework: Framework, draft: DecisionDraft, *voices: Recommendation) -> Completeness:
    return check_decision(
        framework,
        target="staff",
        draft=draft,
        raised=(BENS_ANSWER,),
        submitted_on=SUBMITTED,
        recommendations=voices,
    )


def says(completeness: Completeness) -> list[str]:
    return [missing.says for missing in completeness.missing]


def test_a_reason_that_was_raised_and_cites_an_expectation_is_complete(northwind: Framework) -> None:
    found = checked(northwind, DRAFT)
    assert found == Completeness(missing=(), goalposts=(), dissent=())
    assert found.complete


def test_an_empty_draft_is_asked_for_an_outcome_first(northwind: Framework) -> None:
    assert says(checked(northwind, DecisionDraft(decider="ivo"))) == ["Choose “yes” or “not yet”."]


@pytest.mark.parametrize("outcome", list(Outcome))
def test_either_answer_needs_a_reason(outcome: Outcome, northwind: Framework) -> None:
    assert says(checked(northwind, DecisionDraft(decider="ivo", outcome=outcome))) == ["Give at least one reason."]


def test_a_withdrawn_reason_is_none(northwind: Framework) -> None:
    draft = replace(DRAFT, reasons=(replace(DESIGN, withdrawn=True),))
    assert says(checked(northwind, draft)) == ["Give at least one reason."]


@pytest.mark.parametrize(
    ("criterion", "level", "title"),
    [
        ("design", "senior", "System design"),
        ("growing", "staff", "Growing others"),
        ("attitude", "staff", "attitude"),
        ("design", "wizard", "System design"),
    ],
)
def test_a_reason_cites_what_the_pinned_version_asks_at_the_target(
    criterion: str, level: str, title: str, northwind: Framework
) -> None:
    draft = DecisionDraft(
        decider="ivo",
        outcome=Outcome.YES,
        reasons=(ReasonDraft(criterion=criterion, level=level, words="Seen."),),
    )
    assert says(checked(northwind, draft)) == [
        f"The framework asks nothing of “{title}” at the target level; cite another."
        if level == "staff"
        else f"Cite what “{title}” asks at the target level."
    ]


def test_a_reason_without_words_says_what_is_wanted(northwind: Framework) -> None:
    silent = replace(DESIGN, words=" ")
    assert says(checked(northwind, replace(DRAFT, reasons=(silent,)))) == [
        "Name the gap: what is still to be shown on “System design”."
    ]
    assert says(checked(northwind, replace(DRAFT, reasons=(silent,), outcome=Outcome.YES))) == [
        "Say what was seen on “System design”."
    ]


def test_a_moved_goalpost_stops_ivo_until_he_withdraws_or_justifies_it(northwind: Framework) -> None:
    draft = replace(DRAFT, reasons=(DESIGN, COMMUNICATION))
    found = checked(northwind, draft)
    assert says(found) == [MOVED]
    assert found.goalposts == (Goalpost(reason=COMMUNICATION, before=SUBMITTED),)

    withdrawn = replace(draft, reasons=(DESIGN, replace(COMMUNICATION, withdrawn=True)))
    assert checked(northwind, withdrawn) == Completeness(missing=(), goalposts=(), dissent=())

    justified = replace(COMMUNICATION, justification="It was seen first in this packet.", justified_by="ivo")
    found = checked(northwind, replace(draft, reasons=(DESIGN, justified)))
    assert found.complete
    assert [g.justified for g in found.goalposts] == [True]


def test_only_the_decider_justifies_a_moved_goalpost(northwind: Framework) -> None:
    by_ben = replace(COMMUNICATION, justification="I forgot to say.", justified_by="ben")
    assert says(checked(northwind, replace(DRAFT, reasons=(by_ben,)))) == [
        "The decider has to justify “Communication”; somebody else did."
    ]
    nameless = replace(COMMUNICATION, justification="It matters.", justified_by="")
    assert says(checked(northwind, replace(DRAFT, reasons=(nameless,)))) == [MOVED]


def test_a_yes_moves_no_goalpost(northwind: Framework) -> None:
    assert checked(northwind, replace(DRAFT, outcome=Outcome.YES, reasons=(COMMUNICATION,))).complete


@pytest.mark.parametrize(
    ("point", "moved"),
    [
        (RaisedPoint(criterion="design", level="staff", on=date(2026, 10, 4), source=RaisedIn.FEEDBACK), False),
        (RaisedPoint(criterion="design", level=None, on=date(2026, 10, 4), source=RaisedIn.PLAN), False),
        (RaisedPoint(criterion="design", level="staff", on=SUBMITTED, source=RaisedIn.FEEDBACK), True),
        (RaisedPoint(criterion="design", level="senior", on=date(2026, 1, 9), source=RaisedIn.FEEDBACK), True),
        (RaisedPoint(criterion="outcome", level="staff", on=date(2026, 1, 9), source=RaisedIn.FEEDBACK), True),
    ],
)
def test_what_counts_as_raised(point: RaisedPoint, moved: bool) -> None:
    assert bool(goalposts((DESIGN,), (point,), before=SUBMITTED)) is moved


def test_dissent_is_answered_in_writing(northwind: Framework) -> None:
    yes = Recommendation(panel=PanelKind.TECHNICAL, outcome=Outcome.YES)
    not_yet = Recommendation(panel=PanelKind.STRATEGIC, outcome=Outcome.NOT_YET)
    found = checked(northwind, DRAFT, yes, not_yet)
    assert says(found) == ["The technical panel recommended “yes”; answer it in writing."]
    assert found.dissent == (yes,)
    answered = replace(DRAFT, dissent_answer="Operations is at the bar; design has to be, too.")
    assert checked(northwind, answered, yes, not_yet).complete


def test_a_panel_without_a_recommendation_dissents_from_nothing() -> None:
    silent = Recommendation(panel=PanelKind.TECHNICAL, outcome=None)
    assert dissent(Outcome.YES, (silent,)) == ()


reasons = st.lists(
    st.builds(
        ReasonDraft,
        criterion=st.sampled_from(["design", "operations", "outcome"]),
        level=st.just("staff"),
        words=st.just("Seen."),
        withdrawn=st.booleans(),
    ),
    max_size=4,
)
points = st.lists(
    st.builds(
        RaisedPoint,
        criterion=st.sampled_from(["design", "operations", "outcome"]),
        level=st.sampled_from([None, "staff", "senior"]),
        on=st.dates(date(2026, 10, 1), date(2026, 10, 10)),
        source=st.sampled_from(list(RaisedIn)),
    ),
    max_size=5,
)


@given(given_reasons=reasons, raised=points, more=points)
def test_raising_more_never_moves_a_goalpost(
    given_reasons: list[ReasonDraft], raised: list[RaisedPoint], more: list[RaisedPoint]
) -> None:
    before = goalposts(given_reasons, raised, before=SUBMITTED)
    after = goalposts(given_reasons, raised + more, before=SUBMITTED)
    assert [g for g in before if g in after] == list(after)
    assert all(not g.reason.withdrawn for g in before)
