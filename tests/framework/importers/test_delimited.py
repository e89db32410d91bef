"""CSV ladders: wide, long and in several files, however they are delimited, encoded and quoted."""

from __future__ import annotations

import codecs

import pytest
from tests.framework.importers.tables import asked, at_levels, blanks, left_over, levels, source

from waypost.framework.importers.found import Blank, Found, Origin
from waypost.framework.importers.sheets.delimited import SHAPE
from waypost.framework.importers.sheets.records import MAX_COLUMNS, MAX_ROWS
from waypost.framework.importers.sources import Source

WIDE = """\
Area,Competency,Junior,Senior
Craft,Testing,writes tests,"keeps them fast, and
reads those of others"
,Design,draws a part,
"""
LONG = """\
Path,Job title,Competency,Skill,Key behavior
Engineering,Engineer,Craft,Testing,Writes tests
Engineering,Engineer,Craft,Testing,Reads tests
Engineering,Senior Engineer,Craft,Testing,Keeps tests fast
Management,Manager,People,Coaching,Helps others grow
Engineering,Senior Engineer,People,Coaching,Helps one person
"""


def read(*sources: Source) -> Found:
    found = SHAPE.read(sources)
    assert found.errors == ()
    return found


def test_a_wide_file_is_a_table_of_levels() -> None:
    found = read(source(WIDE))
    assert asked(found) == {
        ("Engineering", "Junior", "Craft", "Testing"): ("writes tests",),
        ("Engineering", "Senior", "Craft", "Testing"): ("keeps them fast, and", "reads those of others"),
        ("Engineering", "Junior", "Craft", "Design"): ("draws a part",),
    }
    assert blanks(found) == {"Craft again": Blank.MERGED, "Design at Senior": Blank.NOT_ASKED}


def test_lines_are_those_of_the_file_also_after_a_cell_of_several_lines() -> None:
    found = read(source(WIDE))
    origins = [one.origin for cell in found.cells for one in cell.statements]
    assert origins == [
        Origin("ladder.csv", 2, 3),
        Origin("ladder.csv", 2, 4),
        Origin("ladder.csv", 3),
        Origin("ladder.csv", 4, 3),
    ]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_the_delimiter_is_told_by_the_content(delimiter: str) -> None:
    text = LONG.replace(",", delimiter)
    assert asked(read(source(text))) == asked(read(source(LONG)))


def test_a_delimiter_inside_quotes_does_not_count() -> None:
    found = read(source('Skill;L1;L2\nTesting;"writes, reads, runs";"keeps, mends, owns"\n'))
    assert at_levels(found) == {("L1", "Testing"): ("writes, reads, runs",), ("L2", "Testing"): ("keeps, mends, owns",)}


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_marks_of_encodings_are_no_text(mark: bytes, encoding: str) -> None:
    found = read(source(mark + "Skill,Junior,Senior\r\nPrüfen,schreibt Tests,hält sie schnell\r\n".encode(encoding)))
    assert at_levels(found)["Senior", "Prüfen"] == ("hält sie schnell",)


def test_a_long_file_has_a_row_for_each_statement() -> None:
    assert asked(read(source(LONG))) == {
        ("Engineering", "Engineer", "Craft", "Testing"): ("Writes tests", "Reads tests"),
        ("Engineering", "Senior Engineer", "Craft", "Testing"): ("Keeps tests fast",),
        ("Management", "Manager", "People", "Coaching"): ("Helps others grow",),
        ("Engineering", "Senior Engineer", "People", "Coaching"): ("Helps one person",),
    }


def test_the_columns_of_a_long_file_may_stand_in_any_order_and_under_other_names() -> None:
    rows = [line.split(",") for line in LONG.splitlines()]
    rows[0] = ["Track", "Level", "Category", "Criterion", "Description"]
    turned = "\n".join(",".join(row[place] for place in (4, 1, 3, 0, 2)) for row in rows)
    assert asked(read(source(turned))) == asked(read(source(LONG)))


def test_in_a_long_file_what_is_blank_holds_on_from_the_row_above() -> None:
    found = read(
        source("Level,Skill,Expectation\nJunior,Testing,writes tests\n,,reads tests\nSenior,Testing,keeps them\n")
    )
    assert at_levels(found) == {
        ("Junior", "Testing"): ("writes tests", "reads tests"),
        ("Senior", "Testing"): ("keeps them",),
    }
    assert [one.meaning for one in found.blanks] == [Blank.MERGED, Blank.MERGED]


def test_levels_stand_as_they_are_met_unless_numbers_order_them() -> None:
    text = "Order,Level,Skill,Expectation\n2,Wizard,Testing,keeps\n1,Rookie,Testing,writes\n1,Rookie,Design,draws\n"
    assert levels(read(source(text))) == ["Rookie", "Wizard"]
    unordered = "\n".join(line.split(",", 1)[1] for line in text.splitlines())
    assert levels(read(source(unordered.replace("Wizard", "Senior").replace("Rookie", "Junior")))) == [
        "Senior",
        "Junior",
    ]


def test_examples_and_evidence_have_columns_of_their_own() -> None:
    text = (
        "track,level,dimension,criterion,statement,looks like,shown by\n"
        "Depth,Senior,Craft,Testing,Keeps tests fast,a suite of a minute,dashboard\n"
        "Depth,Senior,Craft,Testing,,a suite of two minutes,\n"
        "Depth,Staff,Craft,Testing,same as Senior,,\n"
    )
    found = read(source(text))
    statement = found.cells[0].statements[0]
    assert (statement.says, statement.looks_like, statement.shown_by) == (
        "Keeps tests fast",
        ("a suite of a minute", "a suite of two minutes"),
        ("dashboard",),
    )
    assert at_levels(found)["Staff", "Testing"] == ("= Senior",)


