"""What every command for framework files does alike: reads one, or says what is wrong with it and ends."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from waypost.framework.faults import ReadError
    from waypost.framework.schema import Framework

DOCUMENT_HAS_ERRORS = 1


def read_document(document: Path) -> Framework:
    """The framework of a file or folder; ends the command with what is wrong where it cannot be read."""
    from waypost.framework.reading import read_framework

    reading = read_framework(document)
    if reading.framework is None:
        refuse(reading.errors)
    return reading.framework


def refuse(errors: Iterable[ReadError]) -> NoReturn:
    """Print what is wrong and what to write instead, and end."""
    tell(errors)
    raise SystemExit(DOCUMENT_HAS_ERRORS)


def tell(errors: Iterable[ReadError]) -> None:
    """Print what is wrong and what to write instead."""
    for error in errors:
        click.echo(str(error), err=True)
        if error.hint:
            click.echo(textwrap.indent(error.hint, "    "), err=True)


def known_level(framework: Framework, level: str) -> str:
    """The level's key, if the framework has it; otherwise a refusal that names what there is."""
    if level not in framework.index.levels:
        from waypost.framework.faults import choices

        raise click.BadParameter(f"there is no level `{level}`. {choices(level, framework.index.levels)}")
    return level
