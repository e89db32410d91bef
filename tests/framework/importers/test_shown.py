"""What `waypost show --format json` writes is read back level by level."""

from __future__ import annotations

import json

from tests.framework.importers.data_ladders import found_in

from waypost.cli.framework_json import as_json
from waypost.framework.library import load


def test_what_was_shown_as_json_is_found_with_its_keys_bands_and_statements() -> None:
    framework = load("lattice")
    found = found_in({"shown.json": json.dumps(as_json(framework), indent=2)})
    assert (found.title, found.errors, found.left_over) == (framework.title, (), ())
    assert [(one.id, one.title, one.track, one.band, one.scope) for one in found.levels] == [
        (one.key, one.title, one.track, one.band, one.scope) for one in framework.levels
    ]
    assert [(one.id, one.title, one.dimension, one.must) for one in found.criteria] == [
        (one.key, one.title, framework.dimension_of(one.key).key, one.must) for one in framework.criteria
    ]
    asked = {
        (criterion.key, level.key): expectation.statements
        for criterion in framework.criteria
        for level in framework.levels
        if (expectation := framework.expectation(criterion.key, level.key)) is not None
    }
    got = {(cell.criterion, cell.level): cell.statements for cell in found.cells}
    assert {
        place: [(one.says, one.looks_like, one.shown_by, one.about) for one in says] for place, says in got.items()
    } == {place: [(one.says, one.looks_like, one.shown_by, one.about) for one in says] for place, says in asked.items()}
