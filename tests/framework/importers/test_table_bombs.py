"""Tables made to use up a machine are refused in under a second and with less than fifty megabytes more."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.framework.importers.workbooks import part_of, with_part, workbook

SECONDS = 1.0
MEGABYTES = 50

_MEASURE = """
import importlib, resource, sys, time
from waypost.framework.importers.sources import gather
name, path = sys.argv[1:]
shape = importlib.import_module(f"waypost.framework.importers.{name}").SHAPE
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.process_time()
gathered = gather([path])
errors = gathered.errors or shape.read(gathered.sources).errors
taken = time.process_time() - start
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(taken, grown / 1024, errors[0].message if errors else "", sep="|")
"""


def measure(shape: str, path: Path) -> tuple[float, float, str]:
    """Processor seconds and megabytes that reading took, and the refusal."""
    run = subprocess.run([sys.executable, "-c", _MEASURE, shape, str(path)], capture_output=True, text=True, check=True)
    taken, grown, message = run.stdout.strip().split("|", 2)
    return float(taken), float(grown), message


def refuses(shape: str, path: Path, why: str) -> None:
    taken, grown, message = measure(shape, path)
    assert why in message
    assert taken < SECONDS, f"{taken:.2f} s"
    assert grown < MEGABYTES, f"{grown:.0f} MB"


def _sheet(rows: int, row: Callable[[int], bytes]) -> bytes:
    body = b"".join(row(number) for number in range(1, rows + 1))
    head = (
        b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    return head + body + b"</sheetData></worksheet>"


def _many_cells(rows: int) -> bytes:
    return _sheet(rows, lambda row: b'<row r="%d">' % row + b'<c t="n"><v>1</v></c>' * 40 + b"</row>")


def _with_sheet(sheet: bytes, path: Path) -> Path:
    book = with_part(workbook({"Ladder": [["Skill", "Junior", "Senior"]]}), "xl/worksheets/sheet1.xml", sheet)
    path.write_bytes(book.data)
    return path


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ladder.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
        with book.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(400):
                part.write(b" " * 1_000_000)
    refuses("sheets.workbooks", path, "unpacks to 400 MB")


def test_a_zip_that_lies_about_its_sizes_is_refused(tmp_path: Path) -> None:
    path = _with_sheet(b" " * 20_000_000, tmp_path / "ladder.xlsx")
    data = path.read_bytes()
    lying = data.replace((20_000_000).to_bytes(4, "little"), (2_000).to_bytes(4, "little"))
    assert lying != data
    path.write_bytes(lying)
    taken, grown, message = measure("sheets.workbooks", path)
    assert message
    assert taken < SECONDS
    assert grown < MEGABYTES


def test_millions_of_cells_are_refused(tmp_path: Path) -> None:
    refuses("sheets.workbooks", _with_sheet(_many_cells(24_000), tmp_path / "ladder.xlsx"), "has more than")


def test_hundreds_of_thousands_of_rows_are_refused(tmp_path: Path) -> None:
    rows = _sheet(200_000, lambda row: b'<row r="%d"/>' % row)
    refuses("sheets.workbooks", _with_sheet(rows, tmp_path / "ladder.xlsx"), "rows")


def test_a_million_laughs_are_refused(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "lol">{entities}]><worksheet>&l9;</worksheet>'
    refuses("sheets.workbooks", _with_sheet(laughs.encode(), tmp_path / "ladder.xlsx"), "declares entities")


def test_an_entity_at_the_seam_of_two_pieces_is_seen(tmp_path: Path) -> None:
    for shift in range(0, 12, 3):
        sheet = b"<worksheet>" + b" " * (65_536 - 11 - shift) + b"<!ENTITY x 'y'></worksheet>"
        refuses("sheets.workbooks", _with_sheet(sheet, tmp_path / "ladder.xlsx"), "declares entities")


def test_shared_strings_without_end_are_refused(tmp_path: Path) -> None:
    book = workbook({"Ladder": [["Skill", "Junior", "Senior"]]})
    strings = b"<sst>" + b"".join(b"<si><t>%d</t></si>" % number for number in range(200_000)) + b"</sst>"
    path = tmp_path / "ladder.xlsx"
    path.write_bytes(with_part(book, "xl/sharedStrings.xml", strings).data)
    refuses("sheets.workbooks", path, "texts")


def test_merged_ranges_over_the_whole_sheet_are_read_within_what_holds_text(tmp_path: Path) -> None:
    book = workbook({"Ladder": [["Skill", "Junior", "Senior"], ["Testing", "writes", "keeps"]]})
    name = "xl/worksheets/sheet1.xml"
    ranges = b"".join(b'<mergeCell ref="A%d:XFD1048576"/>' % row for row in range(1, 4_000))
    merged = part_of(book, name).replace(b"</sheetData>", b"</sheetData><mergeCells>" + ranges + b"</mergeCells>")
    path = tmp_path / "ladder.xlsx"
    path.write_bytes(with_part(book, name, merged).data)
    taken, _, message = measure("sheets.workbooks", path)
    assert message == ""
    assert taken < 3 * SECONDS  # openpyxl is imported here, as the file is within bounds


def test_a_line_of_a_hundred_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ladder.csv"
    with path.open("wb") as file:
        for _ in range(100):
            file.write(b"a," * 500_000)
    refuses("sheets.delimited", path, "is larger than")


def test_a_million_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "ladder.csv"
    path.write_bytes(b"," * 999_000 + b"\n" + b"a,b\n")
    refuses("sheets.delimited", path, "columns")


def test_millions_of_filled_cells_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "ladder.csv"
    path.write_bytes((b"a," * 199 + b"a\n") * 20_000)
    refuses("sheets.delimited", path, "cells with text")


def test_a_quote_that_is_never_closed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ladder.csv"
    path.write_bytes(b'Skill,L1,L2\n"' + b"Testing,writes,keeps\n" * 40_000)
    refuses("sheets.delimited", path, "field larger")
    path.write_bytes(b'Skill,L1,L2\n"' + b"Testing,writes,keeps\n" * 300_000)
    refuses("sheets.delimited", path, "lines")


@pytest.mark.parametrize(
    "text",
    [
        "In addition to " * 2_000,
        "same as " * 4_000,
        "1 " * 4_000,
        "- " * 4_000,
        "(" * 4_000,
        "a" * 8_000 + "\n" + " " * 8_000 + "b",
        "• " * 4_000,
        "Examples: " + "; " * 4_000,
    ],
    ids=["in addition", "same as", "digits", "dashes", "parentheses", "spaces", "bullets", "examples"],
)
def test_no_cell_makes_reading_slow(tmp_path: Path, text: str) -> None:
    path = tmp_path / "ladder.csv"
    rows = f'Skill,Junior,Senior\n"{text}","{text}","{text}"\n' * 3
    path.write_text(rows, encoding="utf-8")
    taken, grown, _ = measure("sheets.delimited", path)
    assert taken < SECONDS
    assert grown < MEGABYTES


def test_a_wide_ladder_of_many_rows_is_read_in_time_that_grows_with_it(tmp_path: Path) -> None:
    path = tmp_path / "ladder.csv"
    levels = ",".join(f"L{number}" for number in range(1, 11))
    rows = "".join(f"Area {n // 20},Skill {n}," + ",".join(["does a thing"] * 10) + "\n" for n in range(2_000))
    path.write_text(f"Area,Skill,{levels}\n{rows}", encoding="utf-8")
    taken, _, message = measure("sheets.delimited", path)
    assert message == ""
    assert taken < 4 * SECONDS


def test_a_damaged_zip_of_any_length_is_refused_and_not_raised(tmp_path: Path) -> None:
    whole = workbook({"Ladder": [["Skill", "Junior", "Senior"], ["Testing", "writes", "keeps"]]}).data
    from waypost.framework.importers.sheets.workbooks import SHAPE
    from waypost.framework.importers.sources import gather

    path = tmp_path / "ladder.xlsx"
    for end in range(0, len(whole), 97):
        path.write_bytes(whole[:end])
        assert SHAPE.read(gather([path]).sources).errors or not whole[:end]
    assert io.BytesIO(whole).read(2) == b"PK"
