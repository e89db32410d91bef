"""`waypost export`: a framework in another form, to carry elsewhere or to read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from waypost.cli.documents import known_level, read_document

if TYPE_CHECKING:
    from waypost.framework.schema import Framework

STDOUT = "-"
WHOLE: Mapping[str, str] = {
    "markdown": "waypost.report.exports.markdown:to_markdown",
    "csv": "waypost.report.exports.csv:to_csv",
    "xlsx": "waypost.report.exports.xlsx:to_xlsx",
    "json": "waypost.report.exports.json:to_json",
    "pdf": "waypost.report.exports.pdf:to_pdf",
}
OF_A_LEVEL: Mapping[str, str] = {
    "posting": "waypost.report.exports.posting:to_posting",
    "scorecard": "waypost.report.exports.scorecard:to_scorecard",
}
"""Each form with what writes it, imported when it is asked for: some bring a heavy library."""


@click.command()
@click.argument("document", metavar="FILE_OR_FOLDER", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format", "form", required=True, type=click.Choice([*WHOLE, *OF_A_LEVEL]), help="What to make of the framework."
)
@click.option("--level", metavar="LEVEL", help="The level of a posting or a scorecard.")
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="The file to write; - prints what is text.",
)
@click.option("--force", is_flag=True, help="Replace OUT if it is there.")
def export(document: Path, *, form: str, level: str | None, out: Path, force: bool) -> None:
    """Write a framework as Markdown, CSV, XLSX, JSON or PDF, or one level of it as a job posting or a scorecard."""
    _check_use(form=form, level=level, out=out, force=force)
    framework = read_document(document)
    if level is not None:
        known_level(framework, level)
    made = exported(framework, form, level=level or "")
    if str(out) == STDOUT:
        click.echo(made, nl=False)
        return
    try:
        out.write_bytes(made.encode() if isinstance(made, str) else made)
    except OSError as error:
        raise click.UsageError(f"{out} cannot be written: {error.strerror}.") from None
    click.echo(f"Wrote {out}.")


def exported(framework: Framework, form: str, *, level: str = "") -> str | bytes:
    """The framework in a form, or one level of it; KeyError for a level that does not exist."""
    module, name = {**WHOLE, **OF_A_LEVEL}[form].split(":")
    write = cast(Callable[..., str | bytes], getattr(import_module(module), name))
    return write(framework, level) if form in OF_A_LEVEL else write(framework)


def _check_use(*, form: str, level: str | None, out: Path, force: bool) -> None:
    if form in OF_A_LEVEL and level is None:
        raise click.UsageError(f"A {form} is of one level: say which with --level.")
    if form in WHOLE and level is not None:
        raise click.UsageError(f"{form} holds the whole framework: leave --level out.")
    if str(out) == STDOUT and form in {"xlsx", "pdf"}:
        raise click.UsageError(f"{form} is not text and cannot be printed: name a file with --out.")
    if str(out) != STDOUT and out.exists() and not force:
        raise click.UsageError(f"{out} is there already. Choose another name, or add --force to replace it.")
