"""What it costs to lint, beside what other linters of prose and of YAML cost on the same texts.

    python -m benchmarks.lint                            # ours
    python -m benchmarks.lint --peers PATH/TO/BIN ...    # and whichever of the others are in these folders

CPU seconds, of the process and of the system for it, are the median of five turns. The texts are the library's
frameworks, and 10 MB of frameworks like them whose sentences are halves of theirs put together. The others are whole
processes, started anew as ours is, on the same ten megabytes: once on the very files that ours reads, and once on
nothing but the sentences, titles and examples in them, a file of plain text for each framework. Who takes longer than
five seconds has one turn. Nothing here depends on the others: who is not installed is passed over, and it is said.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

import yaml
from benchmarks import lint_texts

from waypost.cli.lint import collect_seldom
from waypost.cli.lsp_desk import Desk
from waypost.framework.library import file_of, keys
from waypost.lint.checking import check
from waypost.lint.linting import lint
from waypost.lint.near import near_pairs
from waypost.lint.reading import read_files
from waypost.lint.settings import Settings
from waypost.lint.wording import words_of

TURNS = 5
TODAY = date(2026, 11, 22)
LARGE = 10_000_000
LONG = 5  # seconds after which another linter has no further turn
BLOCK = 10_000
PEAK = """
import sys
from pathlib import Path
from waypost.cli.main import main
try:
    main(sys.argv[1:])
finally:
    status = Path("/proc/self/status").read_text().splitlines()
    print(next(line.split()[1] for line in status if line.startswith("VmHWM")), file=sys.stderr)
"""
"""What tells, at its end, the most memory it had; what the system tells of a child begins with its parent's."""
SLOW = 600  # seconds after which another linter is given up
PEERS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], float | None]] = {
    "proselint": (("check",), ("files", "texts"), 8.0),
    "write-good": ((), ("files", "texts"), 3.0),
    "alex": (("--quiet",), ("files", "texts"), 40.0),
    "codespell": ((), ("files", "texts"), None),
    "yamllint": (("--format", "parsable"), ("files",), None),
}
"""How each is asked, what it is given, and how many times its time ours has to be quicker."""


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, what it came to, the target, and whether it holds (None: there is no target)."""

    what: str
    measured: str
    target: str = ""
    holds: bool | None = None

    def __str__(self) -> str:
        mark = "" if self.holds is None else "holds" if self.holds else "MISSES"
        return f"{self.what:100} {self.measured:>24}   {self.target:12} {mark}".rstrip()


def main(arguments: Sequence[str]) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peers", type=Path, action="append", default=[], help="a folder with other linters' commands")
    asked = parser.parse_args(arguments)
    collect_seldom()  # as the command does
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small, large = folder / "library", folder / "large"
        small.mkdir()
        large.mkdir()
        lint_texts.copy_library(small)
        lint_texts.write_tree(large, size=LARGE)
        print(f"CPU seconds, median of {TURNS}; Python {sys.version.split()[0]}, {os.cpu_count()} processors\n")
        for rows in (_speeds(small, large), _processes(small, large, folder), _repeats(), _editor(small)):
            for row in rows:
                print(row, flush=True)
        print()
        for told in _peers(asked.peers, large, folder):
            print(told, flush=True)
    return 0


# In one process


def _speeds(small: Path, large: Path) -> Iterator[Row]:
    """Read with positions, and linted by the rules as they come."""
    for what, folder in (("the library's frameworks", small), ("10 MB of frameworks", large)):
        files = [(path.name, path.read_bytes()) for path in sorted(folder.iterdir())]
        size = sum(len(data) for _, data in files)
        _linted(files[:8])
        seconds = _cpu(partial(_linted, files))
        speed = size / 1e6 / seconds
        found = _linted(files)
        told = f"{what}, {len(files)} documents, {size / 1e6:.2f} MB, {found:,} findings"
        yield Row(told, f"{seconds:.3f} s, {speed:.1f} MB/s", ">= 5 MB/s", speed >= 5)
        alone = size / 1e6 / _cpu(partial(_each, files, _read))
        plain = size / 1e6 / _cpu(partial(_each, files, _loaded))
        yield Row("  of it reading alone; PyYAML in C to plain data, to compare", f"{alone:.1f}; {plain:.1f} MB/s")


def _each(files: Sequence[tuple[str, bytes]], work: Callable[[str, bytes], object]) -> None:
    """Each document by itself; nothing of it is kept."""
    for name, data in files:
        work(name, data)


def _read(name: str, data: bytes) -> object:
    return read_files({name: data})


def _loaded(name: str, data: bytes) -> object:
    return yaml.load(data, yaml.CSafeLoader)


def _linted(files: Sequence[tuple[str, bytes]]) -> int:
    """How many findings there are, in all documents."""
    settings = Settings(today=TODAY)
    return sum(len(check(read_files({name: data}), settings).findings) for name, data in files)


def _repeats() -> Iterator[Row]:
    """Repeats, in many statements."""
    document = {"thousand.yaml": lint_texts.thousand_cells().encode()}
    settings = Settings(today=TODAY)
    read = read_files(document)
    assert read.subject is not None
    found = sum(one.code.startswith("DUP") for one in check(read, settings).findings)
    seconds = _cpu(lambda: check(read_files(document), settings))
    what = f"a framework of 1,000 cells, {found} repeats, read and all rules as they come"
    yield Row(what, f"{seconds:.3f} s", "<= .3 s", seconds <= 0.3)
    for kind, made in (
        (f"spliced sentences, each {BLOCK:,} in words of their own", lint_texts.spliced_apart),
        ("words in no order", partial(lint_texts.repeating, lint_texts.of_words)),
        ("spliced sentences, all of the same halves", partial(lint_texts.repeating, lint_texts.spliced)),
    ):
        by_size: dict[int, float] = {}
        for number in (BLOCK, 10 * BLOCK):
            texts = made(number)
            by_size[number] = _cpu(partial(_near, texts))
            what = f"near repeats, {len(_near(texts)):,} pairs in {number:,} {kind}"
            limit, target = (0.5, "<= .5 s") if number == BLOCK else (12 * by_size[BLOCK], "linear")
            times = "" if number == BLOCK else f", {by_size[number] / by_size[BLOCK]:.1f} times"
            told = f"{by_size[number]:.2f} s{times}"
            yield Row(what, told, target, by_size[number] <= limit)
    texts = lint_texts.repeating(lint_texts.spliced, BLOCK)
    seconds = _cpu(lambda: lint(lint_texts.subject_of(texts), Settings(select=("DUP302",))))
    yield Row("the rule DUP302 on 10,000 spliced sentences, with its messages", f"{seconds:.2f} s")


def _near(texts: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of statements near each other, from their letters on."""
    return list(near_pairs(list(map(words_of, texts))))


