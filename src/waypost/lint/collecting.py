"""Paths -> what is linted, and which file configures it: files, framework folders, in others whatever may be one.

Nothing here is slow to import: with this much it is known whether the answer is in the cache.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from waypost.framework.files import EXPECTATIONS, MAIN, MAX_BYTES

_TEXTS = (".md", ".markdown", ".mdx", ".txt", ".html", ".htm", ".csv", ".tsv", ".xlsx", ".json", ".yaml", ".yml")
_SCRIPTS = (".js", ".mjs", ".cjs", ".jsx", ".ts", ".tsx")
ENDINGS = frozenset((*_TEXTS, *_SCRIPTS))
"""What an importer may know; the list of the importers is longer to import."""
_ORIGINS = ".origins.json"  # what an import leaves beside a framework
_PASSED_BY = frozenset({"node_modules", "__pycache__"})


@dataclass(frozen=True, slots=True)
class Target:
    """A file or folder.

    `named`: somebody asked for it, so they are told when it is nothing that can be linted. `parts`: a folder of which
    files are ladders by themselves, which is only looked at if it is one of which they are parts.
    """

    path: Path
    named: bool
    parts: bool = False

    @property
    def files(self) -> tuple[Path, ...]:
        """The files whose content decides what is found here."""
        if not self.path.is_dir():
            return (self.path,)
        if holds_framework(self.path):
            rows = (self.path / EXPECTATIONS).glob("*.y*ml")
            return (self.path / MAIN, *sorted(rows))
        return tuple(one.path for one in walked(self.path) if one.path != self.path)


def holds_framework(folder: Path) -> bool:
    """Whether the folder is one framework; one that cannot be opened is none."""
    try:
        return (folder / MAIN).exists()
    except OSError:
        return False


def is_ours(files: Iterable[bytes]) -> bool:
    """Whether some file begins like a framework of Waypost: other YAML is a ladder for an importer."""
    return any(data.startswith(b"waypost:") or b"\nwaypost:" in data for data in files)


def target(path: Path) -> Target | tuple[Target, ...]:
    """What a named path holds: itself, or for a folder of files each that may be a framework or ladder."""
    if path.is_dir() and not holds_framework(path):
        return tuple(walked(path))
    return Target(path, named=True)


def walked(folder: Path) -> Iterator[Target]:
    """The framework folders and files below a folder; hidden ones, caches and links are passed by."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:  # whoever reads it tells why
        yield Target(folder, named=True)
        return
    for entry in entries:
        if entry.is_file() and not entry.is_symlink() and _may_be(entry):
            yield Target(entry, named=False)
    for entry in entries:
        if entry.is_dir() and not entry.is_symlink() and not _passed_by(entry.name):
            if holds_framework(entry):
                yield Target(entry, named=False)
            else:
                yield from walked(entry)


def _may_be(path: Path) -> bool:
    return path.suffix.lower() in ENDINGS and not _passed_by(path.name) and not path.name.endswith(_ORIGINS)


def _passed_by(name: str) -> bool:
    return name.startswith(".") or name in _PASSED_BY


def nearest(start: Path) -> Path | None:
    """The file that configures the linter for what is in this folder: the first on the way up, if there is one."""
    for folder in (start, *start.parents):
        own = folder / "waypost.toml"
        if own.is_file():
            return own
        project = folder / "pyproject.toml"
        if project.is_file() and _says_something(project):
            return project
    return None


def _says_something(project: Path) -> bool:
    """Whether the file of a project has a part for Waypost; one that names it and cannot be read is told as wrong."""
    try:
        data = capped_bytes(project)
    except OSError:  # whoever reads it tells why
        return True
    if b"waypost" not in data:
        return False
    import tomllib  # the file of most projects does not name us

    try:
        tools = tomllib.loads(data.decode("utf-8-sig")).get("tool")
    except (ValueError, RecursionError):  # whoever reads it tells at which line
        return True
    return isinstance(tools, dict) and "waypost" in tools


def plain_bytes(path: Path, *, most: int = MAX_BYTES) -> bytes:
    """The bytes of a plain file, for a name that a configuration says: a pipe or a device would never end. OSError
    for what cannot be opened, is no plain file, or has more bytes than `most`."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is no plain file")
    return capped_bytes(path, most=most)


def capped_bytes(path: Path, *, most: int = MAX_BYTES) -> bytes:
    """The bytes of whatever somebody named when they called. OSError for what has more bytes than `most`."""
    with path.open("rb") as opened:
        data = opened.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"it is larger than {most // 1_000_000} MB")
    return data
