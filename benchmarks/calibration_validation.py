"""What the calibration engine promises, measured: published tables, simulated truths, edges, as one Markdown table.

    python -m benchmarks.calibration_validation                                  # about four minutes of CPU
    python -m benchmarks.calibration_validation --quick --part 2 --part 7
    python -m benchmarks.calibration_validation --write docs/calibration-engine.md

Every simulated part tells its truth in `TRUTHS` and its number of replicates in `SIZES`; seeds are 0, 1, 2 and so on,
so that anybody gets the same table. Measures are relative to the average candidate and the average rater who are
present, and so is the truth that they are held against. Ends with 1 where something does not hold; with --quick, whose
few replicates may miss a bound by chance, with 0.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from benchmarks import calibration_asked, calibration_published
from benchmarks.calibration_rows import Row, above, below, markdown, so, told, within

from waypost.calibration.fitting import fit
from waypost.calibration.ratings import Ratings, read_ratings
from waypost.calibration.response import moments, probabilities
from waypost.calibration.result import Calibration
from waypost.calibration.simulating import Simulated, Truth, simulate
from waypost.calibration.tables import FloatArray
from waypost.refusal import Refusal

BEGINS, ENDS = "<!-- validation: begins -->", "<!-- validation: ends -->"
LARGE = Truth(candidates=8_334, raters=800, criteria=4, raters_each=3, candidate_sd=1.5, rater_sd=0.7, halo_sd=0.8)
RATINGS_48 = Truth(candidates=4, raters=3, criteria=4, raters_each=3, candidate_sd=1.0, rater_sd=0.5)
CANDIDATES_48 = Truth(candidates=48, raters=12, criteria=4, raters_each=4, candidate_sd=1.0, rater_sd=0.5)
BLOCKS = Truth(candidates=40, raters=8, raters_each=4, criteria=8, blocks=2, rater_sd=1.0)
SPARSE = Truth(candidates=400, raters=350, raters_each=2)
SIZES = {"large": 8, "startup": 400}
QUICK = {"large": 2, "startup": 40}
_Z = 1.959964


@dataclass(frozen=True)
class Seen:
    """One replicate: coverage of candidates and raters, squared errors, standard deviations against what was drawn."""

    candidates: float
    raters: float
    error: float
    least: float
    slope: float
    sds: dict[str, float]
    drawn: dict[str, float]


def seen(truth: Truth, *, seed: int, method: Any, floor: bool = False) -> Seen:
    """Fit one table and hold it against its truth."""
    simulated = simulate(truth, seed=seed)
    calibration = fit(simulated.columns, categories=len(truth.thresholds) + 1, method=method)
    posterior, theta, alpha = calibration.posterior, *_centred_truth(simulated, calibration.ratings)
    off, off_raters = posterior.theta - posterior.theta.mean() - theta, posterior.alpha - posterior.alpha.mean() - alpha
    true_steps, steps = (b - b.mean() for b in (simulated.thresholds, posterior.thresholds))
    return Seen(
        candidates=float(np.mean(np.abs(off) <= _Z * posterior.theta_se)),
        raters=float(np.mean(np.abs(off_raters) <= _Z * posterior.alpha_se)),
        error=float(np.mean(off**2)),
        least=_least_error(simulated, truth, calibration.ratings) if floor else float("nan"),
        slope=float((true_steps * steps).sum() / (true_steps**2).sum()),
        sds={component.name: component.sd for component in posterior.components},
        drawn={"candidate": float(theta.std()), "rater": float(alpha.std()), "halo": float(simulated.halo.std())},
    )


def _centred_truth(simulated: Simulated, ratings: Ratings) -> tuple[FloatArray, FloatArray]:
    theta = simulated.theta[[int(one) for one in ratings.candidates]]
    alpha = simulated.alpha[[int(one) for one in ratings.raters]]
    return theta - theta.mean(), alpha - alpha.mean()


def _least_error(simulated: Simulated, truth: Truth, ratings: Ratings) -> float:
    """The mean squared error that is left where standard deviations, thresholds and information are all known."""
    candidate, rater = ratings.pairs.T
    order = np.argsort(simulated.pair_rater, axis=1)
    eta = np.take_along_axis(simulated.eta, order, axis=1).ravel()
    known = [moments(probabilities(eta, np.tile(own, (len(eta), 1)))).variance for own in simulated.thresholds]
    weight = 1.0 / (1.0 / np.sum(known, axis=0) + truth.halo_sd**2)
    people, judges = len(ratings.candidates), len(ratings.raters)
    design = np.zeros((len(eta), people + judges))
    design[np.arange(len(eta)), candidate], design[np.arange(len(eta)), people + rater] = 1.0, -1.0
    prior = np.repeat([truth.candidate_sd**-2, truth.rater_sd**-2], [people, judges])
    covariance = np.linalg.inv(design.T @ (weight[:, None] * design) + np.diag(prior))[:people, :people]
    centre = np.eye(people) - 1.0 / people
    return float(np.mean(np.diag(centre @ covariance @ centre)))


def large(sizes: dict[str, int]) -> Iterator[Row]:
    """Parts 2 and 3: a hundred thousand ratings, with a halo and without."""
    for halo in (0.8, 0.0):
        found = [seen(replace(LARGE, halo_sd=halo), seed=s, method="variational") for s in range(sizes["large"])]
        of = f"100,000 ratings, halo {halo:g}"
        yield within("2", f"{of}: slope of thresholds", _mean(found, "slope"), 0.98, 1.02)
        for name in ("candidate", "rater"):
            ratio = np.mean([one.sds[name] for one in found]) / np.mean([one.drawn[name] for one in found])
            yield within("2", f"{of}: standard deviation of {name}s, estimated / drawn", float(ratio), 0.98, 1.02)
        for name in ("candidates", "raters"):
            yield within(
                "3" if halo else "2", f"{of}: 95 % intervals that cover, {name}", _mean(found, name), 0.94, 0.96
            )
        estimated = float(np.mean([one.sds["halo"] for one in found]))
        bound = within("3", f"{of}: halo's standard deviation", estimated, 0.76, 0.84)
        yield bound if halo else below("3", f"{of}: halo's standard deviation", estimated, 0.12)


def startup(sizes: dict[str, int]) -> Iterator[Row]:
    """Part 3: at startup size, by the integrated path; and 48 ratings in all, which no bound is set for."""
    for halo in (0.0, 0.8):
        found, failures = _replicates(replace(CANDIDATES_48, halo_sd=halo), sizes["startup"])
        of = f"48 candidates (768 ratings), halo {halo:g}"
        yield below("3", f"{of}: failures in {sizes['startup']} replicates", failures, 0)
        yield within("3", f"{of}: 95 % intervals that cover, candidates", _mean(found, "candidates"), 0.93, 0.97)
        yield within("3", f"{of}: 95 % intervals that cover, raters", _mean(found, "raters"), 0.93, 0.97)
        yield below("3", f"{of}: RMSE of candidates", _mean(found, "error") ** 0.5, 0.50)
        yield told("3", f"{of}: RMSE were standard deviations and thresholds known", _mean(found, "least") ** 0.5)
    for halo in (0.0, 0.8):
        found, failures = _replicates(replace(RATINGS_48, halo_sd=halo), sizes["startup"])
        of = f"48 ratings (4 x 3 x 4), halo {halo:g}"
        yield below("3", f"{of}: failures in {sizes['startup']} replicates", failures, 0)
        yield told("3", f"{of}: 95 % intervals that cover, candidates", _mean(found, "candidates"))
        yield told("3", f"{of}: RMSE of candidates", _mean(found, "error") ** 0.5)
        yield told("3", f"{of}: RMSE were standard deviations and thresholds known", _mean(found, "least") ** 0.5)


def _replicates(truth: Truth, count: int) -> tuple[list[Seen], int]:
    """Those that were fitted, and how many were not."""
    found, failures = [], 0
    for seed in range(count):
        try:
            found.append(seen(truth, seed=seed, method="integrated", floor=True))
        except (ArithmeticError, ValueError, np.linalg.LinAlgError, Refusal):
            failures += 1
    return found, failures


def _mean(found: list[Seen], which: str) -> float:
    return float(np.mean([getattr(one, which) for one in found]))


def spread(_sizes: dict[str, int]) -> Iterator[Row]:
    """Part 4: standard errors by belief propagation, as parts of those by the exact inverse; and the two paths."""
    ratings = read_ratings(simulate(LARGE, seed=0).columns)
    for name, who in (("theta_se", "candidates"), ("alpha_se", "raters")):
        ratio = _propagated(ratings, name)
        yield within(
            "4", f"Standard errors by belief propagation / exact, {who}: mean", float(ratio.mean()), 0.99, 1.01
        )
        yield above("4", f"The same, {who}: least", float(ratio.min()), 0.97)
    sparse = read_ratings(simulate(SPARSE, seed=1).columns)
    ratio = _propagated(sparse, "theta_se")
    yield above("4", "Candidates with two raters, these with two or three candidates: mean", float(ratio.mean()), 0.99)
    yield told("4", "The same: least", float(ratio.min()))
    small = read_ratings(simulate(replace(CANDIDATES_48, candidates=250, raters=40, halo_sd=0.8), seed=0).columns)
    one, other = (fit(small, method=method).posterior for method in ("variational", "integrated"))
    ratio = one.theta_se / other.theta_se
    yield within("4", "4,000 ratings, standard errors variational / integrated: mean", float(ratio.mean()), 0.95, 1.05)
    apart = float(np.max(np.abs(one.theta - other.theta) / other.theta_se))
    yield told("4", "The same, measures: largest difference in standard errors", apart)


def _propagated(ratings: Ratings, name: str) -> FloatArray:
    """Standard errors by belief propagation, as parts of those by the exact inverse."""
    found = []
    for exact in (False, True):
        with patch("waypost.calibration.large.concluding.worth_inverting", return_value=exact):
            found.append(getattr(fit(ratings, method="variational").posterior, name))
    return np.asarray(found[0] / found[1])


def edges(_sizes: dict[str, int]) -> Iterator[Row]:
    """Part 5: tables at the edge are measured, and what must not matter does not."""
    columns = simulate(Truth(candidates=30, raters=8, halo_sd=0.5), seed=5).columns
    for method in ("integrated", "variational"):
        for says, table in _edges(columns).items():
            posterior = fit(table, categories=5, method=method).posterior  # type: ignore[arg-type]
            numbers = (posterior.theta, posterior.theta_se, posterior.alpha, posterior.alpha_se, posterior.thresholds)
            sensible = all(np.isfinite(one).all() for one in numbers) and max(np.abs(posterior.theta)) < 8
            yield so("5", f"{says}, {method}: finite and within 8 logits", bool(sensible))
        yield below(
            "5", f"Rows in another order and ids renamed, {method}: largest change", _turned(columns, method), 1e-8
        )
    ratings = read_ratings(simulate(replace(LARGE, candidates=2_000, raters=200), seed=5).columns)
    one, two = (fit(ratings, method="variational", threads=threads).posterior.theta for threads in (1, 2))
    yield below("5", "Two threads instead of one: largest change", float(np.max(np.abs(one - two))), 1e-6)


def _edges(columns: dict[str, Any]) -> dict[str, dict[str, Any]]:
    rating, rater, candidate = columns["rating"], columns["rater"], columns["candidate"]
    first = (candidate != 0) | ((rater == rater[0]) & (columns["criterion"] == 0))
    return {
        "A rater who gives only top marks": {**columns, "rating": np.where(rater == rater[0], 4, rating)},
        "A rater who gives only bottom marks": {**columns, "rating": np.where(rater == rater[0], 0, rating)},
        "A candidate with one rating": {name: column[first] for name, column in columns.items()},
        "A category nobody used": {**columns, "rating": np.where(rating == 3, 2, rating)},
        "One criterion only": {name: column[columns["criterion"] == 0] for name, column in columns.items()},
    }


def _turned(columns: dict[str, Any], method: Any) -> float:
    """The largest change of a measure when rows are shuffled and ids become words that sort otherwise."""
    order = np.random.default_rng(0).permutation(len(columns["rating"]))
    words = {
        name: np.array([f"{-int(one) % 97:02d} {one}" for one in columns[name]]) for name in ("candidate", "rater")
    }
    turned = {name: np.asarray(column)[order] for name, column in {**columns, **words}.items()}
    one, other = (fit(table, categories=5, method=method) for table in (columns, turned))
    found = {row["candidate"].split(" ")[-1]: row for row in other.measures.rows()}
    return max(
        abs(row[value] - found[row["candidate"]][value]) for row in one.measures.rows() for value in ("measure", "se")
    )


def parts(_sizes: dict[str, int]) -> Iterator[Row]:
    """Part 6: two blocks, and one bridge between them; intervals are means over ten pairs of candidates."""
    for method in ("integrated", "variational"):
        apart = fit(simulate(BLOCKS, seed=6).columns, method=method)  # type: ignore[arg-type]
        bridged = fit(simulate(replace(BLOCKS, bridges=1), seed=6).columns, method=method)  # type: ignore[arg-type]
        asked: tuple[Callable[[Calibration], object], ...] = (
            lambda one: one.compare("0", "39"),
            lambda one: one.swap("0", raters=["7"], bar=2.0),
        )
        for question, ask in zip(("comparison", "swap"), asked, strict=True):
            yield so("6", f"Two blocks without a common rater, {method}: {question} refused", _refused(ask, apart))
            yield so("6", f"With one bridge, {method}: {question} answered", not _refused(ask, bridged))
        pairs = [(bridged.compare(f"{i}", f"{i + 10}"), bridged.compare(f"{i}", f"{i + 23}")) for i in range(10)]
        inside, across = (np.mean([each.high - each.low for each in side]) for side in zip(*pairs, strict=True))
        yield above("6", f"With one bridge, {method}: interval across / within a block", float(across / inside), 1.2)


def _refused(ask: Callable[[Calibration], object], calibration: Calibration) -> bool:
    try:
        ask(calibration)
    except Refusal as refused:
        return refused.code == "calibration.not-connected"
    return False


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and write the table between its marks where asked to."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--quick", action="store_true", help="a tenth of the replicates")
    asked.add_argument("--part", action="append", choices=list(PARTS), help="only this part; may be given again")
    asked.add_argument("--write", type=Path, help="put the table into this page, between its marks")
    given = asked.parse_args(arguments)
    sizes = (QUICK | calibration_asked.QUICK) if given.quick else (SIZES | calibration_asked.SIZES)
    started, rows = time.process_time(), []
    for part in given.part or PARTS:
        begun = time.process_time()
        rows += [row for measure in PARTS[part] for row in measure(sizes)]
        print(f"part {part}: {time.process_time() - begun:.0f} CPU s", file=sys.stderr)
    table = markdown(sorted(rows, key=lambda row: row.part))
    print(table)
    print(f"{time.process_time() - started:.0f} CPU s", file=sys.stderr)
    if given.write:
        _write(given.write, rows, only=given.part)
    return 0 if given.quick or all(row.holds is not False for row in rows) else 1


def _write(page: Path, rows: list[Row], *, only: list[str] | None) -> None:
    """The table between its marks; where only some parts were measured, the others' lines stay as they are."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGINS)
    table, _, after = rest.partition(ENDS)
    head, lines = markdown([]).splitlines(), markdown(rows).splitlines()[2:]
    stay = [line for line in table.strip().splitlines()[2:] if only and line.split("|")[1].strip() not in only]
    body = sorted([*lines, *stay], key=lambda line: line.split("|")[1])
    whole = "\n".join([*head, *body])
    page.write_text(f"{before}{BEGINS}\n\n{whole}\n\n{ENDS}{after}", encoding="utf-8")


PARTS: dict[str, tuple[Callable[[dict[str, int]], Iterator[Row]], ...]] = {
    "1": (lambda _sizes: calibration_published.rows(),),
    "2": (large,),
    "3": (startup,),
    "4": (spread,),
    "5": (edges,),
    "6": (parts,),
    "7": (calibration_asked.swaps, calibration_asked.leans, calibration_asked.drifts),
}

if __name__ == "__main__":
    sys.exit(main())
