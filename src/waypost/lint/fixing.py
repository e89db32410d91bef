"""Fixes put into a text: which go together, what comes of them, and whether that says what was meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from waypost.lint.findings import Edit, Finding, Fix, Safety, Span
from waypost.lint.met_again import Near
from waypost.lint.subject import Part, Said, Subject


def chosen(findings: Iterable[Finding], *, unsafe: bool = False) -> tuple[Finding, ...]:
    """The findings whose fixes can be made together: in reading order, each that overlaps with none before it."""
    taken: list[Edit] = []
    picked: list[Finding] = []
    for finding in findings:
        fix = finding.fix
        if fix is None or not fix.edits or not (unsafe or fix.safety is Safety.SAFE):
            continue
        edits = list(dict.fromkeys(fix.edits))
        if not any(_overlap(new.span, old.span) for new in edits for old in taken):
            taken += edits
            picked.append(finding)
    return tuple(picked)


def _overlap(one: Span, other: Span) -> bool:
    """Whether two stretches share a character, or are at the same place."""
    if one.file != other.file:
        return False
    return not (_end(one) <= _start(other) or _end(other) <= _start(one)) or _start(one) == _start(other)


def _start(span: Span) -> tuple[int, int]:
    return span.line, span.column


def _end(span: Span) -> tuple[int, int]:
    return span.end_line, span.end_column


def mended(sources: Mapping[str, str], fixes: Iterable[Fix]) -> dict[str, str]:
    """The texts of the files that these fixes change, with their edits made."""
    edits = dict.fromkeys(edit for fix in fixes for edit in fix.edits)
    files = dict.fromkeys(edit.span.file for edit in edits if edit.span.file in sources)
    return {file: _edited(sources[file], [one for one in edits if one.span.file == file]) for file in files}


def _edited(text: str, edits: list[Edit]) -> str:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for edit in sorted(edits, key=lambda one: _start(one.span), reverse=True):
        first = starts[min(edit.span.line, len(starts)) - 1] + edit.span.column - 1
        last = starts[min(edit.span.end_line, len(starts)) - 1] + edit.span.end_column - 1
        text = text[:first] + edit.text + text[max(last, first) :]
    return text


def says_as_meant(before: Subject, after: Subject, fixes: Iterable[Fix]) -> bool:
    """Whether the texts after the fixes are those before with the edits made, and all else stands as it was."""
    edits = tuple(dict.fromkeys(edit for fix in fixes for edit in fix.edits))
    expected = [text for said in before.said if (text := _expected(before, said, edits)) is not None]
    if expected != [_text(said, said.text) for said in after.said]:
        return False
    return _names(before) == _names(after)


def _expected(subject: Subject, said: Said, edits: Iterable[Edit]) -> tuple[Part, str, str, str] | None:
    """A text with the edits that lie in it; None where an edit takes all of it out."""
    here = subject.span(said)
    text = said.text
    known = not isinstance(said.origin, Near)  # else something else stands there, which may be mended
    inside = [edit for edit in edits if known and (_overlap(edit.span, here) or _touches(edit.span, here))]
    for edit in sorted(inside, key=lambda one: _start(one.span), reverse=True):
        start = next(_offsets(subject, said, _start(edit.span), ends=False), 0)
        end = next(_offsets(subject, said, _end(edit.span), ends=True), len(text))
        text = text[:start] + edit.text + text[max(start, end) :]
    return _text(said, text) if text.strip() or not inside else None


def _touches(edit: Span, here: Span) -> bool:
    """Whether something is put in at the beginning or end of a text."""
    return edit.file == here.file and _start(edit) == _end(edit) and _start(edit) in {_start(here), _end(here)}


def _offsets(subject: Subject, said: Said, place: tuple[int, int], *, ends: bool) -> Iterator[int]:
    """The places in a text that stand at this place of the file, the first one first."""
    for offset in range(len(said.text)):
        span = subject.span(said, offset, offset + 1)
        if ends and _end(span) == place:
            yield offset + 1
        elif not ends and _start(span) >= place:
            yield offset


def _text(said: Said, text: str) -> tuple[Part, str, str, str]:
    return said.part, said.criterion, said.level, " ".join(text.split())


def _names(subject: Subject) -> tuple[tuple[str, ...], ...]:
    """What a fix of a text never changes: which levels there are, where they stand, and what is judged."""
    framework = subject.framework
    levels = tuple(f"{one.key} {one.track} {one.band}" for one in framework.levels)
    return (
        levels,
        tuple(one.key for one in framework.criteria),
        tuple(str(one.same_as) for one in framework.expectations),
    )
