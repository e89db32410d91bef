"""Marks: words nobody writes, one for each object, so that a response shows which objects it holds."""

from __future__ import annotations

import re

_MARK = re.compile(r"zq-([a-z0-9.-]+?)-qz")


def mark(name: str) -> str:
    """A word that stands for the object `name` in a text of it."""
    return f"zq-{name}-qz"


def marks_in(text: str) -> frozenset[str]:
    """The objects whose marks stand in a text."""
    return frozenset(_MARK.findall(text))
