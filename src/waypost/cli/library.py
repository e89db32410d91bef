"""`waypost new` and `waypost piece`: begin a framework from one that ships, or take a part of its process alone.

Exit codes: 0 when all is well, 1 when the document to put a piece into has errors, 2 when the command was used wrongly.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from waypost.cli.documents import refuse

if TYPE_CHECKING:
    from waypost.framework.library.starting import Shipped

SOURCE_CAP = 2_000_000


def _name(context: click.Context, option: click.Parameter, text: str | None) -> str | None:
    """A name as the format holds it."""
    from waypost.framework.words import Key

    rule = "Use letters, digits, `-`, `_` and `.`, beginning with a letter or digit; at most 64."
    return None if text is None else _as(Key, text, rule)


def _line(context: click.Context, option: click.Parameter, text: str | None) -> str | None:
    """One line of text as the format holds it."""
    from waypost.framework.words import LINE_LENGTH, Line

    rule = f"Write one line of 1 to {LINE_LENGTH:,} characters that can be printed."
    return None if text is None else _as(Line, text, rule)


def _as(kind: Any, text: str, rule: str) -> str:
    from pydantic import TypeAdapter, ValidationError

    try:
        return str(TypeAdapter(kind).validate_python(text))
    except ValidationError:
        raise click.BadParameter(rule) from None


@click.command()
@click.argument("name", required=False, callback=_name)
@click.option("--from", "key", metavar="KEY", help="The framework to begin from; `--list` names them.")
@click.option("--list", "listed", is_flag=True, help="List the frameworks to begin from.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; NAME.yaml unless said."
)
@click.option("--title", callback=_line, help="What people call it; made of the name unless said.")
@click.option("--owner", default="unassigned", show_default=True, callback=_line, help="Who answers for it.")
def new(name: str | None, key: str | None, *, listed: bool, out: Path | None, title: str | None, owner: str) -> None:
    """Begin a framework from one that ships, with comments that say what to change first."""
    if listed:
        click.echo(_table())
        return
    if name is None or key is None:
        missing = "Say what it is called" if name is None else "Say what to begin from"
        raise click.UsageError(f"{missing}: `waypost new NAME --from KEY`. `waypost new --list` names the keys.")
    text = _started(key, name=name, title=title or _title_of(name), owner=owner)
    target = out or Path(f"{name}.yaml")
    _write_new(target, text)
    click.echo(f"Wrote {target}. The comments at its head say what to change first; `waypost check {target}` reads it.")


def _started(key: str, *, name: str, title: str, owner: str) -> str:
    from waypost.framework.faults import choices
    from waypost.framework.files import MAIN
    from waypost.framework.formatting import format_files
    from waypost.framework.library import keys
    from waypost.framework.library.starting import start_from

    if key not in keys():
        raise click.BadParameter(f"no framework `{key}` ships. {choices(key, keys())}", param_hint="--from")
    text = start_from(key, name=name, title=title, owner=owner)
    ((_, formatted),) = format_files({MAIN: text.encode()}).files  # so that `waypost fmt --check` agrees from the start
    return formatted


def _title_of(name: str) -> str:
    """`northwind-engineering` -> `Northwind engineering`."""
    words = name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _table() -> str:
    """One line for each framework that ships: how large it is and for whom."""
    from waypost.framework.library.starting import shipped

    head = "KEY       LEVELS  TRACKS  CRITERIA  FOR"
    return "\n".join([head, *map(_row, shipped())])


def _row(one: Shipped) -> str:
    return f"{one.key:<10}{one.levels:>6}  {one.tracks:>6}  {one.criteria:>8}  {one.for_whom}"


@click.command()
@click.argument("key", metavar="[KEY]", required=False)
@click.option(
    "--into",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A framework document to put the piece into, in place of what it says there.",
)
@click.option(
    "--band", default="B4", show_default=True, callback=_name, help="From which band Staff is asked for more."
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; printed unless said.")
@click.option("--force", is_flag=True, help="Replace OUT if it is there.")
def piece(key: str | None, *, into: Path | None, band: str, out: Path | None, force: bool) -> None:
    """Print one part of a process (evidence, panel, rhythm), or put it into a framework."""
    from waypost.framework.faults import choices
    from waypost.framework.library.pieces import PLACES, piece_text

    if key is None:
        click.echo("\n".join(f"{name:<10}{piece_text(name).splitlines()[0].removeprefix('# ')}" for name in PLACES))
        return
    if key not in PLACES:
        raise click.BadParameter(f"there is no piece `{key}`. {choices(key, PLACES)}", param_hint="KEY")
    text = piece_text(key, band=band) if into is None else _with_piece(into, key, band)
    if out is None:
        click.echo(text, nl=False)
    elif force and out.exists():
        _write(out, text)
        click.echo(f"Wrote {out}.")
    else:
        _write_new(out, text)
        click.echo(f"Wrote {out}.")


def _with_piece(document: Path, key: str, band: str) -> str:
    from waypost.framework.faults import choices
    from waypost.framework.library.pieces import names_band, put_into
    from waypost.framework.reading import read_text

    text = _text_of(document)
    reading = read_text(text, name=str(document))
    if reading.framework is None:
        refuse(reading.errors)
    bands = reading.framework.index.bands
    if names_band(key) and band not in bands:
        raise click.BadParameter(f"{document} has no band `{band}`. {choices(band, bands)}", param_hint="--band")
    return put_into(text, key, band=band)


def _text_of(source: Path) -> str:
    if source.stat().st_size > SOURCE_CAP:
        raise click.UsageError(f"{source} is larger than {SOURCE_CAP // 1_000_000} MB. Split it.")
    try:
        return source.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise click.UsageError(f"{source} is not UTF-8 text on line {line}. Save it as UTF-8.") from None


def _write_new(target: Path, text: str) -> None:
    """Write a file that is not there yet. What is there stays, even if it came while this ran."""
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise click.UsageError(f"{target} is there already. Choose another name with --out.") from None
    except OSError as error:
        raise click.UsageError(f"{target} cannot be written: {error.strerror}.") from None


def _write(target: Path, text: str) -> None:
    try:
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"{target} cannot be written: {error.strerror}.") from None
