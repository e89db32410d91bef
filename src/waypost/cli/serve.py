"""`waypost setup`, `serve` and `worker`: what an operator runs."""

from __future__ import annotations

import os
import socket
import sys

import click

from waypost.cli import application

# One process serves a few hundred people; threads wait for the database, so a few more than cores.
THREADS = 4
# How long a stopped server lets requests end that it has begun.
GRACE = 15


@click.command()
def setup() -> None:
    """Make the data folder, the database's tables and the static files. Safe to run again, as after each upgrade."""
    application.start()
    application.prepare()
    click.echo("Ready. Next: waypost doctor, then waypost serve and waypost worker.")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--processes", default=1, show_default=True, type=click.IntRange(1, 64), help="Web processes.")
def serve(host: str, port: int, processes: int) -> None:
    """Serve the application. Put a proxy that speaks https in front."""
    application.start()
    needs_this_versions_tables()
    needs_free(host, port)
    arguments = server_arguments(host, port, processes)
    os.execv(arguments[0], arguments)  # noqa: S606 - the server takes this process over, so signals reach it


@click.command()
@click.option("--once", is_flag=True, help="Do what waits, then stop.")
def worker(once: bool) -> None:
    """Do what waits in the background: mail, and telling what falls due. Run one of these beside the web processes."""
    application.start()
    needs_this_versions_tables()
    from waypost.web.config.working import Work

    if once:
        with application.reaching_the_database():
            Work().once()
    else:
        Work().until_stopped()


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
        f"--workers-kill-timeout={GRACE}",
        "--log-level=warning",
        "--no-access-log",
        "waypost.web.config.wsgi:application",
    ]


def needs_this_versions_tables() -> None:
    """Raises click.ClickException when the database lacks migrations, or when the demo would open real people."""
    from waypost.web.config.health import real_people_in_demo, waiting_migrations

    with application.reaching_the_database():
        if lacking := waiting_migrations():
            raise click.ClickException(
                f"The database lacks {len(lacking)} migrations of this version. Run: waypost setup (after a backup)."
            )
        if real_people_in_demo():
            raise click.ClickException(
                "Demo mode lets anyone sign in as anyone, and this database holds people with real mail addresses. "
                "Unset WAYPOST_DEMO, or point WAYPOST_DATA and WAYPOST_DATABASE_URL elsewhere."
            )


def needs_free(host: str, port: int) -> None:
    """Raises click.ClickException when nothing can listen there."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise click.ClickException(
            f"Cannot listen on {host}, port {port}: {error.strerror}. Choose another with --port or --host."
        ) from error
