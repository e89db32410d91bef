"""Where the cache of `waypost lint` may be, what is taken out of it, and what it takes for another question."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.lint.cases import framework, run

VAGUE = framework("- Can run a release.")
LONG_AGO = (0, 0)
HASH = "de" + "0" * 62


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with a ladder, which one is in."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.delenv("WAYPOST_CACHE", raising=False)
    Path("vague.yaml").write_text(VAGUE)
    return folder


def lint(*arguments):
    return run(*(arguments or ["vague.yaml"]), "--select", "VAG103", "--format", "concise")


def old(path, text="kept"):
    """A file that nobody has touched for long."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, LONG_AGO)
    return path


def below(folder):
    """Every file and folder below one, links not followed."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_link_in_place_of_the_cache_is_not_followed(here, tmp_path):
    objects = tmp_path / "objects"
    old(objects / "de" / ("0" * 38))
    old(objects / "de" / HASH)
    before = below(objects)
    Path(".waypost_cache").symlink_to(objects)
    assert lint().exit_code == 1
    assert below(objects) == before


def test_a_link_in_place_of_a_folder_in_the_cache_is_not_followed(here, tmp_path):
    lint()
    cache, other = here / ".waypost_cache", tmp_path / "other"
    other.mkdir()
    old(other / HASH)
    (held,) = (path for path in cache.iterdir() if path.is_dir())
    (entry,) = held.iterdir()
    entry.rename(other / entry.name)
    held.rmdir()
    held.symlink_to(other)
    if held.name != "de":
        (cache / "de").symlink_to(other)
    before = below(other)
    Path("other.yaml").write_text(framework("- Can stop one."))
    assert lint("vague.yaml", "other.yaml").exit_code == 1
    assert below(other) == before


@pytest.mark.parametrize("ignore", [None, "build/\n", ""], ids=["none", "another", "empty"])
def test_a_folder_that_was_not_begun_by_the_cache_is_left_as_it_is(here, monkeypatch, ignore):
    docs = here / "docs"
    old(docs / "de" / "ladder.md")
    old(docs / "de" / HASH)
    if ignore is not None:
        (docs / ".gitignore").write_text(ignore)
    before = below(docs)
    monkeypatch.setenv("WAYPOST_CACHE", "docs")
    for number in range(5):
        Path("vague.yaml").write_text(framework(f"- Can run release {number}."))
        assert lint().exit_code == 1
    assert below(docs) == before
    assert ignore is None or (docs / ".gitignore").read_text() == ignore


def test_an_empty_folder_becomes_a_cache(here, monkeypatch):
    Path("kept").mkdir()
    monkeypatch.setenv("WAYPOST_CACHE", "kept")
    lint()
    assert len(below(here / "kept")) == 3


def test_old_entries_are_taken_out_and_nothing_else(here):
    lint()
    cache = here / ".waypost_cache"
    gone = [old(cache / "de" / HASH), old(cache / "de" / f"{HASH}.x1y2z3")]
    linked = cache / "de" / f"{HASH[:-1]}1"
    linked.symlink_to(old(here / "notes"))
    os.utime(linked, LONG_AGO, follow_symlinks=False)
    stays = [
        linked,
        old(cache / "de" / "ladder.md"),
        old(cache / "de" / f"ab{HASH[2:]}"),
        old(cache / "de" / HASH[:40]),
        old(cache / "deep" / HASH),
        old(cache / "ladder.md"),
    ]
    fresh = cache / "de" / f"{HASH[:-1]}2"
    fresh.write_text("")
    for number in range(5):  # so many that one begins a folder
        Path("vague.yaml").write_text(framework(f"- Can run release {number}."))
        lint()
    assert [path.name for path in gone if path.exists()] == []
    assert [path.name for path in (*stays, fresh) if not path.is_symlink() and not path.exists()] == []
    assert linked.is_symlink()


def test_a_spoilt_entry_is_looked_for_anew(here):
    told = lint().stdout
    (entry,) = (path for path in (here / ".waypost_cache").glob("??/*"))
    whole = entry.read_bytes()
    for spoilt in (b"", b"[" * 100_000, whole[:-3], whole.replace(b"22", b'"x"'), b"\0", b"[5]"):
        entry.write_bytes(spoilt)
        again = lint()
        assert (again.exit_code, again.stdout) == (1, told)
        assert entry.read_bytes() == whole


def test_the_same_file_in_another_folder_is_another_question(here, monkeypatch):
    Path("waypost.toml").write_text('[lint.per-path]\n"drafts/*" = ["VAG"]\n')
    ended = []
    for name in ("drafts", "final", "drafts"):
        folder = here / name
        folder.mkdir(exist_ok=True)
        (folder / "x.yaml").write_text(VAGUE)
        monkeypatch.chdir(folder)
        ended.append(lint("x.yaml").exit_code)
    assert ended == [0, 1, 0]


RULE = (
    "from waypost.lint.rule import Example, PhraseRule\n"
    "class Fruit(PhraseRule):\n"
    "    code, name, says, why, decides = 'FRU001', 'fruit', 'A fruit.', 'Fruit.', 'The word.'\n"
    "    example, phrases = Example('A banana.', 'A plum.'), {'WORD': ''}\n"
    "    def hit(self, subject, said, start, end, phrase):\n"
    "        return self.finding('No fruit', subject.span(said, start, end), said=said)\n"
)


@pytest.mark.parametrize(
    ("file", "named"),
    [("fake_rules.py", "fake_rules"), ("fake/words.py", "fake.words:Fruit")],
    ids=["module", "package"],
)
def test_rules_of_others_that_were_changed_look_again(here, tmp_path, file, named):
    installed = tmp_path / "installed"
    told = installed / "fake_rules-1.0.dist-info"
    told.mkdir(parents=True)
    (told / "entry_points.txt").write_text(
        f"[console_scripts]\nnone = json.tool:main\n\n[waypost.lint]\nfruit = {named}\n"
    )
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: fake-rules\nVersion: 1.0\n")
    module = installed / file
    module.parent.mkdir(exist_ok=True)
    Path("a.yaml").write_text(framework("- Eats a banana."))
    command = [sys.executable, "-m", "waypost", "lint", "a.yaml", "--select", "FRU", "--format", "concise"]
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"}
    ended = []
    for word in ("plum", "banana", "plum"):
        module.write_text(RULE.replace("WORD", word))
        ended.append(subprocess.run(command, capture_output=True, env=environment, check=False).returncode)
    assert ended == [0, 1, 0]
