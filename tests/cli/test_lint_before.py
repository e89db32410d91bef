"""The version before: of the last commit, a revision or a file; silent without git, and no code of the repository."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest
from tests.lint.cases import HEAD, run

from waypost.cli import lint_before
from waypost.cli.git_state import last_commit, work_tree

OLD = f"{HEAD}      - Runs releases.\n"
RAISED = OLD.replace("Runs releases", "Runs releases of three services")
NUMBERED = RAISED.replace("version: 1.0.0", "version: 2.0.0")
TOLD = "framework.yaml:4:1: warning MNT002 Version 1.0.0 after 1.0.0 does not say"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """An empty folder one is in, and a git that knows nobody's settings."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return tmp_path


def git(*arguments, where="."):
    """What git says."""
    who = ("-c", "user.name=Kofi", "-c", "user.email=kofi@example.org", "-c", "commit.gpgsign=false")
    ended = subprocess.run(["git", *who, *arguments], cwd=where, capture_output=True, text=True, check=True)
    return ended.stdout.strip()


def committed(text, *, where="."):
    """A work tree whose last commit holds a framework of this text."""
    folder = Path(where)
    if not (folder / ".git").exists():
        git("init", "-q", where=where)
    (folder / "framework.yaml").write_text(text)
    git("add", "framework.yaml", where=where)
    git("commit", "-q", "-m", "A version", where=where)


def told(*arguments):
    """What is said of the version, from whatever is in the cache."""
    result = run(*(arguments or ("framework.yaml",)), "--select", "MNT002,STR001", "--format", "concise")
    assert result.exit_code in {0, 1}, result.output
    return result.stdout


def test_a_draft_is_held_against_its_last_commit_until_it_is_committed_or_numbered():
    committed(OLD)
    assert told() == ""
    Path("framework.yaml").write_text(RAISED)
    assert told().startswith(TOLD)
    Path("framework.yaml").write_text(NUMBERED)
    assert told() == ""
    committed(RAISED)
    Path("framework.yaml").write_text(RAISED)
    assert told() == ""


def test_a_number_below_1_is_that_of_a_draft_unless_somebody_names_it():
    draft, changed = (one.replace("version: 1.0.0", "version: 0.4.0") for one in (OLD, RAISED))
    committed(draft)
    Path("framework.yaml").write_text(changed)
    assert told() == ""
    assert told("framework.yaml", "--before", "HEAD") != ""


def test_the_same_text_is_looked_at_again_when_another_commit_is_the_last():
    committed(OLD)
    Path("framework.yaml").write_text(RAISED)
    assert told() == told() != ""
    git("commit", "-q", "-a", "-m", "As it is")
    git("pack-refs", "--all")
    assert told() == ""
    git("checkout", "-q", "--detach", "HEAD~1")
    Path("framework.yaml").write_text(RAISED)
    assert told() != ""


def test_a_folder_of_files_is_held_against_the_same_files():
    Path("ours/expectations").mkdir(parents=True)
    head, _, _ = OLD.partition("expectations:\n")
    Path("ours/framework.yaml").write_text(head)
    Path("ours/expectations/releases.yaml").write_text("senior:\n  - Runs releases.\n")
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "A version")
    assert told("ours") == ""
    Path("ours/expectations/releases.yaml").write_text("senior:\n  - Runs releases of three services.\n")
    assert told("ours").startswith("ours/framework.yaml:4:1: warning MNT002")
    assert told(Path("ours").absolute()) != ""


def test_a_revision_or_a_file_may_be_named():
    committed(OLD)
    git("tag", "v1")
    committed(RAISED)
    Path("old.yaml").write_text(OLD)
    assert told() == ""
    assert told("framework.yaml", "--before", "v1").startswith(TOLD)
    assert told("framework.yaml", "--before", "old.yaml").startswith(TOLD)
    assert told("framework.yaml", "--before", "HEAD") == ""


@pytest.mark.parametrize(
    ("named", "says"),
    [("v9", "v9:1:1: is no file, and no revision in "), ("broken.yaml", "broken.yaml:1:1: is no framework")],
)
def test_what_is_named_and_not_there_ends_the_run(named, says):
    committed(OLD)
    Path("broken.yaml").write_text("waypost: 1\nname: a: b\n")
    result = run("framework.yaml", "--before", named)
    assert result.exit_code == 2
    assert result.stderr.startswith(says)


def test_without_git_a_commit_or_a_work_tree_nothing_is_said(here, monkeypatch):
    Path("framework.yaml").write_text(RAISED)
    assert told() == ""
    git("init", "-q")
    assert told() == ""
    committed(OLD)
    Path("framework.yaml").write_text(RAISED)
    monkeypatch.setenv("PATH", str(here / "nowhere"))
    assert told() == ""
    result = run("framework.yaml", "--before", "v1")
    assert result.exit_code == 2


def test_nothing_of_the_repository_is_run_and_nothing_fetched(here):
    """Hooks, filters, a monitor, and a remote whose address is a command: each would leave a file."""
    committed(OLD)
    command = f"touch {here}/owned"
    for hook in Path(".git/hooks").glob("*"):
        hook.unlink()
    for name in ("post-checkout", "pre-commit", "post-index-change", "reference-transaction"):
        hook = Path(".git/hooks", name)
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\n{command}\n")
        hook.chmod(0o755)
    Path(".gitattributes").write_text("*.yaml filter=evil diff=evil\n")
    for name, value in {
        "filter.evil.smudge": command,
        "filter.evil.process": command,
        "diff.evil.textconv": command,
        "core.fsmonitor": command,
        "core.pager": command,
        "alias.cat-file": f"!{command}",
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::{command}",
        "protocol.ext.allow": "always",
    }.items():
        git("config", name, value)
    Path("framework.yaml").write_text(RAISED)
    assert told() != ""
    blob = git("rev-parse", "HEAD:framework.yaml")
    Path(".git/objects", blob[:2], blob[2:]).unlink()
    Path("framework.yaml").write_text(f"{RAISED}# again\n")
    assert told() == ""
    assert not Path("owned").exists()


def test_a_git_that_does_not_answer_is_not_waited_for(here, monkeypatch):
    committed(OLD)
    slow = here / "bin" / "git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o755)
    path = os.environ["PATH"]
    monkeypatch.setenv("PATH", f"{slow.parent}:{path}")
    monkeypatch.setattr(lint_before, "SECONDS", 0.2)
    Path("framework.yaml").write_text(RAISED)
    began = time.monotonic()
    assert told() == ""
    assert time.monotonic() - began < 10
    monkeypatch.setenv("PATH", path)
    assert told() != ""  # nothing was kept of it


def test_a_second_work_tree_stands_at_a_commit_of_its_own(here):
    committed(OLD, where=here)
    git("worktree", "add", "-q", "-b", "draft", "beside")
    assert work_tree(here / "beside" / "framework.yaml") == here.resolve() / "beside"
    assert last_commit(here / "beside") == git("rev-parse", "draft")
    Path("beside/framework.yaml").write_text(RAISED)
    assert told("beside/framework.yaml") != ""
    Path("beside/.git").write_text("gitdir: nowhere")
    assert last_commit(here / "beside") is None
    assert told("beside/framework.yaml") == ""
