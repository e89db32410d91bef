"""A framework holds no sign that turns its statements around; an import leaves them out; other letters stay."""

from __future__ import annotations

import pytest

from waypost.framework.importers.completing.fitting import clean
from waypost.framework.library import load
from waypost.framework.reading import read_text
from waypost.framework.writing import write_framework

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SAID = "Writes"
KEPT = "می\u200cخواهم \u200fדנה\u200e \u061c3%"


def document(put: str) -> str:
    text = write_framework(load("lattice"))
    assert SAID in text
    return text.replace(SAID, put, 1)


@pytest.mark.parametrize("sign", TURNING)
def test_it_is_refused_with_its_line_and_what_to_do(sign: str) -> None:
    reading = read_text(document(f"{SAID}{sign}"), name="lattice.yaml")

    assert reading.framework is None
    assert len(reading.errors) == 1
    assert reading.errors[0].message.endswith(f"contains the control character U+{ord(sign):04X}")
    assert (reading.errors[0].hint, reading.errors[0].line > 1) == ("Remove it.", True)
    assert sign not in str(reading.errors[0])


def test_letters_from_right_to_left_and_their_marks_are_read() -> None:
    reading = read_text(document(f"{SAID} {KEPT}"), name="lattice.yaml")

    assert reading.errors == ()
    assert KEPT in repr(reading.framework) or KEPT in write_framework(reading.framework)  # type: ignore[arg-type]


def test_an_import_leaves_it_out_and_the_words_stay() -> None:
    assert clean(f"Leads \u202ethe\u202c design \u2067{KEPT}\u2069") == f"Leads the design {KEPT}"
