"""What the importers make of ladders that others have published, beside what was counted in them by hand.

    python -m benchmarks.corpus --corpus ../shared/corpus                          # the table, and how long it took
    python -m benchmarks.corpus --corpus ../shared/corpus --write docs/imported.md # the table into the page

The ladders are not part of this repository. `tests/framework/importers/counted.csv` names each, by its folder and the
part of it that is imported on its own, with the figures; `tests/framework/importers/test_corpus.py` holds them.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from waypost.framework.importers.completing.assume import Wishes
from waypost.framework.importers.importing import Brought, bring_in

COUNTED = Path(__file__).resolve().parents[1] / "tests" / "framework" / "importers" / "counted.csv"
FIGURES = ("tracks", "levels", "criteria", "statements")
_TABLE = re.compile(r"(<!-- table -->\n).*?(<!-- end -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Counted:
    """A ladder, or a part of one, and what a person counted in it, in the order of `FIGURES`."""

    entry: str
    part: str
    figures: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """What was counted, and what came of it: its figures, its shape, the texts left over, the gaps."""

    counted: Counted
    figures: tuple[int, ...]
    shape: str
    left_over: int
    seconds: float
    size: int
    why_not: str = ""


def counted(path: Path = COUNTED) -> list[Counted]:
    """Every line of the table of what was counted."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Counted(line["entry"], line["part"], tuple(int(line[figure]) for figure in FIGURES))
            for line in csv.DictReader(file)
        ]


def imported(corpus: Path, one: Counted) -> Row:
    """One ladder, imported."""
    started = time.process_time()
    brought = bring_in([corpus / one.entry / one.part], wishes=Wishes())
    seconds = time.process_time() - started
    errors = brought.imported.errors
    return Row(
        counted=one,
        figures=figures_of(brought),
        shape=brought.shape.name if brought.shape is not None else "none",
        left_over=len(brought.found.left_over),
        seconds=seconds,
        size=brought.size,
        why_not=errors[0].message if errors else "",
    )


def figures_of(brought: Brought) -> tuple[int, ...]:
    """The figures of what was made, in the order of `FIGURES`; zeros where nothing was."""
    framework = brought.imported.framework
    if framework is None:
        return (0,) * len(FIGURES)
    statements = sum(len(cell.statements) for cell in framework.expectations)
    return (len(framework.tracks), len(framework.levels), len(framework.criteria), statements)


def table(rows: Sequence[Row]) -> str:
    """The rows for the page; where what was found is not what was counted, both are there."""
    head = ("ladder", "part", "read as", *FIGURES, "left over")
    lines = [f"| {' | '.join(head)} |", f"| {' | '.join(['---'] * 3 + ['---:'] * (len(FIGURES) + 1))} |"]
    for row in rows:
        figures = [
            str(found) if found == expected else f"{found} of {expected}"
            for found, expected in zip(row.figures, row.counted.figures, strict=True)
        ]
        cells = (row.counted.entry, row.counted.part, row.shape, *figures, str(row.left_over))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def filled(page: str, rows: Sequence[Row]) -> str:
    """The page with the table put between its marks."""
    return _TABLE.sub(lambda found: f"{found.group(1)}{table(rows)}\n{found.group(2)}", page)


def costs(rows: Sequence[Row]) -> Iterator[str]:
    """How long each took, and all of them."""
    for row in sorted(rows, key=lambda row: -row.seconds):
        yield f"{row.seconds:6.2f} s  {row.size / 1e6 / row.seconds:6.2f} MB/s  {row.counted.entry} {row.counted.part}"
    seconds, size = sum(row.seconds for row in rows), sum(row.size for row in rows)
    yield f"{seconds:6.2f} s  {size / 1e6 / seconds:6.2f} MB/s  all {len(rows)}, {size / 1e6:.2f} MB"


def main(arguments: Sequence[str]) -> int:
    """The command; 1 where something found is not what was counted."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="the folder that holds the ladders")
    parser.add_argument("--write", type=Path, help="the page to put the table into")
    asked = parser.parse_args(arguments)
    rows = [imported(asked.corpus, one) for one in counted()]
    if asked.write is not None:
        asked.write.write_text(filled(asked.write.read_text(encoding="utf-8"), rows), encoding="utf-8")
    print(table(rows))
    print()
    print("\n".join(costs(rows)))
    wrong = [row for row in rows if row.figures != row.counted.figures]
    for row in wrong:
        print(f"not as counted: {row.counted.entry} {row.counted.part} {row.why_not}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
