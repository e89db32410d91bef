"""What a framework says when it is asked: levels, expectations followed to where they come from, evidence by band."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from waypost.framework.reading import read_text
from waypost.framework.schema import Criterion, Expectation, Framework, Level, Requirements, Statement

CUMULATIVE = (
    ("band: B4, scope: teams}\n  staff-strategic", "band: B4, scope: teams, adds to: senior}\n  staff-strategic"),
    ("band: B5, scope: organisation}", "band: B5, scope: organisation, adds to: staff}"),
)


def said(framework: Framework, criterion: str, level: str) -> list[str] | None:
    expectation = framework.expectation(criterion, level)
    return None if expectation is None else [statement.says for statement in expectation.statements]


def test_a_level_asks_what_is_written_for_it_and_nothing_else(northwind):
    assert said(northwind, "design", "staff") == ["Owns a design that several teams build on."]
    assert said(northwind, "operations", "manager") is None
    assert [one.key for one in northwind.criteria_at("manager")] == ["design", "outcome", "communication", "growing"]


def test_same_as_asks_what_the_other_level_asks_and_says_so(variant):
    framework = variant(
        ("principal: [Sees the design that nobody has asked for yet.]", "principal: {same as: staff}"),
        ("    staff: [Owns a design that several teams build on.]", "    staff: {same as: senior}"),
    )
    asked = framework.expectation("design", "principal")
    assert (asked.level, asked.same_as) == ("principal", "staff")
    assert said(framework, "design", "principal") == ["Designs one service with its failure modes."]


def test_adds_to_puts_what_is_written_on_top_of_what_holds_below(variant):
    ladder = variant(*CUMULATIVE)
    assert said(ladder, "design", "principal") == [
        "Designs one service with its failure modes.",
        "Owns a design that several teams build on.",
        "Sees the design that nobody has asked for yet.",
    ]


def test_what_adds_up_over_many_levels_may_be_more_than_one_place_may_write(northwind):
    rungs, cells = [], []
    for number in range(120):
        onto = f"l{number - 1}" if number else None
        rungs.append(Level(key=f"l{number}", title=f"L{number}", track="depth", band="B3", adds_to=onto))
        asked = (Statement(says=f"Does thing {number}."),)
        cells.append(Expectation(criterion="design", level=f"l{number}", statements=asked))
    ladder = northwind.model_copy(update={"levels": tuple(rungs), "paths": (), "expectations": tuple(cells)})
    assert said(ladder, "design", "l119") == [f"Does thing {number}." for number in range(120)]


def test_adds_to_carries_over_where_nothing_is_added(variant):
    ladder = variant(*CUMULATIVE)
    assert said(ladder, "outcome", "principal") == [
        "Knows what the work is for.",
        "Chooses work by what comes of it.",
    ]
    assert said(ladder, "growing", "principal") is None


def test_same_as_on_a_level_that_adds_stands_for_all_of_it(variant):
    ladder = variant(
        *CUMULATIVE, ("principal: [Sees the design that nobody has asked for yet.]", "principal: {same as: manager}")
    )
    assert said(ladder, "design", "principal") == ["Asks the question that a design has left open."]


@pytest.mark.parametrize(
    "question",
    [
        lambda framework: framework.level("wizard"),
        lambda framework: framework.criterion("magic"),
        lambda framework: framework.track("arcane"),
        lambda framework: framework.band("B9"),
        lambda framework: framework.band_rank("B9"),
        lambda framework: framework.point("soon"),
        lambda framework: framework.dimension_of("magic"),
        lambda framework: framework.expectation("magic", "staff"),
        lambda framework: framework.expectation("design", "wizard"),
        lambda framework: framework.criteria_at("wizard"),
    ],
)
def test_a_key_that_names_nothing_is_a_key_error(northwind, question):
    with pytest.raises(KeyError):
        question(northwind)


def test_bands_rank_from_the_lowest(northwind):
    assert [northwind.band_rank(key) for key in ("B3", "B4", "B5")] == [0, 1, 2]


class TestEvidence:
    def test_below_the_band_only_what_is_asked_of_everyone(self, northwind):
        asked = northwind.evidence.for_level(northwind.level("senior"), framework=northwind)
        assert asked == Requirements(self=1, manager=1, peers=3, peers_outside_team=1, work_products=1)

    @pytest.mark.parametrize("level", ["staff", "principal"])
    def test_from_the_band_on_more(self, northwind, level):
        asked = northwind.evidence.for_level(northwind.level(level), framework=northwind)
        assert asked == Requirements(
            self=1,
            manager=1,
            peers=3,
            peers_outside_team=1,
            work_products=1,
            quantitative=1,
            qualitative=2,
            attested=True,
            scope_document_within_days=100,
        )

    def test_managers_keep_no_scope_document(self, northwind):
        asked = northwind.evidence.for_level(northwind.level("manager"), framework=northwind)
        assert (asked.quantitative, asked.scope_document_within_days) == (1, None)

    def test_a_higher_band_replaces_only_what_it_names(self, variant):
        framework = variant(("  from B4:  {", "  from B5: {peers: 4, attested: false}\n  from B4:  {"))
        staff, principal = (
            framework.evidence.for_level(framework.level(key), framework=framework) for key in ("staff", "principal")
        )
        assert (staff.peers, staff.attested) == (3, True)
        assert (principal.peers, principal.attested, principal.qualitative) == (4, False, 2)


class TestBar:
    def test_the_bar_is_the_point_called_meets(self, northwind):
        assert northwind.bar.key == "meets"

    def test_unless_another_point_is_marked(self, variant):
        framework = variant(("beyond: {value: 3,", "beyond: {bar: true, value: 3,"))
        assert framework.bar.key == "beyond"


class TestIdentity:
    def test_the_hash_is_that_of_the_content_and_not_of_its_layout(self, northwind, document):
        spaced = document.replace("{value: 0, title: Not seen yet}", "\n    value: 0\n    title: Not seen yet")
        assert read_text(f"# a comment\n{spaced}").framework.hash == northwind.hash

    def test_writing_a_default_does_not_change_the_hash(self, variant, northwind):
        assert (
            variant(("owner: engineering-leadership", 'owner: engineering-leadership\nabout: ""')).hash
            == northwind.hash
        )

    @pytest.mark.parametrize(
        "edit",
        [
            ("Owns a design that several teams build on.", "Owns a design that several teams build upon."),
            ("version: 3.1.0", "version: 3.1.1"),
            ("within: 14 days", "within: 15 days"),
            ("  - staff > principal\n", ""),
            ("design: {title: System design, must: true}", "design: {title: System design}"),
        ],
    )
    def test_any_change_of_content_changes_the_hash(self, variant, northwind, edit):
        assert variant(edit).hash != northwind.hash

    def test_the_hash_stays_from_release_to_release(self, northwind):
        # Published versions are known by it: if this fails, every stored hash has become wrong.
        assert northwind.hash == "6a5206c85a3f4ee273f7fd3d5a8c09b40f222e3310b894f7be98de5306c68eb6"


class TestImmutable:
    def test_nothing_can_be_assigned(self, northwind):
        with pytest.raises(ValidationError):
            northwind.version = "4.0.0"

    def test_a_copy_with_a_change_answers_by_its_own_content(self, northwind):
        assert northwind.level("staff").title == "Staff Engineer"
        renamed = northwind.level("staff").model_copy(update={"title": "Staff"})
        levels = tuple(renamed if level.key == "staff" else level for level in northwind.levels)
        copy = northwind.model_copy(update={"levels": levels})
        assert (copy.level("staff").title, northwind.level("staff").title) == ("Staff", "Staff Engineer")
        assert copy.hash != northwind.hash

    def test_asking_leaves_no_trace_in_equality(self, document):
        asked, fresh = (read_text(document).framework for _ in range(2))
        asked.expectation("design", "staff")
        assert asked.hash
        assert (asked == fresh, hash(asked) == hash(fresh)) == (True, True)

    def test_the_same_key_twice_is_refused_from_python_too(self, northwind):
        level = Level(key="staff", title="Staff", track="depth", band="B4")
        with pytest.raises(ValidationError, match="the same key twice"):
            Framework.model_validate(northwind.model_dump() | {"levels": (level, level)})


class TestText:
    def test_a_title_is_one_line(self):
        assert Criterion(key="design", title="  System\n   design ").title == "System design"

    def test_prose_keeps_its_paragraphs_and_nothing_else(self):
        statement = Statement(says="Designs.", about="\n\nOne.  \n\n\n\nTwo.\n - a\n - b\r\n")
        assert statement.about == "One.\n\nTwo.\n - a\n - b"

    @pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\x9b"])
    def test_control_characters_are_refused(self, character):
        with pytest.raises(ValidationError, match="control character"):
            Statement(says=f"Designs{character}.")
