"""A framework read without its schema, for who must answer before the schema would be built.

The same document gives the same values, in classes that do nothing. Whatever is not sure to be as the schema wants it
is refused as `Unfit`, and the schema then says what is wrong; so nothing is told here. `panels` and `process` are
checked and not kept: who asks for them waits for the schema.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from waypost.framework import moves, texts
from waypost.framework.kinds import AtOrAbove, Kind, PathKind, Raters, Scope, SeatKind
from waypost.framework.lookups import AsksByBand, Lookups
from waypost.framework.plain_words import (
    KEY,
    REQUIRED,
    Plain,
    Read,
    Unfit,
    day,
    duration,
    flag,
    is_tidy,
    key,
    keyed,
    line,
    lines,
    list_of,
    mapping,
    matching,
    one_of,
    pairs,
    prose,
    record,
    score,
    whole,
)

_VERSION = re.compile(r"(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})")
_CODE = re.compile(r"[A-Z]{2,6}[0-9]{1,4}")


class Asked(Plain):
    """What a packet must contain."""

    def __init__(self, /, **parts: Any) -> None:
        super().__init__(**{**dict.fromkeys(_ASKED), **parts})

    def __iter__(self) -> Any:
        return iter(self.__dict__.items())


class Evidence(AsksByBand, Plain):
    """What a packet must contain, for everyone and from bands up."""


class PlainFramework(Lookups, Plain):
    """A framework; what it does not hold is asked of the one that the schema makes."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or "in_full" not in self.__dict__:
            raise AttributeError(name)
        return getattr(self.__dict__["in_full"](), name)

    def model_copy(self, *, update: Mapping[str, Any]) -> Any:
        """The same with other parts, without remembered lookups, which were made from the old ones."""
        kept = {name: part for name, part in self.__dict__.items() if name not in {"criteria", "index"}}
        return type(self)(**{**kept, **update})


def _paths(raw: Any) -> tuple[Any, ...]:
    if not isinstance(raw, list) or len(raw) > moves.LINES_OF_PATHS:
        raise Unfit
    return tuple(dict.fromkeys(move for line in raw for move in _moves(line)))


def _moves(line: Any) -> list[Plain]:
    kind, found = moves.read_line(line)
    if not 0 < len(found) <= moves.MOVES_IN_A_LINE or not all(
        map(KEY.fullmatch, (key for pair in found for key in pair))
    ):
        raise Unfit
    return [Move(kind=PathKind(kind), source=source, target=target) for source, target in found]


def _statement(raw: Any) -> Any:
    return _full_statement({"says": raw} if isinstance(raw, str) else raw)


