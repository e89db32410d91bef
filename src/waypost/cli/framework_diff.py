"""`waypost diff`: what a new version of a framework changes for people, and whether its number says so.

Exit codes: 0 when all is well; 1 when a document cannot be read or, with `--check`, when the number of the new version
is too small for what it changes; 2 when the command was used wrongly.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from waypost.cli.documents import read_document

if TYPE_CHECKING:
    from waypost.framework.diff import Change, Diff
    from waypost.framework.schema import Framework

NUMBER_TOO_SMALL = 1

_document = click.Path(exists=True, path_type=Path)


@click.command("diff")
@click.argument("old", metavar="OLD", type=_document)
@click.argument("new", metavar="NEW", type=_document)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="For a terminal, for a pull request, or for programs.",
)
@click.option("--check", is_flag=True, help="Exit 1 when the number of NEW is too small for what it changes.")
def diff_(old: Path, new: Path, *, form: str, check: bool) -> None:
    """Say what the framework NEW changes against OLD: files or folders. What is marked differs."""
    from waypost.framework.diff import diff

    before, after = read_document(old), read_document(new)
    found = diff(before, after)
    fault = number_fault(before, after, found)
    if form == "json":
        click.echo(json.dumps(as_json(before, after, found), indent=2, ensure_ascii=False))
    else:
        from waypost.cli.framework_diff_text import as_markdown, as_text

        click.echo((as_markdown if form == "markdown" else as_text)(before, after, found, fault=fault))
    if check and fault:
        click.echo(f"{new}: {fault}", err=True)
        raise SystemExit(NUMBER_TOO_SMALL)


def number_fault(old: Framework, new: Framework, found: Diff) -> str:
    """What is wrong with the number of the new version; empty when it is right, or when nothing changed."""
    from waypost.framework.diff.numbers import Step, least_number, step

    if not found.changes and old.version == new.version:
        return ""
    change_class = found.change_class
    taken = step(new.version, after=old.version, change_class=change_class)
    if taken is Step.FITS:
        return ""
    why = "is not higher than" if taken is Step.NOT_HIGHER else "is too small a step from"
    least = least_number(old.version, change_class)
    return (
        f"version {new.version} {why} {old.version}: the change is {change_class}. Write `version: {least}` or higher."
    )


def as_json(old: Framework, new: Framework, found: Diff) -> dict[str, Any]:
    """Everything about the difference; keys are stable."""
    from waypost.framework.diff.numbers import least_number

    fault = number_fault(old, new, found)
    renames = found.renames
    kinds = ("points", "bands", "tracks", "levels", "dimensions", "criteria")
    return {
        "old": {"title": old.title, "version": old.version, "hash": old.hash},
        "new": {"title": new.title, "version": new.version, "hash": new.hash},
        "class": found.change_class.value if found.changes else None,
        "number": {"fits": not fault, "least": least_number(old.version, found.change_class), "fault": fault or None},
        "renamed keys": {kind: dict(getattr(renames, kind)) for kind in kinds if getattr(renames, kind)},
        "changes": [change_as_json(change) for change in found.changes],
    }


def change_as_json(change: Change) -> dict[str, Any]:
    """One change; what it does not have is left out."""
    said = {
        "sort": change.sort.value,
        "class": change.kind.value,
        "part": change.part.value,
        "what": change.what,
        "criterion": change.criterion,
        "level": change.level,
        "track": change.track,
        "rises": change.rises,
        "elsewhere": dict(zip(("criterion", "level"), change.elsewhere, strict=True)) if change.elsewhere else None,
        "old": change.old,
        "new": change.new,
    }
    return {name: value for name, value in said.items() if value is not None}
