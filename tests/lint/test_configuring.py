"""The nearest configuration counts; a slip in it is an error with its line and the nearest word; flags win."""

from __future__ import annotations

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
