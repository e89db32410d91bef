"""What a calibration costs, from ten thousand ratings to ten million, beside programs for models like it.

    python -m benchmarks.calibration                                    # ours
    python -m benchmarks.calibration --peers PATH/TO/PYTHON             # and mirt and gpboost, if that Python has them
    python -m benchmarks.calibration --sizes 10000 100000               # fewer sizes

CPU seconds are of one thread, of the process and of the system for it, the least of several turns: what it costs where
nothing else runs. Reading is from columns of whole numbers in random order to coded, sorted, checked ratings; fitting
is from these to the posterior with its standard errors. Every size has a process of its own, whose most memory is
told, the columns in it. Ratings are drawn from a known truth: 4 criteria of 5 points, 3 raters for each candidate, 30
candidates for each rater, standard deviations 1.2, 0.6 and, of the halo, 0.8.

mirt (a partial credit model of one dimension, every rater's criterion an item) and gpboost (a linear model with the
same three random effects) are given the same ratings. Neither is the same model; both are what people would use.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from waypost.calibration.simulating import Truth, simulate

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
TURNS = {10_000: 9, 100_000: 7, 1_000_000: 5}
ALONE = {**os.environ, **dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "RAYON_NUM_THREADS"), "1")}
SLOW = 900
"""Seconds of a process after which it is given up."""
AT_MIRT, AT_GPBOOST = 10_000, 1_000_000
MIRT = """
import json, sys, time
import numpy as np
try:
    import mirt
except ImportError:
    sys.exit()
given = np.load(sys.argv[1])
items = given["rater"].astype(np.int64) * 4 + given["criterion"]
table = np.full((given["candidate"].max() + 1, items.max() + 1), -1)
table[given["candidate"], items] = given["rating"]
table = table[:, (table >= 0).any(axis=0)]
least = []
for errors in (True, False):
    turns = []
    for turn in range(3):
        started = time.process_time()
        mirt.fit_mirt(table, model="PCM", n_categories=5, compute_standard_errors=errors)
        turns.append(time.process_time() - started)
    least.append(min(turns))
print(json.dumps(least))
"""
GPBOOST = """
import json, sys, time
import numpy as np
try:
    import gpboost
except ImportError:
    sys.exit()
given = np.load(sys.argv[1])
candidate, rater = given["candidate"].astype(np.int64), given["rater"].astype(np.int64)
groups = np.column_stack([candidate, rater, candidate * (rater.max() + 1) + rater])
fixed = np.column_stack([given["criterion"] == criterion for criterion in range(4)]).astype(float)
started = time.process_time()
model = gpboost.GPModel(group_data=groups, likelihood="gaussian")
model.fit(y=given["rating"].astype(float), X=fixed)
print(json.dumps([time.process_time() - started]))
"""


@dataclass(frozen=True)
class Cost:
    """What a size costs: CPU seconds of reading and of fitting, most megabytes, rounds.

    passed: nanoseconds for a rating of one pass over the data, and of one that counts categories too. by_one, by_two:
    seconds of the clock, by one thread and two. longer: CPU seconds of whichever of the two threads has more.
    """

    ratings: int
    reading: float
    fitting: float
    megabytes: float
    rounds: int
    passed: tuple[float, float]
    by_one: float
    by_two: float
    longer: float

    @property
    def both(self) -> float:
        """From columns to the posterior."""
        return self.reading + self.fitting


def main() -> None:
    """Measure, print, and say what holds."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    asked.add_argument("--peers", metavar="PYTHON", help="a Python that has mirt or gpboost")
    asked.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.one:
        print(json.dumps(_measured(given.one)))
        return
    with tempfile.TemporaryDirectory() as folder:
        costs = {}
        for size in given.sizes:
            columns = _drawn(size, Path(folder))
            costs[size] = _cost(size, columns)
            _tell(costs[size], first=len(costs) == 1)
        print()
        for row in _rows(costs, _peers(given.peers, costs, Path(folder))):
            print(row)


def _drawn(size: int, folder: Path) -> Path:
    """Columns of so many ratings, or a few less, in random order, kept in a file."""
    truth = Truth(candidates=size // 12, raters=max(size // 120, 24), candidate_sd=1.2, rater_sd=0.6, halo_sd=0.8)
    columns = simulate(truth, seed=1).columns
    order = np.random.default_rng(2).permutation(len(columns["rating"]))
    file = folder / f"{size}.npz"
    np.savez(file, **{name: column[order] for name, column in columns.items()})
    return file


def _cost(size: int, columns: Path) -> Cost:
    answer = _asked_of([sys.executable, "-m", "benchmarks.calibration", "--one", str(columns)])
    assert answer is not None, "our own process said nothing"
    return Cost(size, **{**answer, "passed": tuple(answer["passed"])})


def _asked_of(command: Sequence[str]) -> Any:
    """What a process says in its last line; None where it says nothing, or is too slow."""
    try:
        done = subprocess.run(command, env=ALONE, capture_output=True, text=True, timeout=SLOW, check=False)
    except subprocess.TimeoutExpired:
        print(f"given up after {SLOW} seconds: {command[0]}")
        return None
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1]) if done.stdout.strip() else None


