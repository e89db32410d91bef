"""Starts Django for the commands that need the database; says in a sentence what keeps it from starting."""

from __future__ import annotations

import os
from pathlib import Path

import click

SETTINGS = "waypost.web.config.settings"


def start(*, demo: bool = False, data: Path | None = None) -> None:
    """Set up Django from `WAYPOST_*`. `demo` and `data` speak for this process alone.

    Raises click.ClickException when a setting is wrong or missing.
    """
    import django
    from django.core.exceptions import ImproperlyConfigured
    from pydantic import ValidationError

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if demo:
        os.environ["WAYPOST_DEMO"] = "1"
    if data is not None:
        os.environ["WAYPOST_DATA"] = str(data)
    try:
        django.setup()
    except ValidationError as error:
        raise click.ClickException("\n".join(_faults(error))) from error
    except (ImproperlyConfigured, ValueError) as error:
        raise click.ClickException(str(error)) from error


def prepare() -> None:
    """Make the data folder, bring the database to this version's tables and put static files in their place."""
    from django.conf import settings
    from django.core.management import call_command

    # 0700: what lies there is the most sensitive a company has about its people.
    settings.DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)


def _faults(error: object) -> list[str]:
    from pydantic import ValidationError

    assert isinstance(error, ValidationError)  # noqa: S101 - narrows the type for the reader and the checker
    return [
        f"WAYPOST_{'_'.join(str(part) for part in fault['loc']).upper()}: {fault['msg']}"
        if fault["type"] != "extra_forbidden"
        else f"WAYPOST_{str(fault['loc'][0]).upper()} is not a setting of Waypost; `waypost doctor --settings` lists them."
        for fault in error.errors()
    ]
