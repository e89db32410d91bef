"""A row that speaks of the levels themselves and is no criterion: their band, scope, pay, years, other titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from waypost.framework.importers.assembly import Assembly
from waypost.framework.importers.found import FoundTitle
from waypost.framework.importers.level_words import is_code, looks_like_level
from waypost.framework.importers.tables.cells import GridCell
from waypost.framework.importers.tables.words import Part, plain, row_part
from waypost.framework.schema import Scope

_SCOPES = {
    Scope.TASK: "task",
    Scope.FEATURE: "feature component",
    Scope.PROJECT: "project epic service",
    Scope.TEAM: "team squad",
    Scope.TEAMS: "teams squads tribe group multiple area department",
    Scope.ORGANISATION: "organisation organization org engineering division",
    Scope.COMPANY: "company industry business",
}
_SHORT_ONLY = frozenset(
    {"experience", "education", "qualification", "comment", "remark", "note", "team size", "senior"}
)
Cells = Sequence[tuple[str, GridCell]]


def is_fact(label: str, says: str) -> bool:
    """Whether a few words behind this label speak of the level itself: `Typical experience: 0-2 years`."""
    told = plain(label) not in _SHORT_ONLY or any(map(str.isdecimal, says))
    return told and row_part(label) is Part.FACT and 0 < len(says) <= 60


def tell_fact(assembly: Assembly, part: Part, label: GridCell, cells: Cells) -> bool:
    """Give each level, by its id, what its cell says under this label; False if that is a criterion after all."""
    if not cells:
        return False
    longest = max(len(cell.text) for _, cell in cells)
    match part:
        case Part.BAND if _are_bands(label, cells):
            _set_bands(assembly, label, cells)
        case Part.SCOPE:
            return _set_scopes(assembly, cells)
        case Part.LEVEL if sum(looks_like_level(cell.text) for _, cell in cells) * 2 >= len(cells):
            _set_titles(assembly, label, cells)
        case Part.SCORE:
            return _set_scores(assembly, label, cells)
        case Part.FACT if longest <= 60 or plain(label.text) not in _SHORT_ONLY:
            _tell(assembly, cells, label=label.text)
        case Part.SUMMARY:
            _tell(assembly, cells, label="")
        case Part.WEIGHT if longest <= 12:
            _tell(assembly, cells, label=label.text)
        case _:
            return False
    return True


def _are_bands(label: GridCell, cells: Cells) -> bool:
    """Whether the cells are names of bands; below `Code`, which is a skill too, nothing but names will do."""
    if plain(label.text) != "code" and all(len(cell.text) <= 12 for _, cell in cells):
        return True
    return all(_names_band(cell.text) for _, cell in cells)


def _names_band(text: str) -> bool:
    return is_code(text) or (len(text) <= 25 and re.search(r"\b(?:band|grade)\b", text, re.IGNORECASE) is not None)


def _tell(assembly: Assembly, cells: Cells, *, label: str) -> None:
    for level, cell in cells:
        text = "\n".join(
            part for line in cell.lines for part in (line.about, line.says, *line.looks_like, *line.shown_by) if part
        )
        assembly.tell_level(level, f"{label}: {text}" if label else text)


def _set_bands(assembly: Assembly, label: GridCell, cells: Cells) -> None:
    for level, cell in cells:
        told = assembly.levels[level]
        if told.band != cell.text and is_code(told.band) and not is_code(told.title):
            assembly.levels[level] = replace(told, band=cell.text)
            assembly.tell_level(level, f"Level: {told.band}")
        elif told.band and told.band != cell.text:
            assembly.tell_level(level, f"{label.text}: {cell.text}")
        else:
            assembly.levels[level] = replace(told, band=cell.text)


def _set_scopes(assembly: Assembly, cells: Cells) -> bool:
    """The scope of each level, where every cell names one. In other words than ours it is asked of people as well."""
    scopes = [(level, scope_named(cell.text)) for level, cell in cells]
    if all(scope is not None for _, scope in scopes):
        for level, scope in scopes:
            assembly.levels[level] = replace(assembly.levels[level], scope=scope)
    return all(cell.text.lower() in list(Scope) for _, cell in cells)


def scope_named(text: str) -> Scope | None:
    """The scope that a few words name, as `own team` does."""
    words = [
        word for word in re.findall(r"\w+", text.lower()) if word not in {"the", "a", "own", "one", "single", "whole"}
    ]
    if not words or len(words) > 3:
        return None
    return next(
        (scope for scope, known in _SCOPES.items() if words[-1] in known.split() or words[0] in known.split()), None
    )


def _set_titles(assembly: Assembly, label: GridCell, cells: Cells) -> None:
    """Titles under codes: the titles are what people are called, the codes their band. Otherwise they are told."""
    codes = all(is_code(assembly.levels[level].title) and not assembly.levels[level].band for level, _ in cells)
    titles = [cell.text for _, cell in cells]
    if codes and len(set(titles)) == len(titles) and not any(map(is_code, titles)):
        for level, cell in cells:
            told = assembly.levels[level]
            assembly.levels[level] = replace(told, title=cell.text, band=told.title)
    elif all(map(is_code, titles)) and not any(is_code(assembly.levels[level].title) for level, _ in cells):
        _set_bands(assembly, label, cells)
    else:
        _tell(assembly, cells, label=label.text)


def _set_scores(assembly: Assembly, label: GridCell, cells: Cells) -> bool:
    """The least score of each title, where every cell begins with a number."""
    scores = [(level, cell, re.match(r"^\s*(\d+(?:[.,]\d+)?)", cell.text)) for level, cell in cells]
    if any(found is None for _, _, found in scores):
        return False
    for level, cell, found in scores:
        if found is not None:
            score = float(found[1].replace(",", "."))
            assembly.titles.append(FoundTitle(score, assembly.levels[level].title, cell.origin))
    ends = [cell.text for _, cell, found in scores if found is not None and found[0].strip() != cell.text]
    if ends:
        assembly.note(f'"{label.text}" gives ranges ({", ".join(ends)}); each title holds from where its range begins.')
    return True
