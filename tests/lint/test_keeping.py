"""The comment that keeps a finding back stands where it does that, however the statement is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.lint.cases import framework

from waypost.lint.checking import check
from waypost.lint.fixing import mended
from waypost.lint.keeping import keep
from waypost.lint.reading import read_data
from waypost.lint.settings import Settings

SETTINGS = Settings(select=("VAG103", "SUP"))
MARKDOWN = (
    "# Ladder\n\n## Junior\n\n- Can run a release.\n- Fixes what support found.\n\n## Senior\n\n- Plans releases.\n"
)


def kept(name: str, text: str, *, because: str) -> tuple[list[str], str]:
    """The codes that are left after the finding was kept, and the text."""
    read = read_data(Path(name), {name: text.encode()})
    assert read.subject is not None
    found = check(read, SETTINGS).findings
    assert [one.code for one in found] == ["VAG103"]
    fix = keep(read.subject, found[0], because=because)
    assert fix is not None
    after = mended(read.subject.sources, [fix])[name]
    return [one.code for one in check(read_data(Path(name), {name: after.encode()}), SETTINGS).findings], after


@pytest.mark.parametrize(
    "lines",
    [
        ("- Can run releases.",),
        ('- "Can run releases: all of them."',),
        ("- Can run releases,", "  and stops one that goes wrong."),
        ("- >-", "  Can run releases,", "  and stops one that goes wrong."),
        ("- says: Can run releases.", "  looks like: [a release that was stopped in time]"),
        ("- Runs releases.  # as ever", "- Can stop one."),
    ],
    ids=["plain", "quoted", "two lines", "folded", "with an example", "the second"],
)
def test_a_comment_keeps_the_finding_and_changes_no_statement(lines: tuple[str, ...]) -> None:
    text = framework(*lines)
    codes, after = kept("framework.yaml", text, because="the guild rewrites it in May")
    assert codes == []
    before, now = (read_data(Path("framework.yaml"), {"framework.yaml": one.encode()}) for one in (text, after))
    assert before.subject is not None
    assert now.subject is not None
    assert now.subject.framework.hash == before.subject.framework.hash


def test_without_a_reason_the_comment_is_an_error_and_keeps_nothing() -> None:
    codes, after = kept("framework.yaml", framework("- Can run releases."), because="")
    assert sorted(codes) == ["SUP002", "VAG103"]
    assert "# waypost: ignore[VAG103] because\n" in after


def test_in_markdown_it_stands_behind_the_line() -> None:
    codes, after = kept("ladder.md", MARKDOWN, because="it is quoted --> here")
    assert codes == []
    assert "- Can run a release. <!-- waypost: ignore[VAG103] because it is quoted here -->\n" in after


def test_a_file_without_comments_has_no_place_for_one() -> None:
    levels = [{"title": "Junior", "Delivery": ["Can run a release."]}, {"title": "Senior", "Delivery": ["Plans it."]}]
    ladder = json.dumps({"levels": levels})
    read = read_data(Path("ladder.json"), {"ladder.json": ladder.encode()})
    assert read.subject is not None
    found = check(read, SETTINGS).findings
    assert [(one.code, keep(read.subject, one)) for one in found] == [("VAG103", None)]
