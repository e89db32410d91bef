"""`waypost rule`: what a rule finds, why, how it decides, and how to say it better."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from waypost.lint.rule import Rule


@click.command("rule")
@click.argument("code", required=False)
@click.option("--all", "every", is_flag=True, help="Every rule there is.")
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="With --all: a page a rule, in a folder.")
def rule(code: str | None, *, every: bool, form: str, out: Path | None) -> None:
    """Explain the rule with this CODE, or all of them."""
    if every is (code is not None):
        raise click.UsageError("Name one rule by its code, or say --all.")
    if out is not None:
        if code is not None or form != "markdown":
            raise click.UsageError("Say --out with --all and --format markdown.")
        _write_pages(out)
        return
    click.echo(_told(_named(code), form))


def _named(code: str | None) -> Sequence[type[Rule]]:
    from waypost.lint.plugins import PluginError
    from waypost.lint.rule import meant, rules

    try:
        known = rules()
    except PluginError as refusal:
        raise click.UsageError(str(refusal)) from None
    if code is None:
        return tuple(known.values())
    found = known.get(code.upper()) or next((one for one in known.values() if one.name == code.lower()), None)
    if found is None:
        raise click.UsageError(f"There is no rule `{code}`. {meant(code, known)}")
    return (found,)


def _told(named: Sequence[type[Rule]], form: str) -> str:
    from waypost.lint.pages import as_row, as_text, page

    if form == "json":
        rows = [as_row(one) for one in named]
        return json.dumps(rows[0] if len(rows) == 1 else rows, indent=2, ensure_ascii=False)
    return ("\n" if form == "markdown" else "\n\n").join(
        page(one) if form == "markdown" else as_text(one) for one in named
    )


def _write_pages(folder: Path) -> None:
    """Every page, written anew; pages of rules that are no more are taken out, and what is no page is left."""
    from waypost.lint.pages import pages

    written = pages()
    other = next((folder / name for name in written if not _may_be_written(folder / name)), None)
    if other is not None:
        hint = "Move it, or name another folder with --out"
        raise click.UsageError(f"{other} is no page of `waypost rule`, and is left as it is. {hint}.")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
    for old in set(folder.glob("*.md")) - {folder / name for name in written}:
        if _CODE.fullmatch(old.stem) and _is_page(old):
            old.unlink()
    click.echo(f"{len(written) - 1} rules are in {folder}.")


_CODE = re.compile(r"[A-Z]{3}\d{3}")


def _may_be_written(file: Path) -> bool:
    """Whether nothing of somebody else's is lost: there is no file, or a page from before."""
    return _is_page(file) if file.is_symlink() or file.exists() else True


def _is_page(file: Path) -> bool:
    """Whether a file begins as the page of its rule does, or as the index; a link is none."""
    if file.is_symlink() or not file.is_file():
        return False
    begins = "# Rules of the linter\n" if file.name == "README.md" else f"# {file.stem}: "
    return file.read_bytes().startswith(begins.encode())
