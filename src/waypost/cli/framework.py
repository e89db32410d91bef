"""`waypost schema`, `show`, `check` and `import`: what there is to do with a framework file.

Exit codes: 0 when all is well, 1 when the document has errors, 2 when the command was used wrongly. Results go to
standard output; errors, as `file:line:column: what is wrong` with what to write below, to standard error.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from waypost.cli.documents import known_level, read_document, refuse

if TYPE_CHECKING:
    from waypost.framework.importers.assume import Imported
    from waypost.framework.schema import Framework

SOURCE_CAP = 2_000_000
LINE_CAP = 2_000


def _line(context: click.Context, option: click.Parameter, text: str) -> str:
    """One line of text as the format holds it."""
    from waypost.framework.words import Line

    return _as(Line, text, f"it must be one line of 1 to {LINE_CAP:,} characters that can be printed")


def _lines(context: click.Context, option: click.Parameter, text: str) -> tuple[str, ...]:
    """Lines of text, separated by commas."""
    return tuple(_line(context, option, part) for part in text.split(",") if part.strip())


def _key(context: click.Context, option: click.Parameter, text: str | None) -> str | None:
    """A name as the format holds it."""
    from waypost.framework.words import Key

    rule = "use letters, digits, `-`, `_` and `.`, beginning with a letter or digit; at most 64"
    return None if text is None else _as(Key, text, rule)


def _as(kind: Any, text: str, rule: str) -> str:
    from pydantic import TypeAdapter, ValidationError

    try:
        return str(TypeAdapter(kind).validate_python(text))
    except ValidationError:
        raise click.BadParameter(f"{rule}.") from None


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


@click.command("import")
@click.argument("source", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The framework to write.")
@click.option(
    "--title", default="Engineering framework", show_default=True, callback=_line, help="What people call it."
)
@click.option("--name", callback=_key, help="What files call it; made of the title unless said.")
@click.option("--owner", default="unassigned", show_default=True, callback=_line, help="Who answers for it.")
@click.option(
    "--level-titles", metavar="TITLES", default="", callback=_lines, help="Titles from the first level up, with commas."
)
@click.option("--force", is_flag=True, help="Replace OUT if it is there.")
def import_(
    source: Path, out: Path, *, title: str, name: str | None, owner: str, level_titles: tuple[str, ...], force: bool
) -> None:
    """Make a framework from a numbered rubric: # dimension, ## criterion, 1. level, indented explanation."""
    from waypost.framework.importers.assume import Wishes, slug
    from waypost.framework.importers.rubric import import_rubric

    if out.exists() and not force:
        raise click.UsageError(f"{out} is there already. Choose another name, or add --force to replace it.")
    wishes = Wishes(name=name or slug(title), title=title, owner=owner, level_titles=level_titles)
    imported = import_rubric(_text_of(source), file=str(source), wishes=wishes)
    framework = imported.framework
    if framework is None:
        refuse(imported.errors)
    _write(framework, out)
    _tell(imported, framework, out)


def _text_of(source: Path) -> str:
    if source.stat().st_size > SOURCE_CAP:
        raise click.UsageError(f"{source} is larger than {SOURCE_CAP // 1_000_000} MB. Split it.")
    try:
        return source.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise click.UsageError(f"{source} is not UTF-8 text on line {line}. Save it as UTF-8.") from None


def _write(framework: Framework, out: Path) -> None:
    """Write the framework, once it is sure that it reads back as the same."""
    from waypost.framework.reading import read_text
    from waypost.framework.writing import write_framework

    text = write_framework(framework)
    reading = read_text(text, name=str(out))
    if reading.framework != framework:
        refuse(reading.errors)
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"{out} cannot be written: {error.strerror}.") from None


def _tell(imported: Imported, framework: Framework, out: Path) -> None:
    click.echo(f"Wrote {out}: {_counts(framework)}.")
    click.echo("\nThe source does not say these things. They were assumed; mend them in the file:")
    for assumption in imported.assumptions:
        click.echo(click.wrap_text(assumption, width=80, initial_indent="  - ", subsequent_indent="    "))


def _counts(framework: Framework) -> str:
    counted = (
        (len(framework.dimensions), "dimension", "dimensions"),
        (len(framework.criteria), "criterion", "criteria"),
        (len(framework.levels), "level", "levels"),
        (len(framework.expectations), "expectation", "expectations"),
    )
    return ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in counted)
