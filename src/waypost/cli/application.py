"""Starts Django for the commands that need the database; says in a sentence what keeps it from starting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click


def start(*, demo: bool = False, data: Path | None = None) -> None:
    """Set up Django from `WAYPOST_*`. `demo` and `data` speak for this process and its children alone.

    Raises click.ClickException when a setting is wrong or missing.
    """
    from django.core.exceptions import ImproperlyConfigured

    from waypost.web.config import starting

    try:
        starting.start(demo=demo, data=data)
    except ImproperlyConfigured as error:
        raise click.ClickException(str(error)) from error


def prepare() -> None:
    """Make the data folder, bring the database to this version's tables and put static files in their place.

    Raises click.ClickException when the folder or the database cannot be written.
    """
    from waypost.web.config import starting

    with reaching_the_database():
        try:
            starting.prepare()
        except OSError as error:
            raise click.ClickException(
                f"The data folder cannot be written ({error}). Set WAYPOST_DATA to a folder of this user's."
            ) from error


@contextmanager
def reaching_the_database() -> Iterator[None]:
    """A database that is away or has no tables is told in a sentence, without what it answered: that can hold rows."""
    from django.db import OperationalError, ProgrammingError

    try:
        yield
    except (OperationalError, ProgrammingError) as error:
        raise click.ClickException(
            "The database does not answer, or has no tables yet. See `waypost doctor`; `waypost setup` makes them."
        ) from error
