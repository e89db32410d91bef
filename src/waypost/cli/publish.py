"""`waypost publish`: a framework from a checked-out repository becomes a version, as a build does it.

Exit codes: 0 when it is published, or was already; 1 when the document cannot be read or published; 2 when the command
was used wrongly.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from waypost.cli import application
from waypost.cli.documents import read_document

if TYPE_CHECKING:
    from waypost.refusal import Refusal
    from waypost.web.frameworks.models import FrameworkVersion
    from waypost.web.people.models import Person

REFUSED = 1
REVISION = re.compile(r"[0-9a-f]{7,64}")


def _revision(context: click.Context, option: click.Parameter, text: str) -> str:
    if text and not REVISION.fullmatch(text):
        raise click.BadParameter("a revision is 7 to 64 hexadecimal digits, as `git rev-parse HEAD` prints them.")
    return text


@click.command()
@click.argument("document", metavar="[FILE_OR_FOLDER]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--from",
    "checkout",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The checked-out repository; FILE_OR_FOLDER is in it, or it is the folder itself.",
)
@click.option(
    "--in-force-on", "day", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day from which it counts."
)
@click.option("--notes", default="", help="What changed, and why, for everyone it concerns.")
@click.option("--as", "publisher", required=True, metavar="EMAIL", help="The owner of the framework who publishes.")
@click.option(
    "--reviewed-by",
    "reviewer",
    default="",
    metavar="EMAIL",
    help="Another owner, who approved the change where the file is kept.",
)
@click.option("--revision", default="", callback=_revision, help="The commit it comes from; the journal keeps it.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
def publish(
    document: Path | None,
    checkout: Path | None,
    *,
    day: datetime,
    notes: str,
    publisher: str,
    reviewer: str,
    revision: str,
    dry_run: bool,
) -> None:
    """Publish a framework from files, for a build. Says so and changes nothing when it is published already."""
    place = _place(document, checkout)
    framework = read_document(place)
    text = _text(place)
    application.start()
    with application.reaching_the_database():
        from waypost.web.frameworks.models import FrameworkVersion

        if (row := FrameworkVersion.objects.filter(hash=framework.hash).first()) is not None:
            click.echo(f"{row.title} {row.version} is published already, in force from {row.in_force_on}.")
            return
        row = _published(
            text,
            day=day.date(),
            notes=notes,
            publisher=_person(publisher, "--as"),
            reviewer=_person(reviewer, "--reviewed-by") if reviewer else None,
            revision=revision,
            dry_run=dry_run,
        )
    click.echo(_told(row, revision=revision, dry_run=dry_run))


def _place(document: Path | None, checkout: Path | None) -> Path:
    if document is None and checkout is None:
        raise click.UsageError("Say which file or folder to publish, or the repository with --from.")
    place = (checkout / document if document is not None else checkout) if checkout is not None else document
    if place is None or not place.exists():
        raise click.UsageError(f"{place} is not there.")
    return place


def _text(place: Path) -> str:
    """The document as it is published: a file byte for byte, a folder put together."""
    if place.is_file():
        return place.read_bytes().decode("utf-8-sig")
    from waypost.framework.writing import write_framework

    return write_framework(read_document(place))


def _person(email: str, option: str) -> Person:
    from waypost.web.people.models import Person

    person: Person | None = Person.objects.present().filter(email__iexact=email).first()
    if person is None:
        raise click.BadParameter(f"nobody here has the address {email}.", param_hint=option)
    return person


def _published(
    text: str, *, day: date, notes: str, publisher: Person, reviewer: Person | None, revision: str, dry_run: bool
) -> FrameworkVersion:
    """The version; after a dry run nothing of it is kept."""
    from django.db import transaction

    from waypost.refusal import Refusal
    from waypost.web.frameworks.services import publish_document
    from waypost.web.journal.acts import Act

    try:
        with transaction.atomic():
            act = Act(by=publisher)
            row = publish_document(act, text, day, notes, reviewed_by=reviewer, revision=revision)
            # The same checks in the same order: a dry run publishes, and takes it back before anybody can see it.
            transaction.set_rollback(dry_run)
            return row
    except Refusal as refusal:
        _refuse(refusal)


def _refuse(refusal: Refusal) -> NoReturn:
    click.echo(f"Error: {refusal.sentence}", err=True)
    for missing in refusal.missing:
        click.echo(f"  {missing.says}", err=True)
    raise SystemExit(REFUSED)


def _told(row: FrameworkVersion, *, revision: str, dry_run: bool) -> str:
    from_ = f", from {revision[:12]}" if revision else ""
    verb = "would be published" if dry_run else "is published"
    change = f"a {row.change_class} change" if row.change_class != "patch" else "wording only"
    says = f"{row.title} {row.version} {verb}: {change}, in force from {row.in_force_on}{from_}."
    return f"{says}\nNothing was changed: this was a dry run." if dry_run else says
