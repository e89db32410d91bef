"""A change is classed by what it does to people, and each change says where and what."""

from __future__ import annotations

import pytest

from waypost.framework.diff import ChangeClass, diff

MAJOR, MINOR, PATCH = ChangeClass.MAJOR, ChangeClass.MINOR, ChangeClass.PATCH

SENIOR = "    senior: [Knows what the work is for.]\n"
OWNS = "Owns a design that several teams build on."

# what is edited, and every change it makes: class, what, criterion, level, old, new
CHANGES = {
    "a statement is added": (
        [(f"[{OWNS}]", f"[{OWNS}, Retires designs.]")],
        [(MAJOR, "System design at Staff Engineer newly asks", "design", "staff", None, "Retires designs.")],
    ),
    "a statement is dropped": (
        [(f"    staff: [{OWNS}]\n", "")],
        [(MINOR, "System design at Staff Engineer no longer asks", "design", "staff", OWNS, None)],
    ),
    "a statement is worded anew": (
        [("several teams build on", "several teams rely on")],
        [
            (
                PATCH,
                "System design at Staff Engineer is worded anew",
                "design",
                "staff",
                OWNS,
                "Owns a design that several teams rely on.",
            )
        ],
    ),
    "a number in a statement changes": (
        [("Designs one service with", "Designs 2 services with")],
        [
            (
                MAJOR,
                "System design at Senior Engineer names another number",
                "design",
                "senior",
                "Designs one service with its failure modes.",
                "Designs 2 services with its failure modes.",
            )
        ],
    ),
    "a statement becomes another": (
        [(f"[{OWNS}]", "[Runs the review of every architecture here.]")],
        [
            (
                MAJOR,
                "System design at Staff Engineer newly asks",
                "design",
                "staff",
                None,
                "Runs the review of every architecture here.",
            ),
            (MINOR, "System design at Staff Engineer no longer asks", "design", "staff", OWNS, None),
        ],
    ),
    "something is asked where nothing was": (
        [
            (
                "    manager: [The team moves a figure it chose.]\n",
                "    manager: [The team moves a figure it chose.]\n    principal: [Moves the market.]\n",
            )
        ],
        [
            (
                MAJOR,
                "Outcomes that matter at Principal Engineer newly asks",
                "outcome",
                "principal",
                None,
                "Moves the market.",
            )
        ],
    ),
    "examples are added": (
        [(f"[{OWNS}]", f"[{{says: {OWNS}, looks like: [the order schema]}}]")],
        [(MINOR, "System design at Staff Engineer: other examples", "design", "staff", None, "the order schema")],
    ),
    "a statement is explained": (
        [(f"[{OWNS}]", f"[{{says: {OWNS}, about: More.}}]")],
        [(PATCH, "System design at Staff Engineer is explained anew", "design", "staff", None, "More.")],
    ),
    "a criterion must be met": (
        [("outcome: {title: Outcomes that matter}", "outcome: {title: Outcomes that matter, must: true}")],
        [(MAJOR, "Outcomes that matter must now be met and cannot be made up for", "outcome", None, None, None)],
    ),
    "a criterion need not be met": (
        [("title: System design, must: true", "title: System design")],
        [(MINOR, "System design can now be made up for", "design", None, None, None)],
    ),
    "a criterion is added that asks something": (
        [
            (
                "      growing: {title: Growing others}\n",
                "      growing: {title: Growing others}\n      hiring: {title: Hiring}\n",
            ),
            ("  growing:\n    manager:", "  hiring:\n    manager: [Hires.]\n  growing:\n    manager:"),
        ],
        [
            (MINOR, "Hiring is a new criterion", "hiring", None, None, "Hiring"),
            (MAJOR, "Hiring at Engineering Manager newly asks", "hiring", "manager", None, "Hires."),
        ],
    ),
    "a criterion goes": (
        [
            ("      growing: {title: Growing others}\n", ""),
            ("  growing:\n    manager: [People grow who report to this person.]\n", ""),
        ],
        [(MINOR, "Growing others is no longer judged", "growing", None, "Growing others", None)],
    ),
    "a title changes": (
        [("title: Principal Engineer,        ", "title: Architect,        ")],
        [(PATCH, "Architect has another title", None, "principal", "Principal Engineer", "Architect")],
    ),
    "a level moves to another band": (
        [
            (
                'staff-strategic: {title: "Staff Engineer, Strategic", track: strategic, band: B4',
                'staff-strategic: {title: "Staff Engineer, Strategic", track: strategic, band: B5',
            ),
            ("  - staff = staff-strategic = manager\n", "  - staff = manager\n"),
        ],
        [
            (MAJOR, "Staff Engineer, Strategic is in another band", None, "staff-strategic", "B4", "B5"),
            (
                MAJOR,
                "A path is closed: Staff Engineer and sideways to Staff Engineer, Strategic",
                None,
                "staff",
                "Staff Engineer and sideways to Staff Engineer, Strategic",
                None,
            ),
            (
                MAJOR,
                "A path is closed: Staff Engineer, Strategic and sideways to Engineering Manager",
                None,
                "staff-strategic",
                "Staff Engineer, Strategic and sideways to Engineering Manager",
                None,
            ),
        ],
    ),
    "a scope widens": (
        [("band: B3, scope: project", "band: B3, scope: team")],
        [(MAJOR, "Senior Engineer has a wider scope", None, "senior", "project", "team")],
    ),
    "a scope narrows": (
        [("band: B3, scope: project", "band: B3, scope: feature")],
        [(MINOR, "Senior Engineer has a narrower scope", None, "senior", "project", "feature")],
    ),
    "a level is added": (
        [("levels:\n", "levels:\n  fellow: {title: Fellow, track: depth, band: B5}\n")],
        [(MINOR, "Fellow is a new level", None, "fellow", None, "Fellow")],
    ),
    "a path is opened": (
        [("  - staff > principal\n", "  - staff > principal\n  - manager > principal\n")],
        [
            (
                MINOR,
                "A new path: Engineering Manager to Principal Engineer",
                None,
                "manager",
                None,
                "Engineering Manager to Principal Engineer",
            )
        ],
    ),
    "a path is closed": (
        [("  - staff > principal\n", "")],
        [
            (
                MAJOR,
                "A path is closed: Staff Engineer to Principal Engineer",
                None,
                "staff",
                "Staff Engineer to Principal Engineer",
                None,
            )
        ],
    ),
    "weights shift": (
        [("weights: {technical: 40, impact: 60}", "weights: {technical: 50, impact: 50}")],
        [
            (
                MAJOR,
                "Strategic leadership weighs the dimensions differently",
                None,
                None,
                "technical 40, impact 60",
                "technical 50, impact 50",
            )
        ],
    ),
    "the bar moves": (
        [("beyond: {value: 3,", "beyond: {bar: true, value: 3,")],
        [
            (
                MAJOR,
                "The bar is at another point of the scale",
                None,
                None,
                "Steady at this level",
                "Already at the next",
            )
        ],
    ),
    "more evidence is needed": (
        [("peers: 3,", "peers: 4,")],
        [
            (MAJOR, f"A packet for {title} needs more: peers", None, key, "3", "4")
            for key, title in (
                ("senior", "Senior Engineer"),
                ("staff", "Staff Engineer"),
                ("staff-strategic", "Staff Engineer, Strategic"),
                ("manager", "Engineering Manager"),
                ("principal", "Principal Engineer"),
            )
        ],
    ),
    "less evidence is needed": (
        [("  from B4:  {quantitative: 1, qualitative: 2,", "  from B4:  {quantitative: 1,")],
        [
            (MINOR, f"A packet for {title} needs less: qualitative", None, key, "2", None)
            for key, title in (
                ("staff", "Staff Engineer"),
                ("staff-strategic", "Staff Engineer, Strategic"),
                ("manager", "Engineering Manager"),
                ("principal", "Principal Engineer"),
            )
        ],
    ),
    "the scope document may be less old": (
        [("scope document within days: 100", "scope document within days: 90")],
        [
            (MAJOR, f"A packet for {title} needs more: scope document within days", None, key, "100", "90")
            for key, title in (
                ("staff", "Staff Engineer"),
                ("staff-strategic", "Staff Engineer, Strategic"),
                ("principal", "Principal Engineer"),
            )
        ],
    ),
    "panels are made up differently": (
        [("seats: {engineer: 3}", "seats: {engineer: 4}")],
        [(MINOR, "The technical panel is made up differently", None, None, "3 engineer", "4 engineer")],
    ),
    "the time to appeal shrinks": (
        [("appeal: 10 days", "appeal: 9 days")],
        [(MAJOR, "The time for appeal changes", None, None, "10 days", "9 days")],
    ),
    "the time to appeal grows": (
        [("appeal: 10 days", "appeal: 11 days")],
        [(MINOR, "The time for appeal changes", None, None, "10 days", "11 days")],
    ),
    "telling takes longer": (
        [("telling: 5 days", "telling: 6 days")],
        [(MAJOR, "The time for telling changes", None, None, "5 days", "6 days")],
    ),
    "groups may be smaller": (
        [("{numbers: 5,", "{numbers: 4,")],
        [(MAJOR, "Groups are large enough for numbers at another size", None, None, "5", "4")],
    ),
    "a pay range opens": (
        [("  B5: {title: Principal}", "  B5: {title: Principal, pay: {currency: EUR, low: 90, high: 120}}")],
        [(MINOR, "The pay of Principal is open", None, None, None, "90 to 120 EUR")],
    ),
    "a review is noted": (
        [("owner: engineering", "reviewed: 2026-03-01\nowner: engineering")],
        [(PATCH, "The framework was read through", None, None, None, "2026-03-01")],
    ),
    "criteria are printed in another order": (
        [
            (
                "      design: {title: System design, must: true}\n      operations: {title: Running in production}\n",
                "      operations: {title: Running in production}\n      design: {title: System design, must: true}\n",
            )
        ],
        [(PATCH, "The same stands in another order", None, None, None, None)],
    ),
    "only the number of the version changes": ([("version: 3.1.0", "version: 3.1.1")], []),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_told_and_classed(northwind, variant, name):
    edits, changes = CHANGES[name]
    found = diff(northwind, variant(*edits))
    told = [(one.kind, one.what, one.criterion, one.level, one.old, one.new) for one in found.changes]
    assert told == changes
    classes = [change[0] for change in changes]
    assert found.change_class is next((one for one in (MAJOR, MINOR, PATCH) if one in classes), PATCH)


def test_nothing_changed_is_no_change(northwind):
    assert diff(northwind, northwind).changes == ()


def test_what_is_undone_is_classed_by_what_undoing_does(northwind, variant):
    new = variant((f"[{OWNS}]", f"[{OWNS}, Retires designs.]"))
    assert [change.kind for change in diff(northwind, new).changes] == [MAJOR]
    assert [change.kind for change in diff(new, northwind).changes] == [MINOR]


def test_a_statement_added_below_rises_through_a_cumulative_ladder(variant):
    below = "band: B4, scope: teams}\n  staff-strategic"
    adding = (below, below.replace("teams}", "teams, adds to: senior}"))
    old = variant(adding)
    new = variant(adding, (SENIOR, "    senior: [Knows what the work is for., Says so.]\n"))
    assert [(change.kind, change.level, change.new) for change in diff(old, new).changes] == [
        (MAJOR, "senior", "Says so."),
        (MAJOR, "staff", "Says so."),
    ]


def test_writing_out_what_was_inherited_changes_nothing(variant):
    inherited = variant((SENIOR, "    senior: {same as: staff}\n"))
    written = variant((SENIOR, "    senior: [Chooses work by what comes of it.]\n"))
    assert [change.kind for change in diff(inherited, written).changes] == [PATCH]


def test_a_lateral_path_may_be_written_the_other_way_round(northwind, variant):
    turned = variant(("  - staff = staff-strategic = manager\n", "  - manager = staff-strategic = staff\n"))
    assert [change.kind for change in diff(northwind, turned).changes] == [PATCH]


def test_statements_that_swap_places_are_not_new(northwind, variant):
    two = variant((f"[{OWNS}]", f"[{OWNS}, Retires designs.]"))
    swapped = variant((f"[{OWNS}]", f"[Retires designs., {OWNS}]"))
    assert [change.what for change in diff(two, swapped).changes] == ["The same stands in another order"]


def test_a_reworded_sentence_is_found_beside_a_new_one(northwind, variant):
    new = variant((f"[{OWNS}]", "[Retires designs., Owns a design that many teams build on.]"))
    assert [(change.kind, change.old, change.new) for change in diff(northwind, new).changes] == [
        (MAJOR, None, "Retires designs."),
        (PATCH, OWNS, "Owns a design that many teams build on."),
    ]
