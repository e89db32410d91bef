"""What a list does to those who are here, and every reason why it cannot."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest

from waypost.people.columns import MAX_FAULTS, Column
from waypost.people.importing import plan_of_text
from waypost.people.plan import Entry, FieldChange, Plan
from waypost.people.values import Fault, Known, Post, Spell, Vocabulary
from waypost.people.writing import write_people

DAY = date(2026, 11, 1)
HEADING = "id,name,email,team,manager,function,level,title,joined,left,time zone\n"
Here = tuple[Known, ...]


def plan(text: str, here: Here, words: Vocabulary) -> Plan:
    return plan_of_text(text, here, day=DAY, words=words)


def fault_of(text: str, here: Here, words: Vocabulary) -> Fault:
    (fault,) = plan(text, here, words).errors
    return fault


def test_somebody_new_gets_a_position_from_the_day_of_the_list(here: Here, words: Vocabulary) -> None:
    done = plan(
        HEADING + "E4,Jun,Jun@Example.com,payments,E2,Engineering,STAFF,,2024-05-01,,Europe/Berlin\n", here, words
    )

    post = Post("Payments", "E2", "engineering", "staff", "Staff Engineer")
    jun = Known("E4", "Jun", "jun@example.com", date(2024, 5, 1), None, "Europe/Berlin", (Spell(post, DAY),))
    assert (done.errors, [entry.after for entry in done.added]) == ((), [jun])
    assert (done.changed, done.ended, done.unchanged, done.not_listed) == ((), (), 0, 3)


def test_somebody_who_joins_later_begins_on_that_day(here: Here, words: Vocabulary) -> None:
    done = plan(HEADING + "E4,Jun,jun@example.com,Search,E2,product,,Designer,2027-01-04,,\n", here, words)

    assert done.added[0].after.spells[0].from_day == date(2027, 1, 4)


def test_a_changed_cell_closes_the_position_and_opens_another_while_blank_cells_keep(
    here: Here, ada: Known, words: Vocabulary
) -> None:
    done = plan("id,level,title,name\nE1,staff,,\n", here, words)

    old = ada.spells[0]
    after = replace(ada, spells=(replace(old, until_day=DAY), Spell(replace(old.post, level="staff"), DAY)))
    assert done.changed == (Entry(2, ada, after, (FieldChange(Column.LEVEL, "senior", "staff"),)),)
    assert done.counts == {"added": 0, "changed": 1, "ended": 0, "unchanged": 0, "column level": 1}


def test_a_new_address_or_name_leaves_the_positions_alone(here: Here, ada: Known, words: Vocabulary) -> None:
    done = plan("id,name,email\nE1,Ada L.,ada.l@example.com\n", here, words)

    assert [entry.after for entry in done.changed] == [replace(ada, name="Ada L.", email="ada.l@example.com")]


def test_none_empties_what_may_be_empty_and_is_a_word_elsewhere(here: Here, words: Vocabulary) -> None:
    done = plan("id,manager,level,title\nE1,none,None,none\n", here, words)

    assert [(field.column, field.new) for field in done.entries[0].fields] == [
        (Column.MANAGER, ""),
        (Column.LEVEL, ""),
        (Column.TITLE, "none"),
    ]


def test_a_list_that_says_what_is_there_changes_nothing(here: Here, words: Vocabulary) -> None:
    done = plan("id,team,level\nE1,PAYMENTS,Senior Engineer\nE2,,\n", here, words)

    assert (done.entries, done.unchanged, done.not_listed, done.errors) == ((), 2, 1, ())
    assert done.does_nothing


def test_who_leaves_is_ended_and_those_they_lead_are_named(here: Here, ben: Known, words: Vocabulary) -> None:
    done = plan("id,left,title\nE2,2026-12-01,\n", here, words)

    after = replace(ben, left=date(2026, 12, 1), spells=(replace(ben.spells[0], until_day=date(2026, 12, 1)),))
    assert [entry.after for entry in done.ended] == [after]
    assert done.warnings == ("Ben leaves on 2026-12-01; Ada still reports to them.",)
    assert done.changed == ()


def test_one_who_left_may_stay_in_the_list_and_their_old_post_is_not_compared(
    here: Here, ada: Known, words: Vocabulary
) -> None:
    gone = replace(ada, left=date(2026, 5, 1), spells=(replace(ada.spells[0], until_day=date(2026, 5, 1)),))
    done = plan("id,level,team,left\nE1,vanished,Elsewhere,2026-05-01\n", (gone, *here[1:]), words)

    assert (done.entries, done.errors, done.unchanged, done.not_listed) == ((), (), 1, 2)


def test_one_who_comes_back_gets_a_position_again_and_the_gap_stays(here: Here, ada: Known, words: Vocabulary) -> None:
    left = date(2026, 5, 1)
    gone = replace(ada, left=left, spells=(replace(ada.spells[0], until_day=left),))
    done = plan("id,left\nE1,none\n", (gone, *here[1:]), words)

    assert [entry.after for entry in done.changed] == [
        replace(ada, spells=(*gone.spells, Spell(ada.spells[0].post, DAY)))
    ]


def test_one_who_stays_after_all_goes_on_without_a_gap(here: Here, ada: Known, words: Vocabulary) -> None:
    left = date(2026, 12, 1)
    going = replace(ada, left=left, spells=(replace(ada.spells[0], until_day=left),))

    assert [entry.after for entry in plan("id,left\nE1,none\n", (going, *here[1:]), words).changed] == [ada]


def test_a_later_leaving_day_extends_the_last_position(here: Here, ada: Known, words: Vocabulary) -> None:
    going = replace(ada, left=date(2026, 12, 1), spells=(replace(ada.spells[0], until_day=date(2026, 12, 1)),))
    later = date(2027, 1, 1)

    done = plan("id,left\nE1,2027-01-01\n", (going, *here[1:]), words)
    assert [e.after for e in done.ended] == [
        replace(ada, left=later, spells=(replace(ada.spells[0], until_day=later),))
    ]


def test_a_new_manager_is_carried_into_a_promotion_that_is_dated_already(
    here: Here, ada: Known, words: Vocabulary
) -> None:
    january, old = date(2027, 1, 1), ada.spells[0]
    staff = replace(old.post, level="staff", title="Staff Engineer")
    dated = replace(ada, spells=(replace(old, until_day=january), Spell(staff, january)))
    done = plan("id,manager\nE1,E3\n", (dated, *here[1:]), words)

    assert done.changed[0].after.spells == (
        replace(old, until_day=DAY),
        Spell(replace(old.post, manager="E3"), DAY, january),
        Spell(replace(staff, manager="E3"), january),
    )


def test_a_list_in_force_on_the_first_day_of_a_position_corrects_it_in_place(
    here: Here, ada: Known, words: Vocabulary
) -> None:
    fresh = replace(ada, spells=(replace(ada.spells[0], from_day=DAY),))
    done = plan("id,title\nE1,Staff Engineer\n", (fresh, *here[1:]), words)

    assert done.changed[0].after.spells == (Spell(replace(ada.spells[0].post, title="Staff Engineer"), DAY),)


def test_an_unknown_person_who_left_before_is_passed_over(here: Here, words: Vocabulary) -> None:
    done = plan("id,name,left,joined\nE9,Mia,2026-10-01,2020-01-01\n", here, words)

    assert (done.passed_over, done.errors, done.entries) == (("E9",), (), ())


def test_two_may_exchange_their_addresses(here: Here, words: Vocabulary) -> None:
    done = plan("id,email\nE1,ben@example.com\nE2,ada@example.com\n", here, words)

    assert (done.errors, len(done.changed)) == ((), 2)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "id,manager\nE1,E77\n",
            Fault(
                2,
                "manager",
                "Nobody has the id “E77”.",
                "Write the id of somebody who is here or in this list, or “none”.",
            ),
        ),
        ("id,manager\nE1,ivo\n", Fault(2, "manager", "Nobody has the id “ivo”.", "Write their id, E3.")),
        ("id,manager\nE1,E1\n", Fault(2, "manager", "Nobody is their own manager.", "Write another id, or “none”.")),
        (
            "id,manager\nE3,E1\n",
            Fault(
                2,
                "manager",
                "The reporting line comes back to where it began: Ada (E1) → Ben (E2) → Ivo (E3) → Ada (E1).",
                "Give one of them another manager, or “none”.",
            ),
        ),
        (
            "id,title\nE1,A\nE2,B\nE1,C\n",
            Fault(4, "id", "The id “E1” stands in line 2 already.", "Keep one line for each person."),
        ),
        (
            "id,email\nE1,Ben@example.com\n",
            Fault(
                2,
                "email",
                "Ben (E2) has the address ben@example.com already.",
                "Give each person an address of their own.",
            ),
        ),
        (
            "id,email\nE1,x@example.com\nE2,x@example.com\n",
            Fault(
                3,
                "email",
                "Ada (E1) has the address x@example.com already.",
                "Give each person an address of their own.",
            ),
        ),
        (
            "id,email\nE1,ada\n",
            Fault(2, "email", "“ada” is not a mail address.", "Write one such as ada@example.com."),
        ),
        (
            "id,left\nE1,03/04/2026\n",
            Fault(2, "left", "“03/04/2026” is not a day.", "Write it as year-month-day, for example 2026-03-31."),
        ),
        (
            "id,joined\nE1,20260331\n",
            Fault(2, "joined", "“20260331” is not a day.", "Write it as year-month-day, for example 2026-03-31."),
        ),
        (
            "id,joined\nE1,2026-02-30\n",
            Fault(2, "joined", "“2026-02-30” is not a day.", "Write it as year-month-day, for example 2026-03-31."),
        ),
        (
            "id,left\nE1,2025-02-28\n",
            Fault(2, "left", "2025-02-28 is before they joined, 2025-03-01.", "Correct one of the two days."),
        ),
        ("id,level\nE1,staf\n", Fault(2, "level", "There is no level “staf”.", "Did you mean “staff”?")),
        (
            "id,level\nE1,zzz\n",
            Fault(2, "level", "There is no level “zzz”.", "Write one of: senior, staff, principal."),
        ),
        (
            "id,function\nE1,sales\n",
            Fault(2, "function", "There is no function “sales”.", "Write one of: engineering, product, people."),
        ),
        (
            "id,function\nE1,product\n",
            Fault(
                2,
                "function",
                "Only engineers have a level; this makes senior of somebody in product.",
                "Write “none” as the level, or engineering as the function.",
            ),
        ),
        (
            "id,time zone\nE1,Europe/Berln\n",
            Fault(2, "time zone", "There is no time zone “Europe/Berln”.", "Did you mean “Europe/Berlin”?"),
        ),
        ("id,title\n,Engineer\n", Fault(2, "id", "This line has no id.", "Write the person's id.")),
        (
            "id,name,email,team,function,joined\nE4,Jun,jun@example.com,Search,product,2026-01-01\n",
            Fault(2, "title", "“E4” is new here, and their title is missing.", "Write their title, or correct the id."),
        ),
    ],
)
def test_every_error_says_its_line_its_column_and_what_to_write(
    text: str, fault: Fault, here: Here, words: Vocabulary
) -> None:
    assert fault_of(text, here, words) == fault


def test_somebody_new_is_asked_for_every_missing_cell_at_once(here: Here, words: Vocabulary) -> None:
    errors = plan("id\nE4\n", here, words).errors

    assert [fault.column for fault in errors] == ["email", "function", "joined", "name", "team", "title"]


def test_one_error_does_not_bring_up_others_for_those_who_report_to_that_person(here: Here, words: Vocabulary) -> None:
    text = HEADING + (
        "E4,Jun,jun@example.com,Search,E5,product,,PM,2026-01-01,,\n"
        "E5,Eli,eli@example.com,Search,,product,,Head,2026-13-01,,\n"
        f"E6,{'x' * 121},f@example.com,Search,E5,product,,PM,2026-01-01,,\n"
        "E7,Gül,g@example.com,Search,E6,product,,PM,2026-01-01,,\n"
    )

    assert [(fault.line, fault.column) for fault in plan(text, here, words).errors] == [(3, "joined"), (4, "name")]


def test_a_loop_among_new_people_is_told_once_even_when_one_has_another_error(here: Here, words: Vocabulary) -> None:
    text = HEADING + (
        "E4,Jun,jun@example.com,Search,E5,product,,PM,2026-01-01,,\n"
        "E5,Eli,eli@example.com,Search,E4,product,,Head,bad,,\n"
    )

    assert [(fault.line, fault.column) for fault in plan(text, here, words).errors] == [(2, "manager"), (3, "joined")]


def test_a_manager_who_left_is_refused_only_where_the_list_newly_names_them(
    here: Here, ada: Known, ben: Known, ivo: Known, words: Vocabulary
) -> None:
    left = date(2026, 6, 1)
    gone = replace(ben, left=left, spells=(replace(ben.spells[0], until_day=left),))
    people = (ada, gone, ivo)

    assert plan("id,manager\nE1,E2\n", people, words).errors == ()
    assert fault_of("id,manager\nE3,E2\n", people, words) == Fault(
        2, "manager", "Ben (E2) has left on 2026-06-01.", "Write the id of somebody who works here, or “none”."
    )


def test_levels_need_a_framework(here: Here, words: Vocabulary) -> None:
    assert fault_of("id,level\nE1,staff\n", here, replace(words, levels={})).says.startswith("No framework is in force")


def test_somebody_without_a_position_keeps_none_until_the_list_gives_them_a_whole_one(words: Vocabulary) -> None:
    omar = Known("O1", "Omar", "omar@example.com", date(2020, 1, 1))

    assert plan("id,name\nO1,Omar\n", (omar,), words).does_nothing
    assert [fault.column for fault in plan("id,team\nO1,Platform\n", (omar,), words).errors] == ["function", "title"]
    given = plan("id,team,function,title\nO1,Platform,people,Operator\n", (omar,), words)
    assert given.changed[0].after.spells == (Spell(Post("Platform", "", "people", "", "Operator"), DAY),)


def test_the_digest_changes_with_what_is_done_and_not_with_the_order_of_lines(here: Here, words: Vocabulary) -> None:
    one = plan("id,title\nE1,A\nE2,B\n", here, words)

    assert one.digest == plan("id,title\nE2,B\nE1,A\n", here, words).digest
    assert one.digest != plan("id,title\nE1,A\nE2,C\n", here, words).digest
    assert one.digest != plan("id,title\nE1,A\nE2,B\n", (replace(here[0], name="Ad"), *here[1:]), words).digest
    assert one.digest != plan_of_text("id,title\nE1,A\nE2,B\n", here, day=date(2026, 11, 2), words=words).digest


def test_very_many_errors_are_cut_short_and_cost_little(here: Here, words: Vocabulary) -> None:
    zones = replace(words, zones=frozenset(f"Area/City{i}" for i in range(600)))
    began = time.process_time()
    errors = plan("id,time zone\n" + "".join(f"N{i},Aera/Ctiy{i}\n" for i in range(40_000)), here, zones).errors

    assert time.process_time() - began < 10
    assert len(errors) == MAX_FAULTS + 1
    assert errors[-1].says == "There are more errors than are listed here."


def test_ten_thousand_people_are_planned_in_seconds(words: Vocabulary) -> None:
    rows = "".join(
        f"N{i},P {i},p{i}@example.com,Team {i % 500},{f'N{i // 8}' if i else ''},engineering,senior,,2024-01-01,,\n"
        for i in range(10_000)
    )
    began = time.process_time()
    done = plan(HEADING + rows, (), words)
    again = plan_of_text(
        write_people([entry.after for entry in done.entries], day=DAY),
        [entry.after for entry in done.entries],
        day=DAY,
        words=words,
    )

    assert (len(done.added), done.errors, again.does_nothing) == (10_000, (), True)
    assert time.process_time() - began < 10
