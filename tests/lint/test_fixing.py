"""Fixes change what they say they change, together where they can, and are refused where the text would say more."""

from __future__ import annotations

import os
import stat

import pytest
from tests.lint.cases import framework, run

from waypost.cli import lint_fix
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


@pytest.fixture
def idle(tmp_path):
    """A folder with a ladder of which one comment is idle."""
    folder = tmp_path / "ladders"
    folder.mkdir()
    (folder / "a.yaml").write_text(framework(f"- Runs releases.  {IDLE}"))
    return folder


def test_nothing_is_written_through_a_link_that_lies_beside(idle, tmp_path):
    """Of whatever name: what is new is written under one that nobody knows before."""
    other = tmp_path / "other"
    other.write_text("mine\n")
    (idle / ".a.yaml.waypost").symlink_to(other)
    assert run(idle / "a.yaml", *SELECT, "--fix").exit_code == 0
    assert other.read_text() == "mine\n"
    assert sorted(path.name for path in idle.iterdir()) == [".a.yaml.waypost", "a.yaml"]
    assert IDLE not in (idle / "a.yaml").read_text()


def test_a_ladder_that_is_named_by_a_link_is_mended_and_the_link_stays_one(idle, tmp_path):
    link = tmp_path / "link.yaml"
    link.symlink_to(idle / "a.yaml")
    assert run(link, *SELECT, "--fix").exit_code == 0
    assert link.is_symlink()
    assert (idle / "a.yaml").read_text() == framework("- Runs releases.")


def test_a_file_is_as_open_to_others_as_it_was(idle):
    ladder = idle / "a.yaml"
    for mode in (0o644, 0o640, 0o755):
        ladder.write_text(framework(f"- Runs releases.  {IDLE}"))
        ladder.chmod(mode)
        assert run(ladder, *SELECT, "--fix").exit_code == 0
        assert stat.S_IMODE(ladder.stat().st_mode) == mode


def test_what_somebody_wrote_meanwhile_is_not_written_over(idle, monkeypatch):
    ladder, mend = idle / "a.yaml", lint_fix._mend

    def slow(*arguments, **settings):
        mended_ = mend(*arguments, **settings)
        ladder.write_text(framework("- Can run a release."))
        return mended_

    monkeypatch.setattr(lint_fix, "_mend", slow)
    result = run(ladder, *SELECT, "--fix")
    assert result.exit_code == 1
    assert result.stderr == f"{ladder} was not mended: it was changed meanwhile. Run it again.\n"
    assert ladder.read_text() == framework("- Can run a release.")


def test_what_somebody_wrote_before_its_bytes_were_taken_is_not_written_over(idle, monkeypatch):
    ladder, read = idle / "a.yaml", lint_fix.read_subject

    def slow(path):
        was = read(path)
        ladder.write_text(framework("- Can run a release."))
        return was

    monkeypatch.setattr(lint_fix, "read_subject", slow)
    result = run(ladder, *SELECT, "--fix")
    assert (result.exit_code, "SUP001 was not mended" in result.stderr) == (1, True), result.stderr
    assert ladder.read_text() == framework("- Can run a release.")


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_left_beside_it(idle, monkeypatch):
    def full(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fchmod", full)
    result = run(idle / "a.yaml", *SELECT, "--fix")
    assert result.exit_code == 2
    assert f"{idle / 'a.yaml'} cannot be written: No space left on device." in result.stderr
    assert [path.name for path in idle.iterdir()] == ["a.yaml"]
    assert IDLE in (idle / "a.yaml").read_text()


def test_a_difference_of_what_cannot_be_read_cannot_be_shown(tmp_path):
    broken = tmp_path / "broken.yaml"
    broken.write_text("waypost: 1\nname: a: b\n")
    result = run(broken, *SELECT, "--diff")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"{broken}:2:8: STR001 ")
    clear = tmp_path / "clear.yaml"
    clear.write_text(framework("- Runs releases."))
    assert run(broken, clear, *SELECT, "--diff").exit_code == 0
