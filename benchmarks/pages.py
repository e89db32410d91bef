"""What each page costs: queries, CPU milliseconds and bytes, in organisations of 60, 2,000 and 10,000 people.

    make bench
    .venv/bin/python benchmarks/pages.py 60 2000

Each size is the demo organisation of that many people, made once under `data/bench-N`. A page is asked eleven times in
one process, without a network between; the table shows the median of the CPU time, and the first answer's queries
and bytes. The last lines show what a web process weighs after that, and how long an empty database takes to migrate.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = (60, 2_000, 10_000)
ROUNDS = 11


@dataclass(frozen=True)
class Page:
    """A page as one person asks for it; `path` may be made by a function of the database."""

    title: str
    who: str
    path: str


def main() -> None:
    """Measure the sizes given as arguments, each in a process of its own."""
    if len(sys.argv) == 3 and sys.argv[1] == "--one":
        measure(int(sys.argv[2]))
        return
    sizes = [int(argument) for argument in sys.argv[1:]] or list(SIZES)
    print(f"{'people':>7}  {'page':<26} {'as':<6} {'queries':>7} {'CPU ms':>7} {'HTML KB':>8}")
    for size in sizes:
        make(size)
        subprocess.run([sys.executable, __file__, "--one", str(size)], check=True, cwd=ROOT)
    migration()


def make(size: int) -> None:
    """The organisation of that size, unless it is there."""
    folder = ROOT / "data" / f"bench-{size}"
    if not (folder / "waypost.sqlite3").is_file():
        command = [str(Path(sys.executable).parent / "waypost"), "demo", "--no-serve", "--data", str(folder)]
        subprocess.run([*command, "--people", str(size)], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)


def measure(size: int) -> None:
    """Ask every page of one organisation and print its line."""
    os.environ |= {
        "WAYPOST_DEMO": "1",
        "WAYPOST_DATA": str(ROOT / "data" / f"bench-{size}"),
        "DJANGO_SETTINGS_MODULE": "waypost.web.config.settings",
    }
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from waypost.web.people.models import Person

    for page in pages():
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(Person.objects.get(email=f"{page.who}@northwind.example"))
        # The first answer of a process also compiles templates and reads the framework; that is not a page's cost.
        client.get(page.path)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = client.get(page.path)
        asked = len(queries)  # counted before the next request clears the log
        assert answer.status_code == 200, (page, answer.status_code)
        spent = []
        for _ in range(ROUNDS):
            start = time.process_time()
            client.get(page.path)
            spent.append((time.process_time() - start) * 1000)
        size_kb = len(answer.content) / 1024
        milliseconds = statistics.median(spent)
        print(
            f"{size:>7}  {page.title:<26} {page.who:<6} {asked:>7} {milliseconds:>7.1f} {size_kb:>8.1f}",
            flush=True,
        )
    print(f"{size:>7}  resident memory {resident():.0f} MB")


def pages() -> list[Page]:
    """The pages people spend their day on; the case is the one in review that Chen sits on."""
    from waypost.web.promotion.models import Case

    chen = Case.objects.filter(stage="in_review", seats__person__email="chen@northwind.example", seats__left_at=None)
    case = f"/promotions/{chen.values_list('pk', flat=True)[0]}/"
    return [
        Page("home", "ada", "/"),
        Page("home", "hana", "/"),
        Page("home", "ben", "/"),
        Page("matrix", "ada", "/framework/"),
        Page("compare", "ada", "/framework/compare/?a=senior&b=staff"),
        Page("board", "ben", "/promotions/"),
        Page("board", "hana", "/promotions/"),
        Page("case, a panellist", "chen", case),
        Page("case, people operations", "hana", case),
        Page("claims", "ada", "/evidence/"),
        Page("growth", "ada", "/growth/"),
        Page("how", "ada", "/how/"),
        Page("calibration", "dana", "/calibration/"),
        Page("people", "ada", "/people/"),
        Page("journal", "hana", "/journal/"),
    ]


def resident() -> float:
    """Resident memory of this process in megabytes."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS in /proc/self/status")


def migration() -> None:
    """Time `waypost setup` on nothing."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.monotonic()
        environment = os.environ | {"WAYPOST_DEMO": "1", "WAYPOST_DATA": f"{folder}/data"}
        command = [str(Path(sys.executable).parent / "waypost"), "setup"]
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
        print(f"empty database and static files: {time.monotonic() - start:.1f} s")


if __name__ == "__main__":
    main()
