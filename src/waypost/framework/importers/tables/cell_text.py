"""The text of one cell -> the statements in it: one for each line or bullet, with what explains it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from waypost.framework.importers.found import FoundStatement, Origin

_BULLET = re.compile(r"^(?P<indent>\s*)(?:[-*•‣◦·▪■●○–—]|[0-9]{1,2}[.)]|[a-z][.)])\s+(?P<text>\S.*)$")
_INLINE = re.compile(r"\s+[•‣◦▪●]\s+")
_EXAMPLES = re.compile(r"^(?:(?:for )?examples?|e\.?g\.?|looks like|such as|this looks like)\s*:\s*(?P<rest>.*)$", re.I)
_EVIDENCE = re.compile(r"^(?:evidence|shown by|work products?|artifacts?|artefacts?)\s*:\s*(?P<rest>.*)$", re.I)


@dataclass(slots=True)
class _Draft:
    says: str
    line: int
    looks_like: list[str] = field(default_factory=list)
    shown_by: list[str] = field(default_factory=list)
    about: str = ""


@dataclass(slots=True)
class _Reading:
    """The lines so far. `intro` stands above bullets, `into` is where they go if it is no statement of its own."""

    drafts: list[_Draft] = field(default_factory=list)
    intro: str = ""
    into: list[str] | None = None
    indent: int | None = None

    def bullet(self, text: str, *, indent: int, line: int) -> None:
        if self.indent is None:
            self.indent = indent
        if self.into is not None:
            self.into.append(text)
        elif indent > self.indent and self.drafts:
            self.drafts[-1].looks_like.append(text)
        else:
            self.indent = min(self.indent, indent)
            self.drafts.append(_Draft(text, line, about=self.intro))
            self.intro = ""

    def plain(self, text: str, *, indented: bool, before_bullet: bool, line: int) -> None:
        labelled = _EXAMPLES.match(text) or _EVIDENCE.match(text)
        if labelled and self.drafts:
            last = self.drafts[-1]
            self.into = last.looks_like if _EXAMPLES.match(text) else last.shown_by
            self.into.extend(part for part in re.split(r"\s*;\s*", labelled["rest"]) if part)
            return
        self.into = None
        if text.endswith(":") and before_bullet:
            self.intro = f"{self.intro} {text}".strip()
        elif self.indent is not None and self.drafts and (indented or text[0].islower()):
            self.drafts[-1].says += f" {text}"
        else:
            self.drafts.append(_Draft(text, line))


def statements_in(text: str, origin: Origin, *, lines_count: bool = True) -> tuple[FoundStatement, ...]:
    """The statements in a cell, in order.

    Bullets deeper than the first, and what follows `Examples:` or `Evidence:`, explain the statement above them. With
    `lines_count` a line break in the cell is one in the file; in a spreadsheet it is not.
    """
    reading = _Reading()
    lines = list(_physical(text))
    for place, (number, line) in enumerate(lines):
        bullet = _BULLET.match(line)
        at = origin.line + number if lines_count else origin.line
        if bullet:
            reading.bullet(bullet["text"].strip(), indent=len(bullet["indent"].expandtabs(4)), line=at)
        else:
            following = place + 1 < len(lines) and _BULLET.match(lines[place + 1][1]) is not None
            reading.plain(line.strip(), indented=line[:1].isspace(), before_bullet=following, line=at)
    if reading.intro:
        reading.drafts.append(_Draft(reading.intro, origin.line))
    return tuple(
        FoundStatement(
            draft.says,
            Origin(origin.file, draft.line, origin.column if draft.line == origin.line else 1),
            tuple(draft.looks_like),
            tuple(draft.shown_by),
            draft.about,
        )
        for draft in reading.drafts
    )


def _physical(text: str) -> Iterable[tuple[int, str]]:
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").split("\n")):
        parts = _INLINE.split(line) if line.lstrip()[:1] in set("•‣◦▪●") else [line]
        for place, part in enumerate(parts):
            if part.strip():
                yield number, part if not place else f"• {part}"
