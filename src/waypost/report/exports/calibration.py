"""A calibration for programs: its tables as JSON and as CSV, numbers as they were computed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import TYPE_CHECKING, Any

import waypost
from waypost.framework.importers.exported.form import guarded

if TYPE_CHECKING:
    from waypost.calibration.in_words import InWords
    from waypost.calibration.result import Calibration
    from waypost.calibration.tables import Table

TABLES = ("measures", "severity", "criteria", "thresholds", "components", "fit", "agreement", "reliability", "design")
"""Every table of a calibration, in the order in which they are told."""


def tables_of(calibration: Calibration) -> Iterator[tuple[str, Table]]:
    """Each table by its name; "lean" where the model has leaning."""
    for name in TABLES:
        yield name, getattr(calibration, name)
    if calibration.posterior.lean is not None:
        yield "lean", calibration.lean()


def to_json(calibration: Calibration, told: InWords) -> str:
    """All tables as rows, with what made them. A number that is not known is null."""
    ratings = calibration.ratings
    document: dict[str, Any] = {
        "waypost": waypost.__version__,
        "input": {"sha256": ratings.hash, "ratings": len(ratings), "categories": ratings.categories},
        "method": calibration.posterior.method,
        "interval": calibration.interval,
        "seed": calibration.seed,
        "can_tell": list(told.can),
        "cannot_tell": list(told.cannot),
    }
    document |= {name: [_known(row) for row in table.rows()] for name, table in tables_of(calibration)}
    return json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def to_csv(table: Table) -> str:
    """One table with a line of names. Ids cannot be formulas in a spreadsheet; an unknown number is an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.rows():
        writer.writerow([_cell(value) for value in row.values()])
    return out.getvalue()


def _known(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: None if _unknown(value) else value for name, value in row.items()}


def _cell(value: Any) -> Any:
    if _unknown(value):
        return ""
    return guarded(value) if isinstance(value, str) else value


def _unknown(value: Any) -> bool:
    return value is None or (isinstance(value, float) and not isfinite(value))
