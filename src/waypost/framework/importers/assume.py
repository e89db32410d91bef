"""What was found in somebody's rubric -> a complete framework, with every assumption told.

A rubric says what is judged and what is asked. It says nothing of bands, weights, evidence, panels or process; those
are filled with Waypost's defaults, and each is listed so that the owner can mend it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from waypost.framework.faults import ReadError
from waypost.framework.schema import (
    Band,
    Criterion,
    Dimension,
    EvidencePolicy,
    Expectation,
    Framework,
    Kind,
    Level,
    Path,
    PathKind,
    Point,
    Requirements,
    Statement,
    Track,
)

FIRST_STAFF_LEVEL = 5
"""Where Staff begins when no title says it: the fifth rung, as on most ladders of six or seven."""

_SCALE = (
    Point(key="none", value=0, title="Not seen yet"),
    Point(key="partly", value=1, title="Seen, not yet steady or not at this scope"),
    Point(key="meets", value=2, title="Steady at this level"),
    Point(key="beyond", value=3, title="Already at the next"),
)
_STAFF_EVIDENCE = Requirements(quantitative=1, qualitative=2, attested=True, scope_document_within_days=100)
_STAFF_TITLES = re.compile(r"\b(staff|principal|distinguished|fellow|manager|director|head|vp)\b", re.IGNORECASE)
_KIND_WORDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.TECHNICAL: ("technical", "engineering", "code", "craft", "architect", "system", "design", "quality"),
    Kind.STRATEGIC: ("impact", "business", "strateg", "deliver", "result", "outcome", "product", "customer"),
    Kind.PEOPLE: ("collaborat", "communicat", "leader", "people", "team", "mentor", "culture", "agency"),
}


@dataclass(frozen=True, slots=True)
class FoundCriterion:
    """A criterion with what it asks at each numbered level; blank levels are left out."""

    title: str
    about: str
    asks: tuple[tuple[int, Statement], ...]


@dataclass(frozen=True, slots=True)
class FoundDimension:
    """A group of criteria."""

    title: str
    about: str
    criteria: tuple[FoundCriterion, ...]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the owner can say beforehand. `level_titles` from the first level up; more of them than levels is an error
    of the caller."""

    name: str
    title: str
    owner: str = "unassigned"
    level_titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """A complete framework with what was assumed, or None and what is wrong with the source."""

    framework: Framework | None
    assumptions: tuple[str, ...] = ()
    errors: tuple[ReadError, ...] = ()


@dataclass(slots=True)
class _Names:
    """Keys made of titles, each once."""

    taken: set[str] = field(default_factory=set)

    def key(self, title: str) -> str:
        stem = slug(title)
        key, number = stem, 2
        while key in self.taken:
            key, number = f"{stem}-{number}", number + 1
        self.taken.add(key)
        return key


def slug(title: str) -> str:
    """A title as a key: small letters, digits and hyphens, at most 60."""
    ascii_ = unicodedata.normalize("NFKD", title.replace("&", " and ")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_.lower()).strip("-")[:60].strip("-") or "unnamed"


def complete(found: Sequence[FoundDimension], *, levels: int, wishes: Wishes) -> Imported:
    """A framework of one straight ladder with this many levels, and what had to be assumed for it."""
    criterion_names, dimension_names = _Names(), _Names()
    dimensions, cells, kinds = [], [], []
    for dimension in found:
        criteria = []
        for one in dimension.criteria:
            key = criterion_names.key(one.title)
            criteria.append(Criterion(key=key, title=one.title, about=one.about))
            cells += [
                Expectation(criterion=key, level=_level_key(number), statements=(statement,))
                for number, statement in one.asks
            ]
        kind, known = _kind(dimension)
        kinds.append(f"{dimension.title} is {kind}" + ("" if known else " (no word of it told)"))
        dimensions.append(
            Dimension(
                key=dimension_names.key(dimension.title),
                title=dimension.title,
                about=dimension.about,
                kind=kind,
                criteria=tuple(criteria),
            )
        )
    titles = _titles(levels, wishes.level_titles)
    staff = _staff_level(titles)
    track = _track(dimensions)
    framework = Framework(
        name=wishes.name,
        title=wishes.title,
        version="0.1.0",
        owner=wishes.owner,
        scale=_SCALE,
        bands=tuple(Band(key=_band_key(number), title=f"Band {number}") for number in range(1, levels + 1)),
        tracks=(track,),
        levels=tuple(
            Level(key=_level_key(number), title=title, track=track.key, band=_band_key(number))
            for number, title in enumerate(titles, start=1)
        ),
        paths=tuple(
            Path(kind=PathKind.PROMOTION, source=_level_key(number), target=_level_key(number + 1))
            for number in range(1, levels)
        ),
        dimensions=tuple(dimensions),
        expectations=tuple(cells),
        evidence=EvidencePolicy(from_bands=((_band_key(staff), _STAFF_EVIDENCE),) if staff else ()),
    )
    return Imported(framework, tuple(_assumptions(framework, kinds, staff, wishes)))


