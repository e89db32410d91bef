"""Findings that somebody keeps for a reason, by comments in the file or waivers in the framework; faults of those.

A comment stands on the line it speaks of, or alone on a line above it: `# waypost: ignore[VAG101] because ...` in YAML,
`<!-- waypost: ignore[VAG101] because ... -->` in Markdown and HTML. A waiver speaks of a statement, wherever it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import PurePath

from waypost.lint.findings import Edit, Finding, Fix, Safety, Span
from waypost.lint.linting import wanted
from waypost.lint.rule import Rule, meant
from waypost.lint.settings import Settings
from waypost.lint.subject import Said, Subject
from waypost.lint.word_rules import rules_with
from waypost.lint.words.late import Late

_MARK = re.compile(r"waypost:\s*ignore", re.IGNORECASE)
_BODY = Late(r"\s*waypost:\s*ignore\s*(?:\[([^\]]*)\])?\s*(?:because\b[\s:]*(.*))?", re.IGNORECASE | re.DOTALL)
_HTML = Late(r"<!--(\s*waypost:\s*ignore(?:(?!<!--|-->).)*)-->", re.IGNORECASE | re.DOTALL)
"""What is never closed ends at the next beginning: else each beginning would be read to the end of the file."""
_YAML = frozenset({".yaml", ".yml"})
_MARKDOWN = frozenset({".md", ".markdown", ".mdx", ".txt"})
_PAGES = _MARKDOWN | {".html", ".htm"}
_FENCE = Late(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_BACKTICKS = Late(r"`+")


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment that keeps findings back: what it says, where it stands, and the line it speaks of, from 1.

    `whole` is what to take out with it: the white space before it, or all of its lines.
    """

    codes: tuple[str, ...]
    because: str
    span: Span
    line: int
    whole: Span


def unsuppressed(subject: Subject, findings: Sequence[Finding], settings: Settings) -> tuple[Finding, ...]:
    """The findings that nobody keeps back, and those about the suppressions themselves, in reading order."""
    comments = [one for file, text in subject.sources.items() for one in suppressions(file, text)]
    if not comments and not subject.framework.waivers:
        return tuple(findings)
    work = _Suppressing(subject, settings, list(findings))
    told = [finding for comment in comments for finding in work.comment(comment)]
    told += work.waivers()
    return tuple(sorted([*work.left, *told], key=lambda one: (one.span, one.code, one.message)))


def suppressions(file: str, text: str) -> Iterator[Suppression]:
    """The suppressing comments of one file."""
    if "ignore" not in text.lower() or not _MARK.search(text):  # a word is found more quickly than a pattern
        return
    ending = PurePath(file).suffix.lower()
    if ending in _YAML:
        yield from _in_yaml(file, text)
    elif ending in _PAGES:
        yield from _in_a_page(file, text, markdown=ending in _MARKDOWN)


def _in_yaml(file: str, text: str) -> Iterator[Suppression]:
    from yaml import YAMLError

    from waypost.framework.comments import comment_lines

    try:
        comments = comment_lines(text)
    except YAMLError:  # read as something else, whose comments are not these
        return
    lines = text.split("\n")
    after = _after(lines, "#")
    for number, (column, said) in comments.items():
        if _MARK.match(said.lstrip("#").lstrip()):
            speaks_of = number if _back(lines[number], column) else after[number]
            span = Span(file, number + 1, column + 1, number + 1, column + 1 + len(said))
            yield _suppression(said.lstrip("#"), span, speaks_of + 1, _whole(span, lines))


def _in_a_page(file: str, text: str, *, markdown: bool) -> Iterator[Suppression]:
    """Lines are counted from one comment to the next: a page may hold thousands."""
    lines = text.split("\n")
    after, fenced = _after(lines, "<!--"), _fenced(lines) if markdown else frozenset[int]()
    last, counted = 0, 0
    for found in _HTML.finditer(text):
        first = last + text.count("\n", counted, found.start())
        last, counted = first + text.count("\n", found.start(), found.end()), found.end()
        column, end = (place - text.rfind("\n", 0, place) - 1 for place in found.span())
        if first in fenced or (markdown and _quoted(lines[first], column, lines[last], end)):
            continue
        alone = not _back(lines[first], column) and _on(lines[last], end) == len(lines[last])
        span = Span(file, first + 1, column + 1, last + 1, end + 1)
        yield _suppression(found.group(1), span, (after[last] if alone else last) + 1, _whole(span, lines))


def _fenced(lines: Sequence[str]) -> frozenset[int]:
    """The lines that are code, where a suppression is an example of one."""
    found, closing = set(), ""
    for number, line in enumerate(lines):
        fence = _FENCE.match(line)
        if closing:
            found.add(number)
            if fence and fence.group(1).startswith(closing) and line.strip() == fence.group(1):
                closing = ""
        elif fence:
            closing = fence.group(1)
    return frozenset(found)


def _quoted(before: str, column: int, behind: str, end: int) -> bool:
    """Whether a comment stands between backticks."""
    return behind.find("`", end) >= 0 and bisect_left(_backticks(before), column) % 2 == 1


@lru_cache(maxsize=1)
def _backticks(line: str) -> list[int]:
    """Where the runs of backticks of a line begin, which may hold thousands of comments."""
    return [found.start() for found in _BACKTICKS.finditer(line)]


def _whole(span: Span, lines: Sequence[str]) -> Span:
    first, last = lines[span.line - 1], lines[span.end_line - 1]
    begun, end = _back(first, span.column - 1), span.end_column - 1
    if not begun and _on(last, end) == len(last) and span.end_line < len(lines):
        return Span(span.file, span.line, 1, span.end_line + 1, 1)
    return Span(span.file, span.line, begun + 1, span.end_line, span.end_column)


