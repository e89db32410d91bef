"""What goes along with the statements of data: blanks, titles, introductions, weights; and what is refused."""

from __future__ import annotations

import pytest
from tests.framework.importers.data_ladders import found_in

from waypost.framework.importers.found import Blank


def test_an_empty_place_is_told_with_what_it_was_taken_to_mean() -> None:
    text = """{"criteria": [
        {"name": "Testing", "levels": {"Junior": null, "Mid": ["writes tests alone"], "Senior": [],
          "Staff": ["leads testing everywhere"], "Principal": "TBD"}},
        {"name": "Care", "levels": {"Junior": "listens to users", "Mid": "asks the users", "Senior": "Same as Mid",
          "Staff": "speaks for users", "Principal": "changes things for users"}}]}"""
    found = found_in({"x.json": text})
    assert [(one.where, one.meaning, one.because, one.origin.line) for one in found.blanks] == [
        ("Testing at Junior", Blank.NOT_ASKED, "there is nothing", 2),
        ("Testing at Senior", Blank.GAP, "there is an empty list between levels that ask something", 2),
        ("Testing at Principal", Blank.GAP, "it says `TBD`", 3),
        ("Care at Senior", Blank.INHERITED, "it says `Same as Mid`", 4),
    ]
    assert [(cell.level, cell.same_as) for cell in found.cells if cell.same_as] == [("senior", "mid")]
    assert found.left_over == ()


def test_titles_introductions_weights_ranks_and_what_levels_add_to_travel_along() -> None:
    text = """\
title: Our ladder
description: What we ask of each other.
levels:
  - {id: jr, name: Junior, rank: 1, scope: task, description: Learns how things work here.}
  - {id: sr, name: Senior, rank: 2, scope: project, extends: jr, pay band: B4}
dimensions:
  - name: Craft
    weight: 60
    description: Making things that last.
    criteria:
      - name: Testing
        must: true
        description: How we know that it works.
        levels: {jr: Tests own code well, sr: Teaches testing to all}
  - name: People
    weight: 40
    criteria:
      - name: Mentoring
        levels: {jr: Asks good questions often, sr: Answers good questions often}
"""
    found = found_in({"x.yaml": text})
    assert (found.title, found.about) == ("Our ladder", "What we ask of each other.")
    assert found.tracks[0].weights == (("craft", 60), ("people", 40))
    assert [(one.title, one.rank, str(one.scope), one.adds_to, one.band, one.about) for one in found.levels] == [
        ("Junior", 1, "task", "", "", "Learns how things work here."),
        ("Senior", 2, "project", "junior", "B4", ""),
    ]
    assert [(one.title, one.about) for one in found.dimensions] == [
        ("Craft", "Making things that last."),
        ("People", ""),
    ]
    assert [(one.title, one.must, one.about) for one in found.criteria] == [
        ("Testing", True, "How we know that it works."),
        ("Mentoring", False, ""),
    ]
    assert found.left_over == ()


def test_titles_that_points_give_come_from_lists_and_from_mappings() -> None:
    tracks = "tracks = {A: {name: 'Testing', milestones: [{summary: 'does it with help'}, {summary: 'does it alone'}]}}"
    mapping = "export const titlesByScore = {0: 'Engineer', 10: 'Senior Engineer', 30: 'Staff Engineer'}"
    listed = "export const titles = [{label: 'Engineer', minPoints: 0}, {label: 'Senior', minPoints: 12.5}]"
    one = found_in({"x.js": f"export const {tracks};\n{mapping};\n"})
    other = found_in({"x.js": f"export const {tracks};\n{listed};\n"})
    assert [(title.score, title.title) for title in one.titles] == [
        (0, "Engineer"),
        (10, "Senior Engineer"),
        (30, "Staff Engineer"),
    ]
    assert [(title.score, title.title, title.origin.line) for title in other.titles] == [
        (0, "Engineer", 2),
        (12.5, "Senior", 2),
    ]


@pytest.mark.parametrize(
    ("name", "text", "left_over"),
    [
        ("config.json", '{"name": "web", "version": "1", "scripts": {"start": "node now"}}', ["config.json"]),
        ("s.json", '{"$schema": "x", "properties": {"levels": {"type": "array"}}}', ["s.json"]),
        ("_index.yaml", "files:\n  - craft\n", ["_index.yaml"]),
        (
            "en.json",
            '{"home": {"title": "Welcome to us", "levels": "Show all levels"}}',
            ["Welcome to us", "Show all levels"],
        ),
        ("values.yaml", "- {name: Care, description: We care for all.}\n", ["Care", "We care for all."]),
        ("empty.json", "{}", []),
        ("empty.yaml", "", []),
    ],
)
def test_what_is_no_ladder_is_left_over_whole(name: str, text: str, left_over: list[str]) -> None:
    found = found_in({name: text})
    assert (found.cells, found.errors) == ((), ())
    assert [one.text for one in found.left_over] == left_over
    assert "No ladder was found in it." in found.notes


