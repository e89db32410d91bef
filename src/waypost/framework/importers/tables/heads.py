"""Where a table says its levels: which row holds their titles, what stands above and below it, which columns are whose.

Here levels are always columns; a table whose levels are rows is turned first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from waypost.framework.importers.level_words import is_code, looks_like_level, looks_like_step
from waypost.framework.importers.tables.cells import GridCell
from waypost.framework.importers.tables.words import Part, column_parts, is_part, row_part, squash

Row = tuple[GridCell, ...]

_HEADER_WITHIN = 12  # rows from the top; below that a row of levels begins another table
_NOT_A_LEVEL = (
    Part.CRITERION,
    Part.DIMENSION,
    Part.ABOUT,
    Part.STATEMENT,
    Part.EXAMPLES,
    Part.EVIDENCE,
    Part.WEIGHT,
    Part.MUST,
    Part.NUMBER,
    Part.ANSWER,
    Part.FACT,
    Part.SUMMARY,
    Part.LEVEL,
    Part.BAND,
    Part.SCORE,
)
_ANSWERS = frozenset(
    [
        "yes",
        "no",
        "nope",
        "somewhat",
        "partly",
        "partially",
        "maybe",
        "true",
        "false",
        "x",
        "✓",
        "✔",
        "✅",
        "❌",
        "ok",
        "always",
        "often",
        "sometimes",
        "never",
    ]
)
_SUB = (Part.STATEMENT, Part.EXAMPLES, Part.EVIDENCE, Part.ABOUT, Part.SUMMARY)
_BAND = re.compile(r"\b(?:band|grade|pay)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """The level titles in one row. `sure` is 3 for titles of levels, 2 for steps of a scale, 1 by their place alone."""

    row: int
    places: tuple[int, ...]
    sure: int
    share: float

    @property
    def rank(self) -> tuple[int, float, int]:
        return (self.sure, self.share, len(self.places))


@dataclass(frozen=True, slots=True)
class Head:
    """One level as its column says it, and the columns that are its own with what each holds."""

    cell: GridCell
    track: str
    band: str
    columns: tuple[tuple[int, Part], ...]


@dataclass(frozen=True, slots=True)
class Heads:
    """The levels of a table, the rows that name them, and where the body begins."""

    levels: tuple[Head, ...]
    top: int
    body: int
    title_row: int
    grouped: str = ""


def best_run(rows: Sequence[Row]) -> Run | None:
    """The row that names the levels, if one does."""
    runs = [run for place, row in enumerate(rows[:_HEADER_WITHIN]) if (run := run_in(row, place)) is not None]
    best = max(runs, key=lambda run: (run.sure, -run.row), default=None)
    below = next((run for run in runs if best is not None and run.row == best.row + 1), None)
    return below if best is not None and below is not None and _stands_over(rows, best, below) else best


def _stands_over(rows: Sequence[Row], upper: Run, lower: Run) -> bool:
    """Whether titles in a row come twice, and those right below do not: then the upper are tracks over levels."""
    above, below = ([rows[run.row][at].text for at in lower.places] for run in (upper, lower))
    several = len(lower.places) > 2 and lower.sure == 3 and len(set(below)) == len(below)
    return several and 1 < len(set(above)) < len(above) and all(above)


def run_in(row: Row, place: int) -> Run | None:
    """The level titles in this row, if they are most of what it holds besides words for columns."""
    cells = [(at, cell) for at, cell in enumerate(row) if cell.lines and not cell.merged]
    if len(cells) < 2 or (len(cells) > 1 and row_part(cells[0][1].text) not in {None, Part.LEVEL, Part.BAND}):
        return None
    named = [(at, cell) for at, cell in cells if not is_part(cell.text, *_NOT_A_LEVEL)]
    strong = [at for at, cell in named if looks_like_level(_first(cell))]
    others = [at for at, _ in named if at not in strong and at != cells[0][0]]
    if len(strong) >= 2 and len(strong) >= len(others):
        return Run(place, tuple(strong), 3, len(strong) / (len(strong) + len(others)))
    steps = [at for at, cell in named if looks_like_step(_first(cell))]
    body = (
        named if named and named[0][0] in steps and cells[0] == named[0] else [one for one in named if one != cells[0]]
    )
    if len(steps) >= 2 and all(at in steps for at, _ in body) and _rises([cell for _, cell in body]):
        return Run(place, tuple(at for at, _ in body), 2, 1.0)
    return None


def _first(cell: GridCell) -> str:
    return cell.lines[0].says if cell.lines else ""


def _rises(cells: Sequence[GridCell]) -> bool:
    """Whether the numbers among these titles are a scale: each another, in one direction, none a measurement."""
    numbers = [int(cell.text) for cell in cells if cell.text.isdecimal()]
    if not numbers:
        return True
    scale = list(range(min(numbers), max(numbers) + 1))
    return len(numbers) == len(cells) and min(numbers) <= 3 and numbers in (scale, scale[::-1])


def run_by_place(rows: Sequence[Row]) -> Run | None:
    """Level titles that no vocabulary knows: the columns to the right of one that is headed `Competency`, each with a
    short title over texts."""
    if not rows or len(rows) < 2:
        return None
    cells = [(at, cell) for at, cell in enumerate(rows[0]) if cell.lines and not cell.merged]
    if len(cells) < 3 or not is_part(cells[0][1].text, Part.CRITERION, Part.DIMENSION, Part.LEVEL):
        return None
    leads = [at for at, cell in cells if is_part(cell.text, *_NOT_A_LEVEL)]
    rest = [(at, cell) for at, cell in cells if at not in leads]
    long = [at for at, _ in rest if _mean(rows[1:], at) >= 8 and not answers_in(rows[1:], at)]
    if len(rest) >= 2 and len(long) == len(rest) and all(len(cell.text) <= 40 for _, cell in rest):
        return Run(0, tuple(long), 1, 1.0)
    return None


def _mean(rows: Sequence[Row], place: int) -> float:
    lengths = [len(row[place].text) for row in rows if row[place].lines]
    return sum(lengths) / len(lengths) if lengths else 0


def _with_strangers(rows: Sequence[Row], run: Run) -> Run:
    """The run with columns that no vocabulary knows, where they look as those of levels do: a short title beside theirs
    over texts about as long."""
    if run.sure != 3 or len(run.places) < 2:
        return run
    body = rows[run.row + 1 :]
    usual = sum(_mean(body, at) for at in run.places) / len(run.places)
    cells = [
        (at, cell) for at, cell in enumerate(rows[run.row]) if cell.lines and not cell.merged and at not in run.places
    ]
    strangers = [
        at
        for at, cell in cells
        if at > run.places[0] and not column_parts(cell.text) and len(cell.text.split()) <= 3
        if _mean(body, at) >= 0.4 * usual and not answers_in(body, at)
    ]
    if not strangers or len(strangers) * 2 > len(run.places):
        return run
    return replace(run, places=tuple(sorted((*run.places, *strangers))))


def heads_of(rows: Sequence[Row], run: Run) -> Heads:
    """The levels that this row names, with the track or band above or below them and the columns they own."""
    run = _with_strangers(rows, run)
    row, titles, top, body = run.row, run.row, run.row, run.row + 1
    groups: int | None = None
    below = _second_row(rows, run)
    subs: dict[int, Part] = {}
    if below == "levels":
        upper_wider = len(_texts(rows[row], run.places)) < len(_texts(rows[row + 1], _reach(rows, run)))
        codes_below = not upper_wider and _codes(rows[row + 1]) >= _codes(rows[row])
        titles, groups = (row, row + 1) if codes_below else (row + 1, row)
        body = row + 2
    elif below == "parts":
        subs = {at: _sub(cell) for at, cell in enumerate(rows[row + 1]) if cell.lines and at >= run.places[0]}
        body = row + 2
    elif row and _groups_above(rows[row - 1], run.places):
        groups, top = row - 1, row - 1
    return _heads(rows, run, titles=titles, groups=groups, subs=subs, top=top, body=body)


def _heads(
    rows: Sequence[Row], run: Run, *, titles: int, groups: int | None, subs: dict[int, Part], top: int, body: int
) -> Heads:
    spans = groups is not None and _spans(rows, groups, titles)
    titled = run if titles == run.row else (run_in(rows[titles], titles) or run)
    owned = _owned(rows, titled, titles=titles, body=body, subs=subs)
    kinds = "band"
    levels = []
    labelled = _label_of(rows[groups]) if groups is not None else None
    for place in titled.places:
        group = _group(rows, groups, place, spans=spans)
        is_band = not spans or _BAND.search(group) is not None or is_code(group)
        is_band = is_band if labelled is None else labelled is Part.BAND
        kinds = kinds if is_band else "track"
        levels.append(
            Head(
                cell=rows[titles][place],
                track="" if is_band else group,
                band=group if is_band else "",
                columns=owned[place],
            )
        )
    return Heads(tuple(levels), top, body, titles, kinds if groups is not None else "")


def _second_row(rows: Sequence[Row], run: Run) -> str:
    """What the row below the titles is: `levels` too, `parts` of each level, or nothing of the sort."""
    if run.row + 1 >= len(rows):
        return ""
    upper, lower = rows[run.row], rows[run.row + 1]
    leads = [cell for cell in lower[: run.places[0]] if cell.lines and not cell.merged]
    cells = [cell for cell in lower[run.places[0] :] if cell.lines and not cell.merged]
    if len(cells) < 2 or any(not column_parts(cell.text) or row_part(cell.text) for cell in leads):
        return ""
    if all(is_part(cell.text, *_SUB) for cell in cells) and len(cells) > len(_texts(upper, run.places)):
        return "parts"
    if sum(looks_like_level(_first(cell)) for cell in cells) * 2 > len(cells):
        return "levels"
    return "levels" if all(looks_like_step(_first(cell)) for cell in cells) and _codes(lower) else ""


def _reach(rows: Sequence[Row], run: Run) -> range:
    return range(run.places[0], len(rows[run.row]))


def _texts(row: Row, places: Sequence[int]) -> list[str]:
    return [row[at].text for at in places if row[at].lines and not row[at].merged]


def _codes(row: Row) -> int:
    return sum(is_code(cell.text) for cell in row)


def _sub(cell: GridCell) -> Part:
    return next(part for part in column_parts(cell.text) if part in _SUB)


def _groups_above(row: Row, places: Sequence[int]) -> bool:
    """Whether the row above the titles groups them: two texts or more, all over levels, the first over the first."""
    over = [at for at, cell in enumerate(row) if cell.lines and not cell.merged and at >= places[0]]
    return len(over) >= 2 and over[0] == places[0] and all(len(row[at].text) <= 60 for at in over)


def _label_of(row: Row) -> Part | None:
    """Whether the groups are tracks or bands, where the head of their row says so."""
    for cell in row:
        if cell.lines and is_part(cell.text, Part.TRACK, Part.BAND):
            return Part.TRACK if is_part(cell.text, Part.TRACK) else Part.BAND
    return None


def _spans(rows: Sequence[Row], groups: int, titles: int) -> bool:
    """Whether the groups are fewer than the titles, so that one stands over several."""
    over = {cell.text for cell in rows[groups] if cell.lines and not cell.merged and not column_parts(cell.text)}
    named = [cell for cell in rows[titles] if cell.lines and not cell.merged and not column_parts(cell.text)]
    return len(over) < len(named)


def _group(rows: Sequence[Row], groups: int | None, place: int, *, spans: bool) -> str:
    """The text over (or under) this place; a group reaches to the right until the next."""
    if groups is None:
        return ""
    for at in range(place, -1 if spans else place - 1, -1):
        if rows[groups][at].lines:
            return "" if is_part(rows[groups][at].text, *_NOT_A_LEVEL) else rows[groups][at].text
    return ""


def _owned(
    rows: Sequence[Row], run: Run, *, titles: int, body: int, subs: dict[int, Part]
) -> dict[int, tuple[tuple[int, Part], ...]]:
    """The columns of each level: its own, those its title spans, and those with no title that hold more of it."""
    owned: dict[int, list[tuple[int, Part]]] = {
        place: [(place, subs.get(place, Part.STATEMENT))] for place in run.places
    }
    last: int | None = None
    for at in range(run.places[0], len(rows[titles])):
        cell = rows[titles][at]
        if at in owned:
            last = at
        elif last is None:
            continue
        elif cell.lines and not (cell.merged and cell.text == rows[titles][last].text):
            last = None
        elif cell.lines or at in subs or not answers_in(rows[body:], at):
            owned[last].append((at, subs.get(at, Part.STATEMENT)))
    return {place: tuple(columns) for place, columns in owned.items()}


def answers_in(rows: Sequence[Row], place: int) -> bool:
    """Whether a column holds what people answered: a few short words or numbers again and again."""
    texts = [row[place].text for row in rows if row[place].lines and not row[place].merged]
    if not texts:
        return False
    if not all(len(text) <= 15 and text.count(" ") <= 2 for text in texts):
        return False
    known = {squash(text) for text in texts}
    few = len(texts) >= 4 and len(known) * 2 <= len(texts)
    return few or known <= _ANSWERS or all(map(_number, texts))


def _number(text: str) -> bool:
    return re.fullmatch(r"[-+]?\d+(?:[.,]\d+)?\s*%?", text) is not None
