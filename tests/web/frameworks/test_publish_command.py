"""`waypost publish`: a build publishes what two owners agreed on in their repository, once, and says from where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.web.cast import Cast
from tests.web.frameworks.documents import changed, raised, reworded, second_owner

from waypost.cli.main import main
from waypost.framework.reading import read_text
from waypost.web.frameworks.models import FrameworkVersion
from waypost.web.journal.models import Event, Notice

pytestmark = pytest.mark.django_db
REVISION = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "framework.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def run(cast: Cast, *arguments: str | Path, publisher: str = "kofi", reviewer: str = "dana") -> Result:
    second_owner(cast)
    who = ["--as", cast.people[publisher].email]
    if reviewer:
        who += ["--reviewed-by", cast.people[reviewer].email]
    day = ["--in-force-on", cast.now.date().isoformat()]
    return CliRunner().invoke(main, ["publish", *map(str, arguments), *day, *who])


def test_it_publishes_with_both_names_and_the_revision(cast: Cast, written: Callable[[str], Path]) -> None:
    text = raised(cast)
    done = run(cast, written(text), "--notes", "Clearer.", "--revision", REVISION)
    day = cast.now.date()
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.endswith(f" 2.0.0 is published: a major change, in force from {day}, from 0123456789ab.\n")
    row = FrameworkVersion.objects.get(version="2.0.0")
    assert (row.document, row.notes, row.published_by, row.reviewed_by) == (text, "Clearer.", cast.kofi, cast.dana)
    facts = Event.objects.get(kind="framework.published").facts
    assert (facts["revision"], facts["reviewed_by"]) == (REVISION, str(cast.dana.pk))


def test_what_is_published_already_is_fine_and_changes_nothing(cast: Cast, written: Callable[[str], Path]) -> None:
    path = written(raised(cast))
    run(cast, path)
    events = Event.objects.count()
    again = run(cast, path)
    assert (again.exit_code, again.stderr) == (0, "")
    assert "2.0.0 is published already, in force from" in again.stdout
    assert (FrameworkVersion.objects.count(), Event.objects.count()) == (2, events)


def test_a_dry_run_checks_everything_and_keeps_nothing(cast: Cast, written: Callable[[str], Path]) -> None:
    path = written(reworded(cast))
    done = run(cast, path, "--dry-run")
    assert done.exit_code == 0
    assert "1.0.1 would be published: wording only" in done.stdout
    assert (FrameworkVersion.objects.count(), Event.objects.count(), Notice.objects.count()) == (1, 0, 0)
    assert run(cast, written(raised(cast, "1.0.1")), "--dry-run").exit_code == 1


def test_a_number_that_is_too_small_is_refused_with_what_to_write(cast: Cast, written: Callable[[str], Path]) -> None:
    done = run(cast, written(raised(cast, "1.1.0")))
    assert (done.exit_code, done.stdout) == (1, "")
    assert "1.1.0 is too small a step from 1.0.0. Write 2.0.0 or higher." in done.stderr
    assert FrameworkVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("publisher", "reviewer", "says"),
    [
        ("kofi", "", "Say who reviewed this document."),
        ("kofi", "kofi", "Who publishes cannot be who reviewed."),
        ("kofi", "ada", "Ada Lindqvist is not an owner of the framework."),
        ("ada", "kofi", "belong to the owners of the framework"),
    ],
)
def test_it_takes_two_owners(
    cast: Cast, written: Callable[[str], Path], publisher: str, reviewer: str, says: str
) -> None:
    done = run(cast, written(raised(cast)), publisher=publisher, reviewer=reviewer)
    assert done.exit_code == 1
    assert says in done.stderr
    assert FrameworkVersion.objects.count() == 1


def test_a_folder_in_a_checkout_is_put_together(cast: Cast, tmp_path: Path) -> None:
    text = raised(cast)
    folder = tmp_path / "people" / "framework"
    folder.mkdir(parents=True)
    (folder / "framework.yaml").write_text(text, encoding="utf-8")
    done = run(cast, "framework", "--from", tmp_path / "people")
    assert done.exit_code == 0
    framework = read_text(text).framework
    assert framework is not None
    assert FrameworkVersion.objects.get(version="2.0.0").hash == framework.hash
    assert "published already" in run(cast, "--from", folder).stdout


def test_an_unreadable_document_is_told_with_its_line(cast: Cast, written: Callable[[str], Path]) -> None:
    path = written(changed(cast, "two", "title: Delivery\n", "title: Delivery\n"))
    done = run(cast, path)
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"{path}:" in done.stderr
    assert "Write three numbers" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "Say which file or folder to publish"),
        (["nothing.yaml"], "is not there"),
        (["--revision", "main", "x.yaml"], "hexadecimal digits"),
    ],
)
def test_it_says_when_it_is_used_wrongly(cast: Cast, arguments: list[str], says: str) -> None:
    done = run(cast, *arguments)
    assert done.exit_code == 2
    assert says in " ".join(done.stderr.split())


def test_an_address_nobody_has_is_a_wrong_use(cast: Cast, written: Callable[[str], Path]) -> None:
    path = written(raised(cast))
    day = cast.now.date().isoformat()
    done = CliRunner().invoke(main, ["publish", str(path), "--in-force-on", day, "--as", "nobody@example.org"])
    assert (done.exit_code, "nobody here has the address nobody@example.org" in done.stderr) == (2, True)
