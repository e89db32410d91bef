"""What the site's script searches and compares: one file for each track, and the page where it shows what it found."""

from __future__ import annotations

from typing import Any

from waypost.framework.importers.exported.form import json_text
from waypost.framework.schema import Framework, Level, Statement, Track
from waypost.report.reading.inherited import added
from waypost.report.site import names as at
from waypost.report.site.frame import Frame
from waypost.report.site.html import Html, bullets, link, tag


def data_of(frame: Frame, track: Track) -> str:
    """The levels of one track with what they ask, as a call of the site's script; each text stands in it once."""
    texts: dict[Statement, int] = {}
    levels = [_level(frame, level, texts) for level in frame.framework.levels if level.track == track.key]
    content = {
        "track": track.title,
        "weights": dict(track.weights),
        "dimensions": [[one.key, one.title] for one in frame.framework.dimensions],
        "criteria": [
            [one.key, one.title, frame.framework.dimension_of(one.key).key, one.must]
            for one in frame.framework.criteria
        ],
        "texts": [[one.says, _besides(one)] for one in texts],
        "levels": levels,
    }
    return f"waypostData({json_text(frame.names.data[track.key])}, {json_text(content)});\n"


def _level(frame: Frame, level: Level, texts: dict[Statement, int]) -> dict[str, Any]:
    """One level. A cell is the criterion's place, how many of its texts are inherited, and the places of its texts."""
    framework, cells = frame.framework, []
    for place, criterion in enumerate(framework.criteria):
        held = framework.expectation(criterion.key, level.key)
        if held is None or not held.statements:
            continue
        own = () if held.same_as is not None else added(framework, criterion.key, level, held.statements)
        ids = [texts.setdefault(one, len(texts)) for one in held.statements]
        cells.append([place, len(ids) - len(own), ids])
    return {"key": level.key, "title": level.title, "page": frame.names.levels[level.key], "asks": cells}


def _besides(statement: Statement) -> str:
    return " ".join((*statement.looks_like, *statement.shown_by, statement.about)).strip()


def search_page(frame: Frame) -> str:
    """Where what was found is shown; without the script, every criterion with where it is asked."""
    said = "Searching needs this browser to run the site's own script. Below stands every criterion."
    return frame.page(
        "Search",
        frame.crumbs(link("Overview", at.INDEX)),
        tag("h1", "Search"),
        tag("p", said, class_="soft", data_unscripted=True),
        tag("p", id="_count", role="status"),
        tag("ol", id="_found", class_="lines"),
        tag("section", tag("h2", "Every criterion", id="_criteria"), *_criteria(frame), aria_labelledby="_criteria"),
        here=at.SEARCH,
    )


def _criteria(frame: Frame) -> list[Html]:
    parts = []
    for dimension in frame.framework.dimensions:
        parts.append(tag("h3", dimension.title))
        parts.append(bullets(_where(frame.framework, frame, one.key, one.title) for one in dimension.criteria))
    return parts


def _where(framework: Framework, frame: Frame, key: str, title: str) -> Html:
    asked = [track for track in framework.tracks if _asks(framework, track, key)]
    links = [part for track in asked for part in (" ", link(track.title, f"{frame.names.tracks[track.key]}#{key}"))]
    return tag("span", tag("b", title), *(links or [" asked nowhere"]))


def _asks(framework: Framework, track: Track, criterion: str) -> bool:
    levels = (level for level in framework.levels if level.track == track.key)
    return any(framework.expectation(criterion, level.key) is not None for level in levels)
