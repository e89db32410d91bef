"""Files are gathered in a fixed order and behind caps that hold before a byte of them is kept."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from waypost.framework.importers import sources
from waypost.framework.importers.sources import MAX_LINE, MAX_LINES, MAX_PROSE_LINES, MAX_TAGS, Source, gather


def write(folder: Path, *names: str) -> None:
    """Small files of these names."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text", encoding="utf-8")


def source(data: bytes) -> Source:
    return Source("ladder.md", PurePosixPath("ladder.md"), data)


def test_a_folder_gives_what_is_read_in_the_order_of_its_names_those_of_a_folder_together(tmp_path):
    write(tmp_path, "b.md", "a.md", "sub/c.md", "sub/a.CSV", "z.md", "notes.exe")
    assert [str(one.path) for one in gather([tmp_path]).sources] == ["a.md", "b.md", "z.md", "sub/a.CSV", "sub/c.md"]


def test_what_packages_and_hidden_folders_hold_is_passed_by(tmp_path):
    write(tmp_path, ".git/x.md", "node_modules/y.md", "LICENSE.md", "licence.txt", "package.json", "a.md", ".env.md")
    assert [one.path.name for one in gather([tmp_path]).sources] == ["a.md"]


def test_links_in_a_folder_are_not_followed(tmp_path):
    write(tmp_path, "outside/secret.md", "ladder/a.md")
    (tmp_path / "ladder" / "link.md").symlink_to(tmp_path / "outside" / "secret.md")
    (tmp_path / "ladder" / "folder").symlink_to(tmp_path / "outside")
    assert [one.path.name for one in gather([tmp_path / "ladder"]).sources] == ["a.md"]


def test_a_file_that_is_named_is_read_whatever_it_is_called(tmp_path):
    write(tmp_path, "LADDER")
    assert [one.name for one in gather([tmp_path / "LADDER"]).sources] == [str(tmp_path / "LADDER")]


def test_too_many_files_are_refused_before_any_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "MAX_FILES", 2)
    write(tmp_path, "a.md", "b.md", "c.md")
    gathered = gather([tmp_path])
    assert gathered.sources == ()
    assert [(Path(error.file).name, error.message) for error in gathered.errors] == [("c.md", "is one too many")]


def test_too_much_in_all_is_refused_before_any_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "MAX_ALL_BYTES", 7)
    write(tmp_path, "a.md", "b.md")
    gathered = gather([tmp_path])
    assert (gathered.sources, [error.message for error in gathered.errors]) == ((), ["is one too many"])


def test_a_folder_of_more_than_anybody_looks_through_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "MAX_SEEN", 2)
    write(tmp_path, "a.exe", "b.exe", "c.exe")
    assert [error.message for error in gather([tmp_path]).errors] == ["holds more than 2 files"]


def test_a_file_that_cannot_be_opened_is_told(tmp_path):
    (error,) = gather([tmp_path / "none.md"]).errors
    assert error.message == "cannot be opened: No such file or directory"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        (b"\xef\xbb\xbfcaf\xc3\xa9", "caf\xe9"),
        ("caf\xe9".encode("utf-16"), "caf\xe9"),
        (b"", ""),
    ],
    ids=["line ends", "byte order mark", "utf-16", "empty"],
)
def test_text_is_read_however_it_was_saved(data, text):
    assert (source(data).fault, source(data).text) == (None, text)


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"one\ntw\xff", 2, "is not UTF-8 text from here on"),
        (b"<td>" * (MAX_TAGS + 1), 1, f"holds {MAX_TAGS + 1:,} tags"),
        (b"x" * (MAX_LINE + 1), 1, f"holds a line of {MAX_LINE + 1:,} characters"),
        (b"short\n" + b"x" * (MAX_LINE * 5), 1, f"holds a line of {MAX_LINE * 5:,} characters"),
        (b"\n" * (MAX_PROSE_LINES + 1), MAX_PROSE_LINES, f"has {MAX_PROSE_LINES + 1:,} lines"),
    ],
    ids=["no text", "tags", "a long line", "a line so long that it is not decoded", "too many lines"],
)
def test_what_is_no_text_that_is_read_says_why_and_is_empty(data, line, message):
    fault = source(data).fault
    assert (fault.line, fault.message) == (line, message)
    assert source(data).text == ""


def test_a_line_and_a_file_at_the_cap_are_read():
    assert source(b"x" * MAX_LINE).fault is None
    assert source(b"\n" * MAX_PROSE_LINES).fault is None


def test_data_may_have_more_lines_than_prose():
    def data(lines: int) -> Source:
        return Source("ladder.json", PurePosixPath("ladder.json"), b"\n" * lines)

    assert data(MAX_LINES).fault is None
    assert data(MAX_LINES + 1).fault.message == f"has {MAX_LINES + 1:,} lines"
