"""What sort of change each is: raised and lowered, moved, renamed, added and removed, weights and policies."""

from __future__ import annotations

import re

import pytest

from waypost.framework.diff import ChangeClass, ChangeSort, Part, diff
from waypost.framework.reading import read_text
from waypost.report.reading.differences import by_sort

MAJOR, MINOR, PATCH = ChangeClass.MAJOR, ChangeClass.MINOR, ChangeClass.PATCH
S = ChangeSort

OWNS = "Owns a design that several teams build on."
SERVICE = "Designs one service with its failure modes."
HIRING = ("      growing: {title: Growing others}\n", "      coaching: {title: Growing others}\n")
HIRED = ("  growing:\n    manager:", "  coaching:\n    manager:")

# what is edited, and of every change: its sort, its class, and where (criterion, level)
SORTS = {
    "a statement of the level above comes down": (
        [(f"senior: [{SERVICE}]", f"senior: [{SERVICE}, {OWNS}]")],
        [(S.RAISED, MAJOR, "design", "senior")],
    ),
    "a statement moves down": (
        [(f"senior: [{SERVICE}]", f"senior: [{SERVICE}, {OWNS}]"), (f"    staff: [{OWNS}]\n", "")],
        [(S.RAISED, MAJOR, "design", "senior"), (S.MOVED, MINOR, "design", "staff")],
    ),
    "a statement moves up": (
        [(f"    senior: [{SERVICE}]\n", ""), (f"staff: [{OWNS}]", f"staff: [{OWNS}, {SERVICE}]")],
        [(S.LOWERED, MINOR, "design", "senior"), (S.MOVED, MAJOR, "design", "staff")],
    ),
    "a statement moves to another criterion": (
        [(f"    staff: [{OWNS}]\n", ""), ("staff: [Removes a class", f"staff: [{OWNS}, Removes a class")],
        [(S.MOVED, MINOR, "design", "staff"), (S.MOVED, MAJOR, "operations", "staff")],
    ),
    "a statement becomes that of the level above": (
        [
            (
                "senior: [Writes so that the team can act.]",
                "senior: [Writes so that other teams can act without asking.]",
            )
        ],
        [(S.RAISED, MAJOR, "communication", "senior"), (S.REMOVED, MINOR, "communication", "senior")],
    ),
    "a number in words rises": (
        [(SERVICE, "Designs three services with their failure modes.")],
        [(S.ADDED, MAJOR, "design", "senior"), (S.REMOVED, MINOR, "design", "senior")],
    ),
    "one becomes three": (
        [("Designs one service with", "Designs three service with")],
        [(S.RAISED, MAJOR, "design", "senior")],
    ),
    "must is added": (
        [("outcome: {title: Outcomes that matter}", "outcome: {title: Outcomes that matter, must: true}")],
        [(S.RAISED, MAJOR, "outcome", None)],
    ),
    "a scope narrows": (
        [("band: B3, scope: project", "band: B3, scope: feature")],
        [(S.LOWERED, MINOR, None, "senior")],
    ),
    "a criterion's key is another": ([HIRING, HIRED], [(S.RENAMED, MINOR, "coaching", None)]),
    "a title is another": (
        [("title: Principal Engineer,        ", "title: Architect,        ")],
        [(S.RENAMED, PATCH, None, "principal")],
    ),
    "weights shift": (
        [("weights: {technical: 40, impact: 60}", "weights: {technical: 50, impact: 50}")],
        [(S.WEIGHTS, MAJOR, None, None)],
    ),
    "panels are made up differently": (
        [("seats: {engineer: 3}", "seats: {engineer: 4}")],
        [(S.POLICIES, MINOR, None, None)],
    ),
    "a panel judges something else": (
        [("technical: {judges: [technical], seats", "technical: {judges: [technical, people], seats")],
        [(S.POLICIES, MINOR, None, None)],
    ),
    "a grace period is promised that is longer": (
        [("  small groups:", "  grace: 400 days\n  small groups:")],
        [(S.POLICIES, MINOR, None, None)],
    ),
    "a grace period is promised that is shorter": (
        [("  small groups:", "  grace: 180 days\n  small groups:")],
        [(S.POLICIES, MAJOR, None, None)],
    ),
    "the usual grace period is written down": (
        [("  small groups:", "  grace: 365 days\n  small groups:")],
        [(S.POLICIES, PATCH, None, None)],
    ),
    "the room is to know raters by name": (
        [("  small groups:", "  raters: by name\n  small groups:")],
        [(S.POLICIES, MAJOR, None, None)],
    ),
    "that raters stand by letter is written down": (
        [("  small groups:", "  raters: by letter\n  small groups:")],
        [(S.POLICIES, PATCH, None, None)],
    ),
}


