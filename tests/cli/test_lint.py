"""`waypost lint` over files and folders: what it takes, how it ends, what it keeps, when it looks again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.lint.cases import framework, run

from waypost.cli import lint_cache
from waypost.cli.lint_watch import state, watched
from waypost.framework.importers import importing, sources
from waypost.lint import collecting
from waypost.lint.findings import Edit, Finding, Fix, Related, Safety, Severity, Span

VAGUE, CLEAR = framework("- Can run a release."), framework("- Runs releases.")
SELECT = ("--select", "VAG103,SUP,STR001")
LADDER = """# Ladder

## Engineer

### Delivery

- Can run a release.

## Senior

### Delivery

- Plans releases with the teams they touch.
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder one is in, with a cache of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WAYPOST_CACHE", raising=False)
    return tmp_path


def places(result):
    """`file:line:column` of each finding that was told concisely."""
    return [line.split(": ")[0] for line in result.stdout.splitlines()]


def lint(*arguments):
    return run(*arguments, *SELECT, "--format", "concise")


def test_it_ends_with_what_was_found(here):
    Path("clear.yaml").write_text(CLEAR)
    Path("vague.yaml").write_text(VAGUE)
    assert (lint("clear.yaml").exit_code, lint("clear.yaml").stdout) == (0, "")
    assert lint("vague.yaml").exit_code == 1
    assert lint("vague.yaml", "--exit-zero").exit_code == 0
    assert places(lint("clear.yaml", "vague.yaml")) == ["vague.yaml:22:9"]


def test_what_cannot_be_read_does_not_stop_the_rest(here):
    Path("vague.yaml").write_text(VAGUE)
    Path("broken.yaml").write_text("waypost: 1\nname: a: b\n")
    result = lint("broken.yaml", "vague.yaml", "none.yaml")
    assert (result.exit_code, places(result)) == (1, ["broken.yaml:2:8", "vague.yaml:22:9", "none.yaml:1:1"])


def test_what_is_no_file_is_told_and_not_waited_for(here):
    os.mkfifo("pipe.yaml")
    result = lint("pipe.yaml")
    assert (result.exit_code, result.stdout) == (2, "pipe.yaml:1:1: error STR001 This is not a file\n")


def test_a_file_on_which_an_importer_fails_is_told_and_the_rest_is_linted(here, monkeypatch):
    readable = importing._readable

    def failing(gathered):
        if any(b"explode" in one.data for one in gathered):
            raise IndexError("no such line")
        return readable(gathered)

    monkeypatch.setattr(importing, "_readable", failing)
    Path("ladders").mkdir()
    Path("ladders/a.md").write_text("# explode\n")
    Path("ladders/b.md").write_text(LADDER)
    result = lint("ladders")
    assert (result.exit_code, places(result)) == (1, ["ladders/a.md:1:1", "ladders/b.md:7:3"])
    assert "the importer failed on it (IndexError: no such line)" in result.stdout
    assert lint("ladders/a.md").exit_code == 2


def test_where_nothing_could_be_read_it_cannot_be_run(here):
    Path("latin.yaml").write_bytes(b"waypost: 1\ntitle: Gr\xfcn\n")
    result = lint("latin.yaml", "none.yaml")
    assert result.exit_code == 2
    assert "it looks like ISO 8859-1 (Latin-1)" in result.stdout
    assert lint("latin.yaml", "--exit-zero").exit_code == 2


def test_an_empty_folder_is_nothing_to_lint(here):
    assert lint(".").exit_code == 2


def test_a_folder_of_many_is_walked_and_what_is_no_ladder_is_passed_by(here):
    for name in ("a", ".hidden", "node_modules", ".waypost_cache"):
        Path(name).mkdir()
        Path(name, "vague.yaml").write_text(VAGUE)
    Path("ladder.md").write_text(LADDER)
    Path("settings.yaml").write_text("a: 1\n")
    Path("notes.md").write_text("Buy bread.\n")
    Path("broken.yaml").write_text("a: b: c\n")
    assert places(lint(".")) == ["ladder.md:7:3", "a/vague.yaml:22:9"]


