"""Ladders that were made up, and the many ways in which people write such a ladder down as data."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import yaml
from hypothesis import strategies as st

from waypost.framework.importers.found import Found
from waypost.framework.importers.sources import Source
from waypost.framework.importers.trees.data import read_data

Cells = dict[tuple[str, str], tuple[str, ...]]
"""What is asked, by the titles of the criterion and the level."""

CRITERIA = (
    "Testing",
    "Planning ahead",
    "Care for users",
    "Writing",
    "Systems",
    "Hiring",
    "Naïveté",
    "Reviews & pairing",
)
GROUPS = ("Craft", "Working together", "Direction")
SCALES = (
    ("Junior Engineer", "Engineer", "Senior Engineer", "Staff Engineer"),
    ("L1", "L2", "L3", "L4"),
    ("Beginner", "Intermediate", "Advanced", "Expert"),
    ("Associate", "Mid", "Senior", "Principal"),
)
_WORDS = ("finds", "mends", "a", "plan", 'the "right" one', "it's", "C:\\temp", "cost: low", "# not a comment", "naïve",
          "🚀 launch", "50%", "`code`", "two  spaces", "…", "[x]", "{y}", "// no", "/* no */", "$5", "<b>")  # fmt: skip


@dataclass(frozen=True)
class Ladder:
    """Groups of criteria, levels, and what is asked."""

    groups: tuple[tuple[str, tuple[str, ...]], ...]
    levels: tuple[str, ...]
    asks: tuple[tuple[str, str, tuple[str, ...]], ...]

    def at(self, criterion: str, level: str) -> list[str]:
        return next((list(says) for one, where, says in self.asks if (one, where) == (criterion, level)), [])

    @property
    def cells(self) -> Cells:
        return {(one, where): tuple(map(plain, says)) for one, where, says in self.asks if says}


def plain(text: str) -> str:
    """A statement as it is kept: spaces are one."""
    return " ".join(text.split())


@st.composite
def ladders(draw: st.DrawFn) -> Ladder:
    """Ladders in which every criterion asks something somewhere, and every level too."""
    names = draw(st.permutations(CRITERIA))
    sizes = draw(st.lists(st.integers(1, 3), min_size=2, max_size=3))
    groups, place = [], 0
    for title, size in zip(GROUPS, sizes, strict=False):
        held = tuple(names[place : place + size])
        place += size
        if held:
            groups.append((title, held))
    levels = draw(st.sampled_from(SCALES))[: draw(st.integers(2, 4))]
    says = st.lists(st.sampled_from(_WORDS), min_size=4, max_size=7).map(" ".join)
    asks, number = [], 0
    for _, held in groups:
        for criterion in held:
            for level in levels:
                count = draw(st.integers(1, 3))
                texts = tuple(f"Always {draw(says)} in case {number + step}" for step in range(count))
                number += count
                asks.append((criterion, level, texts))
    return Ladder(tuple(groups), tuple(levels), tuple(asks))


def criteria_then_levels(one: Ladder) -> Any:
    return {
        "dimensions": [
            {
                "name": group,
                "criteria": [
                    {
                        "name": criterion,
                        "levels": [{"level": level, "expectations": one.at(criterion, level)} for level in one.levels],
                    }
                    for criterion in held
                ],
            }
            for group, held in one.groups
        ]
    }


def names_as_keys(one: Ladder) -> Any:
    return {
        group: {criterion: {level: one.at(criterion, level) for level in one.levels} for criterion in held}
        for group, held in one.groups
    }


def levels_then_criteria(one: Ladder) -> Any:
    return {
        "levels": [
            {
                "title": level,
                "areas": [
                    {
                        "name": group,
                        "skills": [{"title": criterion, "statements": one.at(criterion, level)} for criterion in held],
                    }
                    for group, held in one.groups
                ],
            }
            for level in one.levels
        ]
    }


def levels_as_keys(one: Ladder) -> Any:
    return {
        level: {group: {criterion: one.at(criterion, level) for criterion in held} for group, held in one.groups}
        for level in one.levels
    }


def flat_rows(one: Ladder) -> Any:
    return [
        {
            "id": f"row-{number}-{step}",
            "level": level,
            "theme": _group(one, criterion),
            "skill": criterion,
            "text": text,
        }
        for number, (criterion, level, says) in enumerate(one.asks)
        for step, text in enumerate(says)
    ]


def rows_with_ids(one: Ladder) -> Any:
    """Rows that name levels and themes by ids, which lists beside them explain."""
    return {
        "name": "What we ask of each other",
        "levels": [{"id": f"lv{place}", "name": level} for place, level in enumerate(one.levels)],
        "themes": [{"id": f"th-{place}", "name": group} for place, (group, _) in enumerate(one.groups)],
        "competencies": [
            {
                "id": f"{number}-{step}",
                "summary": text,
                "examples": [],
                "description": None,
                "level": f"lv{one.levels.index(level)}",
                "theme": f"th-{[group for group, _ in one.groups].index(_group(one, criterion))}",
                "competency": criterion,
            }
            for number, (criterion, level, says) in enumerate(one.asks)
            for step, text in enumerate(says)
        ],
    }


def milestones(one: Ladder) -> Any:
    """Criteria as tracks with milestones: levels have numbers for names."""
    return {
        "tracks": {
            criterion.upper().replace(" ", "_"): {
                "displayName": criterion,
                "category": group,
                "milestones": [{"statements": one.at(criterion, level)} for level in one.levels],
            }
            for group, held in one.groups
            for criterion in held
        }
    }


def _group(one: Ladder, criterion: str) -> str:
    return next(group for group, held in one.groups if criterion in held)


SHAPES: Mapping[str, Callable[[Ladder], Any]] = {
    shape.__name__: shape
    for shape in (
        criteria_then_levels,
        names_as_keys,
        levels_then_criteria,
        levels_as_keys,
        flat_rows,
        rows_with_ids,
        milestones,
    )
}


def as_json(data: Any) -> tuple[str, str]:
    return "ladder.json", json.dumps(data, indent="\t")


def as_ascii_json(data: Any) -> tuple[str, str]:
    return "ladder.json", json.dumps(data, ensure_ascii=True, separators=(",", ":"))


def as_yaml(data: Any) -> tuple[str, str]:
    return "ladder.yaml", yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=70)


def as_flow_yaml(data: Any) -> tuple[str, str]:
    return "ladder.yml", yaml.safe_dump(data, default_flow_style=True, sort_keys=False)


def as_module(data: Any) -> tuple[str, str]:
    return "ladder.js", f"// @flow\n/* Ours */\nexport const ladder: Ladder = {_script(data, quote='double')};\n"


def as_commonjs(data: Any) -> tuple[str, str]:
    return "ladder.cjs", f"'use strict'\n\nconst ladder = {_script(data, quote='single')}\n\nmodule.exports = ladder\n"


def as_typescript(data: Any) -> tuple[str, str]:
    text = _script(data, quote="template")
    return (
        "ladder.ts",
        f"import type {{ Ladder }} from './types';\n\nexport default {text} as const satisfies Ladder;\n",
    )


FORMS: Mapping[str, Callable[[Any], tuple[str, str]]] = {
    form.__name__: form
    for form in (as_json, as_ascii_json, as_yaml, as_flow_yaml, as_module, as_commonjs, as_typescript)
}


def _script(data: Any, *, quote: str) -> str:
    if isinstance(data, dict):
        inner = "".join(f"  {_key(name, quote)}: {_script(value, quote=quote)},\n" for name, value in data.items())
        return "{\n" + inner + "}"
    if isinstance(data, list):
        return "[" + ", ".join(_script(value, quote=quote) for value in data) + ("," if data else "") + "]"
    if data is None:
        return "null"
    return _quoted(data, quote)


def _key(name: str, quote: str) -> str:
    return name if name.isidentifier() and name.isascii() else _quoted(name, "single" if quote == "template" else quote)


def _quoted(text: str, quote: str) -> str:
    text = text.replace("\\", "\\\\")
    if quote == "single":
        return "'" + text.replace("'", "\\'") + "'"
    if quote == "template":
        return "`" + text.replace("`", "\\`").replace("${", "\\${") + "`"
    return '"' + text.replace('"', '\\"') + '"'


def source(name: str, text: str | bytes) -> Source:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return Source(name, PurePosixPath(name), data)


def found_in(files: Mapping[str, str]) -> Found:
    """What some files, by name, say."""
    return read_data(tuple(source(name, text) for name, text in files.items()))


def cells_of(found: Found) -> Cells:
    """The cells by titles, each statement as it is kept."""
    criteria = {one.id: one.title for one in found.criteria}
    levels = {one.id: one.title for one in found.levels}
    return {
        (criteria[cell.criterion], levels[cell.level]): tuple(one.says for one in cell.statements)
        for cell in found.cells
    }


def texts_of(found: Found) -> set[str]:
    """Everything that was found or left over."""
    parts = [found.title, found.about]
    for things in (found.tracks, found.levels, found.dimensions, found.criteria):
        parts += [text for one in things for text in (one.title, one.about)]
    for cell in found.cells:
        for one in cell.statements:
            parts += [one.says, one.about, *one.looks_like, *one.shown_by]
    parts += [one.title for one in found.titles] + [one.text for one in found.left_over]
    return {plain(one) for one in parts}
