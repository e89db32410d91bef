"""The nearest configuration counts; a slip in it is an error with its line and the nearest word; flags win."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from tests.lint.cases import framework, run

from waypost.lint.collecting import nearest
from waypost.lint.configuring import read_configuration, unknown_codes, with_flags
from waypost.lint.findings import Severity
from waypost.lint.settings import Settings, WordRule


@pytest.fixture
def written(tmp_path):
    """A function that writes a configuration and reads it."""

    def write(text, name="waypost.toml"):
        file = tmp_path / name
        file.write_text(text)
        return read_configuration(file)

    return write


def test_everything_that_can_be_said(written, tmp_path):
    configuration = written("""
[lint]
select = ["VAG", "STR001"]
ignore = ["VAG103"]
preview = true
vocabulary = ["kubectl"]
glossary = {SLO = "service level objective"}
engineers = 140
thresholds = {VAG103 = 2}
baseline = "known.json"
[lint.per-path]
"drafts/**" = ["VAG"]
[lint.per-track]
management = ["VAG103"]
[[lint.word-rules]]
code = "ORG001"
words = ["rockstar", "ninja"]
message = "Say what somebody does."
severity = "error"
""")
    assert configuration.errors == ()
    assert (configuration.root, configuration.baseline) == (tmp_path, tmp_path / "known.json")
    assert configuration.settings == Settings(
        select=("VAG", "STR001"),
        ignore=("VAG103",),
        preview=True,
        per_path={"drafts/**": ("VAG",)},
        per_track={"management": ("VAG103",)},
        vocabulary=frozenset({"kubectl"}),
        glossary={"SLO": "service level objective"},
        engineers=140,
        thresholds={"VAG103": 2},
        word_rules=(WordRule("ORG001", ("rockstar", "ninja"), "Say what somebody does.", Severity.ERROR),),
    )


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ('[lint]\nselct = ["VAG"]\n', 2, "There is no setting `selct`", "Did you mean `select`?"),
        ('[lint]\nselect = [\n  "STR001",\n  "VAG130",\n]\n', 4, "There is no rule `VAG130`", "Did you mean `VAG103`?"),
        ("[lint]\nengineers = 0\n", 2, "`engineers` is not as it should be", "Write a number from 1."),
        ("[lint]\npreview = 1\n", 2, "`preview` is not as it should be", "Write true or false."),
        ("[lnt]\n", 1, "There is no section `lnt`", "Settings of the linter stand below `[lint]`."),
        ('[lint]\n[lint.per-path]\n"a/*" = ["XYZ"]\n', 3, "There is no rule `XYZ`", None),
        ("[lint]\nthresholds = {VAG130 = 2}\n", 2, "There is no rule `VAG130`", "Did you mean `VAG103`?"),
        (
            '[lint]\n[[lint.word-rules]]\ncode = "VAG103"\nwords = ["x"]\nmessage = "No."\n',
            3,
            "`VAG103` is the code of another rule",
            "Take letters of your own: ORG001.",
        ),
        ('[lint]\n[[lint.word-rules]]\ncode = "ORG001"\nwords = ["x"]\n', 3, "A word rule has no `message`", "Add it."),
        (
            '[lint]\n[[lint.word-rules]]\ncode = "ORG001"\nwords = ["x"]\nmessage = "No."\nseverity = ["x"]\n',
            6,
            "`severity` is not as it should be",
            "Write error, warning or info.",
        ),
        ("[lint]\nthresholds = {CLR90 = 10}\n", 2, "There is no rule `CLR90`", "Write a whole code, such as `CLR901`."),
        (
            "[lint]\nthresholds = {CLR901 = -10}\n",
            2,
            "`thresholds` is not as it should be",
            "Write a table of codes with numbers above 0: {CLR901 = 40}.",
        ),
        ("lint = 3\n", 1, "`lint` is not as it should be", "Write a table, and its settings below `[lint]`."),
        ('[lint]\nbaseline = "a\\u0000b"\n', 2, "`baseline` is not as it should be", "Write the name of a file."),
    ],
)
def test_a_slip_is_told_with_its_line_and_what_was_meant(written, text, line, message, hint):
    (error,) = written(text).errors
    assert (error.line, error.message) == (line, message)
    assert hint is None or error.hint == hint


def test_what_is_no_toml_is_told_at_its_line(written):
    (error,) = written("[lint]\nselect = [\n").errors
    assert "is not TOML" in error.message


def test_word_rules_may_stand_in_yaml(written, tmp_path):
    (tmp_path / "words.yaml").write_text("- {code: ORG002, words: [rockstar], message: Say what they do.}\n")
    configuration = written('[lint]\nword-rule-files = ["words.yaml"]\n')
    assert configuration.settings.word_rules == (WordRule("ORG002", ("rockstar",), "Say what they do."),)
    assert written('[lint]\nword-rule-files = ["none.yaml"]\n').errors[0].line == 2


def test_a_part_of_pyproject_counts_and_other_projects_are_passed_by(tmp_path):
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[tool.waypost.lint]\npreview = true\n")
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\nname = 'a'\n")
    assert nearest(inner) == tmp_path / "pyproject.toml"
    assert read_configuration(tmp_path / "pyproject.toml").settings.preview
    (tmp_path / "a" / "waypost.toml").write_text("[lint]\n")
    assert nearest(inner) == tmp_path / "a" / "waypost.toml"


@pytest.mark.parametrize(
    "text",
    [
        '[tool.waypost]\nlint.select = ["STR"]\n',
        '[tool]\nwaypost = {lint = {select = ["STR"]}}\n',
        '[tool.waypost]\nlint = {select = ["STR"]}\n',
        '[tool."waypost".lint]\nselect = ["STR"]\n',
        '[ tool . waypost . lint ]\nselect = ["STR"]\n',
        '\ufeff[tool.waypost.lint]\nselect = ["STR"]\n',
    ],
)
def test_a_part_of_pyproject_counts_in_whatever_form_of_toml_it_is_written(tmp_path, text):
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    assert nearest(tmp_path) == tmp_path / "pyproject.toml"
    configuration = read_configuration(tmp_path / "pyproject.toml")
    assert (configuration.errors, configuration.settings) == ((), Settings(select=("STR",)))


@pytest.mark.parametrize(
    "text", ["[tool\n", "tool = 3\n", "[project]\nname = 'waypost-plugin'\n", "# waypost\ntool = 3\n"]
)
def test_a_pyproject_without_a_part_for_the_linter_is_passed_by(tmp_path, text):
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text(text)
    (tmp_path / "waypost.toml").write_text("[lint]\n")
    assert nearest(inner) == tmp_path / "waypost.toml"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("[tool.waypost.lint]\nselect = [\n", 3, "This is not TOML"),
        ("[tool]\nwaypost = 3\n", 2, "`waypost` is not as it should be"),
        ("[tool.ruff.lint]\n[tool.waypost]\nlint = 3\n", 3, "`lint` is not as it should be"),
        ("[tool.ruff.lint]\nselct = 1\n[tool.waypost.lint]\nselct = 1\n", 4, "There is no setting `selct`"),
        ("[tool.waypost.lnt]\n", 1, "There is no section `lnt`"),
    ],
)
def test_a_slip_in_our_part_of_pyproject_is_told_there(tmp_path, text, line, message):
    (tmp_path / "pyproject.toml").write_text(text)
    assert nearest(tmp_path) == tmp_path / "pyproject.toml"
    (error,) = read_configuration(tmp_path / "pyproject.toml").errors
    assert (error.line, error.message[: len(message)]) == (line, message)


def test_a_tool_of_pyproject_that_is_no_table_is_told(written):
    (error,) = written("tool = 3\n", name="pyproject.toml").errors
    assert (error.line, error.message) == (1, "`tool` is not as it should be")


def test_the_mark_at_the_beginning_of_a_file_is_no_part_of_it(written):
    assert written("\ufeff[lint]\npreview = true\n").settings.preview
    (error,) = written("\ufeff[lnt]\n").errors
    assert (error.line, error.column) == (1, 2)


@pytest.mark.parametrize(
    "text", [f"[lint]\nselect = {'[' * 5000}", f"[lint]\nengineers = 1{'0' * 9000}\n"], ids=["deep", "long"]
)
def test_a_file_that_no_reader_can_follow_is_told_and_no_traceback(written, text):
    assert len(written(text).errors) == 1


def test_a_slip_among_many_empty_lines_is_told_at_once(written):
    begun = time.process_time()
    (error,) = written("[lint]\n" + "\n" * 30_000 + '"sel\\u0063t" = 1\n').errors
    assert error.message == "There is no setting `selct`"
    assert time.process_time() - begun < 1.5


def test_words_are_read_from_plain_files_only(written, tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "large.yaml").write_bytes(b"#" * 2_000_001)
    configuration = written('[lint]\nword-rule-files = ["pipe.yaml", "/dev/zero", "large.yaml"]\n')
    assert [one.message for one in configuration.errors] == [
        "`pipe.yaml` cannot be opened: it is no plain file",
        "`/dev/zero` cannot be opened: it is no plain file",
        "`large.yaml` cannot be opened: it is larger than 2 MB",
    ]


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("- code: ORG002\n  words: [x]\n  mesage: No.\n", 3, 3, "There is no setting `mesage`"),
        ("# Words\n- code: org\n  words: [x]\n  message: No.\n", 2, 3, "`code` is not as it should be"),
        ("- code: VAG103\n  words: [x]\n  message: No.\n", 1, 9, "`VAG103` is the code of another rule"),
        ("- words: [x]\n  message: No.\n", 1, 3, "A word rule has no `code`"),
    ],
)
def test_a_slip_in_a_file_of_words_is_told_in_that_file(written, tmp_path, text, line, column, message):
    (tmp_path / "words.yaml").write_text(text)
    errors = written('[lint]\nword-rule-files = ["words.yaml"]\n').errors
    assert {one.file for one in errors} == {str(tmp_path / "words.yaml")}
    assert (line, column, message) in [(one.line, one.column, one.message) for one in errors]


def test_flags_win_over_the_file():
    said = Settings(select=("VAG",), ignore=("VAG103",))
    assert with_flags(said, select=("STR",)) == Settings(select=("STR",), ignore=("VAG103",))
    assert with_flags(said, ignore=("SUP",), preview=True) == Settings(select=("VAG",), ignore=("SUP",), preview=True)


def test_an_unknown_flag_ends_the_run_with_the_nearest(tmp_path):
    assert dict(unknown_codes(["VAG", "VAG103", "VGA"], Settings())) == {"VGA": "Did you mean `VAG`?"}
    ladder = tmp_path / "a.yaml"
    ladder.write_text(framework("- Runs releases."))
    refused = run(ladder, "--select", "VAG130", "--no-cache")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == "command line:1:1: There is no rule `VAG130`\n    Did you mean `VAG103`?\n"


def test_paths_are_ignored_by_pattern_from_the_folder_of_the_configuration(tmp_path):
    (tmp_path / "waypost.toml").write_text('[lint]\nselect = ["VAG103"]\nper-path = {"drafts/**" = ["VAG"]}\n')
    for name in ("drafts", "live"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.yaml").write_text(framework("- Can run a release."))
    result = run(tmp_path, "--no-cache", "--format", "concise")
    assert [Path(line.split(":")[0]).parent.name for line in result.stdout.splitlines()] == ["live"]


def test_codes_are_ignored_by_track(tmp_path):
    (tmp_path / "waypost.toml").write_text('[lint]\nselect = ["VAG103"]\nper-track = {depth = ["VAG"]}\n')
    (tmp_path / "a.yaml").write_text(framework("- Can run a release."))
    assert run(tmp_path, "--no-cache").exit_code == 0


def test_words_of_the_organisation_are_found_with_its_message(tmp_path):
    (tmp_path / "waypost.toml").write_text(
        '[lint]\nselect = ["ORG"]\n[[lint.word-rules]]\n'
        'code = "ORG001"\nwords = ["Rock star"]\nmessage = "Say what they do."\n'
    )
    (tmp_path / "a.yaml").write_text(framework("- Is a rock star at releases, and no rock starlet."))
    result = run(tmp_path / "a.yaml", "--no-cache", "--format", "concise")
    assert result.stdout == f"{tmp_path}/a.yaml:22:14: warning ORG001 “rock star”: Say what they do.\n"
    assert result.exit_code == 1
