"""A finding is kept back by a comment or waiver with a reason; each that does nothing, or cannot, is told."""

from __future__ import annotations

import time
from datetime import date

import pytest
from tests.lint.cases import checked, framework, told

from waypost.lint.settings import Settings
from waypost.lint.suppressing import suppressions

REASON = "because the guild rewrites it in May"
IGNORED = f"# waypost: ignore[VAG103] {REASON}"


def waived(says="Can run a release.", *, codes="VAG103", until="2027-03-31"):
    """The section that waives findings about one statement."""
    return f"waivers:\n  - {{ignore: [{codes}], says: {says}, because: The guild rewrites it., until: {until}}}\n"


def on(day: date) -> Settings:
    return Settings(select=("VAG103", "SUP"), today=day)


@pytest.mark.parametrize(
    "lines",
    [
        [f"- Can run a release.  {IGNORED}"],
        [IGNORED, "- Can run a release."],
        [IGNORED, "# whatever else there is to say", "- Can run a release."],
        [IGNORED, "- says: Can run a release.", "  looks like: [the spring release]"],
        [IGNORED, "- >-", "  Can run a release", "  in one morning."],
        ["- Can run a release", f"  in one morning.  {IGNORED}"],
    ],
)
def test_a_comment_on_the_line_or_above_it_keeps_the_finding_back(lines):
    assert told(checked(framework(*lines))) == []


def test_it_speaks_of_its_own_line_only():
    lines = (f"- Can run a release.  {IGNORED}", "- Can stop a release.")
    assert told(checked(framework(*lines))) == [("VAG103", 23, 9)]


def test_a_family_may_be_named_by_its_letters():
    assert told(checked(framework(f"- Can run a release.  # waypost: ignore[VAG] {REASON}"))) == []


def test_without_a_reason_nothing_is_kept_back():
    found = checked(framework("- Can run a release.  # waypost: ignore[VAG103]"))
    assert told(found) == [("VAG103", 22, 9), ("SUP002", 22, 29)]


def test_what_keeps_nothing_back_is_told_and_can_be_taken_out():
    found = checked(framework(f"- Runs releases.  {IGNORED}"))
    assert told(found) == [("SUP001", 22, 25)]
    (edit,) = found.findings[0].fix.edits
    assert (edit.span.column, edit.span.end_column, edit.text) == (23, 25 + len(IGNORED), "")


def test_of_two_codes_the_idle_one_is_told():
    found = checked(framework(f"- Can run a release.  # waypost: ignore[VAG103, SUP003] {REASON}"))
    assert [(one.code, one.fix) for one in found.findings] == [("SUP001", None)]
    assert "SUP003" in found.findings[0].message


def test_what_did_not_look_cannot_be_missed():
    text = framework(f"- Can run a release.  {IGNORED}")
    assert told(checked(text, Settings(select=("SUP",)))) == []


def test_an_unknown_code_is_told_with_the_nearest():
    found = checked(framework(f"- Can run a release.  # waypost: ignore[VAG130] {REASON}"))
    assert told(found) == [("VAG103", 22, 9), ("SUP004", 22, 29)]
    assert found.findings[1].hint == "Did you mean `VAG103`?"


def test_a_suppression_without_codes_is_told():
    assert told(checked(framework(f"- Runs releases.  # waypost: ignore {REASON}"))) == [("SUP004", 22, 25)]


def test_a_text_that_holds_the_words_is_no_comment():
    text = framework('- "Can read what # waypost: ignore[VAG103] because says."')
    assert told(checked(text)) == [("VAG103", 22, 10)]


def test_a_waiver_keeps_back_what_is_found_in_its_statement_until_its_day():
    text = framework("- Can run a release.", "- Can stop a release.", after=waived())
    assert told(checked(text, on(date(2027, 3, 31)))) == [("VAG103", 23, 9)]


def test_after_its_day_the_waiver_is_a_finding_and_holds_nothing():
    found = checked(framework("- Can run a release.", after=waived()), on(date(2027, 4, 1)))
    assert told(found) == [("VAG103", 22, 9), ("SUP003", 24, 5)]
    assert "2027-03-31" in found.findings[1].message


def test_without_a_day_nothing_expires():
    assert told(checked(framework("- Can run a release.", after=waived(until="2001-01-01")))) == []


def test_a_waiver_of_a_statement_that_changed_is_told():
    found = checked(framework("- Runs releases.", after=waived()), on(date(2027, 1, 1)))
    assert told(found) == [("SUP001", 24, 5)]


def test_a_waiver_of_an_unknown_code_is_told():
    found = checked(framework("- Can run a release.", after=waived(codes="VAG130")), on(date(2027, 1, 1)))
    assert told(found) == [("VAG103", 22, 9), ("SUP004", 24, 5)]


COMMENT = f"<!-- waypost: ignore[VAG103] {REASON} -->"


@pytest.mark.parametrize(
    "page",
    [
        f"```html\n{COMMENT}\n```\n",
        f"~~~~\n~~~\n{COMMENT}\n~~~~\n",
        f"Write `{COMMENT}` above the line.\n",
        f"```\n{COMMENT}\n",
    ],
)
def test_an_example_of_a_suppression_in_a_page_is_none(page):
    assert list(suppressions("ladder.md", page)) == []


@pytest.mark.parametrize(
    ("page", "speaks_of"),
    [
        (f"```\ncode\n```\n{COMMENT}\nCan run a release.\n", 5),
        (f"{COMMENT}\n\n<!-- another -->\nCan run a release.\n", 4),
        (f"Can run `git`. {COMMENT}\n", 1),
        (f"Inline ```code``` opens no block.\n{COMMENT}\nCan run a release.\n", 3),
    ],
)
def test_outside_code_a_comment_of_a_page_speaks_of_its_line_or_the_next(page, speaks_of):
    assert [one.line for one in suppressions("ladder.md", page)] == [speaks_of]


def test_a_comment_that_is_never_closed_ends_where_the_next_begins():
    (only,) = suppressions("ladder.md", f"<!-- waypost: ignore[VAG101] because of\n{COMMENT}\nCan run a release.\n")
    assert (only.codes, only.span.line, only.line) == (("VAG103",), 2, 3)


@pytest.mark.parametrize(
    ("repeated", "of_a_thousand"),
    [("<!-- waypost: ignore ", 0), (f"{COMMENT} ", 1_000), (f"{COMMENT}\n", 1_000), (f"`` {COMMENT} ", 500)],
)
def test_thousands_of_comments_take_no_longer_than_their_letters(repeated, of_a_thousand):
    begun = time.process_time()
    found = list(suppressions("ladder.md", repeated * 20_000))
    assert time.process_time() - begun < 3
    assert len(found) == 20 * of_a_thousand
