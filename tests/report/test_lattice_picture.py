"""The lattice map: every level stands once, nothing overlaps, and the table behind it says the same."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.reading import parsed

from waypost.framework.library import load
from waypost.framework.schema import Framework, Level, Path, PathKind
from waypost.report.pictures.lattice import draw_lattice, table_of_lattice
from waypost.report.pictures.lattice_plan import COLUMN, LANES, Plan, Standing

ADA = Standing(here="senior", goal="staff", notes={"staff": "9 of 12 shown", "manager": "3 of 11 shown"})


@pytest.fixture(scope="module")
def lattice() -> Framework:
    return load("lattice")


def draw(framework: Framework, standing: Standing) -> ElementTree.Element:
    return parsed(draw_lattice(framework, title="Lattice", says="Where one stands.", standing=standing))


def words(svg: ElementTree.Element) -> list[str]:
    return [part.text or "" for part in svg.iter("text")]


def with_paths(framework: Framework, *paths: tuple[str, str], kind: PathKind = PathKind.PROMOTION) -> Framework:
    """The framework with other paths than its own."""
    new = tuple(Path(kind=kind, source=source, target=target) for source, target in paths)
    return framework.model_copy(update={"paths": new})


@dataclass(frozen=True)
class Box:
    """Where something is drawn."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def label_boxes(svg: ElementTree.Element) -> list[tuple[str, Box]]:
    """Labels as wide as a wide sans draws them: 7 units a sign at 12.5, 7.7 in bold, 6.2 at 11."""
    found = []
    for part in svg.iter("text"):
        kind, said = part.get("class") or "", part.text or ""
        wide, high = (6.2, 11) if "small" in kind else (7.7, 12.5) if kind else (7.0, 12.5)
        x, y = float(part.get("x", "")), float(part.get("y", ""))
        found.append((said, Box(x, y - high * 0.8, x + wide * len(said), y + high * 0.2)))
    return found


def point_boxes(framework: Framework, standing: Standing) -> list[tuple[str, Box]]:
    plan = Plan(framework, standing)
    return [
        (level.key, Box(plan.x(level.key) - 9, plan.y(level.key) - 9, plan.x(level.key) + 9, plan.y(level.key) + 9))
        for level in plan.levels
    ]


@pytest.mark.parametrize("standing", [Standing(), ADA, Standing(here="vp", goal="distinguished-specialist")])
def test_nothing_overlaps_in_a_lattice_of_nineteen_levels(lattice: Framework, standing: Standing) -> None:
    labels = label_boxes(draw(lattice, standing))
    assert len(lattice.levels) == 19
    assert [(a, b) for (a, one), (b, two) in combinations(labels, 2) if one.meets(two)] == []
    points = point_boxes(lattice, standing)
    assert [(said, key) for said, box in labels for key, point in points if box.meets(point)] == []


def test_every_level_stands_once_in_its_track_and_band(lattice: Framework) -> None:
    plan = Plan(lattice, Standing())
    places = {level.key: (plan.columns[level.key], plan.rank(level.key)) for level in lattice.levels}
    assert len(set(places.values())) == len(places) == 19
    assert places["associate"] == (0, 0)
    assert places["vp"] == (3, 6)
    assert plan.y("staff") == plan.y("manager"), "equal bands stand at equal height"


def test_the_map_says_where_one_stands_and_the_way_to_the_goal(lattice: Framework) -> None:
    svg = draw(lattice, ADA)
    kinds = {part.get("class") for part in svg.iter("g")}
    assert {"level track-depth here", "level track-depth goal"} <= kinds
    assert {"you are here", "your goal · 9 of 12 shown", "3 of 11 shown"} <= set(words(svg))
    mine = [part.get("d") for part in svg.iter("path") if part.get("class") == "up mine"]
    assert mine == [Plan(lattice, ADA).upward("senior", "staff")]


def test_a_map_of_nobody_marks_nobody(lattice: Framework) -> None:
    drawn = draw_lattice(lattice, title="Lattice", says="All of it.")
    assert all(sign not in drawn for sign in ("you are here", "your goal", "up mine", " here", " goal"))


def test_only_the_bands_around_one_and_the_goal_are_drawn(lattice: Framework) -> None:
    assert Plan(lattice, Standing(here="senior", above=2)).bands == ("B2", "B3", "B4", "B5")
    assert Plan(lattice, Standing(here="associate", above=1)).bands == ("B1", "B2")
    assert Plan(lattice, Standing(here="vp", above=2)).bands == ("B6", "B7")
    assert Plan(lattice, Standing(here="senior", goal="vp", above=1)).bands == ("B2", "B3", "B4", "B5", "B6", "B7")
    assert Plan(lattice, Standing(above=1)).bands == Plan(lattice, Standing()).bands


