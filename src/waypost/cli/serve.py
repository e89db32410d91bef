"""`waypost setup`, `serve` and `worker`: what an operator runs."""

from __future__ import annotations

import os
import sys

import click

from waypost.cli import application

# One process serves a few hundred people; threads wait for the database, so a few more than cores.
THREADS = 4


@click.command()
def setup() -> None:
    """Make the data folder, the database's tables and the static files. Safe to run again, as after each upgrade."""
    application.start()
    application.prepare()
    click.echo("Ready. Next: waypost doctor, then waypost serve and waypost worker.")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on."
)
@click.option("--processes", default=1, show_default=True, type=click.IntRange(1, 64), help="Web processes.")
def serve(host: str, port: int, processes: int) -> None:
    """Serve the application. Put a proxy that speaks https in front."""
    application.start()
    from waypost.web.config.health import waiting_migrations

    if lacking := waiting_migrations():
        raise click.ClickException(
            f"The database lacks {len(lacking)} migrations of this version. Run: waypost setup (after a backup)."
        )
    arguments = server_arguments(host, port, processes)
    os.execv(arguments[0], arguments)  # noqa: S606 - the server takes this process over, so signals reach it


@click.command()
@click.option("--once", is_flag=True, help="Do what waits, then stop.")
def worker(once: bool) -> None:
    """Do what waits in the background: mail. Run one of these beside the web processes."""
    application.start()
    from django.core.management import call_command

    call_command("db_worker", batch=once, verbosity=1, reload=False)


def server_arguments(host: str, port: int, processes: int) -> list[str]:
    """The command line that serves Waypost, with this interpreter."""
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface=wsgi",
        f"--host={host}",
        f"--port={port}",
        f"--workers={processes}",
        f"--blocking-threads={THREADS}",
        "--no-ws",
        "--backpressure=64",
        "--respawn-failed-workers",
        "--log-level=warning",
        "--no-access-log",
        "waypost.web.config.wsgi:application",
    ]
