"""Whether the files of a folder are one ladder: a page for each level, or a file for each group of criteria.

Each such file may look like a ladder by itself, and read alone it is mostly read wrongly: the headings of a level's
page become levels. Files that hold whole ladders, beside or after one another, are linted one by one.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from waypost.lint.subject import Subject

_FILES = 3
_MOST = 0.7
_HALF = 0.5


def is_one_ladder(subject: Subject) -> bool:
    """Whether what was read from a folder stands in files that are parts of it, and say nothing that another says."""
    levels: defaultdict[str, set[str]] = defaultdict(set)
    criteria: defaultdict[str, set[str]] = defaultdict(set)
    for one in subject.statements:
        file = one.at.file.partition("#")[0]  # a workbook is one file, whatever its sheets
        levels[file].add(one.level)
        criteria[file].add(one.criterion)
    if len(levels) < _FILES:
        return False
    return _a_page_for_each_level(levels) or _a_file_for_some_criteria(levels, criteria)


def _a_page_for_each_level(levels: dict[str, set[str]]) -> bool:
    files = Counter(level for held in levels.values() for level in held)
    alone = sum(len(held) == 1 and files[next(iter(held))] == 1 for held in levels.values())
    return alone >= _MOST * len(levels)


def _a_file_for_some_criteria(levels: dict[str, set[str]], criteria: dict[str, set[str]]) -> bool:
    """Each criterion in one file, and most levels of each file in others too."""
    holding = Counter(criterion for held in criteria.values() for criterion in held)
    files = Counter(level for held in levels.values() for level in held)
    shared = sum(sum(files[level] > 1 for level in held) >= _HALF * len(held) for held in levels.values())
    return max(holding.values()) == 1 and shared >= _MOST * len(levels)