def _level_key(number: int) -> str:
    return f"level-{number}"


def _band_key(number: int) -> str:
    return f"band-{number}"


def _titles(levels: int, wished: tuple[str, ...]) -> list[str]:
    return [wished[number] if number < len(wished) else f"Level {number + 1}" for number in range(levels)]


def _staff_level(titles: Sequence[str]) -> int | None:
    """The number of the first level at Staff, by its title or, where no title says anything, by its place."""
    named = [number for number, title in enumerate(titles, start=1) if _STAFF_TITLES.search(title)]
    if named:
        return named[0]
    return FIRST_STAFF_LEVEL if len(titles) >= FIRST_STAFF_LEVEL else None


def _kind(dimension: FoundDimension) -> tuple[Kind, bool]:
    """The kind that the dimension's title speaks of, or that of most of its criteria; technical if none does."""
    for titles in ((dimension.title,), tuple(one.title for one in dimension.criteria)):
        counts = {kind: _count(titles, words) for kind, words in _KIND_WORDS.items()}
        best = max(counts, key=counts.__getitem__)
        if counts[best]:
            return best, True
    return Kind.TECHNICAL, False


def _count(titles: Iterable[str], words: tuple[str, ...]) -> int:
    text = " ".join(titles).lower()
    return sum(text.count(word) for word in words)


def _track(dimensions: Sequence[Dimension]) -> Track:
    """One track for everyone; every dimension weighs the same, and what is left over goes to the first ones."""
    share, left = divmod(100, len(dimensions))
    weights = tuple((one.key, share + (1 if place < left else 0)) for place, one in enumerate(dimensions))
    kinds = [one.kind for one in dimensions]
    primary = Kind.TECHNICAL if Kind.TECHNICAL in kinds else kinds[0]
    return Track(key="engineering", title="Engineering", primary=primary, weights=weights)


def _assumptions(framework: Framework, kinds: Sequence[str], staff: int | None, wishes: Wishes) -> Iterable[str]:
    levels = len(framework.levels)
    track = framework.tracks[0]
    yield "Kinds, which decide who judges: " + "; ".join(kinds) + "."
    if len(wishes.level_titles) < levels:
        yield (
            f"Titles: the levels are called Level 1 to Level {levels}."
            if not wishes.level_titles
            else (f"Titles: the levels above {wishes.level_titles[-1]} are called by their number.")
        )
    yield f"Tracks: one, {track.title}, about {track.primary} work."
    yield "Weights: " + ", ".join(f"{dimension} {weight}" for dimension, weight in track.weights) + "."
    yield f"Bands: one for each level, band-1 to band-{levels}, without pay."
    yield "Paths: one step at a time, from each level to the next." if levels > 1 else "Paths: none."
    yield "Must-haves and scopes: none; say them where they hold."
    yield "Scale: " + ", ".join(f"{point.key} {point.value}" for point in framework.scale) + "; `meets` is the bar."
    if staff is not None:
        yield (f"Evidence: Waypost's defaults, with more from {framework.levels[staff - 1].title} on, taken for Staff.")
    else:
        yield "Evidence: Waypost's defaults, the same at every level."
    yield "Panels and process: Waypost's defaults; no cycle has a date yet."
    yield "Version 0.1.0; no review date" + ("; nobody owns it yet." if wishes.owner == "unassigned" else ".")
