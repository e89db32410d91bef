"""What cannot be read is told with its place, and a rule that fails is told while the others go on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.lint.cases import checked, framework, told

from waypost.lint import rule as registry
from waypost.lint.checking import check
from waypost.lint.encodings import likely_encoding
from waypost.lint.findings import Finding, Severity
from waypost.lint.reading import read_files
from waypost.lint.rule import Example, StatementRule
from waypost.lint.settings import Settings
from waypost.lint.subject import Said, Subject

TEXT = framework("- Can run a release.", "- Stops one.")


class Failing(StatementRule, listed=False):
    """Fails on statements that begin with Stops."""

    code = "FAL001"
    name = "failing"
    example = Example("a", "b")

    def statement(self, subject: Subject, said: Said) -> Iterator[Finding]:
        if said.text.startswith("Stops"):
            raise ValueError("not this one")
        yield self.finding("found", subject.span(said), said=said)


@pytest.fixture
def failing(monkeypatch):
    """The registry with a rule that fails on one statement."""
    monkeypatch.setattr("waypost.lint.word_rules.rules", lambda: {**registry.rules(), "FAL001": Failing})


def test_a_rule_that_fails_is_an_error_with_its_statement_and_the_others_go_on(failing):
    found = checked(TEXT, Settings(select=("VAG103", "FAL001")))
    assert told(found) == [("FAL001", 23, 9), ("VAG103", 22, 9), ("FAL001", 22, 9)]
    failed = found.findings[0]
    assert failed.severity is Severity.ERROR
    assert failed.message == "The rule failed on “Stops one.”: ValueError: not this one"
    assert [fault.statement for fault in found.faults] == ["Stops one."]


def test_a_rule_that_cannot_be_made_ready_is_told_and_the_others_look(failing, monkeypatch):
    def spoilt(self, settings):
        raise KeyError("no list")

    monkeypatch.setattr(Failing, "__init__", spoilt)
    found = checked(TEXT, Settings(select=("VAG103", "FAL001")))
    assert told(found) == [("FAL001", 1, 1), ("VAG103", 22, 9)]
    assert found.findings[0].message == "The rule failed: KeyError: 'no list'"


def test_broken_yaml_is_told_at_its_place():
    found = checked("waypost: 1\nname: a: b\n")
    assert (told(found), found.linted) == ([("STR001", 2, 8)], False)
    assert found.findings[0].hint == "Put the text in quotes."


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("# Stufe\nprüft Änderungen".encode("latin-1"), "ISO 8859-1 (Latin-1)"),
        ("“quoted”".encode("cp1252"), "Windows-1252"),
        ("設計をレビューする。変更を出荷する。".encode("shift_jis"), "Shift JIS"),
        ("plain".encode("utf-16"), "UTF-16"),
        ("plain text".encode("utf-16-le"), "UTF-16"),
    ],
)
def test_another_encoding_is_named(data, name):
    assert likely_encoding(data) == name


def test_a_file_in_another_encoding_is_told_with_its_name():
    read = read_files({"a.yaml": b"waypost: 1\ntitle: Gr\xfcn\n"})
    (finding,) = check(read, Settings()).findings
    assert (finding.code, finding.span.line) == ("STR001", 2)
    assert "it looks like ISO 8859-1 (Latin-1)" in finding.message


def test_what_cannot_be_read_may_be_ignored_like_any_finding():
    found = checked("waypost: 1\nname: a: b\n", Settings(ignore=("STR001",)))
    assert (found.findings, found.linted) == ((), False)


def test_whoever_named_what_cannot_be_read_is_told_whatever_was_selected():
    read = read_files({"a.yaml": b"waypost: 1\nname: a: b\n"})
    for settings in (Settings(select=("VAG",)), Settings(ignore=("STR",)), Settings(per_path={"a.yaml": ("STR",)})):
        found = check(read, settings, named=True)
        assert (told(found), found.linted) == ([("STR001", 2, 8)], False)