def _editor(small: Path) -> Iterator[Row]:
    """What the language server does when a letter was typed."""
    for key, what in (("small", "the smallest framework"), ("lattice", "the largest framework")):
        path, desk = small / f"{key}.yaml", Desk()
        desk.texts[path] = path.read_text(encoding="utf-8")
        desk.look(path, today=TODAY)
        seconds = _cpu(partial(desk.look, path, today=TODAY))
        told = f"in an editor, {what} ({path.stat().st_size / 1000:.0f} KB) linted again"
        yield Row(told, f"{seconds * 1000:.0f} ms", "<= 50 ms", seconds <= 0.05)


def _cpu(work: Callable[[], object]) -> float:
    """The median of the seconds of CPU that some work takes in this process."""
    taken = []
    for _ in range(TURNS):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return median(taken)


# Whole processes


def _processes(small: Path, large: Path, folder: Path) -> Iterator[Row]:
    """`waypost lint` from start to exit."""
    key = min(keys(), key=lambda one: file_of(one).stat().st_size)
    document = file_of(key)
    _process(_ours("--no-cache", small))  # after which there is bytecode, as there is in an installation
    seconds = _median(_ours("--no-cache", small / f"{key}.yaml"))
    size = f"{document.stat().st_size / 1000:.0f} KB"
    yield Row(f"start to exit, the smallest framework ({key}, {size})", f"{seconds:.3f} s", "<= .15 s", seconds <= 0.15)
    seconds = _median((sys.executable, "-c", "pass"))
    yield Row("  of it the interpreter alone", f"{seconds:.3f} s")
    if Path("/proc/self/status").exists():
        for what, options in (("with all findings as text", ()), ("with statistics alone", ("--statistics",))):
            memory = _memory("--no-cache", *options, large)
            told = f"most memory, {lint_texts.size_of(large) / 1e6:.1f} MB of frameworks in one run, {what}"
            yield Row(told, f"{memory:.0f} MB", "<= 200 MB", memory <= 200)
    for what, target, limit in (("library", small, 0.1), ("10 MB", large, None)):
        cache = {"WAYPOST_CACHE": str(folder / f"cache-{target.name}")}
        first = _process(_ours(target), cache)
        seconds = _median(_ours(target), cache)
        told = f"second run from its cache, {what} ({len(list(target.iterdir()))} documents; first run {first:.2f} s)"
        holds = None if limit is None else seconds <= limit
        yield Row(told, f"{seconds:.3f} s", "<= .1 s" if limit else "", holds)


