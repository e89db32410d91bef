"""The picture of findings: every cell with its number and sign, the gravest first, and a table that says the same."""

from __future__ import annotations

from xml.etree import ElementTree

from waypost.framework.library import load
from waypost.lint.findings import Finding, Severity, Span
from waypost.report.pictures.findings import draw_findings, in_a_file, matrix_of_findings

FRAMEWORK = load("rubric")
CRITERION, LEVEL = FRAMEWORK.criteria[2].key, FRAMEWORK.levels[3].key


def found(severity: Severity, *, criterion: str = CRITERION, level: str = LEVEL, message: str = "wrong") -> Finding:
    return Finding("VAG101", message, severity, Span("f.yaml", 1, 1, 1, 2), criterion=criterion, level=level)


def test_a_cell_has_the_number_of_its_findings_and_the_sign_of_the_gravest() -> None:
    findings = (found(Severity.INFO), found(Severity.ERROR), found(Severity.WARNING))
    matrix = matrix_of_findings(FRAMEWORK, findings)
    cell = matrix.rows[2].cells[3]
    assert (len(cell.findings), cell.worst, cell.sign, cell.shade) == (3, Severity.ERROR, "×", 2)
    assert sum(len(one.findings) for row in matrix.rows for one in row.cells) == 3
    assert matrix.elsewhere == ()


def test_what_is_about_a_level_has_a_row_and_what_is_about_all_stands_beside_the_matrix() -> None:
    level, whole = found(Severity.INFO, criterion=""), found(Severity.INFO, criterion="", level="")
    matrix = matrix_of_findings(FRAMEWORK, (level, whole))
    assert matrix.rows[-1].criterion is None
    assert matrix.rows[-1].cells[3].findings == (level,)
    assert matrix.elsewhere == (whole,)


def test_the_picture_is_sound_svg_with_a_title_a_description_and_no_style_of_its_own() -> None:
    drawn = draw_findings(FRAMEWORK, (found(Severity.ERROR),), title="Findings & <more>", says="1 finding.")
    root = ElementTree.fromstring(in_a_file(drawn))  # noqa: S314 - made here
    names = {one.tag.rpartition("}")[2]: one.text for one in root}
    assert (names["title"], names["desc"]) == ("Findings & <more>", "1 finding.")
    assert "1 ×" in [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "style" not in drawn
    assert len(list(root.iter("{http://www.w3.org/2000/svg}rect"))) == 16 * 7


def test_one_track_can_be_drawn_alone() -> None:
    lattice = load("lattice")
    matrix = matrix_of_findings(lattice, (), track=lattice.tracks[0].key)
    assert {level.track for level in matrix.levels} == {lattice.tracks[0].key}
