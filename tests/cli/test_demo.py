"""`waypost demo`: made once and whole, served on loopback, stopped with its children, and nobody's data harmed."""

from __future__ import annotations

import os
import shutil
import signal
import time
from pathlib import Path

import pytest
from tests.cli.deployment import STOP, Deployment, answer, descendants, free_port, stopped

from waypost.cli.demo import MARK, _is_loopback, address

pytestmark = pytest.mark.xdist_group("organisation")  # it is made once


@pytest.fixture(scope="module")
def made(organisation: Path, tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    """A copy of the demo organisation, in a shell that is set up for something else."""
    folder = tmp_path_factory.mktemp("demo")
    shell = {"DATABASE_URL": "postgresql://127.0.0.1:9/company", "DATA": str(folder / "company"), "DEMO": None}
    return Deployment(Path(shutil.copytree(organisation, folder / "demo")), settings=shell)


def test_it_lies_whole_in_its_place_and_nothing_beside_it(organisation: Path) -> None:
    assert (organisation / "waypost.sqlite3").is_file()
    assert (organisation / MARK).is_file()
    assert sorted(path.name for path in organisation.parent.iterdir()) == [organisation.name]


def test_it_is_served_with_a_worker_and_stops_with_both(made: Deployment) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with made.running("demo", "--data", str(made.folder), "--port", str(port)) as demo:
        assert answer(f"{url}/health/", demo) == (200, b"ok")
        status, page = answer(f"{url}/demo/sign-in/", demo)
        assert (status, b"Ada" in page) == (200, True)
        assert len(descendants(demo.pid)) >= 3  # the server, its web process, the worker
        assert stopped(demo) == 0
    printed = made.log("demo")
    assert f"Waypost demo: {url}/" in printed
    assert "Demo mode: no passwords. Never put real people into it." in printed
    assert "Made the demo organisation" not in printed
    assert "Traceback" not in printed


def test_when_its_server_ends_the_rest_ends_too(made: Deployment) -> None:
    port = free_port()
    with made.running("demo", "--data", str(made.folder), "--port", str(port)) as demo:
        answer(f"http://127.0.0.1:{port}/health/", demo)
        family = descendants(demo.pid)
        os.kill(family[0], signal.SIGTERM)
        assert demo.wait(STOP) == 1
        deadline = time.monotonic() + STOP
        while any(Path(f"/proc/{pid}").exists() for pid in family):
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_a_wish_for_more_people_is_answered_when_one_is_there(made: Deployment) -> None:
    done = made.run("demo", "--no-serve", "--data", str(made.folder), "--people", "200")
    assert (done.returncode, "add --fresh" in done.stdout) == (0, True)


@pytest.mark.parametrize("options", [(), ("--fresh",)])
def test_an_installation_that_is_no_demo_is_never_touched(tmp_path: Path, options: tuple[str, ...]) -> None:
    company = tmp_path / "company"
    company.mkdir()
    (company / "waypost.sqlite3").write_text("people")
    done = Deployment(company).run("demo", "--no-serve", "--data", str(company), *options)
    assert done.returncode == 1
    assert "holds something else than a demo" in done.stderr
    assert (company / "waypost.sqlite3").read_text() == "people"


def test_a_demo_of_another_version_is_made_anew_on_demand_only(made: Deployment, tmp_path: Path) -> None:
    shutil.copytree(made.folder, tmp_path / "old")
    old = Deployment(tmp_path / "old")
    old.sql("DELETE FROM django_migrations WHERE app = 'calibration'")
    done = old.run("demo", "--data", str(old.folder), "--port", str(free_port()))
    assert done.returncode == 1
    assert "was made by another version; add --fresh to make it anew." in done.stderr


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),  # noqa: S104 - nothing listens there
        ("::1", "http://[::1]:8000"),
        ("::", "http://127.0.0.1:8000"),
        ("demo.example.org", "http://demo.example.org:8000"),
    ],
)
def test_the_address_can_be_typed_into_a_browser(host: str, url: str) -> None:
    assert address(host, 8000) == url


@pytest.mark.parametrize(
    ("host", "alone"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("localhost", True),
        ("10.0.0.7", False),
        ("x.org", False),
    ],
)
def test_only_loopback_counts_as_this_machine_alone(host: str, alone: bool) -> None:
    assert _is_loopback(host) is alone
