"""What one row makes of one person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from waypost.people.cells import Unreadable, address_of, day_of, empties, function_of, level_of, zone_of
from waypost.people.columns import NEEDED_FOR_NEW, NEEDED_FOR_POST, Column
from waypost.people.plan import FieldChange
from waypost.people.reading import Row
from waypost.people.timeline import FIELDS, changed, ended, in_force, reopened
from waypost.people.values import Fault, Known, Post, Spell, Vocabulary

ENGINEERING = "engineering"  # the function whose people have a level
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The person afterwards and what changed, or None and why not. Somebody unknown who has left is passed over."""

    after: Known | None = None
    fields: tuple[FieldChange, ...] = ()
    faults: tuple[Fault, ...] = ()
    passed_over: bool = False


def outcome_of(row: Row, before: Known | None, teams: Mapping[str, str], *, day: date, words: Vocabulary) -> Outcome:
    """The person as `row`, in force on `day`, makes them. `teams` gives the one spelling of each team's name."""
    if not row.sound:
        return Outcome()
    reader = _Reader(row, words)
    who = _who(reader, before)
    if before is None and who.gone_by(day) and not reader.faults:
        return Outcome(passed_over=True)
    old = _post_of(before, day)
    if before is None:
        reader.need(NEEDED_FOR_NEW, "new here")
    elif old is None and reader.says_a_post:
        reader.need(NEEDED_FOR_POST, "without a position so far")
    keeps = before is not None and (who.gone_by(day) or (old is None and not reader.says_a_post))
    post = old if keeps else _post(reader, old, teams)
    if reader.faults:
        return Outcome(faults=tuple(reader.faults))
    after = replace(who, spells=_spells(before, who, post, day))
    return Outcome(after, _differences(before, after, old, post))


@dataclass
class _Reader:
    """Reads the cells of one row and keeps what is wrong with them."""

    row: Row
    words: Vocabulary
    faults: list[Fault] = field(default_factory=list)

    def value(self, column: Column, read: Callable[[str], T], kept: T, nothing: T) -> T:
        """What the cell means; `kept` when it is blank or unreadable, `nothing` when it empties."""
        text = self.row[column]
        if not text:
            return kept
        if empties(column, text):
            return nothing
        try:
            return read(text)
        except Unreadable as unreadable:
            self.faults.append(unreadable.at(self.row.line, column))
            return kept

    def text(self, column: Column, kept: str) -> str:
        return self.value(column, str, kept, "")

    def fault(self, column: Column, says: str, write: str) -> None:
        self.faults.append(Fault(self.row.line, column, says, write))

    @property
    def says_a_post(self) -> bool:
        return any(self.row[Column(name)] for name in FIELDS)

    def need(self, columns: tuple[Column, ...], why: str) -> None:
        """Ask for what cannot be kept, as nothing is there; the title of an engineer may be that of their level."""
        for column in columns:
            if not self.row[column] and not (column is Column.TITLE and self.row[Column.LEVEL]):
                says = f"“{self.row[Column.ID]}” is {why}, and their {column} is missing."
                self.fault(column, says, f"Write their {column}, or correct the id.")


def _who(reader: _Reader, before: Known | None) -> Known:
    """Everything but the spells."""
    known = before or Known(reader.row[Column.ID], "", "", date.min)
    joined = reader.value(Column.JOINED, day_of, known.joined, known.joined)
    left = reader.value(Column.LEFT, day_of, known.left, None)
    if left is not None and left < joined:
        reader.fault(Column.LEFT, f"{left} is before they joined, {joined}.", "Correct one of the two days.")
    return replace(
        known,
        name=reader.text(Column.NAME, known.name),
        email=reader.value(Column.EMAIL, address_of, known.email, ""),
        joined=joined,
        left=left,
        time_zone=reader.value(Column.TIME_ZONE, lambda text: zone_of(text, reader.words), known.time_zone, ""),
    )


def _post_of(before: Known | None, day: date) -> Post | None:
    spell = in_force(before.spells, day) if before else None
    return spell.post if spell else None


def _post(reader: _Reader, old: Post | None, teams: Mapping[str, str]) -> Post:
    kept = old or Post("", "", "", "", "")
    words = reader.words
    function = reader.value(Column.FUNCTION, lambda text: function_of(text, words), kept.function, "")
    level = reader.value(Column.LEVEL, lambda text: level_of(text, words), kept.level, "")
    if level and function and function != ENGINEERING:
        reader.fault(
            Column.LEVEL if reader.row[Column.LEVEL] else Column.FUNCTION,
            f"Only engineers have a level; this makes {level} of somebody in {function}.",
            "Write “none” as the level, or engineering as the function.",
        )
    return Post(
        team=reader.value(Column.TEAM, lambda text: teams[text.casefold()], kept.team, ""),
        manager=reader.text(Column.MANAGER, kept.manager),
        function=function,
        level=level,
        title=reader.text(Column.TITLE, kept.title or words.levels.get(level, "")),
    )


def _spells(before: Known | None, who: Known, post: Post | None, day: date) -> tuple[Spell, ...]:
    spells = before.spells if before else ()
    if post is None:
        return ended(spells, who.left) if who.left else spells
    start = max(day, who.joined)
    if before is not None and spells and before.left != who.left:
        spells = _with_other_end(spells, before, who, post, day)
    now = in_force(spells, day)
    if not who.gone_by(day) and (now is None or now.post != post):
        spells = changed(spells, post, day if spells else start)
    if who.left is None:
        return spells
    # Somebody whose only position would begin on their last day or later still was something until then.
    return ended(spells, who.left) or ended((Spell(post, start),), who.left)


def _with_other_end(spells: tuple[Spell, ...], before: Known, who: Known, post: Post, day: date) -> tuple[Spell, ...]:
    if before.left is None:
        return spells
    if who.left is None and before.gone_by(day):
        return reopened(spells, post, day)
    last = spells[-1] if spells else None
    return (*spells[:-1], replace(last, until_day=None)) if last and last.until_day == before.left else spells


def _differences(before: Known | None, after: Known, old: Post | None, post: Post | None) -> tuple[FieldChange, ...]:
    was, now = _cells(before, old), _cells(after, post)
    return tuple(FieldChange(column, was[column], now[column]) for column in Column if was[column] != now[column])


def _cells(person: Known | None, post: Post | None) -> dict[Column, str]:
    return {
        Column.ID: person.number if person else "",
        Column.NAME: person.name if person else "",
        Column.EMAIL: person.email if person else "",
        Column.TEAM: post.team if post else "",
        Column.MANAGER: post.manager if post else "",
        Column.FUNCTION: post.function if post else "",
        Column.LEVEL: post.level if post else "",
        Column.TITLE: post.title if post else "",
        Column.JOINED: person.joined.isoformat() if person else "",
        Column.LEFT: person.left.isoformat() if person and person.left else "",
        Column.TIME_ZONE: person.time_zone if person else "",
    }
