"""Who rated whom: candidates by raters, and which parts of it nobody connects."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from waypost.report.pictures.svg import element, picture, text, wrapped

LABEL, HEAD = 150, 96
CELL = 15
MOST = 60
"""Candidates or raters beyond this many are not drawn one by one."""
_SIGNS = 20


def draw_connections(
    candidates: Sequence[str],
    raters: Sequence[str],
    counts: Mapping[tuple[int, int], int],
    *,
    part_of: Mapping[str, int],
    bridges: Collection[str] = (),
    title: str,
    says: str,
    key: str = "connections",
) -> str:
    """A square where a rater rated a candidate, candidates in rows; parts of the design stand one after the other.

    counts: (place of the candidate, place of the rater) -> ratings. part_of: the part of each candidate's id. bridges:
    raters without whom a part would fall into two; they are underlined.
    ValueError for more candidates or raters than `MOST`: nobody could see anything in it.
    """
    if max(len(candidates), len(raters)) > MOST:
        raise ValueError(f"at most {MOST} candidates and raters can be drawn one by one")
    rows = sorted(range(len(candidates)), key=lambda one: (part_of[candidates[one]], one))
    row_of = {candidate: row for row, candidate in enumerate(rows)}
    first = {
        rater: min((row_of[one] for one, other in counts if other == rater), default=0) for rater in range(len(raters))
    }
    columns = sorted(first, key=lambda one: (first[one], one))
    column_of = {rater: column for column, rater in enumerate(columns)}
    return picture(
        *_raters([raters[one] for one in columns], frozenset(bridges)),
        *_candidates([candidates[one] for one in rows], part_of, len(raters)),
        *_squares(counts, row_of, column_of),
        key=key,
        width=LABEL + CELL * len(raters) + 40,
        height=HEAD + CELL * len(candidates) + 6,
        title=title,
        says=says,
        class_="connections",
        broad=True,
    )


def _raters(raters: Sequence[str], bridges: frozenset[str]) -> Iterator[str]:
    for number, rater in enumerate(raters):
        x = LABEL + CELL * (number + 0.5)
        words = "".join(wrapped(rater, signs=14, lines=1))
        look = "small bridge" if rater in bridges else "small"
        yield element("g", text(words, x=0, y=4, class_=look), transform=f"translate({x:.1f} {HEAD - 8}) rotate(-60)")


def _candidates(candidates: Sequence[str], part_of: Mapping[str, int], wide: int) -> Iterator[str]:
    before = None
    for number, candidate in enumerate(candidates):
        y = HEAD + CELL * number
        if before is not None and part_of[candidate] != before:
            yield element("path", class_="bar-line", d=f"M0 {y:.1f}H{LABEL + CELL * wide:.1f}")
        before = part_of[candidate]
        yield text("".join(wrapped(candidate, signs=_SIGNS, lines=1)), x=0, y=y + CELL - 4, class_="small")


def _squares(
    counts: Mapping[tuple[int, int], int], row_of: Mapping[int, int], column_of: Mapping[int, int]
) -> Iterator[str]:
    for candidate, rater in sorted(counts):
        x, y = LABEL + CELL * column_of[rater], HEAD + CELL * row_of[candidate]
        yield element("rect", class_="rated", x=x + 1.5, y=y + 1.5, width=CELL - 3, height=CELL - 3)
