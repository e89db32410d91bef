"""Does what one part of a document says about another hold: every check that needs more than one place.

The checks read the document as it was written, so they can speak even where the schema has already found
something. A part that is missing or of the wrong shape is left to the schema.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from waypost.framework.faults import Fault, FaultKind, Path, choices, field_name
from waypost.framework.moves import EVIDENCE_BAND, read_line
from waypost.framework.texts import MAX_LEVELS

Document = Mapping[str, Any]


def faults(document: Document) -> Iterator[Fault]:
    """Everything in the document that contradicts another part of it."""
    yield from _scale(document)
    yield from _pay(document)
    yield from _tracks(document)
    yield from _levels(document)
    yield from _paths(document)
    yield from _criteria(document)
    yield from _expectations(document)
    yield from _titles_by_score(document)
    yield from _evidence(document)
    yield from _panels(document)
    yield from _cycles(document)


def entries(document: Any, *names: str) -> dict[str, Mapping[str, Any]]:
    """The mappings under a name, by key; nothing where the document has no such thing."""
    part = document
    for name in names:
        part = part.get(name) if isinstance(part, Mapping) else None
    if not isinstance(part, Mapping):
        return {}
    return {key: body for key, body in part.items() if isinstance(body, Mapping)}


def _names(document: Document, name: str) -> Collection[str]:
    """The names in a mapping, in order; none where the document has no such thing."""
    part = document.get(name)
    return part.keys() if isinstance(part, Mapping) else ()


def _criterion_names(document: Document) -> dict[str, str]:
    """Each criterion with the dimension that said it first."""
    names: dict[str, str] = {}
    for dimension, body in entries(document, "dimensions").items():
        for criterion in _names(body, "criteria"):
            names.setdefault(criterion, dimension)
    return names


def _known(path: Path, written: Any, known: Collection[str], what: str) -> Iterator[Fault]:
    """A fault if the word names nothing; silent where there is nothing it could name."""
    if isinstance(written, str) and known and written not in known:
        said = f"`{field_name(path)}` says `{written[:60]}`, and there is no such {what}"
        yield Fault(path, said, choices(written, known), kind=FaultKind.NAME)


def _number(written: Any) -> int | None:
    try:
        return int(written)
    except (TypeError, ValueError):
        return None


def _scale(document: Document) -> Iterator[Fault]:
    points = entries(document, "scale")
    last: int | None = None
    for key, point in points.items():
        value = _number(point.get("value"))
        if value is not None and last is not None and value <= last:
            hint = f"Write the points from low to high; this one needs more than {last}."
            yield Fault(("scale", key, "value"), f"`scale.{key}.value` does not rise", hint)
        last = value if value is not None else last
    marked = [key for key, point in points.items() if str(point.get("bar", "")).lower() == "true"]
    if len(marked) > 1:
        hint = f"Keep `bar: true` on one point; `{marked[0]}` has it already."
        yield Fault(("scale", marked[1], "bar"), "two points say that the bar is there", hint)
    if points and not marked and "meets" not in points:
        hint = "Write `bar: true` on the lowest point that meets the expectation."
        yield Fault(("scale",), "no point says that the expectation is met from there on", hint, at_key=True)


def _pay(document: Document) -> Iterator[Fault]:
    for key, band in entries(document, "bands").items():
        pay = band.get("pay")
        if not isinstance(pay, Mapping):
            continue
        low, high = _number(pay.get("low")), _number(pay.get("high"))
        if low is not None and high is not None and high < low:
            path = ("bands", key, "pay", "high")
            yield Fault(path, f"`{field_name(path)}` is less than `low`", "Swap the two, or mend one of them.")


def _tracks(document: Document) -> Iterator[Fault]:
    dimensions = _names(document, "dimensions")
    for key, track in entries(document, "tracks").items():
        weights = track.get("weights")
        if not isinstance(weights, Mapping):
            continue
        for dimension in weights:
            if dimensions and dimension not in dimensions:
                message = f"`tracks.{key}.weights` names `{dimension}`, and there is no such dimension"
                hint = choices(dimension, dimensions)
                yield Fault(("tracks", key, "weights", dimension), message, hint, at_key=True, kind=FaultKind.NAME)
        numbers = [_number(weight) for weight in weights.values()]
        total = sum(number for number in numbers if number is not None)
        if None not in numbers and total != 100:
            path: Path = ("tracks", key, "weights")
            more = f"{100 - total} more" if total < 100 else f"{total - 100} less"
            yield Fault(path, f"the weights of `{key}` add up to {total}", f"Make them 100: {more}.", at_key=True)


def _levels(document: Document) -> Iterator[Fault]:
    tracks, bands, levels = (_names(document, name) for name in ("tracks", "bands", "levels"))
    bodies = entries(document, "levels")
    for key, level in bodies.items():
        yield from _known(("levels", key, "track"), level.get("track"), tracks, "track")
        yield from _known(("levels", key, "band"), level.get("band"), bands, "band")
        yield from _known(("levels", key, "adds to"), level.get("adds to"), levels, "level")
    below = {key: level.get("adds to") for key, level in bodies.items()}
    for key in _circles(below):
        hint = "Let the lowest of these levels stand without `adds to`."
        message = f"`levels.{key}.adds to` leads back to `{key}`"
        yield Fault(("levels", key, "adds to"), message, hint, kind=FaultKind.NAME)


def _circles(leads: Mapping[str, Any]) -> list[str]:
    """The names from which following where each leads comes back to the same name; one for each circle."""
    done: set[str] = set()
    found = []
    for start in leads:
        way: dict[str, None] = {}
        name: Any = start
        while isinstance(name, str) and name in leads and name not in done and name not in way:
            way[name] = None
            name = leads[name]
        if name in way:
            found.append(name)
        done.update(way)
    return found


def _paths(document: Document) -> Iterator[Fault]:
    levels = entries(document, "levels")
    ranks = {band: rank for rank, band in enumerate(_names(document, "bands"))}
    lines = document.get("paths")
    for place, line in enumerate(lines if isinstance(lines, list) else []):
        kind, moves = read_line(line)
        named = dict.fromkeys(level for move in moves for level in move)
        for level in named:
            yield from _known(("paths", place), level, levels, "level")
        for source, target in moves:
            if source in levels and target in levels:
                yield from _move(("paths", place), kind, (source, target), levels, ranks)


def _move(
    path: Path,
    kind: str,
    move: tuple[str, str],
    levels: Mapping[str, Mapping[str, Any]],
    ranks: Mapping[str, int],
) -> Iterator[Fault]:
    source, target = move
    low, high = (ranks.get(str(levels[level].get("band"))) for level in move)
    if source == target:
        yield Fault(path, f"leads from `{source}` to itself", "Name two different levels.", kind=FaultKind.NAME)
    elif low is None or high is None:
        return
    elif kind == "promotion" and high <= low:
        hint = f"If they share a band, write `{source} = {target}`; if not, put the higher one last."
        yield Fault(path, f"says that `{target}` is a promotion from `{source}`, but its band is not higher", hint)
    elif kind == "lateral" and high != low:
        hint = f"Write `{source} > {target}` for a promotion, or give both one band."
        yield Fault(path, f"says that `{source}` and `{target}` are equals, but their bands differ", hint)


def _criteria(document: Document) -> Iterator[Fault]:
    first = _criterion_names(document)
    for dimension, body in entries(document, "dimensions").items():
        for criterion in _names(body, "criteria"):
            if first[criterion] != dimension:
                path = ("dimensions", dimension, "criteria", criterion)
                message = f"`{criterion}` is already a criterion of `{first[criterion]}`"
                yield Fault(path, message, "Give one of the two another name.", at_key=True, kind=FaultKind.NAME)


def _expectations(document: Document) -> Iterator[Fault]:
    criteria = _criterion_names(document)
    levels = _names(document, "levels")
    below = {key: level.get("adds to") for key, level in entries(document, "levels").items()}
    for criterion, row in entries(document, "expectations").items():
        path: Path = ("expectations", criterion)
        if criteria and criterion not in criteria:
            message = f"`expectations` names `{criterion}`, and there is no such criterion"
            yield Fault(path, message, choices(criterion, criteria), at_key=True, kind=FaultKind.NAME)
        for level in row:
            if levels and level not in levels:
                message = f"`{field_name(path)}` names `{level}`, and there is no such level"
                yield Fault((*path, level), message, choices(level, levels), at_key=True, kind=FaultKind.NAME)
        yield from _inherited(path, row, levels, below)


def _inherited(
    path: Path, row: Mapping[str, Any], levels: Collection[str], below: Mapping[str, Any]
) -> Iterator[Fault]:
    """What `same as` leads to, in one criterion's row."""
    same = {
        level: str(cell["same as"])
        for level, cell in row.items()
        if level in levels and isinstance(cell, Mapping) and isinstance(cell.get("same as"), str)
    }
    if not same or len(levels) > MAX_LEVELS:
        return
    leads = dict(below) | same
    circles = {level for level in _circles(leads) if level in same}
    for level, target in same.items():
        place = (*path, level, "same as")
        if levels and target not in levels:
            yield from _known(place, target, levels, "level")
        elif level in circles:
            hint = "Write the statements at one of these levels."
            yield Fault(place, f"`{field_name(place)}` leads back to `{level}`", hint, kind=FaultKind.NAME)
        elif not _asks(target, row, leads):
            hint = f"Write an expectation at `{target}`, or remove this line."
            message = f"`{field_name(place)}` says `{target}`, where nothing is asked"
            yield Fault(place, message, hint, kind=FaultKind.NAME)


