"""Watching sees all that decides what is found, and outlives a slip."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.lint.cases import framework, run

from waypost.cli import lint_watch

RULE = '[lint]\nselect = ["ORG"]\nword-rule-files = ["words.yaml"]\n'
WORDS = "- {code: ORG001, words: [runs releases], message: Say what ships.}\n"


@pytest.fixture
def watching(tmp_path, monkeypatch):
    """A function that lints a framework while files change, and gives back what is told."""
    monkeypatch.chdir(tmp_path)

    def watch(*changes, files=None, flags=()):
        for name, text in {"a.yaml": framework("- Runs releases."), **(files or {})}.items():
            Path(name).write_text(text)
        coming = iter(changes)

        def pause():
            change = next(coming, None)
            if change is not None:
                name, text = change
                Path(name).write_text(text)
                os.utime(name, ns=(len(text), len(text)))
            return change is not None

        monkeypatch.setattr(lint_watch, "_pause", pause)
        return run("a.yaml", "--watch", "--no-cache", "--format", "concise", *flags)

    return watch


def test_a_change_of_the_configuration_is_seen(watching):
    told = watching(
        ("waypost.toml", '[lint]\nselect = ["VAG103"]\n'), files={"waypost.toml": RULE, "words.yaml": WORDS}
    )
    assert (told.exit_code, told.stdout.count("ORG001")) == (0, 1)


def test_a_new_configuration_is_seen(watching):
    told = watching(("waypost.toml", RULE), files={"words.yaml": WORDS})
    assert (told.exit_code, told.stdout.count("ORG001")) == (1, 1)


def test_a_change_of_the_words_is_seen(watching):
    told = watching(
        ("words.yaml", WORDS), files={"waypost.toml": RULE, "words.yaml": WORDS.replace("releases", "away")}
    )
    assert (told.exit_code, told.stdout.count("ORG001")) == (1, 1)


def test_a_slip_is_told_and_watching_goes_on(watching):
    told = watching(
        ("waypost.toml", "[lint]\nselekt = 1\n"),
        ("waypost.toml", RULE),
        files={"waypost.toml": RULE, "words.yaml": WORDS},
    )
    assert (told.exit_code, told.stdout.count("ORG001")) == (1, 2)
    assert "There is no setting `selekt`" in told.stderr


def test_a_baseline_is_watched_and_one_that_is_none_does_not_end_it(watching):
    files = {"waypost.toml": RULE, "words.yaml": WORDS, "known.json": "nothing"}
    told = watching(("known.json", '{"version": 1, "findings": {}}'), files=files, flags=("--baseline", "known.json"))
    assert (told.exit_code, told.stdout.count("ORG001")) == (1, 1)
    assert "known.json is no baseline" in told.stderr
