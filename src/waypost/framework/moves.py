"""Lines of paths as a document writes them: `senior > staff, lead` and `staff = lead` -> the moves they allow."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations, islice, pairwise, product
from typing import Any

EVIDENCE_BAND = "from "
_WORD = r"[A-Za-z0-9][A-Za-z0-9_.-]*"
_WORDS = rf"{_WORD}(\s*,\s*{_WORD})*"
PATH_PATTERN = rf"^\s*{_WORDS}(\s*>\s*{_WORDS})+\s*$|^\s*{_WORD}(\s*=\s*{_WORD})+\s*$"
PATH_LENGTH = 2_000
MOVES_IN_A_LINE = 100
LINES_OF_PATHS = 200

Moves = tuple[tuple[str, str], ...]


def read_line(line: Any) -> tuple[str, Moves]:
    """What one line of ``paths`` says: `promotion` or `lateral`, and its moves; none if it is no path."""
    return _read(line) if isinstance(line, str) and len(line) <= PATH_LENGTH else ("", ())


@lru_cache(maxsize=256)
def _read(line: str) -> tuple[str, Moves]:
    """The same of a text, which is asked more than once of each line."""
    if not re.match(PATH_PATTERN, line):
        return "", ()
    if "=" in line:
        return "lateral", tuple(islice(combinations(_split(line, "="), 2), MOVES_IN_A_LINE + 1))
    return "promotion", _promotions([_split(step, ",") for step in _split(line, ">")])


def _promotions(steps: list[list[str]]) -> Moves:
    """Each source with each target of the next step, and no more of them than will be told apart."""
    pairs = (pair for sources, targets in pairwise(steps) for pair in product(sources, targets))
    return tuple(islice(pairs, MOVES_IN_A_LINE + 1))


def _split(text: str, mark: str) -> list[str]:
    return [part.strip() for part in text.split(mark)]
