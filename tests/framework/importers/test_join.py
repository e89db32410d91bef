"""Several files make one ladder: what has the same title is one, and what is said twice is told."""

from __future__ import annotations

from dataclasses import replace

from waypost.framework.faults import ReadError
from waypost.framework.importers.completing.assume import Wishes, complete
from waypost.framework.importers.found import (
    Blank,
    Found,
    FoundBlank,
    FoundCell,
    FoundCriterion,
    FoundDimension,
    FoundLevel,
    FoundStatement,
    FoundTitle,
    FoundTrack,
    LeftOver,
    Origin,
)
from waypost.framework.importers.join import join


def part(file: str, track: str, levels: list[str], criterion: str = "Design", says: str = "Designs") -> Found:
    """One file: a track, its levels from the lowest, and one thing that is asked at each. Ids are the same in all."""
    here = Origin(file, 1)
    return Found(
        tracks=(FoundTrack("t", track, here),),
        levels=tuple(FoundLevel(str(place), title, "t", here) for place, title in enumerate(levels)),
        dimensions=(FoundDimension("d", "Craft", here),),
        criteria=(FoundCriterion("c", criterion, "d", here),),
        cells=tuple(
            FoundCell("c", str(place), (FoundStatement(f"{says} at {title}.", Origin(file, place + 2)),))
            for place, title in enumerate(levels)
        ),
    )


def told(found: Found) -> list[tuple[str, str, list[str]]]:
    """What is asked: criterion, level, statements."""
    criteria = {one.id: one.title for one in found.criteria}
    levels = {one.id: one.title for one in found.levels}
    return [(criteria[c.criterion], levels[c.level], [one.says for one in c.statements]) for c in found.cells]


def test_one_part_is_itself_and_none_is_nothing():
    one = part("a.md", "Engineers", ["Junior"])
    assert join([one]) is one
    assert join([]) == Found()


def test_the_same_title_is_one_without_regard_to_case_and_spaces():
    found = join(
        [part("a.md", "Engineers", ["Junior"]), part("b.md", "engineers", ["JUNIOR"], "  design ", "Also designs")]
    )
    assert [len(parts) for parts in (found.tracks, found.levels, found.dimensions, found.criteria)] == [1, 1, 1, 1]
    assert told(found) == [("Design", "Junior", ["Designs at Junior.", "Also designs at JUNIOR."])]


def test_a_title_on_two_tracks_is_two_levels_and_one_criterion():
    found = join([part("a.md", "Web", ["Junior", "Senior"]), part("b.md", "Data", ["Junior", "Senior"])])
    assert [(level.title, level.track) for level in found.levels] == [
        ("Junior", "track 1"),
        ("Senior", "track 1"),
        ("Junior", "track 2"),
        ("Senior", "track 2"),
    ]
    assert [one.title for one in found.criteria] == ["Design"]
    assert len(found.cells) == 4


def test_criteria_of_one_title_in_two_groups_are_two():
    other = part("b.md", "Web", ["Junior"])
    other = replace(other, dimensions=(replace(other.dimensions[0], title="People"),))
    assert len(join([part("a.md", "Web", ["Junior"]), other]).criteria) == 2


def test_what_only_one_file_has_stands_where_that_file_has_it():
    found = join(
        [
            part("a.md", "Web", ["Junior", "Staff"]),
            part("b.md", "Web", ["Trainee", "Junior", "Senior", "Staff", "Head"]),
        ]
    )
    assert [level.title for level in found.levels] == ["Trainee", "Junior", "Senior", "Staff", "Head"]


def test_levels_without_a_title_are_told_by_their_number():
    def numbered(file: str, count: int) -> Found:
        found = part(file, "", [""] * count)
        return replace(found, levels=tuple(replace(one, rank=place) for place, one in enumerate(found.levels, start=1)))

    assert [level.rank for level in join([numbered("a.md", 2), numbered("b.md", 3)]).levels] == [1, 2, 3]


def test_the_same_words_twice_are_left_over_with_the_place_of_the_first():
    found = join([part("a.md", "Web", ["Junior"]), part("b.md", "Web", ["Junior"])])
    assert told(found) == [("Design", "Junior", ["Designs at Junior."])]
    assert [(one.text, str(one.origin), one.why) for one in found.left_over] == [
        ("Designs at Junior.", "b.md:2", "it is said already at a.md:2")
    ]


def test_of_two_facts_the_first_holds_and_descriptions_stand_below_each_other():
    first, second = part("a.md", "Web", ["Junior"]), part("b.md", "Web", ["Junior"], says="More")
    first = replace(first, levels=(replace(first.levels[0], about="One.", band="B1"),))
    second = replace(second, levels=(replace(second.levels[0], about="Two.", band="B2", rank=3),))
    (level,) = join([first, second]).levels
    assert (level.about, level.band, level.rank) == ("One.\n\nTwo.", "B1", 3)


def test_what_refers_to_levels_and_groups_follows_them():
    first, second = part("a.md", "Web", ["Junior"]), part("b.md", "Data", ["Junior", "Senior"])
    second = replace(
        second,
        tracks=(replace(second.tracks[0], weights=(("d", 3),)),),
        levels=(second.levels[0], replace(second.levels[1], adds_to="0")),
        cells=(second.cells[0], FoundCell("c", "1", same_as="0")),
    )
    found = join([first, second])
    assert found.tracks[1].weights == (("dimension 1", 3),)
    assert found.levels[2].adds_to == "level 2"
    assert found.cells[2].same_as == "level 2"


def test_what_refers_to_nothing_is_left_over_when_it_is_completed():
    second = part("b.md", "Data", ["Junior"])
    stray = FoundCell("c", "gone", (FoundStatement("Stray.", Origin("b.md", 9)),))
    found = join([part("a.md", "Web", ["Junior"]), replace(second, cells=(*second.cells, stray))])
    imported = complete(found, wishes=Wishes())
    assert [one.text for one in imported.found.left_over] == ["Stray."]


def test_everything_else_is_kept_in_order():
    here = Origin("a.md", 1)
    first = Found(
        title="First",
        about="One.",
        notes=("Columns are levels.",),
        titles=(FoundTitle(0, "Engineer", here),),
        blanks=(FoundBlank(Blank.GAP, "Design at Junior", "nothing there", here),),
        left_over=(LeftOver("Home", here, "navigation"),),
        errors=(ReadError("a.md", 1, 1, "", "is wrong"),),
    )
    found = join([first, replace(first, title="Second", about="Two."), Found()])
    assert (found.title, found.about, found.notes) == ("First", "One.\n\nTwo.", ("Columns are levels.",))
    assert [len(part) for part in (found.titles, found.blanks, found.left_over, found.errors)] == [1, 2, 2, 2]
