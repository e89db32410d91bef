"""`waypost calibrate`: ratings in a file -> measures, severity, agreement, and what they can and cannot tell."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from waypost.cli.ratings_files import NotReadable, RatingsFile, read_ratings_file
from waypost.framework.faults import printable
from waypost.refusal import Refusal

if TYPE_CHECKING:
    from waypost.calibration.fitting import Progress
    from waypost.calibration.in_words import InWords
    from waypost.calibration.result import Calibration

CANNOT_USE = 1
METHODS = ("auto", "integrated", "variational", "jmle")
FORMATS = ("text", "json", "csv", "html")
TABLES = ("measures", "severity", "criteria", "thresholds", "components", "fit", "agreement", "reliability", "design")
_SAY_AFTER = 2.0
"""Seconds before a fit says how far it is; nobody wants to be told of what is done already."""


def _names(ctx: click.Context, param: click.Parameter, given: str) -> dict[str, str]:
    """`candidate=person,rater=judge`: ours on the left, the file's on the right."""
    named: dict[str, str] = {}
    for part in filter(None, given.split(",")):
        ours, _, theirs = (one.strip() for one in part.partition("="))
        if not (ours and theirs):
            raise click.BadParameter(f"`{part}` is not of the form ours=theirs, as in candidate=person")
        if ours in named:
            raise click.BadParameter(f"`{ours}` is named twice")
        named[ours] = theirs
    return named


@click.command("calibrate")
@click.argument("ratings", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--columns", callback=_names, default="", help="Where names differ: candidate=person,rater=judge")
@click.option("--points", type=click.IntRange(2, 25), help="Points of the scale, if nobody may have given the highest.")
@click.option("--method", type=click.Choice(METHODS), default="auto", help="How to fit; auto goes by the size.")
@click.option(
    "--halo/--no-halo", default=None, help="Whether each rater may see something of their own in a candidate."
)
@click.option("--lean", is_flag=True, help="Whether rater groups lean for or against teams; wants both columns.")
@click.option(
    "--interval", type=click.FloatRange(0.5, 0.999), default=0.95, show_default=True, help="Level of every interval."
)
@click.option(
    "--seed", type=click.IntRange(0), default=0, show_default=True, help="Of the resampling behind some intervals."
)
@click.option(
    "--threads",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Worth more than one from a million ratings.",
)
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Write every table, JSON and a page here."
)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="What is printed."
)
@click.option(
    "--table", type=click.Choice((*TABLES, "lean")), default="measures", help="Which table `--format csv` prints."
)
def calibrate(ratings: Path, *, out: Path | None, form: str, table: str, **wishes: Any) -> None:
    """Measure whether the bar is the same for everyone, from a CSV or Parquet file of ratings.

    Columns: candidate, rater, criterion, rating (whole numbers from 0), and where there are any: team, panel,
    rater_group, session.
    """
    calibration = _fitted(ratings, **wishes)
    from waypost.calibration.in_words import in_words

    said = in_words(calibration)
    if out is not None:
        _write(calibration, said, out, source=ratings.name)
    click.echo(_form(calibration, said, form, table, source=ratings.name), nl=False)


def _fitted(path: Path, *, columns: dict[str, str], points: int | None, **wishes: Any) -> Calibration:
    from waypost.calibration import RatingsError, fit

    try:
        file = read_ratings_file(path)
    except NotReadable as refusal:
        click.echo(f"{refusal.error}. {refusal.error.hint}", err=True)
        raise SystemExit(CANNOT_USE) from None
    telling = _Telling()
    try:
        return fit(file.columns, columns=columns, categories=points, progress=telling, **wishes)
    except RatingsError as error:
        click.echo("\n".join(_told(error, file)), err=True)
    except (ValueError, Refusal) as error:
        click.echo(f"{path}: {error}", err=True)
    finally:
        telling.done()
    raise SystemExit(CANNOT_USE)


def _told(error: Any, file: RatingsFile) -> Iterator[str]:
    """What is wrong with the ratings, at the lines of the file."""
    for place, fault in enumerate(error.faults, start=1):
        line = f"{file.line_of(fault.row)}: " if file.lines is not None else ""
        row = f"row {fault.row}, " if fault.row is not None else ""
        yield printable(f"{file.name}:{line or ' '}{row}{fault.column}: {fault.message}")
        following = error.faults[place].hint if place < len(error.faults) else ""
        if fault.hint and fault.hint != following:  # once for all that it is about
            yield printable(f"    {fault.hint}")


class _Telling:
    """Says on standard error how far a long fit is, on one line where somebody watches."""

    def __init__(self) -> None:
        self.begun = self.last = time.monotonic()
        self.told = False

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        if now - self.begun < _SAY_AFTER or now - self.last < 1:
            return
        self.last, self.told = now, True
        of = f" of {progress.of}" if progress.of is not None else ""
        change = f", last change {progress.change:.1e}" if progress.change is not None else ""
        line = f"{progress.step}: {progress.done}{of}{change} ({now - self.begun:.0f} s)"
        click.echo(f"\r\x1b[K{line}" if sys.stderr.isatty() else line, err=True, nl=not sys.stderr.isatty())

    def done(self) -> None:
        """Leave the line to what is said next."""
        if self.told and sys.stderr.isatty():
            click.echo("\r\x1b[K", err=True, nl=False)


def _form(calibration: Calibration, said: InWords, form: str, table: str, *, source: str) -> str:
    if form == "json":
        from waypost.report.exports.calibration import to_json

        return to_json(calibration, said)
    if form == "csv":
        from waypost.report.exports.calibration import to_csv

        if table == "lean" and calibration.posterior.lean is None:
            raise click.UsageError("--table lean wants --lean")
        return to_csv(calibration.lean() if table == "lean" else getattr(calibration, table))
    if form == "html":
        from waypost.report.exports.calibration_page import to_html

        return to_html(calibration, said, source=source)
    from waypost.cli.calibrate_text import to_text

    return to_text(calibration, said, source=source)


def _write(calibration: Calibration, said: InWords, folder: Path, *, source: str) -> None:
    from waypost.report.exports.calibration import tables_of, to_csv, to_json
    from waypost.report.exports.calibration_page import to_html

    files = {f"{name}.csv": to_csv(table) for name, table in tables_of(calibration)}
    files |= {"calibration.json": to_json(calibration, said), "report.html": to_html(calibration, said, source=source)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, "utf-8", newline="")
    except OSError as error:
        click.echo(f"{folder} cannot be written: {error.strerror}. Name another folder.", err=True)
        raise SystemExit(CANNOT_USE) from None
