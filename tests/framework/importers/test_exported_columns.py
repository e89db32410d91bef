"""The columns of our own exports, cut out of them and read as any other table, ask the same."""

from __future__ import annotations

import csv
import io

import pytest
from tests.framework.importers.tables import source

from waypost.framework.importers.sheets.delimited import SHAPE
from waypost.framework.library import keys, load
from waypost.framework.schema import Framework
from waypost.report.exports.csv import to_csv

KEPT = ("track", "level", "dimension", "criterion", "statement", "looks like", "shown by")
Says = tuple[str, tuple[str, ...], tuple[str, ...]]


def asked_by(framework: Framework) -> dict[tuple[str, str, str, str], tuple[Says, ...]]:
    """The statements a framework holds itself, by titles."""
    return {
        (
            framework.track(framework.level(cell.level).track).title,
            framework.level(cell.level).title,
            framework.dimension_of(cell.criterion).title,
            framework.criterion(cell.criterion).title,
        ): tuple((one.says, one.looks_like, one.shown_by) for one in cell.statements)
        for cell in framework.expectations
        if cell.statements
    }


@pytest.mark.parametrize("key", keys())
def test_the_columns_of_an_export_ask_what_the_framework_asks(key: str) -> None:
    framework = load(key)
    rows = list(csv.DictReader(io.StringIO(to_csv(framework).removeprefix("\ufeff"))))
    written = io.StringIO()
    writer = csv.DictWriter(written, KEPT, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(row for row in rows if row["row"] in {"statement", "more"})
    found = SHAPE.read((source(written.getvalue()),))
    assert found.errors == ()
    tracks = {one.id: one.title for one in found.tracks}
    levels = {one.id: (tracks[one.track], one.title) for one in found.levels}
    dimensions = {one.id: one.title for one in found.dimensions}
    criteria = {one.id: (dimensions[one.dimension], one.title) for one in found.criteria}
    read = {
        (*levels[cell.level], *criteria[cell.criterion]): tuple(
            (one.says, one.looks_like, one.shown_by) for one in cell.statements
        )
        for cell in found.cells
    }
    assert read == asked_by(framework)
