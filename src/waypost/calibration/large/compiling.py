"""How the passes over the data are compiled: once, kept on disk, and without Python's lock.

What numba compiled is kept in the package's own `__pycache__`; where that cannot be written, in the user's cache; and
wherever the environment's NUMBA_CACHE_DIR says before either. Where none of them can be written each process compiles
for itself, some three seconds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import numba

P = ParamSpec("P")
R = TypeVar("R")


def compiled(signature: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A function compiled for these types alone; a division by zero gives an infinity, as numpy's does."""
    options: dict[str, Any] = {"nogil": True, "error_model": "numpy", "fastmath": {"contract", "arcp", "nsz"}}

    def compile_(function: Callable[P, R]) -> Callable[P, R]:
        try:
            made = numba.njit(signature, cache=True, **options)(function)
        except RuntimeError as error:
            if "no locator available" not in str(error):
                raise
            made = numba.njit(signature, **options)(function)
        return made  # type: ignore[no-any-return]

    return compile_
