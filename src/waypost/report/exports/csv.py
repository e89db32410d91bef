"""A framework as CSV in the long form, safe to open in a spreadsheet: no cell of it can be a formula."""

from __future__ import annotations

import csv
import io

from waypost.framework.importers.exported.form import COLUMNS, guarded
from waypost.framework.schema import Framework
from waypost.report.exports.rows import document_rows, statement_rows

BOM = "\ufeff"  # without it, spreadsheets take UTF-8 for something else


def to_csv(framework: Framework) -> str:
    """The rows of statements and of the rest, quoted throughout."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for row in (*statement_rows(framework), *document_rows(framework)):
        writer.writerow(map(guarded, row))
    return BOM + out.getvalue()
