"""The files of one framework as bytes, under their names, and what keeps one from being opened.

A folder holds `framework.yaml` and, beside it, `expectations/<criterion>.yaml` with one criterion's levels each.
Files are read only if they are plain files inside the folder and within the caps, which are checked before a byte
is looked at.
"""

from __future__ import annotations

import stat
from pathlib import Path as FilePath

from waypost.framework.faults import ReadError

MAX_FILES = 500
MAX_BYTES = 2_000_000
MAX_ALL_BYTES = 8_000_000

MAIN = "framework.yaml"
EXPECTATIONS = "expectations"
_ENDINGS = (".yaml", ".yml")


def framework_files(path: FilePath) -> tuple[dict[str, bytes], tuple[ReadError, ...]]:
    """The files of one framework, a file's or a folder's, by their names; and what could not be opened.

    The `framework.yaml` of a folder stands for the folder: without what is beside it, it would ask nothing of anybody.
    """
    if path.name == MAIN and (path.parent / EXPECTATIONS).is_dir():
        return _load_folder(path.parent)
    above = path.parent.parent
    if path.parent.name == EXPECTATIONS and (above / MAIN).is_file():
        hint = f"Name the folder of the framework, `{above}`."
        return {}, (about_file(str(path), "holds what a framework asks of one criterion, and no framework", hint),)
    return _load_folder(path) if path.is_dir() else _load_file(path)


def _load_file(path: FilePath) -> tuple[dict[str, bytes], tuple[ReadError, ...]]:
    try:
        return {str(path): _bytes_of(path, follow=True)}, ()
    except _Unreadable as refusal:
        return {}, (about_file(str(path), *refusal.args),)


def _load_folder(folder: FilePath) -> tuple[dict[str, bytes], tuple[ReadError, ...]]:
    """Every file of a framework folder under its path, and what could not be taken."""
    files: dict[str, bytes] = {}
    errors: list[ReadError] = []
    total = 0
    try:
        paths = _files_of(folder)
    except _Unreadable as refusal:
        return {}, (about_file(str(folder), *refusal.args),)
    for path in paths:
        try:
            data = _bytes_of(path, follow=False)
        except _Unreadable as refusal:
            errors.append(about_file(str(path), *refusal.args))
            continue
        total += len(data)
        if total > MAX_ALL_BYTES:
            megabytes = MAX_ALL_BYTES // 1_000_000
            errors.append(about_file(str(folder), f"holds more than {megabytes} MB in all", "Leave files out."))
            break
        files[str(path)] = data
    return files, tuple(errors)


class _Unreadable(Exception):  # noqa: N818 - carries what to tell; becomes a ReadError at once
    """A file will not be opened: what is wrong, what to do."""


def _files_of(folder: FilePath) -> list[FilePath]:
    main = folder / MAIN
    if not main.exists():
        hint = f"Name the folder of a framework, or put everything but the expectations into `{MAIN}`."
        raise _Unreadable(f"holds no `{MAIN}`", hint)
    below = folder / EXPECTATIONS
    if below.is_symlink():
        raise _Unreadable(f"`{EXPECTATIONS}` is a symbolic link", "Put the folder itself there.")
    try:
        rows = sorted(path for path in below.iterdir() if path.suffix in _ENDINGS) if below.is_dir() else []
    except OSError as error:
        hint = f"Check the permissions of `{below}`."
        raise _Unreadable(f"`{EXPECTATIONS}` cannot be opened: {error.strerror}", hint) from None
    if len(rows) >= MAX_FILES:
        raise _Unreadable(f"holds more than {MAX_FILES} files", "One file per criterion is enough.")
    return [main, *rows]


def _bytes_of(path: FilePath, *, follow: bool) -> bytes:
    """The bytes of a plain file, at most one over the cap; its size is known before it is opened.

    `follow`: a link is followed if somebody named it, never if it was found in a folder.
    """
    try:
        status = path.stat() if follow else path.lstat()
        if stat.S_ISLNK(status.st_mode):
            raise _Unreadable("is a symbolic link", "Put the file itself there.")
        if not stat.S_ISREG(status.st_mode):
            raise _Unreadable("is not a file", "Name a framework file, or a folder with `framework.yaml` in it.")
        if status.st_size > MAX_BYTES:
            hint = "Split it: one file per criterion in `expectations/`."
            raise _Unreadable(f"is larger than {MAX_BYTES // 1_000_000} MB", hint)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise _Unreadable("does not exist", "Check the path.") from None
    except OSError as error:
        raise _Unreadable(f"cannot be opened: {error.strerror}", "Check the path and its permissions.") from None


def about_file(file: str, message: str, hint: str) -> ReadError:
    """What is wrong with a file as such."""
    return ReadError(file, 1, 1, "", message, hint)
