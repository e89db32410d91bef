"""The card of a framework for people and programs: six scores, how each is made, what to mend first, the picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from waypost.framework.schema import Framework
from waypost.lint.findings import Finding
from waypost.lint.formats.report import row
from waypost.lint.score import Card, Mend, Score
from waypost.report.exports.markdown import table
from waypost.report.exports.marks import line
from waypost.report.pictures.findings import STYLE, FoundCell, draw_findings, matrix_of_findings
from waypost.report.site import html
from waypost.report.site.html import Html, tag

FIRST = 10  # what is shown of what to mend
HOW = (
    "Each score is the share of statements, cells or levels that is left when what was found is taken off: an error "
    "takes all of its place, a warning six tenths, what is worth a look three; what is about the whole takes it from "
    "the whole. Mending never lowers a score."
)
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse}th,td{text-align:left;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #8886;"
    "vertical-align:top}.num{text-align:right}.scroll{overflow-x:auto}.soft{opacity:.75}:root{color-scheme:light dark}"
    "svg.broad{max-width:none}svg{max-width:100%;height:auto}.bar{width:8rem;height:.6rem}"
    ".ground{fill:#8884}.filled{fill:#3a7d5c}@media(prefers-color-scheme:dark){body{background:#16181d;color:#e6e8ec}}"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A card with what it was made from."""

    framework: Framework
    findings: tuple[Finding, ...]
    card: Card


def how(score: Score) -> str:
    """How one score came about: `12 of 240 statements have findings`, and what is about the whole."""
    if score.points is None:
        return f"no rule that answers it looked ({', '.join(score.asked.codes)})"
    parts = [f"{score.touched} of {score.parts} {score.asked.unit.value} have findings"] if score.touched else []
    if score.about_all:
        parts.append(f"{score.about_all} about the whole")
    return ", ".join(parts) or f"nothing found in {score.parts} {score.asked.unit.value}"


def raises(mend: Mend) -> str:
    """What mending brings: `specific +1.2, distinct +0.4`."""
    return ", ".join(f"{aspect.value} {_signed(points)}" for aspect, points in mend.raises)


def _signed(points: float) -> str:
    return f"+{points:.1f}" if points >= 0.05 else "+0.1 or less" if points > 0 else "±0"


def to_rows(told: Told) -> dict[str, Any]:
    """For programs."""
    return {
        "framework": told.framework.name,
        "version": told.framework.version,
        "scores": {
            one.aspect.value: {
                "points": one.points,
                "asks": one.asked.says,
                "codes": list(one.asked.codes),
                "share_of": one.asked.unit.value,
                "parts": one.parts,
                "touched": one.touched,
                "about_the_whole": one.about_all,
                "findings": one.findings,
            }
            for one in told.card.scores
        },
        "mend": [
            {
                "raises": {aspect.value: round(points, 3) for aspect, points in mend.raises},
                "findings": [row(one) for one in mend.findings],
            }
            for mend in told.card.mend[:FIRST]
        ],
    }


def to_markdown(told: Told) -> str:
    """For a page or a comment."""
    rows = [
        (one.aspect.value, "–" if one.points is None else str(one.points), one.asked.says, how(one))
        for one in told.card.scores
    ]
    parts = [f"# {line(told.framework.title)} {told.framework.version}: card"]
    parts += [table(("Score", "Points", "What it asks", "From"), rows), HOW, "## Mend first"]
    parts.append("\n".join(_marked(told.card.mend[:FIRST])) or "Nothing was found.")
    return "\n\n".join(parts) + "\n"


def _marked(mends: Iterable[Mend]) -> Iterator[str]:
    for number, mend in enumerate(mends, 1):
        yield f"{number}. {line(str(mend.findings[0].span))}: {raises(mend)}"
        yield from (f"    - `{one.code}` {line(one.message)}" for one in mend.findings)


def picture_of(told: Told) -> str:
    """The findings over the matrix, as SVG."""
    return draw_findings(
        told.framework,
        told.findings,
        title=f"Findings in {told.framework.title} {told.framework.version}",
        says=f"{len(told.findings)} findings, by criteria in rows and levels in columns; the same as a table follows.",
    )


def to_html(told: Told) -> str:
    """One page that needs nothing beside it."""
    title = f"{told.framework.title} {told.framework.version}: card"
    head = tag("head", tag("meta", charset="utf-8"), tag("title", title), tag("style", Html(_STYLE + STYLE)))
    body = tag("body", tag("main", *_page(told, title)))
    return f"<!doctype html>\n{tag('html', head, body, lang='en')}\n"


def _page(told: Told, title: str) -> Iterator[Html]:
    yield tag("h1", title)
    yield html.table(
        ("Score", "Points", "What it asks", "From"),
        ((one.aspect.value, _points(one), one.asked.says, how(one)) for one in told.card.scores),
        label="The scores",
    )
    yield html.soft(HOW)
    yield tag("h2", "Mend first")
    items = (_mend(one) for one in told.card.mend[:FIRST])
    yield tag("ol", *items) if told.card.mend else html.soft("Nothing was found.")
    yield tag("h2", "Where")
    yield html.scrolling(Html(picture_of(told)), label="Findings over the matrix")
    yield _table(told)


def _points(score: Score) -> str:
    return "–" if score.points is None else str(score.points)


def _mend(mend: Mend) -> Html:
    said = html.bullets(f"{one.code} {one.message}" for one in mend.findings)
    return tag("li", str(mend.findings[0].span), tag("br"), raises(mend), said)


def _table(told: Told) -> Html:
    matrix = matrix_of_findings(told.framework, told.findings)
    rows = [
        (row.criterion.title if row.criterion else "The level itself", *map(cell_words, row.cells))
        for row in matrix.rows
    ]
    heads = ("Criterion", *(level.title for level in matrix.levels))
    return html.table(heads, rows, label="Findings by criterion and level")


def cell_words(cell: FoundCell) -> str:
    """What a cell of the table says: `2 (error)`."""
    return f"{len(cell.findings)} ({cell.worst.value})" if cell.worst else "0" if cell.asked else "–"
