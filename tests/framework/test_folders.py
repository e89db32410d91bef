"""A folder is read as one document: `framework.yaml` and a file of expectations for each criterion."""

from __future__ import annotations

from pathlib import Path

import pytest

from waypost.framework.reading import read_framework


@pytest.fixture
def folder(tmp_path: Path, document: str) -> Path:
    """The small framework, cut into a folder."""
    head, rest = document.split("expectations:\n")
    rows, tail = rest.split("\nevidence:")
    (tmp_path / "framework.yaml").write_text(f"{head}evidence:{tail}", encoding="utf-8")
    (tmp_path / "expectations").mkdir()
    for row in rows.replace("\n  ", "\n").removeprefix("  ").split("\n"):
        if row and not row.startswith(" "):
            name = row.rstrip(":")
            (tmp_path / "expectations" / f"{name}.yaml").write_text("", encoding="utf-8")
        elif row:
            with (tmp_path / "expectations" / f"{name}.yaml").open("a", encoding="utf-8") as file:
                file.write(f"{row[2:]}\n")
    return tmp_path


def test_it_reads_as_the_same_framework_as_one_file(folder, northwind):
    reading = read_framework(folder)
    assert reading.errors == ()
    assert (reading.framework, reading.framework.hash) == (northwind, northwind.hash)


def test_it_reads_from_memory_as_well(folder, northwind):
    files = {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}
    assert read_framework(files).framework == northwind


def test_errors_point_into_the_file_they_are_in(folder):
    design = folder / "expectations" / "design.yaml"
    lines = design.read_text(encoding="utf-8").splitlines()
    design.write_text("\n".join([lines[0], "stuff: [Something.]", *lines[2:], "manager: {says: }"]), encoding="utf-8")
    (folder / "expectations" / "desing.yaml").write_text("senior: [Something.]\n", encoding="utf-8")
    errors = read_framework(folder).errors
    assert [(Path(error.file).name, error.line, error.column, error.message) for error in errors] == [
        ("design.yaml", 2, 1, "`expectations.design` names `stuff`, and there is no such level"),
        ("design.yaml", 6, 1, "says `manager` a second time"),
        ("desing.yaml", 1, 1, "`expectations` names `desing`, and there is no such criterion"),
    ]


def test_a_file_that_is_no_yaml_does_not_hide_what_is_wrong_with_another(folder):
    (folder / "expectations" / "design.yaml").write_text("senior: [\n", encoding="utf-8")
    (folder / "expectations" / "outcome.yaml").write_text("senior: a: b\n", encoding="utf-8")
    errors = read_framework(folder).errors
    assert [Path(error.file).name for error in errors] == ["design.yaml", "outcome.yaml"]


def test_expectations_written_twice_are_told(folder):
    main = folder / "framework.yaml"
    main.write_text(
        main.read_text(encoding="utf-8") + "expectations:\n  design:\n    senior: [Something.]\n", encoding="utf-8"
    )
    errors = read_framework(folder).errors
    assert [(Path(error.file).name, error.message) for error in errors] == [
        ("design.yaml", "the expectations of `design` are written twice")
    ]


def test_a_folder_without_its_main_file_says_which_is_missing(tmp_path):
    errors = read_framework(tmp_path).errors
    assert [(error.message, error.hint) for error in errors] == [
        (
            "holds no `framework.yaml`",
            "Name the folder of a framework, or put everything but the expectations into `framework.yaml`.",
        ),
    ]


def test_a_link_out_of_the_folder_is_not_followed(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "secret.yaml"
    outside.write_text("senior: [Something secret.]\n", encoding="utf-8")
    (folder / "expectations" / "growing.yaml").unlink()
    (folder / "expectations" / "growing.yaml").symlink_to(outside)
    errors = read_framework(folder).errors
    assert [(Path(error.file).name, error.message) for error in errors] == [("growing.yaml", "is a symbolic link")]


def test_a_link_that_somebody_names_is_followed(tmp_path_factory, document, northwind):
    place = tmp_path_factory.mktemp("linked")
    (place / "real.yaml").write_text(document, encoding="utf-8")
    (place / "framework.yaml").symlink_to(place / "real.yaml")
    assert read_framework(place / "framework.yaml").framework == northwind
    assert [error.message for error in read_framework(place).errors] == ["is a symbolic link"]


def test_a_linked_expectations_folder_is_not_followed(folder, tmp_path_factory):
    (folder / "expectations").rename(tmp_path_factory.mktemp("elsewhere") / "expectations")
    (folder / "expectations").symlink_to("/")
    assert [error.message for error in read_framework(folder).errors] == ["`expectations` is a symbolic link"]


def test_the_main_file_of_a_folder_stands_for_the_folder(folder):
    reading = read_framework(folder / "framework.yaml")
    assert (reading.errors, reading.framework) == ((), read_framework(folder).framework)


def test_the_expectations_of_one_criterion_are_no_framework(folder):
    (error,) = read_framework(next((folder / "expectations").iterdir())).errors
    assert error.message == "holds what a framework asks of one criterion, and no framework"
    assert error.hint == f"Name the folder of the framework, `{folder}`."
