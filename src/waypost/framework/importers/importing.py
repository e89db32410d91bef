"""Files and folders -> a framework: gather, recognise, read, complete; whatever was not used is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from waypost.framework.faults import ReadError
from waypost.framework.importers.completing.assume import Imported, Wishes, complete
from waypost.framework.importers.completing.tidying import every_origin
from waypost.framework.importers.found import Found, LeftOver, Origin
from waypost.framework.importers.recognise import Recognised, recognise, shape_named
from waypost.framework.importers.shapes import Claim, Shape, Sources
from waypost.framework.importers.sources import ENDINGS, Source, gather

_NO_TEXT = frozenset({".xlsx"})


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of it, and as what it was read. `shape` is None where nothing could be read; `claim` is None where the
    owner chose the shape."""

    imported: Imported
    shape: Shape | None = None
    claim: Claim | None = None
    size: int = 0

    @property
    def found(self) -> Found:
        """What was found, with all that found no place."""
        return self.imported.found


def bring_in(paths: Iterable[str | Path], *, shape: str = "", wishes: Wishes) -> Brought:
    """The framework that these files and folders hold, or what stands in its way.

    `shape` is the name of the one to read them as; without it the surest is taken. KeyError if there is none of that
    name.
    """
    named = [Path(path) for path in paths]
    gathered = gather(named)
    if gathered.errors or not gathered.sources:
        return _refused(*(gathered.errors or [_nothing(named)]))
    return bring_in_sources(gathered.sources, named=frozenset(map(str, named)), shape=shape, wishes=wishes)


def bring_in_sources(
    gathered: Sources, *, named: frozenset[str] = frozenset(), shape: str = "", wishes: Wishes
) -> Brought:
    """The same from files that are at hand; what is wrong with one of those that were `named` stands in the way."""
    sources, faults = _readable(gathered)
    refused = [fault for fault in faults if fault.file in named or not sources]
    if refused:
        return _refused(*refused)
    recognised = recognise(sources) if not shape else Recognised(shape_named(shape), None, ())
    if recognised.shape is None:
        return _refused(_unrecognised(sources, recognised))
    found = recognised.shape.read(sources)
    unused = (*_unread(faults), *_unused(found, sources, recognised.shape.name))
    imported = complete(replace(found, left_over=(*found.left_over, *unused)), wishes=wishes)
    return Brought(imported, recognised.shape, recognised.claim, sum(len(source.data) for source in sources))


def _refused(*errors: ReadError) -> Brought:
    return Brought(Imported(None, errors=tuple(sorted(errors))))


def _nothing(named: list[Path]) -> ReadError:
    hint = "Files that are read end in " + ", ".join(sorted(ENDINGS)) + "."
    return ReadError(str(named[0]) if named else ".", 1, 1, "", "holds no file that is read", hint)


def _readable(sources: Sources) -> tuple[Sources, list[ReadError]]:
    """The sources that are text, or need not be, and what is wrong with the others."""
    readable: list[Source] = []
    faults: list[ReadError] = []
    for source in sources:
        fault = None if source.ending in _NO_TEXT else source.fault
        if fault is None:
            readable.append(source)
        else:
            faults.append(fault)
    return tuple(readable), faults


def _unrecognised(sources: Sources, recognised: Recognised) -> ReadError:
    saw = [
        f"{name}: {claim.because} ({claim.sure:.0%} sure)" if claim is not None else f"{name}: nothing of its kind"
        for name, claim in recognised.saw
    ]
    hint = "What each shape saw:\n" + "\n".join(f"  {line}" for line in saw) + "\nChoose one with --shape."
    return ReadError(sources[0].name, 1, 1, "", "has no shape that is known", hint)


def _unread(faults: Iterable[ReadError]) -> Iterator[LeftOver]:
    """Files of a folder that could not be read at all."""
    for fault in faults:
        yield LeftOver(fault.file, Origin(fault.file, fault.line), f"the file was not read: it {fault.message}")


def _unused(found: Found, sources: Sources, shape: str) -> Iterator[LeftOver]:
    """Files of which nothing was taken and nothing told."""
    if found.errors or found.whole is not None:
        return
    files = {origin.file for origin in every_origin(found)}
    used = files | {file.partition("#")[0] for file in files}
    for source in sources:
        if source.name not in used and source.data.strip():
            why = f"not read: it holds nothing that was taken for {shape}"
            yield LeftOver(source.path.name, Origin(source.name, 1), why)
