"""Lines of paths as a document writes them: `senior > staff, lead` and `staff = lead` -> the moves they allow."""

from __future__ import annotations

import re
from itertools import combinations, islice, pairwise, product
from typing import Any

EVIDENCE_BAND = "from "
_WORD = r"[A-Za-z0-9][A-Za-z0-9_.-]*"
_WORDS = rf"{_WORD}(\s*,\s*{_WORD})*"
PATH_PATTERN = rf"^\s*{_WORDS}(\s*>\s*{_WORDS})+\s*$|^\s*{_WORD}(\s*=\s*{_WORD})+\s*$"
PATH_LENGTH = 2_000
MOVES_IN_A_LINE = 100
LINES_OF_PATHS = 200


def read_line(line: Any) -> tuple[str, list[tuple[str, str]]]:
    """What one line of ``paths`` says: `promotion` or `lateral`, and its moves; none if it is no path."""
    if not isinstance(line, str) or len(line) > PATH_LENGTH or not re.match(PATH_PATTERN, line):
        return "", []
    if "=" in line:
        return "lateral", list(islice(combinations(_split(line, "="), 2), MOVES_IN_A_LINE + 1))
    return "promotion", _promotions([_split(step, ",") for step in _split(line, ">")])


def _promotions(steps: list[list[str]]) -> list[tuple[str, str]]:
    """Each source with each target of the next step, and no more of them than will be told apart."""
    pairs = (pair for sources, targets in pairwise(steps) for pair in product(sources, targets))
    return list(islice(pairs, MOVES_IN_A_LINE + 1))


def _split(text: str, mark: str) -> list[str]:
    return [part.strip() for part in text.split(mark)]
