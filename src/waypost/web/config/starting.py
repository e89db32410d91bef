"""Starting Django outside the web server: for commands, the worker and whoever builds a database."""

from __future__ import annotations

import os
from pathlib import Path

import django

SETTINGS = "waypost.web.config.settings"


def start(*, demo: bool = False, data: Path | None = None) -> None:
    """Set up Django from `WAYPOST_*`. `demo` and `data` speak for this process and its children alone.

    Raises django.core.exceptions.ImproperlyConfigured, whose text is made of sentences for the operator.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    if demo:
        os.environ["WAYPOST_DEMO"] = "1"
    if data is not None:
        os.environ["WAYPOST_DATA"] = str(data)
    # What is measured here is small: more threads than one only wait for each other, at the cost of everybody else.
    for library in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(library, "1")
    # Whatever is written from here on is this user's alone: the most sensitive a company has about its people.
    os.umask(0o077)
    django.setup()


def prepare() -> None:
    """Make the data folder, bring the database to this version's tables and put static files in their place."""
    from django.conf import settings
    from django.core.management import call_command

    settings.DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
