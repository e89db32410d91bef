"""A calibration as one page that needs nothing beside it: in words first, then pictures, then every number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import isfinite
from typing import TYPE_CHECKING, Any

import numpy as np

from waypost.report.pictures.connections import MOST, draw_connections
from waypost.report.pictures.intervals import Axis, Interval, draw_intervals
from waypost.report.pictures.steps import Steps, draw_steps
from waypost.report.site import html
from waypost.report.site.html import Html, joined, tag

if TYPE_CHECKING:
    from waypost.calibration.in_words import InWords
    from waypost.calibration.result import Calibration
    from waypost.calibration.tables import Table

DRAWN = 200
"""Lines of one picture; of more, those are drawn whose ids come first, and the table beneath has the rest."""
LISTED = 1_000
"""Rows of one table on the page; the files beside it have all."""
TITLE = "Calibration"
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1f2328}"
    "h1,h2{font-family:Charter,Georgia,serif;line-height:1.2}h2{margin-top:2.5rem}"
    "table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.9rem}"
    "th,td{text-align:left;padding:.2rem .9rem .2rem 0;border-bottom:1px solid #8884;vertical-align:top}"
    "thead th{white-space:nowrap}caption{text-align:left;font-weight:600;padding:.4rem 0}.soft{color:#57606a}"
    ".scroll{overflow:auto;margin:1rem 0}.scroll:has(>table){max-height:34rem}"
    "li{margin:.3rem 0}.soft{overflow-wrap:anywhere}"
    ":root{color-scheme:light dark}svg{width:100%;min-width:34rem;height:auto;display:block;overflow:visible}"
    "svg.broad{width:auto;min-width:0}"
    "text{font:13px system-ui,sans-serif;fill:#1f2328}.small{font-size:11px;fill:#57606a}.strong{font-weight:600}"
    ".grid{stroke:#d8dee4;fill:none}.bar-line{stroke:#1f2328;fill:none}.reach{stroke:#8b949e;stroke-width:2;fill:none}"
    ".value,.rated,.step{fill:#1f6f54}.step.unused{fill:none;stroke:#1f6f54}.step-number{fill:#fff;font-size:11px}"
    ".step-number.unused{fill:#1f6f54}.bridge{text-decoration:underline;fill:#1f2328}"
    "@media(prefers-color-scheme:dark){body{background:#16181d;color:#e6e8ec}text,.bridge{fill:#e6e8ec}"
    ".small,.soft{fill:#a4abb6;color:#a4abb6}.grid{stroke:#3a3f49}.bar-line{stroke:#e6e8ec}"
    ".value,.rated,.step{fill:#58b892}.step.unused{fill:none;stroke:#58b892}.step-number{fill:#16181d}"
    ".step-number.unused{fill:#58b892}}"
)


def to_html(calibration: Calibration, told: InWords, *, source: str) -> str:
    """The page; `source` names the ratings."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"{TITLE}: {source}"),
        tag("style", Html(_STYLE)),
    )
    body = tag("body", tag("main", *_page(calibration, told, source)))
    return f"<!doctype html>\n{tag('html', head, body, lang='en')}\n"


def _page(calibration: Calibration, told: InWords, source: str) -> Iterator[Html]:
    yield tag("h1", f"{TITLE}: {source}")
    yield tag("h2", "What these ratings can tell")
    yield html.bullets(told.can)
    yield tag("h2", "What they cannot tell")
    yield html.bullets(told.cannot)
    yield from _measures(calibration)
    yield from _severity(calibration)
    yield from _thresholds(calibration)
    yield from _agreement(calibration)
    yield from _design(calibration)
    yield tag("h2", "Ratings nobody would have expected")
    yield _table(calibration.fit, "The most unexpected ratings")
    yield html.soft(_made_with(calibration))


def _made_with(calibration: Calibration) -> str:
    ratings, how = calibration.ratings, calibration.posterior.method
    return f"Method: {how}. Ratings: {len(ratings):,}, SHA-256 {ratings.hash}. Intervals: {calibration.interval:.0%}."


def _measures(calibration: Calibration) -> Iterator[Html]:
    yield tag("h2", "Measures")
    yield html.soft(
        "How ready each candidate was seen to be, allowing for how strict their raters are with everybody. In logits: "
        "0 is the middle of all candidates, and one more makes each point of the scale 2.7 times as likely against the "
        "point below it. The line is how far it is known. Where two lines overlap much, these "
        "ratings do not say who is further. The fair rating is what raters of average severity would have given."
    )
    rows = list(calibration.measures.rows())
    parts = calibration.connections.components > 1
    lines = [_interval(row, "candidate", "measure", group=f"Part {row['component']}" if parts else "") for row in rows]
    lines.sort(key=lambda one: one.group)
    ends = Axis(low_words="less ready", high_words="readier")
    yield _drawn(lines, ends, title="Measures with intervals", key="measures")
    yield _table(calibration.measures, "Measures")


def _severity(calibration: Calibration) -> Iterator[Html]:
    yield tag("h2", "Severity")
    yield html.soft(
        "How much stricter than the average rater each rater is, whoever is rated. Infit and outfit are about 1 where "
        "a rater's ratings vary as the model expects; far above 1 they follow something else."
    )
    lines = [_interval(row, "rater", "severity") for row in calibration.severity.rows()]
    yield _drawn(
        lines, Axis(low_words="kinder", high_words="stricter"), title="Severity with intervals", key="severity"
    )
    yield _table(calibration.severity, "Severity")


