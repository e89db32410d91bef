"""`waypost verify`: what it says, what it leaves behind, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection
from tests.web.cast import Cast
from tests.web.journal.noting import notes
from tests.web.journal.test_append_only import without_triggers

from waypost.cli.verify import verify
from waypost.web.journal.verifying import head

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(verify, list(arguments))
    return done.exit_code, done.output


def test_a_whole_journal_holds_and_its_seal_is_kept(cast: Cast, tmp_path: Path) -> None:
    notes(cast, 3)
    seal = tmp_path / "seal"

    code, says = run("--write-anchor", str(seal))
    assert (code, says.splitlines()[0]) == (0, "The journal holds: 3 events, unbroken.")
    assert "No seal from outside was given" in says
    assert seal.read_text() == f"3 {head().hash}\n"
    notes(cast, 2)
    assert run("--anchor", str(seal)) == (0, "The journal holds: 5 events, unbroken.\n")


def test_a_broken_journal_ends_with_1_and_says_where_and_why(cast: Cast, tmp_path: Path) -> None:
    notes(cast, 3)
    with without_triggers():
        connection.cursor().execute("UPDATE journal_event SET place = '/x' WHERE number = 2")

    code, says = run("--write-anchor", str(tmp_path / "seal"))
    assert code == 1
    assert "event 2: was changed after it was written" in says
    assert not (tmp_path / "seal").exists()


def test_a_cut_is_found_with_the_seal(cast: Cast, tmp_path: Path) -> None:
    notes(cast, 3)
    run("--write-anchor", str(tmp_path / "seal"))
    with without_triggers():
        connection.cursor().execute("DELETE FROM journal_event WHERE number = 3")

    assert run()[0] == 0
    code, says = run("--anchor", str(tmp_path / "seal"))
    assert code == 1
    assert "event 3: the anchor remembers this event, the journal ends before it" in says


def test_a_file_without_a_seal_is_told(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "seal").write_text("hello")

    code, says = run("--anchor", str(tmp_path / "seal"))
    assert code == 1
    assert "holds no seal" in says
