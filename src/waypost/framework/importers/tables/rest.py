"""What of a table found no place: answers, numbers of rows, results, columns that nobody can name."""

from __future__ import annotations

from collections.abc import Sequence

from waypost.framework.importers.assembly import Assembly
from waypost.framework.importers.tables.cells import GridCell
from waypost.framework.importers.tables.heads import Heads, Row
from waypost.framework.importers.tables.leads import Leads, heading_of
from waypost.framework.importers.tables.words import Part, row_part


def leave_rest(rows: Sequence[Row], heads: Heads, leads: Leads, used: set[tuple[int, int]], assembly: Assembly) -> None:
    """Report every text that was not used; a column of answers or numbers is reported once."""
    columns = {at: part for at, part in leads.others if part in {Part.ANSWER, Part.NUMBER}}
    owned = {at for level in heads.levels for at, _ in level.columns}
    for at in range(len(rows[0])):
        left = [row[at] for place, row in enumerate(rows) if (place, at) not in used and row[at].lines]
        left = [cell for cell in left if not cell.merged]
        heading = heading_of(rows, heads, at)
        if not left:
            continue
        if at in columns or (at not in owned and at not in {leads.criterion, *leads.dimensions} and not heading):
            why = "a number of the row" if columns.get(at) is Part.NUMBER else "what somebody answered"
            _leave_column(left, why, assembly)
            continue
        for cell in left:
            assembly.leave(cell.text, cell.origin, _why(cell, heading, at in leads.unknown))


def _leave_column(left: Sequence[GridCell], why: str, assembly: Assembly) -> None:
    texts = ", ".join(dict.fromkeys(cell.text for cell in left))
    count = f", {len(left)} times" if len(left) > 1 else ""
    assembly.leave(texts, left[0].origin, f"{why}{count}, in this column")


def _why(cell: GridCell, heading: str, unknown: bool) -> str:
    if row_part(cell.text) is Part.ANSWER:
        return "a result, nothing that is asked"
    if unknown:
        return f'the column "{heading}" is no level and says nothing that is known of a criterion'
    return "stands beside the table's rows and columns"
