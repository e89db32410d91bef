"""Whatever was found becomes a framework that reads, and each thing that had to be assumed is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.framework.importers.assuming import HERE, assumed, framework_of, ladder

from waypost.framework.importers.completing.assume import Wishes, complete
from waypost.framework.importers.found import (
    Blank,
    Found,
    FoundCell,
    FoundCriterion,
    FoundDimension,
    FoundStatement,
    FoundTitle,
    FoundTrack,
    Origin,
)
from waypost.framework.schema import Kind


class TestKeys:
    def test_a_title_on_two_tracks_takes_the_track_before_it(self):
        found = ladder(("Web & API", ("Junior", "Senior")), ("Data", ("senior", "Head of Data")))
        assert [level.key for level in framework_of(found).levels] == [
            "junior",
            "web-and-api-senior",
            "data-senior",
            "head-of-data",
        ]

    def test_letters_of_other_scripts_give_way_to_numbers(self):
        found = ladder(("開発者", ("ジュニア開発者 1", "シニア開発者 2")))
        framework = framework_of(found)
        assert [level.key for level in framework.levels] == ["level-1", "level-2"]
        assert [level.title for level in framework.levels] == ["ジュニア開発者 1", "シニア開発者 2"]
        assert framework.tracks[0].key == "track-1"

    def test_titles_may_be_given_to_levels_that_are_only_numbered(self):
        found = ladder(("Engineering", ("1", "2", "3")))
        framework = framework_of(found, level_titles=("Junior", "Senior"))
        assert [(level.key, level.title) for level in framework.levels] == [
            ("level-1", "Junior"),
            ("level-2", "Senior"),
            ("level-3", "Level 3"),
        ]

    def test_and_not_to_levels_that_have_their_own(self):
        errors = complete(ladder(("E", ("Junior", "Senior"))), wishes=Wishes(level_titles=("A",))).errors
        assert [(error.message, error.hint) for error in errors] == [
            ("titles were given, but the source has its own, such as `Junior`", "Leave out --level-titles.")
        ]


class TestWeights:
    def groups(self, **weights: float) -> Found:
        """Two groups on two tracks; the second track asks only the second group."""
        found = ladder(("A", ("Low", "High")), ("B", ("Lead",)))
        return replace(
            found,
            tracks=(replace(found.tracks[0], weights=tuple(weights.items())), found.tracks[1]),
            dimensions=(*found.dimensions, FoundDimension("p", "People", HERE), FoundDimension("x", "Unused", HERE)),
            criteria=(*found.criteria, FoundCriterion("t", "Teaching", "p", HERE), FoundCriterion("u", "U", "x", HERE)),
            cells=(
                *found.cells[:2],
                FoundCell("t", "A/Low", (FoundStatement("Teaches.", HERE),)),
                FoundCell("t", "B/Lead", (FoundStatement("Teaches more.", HERE),)),
            ),
        )

    def test_without_any_a_track_weighs_what_it_asks_alike(self):
        found = self.groups()
        assert [track.weights for track in framework_of(found).tracks] == [
            (("craft", 50), ("people", 50)),
            (("people", 100),),
        ]
        assert assumed(found, "Weights") == ["Weights of A: craft 50, people 50.", "Weights of B: people 100."]

    def test_those_of_the_source_are_made_whole_percents_of_what_is_asked(self):
        found = self.groups(d=2, p=1, x=7)
        assert framework_of(found).tracks[0].weights == (("craft", 67), ("people", 33))
        assert (
            assumed(found, "Weights")[0] == "Weights of A, those of the source in whole percents: craft 67, people 33."
        )

    def test_what_has_no_weight_in_the_source_does_not_count(self):
        assert framework_of(self.groups(d=3)).tracks[0].weights == (("craft", 100),)

    def test_whole_percents_are_not_told(self):
        assert [one[:12] for one in assumed(self.groups(d=70, p=30), "Weights")] == ["Weights of B"]

    def test_what_a_level_continues_is_asked_on_its_track_too(self):
        found = self.groups()
        levels = tuple(replace(level, adds_to="A/High") if level.track == "B" else level for level in found.levels)
        framework = framework_of(replace(found, levels=levels))
        assert framework.tracks[1].weights == (("craft", 50), ("people", 50))
        assert framework.level("lead").adds_to == "high"


class TestKinds:
    def test_the_source_may_say_them(self):
        found = ladder(("Managers of people", ("Lead", "Head")))
        said = replace(
            found,
            tracks=(replace(found.tracks[0], primary=Kind.STRATEGIC),),
            dimensions=(replace(found.dimensions[0], kind=Kind.PEOPLE),),
        )
        framework = framework_of(said)
        assert (framework.tracks[0].primary, framework.dimensions[0].kind) == (Kind.STRATEGIC, Kind.PEOPLE)
        assert assumed(said, "Kinds") == assumed(said, "Tracks") == []

    @pytest.mark.parametrize(
        ("title", "primary"),
        [
            ("Engineering Manager", Kind.PEOPLE),
            ("People management", Kind.PEOPLE),
            ("Technical Program Manager", Kind.TECHNICAL),
            ("Product Manager", Kind.TECHNICAL),
            ("Developer", Kind.TECHNICAL),
        ],
    )
    def test_a_track_is_about_people_where_its_title_manages_them(self, title, primary):
        assert framework_of(ladder((title, ("Low", "High")))).tracks[0].primary is primary

    def test_a_track_is_about_people_where_most_of_its_levels_manage_them(self):
        support = ("Support Manager", "Senior Support Manager", "Head of Support")
        engineers = ("Engineer", "Senior Engineer", "Engineering Manager")
        found = framework_of(ladder(("Titles for support leadership", support), ("Titles for engineers", engineers)))
        assert [one.primary for one in found.tracks] == [Kind.PEOPLE, Kind.TECHNICAL]


class TestCells:
    def test_the_same_as_another_level_stays_that(self):
        found = ladder(("E", ("Junior", "Senior")))
        cells = (found.cells[0], FoundCell("c", "E/Senior", same_as="E/Junior"))
        framework = framework_of(replace(found, cells=cells))
        assert framework.expectations[1].same_as == "junior"

    def test_the_same_as_where_nothing_is_asked_is_a_gap(self):
        found = ladder(("E", ("Junior", "Senior", "Staff")))
        imported = complete(
            replace(found, cells=(found.cells[0], FoundCell("c", "E/Senior", same_as="E/Staff"))), wishes=Wishes()
        )
        assert [(one.meaning, one.where) for one in imported.found.blanks] == [(Blank.GAP, "Design at Senior")]
        assert len(imported.framework.expectations) == 1

    def test_a_circle_of_same_as_is_a_gap_at_each_of_its_levels(self):
        found = ladder(("E", ("Junior", "Senior", "Staff")))
        circle = (
            found.cells[0],
            FoundCell("c", "E/Senior", same_as="E/Staff"),
            FoundCell("c", "E/Staff", same_as="E/Senior"),
        )
        imported = complete(replace(found, cells=circle), wishes=Wishes())
        assert [one.where for one in imported.found.blanks] == ["Design at Senior", "Design at Staff"]

    def test_a_level_that_continues_what_is_not_there_continues_nothing(self):
        found = ladder(("E", ("Junior", "Senior")))
        levels = (replace(found.levels[0], adds_to="E/Senior"), replace(found.levels[1], adds_to="E/Junior"))
        framework = framework_of(replace(found, levels=levels))
        assert [level.adds_to for level in framework.levels] == [None, "junior"]

    def test_each_statement_keeps_its_place(self):
        origins = complete(ladder(("E", ("Junior", "Senior"))), wishes=Wishes()).origins
        found = origins.origin_of("design", "senior", 0)
        assert (found.file, found.line, found.column) == ("ladder.md", 11, 3)

    def test_what_belongs_to_nothing_is_left_over(self):
        found = ladder(("E", ("Junior", "Senior")))
        stray = FoundCell("nowhere", "E/Junior", (FoundStatement("Stray.", Origin("ladder.md", 99)),))
        imported = complete(replace(found, cells=(*found.cells, stray)), wishes=Wishes())
        assert [(one.text, str(one.origin), one.why) for one in imported.found.left_over] == [
            ("Stray.", "ladder.md:99", "it belongs to nothing that was found")
        ]

    def test_what_another_file_says_word_for_word_is_left_over(self):
        found = ladder(("E", ("Junior", "Senior")))
        says = found.cells[0].statements[0]
        copied = replace(says, says=says.says.upper(), origin=Origin("copy.md", 4))
        more = replace(says, looks_like=("The order service",), origin=Origin("copy.md", 5))
        imported = complete(
            replace(found, cells=(*found.cells, FoundCell("c", "E/Junior", (copied, more, says)))), wishes=Wishes()
        )
        assert [one.looks_like for one in imported.framework.expectations[0].statements] == [
            (),
            ("The order service",),
            (),
        ]
        assert [(str(one.origin), one.why) for one in imported.found.left_over] == [
            ("copy.md:4", "it is said already at ladder.md:10")
        ]

    def test_a_track_and_a_group_without_anything_in_them_are_left_over(self):
        found = ladder(("E", ("Junior", "Senior")))
        empty = replace(
            found,
            tracks=(*found.tracks, FoundTrack("m", "Modifiers", HERE, about="Not levels.")),
            dimensions=(*found.dimensions, FoundDimension("y", "Empty", HERE)),
        )
        imported = complete(empty, wishes=Wishes())
        assert [(one.text, one.why) for one in imported.found.left_over] == [
            ("Modifiers\n\nNot levels.", "a track without levels"),
            ("Empty", "a group without anything in it"),
        ]


class TestScores:
    def test_titles_by_score_travel_along(self):
        titles = (FoundTitle(12, "Engineer II", HERE), FoundTitle(0, "Engineer I", HERE))
        framework = framework_of(ladder(("E", ("1", "2")), titles=titles))
        assert [(one.from_, one.title) for one in framework.titles_by_score] == [(0, "Engineer I"), (12, "Engineer II")]

    def test_two_titles_of_one_score_share_its_line_and_that_is_told(self):
        titles = (FoundTitle(58, "Senior", HERE), FoundTitle(58, "Group Lead", HERE), FoundTitle(90, "Senior", HERE))
        found = ladder(("E", ("1", "2")), titles=titles)
        assert [(one.from_, one.title) for one in framework_of(found).titles_by_score] == [(58, "Senior / Group Lead")]
        assert assumed(found, "Titles by score") == [
            "Titles by score: from 58, Senior / Group Lead share one line.",
            "Titles by score: Senior is given from 58 on, not only from 90.",
        ]


@pytest.mark.parametrize(
    ("dimension", "primary"),
    [("Communication", Kind.TECHNICAL), ("Business impact", Kind.STRATEGIC), ("Code", Kind.TECHNICAL)],
)
def test_a_track_that_manages_nobody_is_about_what_it_asks(dimension, primary):
    found = ladder(("Contributors", ("Low", "High")))
    asked = replace(found, dimensions=(replace(found.dimensions[0], title=dimension),))
    asked = replace(asked, criteria=(replace(found.criteria[0], title="Anything"),))
    assert framework_of(asked).tracks[0].primary is primary


def test_what_is_said_twice_in_a_description_is_said_once():
    found = ladder(("E", ("Junior",)), about="One thing.\n\nAnother.\n\none  thing")
    assert framework_of(found).about == "One thing.\n\nAnother."


def test_staff_does_not_begin_with_those_who_manage_programs():
    found = ladder(("E", ("Program Manager 1", "Program Manager 2")), ("M", ("Engineering Manager 1", "Manager 2")))
    assert "more from Engineering Manager 1 on" in " ".join(assumed(found, "Evidence"))


def test_titles_and_descriptions_travel_along():
    found = ladder(("E", ("Junior",)), title="Our ladder", about="Read this first.")
    framework = framework_of(replace(found, levels=(replace(found.levels[0], about="The first."),)))
    assert (framework.title, framework.name, framework.about) == ("Our ladder", "our-ladder", "Read this first.")
    assert framework.levels[0].about == "The first."


def test_what_stands_under_no_heading_has_a_group_of_its_own():
    found = ladder(("", ("Junior",)), dimensions=(FoundDimension("d", "", HERE),))
    untitled = replace(found, criteria=(FoundCriterion("c", "", "d", HERE),))
    framework = framework_of(untitled)
    assert (framework.tracks[0].title, framework.dimensions[0].title) == ("Engineering", "Expectations")
    assert assumed(untitled, "Groups") == ["Groups: what stands under no heading of its own is called Expectations."]


def test_a_whole_framework_stays_itself_but_for_what_was_wished(northwind):
    imported = complete(Found(whole=northwind), wishes=Wishes(title="Another"))
    assert imported.framework == northwind.model_copy(update={"title": "Another"})
    assert imported.assumptions == ()
