"""Whether a statement names something that can be seen: a made thing, an event, a number, an example.

Systems, features, projects and processes are no such things: every ladder has them in every line.
"""

from __future__ import annotations

from functools import cache, lru_cache

from waypost.lint.words.late import Late
from waypost.lint.words.lexicon import words

_SHOWN = Late(r"\d|`|\be\.?g\b|\bex:|\bi\.e\b|\bsuch as\b|\bfor (?:example|instance)\b|\bincluding\b|[\"“]|: .*,")
_NAMES = Late(r"\b[A-Z]{2,5}s?\b|\b[a-z]+[A-Z]\w*|\b[A-Z][a-z]+[A-Z]\w+")
_NO_NAMES = frozenset(
    ["HR", "IC", "ICs", "EM", "EMs", "PM", "PMs", "VP", "VPs", "CTO", "CEO", "EPD", "IT", "II", "III", "IV"]
)
_WORDS = Late(r"[a-z0-9][a-z0-9:]*(?:['-][a-z0-9]+)*")


@lru_cache(maxsize=8192)
def is_concrete(text: str) -> bool:
    """Whether something in the text can be pointed at, so that judging words in it have something to stand on."""
    small = text.lower().replace("’", "'")
    met = _WORDS.findall(small)
    if not _things().isdisjoint(met):
        return True
    joined = [word.replace("'s", "") for word in met if "-" in word or "'" in word]
    if any(part in _things() for word in joined for part in word.split("-")):
        return True
    return has_example(small) or any(name not in _NO_NAMES for name in _NAMES.findall(text))


def has_example(small: str) -> bool:
    """Whether an example, a figure or somebody's words stand in a text in small letters."""
    return bool(_SHOWN.search(small))


@cache
def _things() -> frozenset[str]:
    named = words("concrete")
    return named | {f"{thing}s" for thing in named}