@pytest.mark.parametrize("name", SORTS)
def test_a_change_says_its_sort(northwind, variant, name):
    edits, sorts = SORTS[name]
    found = diff(northwind, variant(*edits))
    assert [(one.sort, one.kind, one.criterion, one.level) for one in found.changes] == sorts


NUMBERS = [
    ("Leads 2 teams.", "Leads 3 teams.", S.RAISED),
    ("Leads 3 teams.", "Leads 2 teams.", S.LOWERED),
    ("Leads two teams.", "Leads three teams.", S.RAISED),
    ("Leads one team.", "Leads two team.", S.RAISED),
    ("Serves 1,000 people a day.", "Serves 999 people a day.", S.LOWERED),
    ("Answers within 5 days.", "Answers within 2 days.", S.RAISED),
    ("Answers within two days.", "Answers within three days.", S.LOWERED),
    ("Causes at most 2 incidents.", "Causes at most 4 incidents.", S.LOWERED),
    ("Leads 2 teams of 5 people.", "Leads 3 teams of 4 people.", S.CHANGED),
    ("Leads 2 teams in 5 places.", "Leads 2 teams in places.", S.CHANGED),
    ("Leads a team.", "Leads the team.", S.REWORDED),
]


@pytest.mark.parametrize(("old", "new", "sort"), NUMBERS)
def test_numbers_say_which_way_the_bar_went(variant, old, new, sort):
    before, after = (variant((f"[{OWNS}]", f"[{says!r}]")) for says in (old, new))
    (change,) = diff(before, after).changes
    assert (change.sort, change.kind) == (sort, PATCH if sort is S.REWORDED else MAJOR)


def test_one_counts_only_against_another_number(variant):
    before, after = (
        variant((f"[{OWNS}]", f"[{says}]")) for says in ("Leads one of the teams here.", "Leads any of the teams here.")
    )
    assert [change.sort for change in diff(before, after).changes] == [S.REWORDED]


def test_a_level_with_another_key_is_the_same_level(northwind, document, variant):
    renamed = read_text(document.replace("principal", "architect")).framework
    found = diff(northwind, renamed)
    assert [(one.sort, one.kind, one.level, one.old, one.new) for one in found.changes] == [
        (S.RENAMED, MINOR, "architect", "principal", "architect")
    ]
    assert found.renames.levels == {"principal": "architect"}


def test_a_level_with_another_key_and_title_is_the_same_level_when_it_asks_the_same(northwind, document):
    text = document.replace("principal", "architect").replace("Principal Engineer", "Architect")
    found = diff(northwind, read_text(text).framework)
    assert [(one.sort, one.old, one.new) for one in found.changes] == [
        (S.RENAMED, "principal", "architect"),
        (S.RENAMED, "Principal Engineer", "Architect"),
    ]


@pytest.mark.parametrize(("old", "new", "part"), [("depth", "deep", "tracks"), ("B4", "band-4", "bands")])
def test_other_keys_are_wording(northwind, document, old, new, part):
    text = re.sub(rf"\b{old}\b", new, document).replace("Technical deep", "Technical depth")
    found = diff(northwind, read_text(text).framework)
    assert [(one.sort, one.kind, one.part, one.old, one.new) for one in found.changes] == [
        (S.RENAMED, PATCH, Part(part), old, new)
    ]


def test_a_dimension_with_another_key_and_title_is_the_same_by_its_criteria(northwind, document):
    text = document.replace("impact", "effect").replace("Business effect", "Effect on the business")
    assert [(one.sort, one.old, one.new) for one in diff(northwind, read_text(text).framework).changes] == [
        (S.RENAMED, "impact", "effect"),
        (S.RENAMED, "Business impact", "Effect on the business"),
    ]


def test_what_is_the_same_at_several_levels_is_said_once(northwind, variant):
    (policies,) = by_sort(diff(northwind, variant(("peers: 3,", "peers: 4,"))))
    (one,) = policies.shown
    assert (policies.count, one.change.old, one.change.new) == (1, "3", "4")
    assert one.change.what == (
        "A packet for 5 levels needs more: peers (Senior Engineer, Staff Engineer, Staff Engineer, Strategic, "
        "Engineering Manager, Principal Engineer)"
    )


def test_evidence_says_whether_it_asks_more(northwind, variant):
    more, less = variant(("peers: 3,", "peers: 4,")), variant(("peers: 3,", "peers: 2,"))
    for new, rises in ((more, True), (less, False)):
        said = {(one.sort, one.part, one.rises) for one in diff(northwind, new).changes}
        assert said == {(S.POLICIES, Part.EVIDENCE, rises)}