def _thresholds(calibration: Calibration) -> Iterator[Html]:
    yield tag("h2", "Criteria and points of the scale")
    yield html.soft(
        "Where each point of the scale becomes as likely as the one below it. A hollow mark is a point that nobody "
        "gave on that criterion; it is taken from the others."
    )
    ratings, thresholds = calibration.ratings, calibration.posterior.thresholds
    used = np.zeros((len(ratings.criteria), ratings.categories), dtype=bool)
    used[ratings.criterion, ratings.rating] = True
    lines = [
        Steps(
            title=criterion,
            thresholds=tuple(thresholds[place].tolist()),
            unused=frozenset(int(one) for one in np.flatnonzero(~used[place]) if one),
        )
        for place, criterion in enumerate(ratings.criteria[:DRAWN])
    ]
    says = "One line per criterion; the table that follows says the same."
    picture = draw_steps(lines, low_words="easily given", high_words="rarely given", title="Thresholds", says=says)
    yield html.scrolling(Html(picture), label="Thresholds")
    yield _table(calibration.criteria, "Criteria")
    yield _table(calibration.thresholds, "Thresholds of every criterion")


def _agreement(calibration: Calibration) -> Iterator[Html]:
    yield tag("h2", "Agreement and dependability")
    yield html.soft(
        "Exact agreement alone says little: raters who all use one point agree without effort. Expected agreement is "
        "what the model lets one expect; chance-corrected numbers are 0 for raters who agree by chance and 1 for full "
        "agreement."
    )
    rows = [*calibration.agreement.rows(), *calibration.reliability.rows()]
    shown = [_interval(row, "statistic", "value") for row in rows if _within(row)]
    yield _drawn(shown, Axis(least=0.0, most=1.0), title="Agreement and dependability", key="agreement")
    yield _table(calibration.agreement, "Agreement")
    yield _table(calibration.reliability, "Reliability")
    yield _table(calibration.components, "Standard deviations of what differs")
    if calibration.posterior.lean is not None:
        yield tag("h2", "Whether groups of raters lean")
        yield html.soft(
            "What a group of raters gives a team beyond what it gives other teams and beyond what others give that "
            "team; in logits. Decisions allow for how many were asked: where nobody leans, one table in twenty has one."
        )
        yield _table(calibration.lean(), "Leaning")


def _design(calibration: Calibration) -> Iterator[Html]:
    yield tag("h2", "Who rated whom")
    ratings = calibration.ratings
    if max(len(ratings.candidates), len(ratings.raters)) <= MOST:
        counts = np.bincount(ratings.pair, minlength=len(ratings.pairs))
        held = {(int(one), int(other)): int(n) for (one, other), n in zip(ratings.pairs, counts, strict=True)}
        parts = dict(zip(ratings.candidates, calibration.connections.candidate_component.tolist(), strict=True))
        says = "A square where a rater rated a candidate, parts one after the other; raters who link are underlined."
        bridges = calibration.connections.bridges
        picture = draw_connections(
            ratings.candidates, ratings.raters, held, part_of=parts, bridges=bridges, title="Who rated whom", says=says
        )
        yield html.scrolling(Html(picture), label="Who rated whom")
    yield _table(calibration.design, "The design", words=_counted)


def _within(row: Mapping[str, Any]) -> bool:
    """Whether it belongs on an axis from 0 to 1, or near it, with an interval around it."""
    value, low, high = row["value"], row["low"], row["high"]
    return all(map(isfinite, (value, low, high))) and -1 <= low <= value <= high <= 1


def _interval(row: Mapping[str, Any], name: str, value: str, *, group: str = "") -> Interval:
    note = f"n = {row['n']:,}"
    if not all(map(isfinite, (row[value], row["low"], row["high"]))):
        return Interval(title=row[name], note=note, group=group, withheld="no finite value")
    return Interval(title=row[name], value=row[value], low=row["low"], high=row["high"], note=note, group=group)


def _drawn(lines: list[Interval], axis: Axis, *, title: str, key: str) -> Html:
    says = f"{len(lines)} lines; the table that follows says the same."
    picture = Html(draw_intervals(lines[:DRAWN], axis=axis, title=title, says=says, key=key))
    cut = html.soft(f"The first {DRAWN} of {len(lines):,} are drawn.") if len(lines) > DRAWN else Html("")
    return joined((html.scrolling(picture, label=title), cut))


def _table(table: Table, label: str, *, words: Callable[[Any], str] | None = None) -> Html:
    told = words or _words
    rows = [[told(value) for value in row.values()] for _, row in zip(range(LISTED), table.rows(), strict=False)]
    if not rows:
        return html.soft(f"{label}: nothing.")
    cut = html.soft(f"The first {LISTED:,} of {table.height:,} rows.") if table.height > LISTED else Html("")
    return joined((html.table(table.columns, rows, label=label, caption=label), cut))


def _words(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".replace("-", "−") if isfinite(value) else "–"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _counted(value: Any) -> str:
    """Counts, and means of counts, which a table of numbers holds as fractions."""
    return f"{int(value):,}" if isinstance(value, float) and value.is_integer() else _words(value)
