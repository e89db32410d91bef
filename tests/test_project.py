"""What holds for the repository as a whole: sizes, paths, links, and that what is depended on is written down."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.needs import ROOT

LONGEST = 400  # lines of a source file
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())
EXTRAS: list[str] = [one for extra in PROJECT["project"]["optional-dependencies"].values() for one in extra]
RUN, DEV, BUILD = (ROOT / "requirements" / f"{name}.txt" for name in ("run", "dev", "build"))
DEPENDENCIES = ROOT / "docs" / "decisions" / "dependencies.md"
# A library that another one brings and whose name in an import is not its own.
BROUGHT = {"pydantic_core": "pydantic", "django_stubs_ext": "django-tasks", "lsprotocol": "pygls"}
IMPORTED_AS = {
    "markdown_it": "markdown-it-py",
    "yaml": "pyyaml",
    "arro3": "arro3-io",
    "csp": "django-csp",
    "allauth": "django-allauth",
    "axes": "django-axes",
}
# Used without an import of ours: by the settings, by the command line of another, by the library that needs it.
BY_NAME = {
    "django-axes",
    "django-csp",
    "django-htmx",
    "django-permissions-policy",
    "granian",
    "lucide",
    "psycopg",
    "tzdata",
    "whitenoise",
}


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the repository, as git lists it; what is ignored is not."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file())


def texts() -> Iterator[tuple[str, str]]:
    """(path, text) of every file that is text, but this one, which names what it looks for."""
    for path in tracked():
        if path == Path(__file__).resolve():
            continue
        try:
            yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")
        except UnicodeDecodeError:
            continue


def named(requirement: str) -> str:
    """The plain name of a requirement."""
    return re.split(r"[\[<>=~! ]", requirement, maxsplit=1)[0].lower()


def test_no_source_file_is_longer_than_one_can_read_at_once() -> None:
    sources = [path for path in tracked() if path.suffix == ".py" and ROOT / "src" in path.parents]
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in sources
        if "migrations" not in path.parts and (lines := path.read_text().count("\n")) > LONGEST
    }
    assert long == {}


def test_every_module_says_in_its_first_line_what_it_is() -> None:
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in tracked()
        if path.suffix == ".py" and "migrations" not in path.parts and path.read_text().strip()
        if not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a path of one machine", r"(?<![\w.~$}])/(home/\w+|root|Users/\w+|work/(main|shared))\b"),
        ("the host of a package index", r"(?i)py[p]i\.|python[h]osted\.org|/simple/|--(extra-)?index-url|--find-links"),
        ("a key", r"-----BEGIN [A-Z ]*PRIVATE KEY-----|AKIA[0-9A-Z]{16}"),
        ("a merge that was not finished", r"(?m)^(<<<<<<<|>>>>>>>) "),
    ],
)
def test_no_file_holds(what: str, pattern: str) -> None:
    looked_for = re.compile(pattern)
    found = {name: match.group(0) for name, text in texts() if (match := looked_for.search(text))}
    assert found == {}, what


def test_every_decision_is_listed_and_every_listed_one_is_there() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = set(re.findall(r"\]\((\S+\.md)\)", (folder / "README.md").read_text()))
    assert listed == {path.name for path in folder.glob("*.md")} - {"README.md"}


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as they are made where the pages are read."""
    headings = re.findall(r"(?m)^#+ (.*)$", text)
    return {re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower()).replace(" ", "-") for heading in headings}


def test_every_link_of_the_documentation_leads_somewhere() -> None:
    broken = []
    for name, text in texts():
        if not name.endswith(".md"):
            continue
        for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)", text):
            path, _, anchor = "".join(target).partition("#")
            if path.startswith(("http://", "https://", "mailto:")):
                continue
            there = (ROOT / name).parent / path if path else ROOT / name
            if not there.exists() or (anchor and there.suffix == ".md" and anchor not in anchors(there.read_text())):
                broken.append(f"{name}: {''.join(target)}")
    assert broken == []


