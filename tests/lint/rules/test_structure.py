"""Cells, titles and leftovers: gaps and slips are told, what is meant is not."""

from __future__ import annotations

import pytest
from tests.lint.cases import checked
from tests.lint.mutations import as_subject, saying
from tests.lint.rules.ladders import findings, ladder, told
from tests.lint.rules.saying import codes, silent

from waypost.framework.library import load
from waypost.lint.settings import Settings

FULL = {
    f"talk {level}": f"Explains work number {place}." for place, level in enumerate(("engineer", "senior", "staff"))
}


def test_a_gap_between_two_levels_and_one_at_the_top_are_told():
    gap = {**FULL, "design engineer": "Draws up a feature.", "design staff": "Draws up systems."}
    assert told(ladder(gap), "STR002") == [("STR002", "design", "senior")]
    top = {**FULL, "design engineer": "Draws up a feature.", "design senior": "Draws up a service."}
    assert told(ladder(top), "STR002") == [("STR002", "design", "staff")]


def test_blanks_that_follow_each_other_are_one_finding():
    (finding,) = findings(ladder({**FULL, "design engineer": "Draws up a feature."}), "STR002")
    assert "Senior Engineer and 1 more" in finding.message
    assert "`senior:` with nothing behind it" in finding.message


def test_two_titles_of_one_criterion_are_one_finding():
    titles = {"strategy": "Strategy", "change": "Strategy and change", "talk": "Explaining"}
    cells = {**FULL, "strategy engineer": "Plans one.", "change senior": "Plans two.", "strategy staff": "Plans three."}
    (finding,) = findings(ladder(cells, criteria=titles), "STR002")
    assert (finding.criterion, finding.level) == ("strategy", "senior")
    assert "“Strategy and change” stands there in its place" in finding.message
    both = {**cells, "change staff": "Plans four."}
    assert [one.criterion for one in findings(ladder(both, criteria=titles), "STR002")] == ["strategy"]


def test_leading_and_declared_blanks_whole_tracks_and_same_as_are_meant():
    leading = {**FULL, "design staff": "Draws up systems."}
    declared = {**FULL, "design engineer": "Draws up a feature.", "design senior": None, "design staff": None}
    same = {
        **FULL,
        "design engineer": "Draws one.",
        "design senior": "{same as: engineer}",
        "design staff": "Draws two.",
    }
    for cells in (leading, declared, same):
        assert told(ladder(cells), "STR002") == []


def test_a_criterion_that_goes_on_where_the_ladder_forks_is_meant():
    forked = {**FULL, "design engineer": "Draws one.", "design senior": "Draws two.", "design manager": "Pays for it."}
    assert told(ladder(forked), "STR002") == []


def test_a_fork_below_the_last_level_that_asks_is_no_excuse():
    framework = load("lattice")
    subject = as_subject(framework)
    lower, branch = subject.forks[0]
    ladder_here = subject.ladder(lower.track)
    above = ladder_here[ladder_here.index(lower) + 1 :]
    assert len(above) > 1, "the trunk goes on past the fork"
    row = next(row for row in subject.rows if all((row, one.key) in subject.cells for one in (lower, *above, branch)))
    assert told(as_subject(saying(framework, row, above[-1].key)), "STR002") == [("STR002", row, above[-1].key)]


@pytest.mark.parametrize(
    "text",
    [
        "TBD",
        "TODO: find an example",
        "Runs releases (needs an example)",
        "Represents [company name] at conferences.",
        "What this means is to be defined.",
        "Runs ??? releases",
        "FIXME: too long",
        "Add text here",
        "N/A",
        "Placeholder text",
        "Describe expected behaviour here.",
        "Runs releases (note to self: check with Anna)",
        "See above",
        "Runs [fill in later] releases",
    ],
)
def test_a_placeholder_is_told(text):
    assert codes(text, select="STR005") == ["STR005"]


@pytest.mark.parametrize(
    "text",
    [
        "Fixes a TODO that somebody else had left in the code.",
        "Says which tasks are to be completed by whom.",
        "Limits WIP, so that reviews take a day.",
        "Uses the [C4 diagram model](https://c4model.com) in design documents.",
        "Writes down what has to be decided, and by whom.",
        "Asks [X] who knows most about it.",
        "Writes a report (fill in every field of the form) and sends it.",
        "Shows n/a where a measure is missing.",
        "Describes expected behaviour here and in other services.",
        "Replaces placeholder text before a release.",
    ],
)
def test_what_only_looks_like_a_placeholder_is_fine(text):
    assert silent(text, "STR005")


@pytest.mark.parametrize("text", ["Lives GitLab's values each day.", "Is known to all Googlers.", "Lorem ipsum dolor."])
def test_another_companys_ladder_is_told(text):
    assert codes(text, select="STR006") == ["STR006"]


@pytest.mark.parametrize(
    "text",
    [
        "Deploys to Amazon Web Services and measures with Google Analytics.",
        "Delivers medium to large features at medium risk.",
        "Builds a lattice of services within square brackets.",
        "Opens the issue on GitHub.",
        "Plans for the medium term, with a buffer of a week.",
    ],
)
def test_products_and_common_words_are_no_other_company(text):
    assert silent(text, "STR006")


def test_a_company_that_is_named_throughout_is_ones_own():
    own = [f"Explains the values of Dropbox to {who}." for who in ("newcomers", "guests", "students")]
    assert codes(*own, select="STR006") == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("track: depth, band: B3", "track: breadth, band: B3"),
        ("senior > manager", "senior > chief"),
        ("senior > manager", "senior > senior"),
        ("  talk:\n", "  speech:\n"),
        ("    staff: Explains work number 2.", "    staff: {same as: chief}"),
        ("    staff: Explains work number 2.", "    staff: {same as: staff}"),
        ("  talk:\n", "  talk: {}\n  talk:\n"),
    ],
)
def test_a_name_that_leads_nowhere_in_a_circle_or_to_two_things_is_a_bad_reference(right, wrong):
    text = next(iter(ladder(FULL).sources.values()))
    unquoted = text.replace('"', "")
    assert right in unquoted
    found = checked(unquoted.replace(right, wrong), Settings(select=("STR001", "STR003")))
    assert [one.code for one in found.findings][:1] == ["STR003"]


def test_the_own_level_and_levels_that_others_are_on_are_no_mismatch():
    own = ladder({**FULL, "design senior": "As a Senior Engineer, draws up a service."})
    others = ladder({**FULL, "design senior": "Senior Engineers and Staff Engineers ask for a review."})
    wrong = ladder({**FULL, "design senior": "As a Staff Engineer, draws up a service."})
    assert told(own, "STR007") == told(others, "STR007") == []
    assert told(wrong, "STR007") == [("STR007", "design", "senior")]


@pytest.mark.parametrize("text", ["Ownership of releases:", "Releases", "Incident Response And Monitoring"])
def test_a_topic_is_told(text):
    assert codes(text, select="STR008") == ["STR008"]


@pytest.mark.parametrize("text", ["Ships regularly.", "Fixes simple bugs", "Maintains Kafka."])
def test_a_short_sentence_is_no_topic(text):
    assert silent(text, "STR008")
