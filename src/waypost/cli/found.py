"""`waypost found`: the first people and the first duties of an empty installation."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from waypost.cli import application

if TYPE_CHECKING:
    from waypost.refusal import Refusal

LARGEST = 5_000_000  # bytes; what the import takes at most


@click.command()
@click.option(
    "--people",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The list of people, as described in docs/people.md.",
)
@click.option("--administrator", required=True, help="E-mail of who runs this installation (sees no case).")
@click.option("--people-operations", "operations", required=True, help="E-mail of who runs the cycles.")
@click.option("--framework-owner", "owner", required=True, help="E-mail of who publishes the framework.")
@click.option("--leader", "leaders", multiple=True, required=True, help="E-mail of an engineering leader; repeat.")
@click.option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day from which the list is in force; by default today.",
)
def found(
    people: Path, administrator: str, operations: str, owner: str, leaders: tuple[str, ...], day: datetime | None
) -> None:
    """Import the first people and give the first duties. Refused once the organisation has anybody in it.

    They set their passwords with "forgot password" at the sign-in page, so mail must work.
    """
    text = _text_of(people)
    application.start()
    from django.utils import timezone

    from waypost.refusal import Refusal
    from waypost.web.journal.acts import Act
    from waypost.web.people.founding import found_organisation
    from waypost.web.people.models import DutyKind

    duties = [
        (administrator, DutyKind.ADMINISTRATOR),
        (operations, DutyKind.PEOPLE_OPERATIONS),
        (owner, DutyKind.FRAMEWORK_OWNER),
        *((leader, DutyKind.ENGINEERING_LEADER) for leader in leaders),
    ]
    in_force_on = day.date() if day else timezone.localdate()
    try:
        with application.reaching_the_database():
            count = found_organisation(Act(by=None), text=text, duties=duties, in_force_on=in_force_on)
    except Refusal as refusal:
        raise click.ClickException(_told(refusal)) from refusal
    click.echo(
        f"{count} people are in. They set their passwords with “forgot password” at the sign-in page.\n"
        "Next: the framework owner publishes the framework, under Framework."
    )


def _text_of(path: Path) -> str:
    if path.stat().st_size > LARGEST:
        raise click.ClickException(f"{path} is larger than 5 MB, so it is no list of people.")
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{path} is not UTF-8 text. Save it as “CSV UTF-8”.") from error


def _told(refusal: Refusal) -> str:
    return "\n".join([refusal.sentence, *(f"  {missing.says}" for missing in refusal.missing)])
