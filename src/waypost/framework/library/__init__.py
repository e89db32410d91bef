"""The frameworks that ship with Waypost, each a file of this folder, to start from or to try things on."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from waypost.framework.reading import read_framework
from waypost.framework.schema import Framework

_FOLDER = Path(__file__).parent


def keys() -> tuple[str, ...]:
    """The names `load` knows, in alphabetical order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def file_of(key: str) -> Path:
    """Where the framework's document is; KeyError if there is none of that name."""
    if key not in keys():
        raise KeyError(key)
    return _FOLDER / f"{key}.yaml"


@lru_cache(maxsize=32)
def load(key: str) -> Framework:
    """The framework, read once; KeyError if there is none of that name."""
    reading = read_framework(file_of(key))
    if reading.framework is None:
        raise ValueError("; ".join(str(error) for error in reading.errors))
    return reading.framework
