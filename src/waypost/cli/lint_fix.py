"""Fixes made in files: as many as go together at a time, each only if the file then says what was meant."""

from __future__ import annotations

import codecs
import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from waypost.cli.lint_log import say, shown
from waypost.cli.lint_run import Run, Wish
from waypost.cli.whole_files import write_whole
from waypost.lint.checking import check
from waypost.lint.collecting import Target, target
from waypost.lint.findings import Finding
from waypost.lint.fixing import chosen, mended, says_as_meant
from waypost.lint.places import text_of
from waypost.lint.reading import Read, read_data, read_subject
from waypost.lint.subject import Subject

ROUNDS = 20
"""How often a file is looked at again: a fix may wait for another that overlaps with it."""


@dataclass(frozen=True, slots=True)
class Mended:
    """The files of one target with their new bytes, how many fixes were made, and those that were not.

    before: the bytes of all its files that the fixes were made for.
    """

    files: Mapping[str, bytes]
    before: Mapping[str, bytes]
    made: int
    refused: tuple[Finding, ...]


def write(wish: Wish, *, unsafe: bool) -> int:
    """Make the fixes, and say how many there were. 0."""
    made = 0
    for one in _all(wish, unsafe=unsafe):
        _tell_refused(one)
        if not one.files:
            continue
        changed = next((name for name, data in one.before.items() if _content(Path(name)) != data), None)
        if changed is not None:
            say(f"{changed} was not mended: it was changed meanwhile. Run it again.")
            continue
        for name, data in one.files.items():
            _replace(Path(name), data)
        made += one.made
    if made:
        click.echo(f"Mended {made} {'finding' if made == 1 else 'findings'}.", err=True)
    return 0


def show(wish: Wish, *, unsafe: bool) -> int:
    """Show the fixes as a difference and write nothing; 1 where there are any, 2 where no file could be read."""
    found, read = 0, False
    for one in _all(wish, unsafe=unsafe):
        read = True
        for name, data in one.files.items():
            before, after = (text_of(text).splitlines(keepends=True) for text in (one.before[name], data))
            lines = difflib.unified_diff(before, after, name, name)
            click.echo(shown(list(lines)), nl=False)
        found += one.made
        _tell_refused(one)
    if not read:
        return _tell_unreadable(wish)
    return 1 if found else 0


def _tell_unreadable(wish: Wish) -> int:
    """Say why nothing can be read: 2; 0 where files are a ladder together, whose fixes are made by file."""
    looked = Run(wish).found()
    if looked.linted:
        return 0
    for finding in looked.findings:
        say(f"{finding.span}: {finding.code} {finding.message}")
        if finding.hint:
            say(f"    {finding.hint}")
    return 2


def _tell_refused(one: Mended) -> None:
    for finding in one.refused:
        say(f"{finding.span}: {finding.code} was not mended: the text would not say what was meant")


def _all(wish: Wish, *, unsafe: bool) -> Iterator[Mended]:
    run = Run(wish)
    for path in wish.paths:
        held = target(path)
        for one in [held] if isinstance(held, Target) else held:
            mending = _mend(run, one, unsafe=unsafe)
            if mending is not None:
                yield mending


def _mend(run: Run, held: Target, *, unsafe: bool) -> Mended | None:
    """One target, mended as far as it can be; None for what nothing is to be done about."""
    read = read_subject(held.path)
    if read.subject is None:
        return None
    configuration = run.configuration(run.file_for(held.path))
    before = _as_read(read.subject)
    files, made, refused = dict(before), 0, list[Finding]()
    for _ in range(ROUNDS):
        found = check(read, configuration.settings, root=configuration.root).findings
        wanted = [one for one in chosen(found, unsafe=unsafe) if not _was(one, refused)]
        files, read, count, wrong = _round(held.path, read, files, wanted)
        made += count
        refused += wrong
        if not count:
            break
    changed = {name: data for name, data in files.items() if data != before[name]}
    return Mended(changed, before, made, tuple(refused))


def _as_read(subject: Subject) -> dict[str, bytes]:
    """The bytes of the files that were read; none of one that says something else by now, so that nothing is lost."""
    found = ((name, text, _content(Path(name))) for name, text in subject.sources.items())
    return {name: data for name, text, data in found if data is not None and _says(data, text)}


def _says(data: bytes, text: str) -> bool:
    try:
        return text_of(data) == text_of(text.encode())
    except UnicodeError:
        return False


def _content(path: Path) -> bytes | None:
    """The bytes of a plain file; None where there is none that can be opened."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def _was(finding: Finding, refused: Sequence[Finding]) -> bool:
    return any(
        (one.code, one.statement, one.words) == (finding.code, finding.statement, finding.words) for one in refused
    )


def _round(
    path: Path, read: Read, files: dict[str, bytes], wanted: Sequence[Finding]
) -> tuple[dict[str, bytes], Read, int, list[Finding]]:
    """All fixes at once if the file then says what was meant; otherwise one by one, without those that fail."""
    if not wanted:
        return files, read, 0, []
    together = _tried(path, read, files, wanted)
    if together is not None:
        return *together, len(wanted), []
    for place, one in enumerate(wanted):
        alone = _tried(path, read, files, [one])
        if alone is not None:  # the places of the others have moved: they come in the next round
            return *alone, 1, list(wanted[:place])
    return files, read, 0, list(wanted)


def _tried(
    path: Path, read: Read, files: Mapping[str, bytes], wanted: Sequence[Finding]
) -> tuple[dict[str, bytes], Read] | None:
    """The files with these fixes, read again; None where they cannot be read or say something else."""
    subject = read.subject
    fixes = [one.fix for one in wanted if one.fix is not None]
    edited = {edit.span.file for fix in fixes for edit in fix.edits}
    if subject is None or not all(file in files and _can_be_written(files[file]) for file in edited):
        return None
    texts = mended(subject.sources, fixes)
    new = {name: _as_before(data, texts[name]) if name in texts else data for name, data in files.items()}
    again = read_data(path, new)
    after: Subject | None = again.subject
    if after is None or not says_as_meant(subject, after, fixes):
        return None
    return new, again


def _can_be_written(data: bytes) -> bool:
    """Whether the text can be written as it was: UTF-8, with one sort of line ends."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    both, returns = text.count("\r\n"), text.count("\r")
    return returns == both and both in {0, text.count("\n")}


def _as_before(data: bytes, text: str) -> bytes:
    """The text as bytes, with the mark at the beginning and the line ends that the file had."""
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return mark + (text.replace("\n", "\r\n") if b"\r\n" in data else text).encode()


def _replace(path: Path, data: bytes) -> None:
    try:
        write_whole(path, data)
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written: {error.strerror}.") from None
