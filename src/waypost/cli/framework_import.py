"""`waypost import`: somebody's ladder, in whatever shape it is kept, becomes a framework; nothing is lost unsaid.

Exit codes: 0 when the framework was written, 1 when the source has errors or `--strict` refused, 2 when the command was
used wrongly.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from waypost.cli.documents import DOCUMENT_HAS_ERRORS, refuse

if TYPE_CHECKING:
    from waypost.framework.importers.importing import Brought
    from waypost.framework.schema import Framework

LINE_CAP = 2_000


def _line(context: click.Context, option: click.Parameter, text: str | None) -> str:
    """One line of text as the format holds it; empty if it was not said."""
    from waypost.framework.words import Line

    rule = f"it must be one line of 1 to {LINE_CAP:,} characters that can be printed"
    return "" if text is None else _as(Line, text, rule)


def _lines(context: click.Context, option: click.Parameter, text: str) -> tuple[str, ...]:
    """Lines of text, separated by commas."""
    return tuple(_line(context, option, part) for part in text.split(",") if part.strip())


def _key(context: click.Context, option: click.Parameter, text: str | None) -> str:
    """A name as the format holds it; empty if it was not said."""
    from waypost.framework.words import Key

    rule = "use letters, digits, `-`, `_` and `.`, beginning with a letter or digit; at most 64"
    return "" if text is None else _as(Key, text, rule)


def _as(kind: Any, text: str, rule: str) -> str:
    from pydantic import TypeAdapter, ValidationError

    try:
        return str(TypeAdapter(kind).validate_python(text))
    except ValidationError:
        raise click.BadParameter(f"{rule}.") from None


def _shape(context: click.Context, option: click.Parameter, name: str | None) -> str:
    """The name of a shape."""
    from waypost.framework.faults import choices
    from waypost.framework.importers.recognise import SHAPES

    if name is not None and name not in SHAPES:
        raise click.BadParameter(f"there is no shape `{name}`. {choices(name, SHAPES)}")
    return name or ""


def _list_shapes(context: click.Context, option: click.Parameter, asked: bool) -> None:
    """Print the shapes with what they look like, and end."""
    if not asked or context.resilient_parsing:
        return
    from waypost.framework.importers.recognise import shapes

    listed = [(shape.name, shape.looks_like) for shape in shapes()]
    widest = max(len(name) for name, _ in listed)
    for name, looks_like in listed:
        click.echo(f"{name:<{widest}}  {looks_like}")
    context.exit()


_file = click.Path(dir_okay=False, path_type=Path)


@click.command("import")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--out", required=True, type=_file, help="The framework to write.")
@click.option("--shape", metavar="NAME", callback=_shape, help="Read it as this shape, whatever it looks like.")
@click.option("--strict", is_flag=True, help="Write nothing if text was left over or a blank is a gap.")
@click.option("--report", type=_file, help="Write all that was left over, and every blank, to this file.")
@click.option("--title", callback=_line, help="What people call it; that of the source unless said.")
@click.option("--name", callback=_key, help="What files call it; made of the title unless said.")
@click.option("--owner", default="unassigned", show_default=True, callback=_line, help="Who answers for it.")
@click.option(
    "--level-titles",
    metavar="TITLES",
    default="",
    callback=_lines,
    help="Titles from the first level up, with commas, where the source only numbers them.",
)
@click.option("--force", is_flag=True, help="Replace OUT if it is there.")
@click.option("--shapes", is_flag=True, is_eager=True, expose_value=False, callback=_list_shapes, help="List shapes.")
def import_(
    paths: tuple[Path, ...],
    *,
    out: Path,
    shape: str,
    strict: bool,
    report: Path | None,
    title: str,
    name: str,
    owner: str,
    level_titles: tuple[str, ...],
    force: bool,
) -> None:
    """Make a framework from a ladder in files or folders: Markdown, HTML, YAML, JSON, scripts, CSV, XLSX.

    The shape is recognised by its content; `--shapes` lists those there are. What the source does not say is assumed
    and told, and so is every text that found no place.
    """
    from waypost.cli.framework_import_text import report_text, told
    from waypost.framework.importers.completing.assume import Wishes
    from waypost.framework.importers.importing import bring_in
    from waypost.framework.origins import ENDING

    origins = out.with_suffix(ENDING)
    for path in (out, origins):
        if path.exists() and not force:
            raise click.UsageError(f"{path} is there already. Choose another name, or add --force to replace it.")
    wishes = Wishes(name=name, title=title, owner=owner, level_titles=level_titles)
    brought = bring_in(paths, shape=shape, wishes=wishes)
    if report is not None and brought.shape is not None:
        _write_text(report, report_text(brought))
    framework = brought.imported.framework
    if framework is None:
        refuse(brought.imported.errors)
    if strict and _is_lacking(brought):
        click.echo(told(brought, framework), err=True)
        click.echo("\nNothing was written: --strict refuses what is left over and gaps.", err=True)
        raise SystemExit(DOCUMENT_HAS_ERRORS)
    _write(brought, framework, out, origins)
    click.echo(told(brought, framework, out=out, origins=origins if brought.imported.origins.statements else None))


def _is_lacking(brought: Brought) -> bool:
    """Whether text was left over or a blank is a gap."""
    from waypost.framework.importers.found import Blank

    return bool(brought.found.left_over) or any(blank.meaning is Blank.GAP for blank in brought.found.blanks)


def _write(brought: Brought, framework: Framework, out: Path, origins: Path) -> None:
    """Write the framework, once it is sure that it reads back as the same, and where it came from."""
    from waypost.framework.origins import write_origins
    from waypost.framework.reading import read_text
    from waypost.framework.writing import write_framework

    text = write_framework(framework)
    reading = read_text(text, name=str(out))
    if reading.framework != framework:
        click.echo("What was found makes no framework; nothing was written.", err=True)
        refuse(reading.errors)
    _write_text(out, text)
    if brought.imported.origins.statements:
        near = brought.imported.origins.renamed(lambda file: _from_here(file, out.parent))
        _write_text(origins, write_origins(near))


def _from_here(file: str, folder: Path) -> str:
    """The file as it is named from the folder; in full where there is no way from one to the other."""
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:
        return Path(file).absolute().as_posix()


def _write_text(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written: {error.strerror}.") from None
