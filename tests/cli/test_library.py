"""`waypost new` and `waypost piece`: what they write, what they print, what they refuse."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from waypost.cli.main import main
from waypost.framework.library import file_of, keys, load
from waypost.framework.library.pieces import PLACES, piece_text
from waypost.framework.library.starting import shipped
from waypost.framework.reading import read_framework

NORTHWIND = Path(__file__).parents[1] / "frameworks" / "northwind.yaml"


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], terminal_width=80)


class TestNew:
    def test_it_writes_a_framework_under_its_name(self):
        result = run("new", "acme-engineering", "--from", "scope")
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout.startswith("Wrote acme-engineering.yaml. ")
        begun = read_framework("acme-engineering.yaml").framework
        assert begun is not None
        assert (begun.name, begun.title, begun.version, begun.owner) == (
            "acme-engineering",
            "Acme engineering",
            "0.1.0",
            "unassigned",
        )
        assert begun.expectations == load("scope").expectations

    def test_title_owner_and_file_are_as_one_says(self, tmp_path):
        out = tmp_path / "ladder.yaml"
        assert (
            run("new", "acme", "--from", "small", "--title", "Acme: now", "--owner", "Kofi", "--out", out).exit_code
            == 0
        )
        begun = read_framework(out).framework
        assert begun is not None
        assert (begun.title, begun.owner) == ("Acme: now", "Kofi")

    @pytest.mark.parametrize("key", keys())
    def test_what_it_wrote_passes_check(self, key):
        assert run("new", "acme", "--from", key).exit_code == 0
        assert run("check", "acme.yaml").exit_code == 0

    @pytest.mark.parametrize("key", keys())
    def test_what_it_wrote_is_in_its_one_form_and_stays_so_with_every_piece(self, key):
        assert run("new", "acme", "--from", key).exit_code == 0
        assert run("fmt", "--check", "acme.yaml").exit_code == 0
        for piece in PLACES:
            assert run("piece", piece, "--into", "acme.yaml", "--out", "acme.yaml", "--force").exit_code == 0
        assert run("fmt", "--check", "acme.yaml").exit_code == 0

    def test_a_file_that_is_there_stays(self):
        Path("acme.yaml").write_text("mine")
        result = run("new", "acme", "--from", "scope")
        assert (result.exit_code, Path("acme.yaml").read_text()) == (2, "mine")
        assert "acme.yaml is there already. Choose another name with --out." in result.stderr

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("new",), "Say what it is called"),
            (("new", "acme"), "Say what to begin from"),
            (("new", "acme", "--from", "scop"), "Did you mean `scope`?"),
            (("new", "acme", "--from", "zzz"), "Write one of: dual, impact, lattice, parallel"),
            (("new", "../acme", "--from", "scope"), "Use letters, digits"),
            (("new", "acme", "--from", "scope", "--title", ""), "Write one line of 1 to 2,000 characters"),
            (("new", "acme", "--from", "scope", "--out", "no/where.yaml"), "cannot be written"),
        ],
    )
    def test_what_cannot_be_done_is_refused_with_what_to_do(self, arguments, said):
        result = run(*arguments)
        assert result.exit_code == 2
        assert said in " ".join(result.stderr.split())
        assert not list(Path().iterdir())

    def test_the_list_has_a_line_for_each(self):
        result = run("new", "--list")
        head, *lines = result.stdout.splitlines()
        assert result.exit_code == 0
        assert head.split() == ["KEY", "LEVELS", "TRACKS", "CRITERIA", "FOR"]
        assert sorted(line.split()[0] for line in lines) == sorted(keys())
        assert "rubric         7       1        16  150 engineers and more, who want to see" in result.stdout


class TestPiece:
    def test_without_a_key_it_lists_what_there_is(self):
        result = run("piece")
        assert (result.exit_code, [line.split()[0] for line in result.stdout.splitlines()]) == (0, list(PLACES))

    @pytest.mark.parametrize("key", PLACES)
    def test_it_prints_the_piece_with_its_comments(self, key):
        result = run("piece", key)
        assert (result.exit_code, result.stdout) == (0, piece_text(key))

    def test_it_prints_a_framework_with_the_piece_in_it(self):
        result = run("piece", "rhythm", "--into", NORTHWIND)
        assert result.exit_code == 0
        assert "  rhythm: {scope document every: 90 days, technical review every: 90 days}\n" in result.stdout
        assert NORTHWIND.read_text("utf-8").splitlines()[0] in result.stdout

    def test_it_writes_to_a_file_and_over_one_only_when_told(self, tmp_path):
        out = tmp_path / "mine.yaml"
        out.write_bytes(NORTHWIND.read_bytes())
        refused = run("piece", "panel", "--into", out, "--out", out)
        assert (refused.exit_code, out.read_bytes()) == (2, NORTHWIND.read_bytes())
        assert run("piece", "panel", "--into", out, "--out", out, "--force").exit_code == 0
        assert "Cross-functional panel" in out.read_text("utf-8")
        assert read_framework(out).errors == ()

    def test_the_band_must_be_one_of_the_frameworks(self):
        result = run("piece", "evidence", "--into", file_of("scope"), "--band", "B9")
        assert result.exit_code == 2
        assert "has no band `B9`. Write one of: B1, B2, B3, B4, B5." in " ".join(result.stderr.split())

    def test_a_document_with_errors_is_refused_with_its_lines(self, tmp_path):
        path = tmp_path / "broken.yaml"
        path.write_text(NORTHWIND.read_text("utf-8").replace("version: 3.1.0", "version: 3"), encoding="utf-8")
        result = run("piece", "panel", "--into", path)
        assert (result.exit_code, result.stdout) == (1, "")
        assert f"{path}:" in result.stderr
        assert "Write three numbers, like `1.0.0`." in result.stderr

    @pytest.mark.parametrize(
        ("data", "said"), [(b"\xff\xfe", "is not UTF-8 text on line 1"), (b"#" * 2_000_001, "is larger than 2 MB")]
    )
    def test_a_file_that_is_no_document_is_refused(self, tmp_path, data, said):
        path = tmp_path / "odd.yaml"
        path.write_bytes(data)
        result = run("piece", "panel", "--into", path)
        assert result.exit_code == 2
        assert said in " ".join(result.stderr.split())

    def test_a_piece_that_there_is_not_is_refused_with_those_there_are(self):
        result = run("piece", "salary")
        assert result.exit_code == 2
        assert "Write one of: evidence, panel, rhythm." in " ".join(result.stderr.split())


class TestShow:
    def test_it_says_how_often_technical_work_is_shown(self):
        shown = run("show", file_of("small")).stdout
        said = "Technical work is shown\n  scope document every 180 days\n  technical review every 90 days\n"
        assert f"{said}\nWhat one level" in shown


class TestDocumentation:
    PAGE = Path(__file__).parents[2] / "docs" / "library.md"

    def test_the_commands_on_its_page_do_what_it_says(self):
        commands = re.findall(r"(?m)^\$ waypost (.+)$", self.PAGE.read_text("utf-8"))
        assert [run(*shlex.split(command)).exit_code for command in commands] == [0] * 5
        assert read_framework("acme-next.yaml").errors == ()

    def test_its_table_counts_what_ships(self):
        rows = re.findall(r"(?m)^\| `(\w+)` \| (\d+), (\d+), (\d+) \|", self.PAGE.read_text("utf-8"))
        assert {(key, *map(int, counts)) for key, *counts in rows} == {
            (one.key, one.levels, one.tracks, one.criteria) for one in shipped()
        }
