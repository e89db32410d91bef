"""A rectangular table as every importer of tables hands it on: cells with their texts and their places."""

from __future__ import annotations

from dataclasses import dataclass

from waypost.framework.importers.found import FoundStatement, Origin


@dataclass(frozen=True, slots=True)
class GridCell:
    """One place of the table. `lines` are the texts in it, one for each line, bullet or `<br>`; a cell that another
    reaches into by a span is `merged` and repeats its lines, so that every row can be read on its own."""

    lines: tuple[FoundStatement, ...]
    origin: Origin
    header: bool = False
    merged: bool = False

    @property
    def text(self) -> str:
        """All its lines as one."""
        return " ".join(line.says for line in self.lines)


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of equally many cells, and the nearest heading."""

    rows: tuple[tuple[GridCell, ...], ...]
    origin: Origin
    title: str = ""
