"""What each page costs: queries, CPU milliseconds and bytes, in organisations of 60, 2,000 and 10,000 people.

    make bench
    .venv/bin/python benchmarks/pages.py 60 2000

Each size is the demo organisation of that many people, made once under `data/bench-N`; remove the folder to have it
made anew. A page is asked `ROUNDS` times in one process, without a network between, in turn with all others, so that
a busy moment of the machine falls on all of them. The table shows queries and bytes of one answer, and of the CPU times
the least, which is what the page costs, and the median, which shows how quiet the machine was. `server.py` then asks
the same pages of a real server: what its processes weigh, and how much a first visit sends. Last comes how long an
empty database takes.
"""

from __future__ import annotations

import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from server import visit

ROOT = Path(__file__).resolve().parent.parent
WAYPOST = str(Path(sys.executable).parent / "waypost")
SIZES = (60, 2_000, 10_000)
ROUNDS = 41


@dataclass
class Page:
    """A page as one person asks for it, and what was measured."""

    title: str
    who: str
    path: str
    cookie: str = ""
    queries: int = 0
    size: int = 0
    spent: list[float] = field(default_factory=list)


def main() -> None:
    """Measure the sizes given as arguments, each in a process of its own."""
    if len(sys.argv) == 3 and sys.argv[1] == "--one":
        measure(int(sys.argv[2]))
        return
    sizes = [int(argument) for argument in sys.argv[1:]] or list(SIZES)
    print(f"{'people':>7}  {'page':<24} {'as':<6} {'queries':>7} {'CPU ms':>7} {'median':>7} {'HTML KB':>8}")
    for size in sizes:
        make(size)
        subprocess.run([sys.executable, __file__, "--one", str(size)], check=True, cwd=ROOT)
    migration()


def make(size: int) -> None:
    """The organisation of that size, unless it is there."""
    folder = ROOT / "data" / f"bench-{size}"
    if not (folder / "waypost.sqlite3").is_file():
        command = [WAYPOST, "demo", "--no-serve", "--data", str(folder), "--people", str(size)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)


def measure(size: int) -> None:
    """Ask every page of one organisation and print its line."""
    data = ROOT / "data" / f"bench-{size}"
    os.environ |= {
        "WAYPOST_DEMO": "1",
        "WAYPOST_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "waypost.web.config.settings",
    }
    from django.db import connection, reset_queries

    from waypost.web.config.wsgi import application

    asked = pages()
    for page in asked:
        page.cookie = signed_in(page.who)
        # The first answer of a process also compiles templates and reads the framework; that is not a page's cost. Nor
        # is the event that people operations' first look at a case writes.
        page.size = len(ask(application, page))
        connection.force_debug_cursor = True
        reset_queries()
        ask(application, page)
        page.queries = len(connection.queries)
        connection.force_debug_cursor = False
    for _ in range(ROUNDS):
        for page in asked:
            start = time.process_time()
            ask(application, page)
            page.spent.append((time.process_time() - start) * 1000)
    for page in asked:
        least, median = min(page.spent), statistics.median(page.spent)
        print(
            f"{size:>7}  {page.title:<24} {page.who:<6} {page.queries:>7} {least:>7.1f} {median:>7.1f}"
            f" {page.size / 1024:>8.1f}"
        )
    print(f"{size:>7}  {visit(WAYPOST, data, [(page.path, page.cookie) for page in asked])}", flush=True)


def signed_in(who: str) -> str:
    """The cookies of a browser in which somebody of the cast is signed in."""
    from django.test import Client

    from waypost.web.people.models import Person
    from waypost.web.people.signing_in import BACKEND

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(Person.objects.get(email=f"{who}@northwind.example"), backend=BACKEND)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def ask(application: Any, page: Page) -> bytes:
    """One answer of the application, asked as a server asks it."""
    path, _mark, query = page.path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_COOKIE": page.cookie,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
    }
    told: list[str] = []
    answer = application(environ, lambda status, headers: told.append(status))
    try:
        body = b"".join(answer)
    finally:
        answer.close()
    assert told == ["200 OK"], (page.path, page.who, told)
    return body


def pages() -> list[Page]:
    """The pages people spend their day on: among them a case in review that Chen sits on, and Ada's own."""
    from waypost.web.promotion.models import Case

    review = Case.objects.filter(stage="in_review", seats__person__email="chen@northwind.example", seats__left_at=None)
    told = Case.objects.filter(stage="told").order_by("told_at").select_related("manager")[0]
    case = f"/promotions/{review[0].pk}/"
    own = f"/promotions/{Case.objects.get(candidate__email='ada@northwind.example').pk}/"
    return [
        Page("home", "ada", "/"),
        Page("home", "ben", "/"),
        Page("home", "hana", "/"),
        Page("matrix", "ada", "/framework/"),
        Page("two levels", "ada", "/framework/compare/?from=senior&to=staff"),
        Page("lattice", "ada", "/framework/lattice/"),
        Page("board", "ben", "/promotions/"),
        Page("board", "hana", "/promotions/"),
        Page("case, its candidate", "ada", own),
        Page("case, a panellist", "chen", case),
        Page("case, people operations", "hana", case),
        Page("case, told", told.manager.email.partition("@")[0], f"/promotions/{told.pk}/"),
        Page("claims", "ada", "/evidence/"),
        Page("a new claim", "ada", "/evidence/new/"),
        Page("growth", "ada", "/growth/"),
        Page("how", "ada", "/how/"),
        Page("notices", "ada", "/notices/"),
        Page("calibration", "dana", "/calibration/"),
        Page("people", "ada", "/people/"),
        Page("journal", "hana", "/journal/"),
    ]


def migration() -> None:
    """Time `waypost setup` on nothing."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.monotonic()
        environment = os.environ | {"WAYPOST_DEMO": "1", "WAYPOST_DATA": f"{folder}/data"}
        subprocess.run([WAYPOST, "setup"], check=True, env=environment, stdout=subprocess.DEVNULL)
        print(f"an empty database and the static files: {time.monotonic() - start:.1f} s")


if __name__ == "__main__":
    main()
