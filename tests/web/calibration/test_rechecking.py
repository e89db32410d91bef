"""A kept measurement is looked at again: what was changed is found, and the same ratings come out the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.web.calibration.test_measured import many, of
from tests.web.cast import Cast

from waypost.cli import application
from waypost.cli.main import main
from waypost.web.calibration.models import Measurement, Session
from waypost.web.calibration.rechecking import measured_again
from waypost.web.promotion.models import Case


@pytest.fixture
def row(cast: Cast, case: Case, session: Session) -> Measurement:
    many(cast, case, session, 5)
    return Measurement.objects.select_related("session").get(pk=of(session).pk)


def remeasure(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["remeasure", *arguments])


def test_the_same_ratings_come_out_the_same(row: Measurement, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(application, "start", lambda: None)
    out = tmp_path / "ratings.csv"
    done = remeasure(row.hash[:8], "--ratings", str(out))

    assert done.exit_code == 0, done.output
    assert f"{row.hash[:12]}  number 1" in done.output
    assert "1 measured again, 0 did not hold." in done.output
    head, *lines = out.read_text("utf-8").splitlines()
    assert (head, len(lines)) == ("candidate,rater,criterion,rating", row.result["ratings"])
    assert remeasure("ffff").exit_code == remeasure("--ratings", str(out)).exit_code - 1 == 1


def test_what_was_changed_behind_the_triggers_is_found(row: Measurement) -> None:
    cases = list(row.result["cases"])
    cases[0] = cases[0] | {"fair": {"value": 3.0, "low": 2.9, "high": 3.0}}
    row.result = row.result | {"cases": cases}
    again = measured_again(row)

    assert not again.holds
    assert again.faults == ("its digest is not that of what it says: somebody changed the row.",)
    assert again.furthest is not None
    assert again.furthest > 0.1


def test_other_ratings_under_the_same_hash_are_found(row: Measurement) -> None:
    marks = [list(mark) for mark in row.sheet["marks"]]
    marks[0][-1] = marks[0][-2] = (marks[0][-1] or 0) ^ 1
    row.sheet = row.sheet | {"marks": marks}

    assert "its ratings are not those whose hash it names." in measured_again(row).faults
