"""What the titles around a table are the titles of: the framework, a track, a dimension, a criterion."""

from __future__ import annotations

import re
from dataclasses import dataclass

from waypost.framework.importers.level_words import looks_like_level
from waypost.framework.importers.tables.words import plain, squash

UNNAMED_TRACK = "Engineering"
UNNAMED_DIMENSION = "Expectations"

_TRACK = re.compile(
    r"\b(?:tracks?|paths?|ladder|job family|roles?|ic|individual contributors?|management"
    r"|back-?end|front-?end|full-?stack|mobile|ios|android|devops|sre|qa|machine learning)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:framework|matrix|rubric|career (?:ladders?|paths?)|levell?ing guide)s?$", re.IGNORECASE)
_GENERIC = frozenset(
    plain(
        "framework ladder matrix level career competency competence rubric expectation overview table engineering grid "
        "skill development progression guide growth the of and for a by our sheet tabelle feuil hoja 1 2 3 data "
        "leveling levelling role grade band criterion matrice"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Naming:
    """What the caller knows: the nearest heading, and the track if the table stands in one. `cumulative` if the text
    around it says that levels add up; `dimension` if the table is known to be one."""

    heading: str = ""
    track: str = ""
    dimension: str = ""
    cumulative: bool = False

    @property
    def framework(self) -> str:
        """The heading where it is the title of all and of nothing in it."""
        return self.heading if is_generic(self.heading) else ""


@dataclass(frozen=True, slots=True)
class Names:
    """What a table's levels and criteria belong to where the table itself does not say. `told` is left of the titles
    around it once those have their place."""

    track: str
    dimension: str
    criterion: str
    told: tuple[str, ...]


def is_generic(title: str) -> bool:
    """Whether a title says no more than that this is a ladder: `Career framework`, `Levels`, `Sheet1`."""
    words = re.sub(r"(\d+)$", r" \1", plain(title)).split()
    return bool(words) and (all(word in _GENERIC for word in words) or _WHOLE.search(title) is not None)


def names_of(naming: Naming, captions: tuple[str, ...], *, has_dimensions: bool) -> Names:
    """The names for one table: `captions` are the lone texts above it, the first of them a title."""
    caption = captions[0] if captions and len(captions[0]) <= 80 else ""
    told = list(captions[1:] if caption else captions)
    titles = [one for one in dict.fromkeys((caption, naming.heading)) if one and not is_generic(one)]
    if len(titles) == 2 and squash(titles[0]).startswith(squash(titles[1])):
        told = [titles[0], *told] if squash(titles[0]) != squash(titles[1]) else told
        titles = titles[1:]
    elif caption and is_generic(caption):
        told = [caption, *told]
    track = naming.track or next((one for one in titles if is_track(one)), "")
    rest = [one for one in titles if squash(one) != squash(track)]
    if not track and has_dimensions and rest:
        track = rest.pop(0)
    if naming.dimension:
        rest = [naming.dimension, *(one for one in rest if squash(one) != squash(naming.dimension))]
    dimension = rest[0] if rest else ""
    criterion = rest[0] if rest else ""
    told = [*rest[1:], *told] if caption in rest[1:] else told
    return Names(track or UNNAMED_TRACK, dimension or UNNAMED_DIMENSION, criterion or UNNAMED_DIMENSION, tuple(told))


def is_track(title: str) -> bool:
    """Whether a title is that of a way to grow: a role, or a word for it."""
    return looks_like_level(title) or (_TRACK.search(title) is not None and len(title) <= 60)
