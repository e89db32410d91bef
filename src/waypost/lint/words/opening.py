"""What may stand before a statement's own verb: a pronoun, an adverb, nothing."""

from __future__ import annotations

import re

from waypost.lint.words.late import Late

_BEFORE = Late(r"(?:(?:[-•*\d.)]+\s*)?(?:they|you|she|he|i|we|who)\s+)?(?:also\s+|[a-z]+ly\s+)?", re.IGNORECASE)


def opens(text: str, start: int) -> bool:
    """Whether the word that begins at `start` is the first verb of its sentence."""
    before = text[:start]
    sentence = before[max(before.rfind(mark) for mark in (". ", "; ", ".\n", "\n")) + 1 :].lstrip()
    return bool(_BEFORE.fullmatch(sentence))


def begins(text: str, start: int) -> bool:
    """Whether it is that of the first sentence, where a statement says what it is about."""
    return start < 40 and bool(_BEFORE.fullmatch(text[:start].lstrip()))
