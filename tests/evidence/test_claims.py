"""What makes a claim measured, attested, and what the composer still asks about it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.evidence.claims import Attestation, AttestationState, Claim, Metric, asks_so_what
from waypost.evidence.outcomes import Family, OutcomeKind

HOSTING = Metric(
    name="Hosting",
    baseline="41k",
    result="26k",
    unit="EUR a month",
    period="since July",
    how_measured="the provider's invoice",
    share=60,
)
KIM = Attestation(attester="kim", state=AttestationState.CONFIRMED)
CLAIM = Claim(
    key="c1",
    person="ada",
    title="Dashboards on one database",
    what="Moved eleven dashboards from three databases to one.",
    part="Designed the schema and moved the first four.",
    started_on=date(2026, 4, 1),
    ended_on=date(2026, 7, 1),
    criteria=("design", "outcome"),
    outcome_kind=OutcomeKind.COST,
    outcome="Hosting costs 15k a month less, which kept the dashboards alive.",
    metrics=(HOSTING,),
    attestations=(KIM,),
)


def codes(claim: Claim) -> list[str]:
    return [prompt.code for prompt in asks_so_what(claim)]


def test_every_kind_has_a_family_a_label_and_a_question() -> None:
    families = {family: {kind.value for kind in OutcomeKind if kind.family is family} for family in Family}
    assert families == {
        Family.QUANTITATIVE: {"revenue", "cost", "users", "efficiency"},
        Family.ENABLING: {"risk", "capability", "talent"},
        Family.QUALITATIVE: {"testimony", "alignment", "reach"},
    }
    assert all(kind.label and kind.asks.endswith("?") for kind in OutcomeKind)


def test_a_complete_claim_is_asked_nothing() -> None:
    assert asks_so_what(CLAIM) == ()


def test_output_without_outcome_is_asked_so_what() -> None:
    migrated = replace(CLAIM, outcome="", outcome_kind=None, metrics=())
    (first, _) = asks_so_what(migrated)
    assert (first.code, first.field) == ("output_without_outcome", "outcome")
    assert first.says == "So what? Say what changed for somebody because of this."


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({"what": " "}, ["no_what"]),
        ({"part": ""}, ["no_part"]),
        ({"criteria": ()}, ["no_criteria"]),
        ({"outcome_kind": None}, ["no_kind"]),
        ({"metrics": ()}, ["no_number"]),
        ({"metrics": (), "outcome_kind": OutcomeKind.RISK}, ["could_have_number"]),
        ({"metrics": (), "outcome_kind": OutcomeKind.TESTIMONY}, []),
        ({"metrics": (replace(HOSTING, baseline=""),)}, ["no_baseline"]),
        ({"metrics": (replace(HOSTING, how_measured=""),)}, ["not_measured"]),
        ({"metrics": (replace(HOSTING, period=""),)}, ["no_period"]),
        ({"metrics": (replace(HOSTING, share=None),)}, ["no_share"]),
        ({"attestations": ()}, ["nobody_asked"]),
        ({"attestations": (replace(KIM, attester="ada"),)}, ["nobody_asked"]),
        ({"attestations": (replace(KIM, current=False),)}, ["attestation_overtaken"]),
    ],
)
def test_one_gap_one_question(changes: dict[str, object], asked: list[str]) -> None:
    assert codes(replace(CLAIM, **changes)) == asked  # type: ignore[arg-type]


def test_a_number_with_a_share_of_nothing_is_not_asked_for_its_share() -> None:
    assert codes(replace(CLAIM, metrics=(replace(HOSTING, share=0),))) == []


def test_an_empty_claim_is_asked_from_the_work_to_the_witness() -> None:
    assert codes(Claim(key="c2", person="ada", title="Migrated the database")) == [
        "no_what",
        "no_part",
        "output_without_outcome",
        "no_kind",
        "no_criteria",
        "nobody_asked",
    ]


@pytest.mark.parametrize(
    ("result", "how", "measured"),
    [
        ("26k", "the invoice", True),
        ("26k", " ", False),
        ("much less", "the invoice", False),
        ("", "the invoice", False),
    ],
)
def test_measured_means_a_figure_and_how_it_was_found(result: str, how: str, measured: bool) -> None:
    assert Metric(result=result, how_measured=how).measured is measured


@pytest.mark.parametrize(
    ("kind", "with_number", "without"),
    [
        *((kind, Family.QUANTITATIVE, None) for kind in OutcomeKind if kind.family is Family.QUANTITATIVE),
        *((kind, Family.QUANTITATIVE, Family.QUALITATIVE) for kind in OutcomeKind if kind.family is Family.ENABLING),
        *((kind, Family.QUALITATIVE, Family.QUALITATIVE) for kind in OutcomeKind if kind.family is Family.QUALITATIVE),
    ],
)
def test_what_each_kind_counts_as(kind: OutcomeKind, with_number: Family, without: Family | None) -> None:
    claim = replace(CLAIM, outcome_kind=kind)
    assert (claim.counts_as, replace(claim, metrics=()).counts_as) == (with_number, without)


def test_a_claim_without_an_outcome_counts_as_nothing() -> None:
    assert replace(CLAIM, outcome=" ").counts_as is None
    assert replace(CLAIM, outcome_kind=None).counts_as is None


@pytest.mark.parametrize(
    ("state", "current", "by", "attested"),
    [
        (AttestationState.CONFIRMED, True, "kim", True),
        (AttestationState.AMENDED, True, "kim", True),
        (AttestationState.ASKED, True, "kim", False),
        (AttestationState.DISPUTED, True, "kim", False),
        (AttestationState.DECLINED, True, "kim", False),
        (AttestationState.CONFIRMED, False, "kim", False),
        (AttestationState.CONFIRMED, True, "ada", False),
    ],
)
def test_who_attests_to_what(state: AttestationState, current: bool, by: str, attested: bool) -> None:
    claim = replace(CLAIM, attestations=(Attestation(attester=by, state=state, current=current),))
    assert claim.attested is attested


def test_a_dispute_is_shown_and_vetoes_nothing() -> None:
    disputed = replace(CLAIM, attestations=(KIM, Attestation(attester="jun", state=AttestationState.DISPUTED)))
    assert (disputed.attested, disputed.disputed) == (True, True)


claims = st.builds(
    Claim,
    key=st.just("c"),
    person=st.just("ada"),
    title=st.text(max_size=5),
    what=st.text(max_size=5),
    part=st.text(max_size=5),
    criteria=st.lists(st.sampled_from(["design", "outcome"])).map(tuple),
    outcome_kind=st.sampled_from([None, *OutcomeKind]),
    outcome=st.text(max_size=5),
    metrics=st.lists(st.builds(Metric, result=st.text(max_size=3), how_measured=st.text(max_size=3))).map(tuple),
)


@given(claim=claims)
def test_a_question_is_a_sentence_about_a_field(claim: Claim) -> None:
    fields = {"what", "part", "outcome", "outcome_kind", "criteria", "metrics", "attestations"}
    for prompt in asks_so_what(claim):
        assert prompt.field in fields
        assert prompt.says.endswith(("?", "."))


@given(claim=claims)
def test_a_further_confirmation_never_takes_attestation_away(claim: Claim) -> None:
    more = replace(claim, attestations=(*claim.attestations, KIM))
    assert more.attested
    assert more.counts_as is claim.counts_as
