"""Texts of any length -> texts that the format holds: what is too long for one line goes to where there is room."""

from __future__ import annotations

import re
from dataclasses import replace

from waypost.framework.importers.completing.keys import same
from waypost.framework.importers.found import FoundStatement
from waypost.framework.texts import TURNING
from waypost.framework.words import LINE_LENGTH, PROSE_LENGTH

MOST_EXAMPLES = 50
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_TURNING = re.compile(f"[{TURNING}]")
_SENTENCE_END = re.compile(r"[.!?。！？](?=\s)|[。！？]")


def clean(text: str) -> str:
    """The text without characters that no document holds: line ends of other systems are made ours, half characters
    are marked, what steers a printer becomes a space, and what turns the direction of writing is left out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    text = _TURNING.sub("", text)
    if not _CONTROL.search(text):
        return text
    return _CONTROL.sub(lambda found: "\ufffd" if found.group() >= "\ud800" else " ", text)


def one_line(text: str) -> tuple[str, str]:
    """The text as one line that the format holds, and what did not fit: whole sentences, or else whole words."""
    line = " ".join(clean(text).split())
    if len(line) <= LINE_LENGTH:
        return line, ""
    ends = [found.end() for found in _SENTENCE_END.finditer(line, 0, LINE_LENGTH)]
    cut = ends[-1] if ends else line.rfind(" ", 0, LINE_LENGTH + 1)
    cut = cut if cut > 0 else LINE_LENGTH
    return line[:cut].rstrip(), line[cut:].lstrip()


def paragraphs(*texts: str) -> str:
    """The texts below each other, without those that are empty."""
    return "\n\n".join(text for text in (clean(text).strip() for text in texts) if text)


def described(*texts: str) -> str:
    """The texts below each other; a paragraph that several files say in the same words stands once."""
    told: dict[str, str] = {}
    for paragraph in paragraphs(*texts).split("\n\n"):
        told.setdefault(same(paragraph).rstrip("."), paragraph)
    return "\n\n".join(told.values())


def prose(text: str) -> tuple[str, str]:
    """The text as far as the format holds it, cut between paragraphs, lines or words, and the rest."""
    if len(text) <= PROSE_LENGTH:
        return text, ""
    for mark in ("\n\n", "\n", " "):
        cut = text.rfind(mark, 0, PROSE_LENGTH + 1)
        if cut > 0:
            return text[:cut], text[cut:].lstrip()
    return text[:PROSE_LENGTH], text[PROSE_LENGTH:]


def fitted(statement: FoundStatement) -> tuple[FoundStatement | None, str]:
    """The statement as the format holds it and what found no place in it; None if it says nothing at all.

    What is too long to be said in one line is explained, and so are examples that are too long or too many.
    """
    says, more = one_line(statement.says)
    looks_like, moved = _lines(statement.looks_like)
    shown_by, shown = _lines(statement.shown_by)
    about = paragraphs(more, statement.about, *moved, *shown)
    if not says:
        says, about = one_line(about)
        if not says and (looks_like or shown_by):
            says, looks_like, shown_by = "; ".join((*looks_like, *shown_by)), (), ()
            says, about = one_line(says)
    about, rest = prose(about)
    if not says:
        return None, ""
    return replace(statement, says=says, looks_like=looks_like, shown_by=shown_by, about=about), rest


def _lines(texts: tuple[str, ...]) -> tuple[tuple[str, ...], list[str]]:
    """The texts that are lines, at most as many as the format holds, and the others."""
    kept: list[str] = []
    moved: list[str] = []
    for text in texts:
        line, more = one_line(text)
        if more or len(kept) >= MOST_EXAMPLES:
            moved.append(text)
        elif line:
            kept.append(line)
    return tuple(kept), moved
