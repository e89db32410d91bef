"""What the commands for framework files print, where, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from waypost.cli.main import main
from waypost.framework.json_schema import document_schema
from waypost.framework.library import file_of, load
from waypost.framework.reading import read_framework

NORTHWIND = Path(__file__).parents[1] / "frameworks" / "northwind.yaml"
HASH = read_framework(NORTHWIND).framework.hash[:12]


def run(*arguments: str | Path) -> Result:
    """The command's end, with standard output and standard error apart, as a program in a pipe sees them."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], terminal_width=80)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A document with two mistakes."""
    path = tmp_path / "broken.yaml"
    text = NORTHWIND.read_text(encoding="utf-8")
    path.write_text(text.replace("B5, scope", "B9, scope").replace("version: 3.1.0", "version: 3"), encoding="utf-8")
    return path


class TestSchema:
    def test_it_prints_the_json_schema(self):
        result = run("schema")
        assert (result.exit_code, json.loads(result.stdout)) == (0, document_schema())


class TestCheck:
    def test_a_good_document_is_said_to_be_good(self):
        result = run("check", NORTHWIND)
        assert (result.exit_code, result.stdout, result.stderr) == (
            0,
            "Northwind engineering framework 3.1.0: 3 dimensions, 5 criteria, 5 levels, 16 expectations. No errors.\n",
            "",
        )

    @pytest.mark.parametrize("command", ["check", "show"])
    def test_every_error_goes_to_standard_error_with_what_to_write(self, broken, command):
        result = run(command, broken)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == (
            f"{broken}:4:10: `version` is `3`\n"
            "    Write three numbers, like `1.0.0`.\n"
            f"{broken}:28:80: `levels.principal.band` says `B9`, and there is no such band\n"
            "    Write one of: B3, B4, B5.\n"
        )

    def test_a_file_that_is_not_there_is_wrong_use(self, tmp_path):
        assert run("check", tmp_path / "none.yaml").exit_code == 2


class TestShow:
    def test_it_says_how_long_a_goal_keeps_its_version(self, tmp_path):
        path = tmp_path / "framework.yaml"
        text = NORTHWIND.read_text(encoding="utf-8")
        path.write_text(text.replace("  small groups:", "  grace: 180 days\n  small groups:"), encoding="utf-8")
        told = "A goal keeps its version\n  for 180 days after another came into force\n\n"
        assert told in run("show", path).stdout
        assert "keeps its version" not in run("show", NORTHWIND).stdout

    def test_it_prints_levels_paths_and_criteria(self):
        result = run("show", NORTHWIND)
        assert result.exit_code == 0
        head, rest = result.stdout.split("\n\n", 1)
        assert head.splitlines() == [
            "Northwind engineering framework 3.1.0",
            f"northwind-engineering {HASH}, never reviewed, owner engineering-leadership",
        ]
        assert (
            rest
            == """\
Level                      Key              Track       Band  Scope
Senior Engineer            senior           depth       B3    project
Staff Engineer             staff            depth       B4    teams
Staff Engineer, Strategic  staff-strategic  strategic   B4    teams
Engineering Manager        manager          management  B4    team
Principal Engineer         principal        depth       B5    organisation

Paths (> promotion, = sideways)
  senior > staff, staff-strategic, manager
  staff > principal
  staff = staff-strategic = manager

Criterion              Dimension            Kind       Levels
System design (must)   Technical execution  technical  5 of 5
Running in production  Technical execution  technical  2 of 5
Outcomes that matter   Business impact      strategic  4 of 5
Communication          People               people     4 of 5
Growing others         People               people     1 of 5

What one level asks: waypost show ... --level staff-strategic
"""
        )

    def test_it_prints_what_one_level_asks_and_where_it_leads(self):
        result = run("show", NORTHWIND, "--level", "manager")
        assert result.exit_code == 0
        assert (
            result.stdout.split("\n\n", 1)[1]
            == """\
Engineering Manager
manager: Management, band B4, scope team

TECHNICAL EXECUTION

  System design  (must be met)
    - Asks the question that a design has left open.

BUSINESS IMPACT

  Outcomes that matter
    - The team moves a figure it chose.

PEOPLE

  Communication
    - Says hard things early.

  Growing others
    - People grow who report to this person.

A packet for this level needs
  1 self
  1 manager
  3 peers
  1 peers outside team
  1 work products
  1 quantitative
  2 qualitative
  those claims attested by a named partner
From here
  sideways to Staff Engineer (staff)
  sideways to Staff Engineer, Strategic (staff-strategic)
"""
        )

    @pytest.mark.parametrize("level", [level.key for level in load("lattice").levels])
    def test_piped_text_is_plain_and_fits_80_columns(self, level):
        result = run("show", file_of("lattice"), "--level", level)
        lines = result.stdout.splitlines()
        assert max(map(len, lines)) <= 80
        assert all(line == line.rstrip() for line in lines)
        assert "\x1b" not in result.stdout

    def test_json_holds_everything_with_inheritance_followed(self, tmp_path):
        path = tmp_path / "framework.yaml"
        text = NORTHWIND.read_text(encoding="utf-8")
        path.write_text(text.replace("principal: [Sees the design that nobody has asked for yet.]", "principal: {same as: staff}"), encoding="utf-8")  # fmt: skip # noqa: E501
        result = run("show", path, "--format", "json")
        assert result.exit_code == 0
        shown = json.loads(result.stdout)
        assert list(shown) == ["name", "title", "version", "hash", "levels", "criteria", "expectations"]
        assert (shown["name"], shown["version"], shown["hash"]) == (
            "northwind-engineering",
            "3.1.0",
            read_framework(path).framework.hash,
        )
        assert [len(shown[name]) for name in ("levels", "criteria", "expectations")] == [5, 5, 16]
        assert shown["levels"][1] == {
            "key": "staff",
            "title": "Staff Engineer",
            "track": "depth",
            "band": "B4",
            "scope": "teams",
        }
        assert shown["criteria"][0] == {
            "key": "design",
            "title": "System design",
            "dimension": "technical",
            "kind": "technical",
            "must": True,
        }
        assert shown["expectations"][4] == {
            "criterion": "design",
            "level": "principal",
            "statements": [
                {"says": "Owns a design that several teams build on.", "looks like": [], "shown by": [], "about": ""}
            ],
        }

    def test_json_of_a_level_holds_that_level(self):
        shown = json.loads(run("show", NORTHWIND, "--level", "manager", "--format", "json").stdout)
        assert [level["key"] for level in shown["levels"]] == ["manager"]
        assert [one["key"] for one in shown["criteria"]] == ["design", "outcome", "communication", "growing"]
        assert {cell["level"] for cell in shown["expectations"]} == {"manager"}

    def test_a_level_that_is_not_there_is_wrong_use_and_told(self):
        result = run("show", NORTHWIND, "--level", "manger")
        assert result.exit_code == 2
        assert "there is no level `manger`. Did you mean `manager`?" in result.stderr
