"""`waypost remeasure`: whether what calibration rooms saw is still what was written, and comes out again."""

from __future__ import annotations

from math import isinf
from pathlib import Path
from typing import TYPE_CHECKING

import click

from waypost.cli import application

if TYPE_CHECKING:
    from waypost.web.calibration.rechecking import Again


@click.command()
@click.argument("digests", metavar="[DIGEST]...", nargs=-1)
@click.option(
    "--ratings",
    "keep",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write the ratings of the one measurement named here, for `waypost calibrate`.",
)
def remeasure(digests: tuple[str, ...], keep: Path | None) -> None:
    """Measure again what was kept: all measurements, or those whose digest begins so. Exits 1 when one does not hold.

    A decision and the event of it name the digest of the measurement the room saw. Nothing is changed, and nobody is
    named.
    """
    if keep is not None and len(digests) != 1:
        raise click.UsageError("--ratings wants one DIGEST, of the measurement whose ratings to write.")
    application.start()
    with application.reaching_the_database():
        from waypost.web.calibration.models import Measurement
        from waypost.web.calibration.rechecking import lost, measured_again, ratings_of

        rows = Measurement.objects.select_related("session").order_by("made_at", "number")
        found = [row for row in rows.iterator() if not digests or row.hash.startswith(digests)]
        if digests and not found:
            raise click.ClickException("No measurement has a digest that begins so.")
        if keep is not None:
            keep.write_text(ratings_of(found[0]), "utf-8")
        broken = 0
        for row in found:
            again = measured_again(row)
            broken += not again.holds
            click.echo(_line(again))
            for fault in again.faults:
                click.echo(f"    {fault}", err=True)
        for fault in () if digests else lost():
            broken += 1
            click.echo(fault, err=True)
    click.echo(f"{len(found)} measured again, {broken} did not hold.")
    raise SystemExit(1 if broken else 0)


def _line(again: Again) -> str:
    row = again.row
    how = "the same engine" if again.same_engine else f"made by {row.engine}"
    return f"{row.hash[:12]}  number {row.number}, {row.made_at:%Y-%m-%d}, {how}: {_apart(again.furthest)}"


def _apart(furthest: float | None) -> str:
    if furthest is None:
        return "words then, and now"
    return "something has a number now that had none, or none any more" if isinf(furthest) else f"off by {furthest:.1e}"
