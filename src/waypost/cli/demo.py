"""`waypost demo`: an organisation to look at, made by code from a seed and served on this machine."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

import click

from waypost.cli import application
from waypost.cli.serve import server_arguments

DEFAULT_DATA = Path("data/demo")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on."
)
@click.option(
    "--data",
    default=DEFAULT_DATA,
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where it lies.",
)
@click.option("--people", default=0, type=click.IntRange(0, 20_000), help="Fill up to this many people.")
@click.option(
    "--seed", default=7, show_default=True, help="Another seed, another organisation around the cast."
)
@click.option("--fresh", is_flag=True, help="Make it anew.")
@click.option("--no-serve", is_flag=True, help="Only make it.")
def demo(host: str, port: int, data: Path, people: int, seed: int, fresh: bool, no_serve: bool) -> None:
    """Make the demo organisation (once) and serve it. Anyone who reaches it may sign in as anyone."""
    started = time.monotonic()
    made = (data / "waypost.sqlite3").is_file()
    if fresh or not made:
        _make(data, people=people, seed=seed)
        click.echo(f"Made the demo organisation in {time.monotonic() - started:.0f} s: {data}")
    elif people:
        click.echo(f"{data} is there already; add --fresh to make one of {people} people.")
    if no_serve:
        return
    os.environ["WAYPOST_BASE_URL"] = f"http://{host}:{port}"
    application.start(demo=True, data=data)
    _announce(host, port)
    raise SystemExit(_serve(host, port))


def _make(data: Path, *, people: int, seed: int) -> None:
    # Built beside its place and moved there whole, so that an interrupted start leaves no half an organisation.
    partial = data.with_name(f"{data.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    arguments = [sys.executable, "-m", "waypost.cli.demo_build", str(partial), str(people), str(seed)]
    click.echo("Making the demo organisation …")
    # A process of its own: the database it writes is opened afterwards under its final name.
    done = subprocess.run(arguments, check=False)  # noqa: S603 - our own module with this interpreter
    if done.returncode:
        raise click.ClickException("The demo organisation could not be made; the reason stands above.")
    shutil.rmtree(data, ignore_errors=True)
    partial.rename(data)


def _announce(host: str, port: int) -> None:
    from waypost.demo.cast import INTRODUCTIONS

    click.echo(
        f"\nWaypost demo: http://{host}:{port}/   (Ctrl-C stops it)\n\nSign in there as anyone, for example"
    )
    for introduction in INTRODUCTIONS:
        click.echo(f"  {introduction.name:<16} {introduction.says}")
    click.echo("\nDemo mode: no passwords. Never put real people into it.")


def _serve(host: str, port: int) -> int:
    worker = subprocess.Popen([sys.executable, "-m", "django", "db_worker", "--verbosity=0"])
    server = subprocess.Popen(server_arguments(host, port, 1))  # noqa: S603

    def stop(number: int, frame: FrameType | None) -> None:
        server.send_signal(signal.SIGTERM)

    signal.signal(signal.SIGTERM, stop)
    try:
        return server.wait()
    except KeyboardInterrupt:
        server.send_signal(signal.SIGTERM)
        return server.wait()
    finally:
        worker.send_signal(signal.SIGTERM)
        worker.wait(timeout=10)
