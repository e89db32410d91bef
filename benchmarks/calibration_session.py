"""What measuring a calibration session costs: the fit alone, and all that its pages tell, from ratings to tables.

    python -m benchmarks.calibration_session

CPU milliseconds of one thread: of the first time in a process, whose imports are in it, and the median of the times
after. Every session has a process of its own. Whole is what the worker does between reading the ratings and keeping the
row: the fit, raters' fit statistics, each panel by itself, agreement, the chance with other raters, all tables; where
the room changed ratings, a fit of the sealed ones; where there was a session before, one over both, and the bar in its
decisions. Ratings are drawn from a known truth, 4 points, each case by 3 raters of each of two panels.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from tests.calibration.rooms import room

from waypost.calibration.sheets import Sheet

TURNS = 9
MOST = 300.0
"""Milliseconds in which a session of 60 cases is to be measured."""

ALONE = {**os.environ, **dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1")}


@dataclass(frozen=True, slots=True)
class Size:
    """A session: its cases, the raters of each panel, the criteria of each; and what came before and after."""

    says: str
    cases: int
    pool: int
    criteria: int
    earlier: bool = False
    changed: bool = False
    bound: bool = False

    def sheet(self) -> Sheet:
        sessions = ("now", "then") if self.earlier else ("now",)
        sheet = room(cases=self.cases, pool=self.pool, criteria=self.criteria, sessions=sessions)
        if self.earlier:
            rated = {case: 0 for case in (mark.case for mark in sheet.marks) if case.startswith("then")}
            for mark in sheet.marks:
                if mark.case in rated and mark.now is not None:
                    rated[mark.case] += mark.now - 2
            sheet = replace(sheet, decided={case: above >= 0 for case, above in rated.items()})
        if self.changed:
            first = replace(sheet.marks[0], now=(int(sheet.marks[0].given or 0) + 1) % 4)
            sheet = replace(sheet, marks=(first, *sheet.marks[1:]))
        return sheet


SIZES = {
    "few": Size("7 cases, 4 raters a panel, 2 criteria", 7, 4, 2),
    "small": Size("12 cases, 8 raters a panel, 3 criteria", 12, 8, 3),
    "sixty": Size("60 cases, 18 raters a panel, 5 criteria", 60, 18, 5, bound=True),
    "most": Size("60 cases, 18 raters a panel, 10 criteria", 60, 18, 10, bound=True),
    "changed": Size("60 cases of 5 criteria, one rating changed", 60, 18, 5, changed=True),
    "cycles": Size("60 cases of 5 criteria, and 60 of the cycle before", 60, 18, 5, earlier=True),
}


def main() -> None:
    """Measure, print, and say what holds."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.one:
        what, key = given.one
        print(json.dumps(WORK[what](SIZES[key].sheet())))
        return
    print(f"{'':50} ratings   fit first  later   whole first  later")
    for key, size in SIZES.items():
        fitting, whole = (_asked_of(what, key) for what in WORK)
        verdict = f"   at most {MOST:g}: {'holds' if whole['later'] <= MOST else 'MISSES'}" if size.bound else ""
        costs = f"{fitting['first']:12.0f} {fitting['later']:6.0f} {whole['first']:13.0f} {whole['later']:6.0f}"
        print(f"{size.says:50} {whole['ratings']:7,}{costs}{verdict}", flush=True)


def _asked_of(what: str, key: str) -> dict[str, float]:
    """What a process of its own says."""
    command = [sys.executable, "-m", "benchmarks.calibration_session", "--one", what, key]
    done = subprocess.run(command, env=ALONE, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _fitted(sheet: Sheet) -> dict[str, float]:
    from waypost.calibration import fit

    columns = sheet.columns()
    return _told(columns, lambda: fit(columns, categories=sheet.categories, method="integrated"))


def _whole(sheet: Sheet) -> dict[str, float]:
    from waypost.calibration.measuring import measure

    return _told(sheet.columns(), lambda: measure(sheet))


WORK = {"fitting": _fitted, "whole": _whole}


def _told(columns: Mapping[str, Sequence[object]], work: Callable[[], object]) -> dict[str, float]:
    """Ratings, and milliseconds of the first time and the median of those after."""
    taken = []
    for _ in range(TURNS + 1):
        started = time.process_time()
        work()
        taken.append(1e3 * (time.process_time() - started))
    if "numba" in sys.modules:
        sys.exit("numba was loaded")
    return {"ratings": len(columns["rating"]), "first": taken[0], "later": statistics.median(taken[1:])}


if __name__ == "__main__":
    main()
