"""`waypost export`: what it writes and where, and what it refuses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from waypost.cli.main import main
from waypost.framework.reading import read_framework

NORTHWIND = Path(__file__).parents[1] / "frameworks" / "northwind.yaml"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["export", *map(str, arguments)], terminal_width=80)


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("markdown", b"# Northwind engineering framework\n"),
        ("csv", b'\xef\xbb\xbf"track","level",'),
        ("xlsx", b"PK"),
        ("json", b'{\n  "waypost": 1,\n'),
        ("pdf", b"%PDF-"),
    ],
)
def test_it_writes_the_whole_framework(tmp_path: Path, form: str, begins: bytes) -> None:
    out = tmp_path / "out"
    result = run(NORTHWIND, "--format", form, "--out", out)
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"Wrote {out}.\n", "")
    assert out.read_bytes().startswith(begins)


@pytest.mark.parametrize(("form", "begins"), [("posting", "# Staff"), ("scorecard", "# Interview scorecard: Staff")])
def test_it_prints_one_level(form: str, begins: str) -> None:
    result = run(NORTHWIND, "--format", form, "--level", "staff", "--out", "-")
    assert result.exit_code == 0
    assert result.stdout.startswith(begins)


def test_a_json_export_is_a_framework_that_every_command_reads(tmp_path: Path) -> None:
    out = tmp_path / "northwind.json"
    run(NORTHWIND, "--format", "json", "--out", out)
    assert read_framework(out).framework == read_framework(NORTHWIND).framework


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--format", "posting", "--out", "-"], "A posting is of one level: say which with --level."),
        (["--format", "csv", "--level", "staff", "--out", "-"], "csv holds the whole framework: leave --level out."),
        (["--format", "pdf", "--out", "-"], "pdf is not text and cannot be printed: name a file with --out."),
        (["--format", "scorecard", "--level", "staf", "--out", "-"], "Did you mean `staff`?"),
    ],
)
def test_wrong_use_is_refused_with_what_to_do(arguments: list[str], says: str) -> None:
    result = run(NORTHWIND, *arguments)
    assert result.exit_code == 2
    assert says in " ".join(result.stderr.split())


def test_a_file_that_is_there_is_replaced_only_when_told_to(tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    out.write_text("mine")
    assert run(NORTHWIND, "--format", "markdown", "--out", out).exit_code == 2
    assert out.read_text() == "mine"
    assert run(NORTHWIND, "--format", "markdown", "--out", out, "--force").exit_code == 0


def test_a_document_with_errors_is_not_exported(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(NORTHWIND.read_text(encoding="utf-8").replace("version: 3.1.0", "version: 3"))
    result = run(broken, "--format", "json", "--out", tmp_path / "out.json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"{broken}:4:10: `version` is `3`\n")
    assert not (tmp_path / "out.json").exists()


def test_text_is_exported_without_the_libraries_that_only_some_forms_need() -> None:
    program = (
        "import sys\nfrom waypost.cli.main import main\n"
        f"try: main(['export', {str(NORTHWIND)!r}, '--format', 'csv', '--out', '-'])\nexcept SystemExit: pass\n"
        "print([name for name in ('openpyxl', 'typst', 'django', 'rich') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


@pytest.mark.parametrize(("form", "ending"), [("markdown", "md"), ("csv", "csv"), ("xlsx", "xlsx"), ("json", "json")])
def test_what_was_exported_is_imported_as_the_same(tmp_path: Path, form: str, ending: str) -> None:
    exported, back = tmp_path / f"northwind.{ending}", tmp_path / "back.yaml"
    run(NORTHWIND, "--format", form, "--out", exported)
    result = CliRunner().invoke(main, ["import", "--strict", str(exported), "--out", str(back)])
    assert result.exit_code == 0, result.output
    assert read_framework(back).framework == read_framework(NORTHWIND).framework
