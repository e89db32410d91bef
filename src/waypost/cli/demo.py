"""`waypost demo`: an organisation to look at, made by code from a seed and served on this machine."""

from __future__ import annotations

import ipaddress
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
from waypost.cli.serve import needs_free, needs_this_versions_tables, server_arguments

DEFAULT_DATA = Path("data/demo")
MARK = "made-by-waypost-demo"  # a file: only a folder that holds it is ever removed
STOPS_WITHIN = 20.0  # seconds, then it is made to
LOOKS_EVERY = 0.2


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option(
    "--data",
    default=DEFAULT_DATA,
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where it lies.",
)
@click.option("--people", default=0, type=click.IntRange(0, 20_000), help="Fill up to this many people.")
@click.option("--seed", default=7, show_default=True, help="Another seed, another organisation around the cast.")
@click.option("--fresh", is_flag=True, help="Make it anew.")
@click.option("--no-serve", is_flag=True, help="Only make it.")
def demo(host: str, port: int, data: Path, people: int, seed: int, fresh: bool, no_serve: bool) -> None:
    """Make the demo organisation (once) and serve it. Anyone who reaches it may sign in as anyone."""
    _settings_of_its_own(host, port)
    if not no_serve:
        needs_free(host, port)
    made = _is_made(data)
    if fresh or not made:
        started = time.monotonic()
        _make(data, people=people, seed=seed)
        click.echo(f"Made the demo organisation in {time.monotonic() - started:.0f} s: {data}")
    elif people:
        click.echo(f"{data} is there already; add --fresh to make one of {people} people.")
    if no_serve:
        return
    application.start(demo=True, data=data)
    _needs_this_version(data)
    _announce(host, port)
    raise SystemExit(_serve(host, port))


def _settings_of_its_own(host: str, port: int) -> None:
    """Whatever this shell is set up to run, the demo shares no database, secret or mail server with it."""
    for name in [name for name in os.environ if name.startswith("WAYPOST_")]:
        del os.environ[name]
    os.environ["WAYPOST_DEMO"] = "1"
    os.environ["WAYPOST_BASE_URL"] = address(host, port)
    if not _is_loopback(host):
        os.environ["WAYPOST_HOSTS"] = "*"  # by whatever name this machine is called


def address(host: str, port: int) -> str:
    """The address to type into a browser on this machine."""
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - a comparison; the default is loopback
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_made(data: Path) -> bool:
    """Whether a demo lies there. Raises click.ClickException for a folder of something else, which is left alone."""
    if (data / MARK).is_file():
        return True
    if data.is_dir() and any(data.iterdir()):
        raise click.ClickException(f"{data} holds something else than a demo. Give --data a folder of its own.")
    return False


def _needs_this_version(data: Path) -> None:
    try:
        needs_this_versions_tables()
    except click.ClickException as error:
        raise click.ClickException(f"{data} was made by another version; add --fresh to make it anew.") from error


def _make(data: Path, *, people: int, seed: int) -> None:
    # Built beside its place and moved there whole, so that an interrupted start leaves no half an organisation.
    partial = data.with_name(f"{data.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    click.echo("Making the demo organisation …")
    # A process of its own: the database it writes is opened afterwards under its final name.
    command = [sys.executable, "-m", "waypost.cli.demo_build", str(partial), str(people), str(seed)]
    done = subprocess.run(command, check=False)  # noqa: S603 - our own module with this interpreter
    if done.returncode:
        raise click.ClickException("The demo organisation could not be made; the reason stands above.")
    (partial / MARK).touch()
    if data.exists():
        shutil.rmtree(data)
    partial.rename(data)


def _announce(host: str, port: int) -> None:
    from waypost.demo.cast import INTRODUCTIONS

    click.echo(
        f"\nWaypost demo: {address(host, port)}/   (Ctrl-C stops it)\n\n"
        f"Sign in at {address(host, port)}/demo/sign-in/ as anyone, for example"
    )
    for introduction in INTRODUCTIONS:
        click.echo(f"  {introduction.name:<16} {introduction.says}")
    click.echo("\nDemo mode: no passwords. Never put real people into it.")
    if not _is_loopback(host):
        click.secho("Whoever reaches this machine on the network can sign in as anyone.", fg="yellow")
    sys.stdout.flush()


def _serve(host: str, port: int) -> int:
    """Run the server and a worker until either ends or somebody stops this; both are gone when it returns."""
    told: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        told.append(number)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, stop)
    children: list[subprocess.Popen[bytes]] = []
    try:
        # Sessions of their own: Ctrl-C reaches this process alone, which then ends both in order.
        server = subprocess.Popen(server_arguments(host, port, 1), start_new_session=True)  # noqa: S603
        children.append(server)
        worker = subprocess.Popen([sys.executable, "-m", "waypost", "worker"], start_new_session=True)
        children.append(worker)
        while not told and all(child.poll() is None for child in children):
            time.sleep(LOOKS_EVERY)
    finally:
        _end(children)
    return 0 if told else 1


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + STOPS_WITHIN
    for child in children:
        try:
            child.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