def test_files_for_the_criteria_of_one_ladder_are_linted_as_one(here):
    Path("parts").mkdir()
    same = "Runs releases with the teams they touch, and says what went wrong."
    for name in ("delivery", "design", "teamwork"):
        staff = f"Settles {name} for three teams." if name == "design" else same
        asks = {"Junior": f"Learns {name}.", "Senior": f"Plans {name}.", "Staff": staff}
        levels = "".join(f"## {level}\n\n- {says}\n\n" for level, says in asks.items())
        Path(f"parts/{name}.md").write_text(f"# {name.title()}\n\n{levels}")
    asked = ("parts", "--select", "DUP301,STR001", "--format", "concise")
    first = run(*asked)
    assert places(first) == ["parts/teamwork.md:13:3"]
    assert run(*asked).stdout == first.stdout  # from the cache
    assert run("parts/teamwork.md", *asked[1:]).stdout == ""
    Path("parts/own.yaml").write_text(framework("- Runs releases.", "- Runs releases."))
    assert "parts/teamwork.md:13:3" in places(run(*asked))


def test_whole_ladders_beside_each_other_are_linted_one_by_one(here):
    Path("ladders").mkdir()
    for name in ("backend", "frontend", "data"):
        Path(f"ladders/{name}.md").write_text(LADDER.replace("Ladder", f"{name} ladder"))
    assert places(lint("ladders")) == [f"ladders/{name}.md:7:3" for name in ("backend", "data", "frontend")]


def test_a_folder_that_cannot_be_opened_is_told_and_the_rest_is_linted(here, monkeypatch):
    for name in ("closed", "open"):
        Path(name).mkdir()
        Path(name, "vague.yaml").write_text(VAGUE)
    listed = Path.iterdir

    def iterdir(folder):
        if folder.name == "closed":
            raise PermissionError(13, "Permission denied", str(folder))
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    result = lint(".", "--no-cache")
    assert result.stdout.splitlines() == [
        "closed:1:1: error STR001 This cannot be opened: Permission denied",
        "open/vague.yaml:22:9: warning VAG103 “Can” says what is possible. Say what somebody at this level does",
    ]


