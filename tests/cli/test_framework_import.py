"""`waypost import`: what it prints, what it writes, what it refuses, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from waypost.cli.main import main
from waypost.framework.importers.recognise import shapes
from waypost.framework.origins import read_origins
from waypost.framework.reading import read_framework

RUBRIC = "# Code\n## Design\n1. Carries out a design.\n2. Designs.\n    Alone.\n## Tests\n1. Writes tests.\n2.\n"


def run(*arguments: str | Path) -> Result:
    """The command's end, with standard output and standard error apart, as a program in a pipe sees them."""
    return CliRunner().invoke(main, ["import", *(str(argument) for argument in arguments)], terminal_width=80)


@pytest.fixture
def rubric(tmp_path: Path) -> Path:
    """A rubric of two levels, one of which asks for no tests yet."""
    path = tmp_path / "rubric.txt"
    path.write_text(RUBRIC, encoding="utf-8")
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the framework is to be written."""
    return tmp_path / "out.yaml"


def test_it_writes_a_framework_that_reads_and_tells_what_it_took_and_assumed(rubric, out):
    result = run(rubric, "--out", out)
    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        result.stdout
        == f"""\
Read as numbered-rubric (100% sure) because 100% of 2 criteria are numbered from
1 to 2.
Wrote {out}: 1 track, 2 levels, 1 dimension, 2 criteria, 3 expectations, 3 statements.
Wrote {out.with_suffix("")}.origins.json: where each statement came from.

How it was read:
  - Numbers are levels, and the indented text below one explains it.

Blanks, and what they were taken for:
  - 1 not asked yet, because nothing stands after the number: Tests at level 2
    ({rubric}:8)

No text was left over.

The source does not say these things. They were assumed; mend them in the file:
  - Kinds, which decide who judges: Code is technical.
  - Titles: the levels are called Level 1 to Level 2.
  - Tracks: one, Engineering, about technical work.
  - Weights: code 100.
  - Bands: one for each level, band-1 to band-2, without pay.
  - Paths: one step at a time, from each level to the next.
  - Must-haves and scopes: none; say them where they hold.
  - Scale: none 0, partly 1, meets 2, beyond 3; `meets` is the bar.
  - Evidence: Waypost's defaults, the same at every level.
  - Panels and process: Waypost's defaults; no cycle has a date yet.
  - Version 0.1.0; no review date; nobody owns it yet.
