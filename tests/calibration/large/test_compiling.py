"""What was compiled once is not compiled again, and nothing is where there is little to fit."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numba
import pytest

from waypost.calibration.large import kernels
from waypost.calibration.large.compiling import compiled

pytestmark = pytest.mark.xdist_group("calibration-large")

SECOND = """
from waypost.calibration.large import kernels
passes = [value for value in vars(kernels).values() if hasattr(value, "stats")]
print(len(passes), sum(len(one.stats.cache_misses) for one in passes))
"""

FEW = """
import sys
from waypost.calibration import fit
rows = [(c, r, k, (c + r + k) % 3) for c in range(6) for r in range(3) for k in range(2)]
fit(dict(zip(("candidate", "rater", "criterion", "rating"), zip(*rows)))).posterior
print("numba" in sys.modules)
"""


def _said_by(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()


def test_the_second_process_finds_everything_compiled() -> None:
    passes = [value for value in vars(kernels).values() if hasattr(value, "stats")]

    assert _said_by(SECOND) == f"{len(passes)} 0"


def test_a_small_fit_does_not_load_what_compiles() -> None:
    assert _said_by(FEW) == "False"


def test_where_nothing_can_be_kept_passes_are_compiled_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    njit: Callable[..., Any] = numba.njit

    def nowhere(signature: str, *, cache: bool = False, **options: Any) -> Any:
        if cache:
            raise RuntimeError("cannot cache function 'twice': no locator available for file 'twice.py'")
        return njit(signature, **options)

    monkeypatch.setattr(numba, "njit", nowhere)

    @compiled("f8(f8)")
    def twice(number: float) -> float:
        return number + number

    assert twice(1.5) == 3.0
