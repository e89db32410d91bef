"""The columns of a list of people: their names, their bounds, and which of them can be emptied."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

MAX_BYTES = 5_000_000
MAX_ROWS = 50_000
MAX_CELL = 10_000
MAX_FAULTS = 200  # nobody reads more at once, and a hostile list must not cost more

NOTHING = "none"  # a blank cell keeps what is there; this word empties it


class Column(StrEnum):
    """A column, by the name that stands in the heading."""

    ID = "id"
    NAME = "name"
    EMAIL = "email"
    TEAM = "team"
    MANAGER = "manager"
    FUNCTION = "function"
    LEVEL = "level"
    TITLE = "title"
    JOINED = "joined"
    LEFT = "left"
    TIME_ZONE = "time zone"


# What the database holds; a longer cell is an error of its line, never cut.
LONGEST = MappingProxyType(
    {
        Column.ID: 40,
        Column.NAME: 120,
        Column.EMAIL: 254,
        Column.TEAM: 120,
        Column.MANAGER: 40,
        Column.FUNCTION: 40,
        Column.LEVEL: 120,
        Column.TITLE: 120,
        Column.JOINED: 40,
        Column.LEFT: 40,
        Column.TIME_ZONE: 60,
    }
)

# The title may also be left blank for an engineer: it is then the title of their level.
NEEDED_FOR_POST = (Column.TEAM, Column.FUNCTION, Column.TITLE)
NEEDED_FOR_NEW = (Column.NAME, Column.EMAIL, *NEEDED_FOR_POST, Column.JOINED)

CAN_BE_EMPTIED = frozenset({Column.MANAGER, Column.LEVEL, Column.LEFT, Column.TIME_ZONE})


def column_named(heading: str) -> Column | None:
    """The column a heading means, whatever its case and whether words are joined by space, `_` or `-`."""
    plain = " ".join(heading.replace("_", " ").replace("-", " ").split()).casefold()
    return _NAMES.get(plain)


_NAMES = {column.value: column for column in Column} | {"timezone": Column.TIME_ZONE}
