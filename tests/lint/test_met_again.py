"""Texts of an imported ladder are met again where they stand in its files."""

from __future__ import annotations

from pathlib import Path

from waypost.framework.node import Place
from waypost.lint.checking import check
from waypost.lint.findings import Finding
from waypost.lint.met_again import Near, Sought, met_again
from waypost.lint.reading import read_subject
from waypost.lint.settings import Settings
from waypost.lint.subject import Subject

HEAD = "# Ladder\n\n| Area | Engineer | Senior | Staff |\n| --- | --- | --- | --- |\n"


def _read(folder: Path, text: str, name: str = "ladder.md") -> tuple[Subject, tuple[Finding, ...]]:
    file = folder / name
    file.write_text(text)
    read = read_subject(file)
    assert read.subject is not None, read.errors
    return read.subject, check(read, Settings(select=("VAG103", "STY001", "STY005"))).findings


def _marked(text: str, finding: Finding) -> str:
    """The words that a finding marks, on one line."""
    span = finding.span
    assert span.line == span.end_line
    return text.split("\n")[span.line - 1][span.column - 1 : span.end_column - 1]


def _with_edits(text: str, finding: Finding) -> str:
    assert finding.fix is not None
    lines = text.split("\n")
    for edit in finding.fix.edits:
        line, span = lines[edit.span.line - 1], edit.span
        lines[span.line - 1] = line[: span.column - 1] + edit.text + line[span.end_column - 1 :]
    return "\n".join(lines)


def test_what_is_wrong_in_a_cell_of_a_row_is_told_and_mended_in_that_cell(tmp_path: Path) -> None:
    text = HEAD + "| Delivery | Writes and tests the change. | Writes the the plan of a release. | Keeps it. |\n"
    _subject, (found,) = _read(tmp_path, text)
    assert _marked(text, found) == "the the"
    assert _with_edits(text, found) == text.replace("the the", "the")


def test_a_text_within_a_longer_one_of_its_row_is_met_on_its_own(tmp_path: Path) -> None:
    text = HEAD + "| Releases | Can stop the release of three services | Can stop the release | Stops it. |\n"
    _subject, (longer, shorter) = _read(tmp_path, text)
    assert (longer.span.column, shorter.span.column) == (
        text.split("\n")[4].find("Can") + 1,
        text.split("\n")[4].rfind("Can") + 1,
    )
    assert _with_edits(text, shorter) == text.replace("| Can stop the release |", "| Stops the release |")


def test_what_is_written_in_other_letters_is_told_nearby_and_not_mended(tmp_path: Path) -> None:
    text = HEAD + "| Feedback | Asks for **feedback** in seperate files. | Writes it down. | Keeps seperate notes. |\n"
    subject, (marked_up, plain) = _read(tmp_path, text)
    assert isinstance(subject.said[0].origin, Near)
    assert (_marked(text, marked_up), marked_up.fix) == ("seperate", None)
    assert _with_edits(text, plain) == text.replace("Keeps seperate", "Keeps separate")


def test_what_is_written_as_code_is_not_mended(tmp_path: Path) -> None:
    text = HEAD + "| Commands | `git log recieve the the x` | Writes it down. | Keeps notes. |\n"
    _subject, found = _read(tmp_path, text)
    assert [one.fix for one in found] == [None] * len(found)


def test_cells_of_one_row_that_say_the_same_stand_at_their_own_places(tmp_path: Path) -> None:
    text = "Area,Engineer,Senior,Staff\nReleases,Can run it.,Has run it.,Can run it.\n"
    subject, found = _read(tmp_path, text, "ladder.csv")
    assert [one.at.column for one in subject.said] == [10, 22, 34]
    assert [_marked(text, one) for one in found] == ["Can", "Can"]


def test_an_example_below_its_statement_stands_on_its_own_line(tmp_path: Path) -> None:
    text = (
        "# Ladder\n\n## Engineer\n\n### Delivery\n\n- Tests each change before it is merged.\n"
        "  - tests seperate parts\n\n## Senior\n\n### Delivery\n\n- Plans a release with three teams.\n"
    )
    subject, (found,) = _read(tmp_path, text)
    assert [(one.text, one.at.line, one.at.column) for one in subject.said][1] == ("tests seperate parts", 8, 5)
    assert (found.span.line, _marked(text, found)) == (8, "seperate")


def test_a_bullet_over_several_lines_is_met_whatever_white_space_is_between_its_words(tmp_path: Path) -> None:
    said = "- Tests each change before\n  it is merged into seperate parts.\n"
    text = f"# Ladder\n\n## Engineer\n\n### Delivery\n\n{said}\n## Senior\n\n### Delivery\n\n- Plans a release.\n"
    _subject, (found,) = _read(tmp_path, text)
    assert _with_edits(text, found) == text.replace("seperate", "separate")


def test_what_stands_in_a_sheet_is_told_at_its_cell(tmp_path: Path) -> None:
    where = Place("ladder.xlsx#Levels", 9, 24)
    (found,) = met_again([Sought("Keeps seperate notes.", where)], {}).values()
    assert isinstance(found, Near)
    assert found == where
