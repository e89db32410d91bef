"""People become CSV text that reads back as no change, and that no spreadsheet calculates."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import date

from waypost.people.columns import Column
from waypost.people.timeline import in_force
from waypost.people.values import Known

CALCULATES = re.compile(r"'*[=+\-@]")


def write_people(people: Iterable[Known], *, day: date) -> str:
    """The list of `people` with the posts of `day`, in the columns that an import reads."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(Column)
    for person in people:
        writer.writerow([guarded(cell) for cell in _cells(person, day)])
    return text.getvalue()


def guarded(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would take for a formula; reading takes it away again."""
    return f"'{cell}" if CALCULATES.match(cell) else cell


def _cells(person: Known, day: date) -> tuple[str, ...]:
    spell = in_force(person.spells, day)
    post = spell.post if spell else None
    return (
        person.number,
        person.name,
        person.email,
        post.team if post else "",
        post.manager if post else "",
        post.function if post else "",
        post.level if post else "",
        post.title if post else "",
        person.joined.isoformat(),
        person.left.isoformat() if person.left else "",
        person.time_zone,
    )