def _asks(level: str, row: Mapping[str, Any], leads: Mapping[str, Any]) -> bool:
    """Whether something is written at the level or where it leads; a circle is somebody else's fault."""
    seen: set[str] = set()
    here: Any = level
    while isinstance(here, str) and here not in seen:
        seen.add(here)
        cell = row.get(here)
        if cell and not (isinstance(cell, Mapping) and "same as" in cell):
            return True
        here = leads.get(here)
    return here is not None


def _titles_by_score(document: Document) -> Iterator[Fault]:
    lines = document.get("titles by score")
    last: float | None = None
    first: dict[str, int] = {}
    for place, line in enumerate(lines if isinstance(lines, list) else []):
        score, title = (line.get("from"), line.get("title")) if isinstance(line, Mapping) else (None, None)
        points = _points(score)
        if points is not None and last is not None and points <= last:
            hint = f"Write the titles from low to high; this one needs more than {last:g}."
            yield Fault(("titles by score", place, "from"), f"`titles by score[{place + 1}].from` does not rise", hint)
        last = points if points is not None else last
        if isinstance(title, str) and first.setdefault(title, place) != place:
            hint = "Give each title once, with the least score that has it."
            yield Fault(("titles by score", place, "title"), f"`{title[:60]}` is a title of another score too", hint)


