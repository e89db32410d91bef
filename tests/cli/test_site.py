"""`waypost site`: what it writes, what it removes, and the folders it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from waypost.cli.main import main

NORTHWIND = Path(__file__).parents[1] / "frameworks" / "northwind.yaml"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["site", *map(str, arguments)], terminal_width=80)


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The next version, with the level `principal` called another name."""
    path = tmp_path / "next.yaml"
    text = NORTHWIND.read_text(encoding="utf-8").replace("version: 3.1.0", "version: 4.0.0")
    path.write_text(text.replace("principal", "foremost"), encoding="utf-8")
    return path


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_writes_the_site_with_the_applications_own_style(tmp_path: Path) -> None:
    out = tmp_path / "site"
    result = run(NORTHWIND, "--out", out)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"Wrote 22 pages to {out}. Open {out / 'index.html'} in a browser.\n"
    style = (out / "waypost.css").read_text(encoding="utf-8")
    assert "--paper: light-dark(" in style
    assert "url(" not in style


def test_writing_again_gives_the_same_bytes_and_removes_what_is_stale(tmp_path: Path, newer: Path) -> None:
    out = tmp_path / "site"
    run(NORTHWIND, "--out", out)
    first = everything(out)
    run(NORTHWIND, newer, "--out", out)
    both = everything(out)
    assert "versions/3.1.0/level-principal.html" in both
    assert "level-principal.html" not in both
    assert run(NORTHWIND, "--out", out).exit_code == 0
    assert everything(out) == first
    assert not (out / "versions").exists()


def test_a_folder_of_versions_is_taken_as_versions(tmp_path: Path, newer: Path) -> None:
    folder = tmp_path / "versions"
    (folder / "3.1").mkdir(parents=True)
    (folder / "3.1" / "framework.yaml").write_bytes(NORTHWIND.read_bytes())
    newer.rename(folder / "4.yaml")
    (folder / "notes.txt").write_text("not a version")
    assert run(folder, "--out", tmp_path / "site").exit_code == 0
    assert (tmp_path / "site" / "versions" / "3.1.0" / "index.html").exists()


def test_a_folder_that_is_no_site_of_ours_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "mine"
    out.mkdir()
    (out / "letter.txt").write_text("dear")
    result = run(NORTHWIND, "--out", out)
    assert result.exit_code == 2
    assert "is not empty and is no site of Waypost's. Name a new folder" in " ".join(result.stderr.split())
    assert everything(out) == {"letter.txt": b"dear"}


def test_what_somebody_put_beside_the_site_stays(tmp_path: Path) -> None:
    out = tmp_path / "site"
    run(NORTHWIND, "--out", out)
    (out / "CNAME").write_text("ladder.example")
    (tmp_path / "outside").write_text("mine")
    with (out / ".waypost-site").open("a") as marker:
        marker.write("../outside\n/etc/hostname\n")
    assert run(NORTHWIND, "--out", out).exit_code == 0
    assert (out / "CNAME").read_text() == "ladder.example"
    assert (tmp_path / "outside").read_text() == "mine"


def test_a_document_with_errors_makes_no_site(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(NORTHWIND.read_text(encoding="utf-8").replace("version: 3.1.0", "version: 3"))
    result = run(broken, "--out", tmp_path / "site")
    assert (result.exit_code, result.stderr.splitlines()[0]) == (1, f"{broken}:4:10: `version` is `3`")
    assert not (tmp_path / "site").exists()


def test_two_of_one_version_are_wrong_use(tmp_path: Path) -> None:
    result = run(NORTHWIND, NORTHWIND, "--out", tmp_path / "site")
    assert result.exit_code == 2
    assert "Version 3.1.0 is there twice. Name each version once." in result.stderr


def test_a_folder_without_a_framework_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run(tmp_path / "empty", "--out", tmp_path / "site")
    assert result.exit_code == 2
    assert "holds no framework" in result.stderr
