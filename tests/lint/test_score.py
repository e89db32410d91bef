"""The card: 100 means that nothing was found, mending never lowers a score, and what raises most comes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.needs import ROOT

from waypost.framework.library import load
from waypost.framework.writing import write_framework
from waypost.lint.findings import Finding, Severity, Span
from waypost.lint.reading import read_files
from waypost.lint.score import ASKED, WEIGHTS, Aspect, Unit, aspect_of, card
from waypost.lint.subject import Part, Subject

LOOKED = frozenset({"VAG101", "DUP301", "PRG401", "TRK501", "EVI701", "MNT001"})
CODES = ("VAG101", "CIR201", "DUP301", "PRG401", "STR002", "TRK501", "BIA801", "EVI701", "OUT602", "MNT001", "ORG001")


@cache
def rubric() -> Subject:
    read = read_files({"framework.yaml": write_framework(load("rubric")).encode()})
    assert read.subject is not None
    return read.subject


def found(code: str, *, severity: Severity = Severity.WARNING, number: int = 0, about: str = "statement") -> Finding:
    """A finding about a statement, its cell, its level or the whole."""
    said = rubric().statements[number]
    span = Span("framework.yaml", said.at.line, said.at.column, said.at.line, said.at.column + 1)
    return Finding(
        code,
        f"{code} says what is wrong",
        severity,
        span,
        criterion=said.criterion if about in {"statement", "cell"} else "",
        level=said.level if about != "whole" else "",
        statement=said.text if about == "statement" else "",
    )


def points(findings: Sequence[Finding]) -> dict[Aspect, int]:
    return {one.aspect: one.points for one in card(rubric(), findings, looked=LOOKED).scores if one.points is not None}


def test_where_nothing_is_found_every_score_is_full() -> None:
    made = card(rubric(), (), looked=LOOKED)
    assert [one.points for one in made.scores] == [100] * 6
    assert made.mend == ()


def test_a_finding_about_a_level_takes_a_part_of_its_cells_and_of_no_others() -> None:
    levels = {one.level: place for place, one in enumerate(rubric().statements)}
    every = [found("PRG401", severity=Severity.WARNING, number=number, about="level") for number in levels.values()]
    assert [points(every[:many])[Aspect.PROGRESSING] for many in (0, 1, len(every))] == [
        100,
        int(100 * (1 - WEIGHTS[Severity.WARNING] / len(levels)) + 1e-9),
        int(100 * (1 - WEIGHTS[Severity.WARNING]) + 1e-9),
    ]


def test_a_score_that_no_rule_answered_is_not_given() -> None:
    made = card(rubric(), (), looked={"VAG101"})
    assert [one.points for one in made.scores] == [100, None, None, None, None, None]


def test_an_error_takes_its_statement_and_a_warning_six_tenths_of_it() -> None:
    whole = len(rubric().statements)
    error = card(rubric(), (found("VAG101", severity=Severity.ERROR),), looked=LOOKED)
    warning = card(rubric(), (found("VAG101"),), looked=LOOKED)
    assert error.mend[0].points == pytest.approx(100 / whole)
    assert warning.mend[0].points == pytest.approx(60 / whole)
    assert error.scores[0].points == warning.scores[0].points == 99  # not full as long as something is found


def test_what_nothing_shows_takes_its_statement_however_softly_it_is_told() -> None:
    made = card(rubric(), (found("EVI701", severity=Severity.INFO),), looked=LOOKED)
    assert made.mend[0].points == pytest.approx(100 / len(rubric().statements))


def test_a_finding_about_the_whole_takes_its_weight_from_the_whole() -> None:
    assert points((found("MNT001", about="whole"),))[Aspect.CURRENT] == 40


def test_a_text_that_is_no_statement_takes_no_more_than_one() -> None:
    whole = len(rubric().statements)
    title = replace(found("STY001", severity=Severity.ERROR), criterion="", level="", statement="Systm design")
    made = card(rubric(), (title,), looked=LOOKED)
    assert made.mend[0].points == pytest.approx(100 / whole)
    example = next(one for one in rubric().said if one.part in {Part.LOOKS_LIKE, Part.SHOWN_BY})
    here = {"criterion": example.criterion, "level": example.level, "severity": Severity.ERROR}
    says = next(
        one
        for one in rubric().statements
        if (one.criterion, one.level, one.place) == (example.criterion, example.level, example.place)
    )
    both = [replace(found("STY001"), statement=one.text, **here) for one in (example, says)]
    current = card(rubric(), both, looked=LOOKED).scores[-1]
    assert (current.touched, current.about_all) == (1, 0)  # an example belongs to its statement


def test_cells_and_levels_are_counted_where_the_score_is_about_them() -> None:
    framework = rubric().framework
    made = card(rubric(), (found("PRG401", about="cell"), found("TRK501", about="level")), looked=LOOKED)
    by_aspect = {one.aspect: one for one in made.scores}
    assert by_aspect[Aspect.PROGRESSING].parts == len(framework.criteria) * len(framework.levels)
    assert by_aspect[Aspect.BALANCED].parts == len(framework.levels)
    assert (by_aspect[Aspect.PROGRESSING].touched, by_aspect[Aspect.BALANCED].touched) == (1, 1)


def test_what_raises_the_card_most_comes_first_and_one_statement_is_mended_in_one_go() -> None:
    both = (found("VAG101", number=5), found("DUP301", number=5, severity=Severity.ERROR))
    made = card(rubric(), (found("VAG101", number=1), *both, found("ORG001", number=2)), looked=LOOKED)
    assert [tuple(one.code for one in mend.findings) for mend in made.mend] == [("VAG101", "DUP301"), ("VAG101",)]
    assert made.mend[0].raises[1] == (Aspect.DISTINCT, pytest.approx(100 / len(rubric().statements)))


def test_the_repeats_of_a_row_cost_a_statement_each_and_are_one_thing_to_mend() -> None:
    several = replace(found("DUP301", number=5), words=("One thing.", "Another.", "A third."))
    made = card(rubric(), (several,), looked=LOOKED)
    distinct = next(one for one in made.scores if one.aspect is Aspect.DISTINCT)
    assert (distinct.findings, distinct.touched) == (1, 4)
    (mend,) = made.mend
    assert mend.findings == (several,)
    assert mend.raises == ((Aspect.DISTINCT, pytest.approx(4 * 60 / len(rubric().statements))),)


def test_every_family_that_judges_a_text_belongs_to_one_score() -> None:
    assert {code: aspect_of(code) for code in ("VAG106", "STR002", "STR006", "BIA803", "STY001", "STR001")} == {
        "VAG106": Aspect.SPECIFIC,
        "STR002": Aspect.PROGRESSING,
        "STR006": Aspect.CURRENT,
        "BIA803": Aspect.BALANCED,
        "STY001": Aspect.CURRENT,
        "STR001": None,
    }
    assert {asked.unit for asked in ASKED.values()} == set(Unit)


def test_the_page_about_the_card_says_what_is_scored() -> None:
    page = (ROOT / "docs" / "scoring.md").read_text("utf-8")
    for aspect, asked in ASKED.items():
        assert f"| {aspect.value} | {asked.says} | {', '.join(asked.codes)} | {asked.unit.value} |" in page


anything = st.builds(
    found,
    st.sampled_from(CODES),
    severity=st.sampled_from(Severity),
    number=st.integers(0, 20),
    about=st.sampled_from(("statement", "cell", "level", "whole")),
)


@given(st.lists(anything, max_size=25, unique=True), st.data())
def test_mending_a_finding_never_lowers_a_score(findings: list[Finding], data: st.DataObject) -> None:
    before = points(findings)
    left = data.draw(st.lists(st.sampled_from(findings), unique=True) if findings else st.just([]))
    after = points([one for one in findings if one in left])
    assert all(0 <= before[aspect] <= after[aspect] <= 100 for aspect in Aspect)


@given(st.lists(anything, min_size=1, max_size=15, unique=True))
def test_what_is_promised_for_mending_is_what_it_brings(findings: list[Finding]) -> None:
    made = card(rubric(), findings, looked=LOOKED)
    for mend in made.mend:
        after = points([one for one in findings if one not in mend.findings])
        for aspect, raised in mend.raises:
            before = next(one.points for one in made.scores if one.aspect is aspect)
            assert before is not None
            assert abs(after[aspect] - before - raised) <= 1
