"""Real ladders, counted by hand: every statement once, in its cell, and all other text left over."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from tests.framework.importers.reading_prose import cells, unaccounted

from waypost.framework.importers.found import Found
from waypost.framework.importers.sources import gather
from waypost.framework.importers.texts import markdown, pages

_CORPUS = Path(__file__).parents[4] / "shared" / "corpus"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not _CORPUS.is_dir(), reason="the texts in ../shared are not here"),
]


def _read(*places: str) -> Found:
    sources = gather([_CORPUS / place for place in places]).sources
    reads = pages.read if all(one.ending == ".html" for one in sources) else markdown.read
    found = reads(sources)
    assert found.errors == ()
    return found


def _counts(found: Found) -> Counter[str]:
    """How many statements each level has, by its title."""
    counted: Counter[str] = Counter()
    for (_, level, _), says in cells(found).items():
        counted[level] += len(says)
    return counted


def test_axes_and_steps() -> None:
    found = _read("jorgef__engineeringladders")
    assert [one.title for one in found.tracks] == [
        "Developer",
        "Engineering Manager",
        "Tech Lead",
        "Technical Program Manager",
    ]
    assert Counter(one.track for one in found.levels) == Counter(
        {"developer": 7, "engineeringmanager": 3, "techlead": 4, "technicalprogrammanager": 4}
    )
    assert [one.title for one in found.criteria] == ["Technology", "System", "People", "Process", "Influence"]
    asked = cells(found)
    assert len(asked) == 90
    assert all(len(says) == 1 for says in asked.values())
    assert asked["Developer", "D7 - Developer 7", "Influence"] == ["makes an impact on the tech community"]
    assert [one.band for one in found.levels][-4:] == ["4", "5", "6", "7"]


def test_axes_without_the_file_that_names_them() -> None:
    found = _read("jorgef__engineeringladders--ja-ko")
    assert [one.title for one in found.tracks] == ["開発者", "개발자"]
    assert (len(found.levels), len(found.criteria), len(cells(found))) == (14, 5, 70)
    assert found.criteria[0].title == "Axis 1: Adopts to Creates"


@pytest.mark.parametrize(
    ("file", "levels"),
    [
        (
            "engineering/dev/career-development/framework.md",
            {"IC1": 18, "IC2": 4, "IC3": 6, "IC4": 8, "IC5": 11, "M3": 25, "M4": 23, "M5": 15, "M6": 14},
        ),
        ("product/career-development/framework.md", {"IC2": 25, "IC3": 13, "IC4": 10, "IC5": 12}),
        (
            "technical-success/support/career-growth/cs-career-framework.md",
            {"IC1": 11, "IC2": 14, "IC3": 15, "IC4": 17, "IC5": 12},
        ),
    ],
)
def test_a_list_and_a_table_of_managers(file: str, levels: dict[str, int]) -> None:
    found = _read(f"sourcegraph__handbook/content/departments/{file}")
    assert _counts(found) == Counter(levels)
    assert [one.title for one in found.criteria][:4] == ["Impact", "Scope", "Execution", "Teamwork"]
    assert [bool(one.adds_to) for one in found.levels if one.title.startswith("IC")] == [False] + [True] * (
        sum(level.startswith("IC") for level in levels) - 1
    )
    assert all(one.about for one in found.criteria[:4])


def test_frameworks_beside_each_other_are_tracks() -> None:
    found = _read("sourcegraph__handbook")
    assert [one.title for one in found.tracks] == [
        "Sourcegraph engineering career development framework",
        "Sourcegraph product career development framework",
        "Support engineering career framework",
        "Management Levels",
    ]
    assert sum(len(cell.statements) for cell in found.cells) == 253
    assert len(found.levels) == 18


def test_pages_with_navigation() -> None:
    found = _read("dropbox__dbx-career-framework/docs")
    tracks = {one.id: one.title for one in found.tracks}
    assert Counter(tracks[one.track] for one in found.levels) == Counter(
        {"Software Engineer": 7, "Quality Engineer": 4, "Engineering Manager": 5}
    )
    assert [one.title for one in found.dimensions] == [
        "Expectations",
        "Results",
        "Direction",
        "Talent",
        "Culture",
        "Craft",
    ]
    counted = _counts(found)
    for level in found.levels:
        text = Path(level.origin.file).read_text()
        body = text[text.index('id="doc-container"') :]
        titles_as_bullets = len(re.findall(r"<li>\s*<p><strong>[^<]*</strong></p>\s*</li>", body))
        assert counted[level.title] == len(re.findall("<li>", body)) - titles_as_bullets, level.title
    assert len(found.criteria) == 31
    assert sum(counted.values()) == 1048
    assert counted["IC3 Software Engineer"] == 68
    assert counted["M7 Senior Engineering Director"] == 55


def test_one_file_of_competencies_and_tracks_that_weigh_them() -> None:
    found = _read(
        "Carvago__career-framework/at-1392524/competencies.md", "Carvago__career-framework/at-1392524/career-tracks"
    )
    assert [one.title for one in found.tracks] == ["Engineer", "Engineering Manager", "Technical Leader"]
    assert [dict(one.weights)["leadership"] for one in found.tracks] == [5.0, 25.0, 20.0]
    assert [one.title for one in found.criteria] == [
        "Delivery",
        "Domain Expertise",
        "Problem Solving",
        "Communication",
        "Leadership",
    ]
    text = (_CORPUS / "Carvago__career-framework/at-1392524/competencies.md").read_text()
    assert sum(len(cell.statements) for cell in found.cells) == len(re.findall(r"^  - ", text, re.MULTILINE)) == 121
    assert [(one.score, one.title) for one in found.titles] == [
        (0.0, "Junior {Discriminator} Engineer"),
        (1.2, "{Discriminator} Engineer"),
        (2.4, "Senior {Discriminator} Engineer"),
        (3.6, "Senior {Discriminator} Engineer II"),
        (1.0, "Engineering Manager, {Discriminator}"),
        (3.1, "Senior Engineering Manager, {Discriminator}"),
        (4.2, "Director of Engineering, {Discriminator}"),
        (1.0, "Staff {Discriminator} Engineer"),
        (3.7, "Senior Staff {Discriminator} Engineer"),
        (4.4, "Principal {Discriminator} Engineer"),
    ]


@pytest.mark.parametrize(
    "entry",
    [
        "jorgef__engineeringladders",
        "jorgef__engineeringladders--ja-ko",
        "sourcegraph__handbook",
        "Carvago__career-framework",
    ],
)
def test_no_word_is_lost(entry: str) -> None:
    sources = [one for one in gather([_CORPUS / entry]).sources if one.ending == ".md"]
    found = markdown.read(tuple(sources))
    texts = [re.sub(r"</?abbr[^>]*>", "", one.text) for one in sources]
    lost = unaccounted(found, *(re.sub(r"<[^>]*>|\[[^\]]*\]\([^)]*\)", " ", text) for text in texts))
    assert {word for word in lost if not word.isdigit()} == set()
