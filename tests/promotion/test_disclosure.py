"""The table of who sees what: the whole matrix is committed as text, and what must never be seen never is."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.promotion.disclosure import (
    DISCLOSURES,
    DisclosureFacts,
    Extent,
    Part,
    When,
    describe,
    sees,
    stages_visible_to,
    visible_parts,
)
from waypost.promotion.terms import ORDER, Role, Stage

MATRIX = Path(__file__).parent / "disclosure_matrix.txt"
REVIEWS = {Part.TECHNICAL_REVIEWS, Part.STRATEGIC_REVIEWS}
FROM_REVIEWS = REVIEWS | {Part.SUMMARY, Part.MEASURES, Part.RATERS}
ROOM = FROM_REVIEWS | {Part.CALIBRATION_NOTES, Part.DISSENT}
RESULT = {Part.DECISION, Part.REASONS, Part.LETTER}
FACTS = [
    DisclosureFacts(all_reviews_in=a, own_review_given=b, released=c, raters_named=d)
    for a, b, c, d in product([False, True], repeat=4)
]
MOST = DisclosureFacts(all_reviews_in=True, own_review_given=True, released=True, raters_named=True)
LEAST = DisclosureFacts()

role_sets = st.frozensets(st.sampled_from(list(Role)))
stages = st.sampled_from(list(Stage))
facts_of_any_kind = st.sampled_from(FACTS)


def parts(stage: Stage, *roles: Role, facts: DisclosureFacts = MOST) -> set[str]:
    return {part.value for part in visible_parts(roles, stage, facts)}


def matrix() -> str:
    """Every role x part, stage by stage: A all, C their criteria, O own; "?" after it when more must hold."""
    order = (*ORDER, Stage.RETURNED, Stage.APPEALED, Stage.WITHDRAWN)
    lines = []
    for role in Role:
        lines.append(f"{role.value:<22}" + " ".join(f"{stage.value[:6]:<6}" for stage in order))
        for part in Part:
            cells = [_cell(role, part, stage) for stage in order]
            lines.append(f"  {part.value:<20}" + " ".join(f"{cell:<6}" for cell in cells))
        lines.append("")
    return "\n".join(line.rstrip() for line in lines)


def _cell(role: Role, part: Part, stage: Stage) -> str:
    least = visible_parts({role}, stage, LEAST).get(part)
    most = visible_parts({role}, stage, MOST).get(part)
    letters = {None: "-", Extent.OWN: "O", Extent.THEIR_CRITERIA: "C", Extent.ALL: "A"}
    if least is most:
        return letters[most]
    assert most is not None
    return (letters[least] if least else "") + letters[most] + "?"


def test_every_role_and_part_has_the_answer_written_down() -> None:
    """To accept a change, read the difference, then write `matrix()` to the file."""
    assert matrix() == MATRIX.read_text()


def test_a_row_is_not_written_twice_and_covers_some_stage() -> None:
    places = [(row.role, row.part, row.extent, row.when) for row in DISCLOSURES]
    assert len(set(places)) == len(places)
    assert all(row.stages for row in DISCLOSURES)


def test_the_cast_once_ada_was_told() -> None:
    packet = {"claims", "self_assessment", "manager_assessment", "peer_assessments"}
    reviews = {"technical_reviews", "strategic_reviews"}
    told = Stage.TOLD
    assert parts(told, Role.CANDIDATE) == {
        "status", "gate", "panel", "request", "claims", "self_assessment",
        "decision", "reasons", "letter", "plan", "appeal",
    }  # fmt: skip
    assert parts(told, Role.MANAGER) == packet | {
        "status", "gate", "panel", "request", "summary", "decision", "reasons", "letter", "plan",
    }  # fmt: skip
    assert parts(told, Role.TECHNICAL) == packet | reviews | {"status", "panel", "decision", "dissent"}
    assert parts(told, Role.STRATEGIC) == packet | {"status", "panel", "strategic_reviews", "decision", "dissent"}
    assert parts(told, Role.PEOPLE_OPERATIONS) == {
        "status", "gate", "panel", "request", "decision", "reasons", "letter", "appeal",
    }  # fmt: skip
    assert parts(told, Role.PEER) == {"request", "peer_assessments"}
    assert parts(told, Role.ATTESTER) == parts(told) == set()


def test_the_cast_while_reviews_are_sealed() -> None:
    packet = {"claims", "self_assessment", "manager_assessment", "peer_assessments"}
    now = Stage.IN_REVIEW
    own_given = DisclosureFacts(own_review_given=True)
    chen = visible_parts({Role.TECHNICAL}, now, own_given)
    assert set(chen) == {Part.STATUS, Part.PANEL, Part.TECHNICAL_REVIEWS, *map(Part, packet)}
    assert chen[Part.TECHNICAL_REVIEWS] is Extent.OWN
    assert chen[Part.CLAIMS] is Extent.ALL
    gul = visible_parts({Role.STRATEGIC}, now, own_given)
    assert gul[Part.STRATEGIC_REVIEWS] is Extent.OWN
    assert {gul[Part(part)] for part in packet} == {Extent.THEIR_CRITERIA}
    assert parts(now, Role.FACILITATOR, facts=LEAST) == packet | {"status", "gate", "panel", "appeal"}
    assert parts(now, Role.CALIBRATOR, facts=LEAST) == packet | {"status", "panel"}
    assert parts(now, Role.DECIDER) == set()
    assert parts(now, Role.PEOPLE_OPERATIONS) == {"status", "gate", "panel", "request", "appeal"}


def test_the_others_reviews_open_with_the_last_one_and_ones_own() -> None:
    now = Stage.IN_REVIEW
    replaced = DisclosureFacts(all_reviews_in=True, own_review_given=False)
    assert visible_parts({Role.TECHNICAL}, now, replaced)[Part.TECHNICAL_REVIEWS] is Extent.OWN
    assert visible_parts({Role.TECHNICAL}, now, MOST)[Part.TECHNICAL_REVIEWS] is Extent.ALL
    assert visible_parts({Role.TECHNICAL}, now, MOST)[Part.STRATEGIC_REVIEWS] is Extent.ALL
    assert visible_parts({Role.STRATEGIC}, now, MOST)[Part.STRATEGIC_REVIEWS] is Extent.ALL
    assert Part.TECHNICAL_REVIEWS not in visible_parts({Role.STRATEGIC}, now, MOST)


@given(others=role_sets, stage=stages, facts=facts_of_any_kind)
def test_nobody_reads_what_was_said_of_them_whatever_else_they_are(
    others: frozenset[Role], stage: Stage, facts: DisclosureFacts
) -> None:
    mine = visible_parts(others | {Role.CANDIDATE}, stage, facts)
    assert mine == visible_parts({Role.CANDIDATE}, stage, facts)
    assert not set(mine) & (ROOM | {Part.MANAGER_ASSESSMENT, Part.PEER_ASSESSMENTS})


@given(others=role_sets, facts=facts_of_any_kind, stage=stages)
def test_a_candidate_learns_the_result_when_told_and_not_a_moment_before(
    others: frozenset[Role], facts: DisclosureFacts, stage: Stage
) -> None:
    told = {Stage.TOLD, Stage.CLOSED, Stage.APPEALED}
    seen = set(visible_parts(others | {Role.CANDIDATE}, stage, facts)) & (RESULT | {Part.PLAN})
    assert seen == (RESULT | {Part.PLAN} if stage in told else set())


@given(roles=role_sets, stage=stages, own=st.booleans(), released=st.booleans())
def test_reviews_are_sealed_until_the_last_is_in(
    roles: frozenset[Role], stage: Stage, own: bool, released: bool
) -> None:
    sealed = DisclosureFacts(all_reviews_in=False, own_review_given=own, released=released, raters_named=True)
    seen = visible_parts(roles, stage, sealed)
    assert {seen[part] for part in REVIEWS & set(seen)} <= {Extent.OWN}
    assert not {Part.MEASURES, Part.RATERS} & set(seen)
    if Role.MANAGER not in roles:
        assert Part.SUMMARY not in seen


@given(others=role_sets.map(lambda roles: roles - {Role.DECIDER}), stage=stages, facts=facts_of_any_kind)
def test_a_manager_sees_no_review_ever_and_no_result_before_release(
    others: frozenset[Role], stage: Stage, facts: DisclosureFacts
) -> None:
    seen = set(visible_parts(others | {Role.MANAGER}, stage, facts))
    assert not seen & (REVIEWS | {Part.MEASURES, Part.RATERS, Part.CALIBRATION_NOTES, Part.DISSENT})
    if not facts.released:
        assert Part.SUMMARY not in seen
    if not facts.released and stage is Stage.DECIDED and Role.CANDIDATE not in others:
        assert not seen & RESULT


@given(roles=role_sets, stage=stages, facts=facts_of_any_kind)
def test_raters_are_named_to_the_room_alone_and_only_where_the_framework_names_them(
    roles: frozenset[Role], stage: Stage, facts: DisclosureFacts
) -> None:
    seen = visible_parts(roles, stage, facts)
    if Part.RATERS in seen:
        assert roles & {Role.FACILITATOR, Role.CALIBRATOR}
        assert not roles & {Role.CANDIDATE, Role.MANAGER}
        assert facts.raters_named
        assert {Part.MEASURES, Part.CALIBRATION_NOTES} <= set(seen)


@given(roles=role_sets, facts=facts_of_any_kind)
def test_a_withdrawn_case_is_seen_by_three_and_its_content_by_its_author(
    roles: frozenset[Role], facts: DisclosureFacts
) -> None:
    seen = set(visible_parts(roles, Stage.WITHDRAWN, facts))
    if Role.CANDIDATE in roles:
        assert seen == {Part.STATUS, Part.CLAIMS, Part.SELF_ASSESSMENT}
    elif roles & {Role.MANAGER, Role.PEOPLE_OPERATIONS}:
        assert seen == {Part.STATUS}
    else:
        assert seen == set()


@given(roles=role_sets, stage=stages)
def test_more_that_holds_never_shows_less(roles: frozenset[Role], stage: Stage) -> None:
    for one, other in product(FACTS, repeat=2):
        rises = (
            one.all_reviews_in <= other.all_reviews_in
            and one.own_review_given <= other.own_review_given
            and one.released <= other.released
            and one.raters_named <= other.raters_named
        )
        if rises:
            lower, upper = visible_parts(roles, stage, one), visible_parts(roles, stage, other)
            assert all(upper[part] >= extent for part, extent in lower.items())


@given(roles=role_sets, facts=facts_of_any_kind, before=st.integers(0, len(ORDER) - 2))
def test_what_was_seen_on_the_straight_way_stays_seen(
    roles: frozenset[Role], facts: DisclosureFacts, before: int
) -> None:
    earlier = visible_parts(roles, ORDER[before], facts)
    later = visible_parts(roles, ORDER[before + 1], facts)
    assert all(later[part] >= extent for part, extent in earlier.items())


@given(roles=role_sets.filter(lambda r: not r & {Role.CANDIDATE, Role.MANAGER}), stage=stages, facts=facts_of_any_kind)
def test_a_further_role_only_adds(roles: frozenset[Role], stage: Stage, facts: DisclosureFacts) -> None:
    both = visible_parts(roles, stage, facts)
    for role in roles:
        assert all(both[part] >= extent for part, extent in visible_parts({role}, stage, facts).items())


@given(roles=role_sets, stage=stages, facts=facts_of_any_kind)
def test_whoever_sees_a_part_sees_the_status_except_a_peer(
    roles: frozenset[Role], stage: Stage, facts: DisclosureFacts
) -> None:
    seen = visible_parts(roles, stage, facts)
    if set(seen) - {Part.REQUEST, Part.PEER_ASSESSMENTS}:
        assert Part.STATUS in seen


@pytest.mark.parametrize("role", list(Role))
def test_a_query_narrows_to_exactly_the_stages_where_something_is_seen(role: Role) -> None:
    assert stages_visible_to(role) == {stage for stage in Stage if visible_parts({role}, stage, MOST)}


def test_a_stranger_and_an_attester_see_no_case() -> None:
    for stage in Stage:
        assert visible_parts((), stage, MOST) == visible_parts({Role.ATTESTER}, stage, MOST) == {}
    assert stages_visible_to(Role.ATTESTER) == frozenset()


def test_asking_for_one_part_asks_how_much_of_it() -> None:
    def gul(extent: Extent) -> bool:
        return sees(Part.CLAIMS, roles={Role.STRATEGIC}, stage=Stage.IN_REVIEW, facts=LEAST, extent=extent)

    assert [gul(extent) for extent in Extent] == [True, True, False]
    assert not sees(Part.SUMMARY, roles={Role.STRATEGIC}, stage=Stage.IN_REVIEW, facts=MOST)


def test_what_is_seen_cannot_be_changed_by_who_asked() -> None:
    seen = visible_parts({Role.CANDIDATE}, Stage.TOLD, MOST)
    with pytest.raises(TypeError):
        seen[Part.MEASURES] = Extent.ALL  # type: ignore[index]


def test_the_page_about_evaluation_says_the_table_in_words() -> None:
    rows = {(row.role, row.part, row.how_much): row.since for row in describe()}
    assert len(rows) == len(DISCLOSURES)
    assert rows[Role.CANDIDATE, Part.REASONS, "all of it"] == "from “told” on"
    assert rows[Role.MANAGER, Part.SUMMARY, "all of it"] == "from “decided” on, after the result is released"
    assert rows[Role.STRATEGIC, Part.CLAIMS, "for the criteria their panel judges"] == "from “in review” on"
    assert rows[Role.TECHNICAL, Part.TECHNICAL_REVIEWS, "all of it"] == (
        "from “in review” on, after they gave their own and the last review is in"
    )
    assert rows[Role.PEOPLE_OPERATIONS, Part.APPEAL, "all of it"] == "once there is one"


def test_every_condition_is_used() -> None:
    assert {row.when for row in DISCLOSURES} == set(When)