def test_runs_at_the_same_time_do_not_spoil_each_other(here):
    for number in range(20):
        Path(f"{number:02}.yaml").write_text(framework(f"- Can run release {number}."))
    command = [sys.executable, "-m", "waypost", "lint", ".", "--select", "VAG103", "--format", "concise"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    told = {one.communicate()[0] for one in running}
    assert [text.count("\n") for text in told] == [20]
    assert not [path for path in (here / ".waypost_cache").rglob("*") if "." in path.name[1:]]


def test_a_folder_is_searched_for_what_importers_know():
    assert collecting.ENDINGS == sources.ENDINGS


def test_a_framework_folder_is_one_framework(here):
    head, rows = VAGUE.split("expectations:\n")
    folder = here / "all" / "northwind"
    (folder / "expectations").mkdir(parents=True)
    (folder / "framework.yaml").write_text(head)
    (folder / "expectations" / "releases.yaml").write_text(rows.split("releases:\n")[1].replace("\n    ", "\n")[4:])
    expected = ["all/northwind/expectations/releases.yaml:2:5"]
    assert places(lint("all/northwind")) == expected
    assert places(lint("all")) == expected


def test_statistics_stand_in_place_of_findings(here):
    Path("vague.yaml").write_text(framework("- Can run a release.", "- Can stop one."))
    result = run("vague.yaml", *SELECT, "--statistics")
    assert (result.exit_code, result.stdout) == (1, "2  VAG103  ability-for-behaviour\n")


def test_an_unchanged_file_is_answered_from_the_cache_without_reading_it(here, monkeypatch):
    Path("vague.yaml").write_text(VAGUE)
    first = lint("vague.yaml")
    monkeypatch.setattr("waypost.cli.lint_run.Run.checked", None)
    again = lint("vague.yaml")
    assert (again.exit_code, again.stdout) == (1, first.stdout)
    assert (here / ".waypost_cache" / ".gitignore").read_text().endswith("*\n")
    assert isinstance(lint("vague.yaml", "--preview").exception, TypeError)  # other settings are another question


def test_the_cache_is_where_it_is_said_or_nowhere(here, monkeypatch):
    Path("vague.yaml").write_text(VAGUE)
    lint("vague.yaml", "--no-cache")
    assert [path.name for path in here.iterdir()] == ["vague.yaml"]
    monkeypatch.setenv("WAYPOST_CACHE", str(here / "kept"))
    lint("vague.yaml")
    assert sorted(path.name for path in here.iterdir()) == ["kept", "vague.yaml"]


def test_a_changed_file_or_configuration_is_looked_at_again(here):
    Path("a.yaml").write_text(VAGUE)
    assert lint("a.yaml").exit_code == 1
    Path("waypost.toml").write_text('[lint]\nper-path = {"a.yaml" = ["VAG"]}\n')
    assert lint("a.yaml").exit_code == 0
    Path("waypost.toml").unlink()
    Path("a.yaml").write_text(CLEAR)
    assert lint("a.yaml").exit_code == 0


def test_an_entry_keeps_all_of_a_finding_and_a_spoilt_one_is_none(tmp_path):
    span = Span("a", 1, 2, 3, 4)
    finding = Finding(
        "X1",
        "m",
        Severity.INFO,
        span,
        (Related(span, "twin"),),
        ("w",),
        "c",
        "l",
        "s \ud800",
        Fix(Safety.SUGGESTED, "f", (Edit(span, "t"),)),
        "h",
    )
    name = lint_cache.key({"a": b"1"}, 1)
    assert lint_cache.read(tmp_path, name) is False
    entry = lint_cache.Entry((finding,), linted=False)
    lint_cache.write(tmp_path, name, entry)
    assert lint_cache.read(tmp_path, name) == entry
    lint_cache.write(tmp_path, name, None)
    assert lint_cache.read(tmp_path, name) is None
    for spoilt in ("[[1]]", "", "\n", '{"linted": true}', "[" * 100_000, "é"):
        (tmp_path / name[:2] / name).write_text(spoilt)
        assert lint_cache.read(tmp_path, name) is False


def test_a_hit_imports_no_schema_no_rules_and_no_yaml(here):
    Path("vague.yaml").write_text(VAGUE)
    lint("vague.yaml")
    code = (
        "import sys; from waypost.cli.main import main\n"
        "try: main()\n"
        "except SystemExit as ended: assert ended.code == 1\n"
        "print([one for one in ('pydantic', 'yaml', 'waypost.lint.rule', 'rich', 'django') if one in sys.modules])"
    )
    command = [sys.executable, "-c", code, "lint", "vague.yaml", *SELECT, "--format", "concise"]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "[]"


def test_looking_imports_nothing_that_is_slow(here):
    """Rules name the types of the schema where types are checked only: the words of a framework are in `kinds`."""
    Path("a.yaml").write_text(CLEAR)
    slow = ("pydantic", "rich", "django", "numpy", "waypost.framework.schema", "importlib.metadata")
    code = (
        "import sys; from waypost.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print([one for one in {slow!r} if one in sys.modules])"
    )
    command = [sys.executable, "-c", code, "lint", "a.yaml", "--no-cache", "--statistics"]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "[]"


def test_watching_lints_again_after_each_change_and_stops(here, capsys):
    ladder = Path("a.yaml")
    ladder.write_text(CLEAR)
    changes = iter([VAGUE, None, CLEAR])
    ran = []

    def pause():
        change = next(changes, "over")
        if change is not None and change != "over":
            ladder.write_text(change)
            os.utime(ladder, ns=(len(ran), len(ran)))
        return change != "over"

    def once():
        ran.append(ladder.read_text())
        return len(ran)

    assert watched([here], once, pause=pause) == 3
    assert ran == [CLEAR, VAGUE, CLEAR]
    assert list(state([here])) == [here / "a.yaml"]


def test_watching_ends_with_ctrl_c(here, capsys):
    def pause():
        raise KeyboardInterrupt

    assert watched([here], lambda: 1, pause=pause) == 1


def test_a_plugin_is_found_by_its_entry_point_and_its_rules_look(here):
    (here / "fake_rules.py").write_text(
        "from waypost.lint.rule import Example, PhraseRule\n"
        "class Banana(PhraseRule):\n"
        "    code, name, says, why, decides = 'FRU001', 'banana', 'A banana.', 'Fruit.', 'The word.'\n"
        "    example, phrases = Example('A banana.', 'A plum.'), {'banana': ''}\n"
        "    def hit(self, subject, said, start, end, phrase):\n"
        "        return self.finding('No fruit', subject.span(said, start, end), said=said)\n"
    )
    told = here / "fake_rules-1.0.dist-info"
    told.mkdir()
    (told / "entry_points.txt").write_text("[waypost.lint]\nfruit = fake_rules\n")
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: fake-rules\nVersion: 1.0\n")
    Path("a.yaml").write_text(framework("- Eats a banana."))
    command = [sys.executable, "-m", "waypost", "lint", "a.yaml", "--select", "FRU", "--format", "json"]
    environment = {**os.environ, "PYTHONPATH": str(here)}
    ended = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert [(row["code"], row["column"]) for row in json.loads(ended.stdout)] == [("FRU001", 16)]
    (here / "fake_rules.py").write_text("raise ValueError('spoilt')\n")
    Path("a.yaml").write_text(framework("- Eats a plum."))
    ended = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "The plugin `fruit` (fake_rules) cannot be used: ValueError: spoilt." in ended.stderr
