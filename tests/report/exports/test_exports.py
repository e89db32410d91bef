"""What each export says, what it keeps to itself, and that nothing in a framework is run by whoever opens it."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import pytest
from hypothesis import example, given, settings
from markdown_it import MarkdownIt
from openpyxl import load_workbook
from tests.framework.any_framework import frameworks, lines

from waypost.framework.library import load
from waypost.framework.schema import Band, Framework, Pay
from waypost.report.exports import marks
from waypost.report.exports.csv import to_csv
from waypost.report.exports.markdown import to_markdown
from waypost.report.exports.pdf import to_pdf
from waypost.report.exports.posting import to_posting
from waypost.report.exports.scorecard import to_scorecard
from waypost.report.exports.xlsx import sheet_titles, to_xlsx

HOSTILE = ("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "＝1+1", "'=1")


def with_texts(framework: Framework, says: str) -> Framework:
    """The framework with the same hostile text for everything that people read."""

    def changed(one):
        return one.model_copy(update={"title": says, **({"about": says} if hasattr(one, "about") else {})})

    cells = (
        cell.model_copy(
            update={
                "statements": tuple(
                    part.model_copy(update={"says": says, "looks_like": (says,), "about": says})
                    for part in cell.statements
                )
            }
        )
        for cell in framework.expectations
    )
    dimensions = (
        changed(one).model_copy(update={"criteria": tuple(map(changed, one.criteria))}) for one in framework.dimensions
    )
    return changed(framework).model_copy(
        update={
            "owner": says,
            "levels": tuple(map(changed, framework.levels)),
            "tracks": tuple(map(changed, framework.tracks)),
            "bands": tuple(map(changed, framework.bands)),
            "dimensions": tuple(dimensions),
            "expectations": tuple(cells),
        }
    )


@pytest.mark.parametrize("says", HOSTILE)
def test_no_cell_of_a_table_is_a_formula(northwind: Framework, says: str) -> None:
    hostile = with_texts(northwind, says)
    cells = [cell for row in csv.reader(io.StringIO(to_csv(hostile))) for cell in row]
    assert f"'{says}" in cells
    assert [cell for cell in cells if cell[:1] and cell[0] in "=+-@＝"] == []
    book = load_workbook(io.BytesIO(to_xlsx(hostile)))
    types = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert types == {"s"}


def test_the_workbook_has_a_sheet_for_each_track_then_the_long_form_and_the_document(northwind: Framework) -> None:
    book = load_workbook(io.BytesIO(to_xlsx(northwind)))
    assert book.sheetnames == [*(track.title for track in northwind.tracks), "Statements", "Document"]
    depth = [[cell.value for cell in row] for row in book["Technical depth"].iter_rows(max_row=3)]
    levels = [level for level in northwind.levels if level.track == "depth"]
    assert depth[0] == ["Criterion", *(level.title for level in levels)]
    assert depth[2][0] == "System design (must be met)\nTechnical execution"


def test_names_of_sheets_are_short_allowed_and_each_once(northwind: Framework) -> None:
    titles = ("A: very/long [name] of a track that goes on", "a very long name of a track tha?", "Statements", "'")
    track = northwind.tracks[0]
    tracks = tuple(track.model_copy(update={"key": f"t{n}", "title": title}) for n, title in enumerate(titles))
    made = sheet_titles(northwind.model_copy(update={"tracks": tracks}))
    assert max(map(len, made)) <= 31
    assert made == ("A very long name of a track tha", "a very long name of a track t 2", "Statements 2", "t3")


@given(lines)
@example("# one")
@example("1. two")
@example("[a](http://x) ![b](c) <b>*c*</b> `d` &amp; __e__ snake_case")
@example("- a")
@example("a | b")
@example("---")
@example("===")
@example("~~a~~ https://example.org")
def test_words_in_markdown_are_shown_as_they_are(words: str) -> None:
    shown = MarkdownIt("commonmark").enable("table").enable("strikethrough").render(f"- {marks.line(words)}")
    parts = re.fullmatch(r"<ul>\n<li>(.*)</li>\n</ul>\n", shown)
    assert parts is not None, shown
    plain = parts[1].replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert plain == words.strip()


@settings(max_examples=10, deadline=None)
@given(frameworks())
def test_any_framework_makes_a_pdf(framework: Framework) -> None:
    assert to_pdf(framework).startswith(b"%PDF-")


def test_the_pdf_is_the_same_every_time_tagged_and_has_an_outline() -> None:
    made = to_pdf(load("lattice"))
    assert made == to_pdf(load("lattice"))
    for part in (b"/StructTreeRoot", b"/Outlines", b"/Marked true", b"/Lang"):
        assert part in made, part


def test_nothing_in_a_framework_is_code_for_the_pdf(northwind: Framework) -> None:
    says = '#read("/etc/passwd") #panic("no") $x$ ]} \\ */ #import "@preview/x:1.0.0" <a> @b `#c`'
    assert to_pdf(with_texts(northwind, says)).startswith(b"%PDF-")


POSTING = """\
# Staff Engineer