def _back(line: str, column: int) -> int:
    """Where the white space before a column begins."""
    while column and line[column - 1].isspace():
        column -= 1
    return column


def _on(line: str, column: int) -> int:
    """Where the white space behind a column ends."""
    while column < len(line) and line[column].isspace():
        column += 1
    return column


def _after(lines: Sequence[str], passed: str) -> list[int]:
    """For each line, the next that says something and does not begin as a comment does."""
    found, following = [0] * len(lines), len(lines)
    for number in range(len(lines) - 1, -1, -1):
        found[number] = following
        said = lines[number].lstrip()
        if said and not said.startswith(passed):
            following = number
    return found


def _suppression(body: str, span: Span, line: int, whole: Span) -> Suppression:
    said = _BODY.match(body)
    codes, because = (said.group(1), said.group(2)) if said else (None, None)
    named = tuple(re.findall(r"[^\s,]+", codes or ""))
    return Suppression(named, " ".join((because or "").split()), span, line, whole)


@dataclass
class _Suppressing:
    """The findings that are left while suppressions are looked at one after the other."""

    subject: Subject
    settings: Settings
    left: list[Finding]

    @cached_property
    def rules(self) -> dict[str, type[Rule]]:
        return rules_with(self.settings)

    @cached_property
    def places(self) -> list[Said]:
        return sorted(self.subject.said, key=lambda one: (one.at.line, one.at.column))

    def comment(self, comment: Suppression) -> Iterator[Finding]:
        known = [code for code in comment.codes if any(rule.startswith(code) for rule in self.rules)]
        yield from self._unknown(set(comment.codes) - set(known), comment.span)
        if not comment.codes:
            yield from self._tell(
                "SUP004", "The suppression names no code. Write `ignore[VAG101] because ...`", comment.span
            )
        elif not comment.because:
            codes = ", ".join(comment.codes)
            message = f"The suppression of {codes} says no reason and holds nothing back. Write `because` and why"
            yield from self._tell("SUP002", message, comment.span)
        else:
            idle = [code for code in known if not self._take(code, comment) and self._looks(code)]
            yield from self._idle(idle, comment)

    def _take(self, code: str, comment: Suppression) -> bool:
        """Whether the comment keeps something back, which is then no longer left."""
        stretches = self._stretches(comment)
        kept = [one for one in self.left if one.code.startswith(code) and _within(one.span, comment, stretches)]
        self.left = [one for one in self.left if one not in kept]
        return bool(kept)

    def _stretches(self, comment: Suppression) -> list[Span]:
        """The texts that stand on the line the comment speaks of, with what belongs to the same statement."""
        here = [one for one in self.places if one.at.file == comment.span.file and one.at.line <= comment.line]
        begun = max((one.at.line for one in here), default=0)
        on = [one for one in here if one.at.line == begun and self.subject.span(one).end_line >= comment.line]
        cells = {(one.criterion, one.level, one.place) for one in on if one.level}
        near = [one for one in here if (one.criterion, one.level, one.place) in cells]
        return [self.subject.span(one) for one in (*on, *near)]

    def _idle(self, codes: Iterable[str], comment: Suppression) -> Iterator[Finding]:
        idle = tuple(codes)
        if idle:
            rest = set(comment.codes) - set(idle)
            edit = Edit(comment.whole, "")
            fix = None if rest else Fix(Safety.SAFE, "Take the comment out", (edit,))
            message = f"The suppression of {', '.join(idle)} keeps nothing back any more. Take it out"
            yield from self._tell("SUP001", message, comment.span, fix=fix)

    def waivers(self) -> Iterator[Finding]:
        today = self.settings.today
        for place, waiver in enumerate(self.subject.framework.waivers):
            span = self.subject.span_of("waivers", str(place))
            known = [code for code in waiver.ignore if any(rule.startswith(code) for rule in self.rules)]
            yield from self._unknown(set(waiver.ignore) - set(known), span)
            if today is not None and waiver.until < today:
                message = f"The waiver of {', '.join(waiver.ignore)} for “{waiver.says}” held until {waiver.until}"
                hint = "Mend the statement, or give it another day and say why."
                yield from self._tell("SUP003", message, span, hint=hint)
                continue
            idle = [code for code in known if not self._waive(code, waiver.says) and self._looks(code)]
            if idle:
                message = (
                    f"The waiver of {', '.join(idle)} for “{waiver.says}” keeps nothing back any more. Take it out"
                )
                yield from self._tell("SUP001", message, span)

    def _waive(self, code: str, says: str) -> bool:
        kept = [one for one in self.left if one.code == code and " ".join(one.statement.split()) == says]
        self.left = [one for one in self.left if one not in kept]
        return bool(kept)

    def _looks(self, code: str) -> bool:
        """Whether a rule of this code looked at all: what did not look cannot be missed."""
        return any(wanted(rule, self.settings) for name, rule in self.rules.items() if name.startswith(code))

    def _unknown(self, codes: Iterable[str], span: Span) -> Iterator[Finding]:
        for code in sorted(codes):
            hint = meant(code, self.rules)
            yield from self._tell(
                "SUP004", f"There is no rule `{code}`, so nothing is held back by it", span, hint=hint
            )

    def _tell(
        self, code: str, message: str, span: Span, *, fix: Fix | None = None, hint: str = ""
    ) -> Iterator[Finding]:
        rule = self.rules[code]
        if wanted(rule, self.settings):
            yield Finding(code, message, rule.severity, span, fix=fix, hint=hint)


def _within(span: Span, comment: Suppression, stretches: Iterable[Span]) -> bool:
    if span.file != comment.span.file:
        return False
    if span.line <= comment.line <= span.end_line:
        return True
    return any(one.line <= span.line <= one.end_line for one in stretches)