def test_a_path_to_a_level_out_of_the_picture_is_not_drawn(lattice: Framework) -> None:
    plan = Plan(lattice, Standing(here="senior", above=1))
    assert ("senior", "staff") in plan.moves(PathKind.PROMOTION)
    assert ("staff", "senior-staff") not in plan.moves(PathKind.PROMOTION)


def test_a_promotion_over_a_band_passes_the_levels_between(lattice: Framework) -> None:
    """Senior to Senior Staff would run through Staff, so it leaves the column on the left and comes back."""
    skipping = with_paths(lattice, ("senior", "senior-staff"))
    plan = Plan(skipping, Standing())
    line = plan.upward("senior", "senior-staff")
    assert f"H{plan.x('staff') - 17:.1f}" in line
    assert line.startswith(f"M{plan.x('senior'):.1f} {plan.y('senior'):.1f}V")
    assert line.endswith(f"V{plan.y('senior-staff'):.1f}")


def test_promotions_that_cross_run_on_lanes_of_their_own(lattice: Framework) -> None:
    plan = Plan(with_paths(lattice), Standing())
    lanes = {plan.upward(source, "senior-manager").split("V")[1] for source in ("staff", "staff-strategic")}
    assert len(lanes) == 2 <= LANES


def test_a_chain_of_moves_is_drawn_once_and_a_lone_one_dips_below(lattice: Framework) -> None:
    pairs = [("staff", "staff-strategic"), ("staff-strategic", "staff-specialist"), ("staff", "staff-specialist")]
    plan = Plan(with_paths(lattice, *pairs, kind=PathKind.LATERAL), Standing())
    assert [plan.sideways(*pair) != "" for pair in pairs] == [True, True, False]
    alone = Plan(with_paths(lattice, pairs[2], kind=PathKind.LATERAL), Standing())
    assert f"V{alone.y('staff') + 13:.1f}" in alone.sideways(*pairs[2])


def test_two_levels_of_one_track_and_band_stand_beside_each_other(lattice: Framework) -> None:
    twin = Level(key="staff-twin", title="Staff Engineer, Twin", track="depth", band="B4")
    plan = Plan(lattice.model_copy(update={"levels": (*lattice.levels, twin)}), Standing())
    assert plan.x("staff-twin") == plan.x("staff") + COLUMN
    assert plan.x("staff-strategic") == plan.x("staff") + 2 * COLUMN


def test_links_carry_their_address_and_make_the_picture_a_group(lattice: Framework) -> None:
    svg = draw(lattice, Standing(links={"staff": "/framework/?level=staff&x=1"}))
    assert [part.get("href") for part in svg.iter("a")] == ["/framework/?level=staff&x=1"]
    assert svg.get("role") == "group"


def test_the_table_says_what_the_map_shows(lattice: Framework) -> None:
    lines = table_of_lattice(lattice, standing=ADA)
    assert [line.level.key for line in lines][:2] == ["distinguished", "distinguished-strategic"]
    senior = next(line for line in lines if line.level.key == "senior")
    assert (senior.band, senior.track, senior.note) == ("Senior", "Technical depth", "you are here")
    assert [level.key for level in senior.promotions] == ["staff", "staff-strategic", "staff-specialist", "manager"]
    assert senior.laterals == ()
    manager = next(line for line in lines if line.level.key == "manager")
    assert {level.key for level in manager.laterals} == {"staff", "staff-strategic", "staff-specialist"}


def test_a_level_the_framework_does_not_have_is_an_error(lattice: Framework) -> None:
    with pytest.raises(KeyError):
        draw_lattice(lattice, title="T", says="S", standing=Standing(here="wizard", above=1))


@given(st.text(min_size=1, max_size=200))
def test_any_title_of_a_level_stays_inside_its_label(title: str) -> None:
    framework = load("lattice")
    staff = framework.level("staff").model_copy(update={"title": title})
    levels = tuple(staff if level.key == "staff" else level for level in framework.levels)
    svg = draw(framework.model_copy(update={"levels": levels}), Standing(notes={"staff": title}))
    assert {part.tag for part in svg.iter()} <= {"svg", "title", "desc", "path", "text", "g", "polygon", "circle"}
    assert all(len(said) <= 26 for said in words(svg))


def test_a_map_of_many_tracks_keeps_its_size_and_is_moved_sideways(northwind: Framework) -> None:
    track, level = northwind.tracks[0], northwind.levels[0]
    tracks = tuple(track.model_copy(update={"key": f"t{n}"}) for n in range(8))
    levels = tuple(level.model_copy(update={"key": f"l{n}", "track": f"t{n}"}) for n in range(8))
    many = northwind.model_copy(update={"tracks": tracks, "levels": levels, "paths": (), "expectations": ()})
    svg = draw(many, Standing())
    assert (svg.get("class"), svg.get("width")) == ("picture lattice broad", svg.get("viewBox").split()[2])
    assert draw(northwind, Standing()).get("width") is None
