"""What an editor has open, and what is found in it: texts as they are typed, over the files as they are saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from waypost.cli.lint_run import CannotRun, Run, Wish
from waypost.framework.files import EXPECTATIONS, MAIN, framework_files
from waypost.lint.checking import check
from waypost.lint.findings import Finding, Fix
from waypost.lint.fixing import chosen, says_as_meant
from waypost.lint.keeping import keep
from waypost.lint.places import text_of
from waypost.lint.reading import Read, read_data
from waypost.lint.subject import Subject


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in a framework or ladder: by file, with the text of each in which the places are counted.

    `refused`: why the linter could not look, such as a slip in its configuration.
    """

    findings: tuple[Finding, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    subject: Subject | None = None
    refused: str = ""

    def at(self, file: str, line: int, column: int) -> tuple[Finding, ...]:
        """The findings at a place of a file; lines and columns count from 1."""
        return tuple(one for one in self._in(file) if _covers(one, (line, column), (line, column)))

    def within(self, file: str, start: tuple[int, int], end: tuple[int, int]) -> tuple[Finding, ...]:
        """The findings that touch a stretch of a file."""
        return tuple(one for one in self._in(file) if _covers(one, start, end))

    def suppression(self, finding: Finding) -> Fix | None:
        """The comment that keeps this finding back; None where there is no place for one."""
        return keep(self.subject, finding) if self.subject is not None else None

    def safe_fixes(self, file: str) -> tuple[Fix, ...]:
        """All safe fixes of a file that go together."""
        return tuple(one.fix for one in chosen(self._in(file)) if one.fix is not None)

    def _in(self, file: str) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.span.file == file)


def _covers(finding: Finding, start: tuple[int, int], end: tuple[int, int]) -> bool:
    span = finding.span
    return (span.line, span.column) <= end and start <= (span.end_line, span.end_column)


@dataclass
class Desk:
    """The open texts by their paths."""

    texts: dict[Path, str] = field(default_factory=dict)

    def lies_on(self, path: Path) -> Path:
        """What a file is linted as: the folder of its framework, or itself."""
        folder = path.parent.parent if path.parent.name == EXPECTATIONS else path.parent
        ours = path.name == MAIN or path.parent.name == EXPECTATIONS
        return folder if ours and (folder / MAIN).exists() else path

    def look(self, target: Path, *, today: date) -> Looked:
        """What is found in a target of `lies_on`, with the texts that are open in place of those that are saved."""
        files = self._files(target)
        try:
            texts = {name: text_of(data) for name, data in files.items()}
            run = Run(Wish((target,), cached=False, today=today))
            configuration = run.configuration(run.file_for(target))
        except CannotRun as refusal:
            return Looked(refused=str(refusal))
        except UnicodeDecodeError:  # told by the reader, and without places there
            return Looked()
        read = read_data(target, files)
        if read.subject is None and not read.meant:
            return Looked(texts=texts)
        checked = check(read, configuration.settings, root=configuration.root)
        return Looked(checked.findings, texts, read.subject)

    def mends(self, target: Path, looked: Looked, fixes: tuple[Fix, ...]) -> bool:
        """Whether the texts with these fixes made say what was meant; it is looked at before they are offered."""
        from waypost.lint.fixing import mended

        if looked.subject is None:
            return False
        after = {name: text.encode() for name, text in looked.texts.items()}
        after |= {name: text.encode() for name, text in mended(looked.texts, fixes).items()}
        read: Read = read_data(target, after)
        return read.subject is not None and says_as_meant(looked.subject, read.subject, fixes)

    def _files(self, target: Path) -> dict[str, bytes]:
        if not target.is_dir():
            return {str(target): self._text(target)}
        saved, _ = framework_files(target)
        return {name: self._text(Path(name)) for name in saved}

    def _text(self, path: Path) -> bytes:
        if path in self.texts:
            return self.texts[path].encode("utf-8", "replace")
        return path.read_bytes() if path.is_file() else b""
