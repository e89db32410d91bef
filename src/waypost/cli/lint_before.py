"""The version before the one that is linted: what git has of its files at a commit, or another file or folder.

Git is asked for contents by one process for a repository (`git cat-file --batch`), which runs no hook, filter or
command of the repository and fetches nothing, and is ended after a few seconds. Where there is no git, no work tree or
no commit, there is no version before, and nothing is said of it.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from threading import Timer
from typing import TYPE_CHECKING

from waypost.cli.git_state import work_tree
from waypost.framework.files import EXPECTATIONS, MAIN, MAX_BYTES, framework_files

if TYPE_CHECKING:
    from waypost.framework.faults import ReadError
    from waypost.framework.schema import Framework
    from waypost.lint.subject import Subject

SECONDS = 5.0
"""How long git may take in one run, for all files of a repository."""

_ASK = ("git", "--no-pager", "-c", "safe.bareRepository=explicit", "cat-file", "--batch")
_ENDINGS = frozenset({".yaml", ".yml"})


class NoSuchVersion(Exception):  # noqa: N818 - it ends a run, and is told
    """Somebody named a version before that is not there: what is wrong, and what to do."""

    def __init__(self, named: str, message: str, hint: str, *errors: ReadError) -> None:
        super().__init__(f"{named}: {message}")
        self.named, self.message, self.hint, self.errors = named, message, hint, errors


@dataclass
class Before:
    """Where versions before come from: a file or folder if there is one of that name, a revision, or the last commit.

    A version that is only committed and numbered below 1 is a draft that nobody is held to, and none. `close` ends what
    was begun.
    """

    named: str = ""
    _repositories: dict[Path, Repository] = field(default_factory=dict)
    _framework: Framework | None = None

    def of(self, path: Path, subject: Subject) -> Framework | None:
        """The version before of what was read from this path; None where there is none, or it says the same.

        NoSuchVersion where one was named that is not there.
        """
        if self.named and Path(self.named).exists():
            before = self._read()
            return before if before.name == subject.framework.name else None
        files = self._committed(path)
        committed = _other(files, subject) if files else None
        unstable = committed is not None and committed.version.startswith("0.")
        return None if unstable and not self.named else committed

    @property
    def late(self) -> bool:
        """Whether git took too long somewhere."""
        return any(repository.late for repository in self._repositories.values())

    def close(self) -> None:
        """End every process that was begun."""
        for repository in self._repositories.values():
            repository.close()

    def _read(self) -> Framework:
        """The framework in the named file or folder."""
        if self._framework is None:
            from waypost.framework.reading import read_quickly

            files, errors = framework_files(Path(self.named))
            reading = read_quickly(files) if not errors else None
            if reading is None or reading.framework is None:
                raise NoSuchVersion(self.named, "is no framework", "", *(errors if reading is None else reading.errors))
            self._framework = reading.framework
        return self._framework

    def _committed(self, path: Path) -> dict[str, bytes]:
        top = work_tree(path)
        if top is None:
            if self.named:
                raise NoSuchVersion(self.named, "is no file, and there is no git here", "Name a framework's file.")
            return {}
        if top not in self._repositories:
            repository = self._repositories[top] = Repository(top, self.named or "HEAD")
            if self.named and not repository.there:
                hint = "Name a commit, branch or tag that is here, or a framework's file."
                raise NoSuchVersion(self.named, f"is no file, and no revision in {top}", hint)
        return self._repositories[top].framework(path)


def _other(files: Mapping[str, bytes], subject: Subject) -> Framework | None:
    """The framework in these files, unless they say what the subject's say."""
    from waypost.framework.reading import read_quickly
    from waypost.lint.places import text_of

    try:
        if {name: text_of(data) for name, data in files.items()} == subject.sources:
            return None
    except UnicodeDecodeError:
        return None
    return read_quickly(files).framework


@dataclass
class Repository:
    """One work tree and a revision in it. Contents are asked of one process, which is begun when it is needed.

    `late`: git took too long, so that there may be more than was told.
    """

    top: Path
    revision: str
    late: bool = False
    _process: subprocess.Popen[bytes] | None = None
    _timer: Timer | None = None
    _ended: bool = False

    @property
    def there(self) -> bool:
        """Whether there is such a revision."""
        return self._content(f"{self.revision}^{{commit}}") is not None

    def framework(self, path: Path) -> dict[str, bytes]:
        """The files of a framework at the revision, under the names they have now; none where it was not there."""
        below = PurePath(os.path.relpath(os.path.realpath(path), self.top))
        if not path.is_dir():
            return self._files({str(path): below})
        listed = self._content(f"{self.revision}:{(below / EXPECTATIONS).as_posix()}")
        rows = sorted(name for name in _names(*listed) if PurePath(name).suffix in _ENDINGS) if listed else []
        parts = [PurePath(MAIN), *(PurePath(EXPECTATIONS, row) for row in rows)]
        return self._files({str(path / part): below / part for part in parts})

    def close(self) -> None:
        """End the process, if one was begun."""
        if self._process is not None and self._timer is not None:
            self._timer.cancel()
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _stop(self) -> None:
        self.late = True
        if self._process is not None:
            self._process.kill()

    def _files(self, named: Mapping[str, PurePath]) -> dict[str, bytes]:
        found = {name: self._content(f"{self.revision}:{below.as_posix()}") for name, below in named.items()}
        held = {name: content[1] for name, content in found.items() if content is not None}
        return held if len(held) == len(named) else {}

    def _content(self, object_: str) -> tuple[str, bytes] | None:
        """The name and content of an object of git; None for what is not there, too large, or took too long."""
        process = self._begun() if "\n" not in object_ else None
        if process is None or process.stdin is None or process.stdout is None:
            return None
        try:
            process.stdin.write(object_.encode("utf-8", "surrogateescape") + b"\n")
            process.stdin.flush()
            name, *rest = process.stdout.readline().decode("utf-8", "replace").split()
            size = int(rest[-1]) if rest and rest[-1].isdigit() else -1
            if not 0 <= size <= MAX_BYTES:
                self._ended = size > MAX_BYTES  # what it would say now is the content
                return None
            content = process.stdout.read(size + 1)
        except (OSError, ValueError):
            self._ended = True
            return None
        return (name, content[:-1]) if len(content) == size + 1 else None

    def _begun(self) -> subprocess.Popen[bytes] | None:
        if self._process is None and not self._ended:
            try:
                self._process = subprocess.Popen(  # noqa: S603 - a fixed command; what is asked goes in as text
                    _ASK,
                    cwd=self.top,
                    env=_environment(),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            except OSError:
                self._ended = True
                return None
            self._timer = Timer(SECONDS, self._stop)
            self._timer.daemon = True
            self._timer.start()
        return None if self._ended else self._process


def _environment() -> dict[str, str]:
    """What git is told: nothing of another repository, and to fetch nothing, by whatever way the repository names."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or "CONFIG" in name}
    return kept | {
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }


def _names(object_: str, content: bytes) -> Iterator[str]:
    """The names in a tree of git: of each entry its mode, a space, its name, a zero byte, and its object in bytes."""
    at, size = 0, len(object_) // 2
    while at < len(content):
        end = content.index(b"\0", at)
        yield content[at:end].partition(b" ")[2].decode("utf-8", "surrogateescape")
        at = end + 1 + size
