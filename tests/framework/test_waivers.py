"""Waivers travel with a framework, ask nothing of anybody, and leave documents without them as they were."""

from __future__ import annotations

from datetime import date

from waypost.framework.diff import Change, ChangeClass, ChangeSort, Part, diff
from waypost.framework.reading import read_text
from waypost.framework.writing import write_framework

WAIVED = """
waivers:
  - ignore: [VAG101, CLR901]
    says: Writes solid code.
    because: The guild rewrites it.
    until: 2027-03-31
"""


def read(text):
    """The framework of this text."""
    reading = read_text(text)
    assert reading.framework is not None, reading.errors
    return reading.framework


def test_a_waiver_says_what_which_statement_why_and_until_when(document):
    (waiver,) = read(document + WAIVED).waivers
    assert waiver.ignore == ("VAG101", "CLR901")
    assert waiver.says == "Writes solid code."
    assert waiver.because == "The guild rewrites it."
    assert waiver.until == date(2027, 3, 31)


def test_it_is_written_as_it_was_read(document):
    framework = read(document + WAIVED)
    assert read(write_framework(framework)) == framework


def test_a_framework_without_waivers_is_what_it_was(document):
    plain = read(document)
    assert "waivers" not in plain.model_dump(exclude_defaults=True)
    assert "waivers" not in write_framework(plain)
    assert plain.hash != read(document + WAIVED).hash


def test_a_waiver_without_reason_day_or_code_is_an_error(document):
    wrong = WAIVED.replace("because: The guild rewrites it.", "because: ''").replace("VAG101", "vague")
    errors = read_text(document + wrong.replace("2027-03-31", "soon")).errors
    assert [error.field for error in errors] == [
        "waivers[1].ignore[1]",
        "waivers[1].because",
        "waivers[1].until",
    ]


def test_a_waiver_more_or_less_is_wording(document):
    plain, waived = read(document), read(document + WAIVED)
    what = "until 2027-03-31: VAG101, CLR901"
    assert diff(plain, waived).changes == (
        Change(
            ChangeClass.PATCH,
            f"A finding is waived {what}",
            new="Writes solid code.",
            sort=ChangeSort.ADDED,
            part=Part.WAIVERS,
        ),
    )
    assert diff(waived, plain).changes == (
        Change(
            ChangeClass.PATCH,
            f"A finding is no longer waived {what}",
            old="Writes solid code.",
            sort=ChangeSort.REMOVED,
            part=Part.WAIVERS,
        ),
    )