def _ours(*arguments: str | Path) -> tuple[str, ...]:
    return (sys.executable, "-m", "waypost", "lint", "--exit-zero", *map(str, arguments))


def _memory(*arguments: str | Path) -> float:
    """The most memory, in MB, that our process has with these arguments."""
    command = (sys.executable, "-c", PEAK, "lint", "--exit-zero", *map(str, arguments))
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True)
    return int(done.stderr.split()[-1]) / 1024


def _median(command: Sequence[str], environment: Mapping[str, str] | None = None) -> float:
    first = _process(command, environment)
    return first if first > LONG else median([first, *(_process(command, environment) for _ in range(TURNS - 1))])


_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _process(command: Sequence[str], environment: Mapping[str, str] | None = None) -> float:
    """The seconds of CPU of one process to its end, and of its children. TimeoutError when it takes too long."""
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**_ENVIRONMENT, **(environment or {})},
    ) as process:
        begun = time.monotonic()
        while True:
            ended, status, used = os.wait4(process.pid, os.WNOHANG)
            if ended:
                process.returncode = os.waitstatus_to_exitcode(status)
                return used.ru_utime + used.ru_stime
            if time.monotonic() - begun > SLOW:
                process.kill()
                raise TimeoutError
            time.sleep(0.002)


# The others


def _peers(folders: Sequence[Path], large: Path, place: Path) -> Iterator[str]:
    """A line for each of the others: its time, its speed, and how many times ours is quicker on the same."""
    if not folders:
        yield "others: not asked for (--peers PATH/TO/BIN)"
        return
    documents, texts = _same_texts(large, place)
    ours = _median(_ours("--no-cache", documents[0].parent))
    given = {"files": documents, "texts": texts}
    sizes = {name: sum(path.stat().st_size for path in paths) / 1e6 for name, paths in given.items()}
    held = f"{sizes['files']:.2f} MB of YAML, with {sizes['texts']:.2f} MB of texts in them"
    yield f"whole processes on {len(documents)} frameworks: {held}"
    yield f"{'':12} {'reads':8} {'CPU s':>8} {'MB/s':>8} {'ours quicker':>14}   target"
    yield f"{'ours':12} {'files':8} {ours:8.2f} {sizes['files'] / ours:8.2f}"
    for name, (options, reads, least) in PEERS.items():
        command = next((folder / name for folder in folders if (folder / name).exists()), None)
        if command is None:
            yield f"{name:12} is not installed in the folders named: passed over"
            continue
        for what in reads:
            try:
                seconds = _median((str(command), *options, *map(str, given[what])))
            except TimeoutError:
                yield f"{name:12} {what:8} took more than {SLOW} s: given up"
                continue
            times = seconds / ours
            told = "" if least is None else f">= {least:.0f} times {'holds' if times >= least else 'MISSES'}"
            yield f"{name:12} {what:8} {seconds:8.2f} {sizes[what] / seconds:8.2f} {times:13.1f}x   {told}".rstrip()


def _same_texts(large: Path, place: Path) -> tuple[list[Path], list[Path]]:
    """The documents, and their sentences as plain text, a paragraph each."""
    yaml_folder, text_folder = place / "peers-yaml", place / "peers-text"
    yaml_folder.mkdir()
    text_folder.mkdir()
    documents: list[Path] = []
    texts: list[Path] = []
    for path in sorted(large.iterdir(), key=lambda one: int(one.stem.rsplit("-", 1)[1])):
        data = path.read_bytes()
        subject = read_files({path.name: data}).subject
        assert subject is not None
        documents.append(yaml_folder / path.name)
        documents[-1].write_bytes(data)
        texts.append(text_folder / f"{path.stem}.txt")
        texts[-1].write_text("\n\n".join(one.text for one in subject.said) + "\n", encoding="utf-8")
    return documents, texts


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
