"""`waypost doctor`: exits 1 on a fault and 0 without, prints nothing secret, and lists the settings as documented."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests.cli.deployment import SECRET, Deployment
from tests.needs import ROOT

from waypost.web.config.environment import DEMO_SECRET, Environment

pytestmark = pytest.mark.xdist_group("installation")  # it is set up once

GOOD = {
    "BASE_URL": "https://waypost.example.org",
    "BEHIND_PROXY": "1",
    "MAIL_URL": "smtps://waypost:hunter2hunter2@mail.example.org",
    "MAIL_FROM": "waypost@example.org",
}


@pytest.fixture
def deployment(set_up: Path, tmp_path: Path) -> Deployment:
    """A good deployment of its own."""
    shutil.copytree(set_up, tmp_path / "data")
    (tmp_path / "data").chmod(0o700)
    return Deployment(tmp_path / "data", settings=GOOD)


def test_a_deployment_without_faults_exits_0_and_tells_what_is_still_to_do(deployment: Deployment) -> None:
    done = deployment.run("doctor")
    assert (done.returncode, done.stderr) == (0, "")
    assert "FAIL" not in done.stdout
    assert "ok    What is committed is on the disk." in done.stdout
    assert "warn  Nobody holds the duty: People operations.\n      Give it under People, Duties." in done.stdout


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"SECRET_KEY": SECRET[:49]}, "FAIL  The secret is short or not random"),
        ({"BASE_URL": "http://waypost.example.org"}, "FAIL  People come by plain http: http://waypost.example.org"),
        ({"MAIL_URL": None}, "FAIL  Mail is printed"),
        ({"DATABASE_URL": "postgresql://waypost:hunter2hunter2@127.0.0.1:9/x"}, "FAIL  The database does not answer."),
    ],
)
def test_a_fault_in_the_settings_exits_1(deployment: Deployment, settings: dict[str, str | None], says: str) -> None:
    done = deployment.run("doctor", **settings)
    assert done.returncode == 1
    assert says in done.stdout
    assert done.stdout.count("FAIL") == 1


def test_loose_rights_of_the_data_folder_exit_1(deployment: Deployment) -> None:
    deployment.folder.chmod(0o750)
    done = deployment.run("doctor")
    assert done.returncode == 1
    assert f"FAIL  Others on this machine can look into {deployment.folder}.\n      Run: chmod 700" in done.stdout


def test_a_removed_trigger_exits_1(deployment: Deployment) -> None:
    deployment.sql("DROP TRIGGER journal_event_no_delete")
    done = deployment.run("doctor")
    assert done.returncode == 1
    assert "journal_event_no_delete missing" in done.stdout


def test_before_setup_it_says_what_to_run(tmp_path: Path) -> None:
    done = Deployment(tmp_path / "data", settings=GOOD).run("doctor")
    assert done.returncode == 1
    assert "      Run: waypost setup" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert not (tmp_path / "data").exists()


def test_nothing_secret_is_printed(deployment: Deployment) -> None:
    away = "postgresql://waypost:hunter2hunter2@127.0.0.1:9/x"
    for done in (deployment.run("doctor"), deployment.run("doctor", DATABASE_URL=away)):
        assert "hunter2" not in done.stdout + done.stderr
        assert SECRET not in done.stdout + done.stderr


def settings_of_the_page() -> set[str]:
    """The variables in the table of docs/operating.md."""
    text = (ROOT / "docs" / "operating.md").read_text()
    return set(re.findall(r"^\| `(WAYPOST_\w+)` \|", text, re.MULTILINE))


def test_every_setting_is_documented_and_nothing_else_is() -> None:
    assert settings_of_the_page() == {f"WAYPOST_{name.upper()}" for name in Environment.model_fields}


def test_every_variable_named_in_the_documentation_exists() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    named = {name for page in pages for name in re.findall(r"WAYPOST_[A-Z_]+\b", page.read_text())}
    # Where the linter keeps what it found is a person's own business and no setting of an installation.
    assert named - {"WAYPOST_CACHE"} == settings_of_the_page()


def test_the_list_of_settings_is_the_same_and_needs_no_installation(tmp_path: Path) -> None:
    done = Deployment(tmp_path / "data").run("doctor", "--settings", SECRET_KEY=None)
    assert done.returncode == 0
    assert {line.split()[0] for line in done.stdout.splitlines()} == settings_of_the_page()
    assert DEMO_SECRET not in done.stdout
    assert "WAYPOST_TIME_ZONE      The zone of people who have not chosen one. Default: UTC" in done.stdout
