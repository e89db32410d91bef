"""The first page (what this is, the map, the tracks with their levels) and the table of one track."""

from __future__ import annotations

from waypost.framework.schema import Framework, Level, Track
from waypost.report.pictures.lattice import draw_lattice, table_of_lattice
from waypost.report.pictures.lattice_plan import Standing
from waypost.report.reading import matrix as tables
from waypost.report.reading import words
from waypost.report.reading.inherited import added
from waypost.report.site import names as at
from waypost.report.site.frame import TRACKS, Frame
from waypost.report.site.html import Html, joined, link, mark, paragraphs, scrolling, soft, table, tag

LEGEND = (
    "Lines are promotions, dotted lines moves within a band. Same height, same band: equal pay, equal standing. "
    "A level leads to its page."
)


def index(frame: Frame) -> str:
    """The first page."""
    framework = frame.framework
    return frame.page(
        "Overview",
        frame.crumbs(),
        tag("h1", framework.title),
        paragraphs(framework.about, class_="lead"),
        _map(frame),
        tag("section", tag("h2", "Ways to grow", id=TRACKS), *_tracks(frame), aria_labelledby=TRACKS),
        here=at.INDEX,
    )


def _map(frame: Frame) -> Html:
    framework, levels = frame.framework, frame.names.levels
    count = len(framework.levels)
    drawn = draw_lattice(
        framework,
        title="Lattice of positions",
        says="1 level." if count == 1 else f"{count} levels and the moves between them.",
        standing=Standing(links=dict(levels)),
        key="_lattice",
    )
    rows = (
        (
            link(line.level.title, levels[line.level.key]),
            line.band,
            joined((link(to.title, frame.names.move(line.level.key, to.key)) for to in line.promotions), "; "),
            joined((link(to.title, frame.names.move(line.level.key, to.key)) for to in line.laterals), "; "),
        )
        for line in table_of_lattice(framework)
    )
    behind = tag(
        "details",
        tag("summary", "The map as a table"),
        table(("Level", "Band", "Promotion to", "Sideways to"), rows, label="Table of the lattice"),
        class_="table",
    )
    return tag("figure", scrolling(Html(drawn), label="Lattice, drawn"), tag("figcaption", LEGEND), behind)


def _tracks(frame: Frame) -> list[Html]:
    return [
        tag(
            "section",
            tag("h3", link(track.title, frame.names.tracks[track.key])),
            paragraphs(track.about),
            soft(_weights(frame.framework, track)),
            tag("p", joined((_level(frame, one) for one in frame.framework.levels if one.track == track.key), " · ")),
        )
        for track in frame.framework.tracks
    ]


def _level(frame: Frame, level: Level) -> Html:
    return link(level.title, frame.names.levels[level.key])


def _weights(framework: Framework, track: Track) -> str:
    titles = {dimension.key: dimension.title for dimension in framework.dimensions}
    return "What counts: " + ", ".join(f"{titles[key]} {percent} per cent" for key, percent in track.weights) + "."


def track_page(frame: Frame, track: Track) -> str:
    """What every criterion asks on one track, as a table. A level that adds to another shows only what it adds."""
    drawn = tables.matrix(frame.framework, track=track.key, dimension=tables.EVERY)
    heads = (tag("th", "Criterion", scope="col"), *(_head(frame, column) for column in drawn.columns))
    groups = (_group(frame, group, len(drawn.columns)) for group in drawn.groups)
    whole = tag("table", tag("thead", tag("tr", *heads)), *groups, class_="matrix")
    return frame.page(
        track.title,
        frame.crumbs(link("Overview", at.INDEX)),
        tag("h1", track.title),
        paragraphs(track.about, class_="lead"),
        scrolling(whole, label=f"What each level asks: {track.title}", class_="scroll tall"),
        here=frame.names.tracks[track.key],
        wide=True,
    )


def _head(frame: Frame, column: tables.Column) -> Html:
    scope = f" · {words.SCOPES[column.level.scope]}" if column.level.scope is not None else ""
    below = tag("small", f"{column.band.key}{scope}")
    return tag("th", link(column.level.title, frame.names.levels[column.level.key]), tag("br"), below, scope="col")


def _group(frame: Frame, group: tables.Group, columns: int) -> Html:
    weight = f"{group.weight} per cent on this track" if group.weight else "not weighed on this track"
    title = tag("span", group.dimension.title, " ", tag("small", weight))
    head = tag("tr", tag("th", title, scope="rowgroup", colspan=str(columns + 1)), class_="group")
    return tag("tbody", head, *(_row(frame, row) for row in group.rows))


def _row(frame: Frame, row: tables.Row) -> Html:
    must = joined((" ", mark("must"))) if row.criterion.must else Html("")
    cells = (tag("td", _cell(frame, row, cell)) for cell in row.cells)
    return tag("tr", tag("th", row.criterion.title, must, scope="row"), *cells, id=row.criterion.key)


def _cell(frame: Frame, row: tables.Row, cell: tables.Cell) -> Html:
    level = cell.column.level
    if not cell.statements:
        return soft("nothing asked here")
    own = added(frame.framework, row.criterion.key, level, cell.statements)
    said = [tag("p", statement.says) for statement in own]
    if cell.same_as is not None:
        said.append(soft("the same as ", link(cell.same_as.title, frame.names.levels[cell.same_as.key])))
    elif len(own) < len(cell.statements) and level.adds_to is not None:
        below = frame.names.expectation(level.adds_to, row.criterion.key)
        on_top = "and what is asked of " if own else "what is asked of "
        said.append(soft(on_top, link(frame.framework.level(level.adds_to).title, below)))
    label = f"{row.criterion.title}, {level.title}"
    more = link("more", frame.names.expectation(level.key, row.criterion.key), aria_label=label)
    return joined((*said, more))
