"""A framework read without its schema, for who must answer before the schema would be built.

The same document gives the same values, in classes that do nothing. Whatever is not sure to be as the schema wants it
is refused as `Unfit`, and the schema then says what is wrong; so nothing is told here. `panels` and `process` are
checked and not kept: who asks for them waits for the schema.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from waypost.framework import moves, texts
from waypost.framework.kinds import AtOrAbove, Kind, PathKind, Scope, SeatKind
from waypost.framework.lookups import AsksByBand, Lookups

Read = Callable[[Any], Any]

_VERSION = re.compile(r"(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})")
_KEY = re.compile(texts.KEY_PATTERN[1:-1])
_CODE = re.compile(r"[A-Z]{2,6}[0-9]{1,4}")
_DAY = re.compile(texts.DAY_PATTERN[1:-1])
_DURATION = re.compile(texts.DURATION_PATTERN[1:-1])
_WHOLE = re.compile(r"[0-9]{1,13}")
_SCORE = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")
_REQUIRED: Any = object()


class Unfit(Exception):  # noqa: N818 - it sends the reader to the schema, which tells what is wrong
    """This document is for the schema."""


class Plain:
    """A part of a framework: what was said, by the names of the schema."""

    def __init__(self, /, **parts: Any) -> None:
        self.__dict__.update(parts)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.__dict__})"

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), tuple(self.__dict__.values())))

    def model_copy(self, *, update: Mapping[str, Any]) -> Any:
        """The same with other parts."""
        return type(self)(**{**self.__dict__, **update})


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
        if name.startswith("__") or name in self.__dict__:
            raise AttributeError(name)
        return getattr(self.__dict__["in_full"](), name)


def _line(raw: Any) -> str:
    text = texts.one_line(raw)
    if not isinstance(text, str) or not 1 <= len(text) <= texts.LINE_LENGTH or texts.CONTROL.search(text):
        raise Unfit
    return text


def _prose(raw: Any) -> str:
    text = texts.paragraphs(raw)
    if not isinstance(text, str) or len(text) > texts.PROSE_LENGTH or texts.CONTROL.search(text):
        raise Unfit
    return text


def _matching(pattern: re.Pattern[str]) -> Read:
    def read(raw: Any) -> str:
        if not isinstance(raw, str) or not pattern.fullmatch(raw):
            raise Unfit
        return raw

    return read


def _whole(least: int, most: int) -> Read:
    def read(raw: Any) -> int:
        if not isinstance(raw, str) or not _WHOLE.fullmatch(raw) or not least <= int(raw) <= most:
            raise Unfit
        return int(raw)

    return read


def _one_of(words: type[StrEnum]) -> Read:
    known = {word.value: word for word in words}

    def read(raw: Any) -> StrEnum:
        if not isinstance(raw, str) or raw not in known:
            raise Unfit
        return known[raw]

    return read


def _flag(raw: Any) -> bool:
    if raw not in ("true", "false"):
        raise Unfit
    return bool(raw == "true")


def _day(raw: Any) -> date:
    if not isinstance(raw, str) or not _DAY.fullmatch(raw):
        raise Unfit
    try:
        return date.fromisoformat(raw)
    except ValueError:
        raise Unfit from None


def _duration(raw: Any) -> str:
    if not isinstance(raw, str) or not _DURATION.fullmatch(" ".join(raw.split())):
        raise Unfit
    return raw


def _score(raw: Any) -> float:
    if not isinstance(raw, str) or not _SCORE.fullmatch(raw) or float(raw) > 1_000_000:
        raise Unfit
    return float(raw)


def _list(read: Read, most: int, *, least: int = 0) -> Read:
    def read_all(raw: Any) -> tuple[Any, ...]:
        if not isinstance(raw, list) or not least <= len(raw) <= most:
            raise Unfit
        return tuple(map(read, raw))

    return read_all


def _pairs(key: Read, value: Read) -> Read:
    def read(raw: Any) -> tuple[tuple[Any, Any], ...]:
        return tuple((key(name), value(part)) for name, part in _mapping(raw).items())

    return read


def _mapping(raw: Any) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise Unfit
    return raw


def _record(kind: type[Plain], /, **fields: tuple[Read, Any]) -> Callable[..., Any]:
    """Reads a mapping whose words are the names of the fields with spaces; each with what holds without it."""
    words = {name.rstrip("_").replace("_", " "): (name, read, default) for name, (read, default) in fields.items()}

    def read_record(raw: Any, **given: Any) -> Plain:
        body = _mapping(raw)
        if not body.keys() <= words.keys():
            raise Unfit
        parts = {name: read(body[word]) if word in body else default for word, (name, read, default) in words.items()}
        if any(part is _REQUIRED for part in parts.values()):
            raise Unfit
        return kind(**given, **parts)

    return read_record


def _keyed(record: Callable[..., Any], most: int, *, least: int = 1) -> Read:
    def read(raw: Any) -> tuple[Any, ...]:
        body = _mapping(raw)
        if not least <= len(body) <= most:
            raise Unfit
        return tuple(record(entry, key=_key(name)) for name, entry in body.items())

    return read


def _paths(raw: Any) -> tuple[Any, ...]:
    if not isinstance(raw, list) or len(raw) > moves.LINES_OF_PATHS:
        raise Unfit
    return tuple(dict.fromkeys(move for line in raw for move in _moves(line)))


def _moves(line: Any) -> list[Plain]:
    kind, found = moves.read_line(line)
    if not 0 < len(found) <= moves.MOVES_IN_A_LINE or not all(
        map(_KEY.fullmatch, (key for pair in found for key in pair))
    ):
        raise Unfit
    return [Move(kind=PathKind(kind), source=source, target=target) for source, target in found]


def _statement(raw: Any) -> Any:
    return _full_statement({"says": raw} if isinstance(raw, str) else raw)


def _cell(raw: Any, criterion: str, level: str) -> Plain:
    if isinstance(raw, dict) and "says" not in raw:
        if raw.keys() != {"same as"}:
            raise Unfit
        return Cell(criterion=criterion, level=level, statements=(), same_as=_key(raw["same as"]))
    statements = raw if isinstance(raw, list) else [raw]
    if len(statements) > 100:
        raise Unfit
    return Cell(criterion=criterion, level=level, statements=tuple(map(_statement, statements)), same_as=None)


def _cells(raw: Any) -> tuple[Any, ...]:
    return tuple(
        _cell(cell, _key(criterion), _key(level))
        for criterion, row in _mapping(raw).items()
        for level, cell in _mapping(row if row is not None else {}).items()
        if cell not in (None, [], {})
    )


def _evidence(raw: Any) -> Plain:
    body = _mapping(raw)
    if not all(name == "everyone" or name.startswith(moves.EVIDENCE_BAND) for name in body):
        raise Unfit
    bands = tuple(
        (name.removeprefix(moves.EVIDENCE_BAND).strip(), _requirements(part))
        for name, part in body.items()
        if name != "everyone"
    )
    if not all(_KEY.fullmatch(band) for band, _ in bands):
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
_key, _count = _matching(_KEY), _whole(0, 100)
_full_statement = _record(
    Statement,
    says=(_line, _REQUIRED),
    looks_like=(_list(_line, 50), ()),
    shown_by=(_list(_line, 50), ()),
    about=(_prose, ""),
)
_requirements = _record(
    Asked,
    **dict.fromkeys(_ASKED[:-2], (_count, None)),
    attested=(_flag, None),
    scope_document_within_days=(_whole(1, 1000), None),
)
_usual = Asked(self=1, manager=1, peers=3, peers_outside_team=1, work_products=1)
_pay = _record(
    Pay,
    currency=(_matching(re.compile(r"[A-Z]{3}")), _REQUIRED),
    low=(_whole(0, 10**12), _REQUIRED),
    high=(_whole(0, 10**12), _REQUIRED),
)
_criterion = _record(Criterion, title=(_line, _REQUIRED), must=(_flag, False), about=(_prose, ""))
_panel = _record(
    Checked,
    judges=(_list(_one_of(Kind), 3), ()),
    seats=(_pairs(_one_of(SeatKind), _whole(1, 20)), _REQUIRED),
    at_or_above=(_one_of(AtOrAbove), None),
)
_windows = _record(
    Checked, **dict.fromkeys(("gathering", "review", "calibration", "telling", "appeal"), (_duration, None))
)
_groups = _record(Checked, numbers=(_whole(3, 1000), None), comments=(_whole(3, 1000), None))
_rhythm = _record(Checked, scope_document_every=(_duration, None), technical_review_every=(_duration, None))
_SECTIONS: Mapping[str, tuple[str, Read, Any]] = {
    "waypost": ("format", _whole(1, 1), 1),
    "name": ("name", _key, _REQUIRED),
    "title": ("title", _line, _REQUIRED),
    "version": ("version", _matching(_VERSION), _REQUIRED),
    "reviewed": ("reviewed", _day, None),
    "owner": ("owner", _line, "unassigned"),
    "about": ("about", _prose, ""),
    "organisation": (
        "organisation",
        _record(Size, engineers=(_whole(1, 10_000_000), None)),
        Size(engineers=None),
    ),
    "scale": (
        "scale",
        _keyed(_record(Point, value=(_count, _REQUIRED), title=(_line, _REQUIRED), bar=(_flag, False)), 20, least=2),
        _REQUIRED,
    ),
    "bands": (
        "bands",
        _keyed(_record(Band, title=(_line, _REQUIRED), pay=(_pay, None), forums=(_list(_key, 50), ())), 100),
        _REQUIRED,
    ),
    "tracks": (
        "tracks",
        _keyed(
            _record(
                Track,
                title=(_line, _REQUIRED),
                primary=(_one_of(Kind), _REQUIRED),
                weights=(_pairs(_key, _whole(1, 100)), _REQUIRED),
                about=(_prose, ""),
            ),
            50,
        ),
        _REQUIRED,
    ),
    "levels": (
        "levels",
        _keyed(
            _record(
                Level,
                title=(_line, _REQUIRED),
                track=(_key, _REQUIRED),
                band=(_key, _REQUIRED),
                scope=(_one_of(Scope), None),
                adds_to=(_key, None),
                about=(_prose, ""),
            ),
            texts.MAX_LEVELS,
        ),
        _REQUIRED,
    ),
    "paths": ("paths", _paths, ()),
    "dimensions": (
        "dimensions",
        _keyed(
            _record(
                Dimension,
                title=(_line, _REQUIRED),
                kind=(_one_of(Kind), _REQUIRED),
                criteria=(_keyed(_criterion, 100), _REQUIRED),
                about=(_prose, ""),
            ),
            50,
        ),
        _REQUIRED,
    ),
    "expectations": ("expectations", _cells, ()),
    "titles by score": (
        "titles_by_score",
        _list(_record(Title, from_=(_score, _REQUIRED), title=(_line, _REQUIRED)), 100),
        (),
    ),
    "evidence": ("evidence", _evidence, Evidence(everyone=_usual, from_bands=())),
    "panels": (
        "",
        _record(
            Checked,
            technical=(_panel, None),
            strategic=(_panel, None),
            facilitator=(_panel, None),
            decides=(_one_of(SeatKind), None),
        ),
        None,
    ),
    "process": (
        "",
        _record(
            Checked,
            windows=(_windows, None),
            cycles=(_list(_day, 100), ()),
            **{"answer_what-would-it-take_within": (_duration, None)},
            small_groups=(_groups, None),
            grace=(_duration, None),
            rhythm=(_rhythm, None),
        ),
        None,
    ),
    "waivers": (
        "waivers",
        _list(
            _record(
                Waiver,
                ignore=(_list(_matching(_CODE), 50, least=1), _REQUIRED),
                says=(_line, _REQUIRED),
                because=(_line, _REQUIRED),
                until=(_day, _REQUIRED),
            ),
            500,
        ),
        (),
    ),
}


def plain_framework(document: Any, in_full: Callable[[], Any]) -> PlainFramework:
    """The framework of a document as it was composed; `in_full` gives the one of the schema. Unfit where unsure."""
    body = _mapping(document)
    if not body.keys() <= _SECTIONS.keys():
        raise Unfit
    parts: dict[str, Any] = {}
    for word, (name, read, default) in _SECTIONS.items():
        value = read(body[word]) if word in body else default
        if value is _REQUIRED:
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
