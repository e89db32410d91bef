"""What it costs to read a framework: `waypost show` as a whole process, and a thousand frameworks read in one.

    .venv/bin/python benchmarks/framework.py

The framework is the library's rubric of sixteen criteria at seven levels, in one file. CPU seconds are the least of
several turns, which is what the work costs; the median says how quiet the machine was. What `show` costs beyond
start-up and imports is its process less one that imports the same modules and ends. PyYAML, which reads the same bytes
to plain lists and mappings without positions, caps or checks, is measured in the same run.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import yaml

from waypost.framework.library import file_of
from waypost.framework.reading import read_text

TURNS = 15
READINGS = 1_000
SHOWN = """
import sys
from waypost.cli.main import main
try:
    main(["show", sys.argv[1]])
finally:
    ours = ("waypost", "pydantic", "yaml", "click", "rich")
    print(" ".join(name for name in sys.modules if name.startswith(ours)), file=sys.stderr)
"""


def main() -> None:
    document = Path(str(file_of("rubric")))
    text = document.read_text(encoding="utf-8")
    framework = read_text(text).framework
    assert framework is not None
    size = f"{len(framework.criteria)} criteria x {len(framework.levels)} levels, {len(text) / 1000:.0f} KB"
    print(f"one framework: {size}\n")
    _show(document)
    _many(text)


def _show(document: Path) -> None:
    """`waypost show` against a process that only imports what it imports."""
    done = subprocess.run([sys.executable, "-c", SHOWN, document], capture_output=True, text=True, check=True)
    imports = f"import {', '.join(done.stderr.split())}"
    whole = [_process(sys.executable, "-m", "waypost", "show", str(document)) for _ in range(TURNS)]
    start = [_process(sys.executable, "-c", imports) for _ in range(TURNS)]
    print(f"{'waypost show, whole process':44} {_told(whole)}")
    print(f"{'interpreter and imports alone':44} {_told(start)}")
    print(f"{'beyond them':44} {(min(whole) - min(start)) * 1000:7.1f} ms\n")


def _many(text: str) -> None:
    """A thousand in one process, and the same bytes by PyYAML alone."""
    ours = _cpu(lambda: read_text(text))
    theirs = _cpu(lambda: yaml.load(text, Loader=yaml.CSafeLoader))
    print(f"{f'{READINGS:,} read and checked, in one process':44} {READINGS / ours:7.0f} a second")
    print(f"{'PyYAML (C) to plain data, nothing checked':44} {READINGS / theirs:7.0f} a second")


def _cpu(read: Callable[[], object]) -> float:
    begun = time.process_time()
    for _ in range(READINGS):
        read()
    return time.process_time() - begun


def _process(*command: str) -> float:
    """CPU seconds of a process, its own and the system's for it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def _told(seconds: list[float]) -> str:
    return f"{min(seconds) * 1000:7.1f} ms   median {median(seconds) * 1000:.1f} ms"


if __name__ == "__main__":
    main()