class _AsTheyAre:
    """Statements whose texts are taken as they are and noted, so that all of them can be looked at together."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def __call__(self, raw: Any) -> Plain:
        """One statement; Unfit where it is of another shape than most."""
        parts: dict[str, Any] = {"says": raw, "looks_like": (), "shown_by": (), "about": ""}
        if type(raw) is dict:
            for word, said in raw.items():
                if word == "says":
                    parts["says"] = said
                elif word in _LISTS and type(said) is list and len(said) <= _EXAMPLES:
                    parts[_LISTS[word]] = tuple(said)
                    self.texts += said
                else:
                    raise Unfit
        self.texts.append(parts["says"])
        return Statement.holding(parts)

    def tidy(self) -> bool:
        """Whether every text is one, and as it should be already."""
        try:
            together = " ".join(self.texts)
        except TypeError:
            return False
        long = max(map(len, self.texts), default=0) > texts.LINE_LENGTH
        return all(self.texts) and not long and is_tidy(together)


def _cell(raw: Any, criterion: str, level: str, statement: Callable[[Any], Plain]) -> Plain:
    if isinstance(raw, dict) and "says" not in raw:
        if raw.keys() != {"same as"}:
            raise Unfit
        return Cell(criterion=criterion, level=level, statements=(), same_as=key(raw["same as"]))
    statements = raw if isinstance(raw, list) else [raw]
    if len(statements) > 100:
        raise Unfit
    held = tuple(map(statement, statements))
    return Cell.holding({"criterion": criterion, "level": level, "statements": held, "same_as": None})


def _cells(raw: Any) -> tuple[Any, ...]:
    """The expectations: nearly always their texts are tidy, which shows at once; if not, each is looked at."""
    as_they_are = _AsTheyAre()
    try:
        found = _every_cell(raw, as_they_are)
    except Unfit:
        return _every_cell(raw, _statement)
    return found if as_they_are.tidy() else _every_cell(raw, _statement)


def _every_cell(raw: Any, statement: Callable[[Any], Plain]) -> tuple[Any, ...]:
    found: list[Plain] = []
    known: set[str] = set()
    for criterion, row in mapping(raw).items():
        cells = mapping({} if row is None else row)
        asking = {level: cell for level, cell in cells.items() if cell not in (None, [], {})}
        known.update(key(name) for name in (criterion, *asking) if name not in known)
        found += [_cell(cell, criterion, level, statement) for level, cell in asking.items()]
    return tuple(found)


def _evidence(raw: Any) -> Plain:
    body = mapping(raw)
    if not all(name == "everyone" or name.startswith(moves.EVIDENCE_BAND) for name in body):
        raise Unfit
    bands = tuple(
        (name.removeprefix(moves.EVIDENCE_BAND).strip(), _requirements(part))
        for name, part in body.items()
        if name != "everyone"
    )
    if not all(KEY.fullmatch(band) for band, _ in bands):
        raise Unfit
    everyone = _requirements(body["everyone"]) if "everyone" in body else _usual
    return Evidence(everyone=everyone, from_bands=bands)


class Point(Plain): ...


class Pay(Plain): ...


class Band(Plain): ...


class Track(Plain): ...


class Level(Plain): ...


class Move(Plain): ...


class Criterion(Plain): ...


class Dimension(Plain): ...


class Statement(Plain): ...


class Cell(Plain): ...


class Title(Plain): ...


class Size(Plain): ...


class Waiver(Plain): ...


class Checked(Plain):
    """A part that is checked and not kept."""


_ASKED = (
    "self",
    "manager",
    "peers",
    "peers_outside_team",
    "work_products",
    "quantitative",
    "qualitative",
    "attested",
    "scope_document_within_days",
)
_EXAMPLES = 50
_LISTS = {"looks like": "looks_like", "shown by": "shown_by"}
_count = whole(0, 100)
_full_statement = record(
    Statement,
    says=(line, REQUIRED),
    looks_like=(lines(_EXAMPLES), ()),
    shown_by=(lines(_EXAMPLES), ()),
    about=(prose, ""),
)
_requirements = record(
    Asked,
    **dict.fromkeys(_ASKED[:-2], (_count, None)),
    attested=(flag, None),
    scope_document_within_days=(whole(1, 1000), None),
)
_usual = Asked(self=1, manager=1, peers=3, peers_outside_team=1, work_products=1)
_pay = record(
    Pay,
    currency=(matching(re.compile(r"[A-Z]{3}")), REQUIRED),
    low=(whole(0, 10**12), REQUIRED),
    high=(whole(0, 10**12), REQUIRED),
)
_criterion = record(Criterion, title=(line, REQUIRED), must=(flag, False), about=(prose, ""))
_panel = record(
    Checked,
    judges=(list_of(one_of(Kind), 3), ()),
    seats=(pairs(one_of(SeatKind), whole(1, 20)), REQUIRED),
    at_or_above=(one_of(AtOrAbove), None),
)
_windows = record(
    Checked, **dict.fromkeys(("gathering", "review", "calibration", "telling", "appeal"), (duration, None))
)
_groups = record(Checked, numbers=(whole(3, 1000), None), comments=(whole(3, 1000), None))
_rhythm = record(Checked, scope_document_every=(duration, None), technical_review_every=(duration, None))
_SECTIONS: Mapping[str, tuple[str, Read, Any]] = {
    "waypost": ("format", whole(1, 1), 1),
    "name": ("name", key, REQUIRED),
    "title": ("title", line, REQUIRED),
    "version": ("version", matching(_VERSION), REQUIRED),
    "reviewed": ("reviewed", day, None),
    "owner": ("owner", line, "unassigned"),
    "about": ("about", prose, ""),
    "organisation": (
        "organisation",
        record(Size, engineers=(whole(1, 10_000_000), None)),
        Size(engineers=None),
    ),
    "scale": (
        "scale",
        keyed(record(Point, value=(_count, REQUIRED), title=(line, REQUIRED), bar=(flag, False)), 20, least=2),
        REQUIRED,
    ),
    "bands": (
        "bands",
        keyed(record(Band, title=(line, REQUIRED), pay=(_pay, None), forums=(list_of(key, 50), ())), 100),
        REQUIRED,
    ),
    "tracks": (
        "tracks",
        keyed(
            record(
                Track,
                title=(line, REQUIRED),
                primary=(one_of(Kind), REQUIRED),
                weights=(pairs(key, whole(1, 100)), REQUIRED),
                about=(prose, ""),
            ),
            50,
        ),
        REQUIRED,
    ),
    "levels": (
        "levels",
        keyed(
            record(
                Level,
                title=(line, REQUIRED),
                track=(key, REQUIRED),
                band=(key, REQUIRED),
                scope=(one_of(Scope), None),
                adds_to=(key, None),
                about=(prose, ""),
            ),
            texts.MAX_LEVELS,
        ),
        REQUIRED,
    ),
    "paths": ("paths", _paths, ()),
    "dimensions": (
        "dimensions",
        keyed(
            record(
                Dimension,
                title=(line, REQUIRED),
                kind=(one_of(Kind), REQUIRED),
                criteria=(keyed(_criterion, 100), REQUIRED),
                about=(prose, ""),
            ),
            50,
        ),
        REQUIRED,
    ),
    "expectations": ("expectations", _cells, ()),
    "titles by score": (
        "titles_by_score",
        list_of(record(Title, from_=(score, REQUIRED), title=(line, REQUIRED)), 100),
        (),
    ),
    "evidence": ("evidence", _evidence, Evidence(everyone=_usual, from_bands=())),
    "panels": (
        "",
        record(
            Checked,
            technical=(_panel, None),
            strategic=(_panel, None),
            facilitator=(_panel, None),
            decides=(one_of(SeatKind), None),
        ),
        None,
    ),
    "process": (
        "",
        record(
            Checked,
            windows=(_windows, None),
            cycles=(list_of(day, 100), ()),
            **{"answer_what-would-it-take_within": (duration, None)},
            small_groups=(_groups, None),
            raters=(one_of(Raters), None),
            grace=(duration, None),
            rhythm=(_rhythm, None),
        ),
        None,
    ),
    "waivers": (
        "waivers",
        list_of(
            record(
                Waiver,
                ignore=(list_of(matching(_CODE), 50, least=1), REQUIRED),
                says=(line, REQUIRED),
                because=(line, REQUIRED),
                until=(day, REQUIRED),
            ),
            500,
        ),
        (),
    ),
}


def plain_framework(document: Any, in_full: Callable[[], Any]) -> PlainFramework:
    """The framework of a document as it was composed; `in_full` gives the one of the schema. Unfit where unsure."""
    body = mapping(document)
    if not body.keys() <= _SECTIONS.keys():
        raise Unfit
    parts: dict[str, Any] = {}
    for word, (name, read, default) in _SECTIONS.items():
        value = read(body[word]) if word in body else default
        if value is REQUIRED:
            raise Unfit
        if name:
            parts[name] = value
    return PlainFramework(**{**parts, "expectations": _in_order(parts)}, in_full=in_full)


def _in_order(parts: Mapping[str, Any]) -> tuple[Any, ...]:
    """Expectations by criterion, then level, as the schema has them."""
    keys = [one.key for dimension in parts["dimensions"] for one in dimension.criteria]
    criteria = {key: place for place, key in enumerate(keys)}
    levels = {level.key: place for place, level in enumerate(parts["levels"])}
    last = len(criteria) + len(levels)
    cells: Any = parts["expectations"]
    return tuple(sorted(cells, key=lambda one: (criteria.get(one.criterion, last), levels.get(one.level, last))))
