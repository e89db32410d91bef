"""Faults planted into the calibration engine, one at a time, and the test that finds each.

    python -m benchmarks.calibration_faults                       # about four minutes of CPU
    python -m benchmarks.calibration_faults --fault alpha
    python -m benchmarks.calibration_faults --write docs/calibration-engine.md

A number that is wrong looks like one that is right. So each part of the engine is broken on purpose, in a copy, and the
tests of that part have to fail; a fault that nobody finds is a test that is missing. Ends with 1 when one is not found,
or when the text it replaces is no longer there.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENGINE, TESTS = Path("src/waypost/calibration"), Path("tests/calibration")
BEGINS, ENDS = "<!-- faults: begins -->", "<!-- faults: ends -->"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is broken: `old` becomes `new` in `file`; which of the tests have to notice."""

    key: str
    says: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


LARGE = ("large/test_variational.py",)
FAULTS = (
    Fault(
        "halo", "The halo is never in the model", "fitting.py",
        "    return int(np.count_nonzero(np.bincount(ratings.pair) >= 2)) >= HALO_PAIRS", "    return False",
        ("test_truths.py",),
    ),
    Fault(
        "diagonal-small", "Small data: standard errors of candidates as if all else were known", "dense/spreading.py",
        "full[:ones, :ones] = -follows @ given.ahead.T", "full[:ones, :ones] = 0.0", ("dense/test_conditional.py",),
    ),
    Fault(
        "diagonal-large", "Large data: standard errors of raters from the diagonal", "large/concluding.py",
        "theta, alpha = estimate.theta_variance, 1.0 / estimate.known",
        "theta, alpha = 1.0 / system.total, 1.0 / (system.diagonal[: layout.raters] + system.precision)", LARGE,
    ),
    Fault(
        "echo", "Belief propagation hears its own message again", "large/kernels.py",
        "others = 1.0 / (known[rater[pair]] - message[pair])", "others = 1.0 / known[rater[pair]]", ("test_truths.py",),
    ),
    Fault(
        "centre-small", "Small data: measures are not centred", "dense/spreading.py",
        "        values = values.copy()\n        values[self.candidates] -= candidates\n"
        "        values[self.raters] -= raters\n        values[self.thresholds] += raters - candidates\n",
        "        values = values.copy() + 0.0 * (candidates.sum() + raters.sum())\n", ("test_truths.py",),
    ),
    Fault(
        "centre-large", "Large data: standard errors are not centred", "large/concluding.py",
        "return _root(theta - ready), _root(alpha - severe)", "return _root(theta), _root(alpha)", ("test_truths.py",),
    ),
    Fault(
        "centre-errors", "Small data: standard errors are not centred", "dense/spreading.py",
        "return self.rows(self.rows(covariance).T)", "return covariance", ("test_truths.py",),
    ),
    Fault(
        "scale", "Parameter expansion does not stretch the standard deviations", "large/estimating.py",
        "value * by * by for value in (self.candidate, self.rater, self.halo, self.leaning)",
        "value for value in (self.candidate, self.rater, self.halo, self.leaning)", ("test_truths.py",),
    ),
    Fault(
        "expansion", "No parameter expansion", "large/thresholds.py",
        "return Step(made, 1.0 + part * float(moved[kinds]), spread)", "return Step(made, 1.0, spread)",
        ("test_truths.py",),
    ),
    Fault(
        "shrink-small", "Small data: each criterion's thresholds for themselves", "dense/system.py",
        'spread = self.sd["threshold"] ** 2 if "threshold" in self.sd else np.zeros(self.settings)',
        "spread = np.full(self.settings, 25.0)",
        ("test_truths.py",),
    ),
    Fault(
        "shrink-large", "Large data: each criterion's thresholds for themselves", "large/thresholds.py",
        "np.eye(kinds) / old.variance", "np.eye(kinds) / 25.0", ("test_truths.py",),
    ),
    Fault(
        "nodes-small", "Small data: thresholds from the joint mode", "dense/likelihood.py",
        "NODES = np.array([-np.sqrt(3.0), 0.0, np.sqrt(3.0)])", "NODES = np.array([0.0, 0.0, 0.0])",
        ("dense/test_integrating.py",),
    ),
    Fault(
        "sign-small", "Small data: a severe rater raises ratings", "dense/layout.py",
        '_facet("rater", -1.0,', '_facet("rater", 1.0,', ("test_truths.py",),
    ),
    Fault(
        "sign-large", "Large data: severity with the other sign", "large/concluding.py",
        "alpha = estimate.vector[: layout.raters] +", "alpha = -estimate.vector[: layout.raters] +",
        ("test_truths.py",),
    ),
    Fault(
        "integrate", "Standard deviations are taken as known", "dense/integrating.py",
        "    return places, weights / weights.sum()",
        "    return places, np.array([1.0] + [0.0] * (len(places) - 1))", ("dense/test_integrating.py",),
    ),
    Fault(
        "reml", "Maximum likelihood without REML's degree of freedom", "generalizability/reml.py",
        "float(y @ y), n - 1, parts)", "float(y @ y), n, parts)", ("generalizability",),
    ),
    Fault(
        "alpha", "Krippendorff's alpha with n for n - 1", "consistency/alpha.py",
        "1 - (total - 1) * observed / by_chance", "1 - total * observed / by_chance",
        ("consistency/test_against_papers.py",),
    ),
    Fault(
        "kappa", "Weighted kappa by chance within rows only", "consistency/kappa.py",
        "by_chance = float(rows @ away @ columns)\n    if", "by_chance = float(rows @ away @ rows)\n    if",
        ("consistency/test_against_papers.py",),
    ),
    Fault(
        "infit", "Infit's residuals against measures taken for the truth", "misfit.py",
        "kept = np.maximum(1 - (square - mean**2) / within, FLOOR)", "kept = np.ones_like(mean)", ("test_misfit.py",),
    ),
    Fault(
        "parts", "Everything counts as connected", "comparing.py",
        "    if first != second:", "    if first != first + 0 * second:", ("test_truths.py",),
    ),
    Fault(
        "swap-halo", "Swap: what others would see in the candidate is left out", "swapping.py",
        "return seen, kept, kept * sd**2", "return seen, kept, 0.0 * kept", ("test_swapping.py",),
    ),
    Fault(
        "swap-severity", "Swap: all raters count as average", "swapping.py",
        "base = mean[0] - mean[1:]", "base = mean[0] - 0.0 * mean[1:]", ("test_swapping.py",),
    ),
    Fault(
        "swap-bar", "Swap: more than the bar instead of the bar", "judging_anew.py",
        "least = ceil(bar * ratings - 1e-9)", "least = ceil(bar * ratings + 1e-9)", ("test_judging_anew.py",),
    ),
    Fault(
        "swap-parts", "Swap across parts that nothing connects", "swapping.py",
        "if int(design.rater_component[rater]) != home]", "if int(design.rater_component[rater]) < 0]",
        ("test_swapping.py",),
    ),
    Fault(
        "lean-halo", "Lean: pairs count as if they had no halo", "leaning.py",
        "weight=1.0 / (1.0 / known + posterior.sd(\"halo\") ** 2)", "weight=known", ("test_leaning.py",),
    ),
    Fault(
        "lean-effects", "Lean: teams and groups that differ count as leaning", "leaning.py",
        "precisions = (*observed.prior, FREE**-2, FREE**-2, FREE**-2)",
        "precisions = (*observed.prior, 1e9, 1e9, FREE**-2)", ("test_leaning.py",),
    ),
    Fault(
        "lean-many", "Lean: many tests, each by itself", "leaning.py",
        "min(p[place] * max(questions - rank // alike, 1.0), 1.0)", "p[place]", ("test_leaning.py",),
    ),
    Fault(
        "bar-error", "Bar: measures count as known", "bar.py",
        "above = (measure + se * _NODES)[:, None] - grid", "above = (measure + 0.0 * se * _NODES)[:, None] - grid",
        ("test_bar.py",),
    ),
    Fault(
        "bar-link", "Bar: the link between cycles counts as known", "bar.py",
        "    if link > 0:", "    if link > 1e9:", ("test_bar.py",),
    ),
    Fault(
        "panels", "Panels: severities count as known apart from each other", "panels.py",
        "se = sqrt(max(float(weights[raters] @ covariance @ weights[raters]), 0.0))",
        "se = sqrt(max(float(weights[raters] ** 2 @ np.diag(covariance)), 0.0))", ("test_panels.py",),
    ),
)  # fmt: skip


