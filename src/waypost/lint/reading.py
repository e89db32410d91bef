"""Files -> what is linted: a framework of Waypost with the place of each text, or a ladder of any shape in place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from waypost.framework.faults import ReadError, printable
from waypost.framework.files import framework_files
from waypost.framework.nodes import Node, compose
from waypost.framework.reading import read_quickly
from waypost.lint.collecting import holds_framework, is_ours
from waypost.lint.encodings import say_encoding
from waypost.lint.places import Place, met_after, text_of
from waypost.lint.subject import Part, Said, Subject

if TYPE_CHECKING:
    from waypost.framework.importers.sources import Source

_YAML = frozenset({".yaml", ".yml"})
_TEXTS = {"looks like": Part.LOOKS_LIKE, "shown by": Part.SHOWN_BY, "about": Part.ABOUT}
_PARTS = ("tracks", "levels", "dimensions")


@dataclass(frozen=True, slots=True)
class Read:
    """What can be linted, or why it cannot be.

    `meant`: it says itself that it is a framework, or not even its letters could be read, so that whoever named only
    its folder wants to know what is wrong with it.
    """

    subject: Subject | None
    errors: tuple[ReadError, ...] = ()
    meant: bool = True


def read_subject(path: Path) -> Read:
    """A framework file or folder, or whatever an importer can read; errors point into the files as they are."""
    if path.is_dir() and not holds_framework(path):
        return _through_an_importer(path)
    if path.is_dir() or path.suffix in _YAML:
        files, errors = framework_files(path)
    else:
        files, errors = _one_file(path)
    return Read(None, errors) if errors else read_data(path, files)


def read_data(path: Path, files: Mapping[str, bytes]) -> Read:
    """The same from files that are at hand, by their names: a file, or those of a framework folder."""
    if (path.suffix in _YAML or len(files) > 1 or path.name not in map(_last, files)) and is_ours(files.values()):
        return read_files(files)
    from waypost.framework.importers.sources import Source

    return _imported(path, tuple(Source(name, PurePosixPath(_last(name)), data) for name, data in files.items()))


def _last(name: str) -> str:
    return Path(name).name


def _one_file(path: Path) -> tuple[dict[str, bytes], tuple[ReadError, ...]]:
    """A file that is no YAML, behind the caps of the importers."""
    from waypost.framework.importers.sources import gather

    try:
        gathered = gather([path])
    except OSError as error:
        hint = "Check the path and its permissions."
        return {}, (ReadError(str(path), 1, 1, "", f"cannot be opened: {error.strerror}", hint),)
    return {one.name: one.data for one in gathered.sources}, gathered.errors


def read_files(files: Mapping[str, bytes]) -> Read:
    """The files of one framework of Waypost, by name."""
    reading = read_quickly(files)
    if reading.framework is None or reading.root is None:
        return Read(None, say_encoding(reading.errors, files))
    sources = {name: text_of(data) for name, data in files.items()}
    return Read(Subject(reading.framework, _said(reading.root), sources, _Parts(reading.root)))


def _said(root: Node) -> tuple[Said, ...]:
    """Every text with its place, in reading order."""
    said: list[Said] = []
    document = _names(root)
    for section in _PARTS:
        if section in document:
            _titles(document[section][1], said)
    if "expectations" in document:
        for criterion, (_name, row) in _names(document["expectations"][1]).items():
            for level, (_key, cell) in _names(row).items():
                _cell(cell, said, criterion, level)
    return tuple(said)


def _titles(node: Node, said: list[Said], criterion: str = "") -> None:
    """Titles and descriptions of entries, and of the criteria in them."""
    for name, (_key, entry) in _names(node).items():
        held = _names(entry)
        for word, part in (("title", Part.TITLE), ("about", Part.ABOUT)):
            if word in held and isinstance(text := held[word][1].value, str):
                said.append(Said(len(said), text, part, _place(held[word][1]), criterion and name))
        if "criteria" in held:
            _titles(held["criteria"][1], said, criterion="criterion")


def _cell(cell: Node, said: list[Said], criterion: str, level: str) -> None:
    says = Part.SAYS
    for place, statement in enumerate(cell.value if isinstance(cell.value, list) else [cell]):
        if isinstance(statement.value, str):
            said.append(Said(len(said), statement.value, says, _place(statement), criterion, level, place))
            continue
        for word, (_key, value) in _names(statement).items():
            part = says if word == "says" else _TEXTS.get(word)
            if part is not None:
                for text in value.value if isinstance(value.value, list) else [value]:
                    if isinstance(text.value, str):
                        said.append(Said(len(said), text.value, part, _place(text), criterion, level, place))


def _names(node: Node) -> Mapping[str, tuple[Node, Node]]:
    return node.value if isinstance(node.value, dict) else _NOTHING


_NOTHING: Mapping[str, tuple[Node, Node]] = {}


class _Parts(Mapping[tuple[str, ...], Place]):
    """Where everything with a name stands: the names in the upper mappings of a document, and its waivers by number.

    Each is looked for when it is asked for: a document has a thousand, and findings ask for a few.
    """

    def __init__(self, root: Node) -> None:
        self._root = root

    def __getitem__(self, path: tuple[str, ...]) -> Place:
        if not path:
            return Place(self._root.file, 1)
        if len(path) > _DEPTH:
            raise KeyError(path)
        name = node = self._root
        for part in path:
            name, node = self._below(node)[part]
        return _place(name)

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        yield ()
        yield from self._paths((), self._root)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _paths(self, path: tuple[str, ...], node: Node) -> Iterator[tuple[str, ...]]:
        for name, (_, below) in self._below(node).items() if len(path) < _DEPTH else ():
            yield (*path, name)
            yield from self._paths((*path, name), below)

    def _below(self, node: Node) -> Mapping[str, tuple[Node, Node]]:
        """What has a name in a node; of lists, only the waivers are called by their numbers."""
        if isinstance(node.value, list) and node is _names(self._root).get("waivers", (None, None))[1]:
            return {str(place): (item, _UNNAMED) for place, item in enumerate(node.value)}
        return _names(node)


_DEPTH = 4
_UNNAMED = Node("", 0, 0, None)
"""In place of what is in a waiver, which is not called by name."""


def _place(node: Node) -> Place:
    return Place(node.file, node.line, node.column)


def _through_an_importer(folder: Path) -> Read:
    from waypost.framework.importers.sources import gather

    try:
        gathered = gather([folder])
    except OSError as error:
        name, hint = str(error.filename or folder), "Check its permissions."
        return Read(None, (ReadError(name, 1, 1, "", f"cannot be opened: {error.strerror}", hint),))
    if gathered.errors or not gathered.sources:
        nothing = ReadError(str(folder), 1, 1, "", "holds no framework and no ladder", "Name a file, or its folder.")
        return Read(None, gathered.errors or (nothing,))
    return _imported(folder, gathered.sources)


def _imported(path: Path, sources: tuple[Source, ...]) -> Read:
    from waypost.framework.importers.completing.assume import Wishes
    from waypost.framework.importers.importing import bring_in_sources

    named = frozenset(one.name for one in sources) if len(sources) == 1 else frozenset()
    try:
        imported = bring_in_sources(sources, named=named, wishes=Wishes(name="ladder", title="Ladder")).imported
    except Exception as error:
        # A file that an importer did not foresee: it is told with its name, and whatever else is linted goes on.
        return Read(None, (_broke(path, error),))
    if imported.framework is None:
        return _not_imported(imported.errors, {one.name: one.data for one in sources})
    at = {(one.criterion, one.level, one.place): one for one in imported.origins.statements}
    texts_of = {one.name: one.text for one in sources if one.text}
    said: list[Said] = []
    for cell in imported.framework.expectations:
        for place, statement in enumerate(cell.statements):
            origin = at.get((cell.criterion, cell.level, place))
            where = Place(origin.file, origin.line, origin.column) if origin is not None else Place(str(path), 1)
            texts = [(Part.SAYS, statement.says), *((Part.LOOKS_LIKE, one) for one in statement.looks_like)]
            texts += [(Part.SHOWN_BY, one) for one in statement.shown_by]
            texts += [(Part.ABOUT, statement.about)] if statement.about else []
            source = texts_of.get(where.file)
            for part, text in texts:
                at_text = where if part is Part.SAYS else met_after(where, text, source=source)
                said.append(Said(len(said), text, part, at_text, cell.criterion, cell.level, place))
    return Read(Subject(imported.framework, tuple(said), texts_of, {(): Place(str(path), 1)}))


def _not_imported(errors: tuple[ReadError, ...], files: Mapping[str, bytes]) -> Read:
    """Why it is no ladder: letters that cannot be read, YAML that is broken, or a shape that nobody knows."""
    told = say_encoding(errors, files)
    if told != errors:
        return Read(None, told)
    broken = [
        error for name, data in files.items() if Path(name).suffix in _YAML for error in compose(data, file=name).errors
    ]
    return Read(None, tuple(broken) or tuple(map(_plainer, errors)), meant=False)


def _broke(path: Path, error: Exception) -> ReadError:
    message = f"cannot be read: the importer failed on it ({type(error).__name__}: {error})"
    hint = "This is a defect of Waypost. Report it with this file, and leave the file out until it is mended."
    return ReadError(str(path), 1, 1, "", printable(message), hint)


def _plainer(error: ReadError) -> ReadError:
    """Without what each shape saw, which is for who imports."""
    if error.message != "has no shape that is known":
        return error
    hint = "See what `waypost import` reads, or leave this file out."
    return replace(error, message=_NO_SHAPE, hint=hint)


_NO_SHAPE = "is no framework, and no ladder in a shape that is known"