def _measured(file: Path) -> Mapping[str, Any]:
    """In a process of its own: read, fit, and fit by two threads."""
    from waypost.calibration.large import variational
    from waypost.calibration.ratings import read_ratings

    with np.load(file) as loaded:
        columns = {name: loaded[name] for name in loaded.files}
    turns = TURNS.get(10 ** round(np.log10(len(columns["rating"]))), 1)

    def fitted(threads: int) -> Any:
        return variational(ratings, halo=True, lean=False, interval=0.95, threads=threads)

    reading, _, ratings = _least(lambda: read_ratings(columns), turns)
    fitting, by_one, found = _least(lambda: fitted(1), turns)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    longer = []

    def shared() -> None:
        whole, own = time.process_time(), time.thread_time()
        fitted(2)
        mine = time.thread_time() - own
        longer.append(max(mine, time.process_time() - whole - mine))

    _, by_two, _ = _least(shared, turns)
    return {
        "reading": reading,
        "fitting": fitting,
        "megabytes": megabytes,
        "rounds": found.iterations,
        "passed": _passed(ratings, found, turns),
        "by_one": by_one,
        "by_two": by_two,
        "longer": min(longer),
    }


def _least(work: Callable[[], Any], turns: int) -> tuple[float, float, Any]:
    """The least CPU seconds and the least seconds of so many turns, and what the last one gave."""
    cpu, wall = [], []
    for _ in range(turns):
        started, began = time.process_time(), time.perf_counter()
        made = work()
        cpu.append(time.process_time() - started)
        wall.append(time.perf_counter() - began)
    return min(cpu), min(wall), made


def _passed(ratings: Any, found: Any, turns: int) -> tuple[float, float]:
    """Nanoseconds for one rating of a pass over the data at the posterior, without and with counting categories."""
    from waypost.calibration.large import kernels
    from waypost.calibration.large.layout import lay_out
    from waypost.calibration.large.thresholds import Thresholds

    layout = lay_out(ratings, lean=False)
    mean = found.theta[ratings.pairs[:, 0]] - found.alpha[ratings.pairs[:, 1]] + found.halo
    weights = Thresholds(found.thresholds.mean(axis=0), found.thresholds - found.thresholds.mean(axis=0), 1.0).weights
    slope, bend, used = np.empty(layout.pairs), np.empty(layout.pairs), np.zeros(weights.shape)

    def once(counting: bool) -> None:
        kernels.expect(
            0, layout.pairs, counting, mean, found.pair_se**2, layout.score, layout.rated, layout.criterion,
            weights, slope, bend, used,
        )  # fmt: skip

    each = [_least(lambda counting=counting: once(counting), 2 * turns)[0] for counting in (False, True)]
    return (each[0] / len(ratings) * 1e9, each[1] / len(ratings) * 1e9)


def _peers(python: str | None, costs: Mapping[int, Cost], folder: Path) -> Mapping[str, Sequence[float] | None]:
    if python is None:
        return {}
    asked = (("mirt", MIRT, AT_MIRT), ("gpboost", GPBOOST, AT_GPBOOST))
    return {
        name: _asked_of([python, "-c", program, str(folder / f"{size}.npz")])
        for name, program, size in asked
        if size in costs
    }


def _tell(cost: Cost, *, first: bool) -> None:
    if first:
        print("   ratings   reading   fitting  rounds      MB   ns/rating, counting   seconds by 1    by 2")
    print(
        f"{cost.ratings:10,} {cost.reading:8.4f}s {cost.fitting:8.4f}s {cost.rounds:7} {cost.megabytes:7.0f}"
        f" {cost.passed[0]:10.1f} {cost.passed[1]:10.1f} {cost.by_one:14.3f} {cost.by_two:7.3f}",
        flush=True,
    )


def _rows(costs: Mapping[int, Cost], peers: Mapping[str, Sequence[float] | None]) -> Iterator[str]:
    """What should hold, what is, and whether it does; a size or a peer that was not there is passed over."""
    mirt, gpboost = peers.get("mirt"), peers.get("gpboost")
    if AT_MIRT in costs and mirt:
        ours = costs[AT_MIRT].both
        yield _row("mirt at 1e4, with its standard errors, times ours", mirt[0] / ours, least=100)
        yield f"    mirt {mirt[0]:.2f} s, without its standard errors {mirt[1]:.2f} s; ours, with them, {ours:.4f} s"
    if AT_GPBOOST in costs and gpboost:
        ours = costs[AT_GPBOOST].both
        yield _row("gpboost's linear model at 1e6, times ours", gpboost[0] / ours, least=15)
        yield f"    gpboost {gpboost[0]:.1f} s; ours {ours:.2f} s"
    if not (mirt and gpboost):
        yield "mirt and gpboost: those that are not there are passed over (--peers)"
    if 1_000_000 in costs:
        million = costs[1_000_000]
        yield _row("CPU seconds at 1e6, read and fitted", million.both, most=1.0)
        yield _row("nanoseconds for a rating and pass at 1e6", million.passed[0], most=15.0)
        yield _row("one thread's CPU at 1e6, times the longer's of two", million.fitting / million.longer, least=1.6)
        yield f"    by the clock {million.by_one / million.by_two:.2f}, which says something where nothing else runs"
    if 10_000_000 in costs:
        yield _row("CPU seconds at 1e7, read and fitted", costs[10_000_000].both, most=15.0)
        yield _row("megabytes at 1e7", costs[10_000_000].megabytes, most=2000.0)
    if 100_000 in costs and 10_000_000 in costs:
        growth = costs[10_000_000].fitting / costs[100_000].fitting / 100
        yield _row("growth of fitting from 1e5 to 1e7, times linear", growth, most=1.5)


def _row(says: str, value: float, *, least: float | None = None, most: float | None = None) -> str:
    holds = value >= least if least is not None else value <= (most or 0.0)
    bound = f"at least {least:g}" if least is not None else f"at most {most:g}"
    return f"{says:58} {value:8.3g}   {bound:14} {'holds' if holds else 'MISSES'}"


if __name__ == "__main__":
    main()