def found_by(fault: Fault | None, copy: Path, tests: tuple[str, ...]) -> str | None:
    """The first test that fails with this fault in the copy, None when all pass."""
    path = copy / ENGINE / fault.file if fault else None
    before = path.read_text(encoding="utf-8") if path else ""
    if path and fault:
        if before.count(fault.old) < 1:
            raise SystemExit(f"{fault.key}: the text to replace is no longer in {fault.file}")
        path.write_text(before.replace(fault.old, fault.new), encoding="utf-8")
    try:
        command = [sys.executable, "-m", "pytest", "-q", "-rf", "--maxfail=1", *(str(TESTS / one) for one in tests)]
        environment = {**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
        ran = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    finally:
        if path:
            path.write_text(before, encoding="utf-8")
    if ran.returncode == 0:
        return None
    failed = re.search(rf"^(?:FAILED|ERROR) {TESTS}/(\S+)::(\w+)", ran.stdout, re.MULTILINE)
    if failed is None:
        raise SystemExit(f"the tests did not run:\n{ran.stdout[-2000:]}{ran.stderr[-2000:]}")
    return f"`{failed[1]}`: {failed[2].removeprefix('test_').replace('_', ' ')}"


def rows(wanted: list[str]) -> Iterator[tuple[Fault, str | None]]:
    """Each fault and the test that found it; first of all, that every test passes without any."""
    faults = [fault for fault in FAULTS if not wanted or fault.key in wanted]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(ROOT / "src", copy / "src")
        for shared in ("tests", "benchmarks", "pyproject.toml"):
            (copy / shared).symlink_to(ROOT / shared)
        every = tuple(dict.fromkeys(test for fault in faults for test in fault.tests))
        unfit = found_by(None, copy, every)
        if unfit:
            raise SystemExit(f"fails without any fault: {unfit}")
        for fault in faults:
            yield fault, found_by(fault, copy, fault.tests)


def _write(page: Path, line: str) -> None:
    """One line of the table between its marks; those of other faults stay, in the order of `FAULTS`."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGINS)
    table, _, after = rest.partition(ENDS)
    known = {one.split("|")[1].strip(): one for one in (*table.strip().splitlines()[2:], line)}
    body = [known[fault.says] for fault in FAULTS if fault.says in known]
    whole = "\n".join(["| fault | found by |", "| --- | --- |", *body])
    page.write_text(f"{before}{BEGINS}\n\n{whole}\n\n{ENDS}{after}", encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Plant, run, print; and write the table between its marks where asked to."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--fault", action="append", choices=[fault.key for fault in FAULTS], help="only this one")
    asked.add_argument("--write", type=Path, help="put each line into this page, between its marks")
    given = asked.parse_args(arguments)
    lines, missed = [], 0
    for fault, found in rows(given.fault or []):
        lines.append(f"| {fault.says} | {found or '**nothing**'} |")
        missed += found is None
        print(lines[-1], flush=True)
        if given.write:
            _write(given.write, lines[-1])
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
