"""`waypost doctor`: says what is missing or unsafe in this deployment, and what to do about it."""

from __future__ import annotations

import click

from waypost.cli import application

MARKS = {"good": ("ok  ", "green"), "warning": ("warn", "yellow"), "fault": ("FAIL", "red")}


@click.command()
@click.option("--settings", "list_settings", is_flag=True, help="List every setting with its meaning and default.")
def doctor(list_settings: bool) -> None:
    """Look over this deployment. Exits 1 when something is unsafe or does not work."""
    if list_settings:
        _settings()
        return
    application.start()
    from django.conf import settings

    from waypost.web.config.health import Grade, examine

    findings = examine(settings.ENVIRONMENT)
    for finding in findings:
        mark, colour = MARKS[finding.grade.value]
        click.echo(f"{click.style(mark, fg=colour)}  {finding.says}")
        if finding.mend:
            click.echo(f"      {finding.mend}")
    if any(finding.grade is Grade.FAULT for finding in findings):
        raise SystemExit(1)


def _settings() -> None:
    from waypost.web.config.environment import PREFIX, Environment

    for name, field in Environment.model_fields.items():
        click.echo(f"{PREFIX}{name.upper():<14} {field.description}{_default(name, field.default)}")


def _default(name: str, value: object) -> str:
    """The default as one would write it. That of the secret is nobody's to copy."""
    if name == "secret_key" or value in ("", (), None, False):
        return ""
    return f" Default: {value}"
