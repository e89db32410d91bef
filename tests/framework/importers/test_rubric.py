"""A numbered rubric becomes a complete framework without losing a word, and errors say where the rubric is unclear."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest
from tests.needs import shared

from waypost.framework.importers.completing.assume import Imported, Wishes, complete, slug
from waypost.framework.importers.found import Blank
from waypost.framework.importers.sources import Source
from waypost.framework.importers.texts.numbered_rubric import SHAPE
from waypost.framework.reading import read_text
from waypost.framework.schema import Framework, Kind, PathKind, Statement
from waypost.framework.words import MAX_LEVELS
from waypost.framework.writing import write_framework

RUBRIC = """\
# Technical work
What engineers make.
## Design & change
How a problem becomes a system.
1. Carries out a design that others made.
2. Designs one service
with its failure modes.
    A service is what one team runs.

    It fails in ways that
    its design names.
3.

# Business impact
## Outcomes
1. Knows what the work is for.
2. Chooses work by what comes of it.
3. Moves a figure the company steers by.
"""


def imported(text: str, **wishes: object) -> Imported:
    found = SHAPE.read((source(text),))
    return complete(found, wishes=Wishes(**{"name": "ladder", "title": "Ladder", **wishes}))


def source(text: str, name: str = "rubric.txt") -> Source:
    return Source(name, PurePosixPath(name), text.encode())


def framework_of(text: str, **wishes: object) -> Framework:
    found = imported(text, **wishes)
    assert found.errors == ()
    assert found.framework is not None
    return found.framework


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\s#]+", text)


def test_headings_numbers_and_indented_text_become_dimensions_levels_and_explanations():
    framework = framework_of(RUBRIC)
    assert [(one.key, one.title, one.kind, one.about) for one in framework.dimensions] == [
        ("technical-work", "Technical work", Kind.TECHNICAL, "What engineers make."),
        ("business-impact", "Business impact", Kind.STRATEGIC, ""),
    ]
    assert [(one.key, one.title, one.about) for one in framework.criteria] == [
        ("design-and-change", "Design & change", "How a problem becomes a system."),
        ("outcomes", "Outcomes", ""),
    ]
    assert [(cell.criterion, cell.level, cell.statements) for cell in framework.expectations] == [
        ("design-and-change", "level-1", (Statement(says="Carries out a design that others made."),)),
        (
            "design-and-change",
            "level-2",
            (
                Statement(
                    says="Designs one service with its failure modes.",
                    about="A service is what one team runs.\n\nIt fails in ways that\nits design names.",
                ),
            ),
        ),
        ("outcomes", "level-1", (Statement(says="Knows what the work is for."),)),
        ("outcomes", "level-2", (Statement(says="Chooses work by what comes of it."),)),
        ("outcomes", "level-3", (Statement(says="Moves a figure the company steers by."),)),
    ]


def test_what_a_rubric_does_not_say_is_filled_in_and_told():
    found = imported(RUBRIC)
    framework = found.framework
    assert [(level.key, level.title, level.band) for level in framework.levels] == [
        ("level-1", "Level 1", "band-1"),
        ("level-2", "Level 2", "band-2"),
        ("level-3", "Level 3", "band-3"),
    ]
    assert [(path.kind, path.source, path.target) for path in framework.paths] == [
        (PathKind.PROMOTION, "level-1", "level-2"),
        (PathKind.PROMOTION, "level-2", "level-3"),
    ]
    assert found.assumptions == (
        "Kinds, which decide who judges: Technical work is technical; Business impact is strategic.",
        "Titles: the levels are called Level 1 to Level 3.",
        "Tracks: one, Engineering, about technical work.",
        "Weights: technical-work 50, business-impact 50.",
        "Bands: one for each level, band-1 to band-3, without pay.",
        "Paths: one step at a time, from each level to the next.",
        "Must-haves and scopes: none; say them where they hold.",
        "Scale: none 0, partly 1, meets 2, beyond 3; `meets` is the bar.",
        "Evidence: Waypost's defaults, the same at every level.",
        "Panels and process: Waypost's defaults; no cycle has a date yet.",
        "Version 0.1.0; no review date; nobody owns it yet.",
    )


def test_a_number_with_nothing_after_it_asks_nothing_yet_and_so_does_one_that_is_not_there():
    found = SHAPE.read((source("# A\n## B\n1. One.\n2.\n## C\n1. One.\n2. Two.\n3. Three.\n"),))
    assert [(blank.meaning, blank.where, blank.because, str(blank.origin)) for blank in found.blanks] == [
        (Blank.NOT_ASKED, "B at level 2", "nothing stands after the number", "rubric.txt:4"),
        (Blank.NOT_ASKED, "B at level 3", "its numbers end at 2", "rubric.txt:4"),
    ]


def test_every_statement_knows_its_line():
    origins = imported(RUBRIC).origins
    assert [(one.criterion, one.level, str(one)) for one in origins.statements] == [
        ("design-and-change", "level-1", "rubric.txt:5"),
        ("design-and-change", "level-2", "rubric.txt:6"),
        ("outcomes", "level-1", "rubric.txt:16"),
        ("outcomes", "level-2", "rubric.txt:17"),
        ("outcomes", "level-3", "rubric.txt:18"),
    ]


def test_two_rubrics_make_one_ladder():
    second = "# Business impact\n## Reach\n1. Sees the team.\n2. Sees the company.\n"
    found = SHAPE.read((source(RUBRIC, "one.txt"), source(second, "two.txt")))
    framework = complete(found, wishes=Wishes(title="Ladder")).framework
    assert [len(part) for part in (framework.dimensions, framework.criteria, framework.levels)] == [2, 3, 3]
    assert [one.key for one in framework.dimensions[1].criteria] == ["outcomes", "reach"]


def test_the_result_reads_without_errors():
    framework = framework_of(RUBRIC)
    reading = read_text(write_framework(framework))
    assert (reading.errors, reading.framework) == ((), framework)


def test_staff_begins_where_a_title_says_so():
    framework = framework_of(RUBRIC, level_titles=("Engineer", "Senior Engineer", "Staff Engineer"))
    assert [level.title for level in framework.levels] == ["Engineer", "Senior Engineer", "Staff Engineer"]
    needs = [framework.evidence.for_level(level, framework=framework).quantitative for level in framework.levels]
    assert needs == [None, None, 1]


def test_staff_begins_at_the_fifth_level_where_no_title_says_so():
    rungs = "".join(f"{number}. Asks {number}.\n" for number in range(1, 8))
    framework = framework_of(f"# Code\n## Design\n{rungs}")
    needs = [framework.evidence.for_level(level, framework=framework).quantitative for level in framework.levels]
    assert needs == [None, None, None, None, 1, 1, 1]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Technical Execution", Kind.TECHNICAL),
        ("Impact", Kind.STRATEGIC),
        ("Collaboration and Communication", Kind.PEOPLE),
        ("Leadership & Agency", Kind.PEOPLE),
        ("Delivery", Kind.STRATEGIC),
        ("Something else", Kind.TECHNICAL),
    ],
)
def test_the_kind_of_a_dimension_is_told_by_its_words(title, kind):
    assert framework_of(f"# {title}\n## One\n1. Asks.\n").dimensions[0].kind is kind


def test_a_kind_that_no_word_tells_is_marked_as_such():
    assert "Odd is technical (no word of it told)" in imported("# Odd\n## One\n1. Asks.\n").assumptions[0]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + RUBRIC,
        RUBRIC.replace("\n", "\r\n"),
        RUBRIC.replace("\n", "\r"),
        RUBRIC.replace("    ", "\t"),
        RUBRIC.replace("1. ", "1) ").replace("2. ", "2)  "),
        RUBRIC.replace("# ", "#  ").replace("Outcomes\n", "Outcomes ##\n"),
        RUBRIC.rstrip("\n"),
        "\n\n" + RUBRIC.replace("\n#", "\n\n\n#"),
    ],
    ids=["byte order mark", "windows", "old mac", "tabs", "brackets", "spaces", "no last newline", "blank lines"],
)
def test_how_the_file_was_saved_makes_no_difference(text):
    assert framework_of(text) == framework_of(RUBRIC)


def test_criteria_of_the_same_title_get_different_keys():
    framework = framework_of("# Code\n## Growth\n1. Learns.\n# People\n## Growth\n1. Teaches.\n")
    assert [one.key for one in framework.criteria] == ["growth", "growth-2"]


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("System Design & Architecture", "system-design-and-architecture"),
        ("Führung", "fuhrung"),
        ("???", "unnamed"),
        ("x" * 90, "x" * 60),
    ],
)
def test_a_key_is_made_of_the_title(title, key):
    assert slug(title) == key


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        (
            "# A\n## B\n1. One.\n1. Two.\n",
            4,
            "level 1 of `B` is there twice",
            "It is already on line 3; renumber one, or join the two.",
        ),
        (
            "# A\n## B\n1. One.\n4. Four.\n",
            4,
            "level 4 of `B` follows level 1",
            "Write `2.`, `3.`, with nothing after it where nothing is asked.",
        ),
        (
            "# A\n## B\n2. Two.\n",
            3,
            "level 2 of `B` follows level 0",
            "Write `1.`, with nothing after it where nothing is asked.",
        ),
        (
            "# A\n## B\n1. One.\n2. Two.\n3. Three.\n0. Zero.\n",
            6,
            "level 0 comes after level 3",
            "Put the levels in order.",
        ),
        (
            "Hello.\n# A\n## B\n1. One.\n",
            1,
            "is text before the first heading",
            "Begin with a line `# Dimension`, or remove this one.",
        ),
        (
            "1. One.\n# A\n## B\n1. One.\n",
            1,
            "level 1 belongs to no criterion",
            "Write a line `## Criterion` above it.",
        ),
        (
            "# A\n1. One.\n## B\n1. One.\n",
            2,
            "level 1 belongs to no criterion",
            "Write a line `## Criterion` above it.",
        ),
        ("## B\n1. One.\n", 1, "`B` is a criterion without a dimension", "Write a line `# Dimension` above `## B`."),
        ("# A\n## B\n### C\n1. One.\n", 3, "is a heading of depth 3", "Use `#` for dimensions and `##` for criteria."),
        ("# A\n##\n## B\n1. One.\n", 2, "is a heading without a title", "Write the title after the `#`."),
        ("# A\n# C\n## B\n1. One.\n", 1, "`A` has no criterion", "Write a line `## Criterion` below it."),
        ("# A\n## B\n## C\n1. One.\n", 2, "`B` has no levels", "Write `1. ...`, one line for each level."),
        (
            "# A\n## B\n1. One.\n\nLoose.\n",
            5,
            "is text that belongs to no level",
            "Indent it if it explains a level, or make it a heading or a numbered level.",
        ),
        (
            "# A\n## B\n1. One.\n    More.\nLoose.\n",
            5,
            "is text that belongs to no level",
            "Indent it if it explains a level, or make it a heading or a numbered level.",
        ),
        (
            "# A\n## B\n1.\n    More.\n",
            3,
            "level 1 of `B` explains nothing that it asks",
            "Write what is asked after the number.",
        ),
        ("# A\n## B\n1. One\x07.\n", 3, "holds the control character U+0007", "Remove it."),
        (
            "# A\n## B\n1. " + "x" * 2_001 + "\n",
            3,
            "level 1 of `B` is very long",
            "Keep the statement under 2,000 characters; indent what explains it.",
        ),
        ("", 1, "holds no heading", "Write `# Dimension`, `## Criterion`, and numbered levels below."),
    ],
)
def test_what_is_unclear_is_told_with_its_line(text, line, message, hint):
    found = imported(text)
    assert found.framework is None
    assert (line, message, hint) in [(error.line, error.message, error.hint) for error in found.errors]


def test_every_error_of_a_rubric_is_told_in_one_go():
    errors = imported("Hello.\n# A\n## B\n1. One.\n3. Three.\n## C\n").errors
    assert [error.line for error in errors] == [1, 5, 6]


def test_a_framework_has_at_most_so_many_levels():
    rungs = "".join(f"{number}. Asks {number}.\n" for number in range(1, MAX_LEVELS + 2))
    errors = imported(f"# A\n## B\n{rungs}").errors
    assert [error.message for error in errors] == [f"has {MAX_LEVELS + 1} levels"]


def test_more_titles_than_levels_are_an_error():
    errors = imported("# A\n## B\n1. One.\n", level_titles=("Engineer", "Senior")).errors
    assert [error.message for error in errors] == ["there are 2 titles for 1 levels"]


def test_a_rubric_too_large_is_refused():
    assert [error.message for error in imported("# A\n" * 600_000).errors] == ["is larger than 2 MB"]


@pytest.mark.shared
class TestTheRubricInUse:
    @pytest.fixture
    def text(self) -> str:
        """The text of a rubric that a company works by."""
        return shared("practice", "002_*.txt").read_text(encoding="utf-8")

    def test_it_has_4_dimensions_16_criteria_7_levels_112_expectations(self, text):
        framework = framework_of(text)
        counts = [len(part) for part in (framework.dimensions, framework.criteria, framework.levels)]
        assert (counts, len(framework.expectations)) == ([4, 16, 7], 112)
        assert [one.kind for one in framework.dimensions] == [Kind.TECHNICAL, Kind.STRATEGIC, Kind.PEOPLE, Kind.PEOPLE]

    def test_no_word_of_it_is_lost_and_all_stand_in_their_order(self, text):
        framework = read_text(write_framework(framework_of(text))).framework
        told: list[str] = []
        for dimension in framework.dimensions:
            told += words_of(f"{dimension.title} {dimension.about}")
            for criterion in dimension.criteria:
                told += words_of(f"{criterion.title} {criterion.about}")
                for number, level in enumerate(framework.levels, start=1):
                    (statement,) = framework.expectation(criterion.key, level.key).statements
                    told += words_of(f"{number}. {statement.says} {statement.about}")
        assert told == words_of(text)

    def test_its_paragraphs_stay_paragraphs(self, text):
        framework = framework_of(text)
        (statement,) = framework.expectation("code-and-implementation", "level-7").statements
        assert len(statement.about.split("\n\n")) == 4
