"""`waypost diff`: what it prints in each form, and how it ends for a build that trusts it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from waypost.cli.main import main

NORTHWIND = Path(__file__).parents[1] / "frameworks" / "northwind.yaml"
OWNS = "Owns a design that several teams build on."
SERVICE = "Designs one service with its failure modes."
RAISED = ((f"senior: [{SERVICE}]", f"senior: [{SERVICE}, {OWNS}]"), ("several teams build on", "two teams build on"))


FAULT = ": the change is major. Write `version: 4.0.0` or higher.\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, arguments)], terminal_width=80)


@pytest.fixture
def edited(tmp_path: Path) -> Callable[..., Path]:
    def write(*pairs: tuple[str, str], name: str = "new.yaml") -> Path:
        text = NORTHWIND.read_text(encoding="utf-8")
        for old, new in pairs:
            text = text.replace(old, new)
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_it_prints_sort_by_sort_with_what_differs_marked(edited):
    new = edited(
        ("version: 3.1.0", "version: 4.0.0"),
        ("Designs one service with", "Designs two service with"),
        ("several teams build on.]", "several teams rely on., Retires designs.]"),
        ("title: Principal Engineer,        ", "title: Architect,        "),
        ("seats: {engineer: 3}", "seats: {engineer: 4}"),
    )
    result = run(NORTHWIND, new)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "Northwind engineering framework: 3.1.0 to 4.0.0\n"
        "This is a major change: 2 major, 1 minor, 2 wording.\n"
        "\n"
        "Raised (1)\n"
        "  major System design at Senior Engineer names another number [design / senior]\n"
        "      - Designs [-one-] service with its failure modes.\n"
        "      + Designs {+two+} service with its failure modes.\n"
        "\n"
        "Added (1)\n"
        "  major System design at Staff Engineer newly asks [design / staff]\n"
        "      + Retires designs.\n"
        "\n"
        "Renamed (1)\n"
        "  patch Architect has another title [principal]\n"
        "      - Principal Engineer\n"
        "      + Architect\n"
        "\n"
        "Policies: evidence, panels, process (1)\n"
        "  minor The technical panel is made up differently\n"
        "      - [-3-] engineer\n"
        "      + {+4+} engineer\n"
        "\n"
        "Reworded (1)\n"
        "  patch System design at Staff Engineer is worded anew [design / staff]\n"
        "      - Owns a design that several teams [-build-] on.\n"
        "      + Owns a design that several teams {+rely+} on.\n"
        "\n"
        "Number: it fits what changed.\n"
    )


def test_it_can_be_pasted_into_a_pull_request(edited):
    new = edited(("version: 3.1.0", "version: 3.1.1"), (OWNS, "Owns a design that <several> *teams* rely on."))
    result = run(NORTHWIND, new, "--format", "markdown")
    assert result.exit_code == 0
    assert result.stdout == (
        "## Northwind engineering framework: 3.1.0 to 3.1.1\n"
        "\n"
        "This is a patch change: 1 wording.\n"
        "\n"
        "### Reworded (1)\n"
        "\n"
        "* **patch** System design at Staff Engineer is worded anew (`design`, `staff`)\n"
        "  * old: Owns a design that ~~several teams build~~ on.\n"
        "  * new: Owns a design that **\\<several\\> \\*teams\\* rely** on.\n"
        "\n"
        "**Number:** it fits what changed.\n"
    )


def test_programs_read_every_change_with_its_sort_class_and_place(edited):
    new = edited(*RAISED[:1], ("version: 3.1.0", "version: 3.1.1"))
    found = json.loads(run(NORTHWIND, new, "--format", "json").stdout)
    assert (found["old"]["version"], found["new"]["version"], found["class"]) == ("3.1.0", "3.1.1", "major")
    assert found["number"] == {
        "fits": False,
        "least": "4.0.0",
        "fault": "version 3.1.1 is too small a step from 3.1.0: the change is major. Write `version: 4.0.0` or higher.",
    }
    assert found["changes"] == [
        {
            "sort": "raised",
            "class": "major",
            "part": "expectations",
            "what": "System design at Senior Engineer newly asks what Staff Engineer asked",
            "criterion": "design",
            "level": "senior",
            "elsewhere": {"criterion": "design", "level": "staff"},
            "new": OWNS,
        }
    ]


def test_keys_that_were_renamed_are_told(edited):
    new = edited(("principal", "architect"), ("version: 3.1.0", "version: 3.2.0"))
    found = json.loads(run(NORTHWIND, new, "--format", "json", "--check").stdout)
    assert (found["class"], found["renamed keys"]) == ("minor", {"levels": {"principal": "architect"}})


@pytest.mark.parametrize(
    ("version", "code", "says"),
    [
        ("4.0.0", 0, ""),
        ("5.2.0", 0, ""),
        ("3.2.0", 1, "version 3.2.0 is too small a step from 3.1.0"),
        ("3.1.0", 1, "version 3.1.0 is not higher than 3.1.0"),
    ],
)
def test_a_build_fails_when_the_number_is_too_small(edited, version, code, says):
    new = edited(*RAISED, ("version: 3.1.0", f"version: {version}"))
    result = run(NORTHWIND, new, "--check")
    assert (result.exit_code, result.stderr) == (code, f"{new}: {says}{FAULT}" if says else "")
    assert run(NORTHWIND, new).exit_code == 0  # without --check it only tells


def test_no_difference_is_fine():
    result = run(NORTHWIND, NORTHWIND, "--check")
    assert (result.exit_code, result.stdout) == (
        0,
        "Northwind engineering framework: 3.1.0 to 3.1.0\nNothing changes for anybody.\n",
    )


def test_a_folder_may_be_held_against_a_file(tmp_path, edited):
    folder = tmp_path / "framework"
    folder.mkdir()
    lines = NORTHWIND.read_text(encoding="utf-8").split("\n")
    begin, end = lines.index("  growing:"), lines.index("evidence:")
    (folder / "framework.yaml").write_text("\n".join(lines[:begin] + lines[end:]), encoding="utf-8")
    (folder / "expectations").mkdir()
    row = [line.removeprefix("    ") for line in lines[begin + 1 : end]]
    (folder / "expectations" / "growing.yaml").write_text("\n".join(row), encoding="utf-8")
    result = run(NORTHWIND, folder, "--check")
    assert (result.exit_code, result.stderr) == (0, "")


def test_an_unreadable_document_is_told_with_its_line(tmp_path, edited):
    broken = edited(("version: 3.1.0", "version: 3"))
    result = run(NORTHWIND, broken)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{broken}:4:10: `version` is `3`\n    Write three numbers, like `1.0.0`.\n"


def test_a_document_that_is_not_there_is_a_wrong_use(tmp_path):
    assert run(NORTHWIND, tmp_path / "none.yaml").exit_code == 2
