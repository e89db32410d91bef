"""What a damaged or hostile file that looks like an export does to the import: nothing, but a refusal."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.framework.importers.exported.form import COLUMNS
from waypost.framework.importers.exported.waypost import SHAPE
from waypost.framework.importers.found import Found
from waypost.framework.importers.sources import Source
from waypost.framework.library import load
from waypost.framework.schema import Framework
from waypost.report.exports.csv import to_csv
from waypost.report.exports.json import to_json
from waypost.report.exports.markdown import to_markdown
from waypost.report.exports.xlsx import to_xlsx

HEAD = ",".join(COLUMNS) + "\n"


def read(name: str, data: bytes) -> Found | None:
    """What our shape makes of the file, if it claims it."""
    sources = (Source(name, PurePosixPath(name), data),)
    return SHAPE.read(sources) if SHAPE.claim(sources) is not None else None


EXPORTS = {
    "a.csv": to_csv(load("scope")).encode(),
    "a.md": to_markdown(load("scope")).encode(),
    "a.json": to_json(load("scope")).encode(),
}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(EXPORTS)), st.integers(0, 60_000), st.integers(0, 400), st.text(max_size=20))
def test_a_damaged_export_is_read_or_refused_and_nothing_else(name: str, start: int, cut: int, put: str) -> None:
    whole = EXPORTS[name]
    start %= len(whole)
    damaged = whole[:start] + put.encode("utf-8", "surrogatepass") + whole[start + cut :]
    found = read(name, damaged)
    assert found is None or (found.whole is None) == bool(found.errors)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 60_000), st.binary(max_size=40))
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(start: int, put: bytes) -> None:
    whole = to_xlsx(load("small"))
    start %= len(whole)
    found = read("a.xlsx", whole[:start] + put + whole[start + len(put) :])
    assert found is None or (found.whole is None) == bool(found.errors)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEAD + '"' + "a" * 200_000, "cannot be read as CSV from here on"),
        (HEAD + "a,b,c,d,e,f,g,h,statement,l,c\n" * 30_000, "is one of more than 20,000 parts"),
        (HEAD + 'x,x,x,levels,"' + "[" * 500 + '",,,,document,,\n', "is nested more than 20 deep"),
        (HEAD + "".join(f'x,x,x,s{n},"[{"1," * 300}1]",,,,document,,\n' for n in range(200)), "holds more than 20,000"),
        (HEAD, "holds no rows that say `document`"),
    ],
    ids=["a quote that never ends", "too many rows", "nested too deep", "too many values", "nothing"],
)
def test_what_is_too_much_or_too_little_is_refused_at_once(text: str, says: str) -> None:
    begun = time.process_time()
    found = read("a.csv", text.encode())
    assert time.process_time() - begun < 5  # far below what it would take, far above a busy machine's share
    assert found is not None
    assert says in found.errors[0].message


def test_a_workbook_that_is_a_bomb_is_refused(northwind: Framework) -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(to_xlsx(northwind))) as good,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for name in good.namelist():
            padding = b" " * 60_000_000 if name == "xl/worksheets/sheet1.xml" else b""
            bad.writestr(name, good.read(name) + padding)
    begun = time.process_time()
    found = read("a.xlsx", out.getvalue())
    assert time.process_time() - begun < 1
    assert found is not None
    assert "MB" in found.errors[0].message


def test_two_exports_at_once_are_refused() -> None:
    sources = tuple(Source(name, PurePosixPath(name), EXPORTS["a.csv"]) for name in ("a.csv", "b.csv"))
    assert SHAPE.claim(sources) is None
    assert [str(error) for error in SHAPE.read(sources).errors] == ["b.csv:1:1: is a second file"]
