"""Which band each level is in, and what leads from where to where, by what the source says or by its order."""

from __future__ import annotations

import pytest
from tests.framework.importers.assuming import HERE, assumed, framework_of, ladder, lines, paths

from waypost.framework.importers.completing.assume import Wishes, complete
from waypost.framework.importers.found import (
    FoundLevel,
)
from waypost.framework.schema import PathKind


class TestBands:
    def test_those_of_the_source_hold_and_join_tracks_sideways(self):
        def at(track: str, title: str, band: str) -> FoundLevel:
            return FoundLevel(title, title, track, HERE, band=band)

        found = ladder(
            ("Engineers", (at("Engineers", "Senior", "Band 3"), at("Engineers", "Staff", "BAND  4"))),
            ("Managers", (at("Managers", "Manager", "band 4"), at("Managers", "Director", "Band 5"))),
        )
        framework = framework_of(found)
        assert [(band.key, band.title) for band in framework.bands] == [
            ("band-3", "Band 3"),
            ("band-4", "BAND 4"),
            ("band-5", "Band 5"),
        ]
        assert lines(framework) == [
            ("senior", "band-3"),
            ("staff", "band-4"),
            ("manager", "band-4"),
            ("director", "band-5"),
        ]
        assert paths(framework) == ["senior > staff", "manager > director", "staff = manager"]
        assert assumed(found, "Bands") == ["Bands: those of the source, without pay."]

    def test_a_level_without_one_stands_where_its_track_has_it(self):
        found = ladder(
            (
                "E",
                (
                    FoundLevel("a", "Junior", "E", HERE, band="One"),
                    FoundLevel("b", "Engineer", "E", HERE),
                    FoundLevel("c", "Senior", "E", HERE, band="Two"),
                ),
            )
        )
        framework = framework_of(found)
        assert lines(framework) == [("junior", "one"), ("engineer", "engineer"), ("senior", "two")]
        assert assumed(found, "Bands") == [
            "Bands: as the source names them; 1 level without one has its own; without pay."
        ]

    def test_two_levels_of_a_track_in_one_band_are_both_reached(self):
        def at(title: str, band: str) -> FoundLevel:
            return FoundLevel(title, title, "E", HERE, band=band)

        found = ladder(("E", (at("Junior", "1"), at("Maker", "2"), at("Fixer", "2"), at("Senior", "3"))))
        assert paths(framework_of(found)) == [
            "junior > maker",
            "junior > fixer",
            "maker > senior",
            "fixer > senior",
        ]

    def test_bands_that_fall_are_no_promotion_and_that_is_told(self):
        def at(track: str, title: str, band: str) -> FoundLevel:
            return FoundLevel(track + title, title, track, HERE, band=band)

        found = ladder(
            ("A", (at("A", "Low", "1"), at("A", "High", "2"))), ("B", (at("B", "Top", "2"), at("B", "Odd", "1")))
        )
        assert paths(framework_of(found)) == ["low > high", "low = odd", "high = top"]
        assert "No path from Top to Odd: its band is not higher." in complete(found, wishes=Wishes()).assumptions

    @pytest.mark.parametrize(
        ("first", "second", "bands", "told"),
        [
            (("IC3", "IC4"), ("M4", "M5"), ["band-3", "band-4", "band-4", "band-5"], "by the numbers in the titles"),
            (
                ("Junior", "Senior", "Staff"),
                ("Senior", "Staff"),
                ["band-1", "band-2", "band-3", "band-2", "band-3"],
                "by their titles; levels of one title are equals",
            ),
            (
                ("Junior", "Senior"),
                ("Lead", "Manager", "Director"),
                ["band-1", "band-2", "band-1", "band-2", "band-3"],
                "by its place from the bottom of its track",
            ),
            (("Level 2", "Level 1"), ("Level 1", "Level 2"), ["band-1", "band-2", "band-1", "band-2"], "by its place"),
        ],
        ids=["numbers", "titles", "places", "numbers that fall"],
    )
    def test_where_the_source_names_none_levels_are_put_on_one_line(self, first, second, bands, told):
        found = ladder(("First", first), ("Second", second))
        framework = framework_of(found)
        assert [level.band for level in framework.levels] == bands
        assert told in assumed(found, "Bands")[0]
        assert all(path.kind is PathKind.PROMOTION for path in framework.paths)

    def test_numbers_of_the_source_order_levels_and_join_tracks(self):
        def at(track: str, title: str, rank: float) -> FoundLevel:
            return FoundLevel(title, title, track, HERE, rank=rank)

        found = ladder(("A", (at("A", "Staff", 30), at("A", "Senior", 20))), ("B", (at("B", "Manager", 30),)))
        assert lines(framework_of(found)) == [("senior", "band-1"), ("staff", "band-2"), ("manager", "band-2")]

    def test_more_equals_than_anybody_could_read_are_not_joined(self):
        tracks = [(f"T{n}", (FoundLevel(f"l{n}", f"Role {n}", f"T{n}", HERE, band="One"),)) for n in range(15)]
        found = ladder(*tracks)
        assert framework_of(found).paths == ()
        told = "No sideways paths in One: 15 levels share it. Write those you allow."
        assert told in complete(found, wishes=Wishes()).assumptions