def test_every_page_of_the_documentation_can_be_reached_from_the_readme() -> None:
    reached, ahead = set(), [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        if page in reached or not page.is_file():
            continue
        reached.add(page)
        ahead += [(page.parent / link).resolve() for link in re.findall(r"\]\(([^)#\s:]+\.md)", page.read_text())]
    assert {path for path in tracked() if ROOT / "docs" in path.parents and path.suffix == ".md"} <= reached


@pytest.mark.parametrize("path", [RUN, DEV, BUILD], ids=lambda path: path.stem)
def test_every_requirement_is_locked_by_version_and_hash(path: Path) -> None:
    logical = path.read_text().replace("\\\n", " ").splitlines()
    entries = [line for line in logical if line.strip() and not line.lstrip().startswith("#")]
    assert entries
    loose = [
        line
        for line in entries
        if not re.match(r"^[a-z0-9\[\]._-]+==\S+( ;[^-]+)?(\s+--hash=sha256:[0-9a-f]{64})+$", line.strip())
    ]
    assert loose == []


def locked(path: Path) -> dict[str, str]:
    """Name and version of everything a file locks."""
    return dict(re.findall(r"(?m)^([a-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", path.read_text()))


def test_what_is_declared_is_locked_and_development_has_the_same_versions() -> None:
    declared = {named(one) for one in PROJECT["project"]["dependencies"]}
    developing = {named(one) for one in PROJECT["dependency-groups"]["dev"]}
    assert declared <= locked(RUN).keys()
    assert developing <= locked(DEV).keys()
    assert locked(RUN).items() <= locked(DEV).items()


def imported() -> set[str]:
    """The libraries that our code imports, by their own names."""
    found: set[str] = set()
    for path in tracked():
        if path.suffix != ".py" or ROOT / "src" not in path.parents:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                names = [node.module]
            found |= {name.split(".")[0] for name in names}
    outside = found - set(sys.stdlib_module_names) - {"waypost"} - BROUGHT.keys()
    return {IMPORTED_AS.get(name, name.replace("_", "-")) for name in outside}


def test_what_is_imported_is_declared_and_what_is_declared_is_used() -> None:
    declared = {named(one) for one in (*PROJECT["project"]["dependencies"], *EXTRAS)}
    assert imported() <= declared
    assert declared - imported() <= BY_NAME


def rows(heading: str) -> dict[str, str]:
    """The rows of the table under a heading of the page of dependencies, by their first cell."""
    section = DEPENDENCIES.read_text().partition(f"## {heading}\n")[2].partition("\n## ")[0]
    cells = [line.strip("|").split("|", 1) for line in section.splitlines() if line.startswith("| ")]
    return {first.strip(): rest for first, rest in cells if first.strip() not in {"library", "---"}}


def test_every_dependency_is_written_down_with_what_it_is_for_and_how_to_leave() -> None:
    assert set(rows("To run")) == {named(one) for one in PROJECT["project"]["dependencies"]}
    assert set(rows("To check and test, never shipped")) == {
        *(named(one) for one in PROJECT["dependency-groups"]["dev"]),
        "setuptools",
    }
    assert set(rows("To run, where somebody asks for it")) == {named(one) for one in EXTRAS}
    assert set(EXTRAS) <= set(PROJECT["dependency-groups"]["dev"])  # what is optional is tested with the same versions
    for name, rest in (rows("To run") | rows("To run, where somebody asks for it")).items():
        assert len([cell for cell in rest.split("|") if cell.strip()]) == 4, name


def licence(name: str) -> str:
    """What a library says its licence is."""
    data = importlib.metadata.metadata(name)
    classified = [line for line in data.get_all("Classifier", []) if line.startswith("License ::")]
    return " ".join([str(data.get("License-Expression", "")), str(data.get("License", ""))[:80], *classified])


def test_nothing_we_ship_with_is_gpl_or_agpl() -> None:
    installed = {dist.metadata["Name"].lower().replace("_", "-") for dist in importlib.metadata.distributions()}
    licences = {name: licence(name) for name in locked(RUN) if name in installed}
    strong = [name for name, said in licences.items() if re.search(r"(?<!L)\bA?GPL", said, re.IGNORECASE)]
    assert [name for name in strong if "LGPL" not in licences[name].upper()] == []
    assert {name for name, said in licences.items() if "LGPL" in said.upper()} == {"psycopg", "psycopg-binary"}
