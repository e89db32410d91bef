"""Criteria that say one pattern of their own subjects are meant to; a copy that still names the other's is not."""

from __future__ import annotations

import pytest
from tests.lint.rules.ladders import findings, ladder, told

from waypost.lint.linting import lint
from waypost.lint.meant_copies import asks_nothing_more
from waypost.lint.reading import read_data
from waypost.lint.settings import Settings

SPECIALTIES = {"mobile": "Mobile", "web": "Web client", "servers": "Servers", "data": "Data"}
LEVELS = ("engineer", "senior", "staff")
PATTERN = (
    "Adds a screen or a table to what is there already, as the others are.",
    "Draws up a part of its own, with whatever it needs to be run.",
    "Settles how the next three parts are cut, and what becomes of the old.",
)


def specialties(cells):
    """Which copies are told in a ladder of four specialties."""
    own = {f"{one} engineer": f"Learns how {one} is built, run and paid for." for one in SPECIALTIES}
    return told(ladder({**own, **cells}, criteria=SPECIALTIES), "DUP")


def pattern(*specialties, last=PATTERN[2]):
    """Criteria that share a sentence at each level, beside two of their own."""
    shared = zip(LEVELS, (*PATTERN[:2], last), strict=True)
    return {
        f"{one} {level}": [text, f"Keeps {one} in step with {level} work.", f"Tells {level} people what {one} costs."]
        for level, text in shared
        for one in specialties
    }


def test_criteria_that_share_several_sentences_are_of_one_pattern():
    three = pattern("mobile", "web")
    assert specialties(three) == []
    one_alone = {f"{one} senior": PATTERN[1] for one in ("mobile", "web")}
    assert specialties(one_alone) == [("DUP301", "web", "senior")]


def test_a_sentence_of_a_pattern_that_names_the_other_subject_was_not_adapted():
    named = "Settles how the next three parts of a web client are cut, and what becomes of the old."
    assert specialties(pattern("web", "data", last=named)) == [("DUP301", "data", "staff")]


def test_criteria_that_say_the_same_throughout_are_told_once():
    cells = {f"{one} {level}": text for one in ("mobile", "web") for level, text in zip(LEVELS, PATTERN, strict=True)}
    (finding,) = findings(ladder(cells, criteria=SPECIALTIES), "DUP")
    assert (finding.code, finding.criterion, finding.words) == ("DUP301", "web", PATTERN)
    assert "“Web client” says at 3 levels what “Mobile” says" in finding.message
    assert len(finding.related) == 5


def test_what_many_criteria_say_on_one_level_is_put_there_on_purpose():
    assert specialties({f"{one} senior": PATTERN[1] for one in SPECIALTIES}) == []
    assert len(specialties({f"{one} senior": PATTERN[1] for one in ("mobile", "web", "data")})) == 2


@pytest.mark.parametrize(
    ("mobile", "web"),
    [
        ("Settles where mobile goes in the next two years.", "Settles where web goes in the next two years."),
        ("Shapes reliability strategy across the business unit.", "Shapes delivery culture across the business unit."),
    ],
)  # fmt: skip
def test_one_frame_with_two_subjects_is_no_copy(mobile, web):
    assert specialties({"mobile staff": mobile, "web staff": web}) == []


def test_three_criteria_that_fill_in_one_frame_are_meant():
    frame = "Works within the {} that are there, after what is done elsewhere, and asks before leaving them."
    two = {"mobile senior": frame.format("screens"), "web senior": frame.format("pages")}
    assert specialties(two) == [("DUP302", "web", "senior")]
    assert specialties({**two, "data senior": frame.format("tables")}) == []


@pytest.mark.parametrize(
    "text",
    [
        "The expectations for design do not go up beyond Senior.",
        "The expectations for design do not currently rise.",
        "Expectations in line with Senior.",
        "No further expectations at this level.",
        "The expectations of Senior for design are still applicable here.",
    ],
)
def test_a_text_that_says_itself_that_no_more_is_expected_is_no_repeat(text):
    assert asks_nothing_more(text)
    assert told(ladder({"design senior": text, "design staff": text}), "DUP", "PRG") == []


def test_work_that_does_not_change_is_asked_all_the_same():
    assert not asks_nothing_more("Keeps interfaces that others do not go without, and does not rise to bait.")


def test_the_repeats_of_one_row_are_one_finding_with_all_places():
    cells = {f"design {level}": [*PATTERN[:2], f"Then does thing {place}."] for place, level in enumerate(LEVELS)}
    (finding,) = findings(ladder(cells), "DUP301")
    assert (finding.criterion, finding.level, finding.words) == ("design", "senior", PATTERN[:2])
    assert "1 more sentence of “System design” stand at several levels" in finding.message
    assert len(finding.related) == 5


def test_what_a_source_says_once_for_several_tracks_is_told_once(tmp_path):
    shared = (
        "const shared = {name: 'Hiring', milestones: [{summary: 'Interviews well and with care.'},"
        " {summary: 'Makes the hiring decisions of a team.'}]}\n"
    )
    page = tmp_path / "tracks.js"
    page.write_text(shared + "export const tracks = {backend: [shared], frontend: [shared]}\n", "utf-8")
    read = read_data(page, {str(page): page.read_bytes()})
    assert read.subject is not None, read.errors
    assert len(read.subject.framework.tracks) == 2
    assert [one.code for one in lint(read.subject, Settings(select=("TRK502",))).findings] == ["TRK502"]
