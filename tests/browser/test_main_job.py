"""The main job, played in Chromium by the different people, each checked for what they must not see."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browser import beginnings, gathering, judging, telling
from tests.browser.conftest import played, served
from tests.needs import shared

# Both go on from the same day: played on one worker, what comes before it is played once.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("main job")]


@pytest.fixture(scope="module")
def reviewed(browser: Browser, empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """From the import of the real rubric and a people CSV to the last sealed review: what both journeys share.

    The data folder of that day; each journey goes on with a copy of its own.
    """
    rubric, folder = shared("practice", "002_*.txt"), tmp_path_factory.mktemp("reviewed")
    with served(folder, empty) as installation, played(browser, installation) as stage:
        beginnings.found(installation)
        beginnings.publish(stage, rubric, folder)
        beginnings.import_people(stage)

        gathering.record_claims(stage)
        gathering.attest(stage)
        gathering.what_would_it_take(stage)
        gathering.nominate(stage)
        gathering.prepare(stage)
        case = gathering.submit(stage)
        gathering.unseen_by_strangers(stage, case)

        judging.seat_panels(stage)
        judging.replace_for_a_conflict(stage)
        judging.review_by_hand(stage)
        for name in ("Ravi Menon", judging.REPLACEMENT, "Femi Adeyemi", "Gül Demir"):
            judging.review_quickly(stage, name)
        judging.reviews_stay_sealed(stage, judging.the_case(stage))
        judging.review_quickly(stage, "Eli Marsh", weak=(gathering.INFLUENCE,))
    return installation.data


def test_a_not_yet_that_is_worth_something(browser: Browser, reviewed: Path, tmp_path: Path) -> None:
    with served(tmp_path, reviewed) as installation, played(browser, installation) as stage:
        case = judging.the_case(stage)
        session = judging.open_session(stage)
        judging.preview(stage, session)
        judging.in_the_room(stage, session)
        judging.decide_not_yet(stage)
        judging.nothing_before_release(stage, case)
        judging.release(stage, session)

        telling.tell(stage, "Not yet", "One design that several teams build on.")
        telling.candidate_reads_no_rating(stage)
        telling.plan(stage)
        telling.close(stage)
        gathering.unseen_by_strangers(stage, case)
        installation.run("verify")


def test_a_yes_with_the_new_level_in_force(browser: Browser, reviewed: Path, tmp_path: Path) -> None:
    with served(tmp_path, reviewed) as installation, played(browser, installation, closely=False) as stage:
        judging.decide_yes(stage)

        telling.release_alone(stage)
        telling.tell(stage, "Yes", "Three teams build on her design of the ledger.")
        telling.position(stage)
        installation.run("verify")
