"""The page of one level: every expectation at a place of its own, what a packet holds, where one goes from here."""

from __future__ import annotations

from collections.abc import Iterable

from waypost.framework.schema import Criterion, Dimension, Expectation, Level, Statement
from waypost.report.reading import words
from waypost.report.reading.places import leading_to, place_of
from waypost.report.site import names as at
from waypost.report.site.frame import Frame
from waypost.report.site.html import Html, bullets, joined, link, mark, paragraphs, soft, tag


def level_page(frame: Frame, level: Level) -> str:
    """Everything about one level."""
    framework = frame.framework
    track = framework.track(level.track)
    asked = [part for dimension in framework.dimensions if (part := _dimension(frame, level, dimension))]
    body = tag("div", *(asked or [soft("Nothing is asked here yet.")]), class_="body")
    return frame.page(
        level.title,
        frame.crumbs(link("Overview", at.INDEX), link(track.title, frame.names.tracks[track.key])),
        tag("h1", level.title),
        soft(words.place(framework, level)),
        paragraphs(level.about, class_="lead"),
        tag("div", body, tag("aside", *_aside(frame, level)), class_="page"),
        here=frame.names.levels[level.key],
    )


def _dimension(frame: Frame, level: Level, dimension: Dimension) -> Html | None:
    asked = [(one, frame.framework.expectation(one.key, level.key)) for one in dimension.criteria]
    parts = [_expectation(frame, level, one, held) for one, held in asked if held is not None]
    if not parts:
        return None
    weight = words.weight(frame.framework, level, dimension.key)
    key = f"_{dimension.key}"
    head = tag("h2", dimension.title, *([" ", tag("small", weight)] if weight else []), id=key)
    return tag("section", head, *parts, aria_labelledby=key)


def _expectation(frame: Frame, level: Level, criterion: Criterion, held: Expectation) -> Html:
    label = f"Link to {criterion.title}, {level.title}"
    here = link("#", f"#{criterion.key}", class_="here", aria_label=label)
    must = [" ", mark("must")] if criterion.must else []
    same = []
    if held.same_as is not None:
        other = frame.framework.level(held.same_as)
        same = [soft("The same as ", link(other.title, frame.names.expectation(other.key, criterion.key)), ".")]
    return tag(
        "article",
        tag("h3", criterion.title, *must, " ", here),
        *([soft(criterion.about)] if criterion.about else []),
        *same,
        tag("div", *(_statement(one) for one in held.statements), class_="expect"),
        id=criterion.key,
    )


def _statement(statement: Statement) -> Html:
    parts = [tag("p", statement.says), paragraphs(statement.about, class_="soft")]
    if statement.looks_like:
        parts.append(soft(f"Looks like: {'; '.join(statement.looks_like)}"))
    if statement.shown_by:
        parts.append(soft(f"Shown by: {', '.join(statement.shown_by)}"))
    return joined(parts)


def _aside(frame: Frame, level: Level) -> list[Html]:
    framework = frame.framework
    place = place_of(framework, level)
    pay = words.pay(framework.band(level.band))
    return [
        *_moves(frame, level, "Up from here", place.up),
        *_moves(frame, level, "Sideways from here", place.sideways),
        *_links("Leads here", [(one.title, frame.names.levels[one.key]) for one in leading_to(framework, level)]),
        *([tag("section", tag("h2", "Pay"), tag("p", f"{pay}."))] if pay else []),
        _section("A packet for this level", words.needs(framework.evidence.for_level(level, framework=framework))),
    ]


def _moves(frame: Frame, level: Level, title: str, to: tuple[Level, ...]) -> list[Html]:
    lines = [(f"{one.title}: what changes", frame.names.move(level.key, one.key)) for one in to]
    return _links(title, lines)


def _links(title: str, lines: list[tuple[str, str]]) -> list[Html]:
    return [_section(title, (link(words_, place) for words_, place in lines))] if lines else []


def _section(title: str, items: Iterable[str]) -> Html:
    return tag("section", tag("h2", title), bullets(items, class_="plain"))
