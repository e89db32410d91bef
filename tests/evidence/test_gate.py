"""The gate of Ada's packet: each requirement passes at its boundary, and says what to do below it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.evidence.claims import Attestation, AttestationState, Claim, Metric
from waypost.evidence.gate import GateResult, Packet, Requirement, gate, primary_criteria
from waypost.evidence.outcomes import OutcomeKind
from waypost.framework.schema import Framework

TODAY = date(2026, 10, 5)
CONFIRMED = (Attestation(attester="kim", state=AttestationState.CONFIRMED),)
AMENDED = (Attestation(attester="jun", state=AttestationState.AMENDED),)
NUMBER = (Metric(result="26k", how_measured="the invoice"),)

COST = Claim(
    key="c1",
    person="ada",
    title="Dashboards on one database",
    criteria=("design", "operations"),
    outcome_kind=OutcomeKind.COST,
    outcome="15k a month less.",
    metrics=NUMBER,
    work_products=("the schema's design document",),
    attestations=CONFIRMED,
)
REACH = Claim(
    key="c2",
    person="ada",
    title="Order events",
    criteria=("design",),
    outcome_kind=OutcomeKind.REACH,
    outcome="Four teams publish to it.",
    attestations=AMENDED,
)
TESTIMONY = replace(REACH, key="c3", outcome_kind=OutcomeKind.TESTIMONY, outcome="Support says so.")
PACKET = Packet(
    claims=(COST, REACH, TESTIMONY),
    self_assessments=1,
    manager_assessments=1,
    peers=(True, False, False),
    scope_documents=(TODAY - timedelta(days=20),),
)


def at_gate(framework: Framework, packet: Packet, *, level: str = "staff") -> GateResult:
    return gate(framework, level=level, packet=packet, today=TODAY)


def lacking(framework: Framework, packet: Packet, *, level: str = "staff") -> list[tuple[str, str]]:
    return [(m.where, m.says) for m in at_gate(framework, packet, level=level).missing]


def test_adas_packet_passes_line_by_line(northwind: Framework) -> None:
    result = at_gate(northwind, PACKET)
    assert result.passed
    assert result.missing == ()
    assert [(line.requirement.value, line.have, line.need, line.says, line.mend) for line in result.lines] == [
        ("self", 1, 1, "A self-assessment", ""),
        ("manager", 1, 1, "An assessment by the manager", ""),
        ("peers", 3, 3, "3 assessments by peers", ""),
        ("peers_outside_team", 1, 1, "1 assessment from outside the team", ""),
        ("work_products", 1, 1, "1 work product: a change, a design, an incident review, a talk", ""),
        ("quantitative", 1, 1, "1 claim with a measured outcome", ""),
        ("qualitative", 2, 2, "2 claims with an outcome that somebody speaks for", ""),
        ("attested", 3, 3, "Those outcomes confirmed or amended by a named partner", ""),
        ("primary_criterion", 1, 1, "Evidence for “System design”", ""),
        ("primary_criterion", 1, 1, "Evidence for “Running in production”", ""),
        ("scope_document", 1, 1, "A scope document not older than 100 days", ""),
    ]


def test_an_empty_packet_reads_as_a_list_of_what_to_do(northwind: Framework) -> None:
    assert lacking(northwind, Packet()) == [
        ("self", "Write your self-assessment."),
        ("manager", "Ask your manager for an assessment."),
        ("peers", "Assessments by 3 more peers have to come in."),
        ("peers_outside_team", "Assessments by 1 more peer from another team have to come in."),
        ("work_products", "Link 1 more work product to a claim."),
        ("quantitative", "Measure the outcome of 1 more claim: a number, and how it was found."),
        ("qualitative", "Add 2 more claims with testimony, alignment or reach."),
        ("attested", "Ask a partner to confirm 3 more outcomes."),
        ("primary_criterion:design", "Add a claim that speaks to “System design”."),
        ("primary_criterion:operations", "Add a claim that speaks to “Running in production”."),
        ("scope_document", "Write your scope document, or bring it up to date."),
    ]


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"self_assessments": 0}, "self"),
        ({"manager_assessments": 0}, "manager"),
        ({"peers": (True, False)}, "peers"),
        ({"peers": (False, False, False)}, "peers_outside_team"),
        ({"claims": (replace(COST, work_products=()), REACH, TESTIMONY)}, "work_products"),
        ({"claims": (COST, REACH, replace(TESTIMONY, attestations=()))}, "attested"),
        ({"claims": (replace(COST, criteria=("design",)), REACH, TESTIMONY)}, "primary_criterion:operations"),
        ({"scope_documents": ()}, "scope_document"),
    ],
)
def test_one_thing_missing_is_the_one_thing_said(changes: dict[str, object], where: str, northwind: Framework) -> None:
    assert [found for found, _ in lacking(northwind, replace(PACKET, **changes))] == [where]  # type: ignore[arg-type]


def test_below_staff_the_policy_counts_no_outcomes_but_every_primary_criterion_has_evidence(
    northwind: Framework,
) -> None:
    bare = replace(PACKET, claims=(replace(COST, outcome="", attestations=()),), scope_documents=())
    assert lacking(northwind, bare, level="senior") == []
    without_operations = replace(bare, claims=(replace(COST, criteria=("design",)),))
    assert [where for where, _ in lacking(northwind, without_operations, level="senior")] == [
        "primary_criterion:operations"
    ]


@pytest.mark.parametrize(
    ("level", "primary"),
    [
        ("staff", ["design", "operations"]),
        ("staff-strategic", ["outcome"]),
        ("manager", ["communication", "growing"]),
        ("principal", ["design"]),
    ],
)
def test_the_primary_criteria_are_those_of_the_tracks_kind_that_are_asked(
    level: str, primary: list[str], northwind: Framework
) -> None:
    assert [criterion.key for criterion in primary_criteria(northwind, level=level)] == primary


@pytest.mark.parametrize(
    ("age", "passes"),
    [(100, True), (101, False), (0, True), (-1, False)],
)
def test_a_scope_document_may_be_as_old_as_the_policy_says_and_not_of_tomorrow(
    age: int, passes: bool, northwind: Framework
) -> None:
    packet = replace(PACKET, scope_documents=(TODAY - timedelta(days=age), TODAY - timedelta(days=400)))
    assert at_gate(northwind, packet).passed is passes


def test_a_manager_keeps_no_scope_document(northwind: Framework) -> None:
    asked = {line.requirement for line in at_gate(northwind, Packet(), level="manager").lines}
    assert Requirement.SCOPE_DOCUMENT not in asked
    assert Requirement.ATTESTED in asked


@pytest.mark.parametrize("kind", [OutcomeKind.RISK, OutcomeKind.CAPABILITY, OutcomeKind.TALENT])
def test_deep_work_passes_in_its_own_words(kind: OutcomeKind, northwind: Framework) -> None:
    """A specialist whose measured outcome is a risk removed, and who made something possible, needs no revenue."""
    measured = replace(COST, outcome_kind=kind)
    told = replace(REACH, outcome_kind=kind)
    assert at_gate(northwind, replace(PACKET, claims=(measured, told, TESTIMONY))).passed


def test_a_cost_without_a_number_counts_as_neither(northwind: Framework) -> None:
    unmeasured = replace(COST, metrics=())
    found = [where for where, _ in lacking(northwind, replace(PACKET, claims=(unmeasured, REACH, TESTIMONY)))]
    assert found == ["quantitative", "attested"]


def test_confirmed_surplus_of_one_kind_does_not_stand_for_another(northwind: Framework) -> None:
    unconfirmed = replace(COST, attestations=())
    packet = replace(PACKET, claims=(unconfirmed, REACH, TESTIMONY, replace(REACH, key="c4")))
    assert lacking(northwind, packet) == [("attested", "Ask a partner to confirm 1 more outcome.")]


def test_a_claim_more_that_nobody_confirmed_harms_nothing(northwind: Framework) -> None:
    draft = replace(COST, key="c5", attestations=())
    assert at_gate(northwind, replace(PACKET, claims=(*PACKET.claims, draft))).passed


def test_one_link_on_two_claims_is_one_work_product(northwind: Framework) -> None:
    again = replace(REACH, work_products=COST.work_products)
    (line,) = [
        line
        for line in at_gate(northwind, replace(PACKET, claims=(COST, again, TESTIMONY))).lines
        if line.requirement is Requirement.WORK_PRODUCTS
    ]
    assert line.have == 1


def test_a_policy_that_wants_attestation_and_counts_nothing_wants_one(northwind: Framework) -> None:
    only = northwind.evidence.from_bands[0][1].model_copy(update={"quantitative": None, "qualitative": None})
    policy = northwind.evidence.model_copy(update={"from_bands": (("B4", only),)})
    framework = northwind.model_copy(update={"evidence": policy})
    assert at_gate(framework, PACKET).passed
    nobody = tuple(replace(claim, attestations=()) for claim in PACKET.claims)
    assert lacking(framework, replace(PACKET, claims=nobody)) == [
        ("attested", "Ask a partner to confirm 1 more outcome.")
    ]


def test_an_unknown_level_is_an_error_of_the_caller(northwind: Framework) -> None:
    with pytest.raises(KeyError):
        at_gate(northwind, PACKET, level="wizard")


some_claims = st.lists(st.sampled_from([COST, REACH, TESTIMONY, replace(COST, attestations=())]), max_size=4).map(tuple)
packets = st.builds(
    Packet,
    claims=some_claims,
    self_assessments=st.integers(0, 2),
    manager_assessments=st.integers(0, 2),
    peers=st.lists(st.booleans(), max_size=5).map(tuple),
    scope_documents=st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=3).map(tuple),
)
levels = st.sampled_from(["senior", "staff", "staff-strategic", "manager", "principal"])


@given(packet=packets, more=packets, level=levels)
def test_adding_evidence_never_closes_the_gate(packet: Packet, more: Packet, level: str, northwind: Framework) -> None:
    both = Packet(
        claims=packet.claims + more.claims,
        self_assessments=packet.self_assessments + more.self_assessments,
        manager_assessments=packet.manager_assessments + more.manager_assessments,
        peers=packet.peers + more.peers,
        scope_documents=packet.scope_documents + more.scope_documents,
    )
    before, after = at_gate(northwind, packet, level=level), at_gate(northwind, both, level=level)
    assert [line.says for line in before.lines] == [line.says for line in after.lines]
    assert all(after_line.have >= line.have for line, after_line in zip(before.lines, after.lines, strict=True))


@given(packet=packets, level=levels)
def test_the_gate_passes_exactly_when_nothing_is_missing(packet: Packet, level: str, northwind: Framework) -> None:
    result = at_gate(northwind, packet, level=level)
    assert result.passed == (result.missing == ())
    assert all(bool(line.mend) != line.passed for line in result.lines)
