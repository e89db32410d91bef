"""Titles -> the kind of work they speak of, as far as words tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from waypost.framework.schema import Kind

_KIND_WORDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.TECHNICAL: ("technical", "engineering", "code", "craft", "architect", "system", "design", "quality"),
    Kind.STRATEGIC: ("impact", "business", "strateg", "deliver", "result", "outcome", "product", "customer"),
    Kind.PEOPLE: ("collaborat", "communicat", "leader", "people", "team", "mentor", "culture", "agency"),
}
_MANAGES_PEOPLE = re.compile(
    r"(?<!product )(?<!program )(?<!programme )(?<!project )(?<!account )\b(managers?|management|people lead\w*)\b",
    re.IGNORECASE,
)
_LEADS_PEOPLE = re.compile(r"\b(?:head of|director|vice president|vp)\b", re.IGNORECASE)
_STAFF = re.compile(r"\b(staff|principal|distinguished|fellow|director|head|vp)\b", re.IGNORECASE)


def kind_of_dimension(title: str, criteria: Iterable[str]) -> tuple[Kind, bool]:
    """The kind that the dimension's title speaks of, or most of its criteria's titles, and whether any word did.

    Technical if none does.
    """
    for titles in ((title,), tuple(criteria)):
        counts = {kind: _count(titles, words) for kind, words in _KIND_WORDS.items()}
        best = max(counts, key=counts.__getitem__)
        if counts[best]:
            return best, True
    return Kind.TECHNICAL, False


def kind_of_track(title: str, dimensions: Sequence[Kind], levels: Sequence[str] = ()) -> Kind:
    """What a track is about: people where its title says that it manages them, or those of most of its levels do, else
    technical work, unless all that it asks is strategic or strategy and people."""
    managers = sum(bool(_MANAGES_PEOPLE.search(one) or _LEADS_PEOPLE.search(one)) for one in levels)
    if _MANAGES_PEOPLE.search(title) or managers * 2 > len(levels):
        return Kind.PEOPLE
    return Kind.STRATEGIC if Kind.TECHNICAL not in dimensions and Kind.STRATEGIC in dimensions else Kind.TECHNICAL


def speaks_of_staff(titles: Sequence[str]) -> list[int]:
    """The places of the titles at Staff or above; those of managers only where nothing else speaks of it."""
    named = [place for place, title in enumerate(titles) if _STAFF.search(title)]
    return named or [place for place, title in enumerate(titles) if _MANAGES_PEOPLE.search(title)]


def _count(titles: Iterable[str], words: tuple[str, ...]) -> int:
    text = " ".join(titles).lower()
    return sum(text.count(word) for word in words)
