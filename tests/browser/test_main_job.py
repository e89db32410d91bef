"""The main job, played in Chromium by the different people, each checked for what they must not see."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import beginnings
from tests.browser.conftest import Stage
from tests.needs import shared

pytestmark = pytest.mark.browser


def test_a_not_yet_that_is_worth_something(stage: Stage, tmp_path: Path) -> None:
    rubric = shared("practice", "002_*.txt")
    beginnings.found(stage.installation)
    beginnings.publish(stage, rubric, tmp_path)
    beginnings.import_people(stage)
