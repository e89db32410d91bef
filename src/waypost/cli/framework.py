"""`waypost schema`, `show` and `check`: what there is to do with a framework file.

Exit codes: 0 when all is well, 1 when the document has errors, 2 when the command was used wrongly. Results go to
standard output; errors, as `file:line:column: what is wrong` with what to write below, to standard error.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from waypost.cli.documents import known_level, read_document

if TYPE_CHECKING:
    from waypost.framework.schema import Framework

_document = click.Path(exists=True, path_type=Path)


@click.command()
def schema() -> None:
    """Print the JSON Schema of a framework document, for editors and validators."""
    from waypost.framework.json_schema import document_schema

    click.echo(json.dumps(document_schema(), indent=2, ensure_ascii=False))


@click.command()
@click.argument("document", metavar="FILE_OR_FOLDER", type=_document)
@click.option("--level", metavar="LEVEL", help="Only what this level asks.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or for programs.",
)
def show(document: Path, level: str | None, form: str) -> None:
    """Show a framework: its levels, paths and criteria, or what one level asks."""
    framework = read_document(document)
    if level is not None:
        known_level(framework, level)
    if form == "json":
        from waypost.cli.framework_json import as_json

        click.echo(json.dumps(as_json(framework, level=level), indent=2, ensure_ascii=False))
    else:
        from waypost.cli.framework_text import framework_text, level_text

        click.echo(framework_text(framework) if level is None else level_text(framework, level))


@click.command()
@click.argument("document", metavar="FILE_OR_FOLDER", type=_document)
def check(document: Path) -> None:
    """Say everything that keeps a framework from being read, or that nothing does."""
    framework = read_document(document)
    click.echo(f"{framework.title} {framework.version}: {_counts(framework)}. No errors.")


def _counts(framework: Framework) -> str:
    counted = (
        (len(framework.dimensions), "dimension", "dimensions"),
        (len(framework.criteria), "criterion", "criteria"),
        (len(framework.levels), "level", "levels"),
        (len(framework.expectations), "expectation", "expectations"),
    )
    return ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in counted)
