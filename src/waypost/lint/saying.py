"""A document of Waypost as it was read -> every text in it, in reading order, and where each and every part stands.

Texts are taken from the values alone. Findings ask for the places of a few of them, which are looked up then.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import Any, Protocol

from waypost.framework.faults import Path
from waypost.framework.node import Place
from waypost.lint.subject import Part, Said

_PARTS = ("tracks", "levels", "dimensions")
_TEXTS = {"says": Part.SAYS, "looks like": Part.LOOKS_LIKE, "shown by": Part.SHOWN_BY, "about": Part.ABOUT}
_NOTHING: Mapping[str, Any] = {}


class Places(Protocol):
    """Who knows where something stands in a document: see `Written` and `Node`."""

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where the value at a path begins, or with `key` the name it stands under."""


class _Origins:
    """Where each text is, by its number. Findings ask for a few: then the way to it is gone again."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._found: dict[int, Place] = {}
        self._first: list[int] = []
        self._holding: list[tuple[Path, Any]] = []

    def hold(self, first: int, path: Path, held: Any) -> None:
        """What stands at this path holds the texts from this number on; in their order."""
        self._first.append(first)
        self._holding.append((path, held))

    def __getitem__(self, number: int) -> Place:
        if number not in self._found:
            at = bisect_right(self._first, number) - 1
            path, held = self._holding[at]
            below = next(islice(_ways(held), number - self._first[at], None))
            self._found[number] = self._places.place((*path, *below))
        return self._found[number]


def _ways(held: Any) -> Iterator[Path]:
    """From what holds texts to each of them, in the order of `_cell`."""
    if isinstance(held, str):
        yield ()
    elif isinstance(held, list):
        yield from ((at, *below) for at, one in enumerate(held) for below in _ways(one))
    elif isinstance(held, dict):
        yield from ((word, *below) for word, one in held.items() if word in _TEXTS for below in _ways(one))


def said_in(document: Mapping[str, Any], places: Places) -> tuple[Said, ...]:
    """Every text, in reading order."""
    said: list[Said] = []
    origins = _Origins(places)
    for section in _PARTS:
        _titles(document.get(section), (section,), said, origins)
    for criterion, row in _names(document.get("expectations")).items():
        for level, cell in _names(row).items():
            _cell(cell, said, origins, criterion, level)
    return tuple(said)


def _titles(entries: Any, path: Path, said: list[Said], origins: _Origins, criterion: str = "") -> None:
    """Titles and descriptions of entries, and of the criteria in them."""
    for name, entry in _names(entries).items():
        held = _names(entry)
        for word, part in (("title", Part.TITLE), ("about", Part.ABOUT)):
            text = held.get(word)
            if isinstance(text, str):
                origins.hold(len(said), (*path, name, word), text)
                said.append(Said(len(said), text, part, origins, criterion and name))
        _titles(held.get("criteria"), (*path, name, "criteria"), said, origins, criterion="criterion")


_made: Callable[[tuple[int, str, Part, _Origins, str, str, int]], Said] = partial(tuple.__new__, Said)
"""A text of its parts, without asking their names: there are thousands."""


def _cell(cell: Any, said: list[Said], origins: _Origins, criterion: str, level: str) -> None:
    """The statements of one cell: one or several, each a sentence or a mapping that says more of it."""
    number, says = len(said), Part.SAYS
    origins.hold(number, ("expectations", criterion, level), cell)
    for place, statement in enumerate(cell if type(cell) is list else (cell,)):
        if type(statement) is str:
            said.append(_made((number, statement, says, origins, criterion, level, place)))
            number += 1
        elif type(statement) is dict:
            for word, value in statement.items():
                part = _TEXTS.get(word)
                if part is None:
                    continue
                if type(value) is str:
                    said.append(_made((number, value, part, origins, criterion, level, place)))
                    number += 1
                elif type(value) is list:
                    for text in value:
                        said.append(_made((number, text, part, origins, criterion, level, place)))
                        number += 1


def _names(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else _NOTHING


class Parts(Mapping[tuple[str, ...], Place]):
    """Where everything with a name stands: the names in the upper mappings of a document, and its waivers by number.

    Each is looked for when it is asked for: a document has a thousand, and findings ask for a few.
    """

    def __init__(self, document: Mapping[str, Any], places: Places) -> None:
        self._document, self._places = document, places

    def __getitem__(self, path: tuple[str, ...]) -> Place:
        if not path:
            return Place(self._places.place(()).file, 1)
        if len(path) > _DEPTH:
            raise KeyError(path)
        held: Any = self._document
        for part in path:
            held = self._below(held)[part]
        waiver = path[:1] == ("waivers",) and len(path) == _WAIVER
        return self._places.place((path[0], int(path[1])) if waiver else path, key=True)

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        yield ()
        yield from self._paths((), self._document)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _paths(self, path: tuple[str, ...], held: Any) -> Iterator[tuple[str, ...]]:
        for name, below in self._below(held).items() if len(path) < _DEPTH else ():
            yield (*path, name)
            yield from self._paths((*path, name), below)

    def _below(self, held: Any) -> Mapping[str, Any]:
        """What has a name in a value; of lists, only the waivers are called by number, and nothing in them."""
        waivers = self._document.get("waivers")
        if isinstance(waivers, list) and held is waivers:
            return {str(number): None for number, _ in enumerate(waivers)}
        return _names(held)


_DEPTH = 4
_WAIVER = 2
