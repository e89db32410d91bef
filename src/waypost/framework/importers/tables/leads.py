"""What the columns of a table hold that are no level: the criterion, its dimension, a weight, an explanation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from waypost.framework.importers.tables.heads import Heads, Row, answers_in
from waypost.framework.importers.tables.words import Part, column_parts, squash

_LONG = 60  # characters; titles of criteria are shorter on average, explanations longer
_PLAIN = (Part.WEIGHT, Part.MUST, Part.NUMBER, Part.EXAMPLES, Part.EVIDENCE, Part.TRACK, Part.ANSWER)


@dataclass(frozen=True, slots=True)
class Leads:
    """The columns beside the levels. `criterion` is None where the table has no titles of criteria at all."""

    criterion: int | None
    dimensions: tuple[int, ...]
    others: tuple[tuple[int, Part], ...]
    unknown: tuple[int, ...]


def leads_of(rows: Sequence[Row], heads: Heads) -> Leads:
    """What each column beside the levels holds, by its heading, and by its texts where the heading does not say."""
    owned = {at for level in heads.levels for at, _ in level.columns}
    first = min(owned)
    beside = [at for at in range(len(rows[0])) if at not in owned and any(row[at].lines for row in rows[heads.top :])]
    titles: list[int] = []
    others: list[tuple[int, Part]] = []
    unknown: list[int] = []
    for at in beside:
        part = _part(rows, heads, at, left=at < first)
        if part in {Part.CRITERION, Part.DIMENSION} or (part is None and at < first):
            titles.append(at)
        elif part is None:
            unknown.append(at)
        else:
            others.append((at, part))
    criterion = _criterion(rows, heads, titles)
    dimensions = tuple(at for at in titles if at != criterion)
    return Leads(criterion, dimensions, tuple(others), tuple(unknown))


def heading_of(rows: Sequence[Row], heads: Heads, place: int) -> str:
    """What stands at the head of a column, in the lowest of the header's rows that says anything."""
    for at in range(heads.body - 1, heads.top - 1, -1):
        if rows[at][place].lines:
            return rows[at][place].text
    return ""


def _part(rows: Sequence[Row], heads: Heads, place: int, *, left: bool) -> Part | None:
    """What the heading says; None leaves it to the place."""
    heading = heading_of(rows, heads, place)
    parts = column_parts(heading)
    plain = next((part for part in _PLAIN if part in parts), None)
    if plain is not None:
        return plain
    if left and parts == (Part.STATEMENT,) and _mean(rows[heads.body :], place) < _LONG:
        return Part.CRITERION
    if Part.ABOUT in parts or (Part.STATEMENT in parts and not (left and Part.CRITERION in parts)):
        return Part.ABOUT
    for part in (Part.DIMENSION, Part.CRITERION):
        if part in parts:
            return part
    if Part.FACT in parts or Part.SUMMARY in parts:
        return Part.ABOUT
    return _part_by_texts(rows, heads, place, heading=heading, left=left)


def _part_by_texts(rows: Sequence[Row], heads: Heads, place: int, *, heading: str, left: bool) -> Part | None:
    body = rows[heads.body :]
    if not heading and answers_in(body, place) and not (left and _titles_alone(rows, heads, place)):
        return Part.ANSWER
    if not left and heading and _mean(body, place) >= _LONG:
        return Part.ABOUT
    return None


def _titles_alone(rows: Sequence[Row], heads: Heads, place: int) -> bool:
    """Whether this is the only column left of the levels: then it holds titles, however short."""
    first = min(at for level in heads.levels for at, _ in level.columns)
    return not any(row[at].lines for row in rows[heads.body :] for at in range(first) if at != place)


def _criterion(rows: Sequence[Row], heads: Heads, titles: Sequence[int]) -> int | None:
    """The column of criteria: the one that is headed so, or the last with titles, rather than one of explanations."""
    if not titles:
        return None
    heading = {at: column_parts(heading_of(rows, heads, at)) for at in titles}
    named = [at for at in titles if heading[at][:1] == (Part.CRITERION,) or heading[at] == (Part.STATEMENT,)]
    if named:
        return named[-1]
    groups = [at for at in titles if Part.DIMENSION in column_parts(heading_of(rows, heads, at))]
    free = [at for at in titles if at not in groups] or list(titles)
    short = [at for at in free if _mean(rows[heads.body :], at) < _LONG]
    return (short or free)[-1]


def _mean(rows: Sequence[Row], place: int) -> float:
    lengths = [len(row[place].text) for row in rows if row[place].lines]
    return sum(lengths) / len(lengths) if lengths else 0


def repeats(rows: Sequence[Row], place: int) -> bool:
    """Whether a column's texts come again and again, as those of groups do."""
    texts = [squash(row[place].text) for row in rows if row[place].lines]
    return len(set(texts)) < len(texts)
