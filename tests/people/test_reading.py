"""What is a list of people, and what is said where it is not."""

from __future__ import annotations

import time

import pytest

from waypost.people.columns import MAX_FAULTS, Column
from waypost.people.reading import Listing, Row, read_people
from waypost.people.values import Fault


def test_a_list_is_read_whatever_its_delimiter_line_ends_order_of_columns_and_case_of_names() -> None:
    expected = Listing((Column.NAME, Column.ID), (Row(2, {Column.NAME: "Ada", Column.ID: "E1"}),))

    assert read_people("name,id\nAda,E1\n") == expected
    assert read_people("\ufeffName;ID\r\nAda;E1\r\n") == expected
    assert read_people("NAME\tid\rAda\tE1\r") == expected


def test_a_delimiter_inside_quotes_of_the_heading_does_not_count() -> None:
    listing = read_people('"id";"time_zone";"name"\nE1;Europe/Berlin;"Lovelace, Ada"\n')

    assert listing.columns == (Column.ID, Column.TIME_ZONE, Column.NAME)
    assert listing.rows[0][Column.NAME] == "Lovelace, Ada"


def test_quoted_newlines_are_one_cell_and_lines_are_counted_as_an_editor_counts_them() -> None:
    listing = read_people('id,title\n\nE1,"Senior\r\nEngineer"\nE2,"a ""quoted"" word"\n')

    assert [(row.line, row[Column.TITLE]) for row in listing.rows] == [(3, "Senior Engineer"), (5, 'a "quoted" word')]


def test_a_formula_is_plain_text_and_loses_only_the_apostrophe_that_guards_it() -> None:
    listing = read_people("id,name,title\nE1,=1+1,'@now\nE2,'=1+1,O'Brien\n")

    assert [row.cells for row in listing.rows] == [
        {Column.ID: "E1", Column.NAME: "=1+1", Column.TITLE: "@now"},
        {Column.ID: "E2", Column.NAME: "=1+1", Column.TITLE: "O'Brien"},
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault(0, "", "The list is empty.", "Begin with a line of column names.")),
        ("name\nAda\n", Fault(1, "id", "The column “id” is missing.", "Every line needs the id of its person.")),
        ("id,manger\n", Fault(1, "manger", "There is no column “manger”.", "Did you mean “manager”?")),
        ("id,ID\n", Fault(1, "id", "The column “id” stands there twice.", "Keep one of them.")),
        (
            "id,name\nE1\n",
            Fault(
                2,
                "",
                "This line has 1 cells, the heading has 2.",
                "Put quotes around a cell that holds a comma, or add the missing cells.",
            ),
        ),
        ("id,name\nE1,A\x00da\n", Fault(2, "name", "This cell holds signs that cannot be seen.", "Type it anew.")),
        ("id,name\nE1,A\u202eda\n", Fault(2, "name", "This cell holds signs that cannot be seen.", "Type it anew.")),
        (f"id,name\nE1,{'a' * 121}\n", Fault(2, "name", "This cell has 121 characters; 120 fit.", "Shorten it.")),
        (
            f"id,name\nE1,{'a' * 10_001}\n",
            Fault(2, "name", "This cell is longer than 10,000 characters.", "Shorten it."),
        ),
    ],
)
def test_every_fault_says_where_and_what_to_write(text: str, fault: Fault) -> None:
    assert read_people(text).faults == (fault,)


def test_all_unknown_columns_are_told_at_once_and_far_ones_with_the_list_of_columns() -> None:
    faults = read_people("id,salary,e-mail,\n").faults

    assert [(fault.column, fault.says) for fault in faults] == [
        ("salary", "There is no column “salary”."),
        ("e-mail", "There is no column “e-mail”."),
        ("", "A column has no name."),
    ]
    assert faults[0].write.startswith("The columns are: id, name, email, team")
    assert faults[1].write == "Did you mean “email”?"


def test_a_quote_that_never_ends_is_told_at_the_line_where_it_begins() -> None:
    listing = read_people('id,name\nE1,Ada\nE2,"Ben\nE3,Ivo\n')

    assert [row[Column.ID] for row in listing.rows] == ["E1"]
    assert [(fault.line, fault.says[:34]) for fault in listing.faults] == [(3, "From here on the quotes do not fit")]


def test_the_caps_hold_at_their_edges() -> None:
    rows = "\n".join(f"E{i}" for i in range(50_000))
    assert read_people(f"id\n{rows}\n").faults == ()
    assert read_people(f"id\n{rows}\nE50000\n").faults == (
        Fault(50_002, "", "The list has more than 50,000 people.", "Import it in parts."),
    )
    assert read_people(f"id,name\nE1,{'a' * 120}\n").faults == ()
    assert read_people("id\n" + "x" * 5_000_000).faults[0].says == "The list is larger than 5 MB."
    assert read_people("id\n" + "é" * 2_500_000).faults[0].says == "The list is larger than 5 MB."


@pytest.mark.parametrize(
    "text",
    [
        '"' * 4_999_999,
        "id\n" + '"' + "a" * 4_900_000,
        "id\n" + "," * 4_900_000,
        "id" + ",x" * 2_000_000,
        "id,time zone\n" + "E,?\n" * 49_999,
    ],
    ids=["quotes", "open cell", "commas", "columns", "bad rows"],
)
def test_a_hostile_list_is_answered_soon_and_with_few_words(text: str) -> None:
    began = time.process_time()
    listing = read_people(text)

    assert time.process_time() - began < 2
    assert len(listing.faults) <= MAX_FAULTS + 1
