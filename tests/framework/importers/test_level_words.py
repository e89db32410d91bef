"""Titles of levels are told from titles of what is judged."""

import pytest

from waypost.framework.importers.level_words import is_code, level_number, level_rank, looks_like_level, looks_like_step


@pytest.mark.parametrize(
    "title",
    [
        "L3",
        "IC4",
        "E 5",
        "Level 2",
        "Grade C",
        "Band 4",
        "Senior",
        "Mid-level",
        "Engineer II",
        "Senior Software Engineer",
        "Staff Engineer (L6)",
        "IC4 – Staff",
        "Level 1: Developing",
        "D1 - Developer 1",
        "Head of Design",
        "Engineering Manager",
        "VP of Engineering",
        "Tech Lead",
        "Principal",
        "Entry level",
        "Middle",
        "Pleno",
        "Engenheiro Sênior",
        "シニアエンジニア",
        "シニア",
        "Développeur",
    ],
)
def test_a_title_of_a_level_is_one(title: str) -> None:
    assert looks_like_level(title)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "1",
        "Testing",
        "System design",
        "Technical leadership",
        "Lead time",
        "Impact",
        "Working with your manager",
        "Communicates with senior engineers on the team",
        "Web 2.0",
        "3D design",
        "HTML5 basics",
        "Level up others",
        "Proficiency",
        "What a manager does",
        "For engineering managers",
    ],
)
def test_a_title_of_what_is_judged_is_no_level(title: str) -> None:
    assert not looks_like_level(title)


def test_a_step_of_a_scale_can_be_a_number_or_a_word_of_skill_but_no_sentence() -> None:
    steps = [
        looks_like_step(text)
        for text in ("1", "Proficient", "Leading Expert", "Senior", "Testing", "Ask an expert why")
    ]
    assert steps == [True, True, True, True, False, False]


def test_codes_numbers_and_ranks_are_read_from_titles() -> None:
    assert [is_code(text) for text in ("L3", "Level 4", "Senior", "L3 Senior")] == [True, True, False, False]
    assert [level_number(text) for text in ("L3", "Level 12 (Staff)", "Senior")] == [3, 12, None]
    ranks = [level_rank(text) for text in ("Junior", "Mid", "Senior Engineer", "Senior Staff Engineer", "Engineer")]
    assert ranks == [1, 2, 3, 4, None]
