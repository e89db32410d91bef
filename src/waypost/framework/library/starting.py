"""A framework of one's own, begun from one that ships: its text with every guiding comment, under another name."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from waypost.framework.library import file_of, keys, load

FIRST_VERSION = "0.1.0"
UNASSIGNED = "unassigned"

_FOR_WHOM = re.compile(r"^# For whom: (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Shipped:
    """What one needs to choose a framework: how large it is, and whom it is for."""

    key: str
    title: str
    levels: int
    tracks: int
    criteria: int
    expectations: int
    for_whom: str


def shipped() -> tuple[Shipped, ...]:
    """Every framework that ships, the one with least to read first."""
    return tuple(sorted((_described(key) for key in keys()), key=lambda one: (one.expectations, one.key)))


def _described(key: str) -> Shipped:
    framework = load(key)
    found = _FOR_WHOM.search(_text(key))
    return Shipped(
        key=key,
        title=framework.title,
        levels=len(framework.levels),
        tracks=len(framework.tracks),
        criteria=len(framework.criteria),
        expectations=len(framework.expectations),
        for_whom=found.group(1) if found else "",
    )


def start_from(key: str, *, name: str, title: str, owner: str = UNASSIGNED) -> str:
    """The text of a new framework: what `key` holds, with these words at its head and version 0.1.0.

    Comments stay, for they say what to change first. KeyError if no framework of that name ships.
    """
    text = _text(key)
    head = {"name": name, "title": title, "version": FIRST_VERSION, "owner": owner}
    lines = {word: _line(word, value) for word, value in head.items()}
    text = re.sub(rf"(?m)^({'|'.join(head)}): .*$", lambda found: lines[found.group(1)], text)
    return f"# Begun from `{key}` {load(key).version}, which ships with Waypost. `waypost check` reads it.\n#\n{text}"


def _text(key: str) -> str:
    return file_of(key).read_text(encoding="utf-8")


def _line(word: str, value: str) -> str:
    """One entry of the head, in quotes where YAML needs them."""
    return str(yaml.safe_dump({word: value}, allow_unicode=True, width=10_000)).rstrip("\n")
