"""The page of a rule, made from its class; the index of all; and where the chapter on findings leads to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from waypost.lint.rule import Rule, Status, rules

FAMILIES: Mapping[str, str] = {
    "BIA": "Words that keep people out",
    "CIR": "Levels that explain themselves by themselves",
    "CLR": "Hard to read",
    "DUP": "The same said twice",
    "EVI": "Evidence",
    "MNT": "Kept up",
    "OUT": "Outcomes",
    "PRG": "Progression from level to level",
    "STR": "Structure",
    "STY": "Style and spelling",
    "SUP": "Suppressions",
    "TRK": "Tracks",
    "VAG": "Vague",
}
"""Each family of rules by the letters of its codes."""

_STATUS = {
    Status.STABLE: "on",
    Status.PREVIEW: "preview: on with `--preview`, or where it is selected by its code",
    Status.OFF: "off: on where it is selected by its code",
}


def ours() -> tuple[type[Rule], ...]:
    """The rules that come with Waypost, in the order of their codes."""
    return tuple(rule for rule in rules().values() if rule.__module__.startswith("waypost."))


def pages() -> dict[str, str]:
    """Every page of the documentation of rules by the name of its file: one a rule, and the index."""
    listed = ours()
    return {"README.md": index(listed), **{f"{rule.code}.md": page(rule) for rule in listed}}


def page(rule: type[Rule]) -> str:
    """What there is to know of a rule, as Markdown."""
    return "\n".join(_page(rule)) + "\n"


def _page(rule: type[Rule]) -> Iterator[str]:
    yield from (f"# {rule.code}: {rule.name}", "", rule.says, "")
    yield f"{rule.severity.value.capitalize()}; {_STATUS[rule.status]}. Since {rule.since}."
    yield from ("", "## Why", "", rule.why)
    yield from ("", "## How it decides", "", rule.decides)
    yield from ("", "## Example", "", "Instead of", "", *_fenced(rule.example.bad), "", "write", "")
    yield from _fenced(rule.example.good)
    yield from (
        "",
        "## To keep it as it is",
        "",
        f"In YAML: `# waypost: ignore[{rule.code}] because ...`; in Markdown:",
    )
    yield f"`<!-- waypost: ignore[{rule.code}] because ... -->`. A reason is required."
    yield from ("", "[All rules](README.md) · [How to read a finding](../linting.md)")


def _fenced(text: str) -> tuple[str, ...]:
    return ("```", *text.split("\n"), "```")


def index(listed: Iterable[type[Rule]]) -> str:
    """All rules by family, with a link to the page of each."""
    lines = ["# Rules of the linter", "", "[How to read a finding](../linting.md)"]
    for family, members in groupby(listed, key=lambda rule: rule.code.rstrip("0123456789")):
        lines += ["", f"## {family}: {FAMILIES.get(family, family)}", "", "| code | finds | |", "| --- | --- | --- |"]
        lines += [_row(rule) for rule in members]
    return "\n".join(lines) + "\n"


def _row(rule: type[Rule]) -> str:
    on = "" if rule.status is Status.STABLE else f", {rule.status.value}"
    return f"| [{rule.code}]({rule.code}.md) `{rule.name}` | {rule.says} | {rule.severity.value}{on} |"


def as_text(rule: type[Rule]) -> str:
    """What there is to know of a rule, for a terminal."""
    bad, good = (text.replace("\n", "\n    ") for text in (rule.example.bad, rule.example.good))
    return "\n".join(
        (
            f"{rule.code} {rule.name} ({rule.severity.value}, {rule.status.value})",
            "",
            rule.says,
            rule.why,
            "",
            f"Decides by: {rule.decides}",
            "",
            f"Instead of\n    {bad}",
            f"write\n    {good}",
        )
    )


def as_row(rule: type[Rule]) -> dict[str, Any]:
    """What there is to know of a rule, for programs."""
    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.code.rstrip("0123456789"),
        "severity": rule.severity.value,
        "status": rule.status.value,
        "since": rule.since,
        "scope": rule.scope.value,
        "says": rule.says,
        "why": rule.why,
        "decides": rule.decides,
        "example": {"bad": rule.example.bad, "good": rule.example.good},
    }