"""
    )
    framework = read_framework(out).framework
    assert (framework.name, framework.title) == ("engineering-framework", "Engineering framework")
    assert CliRunner().invoke(main, ["check", str(out)]).exit_code == 0


def test_where_each_statement_came_from_is_written_beside_it_by_way_from_there(rubric, tmp_path):
    folder = tmp_path / "frameworks"
    folder.mkdir()
    assert run(rubric, "--out", folder / "ladder.yaml").exit_code == 0
    text = (folder / "ladder.origins.json").read_text(encoding="utf-8")
    assert json.loads(text)["sources"] == ["../rubric.txt"]
    origins = read_origins(text)
    assert str(origins.origin_of("design", "level-2", 0)) == "../rubric.txt:4"
    assert origins.origin_of("tests", "level-2", 0) is None


def test_the_owner_may_say_more(rubric, out):
    titles = ("--level-titles", "Engineer, Senior  Engineer")
    assert run(rubric, "--out", out, "--title", "Our ladder", "--owner", "Kofi", *titles).exit_code == 0
    framework = read_framework(out).framework
    assert (framework.name, framework.title, framework.owner) == ("our-ladder", "Our ladder", "Kofi")
    assert [(level.key, level.title) for level in framework.levels] == [
        ("level-1", "Engineer"),
        ("level-2", "Senior Engineer"),
    ]


def test_errors_of_the_source_are_told_and_nothing_is_written(rubric, out, tmp_path):
    rubric.write_text(RUBRIC.replace("2. Designs", "3. Designs"), encoding="utf-8")
    result = run(rubric, "--out", out)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"{rubric}:4:1: level 3 of `Design` follows level 1\n"
        "    Write `2.`, with nothing after it where nothing is asked.\n"
    )
    assert sorted(tmp_path.iterdir()) == [rubric]


@pytest.mark.parametrize("there", ["out.yaml", "out.origins.json"])
def test_a_file_that_is_there_is_replaced_only_when_told_to(rubric, out, tmp_path, there):
    (tmp_path / there).write_text("mended by hand", encoding="utf-8")
    result = run(rubric, "--out", out)
    assert (result.exit_code, (tmp_path / there).read_text(encoding="utf-8")) == (2, "mended by hand")
    assert "add --force" in result.stderr
    assert run(rubric, "--out", out, "--force").exit_code == 0
    assert read_framework(out).framework is not None


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--title", "  "), "--title"),
        (("--name", "not a name"), "--name"),
        (("--owner", "a\x07b"), "--owner"),
        (("--level-titles", "x" * 3_000), "--level-titles"),
        (("--shape", "markdwn"), "Did you mean `markdown`?"),
    ],
)
def test_an_option_that_cannot_be_used_is_wrong_use(rubric, out, options, told):
    result = run(rubric, "--out", out, *options)
    assert result.exit_code == 2
    assert told in result.stderr


def test_bytes_that_are_no_text_are_an_error_with_their_line(rubric, out):
    rubric.write_bytes(b"# Code\n## Caf\xe9\n1. One.\n")
    result = run(rubric, "--out", out)
    assert result.exit_code == 1
    assert result.stderr == f"{rubric}:2:1: is not UTF-8 text from here on\n    Save the file as UTF-8.\n"


def test_a_place_that_cannot_be_written_is_wrong_use(rubric, tmp_path):
    result = run(rubric, "--out", tmp_path / "missing" / "out.yaml")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_a_source_without_a_shape_is_refused_with_what_each_shape_saw(tmp_path, out):
    path = tmp_path / "letter.txt"
    path.write_text("Dear all,\n\nwe have no ladder yet.\n", encoding="utf-8")
    result = run(path, "--out", out)
    assert (result.exit_code, result.stdout) == (1, "")
    first, second, *saw = result.stderr.splitlines()
    assert first == f"{path}:1:1: has no shape that is known"
    assert second == "    What each shape saw:"
    assert len(saw) == len(list(shapes())) + 1
    assert saw[-1] == "    Choose one with --shape."


def test_a_chosen_shape_is_taken_and_its_errors_are_told(tmp_path, out):
    path = tmp_path / "letter.txt"
    path.write_text("Dear all,\n", encoding="utf-8")
    result = run(path, "--out", out, "--shape", "numbered-rubric")
    assert result.exit_code == 1
    assert f"{path}:1:1: is text before the first heading" in result.stderr


def test_a_file_for_each_track_makes_tracks_whose_levels_of_one_title_are_equals(tmp_path, out):
    folder = tmp_path / "ladder"
    folder.mkdir()
    for track, levels in (("Backend", ("Junior", "Senior")), ("Frontend", ("Junior", "Senior", "Staff"))):
        asked = "".join(f"\n## {level}\n\n### Design\n\n- Designs at {level} in {track}.\n" for level in levels)
        (folder / f"{track.lower()}.md").write_text(f"# {track}\n{asked}", encoding="utf-8")
    result = run(folder, "--out", out)
    assert result.exit_code == 0, result.output
    assert "2 tracks, 5 levels, 1 dimension, 1 criterion, 5 expectations, 5 statements." in result.stdout
    assert "  - Bands: by their titles; levels of one title are equals, band-1 to band-3,\n" in result.stdout
    assert [(level.key, level.band) for level in read_framework(out).framework.levels] == [
        ("backend-junior", "band-1"),
        ("backend-senior", "band-2"),
        ("frontend-junior", "band-1"),
        ("frontend-senior", "band-2"),
        ("staff", "band-3"),
    ]


def test_emoji_stay_whole_and_what_steers_a_terminal_does_not(rubric, out):
    rubric.write_text(RUBRIC.replace("# Code", "# \N{WOMAN}\u200d\N{PERSONAL COMPUTER} Code", 1), encoding="utf-8")
    assert "\N{WOMAN}\u200d\N{PERSONAL COMPUTER} Code is technical" in run(rubric, "--out", out).stdout


def test_the_shapes_are_listed_with_what_they_look_like():
    result = run("--shapes")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()] == [shape.name for shape in shapes()]


class TestWhatIsLeftOver:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        """A folder with a rubric and a file that is none."""
        folder = tmp_path / "ladder"
        folder.mkdir()
        (folder / "rubric.txt").write_text(RUBRIC, encoding="utf-8")
        (folder / "data.csv").write_bytes(b"\xff\xff\xff")
        return folder

    def test_a_file_that_cannot_be_read_is_told(self, folder, out):
        result = run(folder, "--out", out)
        assert result.exit_code == 0
        assert (
            "\nLeft over, 1 text without a place:\n"
            f"  {folder}/data.csv:1: the file was not read: it is not UTF-8 text from here on: "
        ) in result.stdout

    def test_of_many_the_first_twenty_are_shown(self, folder, out, tmp_path):
        for number in range(24):
            (folder / f"more-{number:02}.csv").write_bytes(b"\xff")
        report = tmp_path / "report.txt"
        shown = run(folder, "--out", out, "--report", report).stdout
        assert "\nLeft over, 25 texts without a place:\n" in shown
        assert shown.count("the file was not read") == 20
        assert "\n  ... and 5 more; --report FILE lists all of them.\n" in shown
        assert report.read_text(encoding="utf-8").count("the file was not read") == 25

    def test_strict_writes_nothing_then(self, folder, out, tmp_path):
        result = run(folder, "--out", out, "--strict")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "Nothing was written: --strict refuses what is left over and gaps." in result.stderr
        assert sorted(tmp_path.iterdir()) == [folder]

    def test_strict_writes_where_everything_found_its_place(self, rubric, out):
        assert run(rubric, "--out", out, "--strict").exit_code == 0

    def test_the_report_holds_all_of_it_also_when_strict_refused(self, folder, out, tmp_path):
        report = tmp_path / "report.txt"
        run(folder, "--out", out, "--strict", "--report", report)
        blank, left = report.read_text(encoding="utf-8").splitlines()
        assert (
            blank == f"{folder}/rubric.txt:8: blank, not asked yet: Tests at level 2: nothing stands after the number"
        )
        assert left.startswith(f"{folder}/data.csv:1: left over, the file was not read: it is not UTF-8 text")

    def test_a_folder_without_a_file_that_is_read_is_refused(self, tmp_path, out):
        (tmp_path / "empty").mkdir()
        result = run(tmp_path / "empty", "--out", out)
        assert result.exit_code == 1
        assert f"{tmp_path / 'empty'}:1:1: holds no file that is read" in result.stderr
