"""Every form says where, what and how to mend it, and nothing in a text can break the form."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import pytest

from waypost.lint.findings import Edit, Finding, Fix, Related, Safety, Severity, Span
from waypost.lint.formats import FORMATS, told
from waypost.lint.formats.report import Report
from waypost.lint.formats.statistics import statistics

TWIN = Related(Span("b.md", 2, 1, 2, 5), "the same")
FIX = Fix(Safety.SAFE, "Take it out", (Edit(Span("ladders/a b.yaml", 2, 3, 2, 8), ""),))
VAGUE = Finding(
    "VAG103",
    "“Can” says what is possible",
    Severity.WARNING,
    Span("ladders/a b.yaml", 2, 3, 2, 6),
    related=(TWIN,),
    words=("Can",),
    statement="Can run.",
    fix=FIX,
)
BROKEN = Finding("STR001", "holds a tab", Severity.ERROR, Span("c.yaml", 1, 1, 1, 2), hint="Indent with spaces.")
LOOK = Finding("SUP001", "worth a look", Severity.INFO, Span("c.yaml", 3, 2, 4, 5), statement="x")
LINES = {"ladders/a b.yaml": ("- a", "- Can run."), "b.md": ("", "Can run."), "c.yaml": ("\ta: 1",)}
REPORT = Report((VAGUE, BROKEN, LOOK), ("ladders/a b.yaml", "c.yaml", "d.yaml"), lambda file: LINES.get(file, ()))
HOSTILE = Finding(
    "VAG103",
    'a, b: 50% "<b>" & `x` | ]]> @all\n::error::gone \x1b[31m',
    Severity.WARNING,
    Span("a,b:c%.md", 1, 1, 1, 2),
)


def texts_in(value):
    """All texts of a JSON value."""
    if isinstance(value, dict | list):
        return [text for one in (value.values() if isinstance(value, dict) else value) for text in texts_in(one)]
    return [value]


def test_text_underlines_the_words_and_says_what_to_do():
    assert (
        told(REPORT, "text")
        == """\
ladders/a b.yaml:2:3: warning VAG103 “Can” says what is possible
    2 | - Can run.
      |   ^^^
    b.md:2:1: the same
    2 | Can run.
      | ----
    Fix: Take it out

c.yaml:1:1: error STR001 holds a tab
    1 |  a: 1
      | ^
    Indent with spaces.

c.yaml:3:2: info SUP001 worth a look