def _points(written: Any) -> float | None:
    try:
        return float(written)
    except (TypeError, ValueError):
        return None


def _evidence(document: Document) -> Iterator[Fault]:
    bands = _names(document, "bands")
    for part in _names(document, "evidence"):
        if part == "everyone":
            continue
        path = ("evidence", part)
        if not part.startswith(EVIDENCE_BAND):
            known = ("everyone", *(f"{EVIDENCE_BAND}{band}" for band in bands))
            hint = f"Write `{EVIDENCE_BAND}{part}`." if part in bands else choices(part, known)
            yield Fault(path, f"`{part[:60]}` is not known in `evidence`", hint, at_key=True)
        elif bands and part.removeprefix(EVIDENCE_BAND).strip() not in bands:
            band = part.removeprefix(EVIDENCE_BAND).strip()
            yield Fault(path, f"there is no band `{band[:60]}`", choices(band, bands), at_key=True)


_JUDGED_UNLESS_SAID = {"technical": ("technical",), "strategic": ("strategic", "people")}
_KINDS = ("technical", "strategic", "people")


def _judged(panels: Mapping[str, Mapping[str, Any]], name: str) -> tuple[str, ...]:
    if name not in panels:
        return _JUDGED_UNLESS_SAID[name]
    kinds = panels[name].get("judges")
    return tuple(kind for kind in kinds if isinstance(kind, str)) if isinstance(kinds, list) else ()


def _panels(document: Document) -> Iterator[Fault]:
    panels = entries(document, "panels")
    judged = {kind for name in _JUDGED_UNLESS_SAID for kind in _judged(panels, name)}
    if panels.get("facilitator", {}).get("judges"):
        hint = "Remove `judges`: who leads the room rates nothing."
        yield Fault(("panels", "facilitator", "judges"), "the facilitator judges something", hint, at_key=True)
    for key, dimension in entries(document, "dimensions").items():
        kind = dimension.get("kind")
        if isinstance(kind, str) and kind in _KINDS and kind not in judged:
            hint = f"Add `{kind}` to `judges` of the technical or the strategic panel."
            yield Fault(("dimensions", key, "kind"), f"no panel judges `{kind}`, the kind of `{key}`", hint)


def _cycles(document: Document) -> Iterator[Fault]:
    process = document.get("process")
    cycles = process.get("cycles") if isinstance(process, Mapping) else None
    last = ""
    for place, day in enumerate(cycles if isinstance(cycles, list) else []):
        if isinstance(day, str) and day <= last:
            hint = "Write the days in order, each once."
            yield Fault(("process", "cycles", place), f"`{day}` does not come after `{last}`", hint)
        last = day if isinstance(day, str) else last
