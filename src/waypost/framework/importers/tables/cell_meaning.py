"""What a cell says without asking anything: nothing here, the same as before, all of that and more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from waypost.framework.importers.found import FoundStatement
from waypost.framework.importers.tables.words import squash


class Says(StrEnum):
    """What is meant by a cell that holds something."""

    ASKS = "asks"
    NOTHING = "nothing"
    UNKNOWN = "to be written"
    SAME = "same"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a cell means: `asks` what it asks itself; `of` the level it names, empty for the one before."""

    says: Says
    asks: tuple[FoundStatement, ...] = ()
    of: str = ""
    words: str = ""


_NOTHING = re.compile(
    r"^(?:n\s*/?\s*a\.?|none|nothing(?: yet)?|[-–—.·]{1,3}|∅|nil|entfällt|aucun|keine"
    r"|not (?:applicable|expected|required|asked|assessed)(?: (?:yet|here|at this level))?"
    r"|no expectations?(?: at this level)?)\.?$",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(
    r"^(?:tbd|tbc|tba|todo|to do|wip|to be (?:defined|decided|written|done)|coming soon|\?+|…|\.{3})\.?$", re.IGNORECASE
)
_MARK = re.compile(
    r"^(?:[\"“”″〃]{1,2}|''|,,|ditto|idem|id\.|=|[←⇐⟵↤]|<-+|<{2}|[→⇒⟶➔➡]\ufe0f?|-+>|>{2}|↑|\^)$", re.IGNORECASE
)
_BEFORE = (
    r"(?:the )?(?:previous|before|above|prior|last|left|lower|preceding|earlier)"
    r"(?: (?:levels?|ones?|columns?|rows?|cells?|steps?|grades?|stages?))?"
)
_SAME = re.compile(
    r"^(?:(?:the )?same(?: (?:as|at|expectations? as|expectations? at))?|as|see|like|equal to|identical to"
    r"|continues? (?:as|from)|meets? (?:all )?(?:expectations? (?:of|for))?|no changes?(?: from)?|unchanged(?: from)?)"
    r"\s*(?P<of>.*)$",
    re.IGNORECASE,
)
_ALONE = re.compile(r"^(?:the same|same|no changes?|unchanged|as is)\.?$", re.IGNORECASE)
_MORE = re.compile(
    r"^(?:(?:everything|all expectations?|all of the|all the expectations?|all|the same|same)?\s*"
    r"(?:in addition to|on top of|required (?:at|for|of)|as in|as at|beyond|in|from|at|of|as|for)\s+"
    r"(?:a |an |the )?(?P<of>[^,;:]{1,60}?)\s*(?:[,;:]\s*(?:plus|and(?: also)?|as well as)?\s*:?|\s+plus:?|\s+and:)"
    r"|all (?:of )?the above\s*[,;:]?\s*(?:plus|and)\s*:?|plus:|additionally:|in addition:|and also:)\s*(?P<rest>.*)$",
    re.IGNORECASE,
)


def meaning_of(lines: tuple[FoundStatement, ...], *, levels: tuple[str, ...], plus: bool = True) -> Meaning:
    """What the cell means, where these are the titles of the levels. `plus`: whether a leading `+` means "and more"."""
    text = " ".join(line.says for line in lines).strip()
    if len(lines) == 1 and not lines[0].looks_like and not lines[0].shown_by:
        for pattern, says in (
            (_UNKNOWN, Says.UNKNOWN),
            (_MARK, Says.SAME),
            (_NOTHING, Says.NOTHING),
            (_ALONE, Says.SAME),
        ):
            if pattern.match(text):
                return Meaning(says, words=text)
        of = _same_as(text, levels)
        if of is not None:
            return Meaning(Says.SAME, of=of, words=text)
    first = lines[0].about or lines[0].says
    if re.match(r"^\+\s*\S", first):
        bare = tuple(_changed(line, line.says.lstrip("+ ")) for line in lines)
        return Meaning(Says.MORE, bare, words="+") if plus else Meaning(Says.ASKS, bare)
    more = _MORE.match(first) if len(first) <= 400 else None
    of = _level(more["of"] or "above", levels) if more else None
    if more is None or of is None:
        return Meaning(Says.ASKS, lines)
    rest = more["rest"].strip()
    words = first if not rest else first[: -len(rest)].strip()
    if lines[0].about:
        asks = (_changed(lines[0], lines[0].says, about=rest), *lines[1:])
    else:
        asks = (_changed(lines[0], rest), *lines[1:]) if rest else lines[1:]
    return Meaning(Says.MORE if asks else Says.SAME, asks, of=of, words=words)


def _same_as(text: str, levels: tuple[str, ...]) -> str | None:
    found = _SAME.match(text) if len(text) <= 80 else None
    return _level(found["of"], levels) if found and found["of"].strip() else None


def _level(words: str, levels: tuple[str, ...]) -> str | None:
    """The title of the level that is meant, empty for the one before; None if no level is."""
    bare = words.strip(" .:*_").removeprefix("for ").removeprefix("the ").removeprefix("at ")
    if re.fullmatch(_BEFORE, bare, re.IGNORECASE):
        return ""
    wanted = squash(re.sub(r"\s+(?:level|expectations?)$", "", bare, flags=re.IGNORECASE))
    named = [title for title in levels if squash(title) == wanted or wanted in _short_names(title)]
    return named[0] if len(named) == 1 or (named and wanted == squash(named[0])) else None


def _short_names(title: str) -> set[str]:
    """What a level is called in passing: `L2` and `Senior` for `L2 - Senior (IC)`."""
    return {squash(part) for part in re.split(r"\s*[-–—:/|()]\s*", title) if part.strip()}


def _changed(line: FoundStatement, says: str, *, about: str | None = None) -> FoundStatement:
    told = line.about if about is None else about
    return FoundStatement(says, line.origin, line.looks_like, line.shown_by, told)
