"""Files -> what is linted: a framework of Waypost with the place of each text, or a ladder of any shape in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from waypost.framework.faults import ReadError, printable
from waypost.framework.files import framework_files
from waypost.framework.nodes import compose
from waypost.framework.reading import read_quickly
from waypost.lint.collecting import holds_framework, is_ours
from waypost.lint.encodings import say_encoding
from waypost.lint.met_again import Sought, met_again
from waypost.lint.places import Place, text_of
from waypost.lint.saying import Parts, said_in
from waypost.lint.subject import Part, Said, Subject

if TYPE_CHECKING:
    from waypost.framework.importers.sources import Source

_YAML = frozenset({".yaml", ".yml"})


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
    if reading.framework is None or reading.places is None:
        return Read(None, say_encoding(reading.errors, files))
    sources = {name: text_of(data) for name, data in files.items()}
    parts = Parts(reading.document, reading.places)
    return Read(Subject(reading.framework, said_in(reading.document, reading.places), sources, parts))


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
            for part, text in texts:
                said.append(Said(len(said), text, part, where, cell.criterion, cell.level, place))
    places = met_again((Sought(one.text, one.at) for one in said), texts_of)
    found = tuple(one._replace(origin=places[Sought(one.text, one.at)]) for one in said)
    return Read(Subject(imported.framework, found, texts_of, {(): Place(str(path), 1)}))


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
