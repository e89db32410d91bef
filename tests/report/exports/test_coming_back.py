"""What somebody changed in an export: what counts comes back changed, what does not is reported."""

from __future__ import annotations

import csv
import io
from pathlib import PurePosixPath

import pytest
from openpyxl import load_workbook
from tests.report.exports.test_round_trips import imported

from waypost.framework.importers.exported.waypost import SHAPE
from waypost.framework.importers.sources import Source
from waypost.framework.schema import Framework
from waypost.report.exports.csv import to_csv
from waypost.report.exports.markdown import to_markdown
from waypost.report.exports.xlsx import to_xlsx

OWNS = "Owns a design that several teams build on."
HOLDS = "Holds a design that several teams build on."


def said(framework: Framework | None, criterion: str, level: str) -> list[str]:
    assert framework is not None
    held = framework.expectation(criterion, level)
    return [] if held is None else [statement.says for statement in held.statements]


def edited_sheet(data: bytes, sheet: str, old: str, new: str) -> bytes:
    """The workbook as somebody saves it who replaced a text in one sheet."""
    book = load_workbook(io.BytesIO(data))
    for row in book[sheet].iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and old in cell.value:
                cell.value = cell.value.replace(old, new)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_statement_changed_in_csv_comes_back_changed(northwind: Framework) -> None:
    found = imported("n.csv", to_csv(northwind).replace(OWNS, HOLDS))
    assert said(found.whole, "design", "staff") == [HOLDS]
    assert found.left_over == ()


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_csv_comes_back_as_spreadsheets_of_other_countries_save_it(northwind: Framework, delimiter: str) -> None:
    rows = list(csv.reader(io.StringIO(to_csv(northwind).removeprefix("\ufeff"))))
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    assert imported("n.csv", out.getvalue()).whole == northwind


def test_a_row_added_in_csv_is_a_statement_more(northwind: Framework) -> None:
    row = "Technical depth,Staff,Technical,Design,Draws it for those who come later.,,,,statement,staff,design\r\n"
    found = imported("n.csv", to_csv(northwind) + row)
    assert said(found.whole, "design", "staff") == [OWNS, "Draws it for those who come later."]


def test_a_wrong_row_is_told_by_its_line_and_what_to_write(northwind: Framework) -> None:
    text = to_csv(northwind)
    lines = text.count("\n")
    found = imported("n.csv", text + 'a,b,c,d,Says.,,,,statement,staff,dezign\r\ne,f,g,h,Says.,,,,hint,"",""\r\n')
    assert found.whole is None
    assert [str(error) for error in found.errors] == [f"n.csv:{lines + 2}:1: names no level or criterion"]
    found = imported("n.csv", text + "a,b,c,d,Says.,,,,statement,staff,dezign\r\n")
    assert [(error.line, error.message) for error in found.errors] == [
        (lines + 1, "`expectations` names `dezign`, and there is no such criterion")
    ]


def test_a_statement_changed_in_the_long_sheet_comes_back_changed(northwind: Framework) -> None:
    found = imported("n.xlsx", edited_sheet(to_xlsx(northwind), "Statements", OWNS, HOLDS))
    assert said(found.whole, "design", "staff") == [HOLDS]
    assert found.left_over == ()


def test_a_sheet_for_reading_that_was_changed_is_reported(northwind: Framework) -> None:
    title = northwind.tracks[0].title
    found = imported("n.xlsx", edited_sheet(to_xlsx(northwind), title, OWNS, HOLDS))
    assert found.whole == northwind
    assert [(str(one.origin), HOLDS in one.text) for one in found.left_over] == [(f"n.xlsx#{title}:1", True)]


def test_prose_that_was_changed_above_the_document_is_reported(northwind: Framework) -> None:
    text = to_markdown(northwind)
    found = imported("n.md", text.replace(OWNS, HOLDS, 1))
    assert found.whole == northwind
    assert [one.origin.line for one in found.left_over] == [1]
    assert HOLDS in found.left_over[0].text


def test_text_written_below_the_document_is_reported(northwind: Framework) -> None:
    text = to_markdown(northwind)
    found = imported("n.md", text + "\nAnd a word more.\n")
    assert [(one.text, one.origin.line) for one in found.left_over] == [("And a word more.", text.count("\n") + 2)]


def test_an_error_in_the_document_of_a_markdown_export_has_the_files_line(northwind: Framework) -> None:
    text = to_markdown(northwind).replace("version: 3.1.0", "version: 3", 1)
    found = imported("n.md", text)
    line = text[: text.index("version: 3\n")].count("\n") + 1
    assert [(error.line, error.message) for error in found.errors] == [(line, "`version` is `3`")]


def test_what_is_not_ours_is_not_claimed() -> None:
    for name, text in (
        ("a.csv", "track,level,statement\n"),
        ("a.md", "# Ladder\n\n```yaml\nwaypost: 1\n```\n"),
        ("a.json", '{"levels": []}'),
        ("a.xlsx", "not a workbook"),
        ("a.html", "<p>"),
    ):
        assert SHAPE.claim((Source(name, PurePosixPath(name), text.encode()),)) is None


def test_a_formula_in_a_sheet_is_told_by_its_place_and_never_calculated(northwind: Framework) -> None:
    found = imported("n.xlsx", edited_sheet(to_xlsx(northwind), "Statements", OWNS, "=1+1"))
    assert found.whole is None
    assert [(error.file, error.message) for error in found.errors] == [("n.xlsx#Statements", "holds a formula")]