def test_cells_beyond_the_table_are_left_over_with_their_line() -> None:
    found = read(source("Skill,L1,L2\nTesting,writes,keeps\nDesign,draws,owns,what is this\nPlanning,plans\n"))
    assert [(one.text, one.origin.line) for one in found.left_over] == [("what is this", 3)]
    assert at_levels(found)["L1", "Planning"] == ("plans",)


def test_a_guarded_formula_is_the_text_behind_the_guard() -> None:
    found = read(source("Skill,L1,L2\nTesting,'=1+1 is checked,keeps tests\n"))
    assert at_levels(found)["L1", "Testing"] == ("=1+1 is checked",)


def test_files_that_name_each_others_rows_are_one_ladder() -> None:
    found = read(
        source("id,name,category_id,description\nc1,Testing,a,What tests are\nc2,Mentoring,b,\n", "criteria.csv"),
        source("id,title\na,Craft\nb,People\n", "categories.csv"),
        source(
            "level_id,criterion_id,expectation\nl1,c1,Writes tests\nl2,c1,Keeps them fast\n"
            "l2,c2,Helps others\nx9,c2,Lost\n",
            "expectations.csv",
        ),
        source("id,name,order,summary\nl2,Senior Engineer,2,Does\nl1,Engineer,1,Learns\n", "levels.csv"),
    )
    assert asked(found) == {
        ("Engineering", "Engineer", "Craft", "Testing"): ("Writes tests",),
        ("Engineering", "Senior Engineer", "Craft", "Testing"): ("Keeps them fast",),
        ("Engineering", "Senior Engineer", "People", "Mentoring"): ("Helps others",),
    }
    assert [(one.title, one.rank, one.about) for one in found.levels] == [
        ("Engineer", 1.0, "Learns"),
        ("Senior Engineer", 2.0, "Does"),
    ]
    assert found.criteria[0].about == "What tests are"
    assert left_over(found) == ["x9", "c2", "Lost"]


def test_several_files_with_the_same_levels_are_dimensions_and_those_named_by_roles_are_tracks() -> None:
    table = "Skill,Junior,Senior\n{0},writes tests,keeps tests\n"
    dimensions = read(source(table.format("Testing"), "craft.csv"), source(table.format("Coaching"), "people.csv"))
    assert [one.title for one in dimensions.dimensions] == ["Craft", "People"]
    assert [one.title for one in dimensions.tracks] == ["Engineering"]
    tracks = read(
        source(table.format("Testing"), "frontend-engineer.csv"),
        source(table.format("Testing"), "backend-engineer.csv"),
    )
    assert [one.title for one in tracks.tracks] == ["Frontend engineer", "Backend engineer"]
    assert len(tracks.levels) == 4


def test_a_file_about_levels_that_are_known_is_told_of_them_whatever_its_place() -> None:
    found = read(
        source("Level,Salary\nJunior,50k\nSenior,70k\n", "a-pay.csv"),
        source("Skill,Junior,Senior\nTesting,writes tests,keeps tests\n", "b-skills.csv"),
    )
    assert [(one.title, one.about) for one in found.levels] == [("Junior", "Salary: 50k"), ("Senior", "Salary: 70k")]


def test_a_claim_says_what_was_seen_and_none_is_made_of_other_tables() -> None:
    claim = SHAPE.claim((source(WIDE),))
    assert claim is not None
    assert claim.sure > 0.9
    assert "3 places" in claim.because
    assert SHAPE.claim((source("Name,Phone\nAda,12\n"),)) is None
    assert SHAPE.claim((source("# A ladder", "ladder.md"),)) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a," * MAX_COLUMNS + "b\n", "columns"),
        ("a,b\n" * (MAX_ROWS + 1), "rows"),
        (('"' + "x" * 140_000 + '",b\n'), "field larger"),
    ],
)
def test_a_table_too_large_to_be_a_ladder_is_refused_with_its_line(text: str, message: str) -> None:
    found = SHAPE.read((source(text),))
    assert len(found.errors) == 1
    assert message in found.errors[0].message
    assert found.errors[0].hint
    assert found.cells == ()


def test_files_that_are_each_called_by_a_level_are_about_it() -> None:
    table = "Area,Skill,Expectation\nCraft,Testing,{0} tests\nPeople,Coaching,{0} others\n"
    found = read(source(table.format("writes"), "junior.csv"), source(table.format("keeps"), "senior.csv"))
    assert at_levels(found) == {
        ("Junior", "Testing"): ("writes tests",),
        ("Junior", "Coaching"): ("writes others",),
        ("Senior", "Testing"): ("keeps tests",),
        ("Senior", "Coaching"): ("keeps others",),
    }


def test_a_comma_that_nobody_quoted_makes_no_column() -> None:
    rows = "".join(f"Skill {number},writes,keeps\n" for number in range(4))
    found = read(source(f"Skill,L1,L2\n{rows}Design,draws, owns,mends\nPlanning,plans, leads,asks\n"))
    assert [(one.text, one.origin.line) for one in found.left_over] == [("mends", 6), ("asks", 7)]
    assert "the row has 4 cells, the table 3" in found.left_over[0].why
