"""Spreadsheets: sheets as dimensions or tracks, merged cells, answers, formulas, and refusals before parsing."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import pytest
from tests.framework.importers.tables import asked, at_levels, blanks, left_over, levels, source
from tests.framework.importers.workbooks import part_of, with_part, workbook

from waypost.framework.importers.found import Blank, Found, Origin
from waypost.framework.importers.sheets.workbook_cells import text_of
from waypost.framework.importers.sheets.workbooks import SHAPE
from waypost.framework.importers.sources import Source

HEAD = ["Skill", "Junior", "Senior"]
ANSWERS = [
    ["Delivery"],
    ["Planning and shipping."],
    [],
    ["1/ Junior", None, "2/ Senior"],
    ["Learns.", None, "Guides others."],
    [],
    ["Plans a task.", "Yes", "Plans a quarter.", "Nope"],
    ["Ships small changes.", "Somewhat", "Ships epics.", "Nope"],
    ["Asks early.", "Yes", None, None],
    [],
    ["Level result", '=IF(B7="Yes", 1, 0)', "Level result", '=IF(D7="Yes", 1, 0)'],
]


def read(book: Source) -> Found:
    found = SHAPE.read((book,))
    assert found.errors == ()
    return found


def refused(book: Source) -> str:
    found = SHAPE.read((book,))
    assert len(found.errors) == 1
    assert found.errors[0].hint
    return found.errors[0].message


def test_a_sheet_is_read_as_a_table_and_its_rows_are_lines() -> None:
    found = read(workbook({"Sheet1": [[], HEAD, ["Testing", "writes tests", "keeps them fast"]]}))
    assert asked(found) == {
        ("Engineering", "Junior", "Expectations", "Testing"): ("writes tests",),
        ("Engineering", "Senior", "Expectations", "Testing"): ("keeps them fast",),
    }
    assert found.cells[0].statements[0].origin == Origin("ladder.xlsx#Sheet1", 3, 2)


def test_sheets_with_the_same_levels_are_dimensions() -> None:
    found = read(
        workbook({"Craft": [HEAD, ["Testing", "writes", "keeps"]], "People": [HEAD, ["Coaching", "asks", "helps"]]})
    )
    assert {(dimension, criterion) for _, _, dimension, criterion in asked(found)} == {
        ("Craft", "Testing"),
        ("People", "Coaching"),
    }
    assert levels(found) == ["Junior", "Senior"]


def test_sheets_with_levels_of_their_own_are_tracks() -> None:
    found = read(
        workbook(
            {
                "Engineer": [HEAD, ["Testing", "writes", "keeps"]],
                "Manager": [["Skill", "Team Manager", "Director"], ["Hiring", "meets", "plans"]],
            }
        )
    )
    assert [(one.title, one.track) for one in found.levels] == [
        ("Junior", "engineer"),
        ("Senior", "engineer"),
        ("Team Manager", "manager"),
        ("Director", "manager"),
    ]


def test_merged_cells_repeat_their_text_and_say_so() -> None:
    rows = [
        ["Area", "Skill", "L1", "L2"],
        ["Craft", "Testing", "writes and keeps tests", None],
        [None, "Design", "draws", "owns"],
    ]
    found = read(workbook({"Ladder": rows}, merged={"Ladder": ["A2:A3", "C2:D2"]}))
    assert {dimension for _, _, dimension, _ in asked(found)} == {"Craft"}
    assert at_levels(found)["L2", "Testing"] == ("= L1",)
    assert blanks(found) == {"Testing at L2": Blank.MERGED}


def test_answers_results_and_formulas_are_reported_and_never_asked() -> None:
    found = read(workbook({"Delivery": ANSWERS}))
    assert asked(found) == {
        ("Engineering", "Junior", "Delivery", "Delivery"): ("Plans a task.", "Ships small changes.", "Asks early."),
        ("Engineering", "Senior", "Delivery", "Delivery"): ("Plans a quarter.", "Ships epics."),
    }
    assert [one.about for one in found.levels] == ["Learns.", "Guides others."]
    assert found.dimensions[0].about == "Planning and shipping."
    assert sorted(left_over(found)) == [
        '=IF(B7="Yes", 1, 0)',
        '=IF(D7="Yes", 1, 0)',
        "Level result",
        "Level result",
        "Nope",
        "Yes, Somewhat",
    ]


def test_weights_on_another_sheet_travel_along_and_mend_its_title() -> None:
    found = read(
        workbook(
            {
                "DomainExpertise": ANSWERS,
                "Delivery": ANSWERS,
                "Summary": [
                    ["How it is computed"],
                    ["Competency", "Weight", "Achieved level", "Value"],
                    ["Domain Expertise", 0.4, "=1", "=B3*C3"],
                    ["Delivery", 0.6, "=1", "=B4*C4"],
                    ["Your score", "=SUM(B3:B4)"],
                ],
            }
        )
    )
    assert [one.title for one in found.dimensions] == ["Domain Expertise", "Delivery"]
    assert found.tracks[0].weights == (("domainexpertise", 0.4), ("delivery", 0.6))
    assert {"How it is computed", "Your score"} <= set(left_over(found))


def test_titles_by_score_on_a_sheet_travel_along() -> None:
    scores = [["Title", "From score"], ["Junior Engineer", 0], ["Senior Engineer", 2.5]]
    found = read(
        workbook({"Ladder": [HEAD, ["Testing", "writes", "keeps"]], "Titles": [["Title", "Score"], *scores[1:]]})
    )
    assert [(one.score, one.title) for one in found.titles] == [(0.0, "Junior Engineer"), (2.5, "Senior Engineer")]


def test_empty_rows_below_and_a_wrong_dimension_change_nothing() -> None:
    book = workbook({"Ladder": [HEAD, ["Testing", "writes", "keeps"]]})
    name = "xl/worksheets/sheet1.xml"
    sheet = part_of(book, name)
    empty = b"".join(b'<row r="%d"><c r="A%d"/><c r="B%d"/></row>' % (row, row, row) for row in range(3, 1001))
    grown = sheet.replace(b"</sheetData>", empty + b"</sheetData>").replace(b'ref="A1:C2"', b'ref="A1:XFD1048576"')
    assert asked(read(with_part(book, name, grown))) == asked(read(book))


def test_numbers_days_and_yes_read_as_people_write_them() -> None:
    assert [text_of(value) for value in (3.0, 2.5, True, datetime(2026, 4, 1), " text ")] == [  # noqa: DTZ001
        "3",
        "2.5",
        "yes",
        "2026-04-01",
        "text",
    ]


def test_text_that_looks_like_a_formula_stays_text() -> None:
    book = workbook({"Ladder": [HEAD, ["Testing", "writes", "keeps"]]})
    name = "xl/worksheets/sheet1.xml"
    sheet = part_of(book, name).replace(b">keeps<", b">=cmd|' /C calc'!A0<")
    assert at_levels(read(with_part(book, name, sheet)))["Senior", "Testing"] == ("=cmd|' /C calc'!A0",)


def test_a_claim_says_what_was_seen() -> None:
    claim = SHAPE.claim((workbook({"Ladder": [HEAD, ["Testing", "writes", "keeps"]]}),))
    assert claim is not None
    assert claim.because == "1 criteria in sheets ask something at 2 levels"
    assert SHAPE.claim((workbook({"Phones": [["Name", "Phone"], ["Ada", 12]]}),)) is None
    assert SHAPE.claim((source("Skill,Junior,Senior\n"),)) is None


def test_what_is_no_workbook_is_refused() -> None:
    assert "no spreadsheet" in refused(source(b"PK\x03\x04 and then nothing", "ladder.xlsx"))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as book:
        book.writestr("readme.txt", "nothing")
    assert refused(source(written.getvalue(), "ladder.xlsx")) == "is a zip file and no spreadsheet"


@pytest.mark.parametrize(
    "declared",
    [
        b'<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    ],
)
def test_a_part_that_declares_entities_is_refused(declared: bytes) -> None:
    book = workbook({"Ladder": [HEAD]})
    name = "xl/worksheets/sheet1.xml"
    assert "declares entities" in refused(with_part(book, name, declared + part_of(book, name)))


def test_a_part_in_another_encoding_could_hide_them_and_is_refused() -> None:
    book = workbook({"Ladder": [HEAD]})
    hidden = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x []><x/>'.encode("utf-16")
    assert "encoding" in refused(with_part(book, "xl/worksheets/sheet1.xml", hidden))


def test_a_damaged_part_is_refused_and_not_raised() -> None:
    book = workbook({"Ladder": [HEAD, ["Testing", "writes", "keeps"]]})
    for name in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"):
        assert SHAPE.read((with_part(book, name, b"<broken"),)).errors


def test_sheets_that_are_each_called_by_a_level_are_about_it() -> None:
    rows = [["Area", "Skill", "Expectation"], ["Craft", "Testing", "writes tests"], ["Craft", "Design", "draws"]]
    found = read(workbook({"L1 Junior": rows, "L2 Senior": rows}))
    assert levels(found) == ["L1 Junior", "L2 Senior"]
    assert len(found.cells) == 4


def test_a_banner_over_merged_sections_and_two_rows_of_heads_is_read() -> None:
    rows = [
        ["Northwind career matrix"],
        ["Version 2"],
        [],
        ["Competency", "Behaviour", "IC Track", None, "Manager Track"],
        [None, None, "Senior", "Staff", "Manager"],
        ["TECHNICAL"],
        ["Code", "Quality", "writes\nreviews", "owns", "asks"],
        [None, "Security", "knows", "audits", "budgets"],
        ["PEOPLE"],
        ["Team", "Mentoring", "helps", "teaches", "hires"],
    ]
    merged = ["A1:E1", "A2:E2", "C4:D4", "A6:E6", "A7:A8", "A9:E9"]
    found = read(workbook({"Sheet1": rows}, merged={"Sheet1": merged}))
    assert (found.title, found.about) == ("Northwind career matrix", "Version 2")
    assert [(one.dimension, one.title) for one in found.criteria] == [
        ("technicalcode", "Quality"),
        ("technicalcode", "Security"),
        ("peopleteam", "Mentoring"),
    ]
    assert asked(found)["IC Track", "Senior", "TECHNICAL / Code", "Quality"] == ("writes", "reviews")
    assert asked(found)["Manager Track", "Manager", "PEOPLE / Team", "Mentoring"] == ("hires",)
    assert left_over(found) == []


def test_weights_may_stand_in_a_row_for_each_track() -> None:
    head = ["Area", "Skill"]
    found = read(
        workbook(
            {
                "Backend": [
                    [*head, "Junior", "Senior"],
                    ["Craft", "Testing", "a", "b"],
                    ["People", "Coaching", "c", "d"],
                ],
                "Frontend": [[*head, "Junior", "Senior"], ["Craft", "Styles", "e", "f"]],
                "Weights": [[None, "Craft", "People"], ["Backend", 70, 30], ["Frontend", 60, 40]],
            }
        )
    )
    assert {one.title: one.weights for one in found.tracks} == {
        "Backend": (("craft", 70.0), ("people", 30.0)),
        "Frontend": (("craft", 60.0), ("people", 40.0)),
    }
