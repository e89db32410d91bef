"""`waypost found`: the first people and the first duties of an empty installation."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from waypost.cli import application


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
@click.option(
    "--leader", "leaders", multiple=True, required=True, help="E-mail of an engineering leader; repeat."
)
def found(people: Path, administrator: str, operations: str, owner: str, leaders: tuple[str, ...]) -> None:
    """Import the first people and give the first duties. Refused once the organisation has anybody in it.

    They set their passwords with "forgot password" at the sign-in page, so mail must work.
    """
    application.start()
    from waypost.web.people.founding import found_organisation

    from waypost.refusal import Refusal
    from waypost.web.journal.acts import Act
    from waypost.web.people.models import DutyKind

    duties = [
        (administrator, DutyKind.ADMINISTRATOR),
        (operations, DutyKind.PEOPLE_OPERATIONS),
        (owner, DutyKind.FRAMEWORK_OWNER),
        *((leader, DutyKind.ENGINEERING_LEADER) for leader in leaders),
    ]
    try:
        counts = found_organisation(
            Act(by=None),
            text=people.read_text("utf-8-sig"),
            duties=duties,
            in_force_on=date.today(),  # noqa: DTZ011
        )
    except Refusal as refusal:
        lines = [refusal.sentence, *(f"  {missing.says}" for missing in refusal.missing)]
        raise click.ClickException("\n".join(lines)) from refusal
    click.echo(
        f"{counts} people are in. They set their passwords with “forgot password” at the sign-in page."
    )
