"""Fixes change what they say they change, together where they can, and are refused where the text would say more."""

from __future__ import annotations

import pytest
from tests.lint.cases import framework, run

from waypost.lint.findings import Edit, Finding, Fix, Safety, Severity, Span
from waypost.lint.fixing import chosen, mended, says_as_meant
from waypost.lint.reading import read_files

REASON = "because it was so"
IDLE = f"# waypost: ignore[VAG103] {REASON}"
SELECT = ("--select", "VAG103,SUP", "--no-cache")


def finding(*edits, safety=Safety.SAFE):
    return Finding("X1", "m", Severity.INFO, edits[0].span, fix=Fix(safety, "does", edits))


def edit(line, column, end, text="", file="f"):
    return Edit(Span(file, line, column, line, end), text)


def subject(text):
    read = read_files({"f": text.encode()})
    assert read.subject is not None, read.errors
    return read.subject


def test_safe_fixes_are_chosen_and_suggested_ones_where_they_are_wanted():
    safe, suggested = finding(edit(1, 1, 2)), finding(edit(2, 1, 2), safety=Safety.SUGGESTED)
    assert chosen([safe, suggested]) == (safe,)
    assert chosen([safe, suggested], unsafe=True) == (safe, suggested)


def test_of_overlapping_fixes_the_first_is_made():
    first, over, beside, other = (
        finding(edit(1, 1, 5)),
        finding(edit(1, 4, 8)),
        finding(edit(1, 5, 8)),
        finding(edit(1, 1, 5, file="g")),
    )
    assert chosen([first, over, beside, other]) == (first, beside, other)


def test_edits_are_made_where_they_were_meant_whatever_comes_before():
    fixes = [Fix(Safety.SAFE, "", (edit(1, 1, 4, "longer"), edit(2, 2, 3, ""), edit(2, 3, 3, "+")))]
    assert mended({"f": "abc\ndef\n"}, fixes) == {"f": "longer\nd+f\n"}


LINE = Edit(Span("f", 22, 1, 23, 1), "")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (edit(22, 9, 12, "Will"), True),  # the word that is meant
        (LINE, True),  # a statement with its line
        (edit(22, 9, 27, ""), False),  # an entry without text is no framework
        (edit(22, 9, 12, "a: b"), False),
        (edit(22, 9, 12, "Will # "), False),  # the rest of the line would be a comment
        (Edit(Span("f", 22, 27, 23, 9), " "), False),  # two statements would become one
    ],
)
def test_what_comes_of_a_fix_is_held_against_what_was_meant(change, expected):
    before = subject(framework("- Can run a release.", "- Stops one."))
    fix = Fix(Safety.SAFE, "", (change,))
    after = read_files({"f": mended(before.sources, [fix])["f"].encode()}).subject
    assert (after is not None and says_as_meant(before, after, [fix])) is expected


def test_another_statement_that_changes_is_not_what_was_meant():
    before = subject(framework("- Can run a release.", "- Stops one."))
    after = subject(framework("- Will run a release.", "- Stops two."))
    assert not says_as_meant(before, after, [Fix(Safety.SAFE, "", (edit(22, 9, 12, "Will"),))])


def test_fix_writes_and_diff_only_shows(tmp_path):
    ladder = tmp_path / "a.yaml"
    ladder.write_text(framework(f"- Runs releases.  {IDLE}", "- Stops them."))
    shown = run(ladder, *SELECT, "--diff")
    assert shown.exit_code == 1
    assert f"-      - Runs releases.  {IDLE}\n+      - Runs releases.\n" in shown.stdout
    assert IDLE in ladder.read_text()
    fixed = run(ladder, *SELECT, "--fix")
    assert (fixed.exit_code, fixed.stderr) == (0, "Mended 1 finding.\n")
    assert ladder.read_text() == framework("- Runs releases.", "- Stops them.")
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]
    assert (run(ladder, *SELECT, "--diff").exit_code, run(ladder, *SELECT, "--diff").stdout) == (0, "")


def test_suggested_fixes_wait_until_they_are_asked_for(tmp_path):
    ladder = tmp_path / "a.yaml"
    ladder.write_text(framework("- Can run a release."))
    assert run(ladder, *SELECT, "--fix").exit_code == 1
    assert ladder.read_text() == framework("- Can run a release.")
    assert run(ladder, *SELECT, "--fix", "--unsafe-fixes").exit_code == 0
    assert "Can" not in ladder.read_text()


def test_a_file_keeps_its_line_ends_and_its_mark(tmp_path):
    ladder = tmp_path / "a.yaml"
    before = framework(f"- Runs releases.  {IDLE}", "- Stops them.").replace("\n", "\r\n").encode()
    ladder.write_bytes(b"\xef\xbb\xbf" + before)
    assert run(ladder, *SELECT, "--fix").exit_code == 0
    assert ladder.read_bytes() == b"\xef\xbb\xbf" + before.replace(f"  {IDLE}".encode(), b"")


def test_a_comment_on_its_own_line_goes_with_its_line(tmp_path):
    ladder = tmp_path / "ladder.md"
    engineer = "## Engineer\n\n### Delivery\n\n{}- Runs releases alone.\n\n"
    text = f"# Ladder\n\n{engineer}## Senior\n\n### Delivery\n\n- Plans them.\n"
    ladder.write_text(text.format(f"<!-- waypost: ignore[VAG103] {REASON} -->\n"))
    assert run(ladder, *SELECT, "--fix").exit_code == 0
    assert ladder.read_text() == text.format("")
