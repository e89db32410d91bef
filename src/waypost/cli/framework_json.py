"""A framework for programs: the JSON of `waypost show --format json`, described in docs/framework-format.md."""

from __future__ import annotations

from typing import Any

from waypost.framework.schema import Framework, Statement


def as_json(framework: Framework, *, level: str | None = None) -> dict[str, Any]:
    """The framework, or only what one level asks, with `same as` and `adds to` followed.

    KeyError for a level that does not exist.
    """
    levels = framework.levels if level is None else (framework.level(level),)
    criteria = framework.criteria if level is None else framework.criteria_at(level)
    scored = [{"from": one.from_, "title": one.title} for one in framework.titles_by_score]
    return {
        "name": framework.name,
        "title": framework.title,
        "version": framework.version,
        "hash": framework.hash,
        "levels": [
            {"key": one.key, "title": one.title, "track": one.track, "band": one.band, "scope": one.scope}
            for one in levels
        ],
        "criteria": [
            {
                "key": one.key,
                "title": one.title,
                "dimension": framework.dimension_of(one.key).key,
                "kind": framework.dimension_of(one.key).kind,
                "must": one.must,
            }
            for one in criteria
        ],
        "expectations": [
            {"criterion": criterion.key, "level": one.key, "statements": list(map(_statement, asked.statements))}
            for criterion in criteria
            for one in levels
            if (asked := framework.expectation(criterion.key, one.key)) is not None
        ],
        **({"titles by score": scored} if scored and level is None else {}),
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "says": statement.says,
        "looks like": list(statement.looks_like),
        "shown by": list(statement.shown_by),
        "about": statement.about,
    }