## About the role

A position on our track Technical depth. The work reaches as far as several teams.

## What you will do

### Technical execution

- Owns a design that several teams build on.
"""


def test_a_posting_says_what_one_will_do_and_how_one_grows(northwind: Framework) -> None:
    text = to_posting(northwind, "staff")
    assert text.startswith(POSTING)
    assert "## How you will grow\n\n" in text
    assert "- up to Principal Engineer\n- sideways, at equal standing, to Staff Engineer, Strategic" in text


def test_a_posting_keeps_what_is_the_houses_own(northwind: Framework) -> None:
    framework = load("lattice")
    inside = {
        part
        for cell in framework.expectations
        for statement in cell.statements
        for part in (*statement.looks_like, statement.about)
        if part
    }
    for level in framework.levels:
        text = to_posting(framework, level.key)
        assert [part for part in inside if part in text] == []
        assert not re.search(rf"\b{level.band}\b", text)


def test_pay_is_posted_only_where_it_is_open(northwind: Framework) -> None:
    assert "## Pay" not in to_posting(northwind, "senior")
    pay = Pay(currency="EUR", low=95_000, high=130_000)
    bands = tuple(Band(key=band.key, title=band.title, pay=pay) for band in northwind.bands)
    text = to_posting(northwind.model_copy(update={"bands": bands}), "senior")
    assert text.endswith("## Pay\n\nEUR 95,000 to 130,000 a year, before tax.\n")


def test_a_scorecard_has_every_criterion_its_statements_the_scale_and_room(northwind: Framework) -> None:
    text = to_scorecard(northwind, "staff")
    asked = northwind.criteria_at("staff")
    assert re.findall(r"^### (.+?)(?: \(must be met\))?$", text, re.MULTILINE) == [one.title for one in asked]
    assert text.count("- [ ] ") == len(asked) * len(northwind.scale)
    assert text.count("Evidence:\n\n___") == len(asked)
    assert text.count("from here on the expectation is met") == 1


def test_markdown_says_what_is_the_same_as_another_level(variant_of_northwind: Framework) -> None:
    assert "The same as Senior Engineer:\n\n- Designs one service with its failure modes." in to_markdown(
        variant_of_northwind
    )


@pytest.fixture
def variant_of_northwind(northwind: Framework) -> Framework:
    cells = tuple(
        cell.model_copy(update={"statements": (), "same_as": "senior"})
        if (cell.criterion, cell.level) == ("design", "staff")
        else cell
        for cell in northwind.expectations
    )
    return northwind.model_copy(update={"expectations": cells})


def test_a_workbook_does_not_tell_when_it_was_made(northwind: Framework, monkeypatch: pytest.MonkeyPatch) -> None:
    made = to_xlsx(northwind)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert to_xlsx(northwind) == made
    core = zipfile.ZipFile(io.BytesIO(made)).read("docProps/core.xml").decode()
    assert re.findall(r"\d{4}-\d\d-\d\dT", core) == ["1980-01-01T", "1980-01-01T"]
