"""Two levels side by side: a page for each allowed move, and one where any two are chosen."""

from __future__ import annotations

from collections.abc import Iterator

from waypost.framework.lattice import moves_from
from waypost.framework.schema import Level, PathKind
from waypost.report.reading.comparing import Change, Line, Weighed, compare, how_many
from waypost.report.reading.wording import Run
from waypost.report.site import names as at
from waypost.report.site.frame import Frame
from waypost.report.site.html import Html, bullets, joined, link, mark, runs, soft, tag

HOW = (
    "Where two sentences are alike, words of the right one alone are bold, and words of the left one alone are struck "
    "through."
)
WORDS = {
    Change.NEW: "newly asked",
    Change.CHANGED: "changed",
    Change.DROPPED: "no longer asked",
    Change.SAME: "the same",
}
KINDS = {Change.NEW: "wait", Change.DROPPED: "", Change.SAME: "ok"}


def moves(frame: Frame) -> Iterator[tuple[str, str]]:
    """The page of every allowed move with its name."""
    for level in frame.framework.levels:
        for move in moves_from(frame.framework, level.key):
            target = frame.framework.level(move.target)
            yield frame.names.move(level.key, target.key), _move_page(frame, level, target, move.kind)


def _move_page(frame: Frame, source: Level, target: Level, kind: PathKind) -> str:
    groups = compare(frame.framework, source, target)
    counts = ", ".join(f"{count} {WORDS[change]}" for change, count in how_many(groups))
    way = "A promotion." if kind is PathKind.PROMOTION else "A move within the band: equal pay, equal standing."
    return frame.page(
        f"{source.title} to {target.title}",
        frame.crumbs(link("Overview", at.INDEX), link("Compare", at.COMPARE)),
        tag("h1", f"{source.title} to {target.title}"),
        soft(way, *([f" Of the criteria: {counts}."] if counts else [])),
        *(_group(frame, group, source, target) for group in groups),
        soft(HOW),
        here=frame.names.move(source.key, target.key),
    )


def _group(frame: Frame, group: Weighed, source: Level, target: Level) -> Html:
    key = f"_{group.dimension.key}"
    weighs = (
        f"{group.new_weight} per cent at both."
        if group.old_weight == group.new_weight
        else f"{group.old_weight} per cent on the left, {group.new_weight} on the right."
    )
    heads = (tag("th", link(one.title, frame.names.levels[one.key]), scope="col") for one in (source, target))
    sides = tag(
        "table",
        tag("thead", tag("tr", *heads)),
        *(_line(frame, line, target) for line in group.lines),
        class_="sides",
    )
    return tag("section", tag("h2", group.dimension.title, id=key), soft(weighs), sides, aria_labelledby=key)


def _line(frame: Frame, line: Line, target: Level) -> Html:
    labels = [mark("must")] if line.criterion.must else []
    if line.change in KINDS:
        labels.append(mark(WORDS[line.change], KINDS[line.change]))
    title = joined((line.criterion.title, *labels), " ")
    head = tag("tr", tag("th", title, scope="rowgroup", colspan="2"))
    left = _side([pair.old for pair in line.old])
    right = _side([pair.new for pair in line.new])
    label = f"{line.criterion.title}, {target.title}"
    place = frame.names.expectation(target.key, line.criterion.key)
    more = [soft(link("more", place, aria_label=label))] if line.new else []
    return tag(
        "tbody",
        head,
        tag("tr", tag("td", left, class_="expect"), tag("td", right, *more, class_="expect")),
        id=line.criterion.key,
    )


def _side(statements: list[tuple[Run, ...]]) -> Html:
    return joined(tag("p", runs(one)) for one in statements) if statements else soft("nothing asked here")


def compare_page(frame: Frame) -> str:
    """Any two levels by the script; without it, a way to every allowed move."""
    choose = tag(
        "form",
        *(_choice(frame, name, label) for name, label in (("from", "From"), ("to", "To"))),
        tag("p", tag("button", "Compare", class_="button quiet")),
        class_="row",
        method="get",
        action=at.COMPARE,
        data_compare=True,
        hidden=True,
    )
    return frame.page(
        "Compare",
        frame.crumbs(link("Overview", at.INDEX)),
        tag("h1", "Two levels side by side"),
        choose,
        tag("div", id="_compared", role="status"),
        tag("section", tag("h2", "Moves that are allowed", id="_moves"), *_allowed(frame), aria_labelledby="_moves"),
        here=at.COMPARE,
    )


def _choice(frame: Frame, name: str, label: str) -> Html:
    options = (
        tag("option", level.title, value=level.key, data_track=frame.names.data[level.track])
        for level in frame.framework.levels
    )
    key = f"_{name}"
    return tag("p", tag("label", label, for_=key), tag("select", *options, id=key, name=name), class_="field")


def _allowed(frame: Frame) -> list[Html]:
    parts = []
    for level in frame.framework.levels:
        targets = [frame.framework.level(move.target) for move in moves_from(frame.framework, level.key)]
        if targets:
            ways = (link(f"to {one.title}", frame.names.move(level.key, one.key)) for one in targets)
            parts += [tag("h3", level.title), bullets(ways, class_="plain")]
    return parts or [soft("None is written down yet.")]
