"""One run of the linter over paths: what is in the cache is taken from there, the rest is read and linted.

Rules, the schema and the importers are imported only when a file is not in the cache.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from waypost.cli import lint_cache
from waypost.cli.git_state import last_commit, work_tree
from waypost.cli.lint_cache import Entry
from waypost.framework.faults import ReadError
from waypost.lint.collecting import Target, is_ours, nearest, target
from waypost.lint.findings import Finding
from waypost.lint.plugins import states

if TYPE_CHECKING:
    from waypost.cli.lint_before import Before
    from waypost.lint.checking import Checked
    from waypost.lint.reading import Read
    from waypost.lint.settings import Configuration, Settings

LEAST_FILES = 3
"""So many ladders in one folder may be parts of one."""
MOVED = "MNT002"
"""The one rule that asks for the version before."""


class CannotRun(Exception):  # noqa: N818 - it ends a run, and is told
    """The linter cannot be run as it was asked: every reason with its place."""

    def __init__(self, *errors: ReadError) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asked for when they called. `before`: a file, folder or revision that holds the version before."""

    paths: tuple[Path, ...]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    config: Path | None = None
    cached: bool = True
    today: date | None = None
    before: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The findings in reading order, which targets were looked at, and whether at least one could be linted."""

    findings: tuple[Finding, ...]
    targets: tuple[Target, ...]
    linted: bool


@dataclass
class Run:
    """One run. The configuration of a folder is looked for once."""

    wish: Wish
    _files: dict[Path, Path | None] = field(default_factory=dict)
    _configurations: dict[Path | None, Configuration] = field(default_factory=dict)

    def found(self) -> Found:
        """Everything that is found below the paths. CannotRun where the configuration or flags are wrong."""
        try:
            looked = [(one, entry) for path in self.wish.paths for one, entry in self._below(path)]
            told = [(one, entry) for one, entry in looked if entry is not None]
            linted = any(entry.linted for _, entry in told)
            if not linted:  # what is wrong with each is told then, whatever was selected
                again = [(one, self._one(replace(one, named=True))) for one, _ in told]
                told = [(one, entry) for one, entry in again if entry is not None]
        finally:
            self.close()
        findings = dict.fromkeys(finding for _, entry in told for finding in entry.findings)
        return Found(tuple(findings), tuple(one for one, _ in told), linted)

    def _below(self, path: Path) -> Iterator[tuple[Target, Entry | None]]:
        held = target(path)
        if isinstance(held, Target):
            yield held, self._one(held)
            return
        looked = [(one, self._one(one)) for one in held]
        ladders = [one for one, entry in looked if entry is not None and entry.linted]
        if not ladders:  # the folder may be a ladder as a whole
            whole = Target(path, named=all(entry is None for _, entry in looked))
        else:
            ladders = [one for one in ladders if not _frames(one)]
            whole = Target(path, named=False, parts=True)
        entry = self._one(whole) if not whole.parts or len(ladders) >= LEAST_FILES else None
        if entry is not None and entry.linted:  # its files are parts of one, and not ladders by themselves
            looked = [(one, own) for one, own in looked if one not in ladders]
        yield from looked
        if whole.named or (entry is not None and entry.linted):
            yield whole, entry

    def _one(self, held: Target) -> Entry | None:
        file = self.file_for(held.path)
        folder = lint_cache.folder_for(file)
        name = self._key(held, file) if self.wish.cached and not self.wish.before else None
        if name is not None:
            kept = lint_cache.read(folder, name)
            if not isinstance(kept, bool):
                return kept
        checked = self.checked(held)
        entry = None if checked is None else Entry(checked.findings, checked.linted)
        late = "_before" in self.__dict__ and self._before.late
        if name is not None and not late and not (checked and checked.faults):
            lint_cache.write(folder, name, entry)
        return entry

    def _key(self, held: Target, file: Path | None) -> str | None:
        """The name of the cache's entry; None for what cannot be read now."""
        try:
            files = {str(path): _content(path) for path in held.files}
            configured = file.read_bytes() if file is not None else b""
        except OSError:
            return None
        wish = self.wish
        top = work_tree(held.path) if is_ours(files.values()) else None
        commit = last_commit(top) if top is not None else ""
        if commit is None:
            return None
        asked = (
            str(held.path),
            str(held.path.absolute()),  # patterns of paths are held against it
            held.named,
            held.parts,
            wish.select,
            wish.ignore,
            wish.preview,
            wish.today,
            states(),
            commit,
        )
        where = str(file and file.absolute())
        return lint_cache.key(files, asked, configured, where, self._declared(configured, file))

    def _declared(self, configured: bytes, file: Path | None) -> tuple[bytes, ...]:
        """Files that the configuration takes word rules from."""
        if file is None or b"word-rule-files" not in configured:
            return ()
        return tuple(path.read_bytes() for path in self.configuration(file).read_from if path.is_file())

    def checked(self, held: Target) -> Checked | None:
        """What is found in one target now; None for what nobody named and is nothing to lint."""
        from waypost.lint.checking import check

        configuration = self.configuration(self.file_for(held.path))
        read = self.read(held.path, configuration.settings)
        if read.subject is None and not held.named and not read.meant:
            return None
        if held.parts and not _is_one_ladder(read):
            return None
        return check(read, configuration.settings, root=configuration.root, named=held.named)

    def read(self, path: Path, settings: Settings) -> Read:
        """What is at this path, with the version before it where a rule asks for that."""
        from waypost.lint.linting import wanted
        from waypost.lint.reading import read_subject
        from waypost.lint.rule import rules

        read = read_subject(path)
        if read.subject is None or not read.subject.ours or not wanted(rules()[MOVED], settings):
            return read
        if not self.wish.before and work_tree(path) is None:
            return read
        from waypost.cli.lint_before import NoSuchVersion

        try:
            before = self._before.of(path, read.subject)
        except NoSuchVersion as refusal:
            raise CannotRun(
                ReadError(refusal.named, 1, 1, "", refusal.message, refusal.hint), *refusal.errors
            ) from None
        return replace(read, subject=replace(read.subject, before=before))

    @cached_property
    def _before(self) -> Before:
        from waypost.cli.lint_before import Before

        return Before(self.wish.before)

    def close(self) -> None:
        """End what was begun to look at earlier versions."""
        if "_before" in self.__dict__:
            self._before.close()
            del self.__dict__["_before"]

    def file_for(self, path: Path) -> Path | None:
        """The file that configures what is at this path."""
        if self.wish.config is not None:
            return self.wish.config
        folder = path.absolute() if path.is_dir() else path.absolute().parent
        if folder not in self._files:
            self._files[folder] = nearest(folder)
        return self._files[folder]

    def configuration(self, file: Path | None) -> Configuration:
        """The configuration of a file, with the flags over it. CannotRun for what is wrong with either."""
        if file not in self._configurations:
            self._configurations[file] = self._configured(file)
        return self._configurations[file]

    def _configured(self, file: Path | None) -> Configuration:
        from waypost.lint.settings import Configuration, Settings

        wish = self.wish
        if file is None and not wish.select and not wish.ignore:
            return Configuration(Settings(preview=wish.preview, today=wish.today))
        from waypost.lint.configuring import read_configuration, unknown_codes, with_flags

        configuration = read_configuration(file) if file is not None else Configuration()
        if configuration.errors:
            raise CannotRun(*configuration.errors)
        settings = with_flags(configuration.settings, select=wish.select, ignore=wish.ignore, preview=wish.preview)
        unknown = unknown_codes((*wish.select, *wish.ignore), settings)
        wrong = [ReadError("command line", 1, 1, "", f"There is no rule `{code}`", hint) for code, hint in unknown]
        if wrong:
            raise CannotRun(*wrong)
        return replace(configuration, settings=replace(settings, today=wish.today))

    @cached_property
    def baseline(self) -> Path | None:
        """The baseline that the configuration of the first path names."""
        file = self.file_for(self.wish.paths[0])
        return self.configuration(file).baseline if file is not None and b"baseline" in file.read_bytes() else None


def _content(path: Path) -> bytes:
    """The bytes of a plain file. OSError for what is none, or larger than any reader takes: they tell it."""
    if not path.is_file() or path.stat().st_size > _LARGEST:
        raise OSError
    return path.read_bytes()


_LARGEST = 10_000_000


def _is_one_ladder(read: Read) -> bool:
    from waypost.lint.one_ladder import is_one_ladder

    return read.subject is not None and is_one_ladder(read.subject)


def _frames(held: Target) -> bool:
    """Whether this is a framework of Waypost, which is no part of anything."""
    try:
        return held.path.is_dir() or is_ours([_content(held.path)])
    except OSError:
        return False
