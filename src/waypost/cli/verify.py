"""`waypost verify`: whether the journal is still what was written, and its last seal kept outside."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from waypost.cli import application

if TYPE_CHECKING:
    from waypost.web.journal.verifying import Anchor

SEAL = re.compile(r"(\d{1,18}) ([0-9a-f]{64})\s*")


@click.command()
@click.option(
    "--anchor",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A seal kept earlier: a journal that was cut or rewritten before it is found out. [WAYPOST_ANCHOR]",
)
@click.option(
    "--write-anchor",
    "keep",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write the last seal here when the journal holds. Keep it where this machine cannot change it.",
)
def verify(anchor: Path | None, keep: Path | None) -> None:
    """Check that no event of the journal was changed, removed or put in. Exits 1 when one was."""
    application.start()
    from django.conf import settings

    from waypost.web.journal.verifying import verify_chain

    usual: Path | None = settings.ENVIRONMENT.anchor
    place = anchor or (usual if usual is not None and usual.is_file() else None)
    seal = _read(place) if place else None
    verdict = verify_chain(seal)
    for fault in verdict.breaks:
        click.echo(f"event {fault.number}: {fault.says}", err=True)
    if not verdict.holds:
        click.echo(f"The journal is broken: {verdict.events} events were read.", err=True)
        raise SystemExit(1)
    click.echo(f"The journal holds: {verdict.events} events, unbroken.")
    if seal is None:
        click.echo("No seal from outside was given, so a cut at the end would go unseen: --write-anchor keeps one.")
    if keep is not None:
        _write(keep, verdict.head)
        click.echo(f"Wrote the seal of event {verdict.head.number} to {keep}.")


def _read(place: Path) -> Anchor:
    from waypost.web.journal.verifying import Anchor

    found = SEAL.fullmatch(place.read_text("ascii", errors="replace"))
    if found is None:
        raise click.ClickException(f"{place} holds no seal. A seal is a number and 64 hexadecimal digits on one line.")
    return Anchor(int(found[1]), found[2])


def _write(place: Path, seal: Anchor) -> None:
    # Beside it first, then in its place: a crash leaves the old seal or the new one, never half of one.
    partial = place.with_name(f"{place.name}.partial")
    with partial.open("w", encoding="ascii") as file:
        file.write(f"{seal.number} {seal.hash}\n")
        file.flush()
        os.fsync(file.fileno())
    partial.replace(place)
