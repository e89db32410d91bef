"""What is wrong with the text of a document, as YAML or as its writer meant it, is told where it lies."""

from __future__ import annotations

import pytest

from waypost.framework.faults import printable
from waypost.framework.reading import read_text

DESIGN = " [Designs one service with its failure modes.]"


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("", 1, 1, "is empty"),
        ("# only a comment\n", 1, 1, "is empty"),
        ("waypost: 1\nname: a: b\n", 2, 8, "holds a `: ` inside a text"),
        ("waypost: 1\n\tname: a\n", 2, 1, "is indented with a tab"),
        ("waypost: 1\nscale: {a: b\nname: x\n", 2, 8, "leaves a brace or bracket open, or a text in it holds `: `"),
        ("waypost: 1\ntitle: 'a\n", 2, 8, "begins a text in quotes that does not end"),
        ('waypost: 1\nowner: {a: "b}\nname: x\n', 2, 12, "begins a text in quotes that does not end"),
        ("waypost: 1\nowner:somebody\nname: x\n", 2, 1, "has a name without a colon"),
        ("waypost: 1\n---\nwaypost: 1\n", 2, 1, "holds a second document"),
        ("- waypost\n", 1, 1, "the document must hold `name: value` lines"),
        ("waypost: 1\n? [a, b]\n: c\n", 2, 3, "uses a list or mapping as a name"),
        ("waypost: 1\nname: \x07\n", 2, 7, "holds a control character"),
    ],
)
def test_what_is_not_a_document_is_told_too(errors_of, text, line, column, message):
    error = errors_of(text)[0]
    assert (error.line, error.column, error.message) == (line, column, message)
    assert error.hint


@pytest.mark.parametrize(
    ("cell", "line", "column"),
    [
        ("\n    - Plans a release.\n      - Leads it.\n", 2, 7),
        (" Plans a release.\n      - Leads it.\n", 1, 7),
        ("\n    - says: Plans a release\n        - Leads it\n", 2, 9),
        ("\n    - Plans a release.\n      -Leads it.\n", 2, 7),
        (f"\n    - Plans {'the ' * 25}release.\n      - Leads it.\n", 2, 7),
    ],
)
def test_an_entry_of_a_list_that_is_read_as_text_is_told(edited, errors_of, cell, line, column):
    """Else a demand more would pass as a few words more of the demand above."""
    (error,) = errors_of(edited((f"    senior:{DESIGN}\n", f"    senior:{cell}")))
    assert (error.line, error.column) == (56 + line, column)
    assert error.message == "begins like an entry of a list and is read as more of the text above"


@pytest.mark.parametrize(
    "says",
    [
        "'Plans it,\n          - and leads it.'",
        ">-\n          Plans it,\n          - and leads it.",
        f"Plans {'the ' * 20}release\n          - the whole of it - with two teams.",
    ],
)
def test_text_in_quotes_or_broken_for_its_length_may_begin_a_line_with_a_dash(edited, says):
    reading = read_text(edited((f"    senior:{DESIGN}\n", f"    senior:\n      - says: {says}\n")))
    assert reading.errors == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("\x1b[31mred\u202e", "\ufffd[31mred\ufffd"),
        ("\U0001f469\u200d\U0001f527 Analyst", "\U0001f469\u200d\U0001f527 Analyst"),
        ("Managers\u200b", "Managers"),
    ],
)
def test_what_is_shown_keeps_emoji_whole_and_shows_nothing_for_what_has_no_width(text, shown):
    assert printable(text) == shown
