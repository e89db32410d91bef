"""Documentation, registry and examples say the same: a rule is explained, finds its bad example, not its good one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.lint.cases import framework, run

from waypost.lint.checking import check
from waypost.lint.findings import Severity
from waypost.lint.pages import FAMILIES, ours, pages
from waypost.lint.reading import read_files
from waypost.lint.rule import PatternRule, PhraseRule, StatementRule
from waypost.lint.settings import Settings

ROOT = Path(__file__).parents[2]
RULES = ours()
ALONE = [rule for rule in RULES if issubclass(rule, PhraseRule | PatternRule | StatementRule)]


def found(rule, text):
    """Whether the rule finds something in this statement."""
    quoted = json.dumps(text, ensure_ascii=False)
    read = read_files({"framework.yaml": framework(f"- {quoted}").encode()})
    assert read.subject is not None, read.errors
    return rule.code in {one.code for one in check(read, Settings(select=(rule.code,))).findings}


@pytest.mark.parametrize("rule", ALONE, ids=lambda rule: rule.code)
def test_a_rule_finds_its_bad_example_and_not_its_good_one(rule):
    assert found(rule, rule.example.bad), rule.example.bad
    assert not found(rule, rule.example.good), rule.example.good


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_says_what_it_finds_why_and_how(rule):
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert rule.code[:3] in FAMILIES
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", rule.name)
    assert isinstance(rule.severity, Severity)
    for said in (rule.says, rule.why, rule.decides):
        assert re.search(r"[.…]$", said), said
    assert rule.example.bad
    assert rule.example.good


def test_names_are_taken_once():
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_is_tested_by_its_code(rule):
    here = [path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py") if "lint" in path.as_posix()]
    assert any(rule.code in text for text in here) or rule in ALONE


def test_every_rule_has_its_page_and_every_page_is_current():
    folder = ROOT / "docs" / "rules"
    written = {path.name: path.read_text("utf-8") for path in folder.glob("*.md")}
    assert written == pages(), "run: waypost rule --all --format markdown --out docs/rules"


def test_the_chapter_names_every_setting_form_and_flag():
    from waypost.cli.lint import lint
    from waypost.lint.configuring import _KEYS
    from waypost.lint.formats import FORMATS

    chapter = (ROOT / "docs" / "linting.md").read_text("utf-8")
    flags = [name for one in lint.params for name in one.opts if name.startswith("--")]
    told = {*_KEYS, *FORMATS, *flags} - {"--config", "--help"}
    assert [name for name in told if name not in chapter] == []


def test_the_rule_that_the_chapter_shows_finds_something(monkeypatch):
    chapter = (ROOT / "docs" / "linting.md").read_text("utf-8")
    monkeypatch.setattr("waypost.lint.rule._RULES", {})
    held = {}
    exec(chapter.split("```python\n")[1].split("```")[0], held)  # noqa: S102 - our own page
    monkeypatch.setattr("waypost.lint.word_rules.rules", lambda: {"ORG003": held["Guru"]})
    assert found(held["Guru"], held["Guru"].example.bad)
    assert not found(held["Guru"], held["Guru"].example.good)


def test_a_rule_is_explained_by_code_or_name_and_the_nearest_is_suggested():
    by_code, by_name = run("vag103", command="rule"), run("ability-for-behaviour", command="rule")
    assert by_code.output == by_name.output
    assert by_code.output.startswith("VAG103 ability-for-behaviour (warning, stable)\n")
    refused = run("VAG130", command="rule")
    assert (refused.exit_code, "Did you mean `VAG103`?" in refused.output) == (2, True)
    assert run(command="rule").exit_code == run("VAG103", "--all", command="rule").exit_code == 2


def test_all_rules_as_rows_and_as_pages(tmp_path):
    rows = json.loads(run("--all", "--format", "json", command="rule").output)
    assert [row["code"] for row in rows] == [rule.code for rule in RULES]
    (tmp_path / "OLD001.md").write_text("# OLD001: gone")
    assert run("--all", "--format", "markdown", "--out", tmp_path, command="rule").exit_code == 0
    assert {path.name for path in tmp_path.iterdir()} == set(pages())
    assert run("VAG103", "--out", tmp_path, command="rule").exit_code == 2