3 findings: 1 error, 1 warning, 1 note. 1 can be mended with --fix."""
    )


def test_wide_letters_are_underlined_as_wide_as_they_are():
    line = "- 設計をレビューする"
    report = Report((Finding("X1", "m", Severity.INFO, Span("a", 1, 3, 1, 5)),), (), lambda file: (line,))
    assert told(report, "text").splitlines()[1:3] == [f"    1 | {line}", "      |   ^^^^"]


def test_of_a_long_line_the_part_around_the_words_is_shown():
    line = "a" * 500 + "WORD" + "b" * 500
    report = Report((Finding("X1", "m", Severity.INFO, Span("a", 1, 501, 1, 505)),), (), lambda file: (line,))
    shown, marked = told(report, "text").splitlines()[1:3]
    assert len(shown) < 180
    assert shown[marked.index("^") : marked.rindex("^") + 1] == "WORD"


@pytest.mark.parametrize(
    ("line", "start", "end", "shown", "marked"),
    [
        ("abcdefghij klm", 12, 15, "abcdefghij klm", "           ^^^"),
        ("abcdefghij klmnopqrs WORD and so on", 22, 26, "…pqrs WORD and so on", "      ^^^^"),
        ("WORD and much more of what was written", 1, 5, "WORD and much more …", "^^^^"),
        ("more of what was written, then WORD", 32, 36, "… written, then WORD", "                ^^^^"),
        ("a much longer word than there is room for", 1, 42, "a much longer word …", "^" * 20),
        ("設計" * 8, 9, 11, "…設計設計設計設計…", "     ^^^^"),
    ],
)
def test_a_line_is_as_wide_as_the_terminal_and_says_where_it_is_cut(line, start, end, shown, marked):
    finding = Finding("X1", "m", Severity.INFO, Span("a", 1, start, 1, end))
    text = told(Report((finding,), (), lambda file: (line,), columns=28), "text")
    assert [one[8:] for one in text.splitlines()[1:3]] == [shown, marked]


def test_concise_is_a_line_each():
    assert told(REPORT, "concise").splitlines() == [
        "ladders/a b.yaml:2:3: warning VAG103 “Can” says what is possible",
        "c.yaml:1:1: error STR001 holds a tab",
        "c.yaml:3:2: info SUP001 worth a look",
    ]


def test_json_rows_have_exactly_the_words_that_are_promised():
    rows = json.loads(told(REPORT, "json"))
    assert {tuple(row) for row in rows} == {
        ("code", "message", "severity", "file", "line", "column", "end_line", "end_column", "related", "fix")
    }
    assert rows[0]["related"] == [
        {"file": "b.md", "line": 2, "column": 1, "end_line": 2, "end_column": 5, "message": "the same"}
    ]
    assert rows[1]["message"] == "holds a tab. Indent with spaces."
    assert (rows[0]["fix"]["safety"], rows[0]["fix"]["edits"][0]["text"], rows[1]["fix"]) == ("safe", "", None)


def test_sarif_has_the_structure_of_the_standard():
    log = json.loads(told(REPORT, "sarif"))
    assert (log["version"], set(log)) == ("2.1.0", {"$schema", "version", "runs"})
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", driver["semanticVersion"])
    assert [rule["id"] for rule in driver["rules"]] == ["STR001", "SUP001", "VAG103"]
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"]
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert min(region.values()) >= 1
        assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])
        assert not re.search(r"[ \\]", location["physicalLocation"]["artifactLocation"]["uri"])
    first = run["results"][0]
    assert first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "ladders/a%20b.yaml"
    assert [one["id"] for one in first["relatedLocations"]] == [1]
    (change,) = first["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": ""}


def test_junit_counts_what_it_holds():
    root = ET.fromstring(told(REPORT, "junit"))  # noqa: S314 - our own output
    cases, failures = root.findall(".//testcase"), root.findall(".//failure")
    assert (root.get("tests"), root.get("failures")) == (str(len(cases)), str(len(failures))) == ("4", "3")
    assert [suite.get("name") for suite in root] == ["ladders/a b.yaml", "c.yaml", "d.yaml"]
    assert failures[1].text == "c.yaml:1:1: holds a tab Indent with spaces."


def test_github_annotations_cannot_be_ended_by_a_text():
    plain, _, spread = told(REPORT, "github").splitlines()
    assert plain.startswith(
        "::warning file=ladders/a b.yaml,line=2,endLine=2,col=3,endColumn=6,title=waypost VAG103::“Can”"
    )
    assert "col=" not in spread  # columns are for one line only
    (line,) = told(Report((HOSTILE,)), "github").splitlines()
    assert line.startswith("::warning file=a%2Cb%3Ac%25.md,line=1,")
    assert "50%25" in line
    assert "%0A::error::gone" in line


def test_gitlab_fingerprints_differ_within_a_report_and_not_between_runs():
    twice = Report((VAGUE, VAGUE, LOOK))
    rows = json.loads(told(twice, "gitlab"))
    assert len({row["fingerprint"] for row in rows}) == 3
    assert rows == json.loads(told(twice, "gitlab"))
    assert {row["severity"] for row in rows} <= {"info", "minor", "major", "critical", "blocker"}
    assert rows[0]["location"] == {"path": "ladders/a b.yaml", "lines": {"begin": 2, "end": 2}}


def test_markdown_is_one_table_a_file_and_takes_texts_as_texts():
    text = told(REPORT, "markdown")
    assert text.count("| line | | finding |") == 2
    hostile = told(Report((HOSTILE,)), "markdown")
    (row,) = [line for line in hostile.splitlines() if line.startswith("| 1 ")]
    assert re.findall(r"(?<!\\)\|", row) == ["|"] * 4
    assert "\\<b\\>" in row
    assert "\\@all" in row


def test_statistics_count_by_code_the_most_frequent_first():
    report = Report((VAGUE, VAGUE, BROKEN))
    assert statistics(report) == "2  VAG103  ability-for-behaviour  (2 with --fix)\n1  STR001  unreadable"


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_found_is_told_in_every_form(form):
    text = told(Report((), ("a.yaml",)), form)
    assert "\x1b" not in text
    if form in {"json", "sarif", "gitlab"}:
        json.loads(text)
    elif form == "junit":
        ET.fromstring(text)  # noqa: S314


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_is_utf8_whatever_a_file_is_called(form):
    span = Span("a/bad\udcff.md", 1, 1, 1, 2)
    related = (Related(span, "half of a letter: \ud83d"),)
    text = told(Report((Finding("X1", "m \ud83d", Severity.INFO, span, related=related),), ("a/bad\udcff.md",)), form)
    assert text.encode()
    if form == "sarif":
        assert '"uri": "a/bad%FF.md"' in text
    elif form in {"json", "gitlab"}:
        assert "a/bad\ufffd.md" in text
        json.loads(text)


@pytest.mark.parametrize("form", ["json", "sarif", "gitlab"])
def test_json_says_the_same_and_has_no_command_and_nothing_that_steers(form):
    message = "##[stop-commands]x \x9b2J \x7f \x1b[2J"
    text = told(Report((Finding("X1", message, Severity.INFO, Span("a.md", 1, 1, 1, 2)),)), form)
    assert "##[" not in text
    assert all(letter.isprintable() or letter == "\n" for letter in text)
    assert message in texts_in(json.loads(text))


def test_junit_says_the_same_and_has_no_command():
    span = Span("##[a.md", 1, 1, 1, 2)
    text = told(Report((Finding("X1", "##[stop-commands]x", Severity.INFO, span),)), "junit")
    assert "##[" not in text
    (failure,) = ET.fromstring(text).findall(".//failure")  # noqa: S314 - our own output
    assert (failure.get("message"), failure.text) == ("##[stop-commands]x", "##[a.md:1:1: ##[stop-commands]x")


@pytest.mark.parametrize("form", ["text", "concise", "junit", "markdown", "github"])
def test_no_form_for_people_passes_control_characters_on(form):
    assert "\x1b" not in told(Report((HOSTILE,), ("a",)), form)


def test_a_finding_with_many_places_shows_the_first_with_their_lines_and_counts_the_last():
    spans = [Span("a.md", line, 1, line, 3) for line in range(1, 17)]
    related = tuple(Related(span, f"Place {span.line}") for span in spans[1:])
    finding = Finding("DUP301", "Again", Severity.WARNING, spans[0], related=related)
    text = told(Report((finding,), (), lambda file: ["ab"] * 20), "text")
    assert text.count("Place") == 12
    assert text.count("|") == 2 * (1 + 3)
    assert "and 3 more places (--format json has all)" in text
