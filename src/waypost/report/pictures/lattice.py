"""The lattice map: bands as heights, tracks as columns, promotions as lines, moves within a band dotted."""

from __future__ import annotations

from dataclasses import dataclass

from waypost.framework.schema import Framework, Level, PathKind
from waypost.report.pictures.lattice_plan import LINE, NOTE, SIGNS, Plan, Standing
from waypost.report.pictures.shapes import look_of, shape
from waypost.report.pictures.svg import element, picture, plain, shortened, text

POINT = 8.5
BROAD = 1_000  # five columns fit a screen; more are moved sideways
NOBODY = Standing()


def draw_lattice(
    framework: Framework, *, title: str, says: str, standing: Standing = NOBODY, key: str = "lattice"
) -> str:
    """The map as SVG. `title` and `says` are for a screen reader; `key` is unique on the page.

    Raises KeyError when the standing names a level the framework does not have.
    """
    plan = Plan(framework, standing)
    return picture(
        *_bands(plan),
        *_tracks(plan),
        *_laterals(plan),
        *_promotions(plan),
        *(_level(plan, level) for level in plan.levels),
        key=key,
        width=plan.width,
        height=plan.height,
        title=title,
        says=says,
        class_="lattice",
        links=bool(standing.links),
        broad=plan.width > BROAD,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LatticeLine:
    """One level in the table behind the map; `note` is what stands under it there."""

    level: Level
    band: str
    track: str
    promotions: tuple[Level, ...]
    laterals: tuple[Level, ...]
    note: str


def table_of_lattice(framework: Framework, *, standing: Standing = NOBODY) -> tuple[LatticeLine, ...]:
    """What the map shows, as lines of a table: highest band first."""
    plan = Plan(framework, standing)
    ordered = sorted(plan.levels, key=lambda level: (-plan.rank(level.key), plan.columns[level.key]))
    return tuple(
        LatticeLine(
            level=level,
            band=framework.band(level.band).title,
            track=framework.track(level.track).title,
            promotions=_ends(framework, level, PathKind.PROMOTION),
            laterals=_ends(framework, level, PathKind.LATERAL),
            note=standing.note(level.key),
        )
        for level in ordered
    )


def _ends(framework: Framework, level: Level, kind: PathKind) -> tuple[Level, ...]:
    keys = [path.target for path in framework.paths if path.kind is kind and path.source == level.key]
    if kind is PathKind.LATERAL:
        keys += [path.source for path in framework.paths if path.kind is kind and path.target == level.key]
    return tuple(framework.level(key) for key in dict.fromkeys(keys))


def _bands(plan: Plan) -> list[str]:
    drawn = []
    for rank, key in enumerate(plan.bands):
        y = plan.y_of(rank)
        drawn.append(element("path", class_="band", d=f"M0 {y:.1f}H{plan.width:.1f}"))
        drawn.append(text(shortened(key, signs=7), x=0, y=y - 6, class_="small"))
    return drawn


def _tracks(plan: Plan) -> list[str]:
    firsts: dict[str, float] = {}
    for level in plan.levels:
        firsts[level.track] = min(firsts.get(level.track, plan.width), plan.x(level.key))
    return [
        text(
            shortened(plan.framework.track(track).title, signs=SIGNS + 1),
            x=x - POINT,
            y=14,
            class_=f"head track-{look_of(track)}",
        )
        for track, x in firsts.items()
    ]


def _promotions(plan: Plan) -> list[str]:
    """The line to the goal last, above the others."""
    wanted = (plan.standing.here, plan.standing.goal)
    moves = sorted(plan.moves(PathKind.PROMOTION), key=lambda move: move == wanted)
    return [element("path", class_="up mine" if move == wanted else "up", d=plan.upward(*move)) for move in moves]


def _laterals(plan: Plan) -> list[str]:
    lines = (plan.sideways(*move) for move in plan.moves(PathKind.LATERAL))
    return [element("path", class_="side", d=line) for line in lines if line]


def _level(plan: Plan, level: Level) -> str:
    standing, look = plan.standing, look_of(level.track)
    here, goal = level.key == standing.here, level.key == standing.goal
    cut = " ".join(plan.labels[level.key]) != level.title
    drawn = (
        *([element("title", plain(level.title))] if cut else ()),
        shape(look, x=plan.x(level.key), y=plan.y(level.key), size=POINT),
        *_label(plan, level, class_="strong" if here or goal else None),
    )
    kind = f"level track-{look}{' here' if here else ''}{' goal' if goal else ''}"
    link = standing.links.get(level.key)
    return element("g", *drawn, class_=kind) if link is None else element("a", *drawn, class_=kind, href=link)


def _label(plan: Plan, level: Level, *, class_: str | None) -> list[str]:
    """The title's lines, the last just above the band's line, or above the note when there is one."""
    x, y = plan.x(level.key) + 15, plan.y(level.key) - 9
    note = plan.standing.note(level.key)
    lines = plan.labels[level.key]
    last = y - (LINE if note else 0)
    drawn = [
        text(words, x=x, y=last - LINE * (len(lines) - 1 - number), class_=class_) for number, words in enumerate(lines)
    ]
    return [*drawn, text(shortened(note, signs=NOTE), x=x, y=y, class_="small")] if note else drawn
