"""Tables are read whichever way they lie, and nothing in them is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.framework.importers.tables import asked, at_levels, blanks, grid, left_over, levels, read

from waypost.framework.importers.found import Blank
from waypost.framework.importers.tables.grid import read_grid
from waypost.framework.schema import Scope

WIDE = """\
Competency,Junior,Senior,Staff
Testing,writes tests,keeps them fast,owns the strategy
Design,draws a part,draws a service,draws a system
"""


def test_levels_can_be_columns() -> None:
    found = read(WIDE)
    assert levels(found) == ["Junior", "Senior", "Staff"]
    assert at_levels(found) == {
        ("Junior", "Testing"): ("writes tests",),
        ("Senior", "Testing"): ("keeps them fast",),
        ("Staff", "Testing"): ("owns the strategy",),
        ("Junior", "Design"): ("draws a part",),
        ("Senior", "Design"): ("draws a service",),
        ("Staff", "Design"): ("draws a system",),
    }
    assert left_over(found) == []
    assert found.cells[1].statements[0].origin.line == 2


def test_levels_can_be_rows() -> None:
    rows = [line.split(",") for line in WIDE.splitlines()]
    turned = "\n".join(",".join(column) for column in zip(*rows, strict=True))
    assert at_levels(read(turned)) == at_levels(read(WIDE))
    assert levels(read(turned)) == ["Junior", "Senior", "Staff"]


def test_a_row_of_nothing_but_levels_is_surer_than_cells_that_end_in_a_title() -> None:
    found = read(
        "Level,M3 (Manager),M4 (Senior Manager),M5 (Director)\n"
        "Coaching,Weekly talks,Coaches managers,Develops directors\n"
        "Reviews,Reviews and feedback,Calibration owner,Sets the bar\n"
        "Hiring,Hires for a team,Builds teams,Shapes the organisation\n"
    )
    assert levels(found) == ["M3 (Manager)", "M4 (Senior Manager)", "M5 (Director)"]
    assert at_levels(found)["M4 (Senior Manager)", "Coaching"] == ("Coaches managers",)


@pytest.mark.parametrize(
    "heads", ["1,2,3", "Beginner,Proficient,Expert", "L1,L2,L3", "Engineer I,Engineer II,Engineer III"]
)
def test_levels_can_be_numbers_codes_or_words_of_skill(heads: str) -> None:
    found = read(f"Skill,{heads}\nTesting,writes tests,keeps them fast,owns the strategy\n")
    assert levels(found) == heads.split(",")


def test_levels_that_no_vocabulary_knows_are_told_by_their_place() -> None:
    found = read(WIDE.replace("Junior,Senior,Staff", "Padawan,Knight,Yoda"))
    assert levels(found) == ["Padawan", "Knight", "Yoda"]
    assert "No word says that these are levels; their place does." in found.notes


def test_a_level_with_an_odd_name_among_others_is_a_level() -> None:
    assert levels(read(WIDE.replace("Staff", "Wizard"))) == ["Junior", "Senior", "Wizard"]


def test_levels_that_stand_from_high_to_low_are_turned_round() -> None:
    found = read("Skill,Staff,Senior,Junior\nTesting,owns,keeps,writes\n")
    assert levels(found) == ["Junior", "Senior", "Staff"]


def test_a_table_that_is_no_ladder_is_refused() -> None:
    assert read_grid(grid("Name,Phone\nAda,12\nBen,13\n")) is None
    assert read_grid(grid("Level,Developer,Tech Lead\n1,D1,\n2,D2,TL2\n3,D3,TL3\n")) is None
    assert read_grid(grid("Junior,Senior\n")) is None


def test_a_column_to_the_left_groups_the_criteria_and_its_blanks_repeat_the_text_above() -> None:
    found = read("Area,Skill,L1,L2\nCraft,Testing,writes,keeps\n,Design,draws,owns\nPeople,Mentoring,helps,teaches\n")
    assert [(c.dimension, c.title) for c in found.criteria] == [
        ("craft", "Testing"),
        ("craft", "Design"),
        ("people", "Mentoring"),
    ]
    assert blanks(found) == {"Craft again": Blank.MERGED}


def test_a_merged_dimension_reads_as_a_repeated_one() -> None:
    found = read("Area,Skill,L1,L2\nCraft,Testing,writes,keeps\n^,Design,draws,owns\n")
    assert {dimension for _, _, dimension, _ in asked(found)} == {"Craft"}


def test_several_columns_of_groups_make_one_dimension() -> None:
    found = read(
        "Pillar,Area,Skill,L1,L2\nTech,Craft,Testing,writes,keeps\n,,Design,draws,owns\n,Ops,Alarms,hears,mends\n"
    )
    assert [one.title for one in found.dimensions] == ["Tech / Craft", "Tech / Ops"]


@pytest.mark.parametrize("section", ["Craft,,", "Craft,<,<"])
def test_a_text_alone_in_its_row_is_a_section(section: str) -> None:
    found = read(f"Skill,L1,L2\n{section}\nTesting,writes,keeps\nPeople,,\nMentoring,helps,teaches\n")
    assert [(c.dimension, c.title) for c in found.criteria] == [("craft", "Testing"), ("people", "Mentoring")]
    assert blanks(found) == {"Craft": Blank.SECTION, "People": Blank.SECTION}


def test_a_row_without_a_title_goes_on_with_the_criterion_above() -> None:
    found = read("Skill,L1,L2\nTesting,writes,keeps\n,reads,mends\n")
    assert at_levels(found)["L1", "Testing"] == ("writes", "reads")
    assert blanks(found) == {"Testing again": Blank.MERGED}


def test_a_row_of_tracks_above_the_levels() -> None:
    found = read(
        "Area,Skill,Individual contributor,,Management,\n,,Senior,Staff,Manager,Director\n"
        "Craft,Testing,one,two,three,four\n"
    )
    assert asked(found) == {
        ("Individual contributor", "Senior", "Craft", "Testing"): ("one",),
        ("Individual contributor", "Staff", "Craft", "Testing"): ("two",),
        ("Management", "Manager", "Craft", "Testing"): ("three",),
        ("Management", "Director", "Craft", "Testing"): ("four",),
    }


def test_two_tracks_may_have_levels_of_one_title() -> None:
    found = read("Skill,Backend track,,Frontend track,\n,Junior,Senior,Junior,Senior\nTesting,one,two,three,four\n")
    assert {(track, level): says for (track, level, _, _), says in asked(found).items()} == {
        ("Backend track", "Junior"): ("one",),
        ("Backend track", "Senior"): ("two",),
        ("Frontend track", "Junior"): ("three",),
        ("Frontend track", "Senior"): ("four",),
    }


def test_two_columns_of_one_title_on_one_track_are_two_levels() -> None:
    found = read("Skill,Junior,Senior,Senior\nTesting,one,two,three\n")
    assert levels(found) == ["Junior", "Senior", "Senior (2)"]
    assert any("Senior (2)" in note for note in found.notes)


def test_codes_above_titles_are_bands() -> None:
    found = read("Skill,L1,L2\n,Engineer,Senior Engineer\nTesting,writes,keeps\n")
    assert [(level.title, level.band) for level in found.levels] == [("Engineer", "L1"), ("Senior Engineer", "L2")]


def test_a_cell_with_title_and_code_is_a_level_with_a_band() -> None:
    found = read('Skill,"Engineer\nL1","Senior Engineer\nL2"\nTesting,writes,keeps\n')
    assert [(level.title, level.band) for level in found.levels] == [("Engineer", "L1"), ("Senior Engineer", "L2")]


def test_a_number_before_a_title_ranks_it() -> None:
    found = read("Skill,1/ Junior,2/ Senior\nTesting,writes,keeps\n")
    assert [(level.title, level.rank) for level in found.levels] == [("Junior", 1.0), ("Senior", 2.0)]


def test_columns_of_examples_and_evidence_belong_to_the_statement_beside_them() -> None:
    found = read(
        "Skill,Junior,,,Senior,,\n,Expectation,Examples,Evidence,Expectation,Examples,Evidence\n"
        "Planning,plans tasks,a board,a plan,plans projects,a roadmap,a review\n"
    )
    assert [(s.says, s.looks_like, s.shown_by) for cell in found.cells for s in cell.statements] == [
        ("plans tasks", ("a board",), ("a plan",)),
        ("plans projects", ("a roadmap",), ("a review",)),
    ]


def test_rows_about_the_levels_are_no_criteria() -> None:
    found = read(
        "Competency,L1,L2\nTitle,Engineer,Senior Engineer\nSalary,50k,70k\nYears of experience,0-2,3+\n"
        "Summary,learns,does\nScope,task,project\nTesting,writes,keeps\n"
    )
    assert [one.title for one in found.criteria] == ["Testing"]
    assert [(one.title, one.band, one.scope, one.about) for one in found.levels] == [
        ("Engineer", "L1", Scope.TASK, "Salary: 50k\n\nYears of experience: 0-2\n\nlearns"),
        ("Senior Engineer", "L2", Scope.PROJECT, "Salary: 70k\n\nYears of experience: 3+\n\ndoes"),
    ]


def test_a_row_called_scope_that_asks_something_is_a_criterion() -> None:
    found = read(
        "Competency,L1,L2\nScope,works on small tasks of one service,works on projects that reach over teams\n"
    )
    assert [one.title for one in found.criteria] == ["Scope"]


def test_explanations_weights_and_must_are_told_from_levels() -> None:
    found = read(
        "Area,Weight,Skill,Description,Must,L1,L2\nCraft,60%,Testing,what testing is,yes,writes,keeps\n"
        ",,Design,what design is,no,draws,owns\nPeople,40%,Mentoring,what mentoring is,,helps,teaches\n"
    )
    assert found.tracks[0].weights == (("craft", 60.0), ("people", 40.0))
    assert [(one.title, one.about, one.must) for one in found.criteria] == [
        ("Testing", "what testing is", True),
        ("Design", "what design is", False),
        ("Mentoring", "what mentoring is", False),
    ]
    assert left_over(found) == []


def test_columns_of_statements_without_criteria_ask_of_the_title() -> None:
    found = read(
        "1/ Junior,2/ Senior\nknows the basics,guides others\n,\nplans a task,plans a quarter\n,asks why\n",
        title="Delivery",
    )
    assert asked(found) == {
        ("Engineering", "Junior", "Delivery", "Delivery"): ("plans a task",),
        ("Engineering", "Senior", "Delivery", "Delivery"): ("plans a quarter", "asks why"),
    }
    assert [one.about for one in found.levels] == ["knows the basics", "guides others"]


def test_tables_that_stand_below_each_other_are_read_one_by_one() -> None:
    found = read(
        "Delivery,,\nSkill,Junior,Senior\nPlanning,one,two\n,,\nCraft,,\nSkill,Junior,Senior\nTesting,three,four\n"
    )
    assert [(one.dimension, one.title) for one in found.criteria] == [("delivery", "Planning"), ("craft", "Testing")]
    assert levels(found) == ["Junior", "Senior"]


def test_the_meaning_of_each_blank_is_told() -> None:
    found = read("Skill,L1,L2,L3,L4\nTesting,,writes,,owns\nDesign,n/a,draws,same as L2,\nPlanning,plans,TBD,→,leads\n")
    assert blanks(found) == {
        "Testing at L1": Blank.NOT_ASKED,
        "Testing at L3": Blank.GAP,
        "Design at L1": Blank.NOT_ASKED,
        "Design at L3": Blank.INHERITED,
        "Design at L4": Blank.NOT_ASKED,
        "Planning at L2": Blank.GAP,
        "Planning at L3": Blank.INHERITED,
    }
    assert at_levels(found)["L3", "Design"] == ("= L2",)
    assert at_levels(found)["L3", "Planning"] == ("= L1",)
    assert [one.origin.line for one in found.blanks] == [2, 2, 3, 3, 3, 4, 4]


def test_one_cell_over_two_levels_is_asked_at_both() -> None:
    found = read("Skill,L1,L2,L3\nTesting,writes,<,owns\n")
    assert at_levels(found)["L2", "Testing"] == ("= L1",)
    assert blanks(found) == {"Testing at L2": Blank.MERGED}


def test_levels_that_are_declared_to_add_up_inherit_what_is_blank() -> None:
    text = "Each level includes everything of the previous levels.,,\nSkill,L1,L2,L3\nTesting,writes,,owns\n"
    found = read(text)
    assert [one.adds_to for one in found.levels] == ["", "engineering/l1", "engineering/l2"]
    assert blanks(found) == {"Testing at L2": Blank.INHERITED}


def test_a_plus_adds_to_the_level_before() -> None:
    found = read("Skill,L1,L2\nTesting,writes,+ keeps\nDesign,draws,+ owns\n")
    assert [one.adds_to for one in found.levels] == ["", "engineering/l1"]
    assert at_levels(found)["L2", "Testing"] == ("keeps",)


def test_a_plus_in_few_cells_repeats_what_it_adds_to() -> None:
    found = read("Skill,L1,L2\nTesting,writes,+ keeps\nDesign,draws,owns\nPlanning,plans,leads\n")
    assert [one.adds_to for one in found.levels] == ["", ""]
    assert at_levels(found)["L2", "Testing"] == ("writes", "keeps")


def test_a_plus_in_the_first_level_is_a_bullet() -> None:
    found = read("Skill,L1,L2\nTesting,+ writes,+ keeps\n")
    assert [one.adds_to for one in found.levels] == ["", ""]


def test_answers_results_and_unknown_columns_are_left_over_and_told() -> None:
    found = read(
        "Skill,Junior,,Senior,,Owner of the row\nTesting,writes tests,Nope,keeps tests,Yes,Ada\n"
        "Design,draws a part,Nope,draws a system,Nope,Ben\nPlanning,plans tasks,Yes,plans projects,Nope,Cleo\n"
    )
    assert len(found.cells) == 6
    assert {one.text: one.why for one in found.left_over} == {
        "Nope, Yes": "what somebody answered, 3 times, in this column",
        "Yes, Nope": "what somebody answered, 3 times, in this column",
        "Owner of the row": 'the column "Owner of the row" is no level and says nothing that is known of a criterion',
        "Ada": 'the column "Owner of the row" is no level and says nothing that is known of a criterion',
        "Ben": 'the column "Owner of the row" is no level and says nothing that is known of a criterion',
        "Cleo": 'the column "Owner of the row" is no level and says nothing that is known of a criterion',
    }


def test_a_merged_level_may_span_a_summary_and_what_is_asked() -> None:
    found = read(
        "Level,Craft,Team\nM1,,\n^,leads one team,<\n^,knows the code,hires\n"
        "M2,,\n^,leads two teams,<\n^,knows the systems,coaches\n"
    )
    assert [(one.title, one.about) for one in found.levels] == [("M1", "leads one team"), ("M2", "leads two teams")]
    assert at_levels(found) == {
        ("M1", "Craft"): ("knows the code",),
        ("M2", "Craft"): ("knows the systems",),
        ("M1", "Team"): ("hires",),
        ("M2", "Team"): ("coaches",),
    }


def test_the_heading_names_the_dimension_or_the_track() -> None:
    by_title = {title: read(WIDE, title=title) for title in ("Delivery", "Frontend Engineer", "Career framework")}
    assert {title: (found.tracks[0].title, found.dimensions[0].title) for title, found in by_title.items()} == {
        "Delivery": ("Engineering", "Delivery"),
        "Frontend Engineer": ("Frontend Engineer", "Expectations"),
        "Career framework": ("Engineering", "Expectations"),
    }
    assert by_title["Career framework"].title == "Career framework"
    assert read(WIDE, title="Delivery", track="Depth").tracks[0].title == "Depth"


def test_titles_by_score_travel_and_what_they_say_besides_is_left_over() -> None:
    found = read("Job Title,Score,Salary\nJunior Engineer,0.00 - 1.40,55 000\nSenior Engineer,1.40 - 2.60,90 000\n")
    assert [(one.score, one.title) for one in found.titles] == [(0.0, "Junior Engineer"), (1.4, "Senior Engineer")]
    assert found.levels == ()
    assert left_over(found) == ["Salary: 55 000", "Salary: 90 000"]
    ranges = '"Score" gives ranges (0.00 - 1.40, 1.40 - 2.60); each title holds from where its range begins.'
    assert ranges in found.notes


def test_a_table_asks_the_same_wherever_it_begins() -> None:
    table = grid(WIDE)
    padded = grid(",,,,\n,,,,\n" + "".join(f",{line}\n" for line in WIDE.splitlines()))
    found, moved = read_grid(table), read_grid(replace(padded, title=""))
    assert found is not None
    assert moved is not None
    assert at_levels(found) == at_levels(moved)


def test_rows_of_levels_may_name_their_track_in_a_column_of_its_own() -> None:
    found = read(
        "Track,Level,Craft,Team\nDepth,Senior,draws,helps\nDepth,Staff,owns,teaches\nPeople,Manager,asks,leads\n"
    )
    assert [(one.title, one.track) for one in found.levels] == [
        ("Senior", "depth"),
        ("Staff", "depth"),
        ("Manager", "people"),
    ]


def test_rows_of_titles_may_name_their_code_in_a_column_of_its_own() -> None:
    found = read("Title,Level,Craft,Team\nEngineer,L1,draws,helps\nSenior Engineer,L2,owns,teaches\n")
    assert [(one.title, one.band) for one in found.levels] == [("Engineer", "L1"), ("Senior Engineer", "L2")]
    assert [one.title for one in found.criteria] == ["Craft", "Team"]


def test_a_criterion_may_say_what_it_means_after_a_colon_or_on_the_next_line() -> None:
    found = read(
        'Skill,L1,L2\nTesting: how well what is built is shown to work,writes,keeps\n"Design\nOf parts",draws,owns\n'
    )
    assert [(one.title, one.about) for one in found.criteria] == [
        ("Testing", "how well what is built is shown to work"),
        ("Design", "Of parts"),
    ]


def test_ticks_ask_for_the_criterion_itself() -> None:
    found = read("Skill,L1,L2\nReads a stack trace,x,x\nPlans a quarter,,x\n")
    assert at_levels(found) == {
        ("L1", "Reads a stack trace"): ("Reads a stack trace",),
        ("L2", "Reads a stack trace"): ("Reads a stack trace",),
        ("L2", "Plans a quarter"): ("Plans a quarter",),
    }
    assert "Cells are ticks: what is asked is the criterion itself." in found.notes


def test_a_title_that_ends_in_framework_is_that_of_the_whole() -> None:
    found = read(f"Northwind career framework,,,\n,,,\n{WIDE}")
    assert (found.title, found.tracks[0].title) == ("Northwind career framework", "Engineering")


def test_words_for_facts_are_criteria_where_their_cells_ask() -> None:
    found = read(
        "Competency,L1,L2\nCode,writes clean code,sets standards for code\nRole,works on what others plan,plans\n"
        "Experience,has seen one service built from end to end with others around,has led two teams through a year\n"
    )
    assert [one.title for one in found.criteria] == ["Code", "Role", "Experience"]
