"""Who reports to whom: no line may come back to where it began."""

from __future__ import annotations

from collections.abc import Mapping


def loops(manager_of: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Every loop, once, beginning with its smallest id; `manager_of` gives each person's manager, "" for none.

    Somebody who is their own manager is a loop of one. Takes time in proportion to the number of people.
    """
    settled: set[str] = set()
    found: list[tuple[str, ...]] = []
    for start in sorted(manager_of):
        path: dict[str, int] = {}
        person = start
        while person and person not in settled and person not in path:
            path[person] = len(path)
            person = manager_of.get(person, "")
        if person in path:
            found.append(_from_smallest(tuple(path)[path[person] :]))
        settled.update(path)
    return tuple(found)


def _from_smallest(loop: tuple[str, ...]) -> tuple[str, ...]:
    first = loop.index(min(loop))
    return loop[first:] + loop[:first]