@pytest.mark.parametrize(
    ("name", "text", "place", "message"),
    [
        ("x.json", '{"a": [1, 2}', (1, 12), "is not expected here"),
        ("x.json", '{"a": 1\n "b": 2}', (2, 2), "is not expected here"),
        ("x.json", '{"a": alert("x")}', (1, 12), "is not expected here"),
        ("x.json", '{"a": [\n', (2, 1), "ends inside a list"),
        ("x.json", '{"a": other}', (1, 7), "`other` is not JSON"),
        ("x.yaml", "a: b: c\n", (1, 5), "holds a `: ` inside a text"),
        ("x.yaml", "a: 1\na: 2\n", (2, 1), "says `a` a second time"),
        ("x.yaml", "a: *nothing\n", (1, 4), "uses `*nothing` before it is complete"),
        ("x.js", "export default {a: [1, 2}", (1, 25), "is not expected here"),
        ("x.js", "const a = `open", (1, 11), "opens a template string and never ends it"),
        ("x.yaml", "waypost: 1\nname: x\nlevels: {}\n", (1, 1), "is a Waypost framework already"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_place(
    name: str, text: str, place: tuple[int, int], message: str
) -> None:
    (error,) = found_in({name: text}).errors
    assert ((error.line, error.column), error.message) == (place, message)
    assert error.file == name
    assert error.hint


def test_a_program_beside_a_ladder_is_left_over_and_alone_it_is_refused() -> None:
    ladder = "export const skills = {Testing: {Junior: 'writes tests with help', Senior: 'teaches others to test'}}"
    program = "export const a = (<p>It`s open</p>"
    found = found_in({"skills.js": ladder, "page.jsx": program})
    assert (len(found.cells), found.errors) == (2, ())
    assert [(one.text, one.why) for one in found.left_over] == [
        ("page.jsx", "was not read: it opens a template string and never ends it")
    ]
    assert [one.message for one in found_in({"page.jsx": program}).errors] == [
        "opens a template string and never ends it"
    ]


def test_nothing_in_a_script_is_run_and_code_is_told_with_its_texts() -> None:
    text = """\
import { readFileSync } from 'fs';
export const skills = {
  Testing: { Junior: `writes ${process.exit(1)} tests`, Senior: 'teaches others to test' },
  Hiring: make('never run this', () => { throw new Error('nor this') }),
};
skills.constructor.constructor('return process')();
"""
    found = found_in({"x.js": text})
    assert [one.says for cell in found.cells for one in cell.statements] == [
        "writes ${process.exit(1)} tests",
        "teaches others to test",
    ]
    assert [(one.text, one.origin.line) for one in found.left_over] == [
        ("never run this", 4),
        ("nor this", 4),
        ("return process", 6),
    ]
    assert any("`${...}` in a template string stays as it is written" in note for note in found.notes)


def test_json_escapes_tabs_and_pairs_of_surrogates_are_read_as_they_are_meant() -> None:
    text = (
        '{"skills": {"Testing": {"Junior": "a\\tb \\ud83d\\ude80 \\u00e9 \\/ c", "Senior": "half \\ud83d of a pair"}}}'
    )
    found = found_in({"x.json": text})
    assert [one.says for cell in found.cells for one in cell.statements] == ["a b 🚀 é / c", "half � of a pair"]


def test_lines_of_a_list_inside_a_text_have_their_own_places() -> None:
    text = """\
levels:
  - name: Junior
    skills:
      Testing: |
        - Writes tests

        - Runs all tests
  - name: Senior
    skills: {Testing: teaches others to test}
"""
    found = found_in({"x.yaml": text})
    assert [(one.says, one.origin.line) for one in found.cells[0].statements] == [
        ("Writes tests", 5),
        ("Runs all tests", 7),
    ]


def test_levels_that_some_criteria_leave_out_keep_their_order() -> None:
    text = """\
Testing: {Mid: writes tests alone now, Senior: teaches others to test}
Care: {Junior: listens to all users, Mid: speaks for all users, Staff: changes things for users}
"""
    assert [one.title for one in found_in({"x.yaml": text}).levels] == ["Junior", "Mid", "Senior", "Staff"]


def test_lists_of_one_length_under_a_name_that_says_nothing_are_levels_by_their_place() -> None:
    text = "".join(
        f"{name}:\n  title: {name}\n  core: [{name} is done with help, {name} is done alone, {name} is taught to all]\n"
        f"  reading: {{books: [one good book on {name}]}}\n"
        for name in ("Testing", "Planning", "Care")
    )
    found = found_in({"x.yaml": text})
    assert [one.title for one in found.criteria] == ["Testing", "Planning", "Care"]
    assert len(found.levels) == 3
    assert [one.says for cell in found.cells for one in cell.statements if cell.criterion == found.criteria[0].id] == [
        "Testing is done with help",
        "Testing is done alone",
        "Testing is taught to all",
    ]


def test_a_list_of_titles_asks_nothing() -> None:
    text = """\
jobTitles: [Software Engineer 1, Software Engineer 2, Lead Software Engineer]
skills:
  Testing: {Novice: writes tests with help, Adept: writes tests alone, Expert: teaches others to test}
  Care: {Novice: listens to all users, Adept: speaks for all users, Expert: changes things for users}
"""
    found = found_in({"x.yaml": text})
    assert not [one for cell in found.cells for one in cell.statements if "Engineer" in one.says]
