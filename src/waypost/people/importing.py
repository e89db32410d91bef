"""A list of people is compared with those who are here: the plan of what it would change, and every error.

A blank cell keeps what is there, the word `none` empties it, and a person who is not in the list stays untouched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from waypost.people.checks import Everyone, loops_in, shared_addresses, unknown_managers, warnings_of_leavers
from waypost.people.columns import MAX_FAULTS, NOTHING, Column
from waypost.people.person import Outcome, outcome_of
from waypost.people.plan import Entry, Plan
from waypost.people.reading import Listing, Row, read_people
from waypost.people.values import Fault, Known, Vocabulary

__all__ = ["plan_import", "plan_of_text"]


def plan_of_text(text: str, present: Iterable[Known], *, day: date, words: Vocabulary) -> Plan:
    """What the list in `text`, in force on `day`, would do to those `present`. Nothing is raised for bad text."""
    return plan_import(read_people(text), present, day=day, words=words)


def plan_import(listing: Listing, present: Iterable[Known], *, day: date, words: Vocabulary) -> Plan:
    """What the list, in force on `day`, would do to those `present` (all who ever worked here)."""
    here = {known.number: known for known in present}
    work = _Work(here=here, faults=list(listing.faults))
    rows = _one_row_each(listing.rows, work.faults)
    teams = _spellings(rows.values(), here.values())
    for number, row in rows.items():
        if len(work.faults) < MAX_FAULTS:
            work.take(row, outcome_of(row, here.get(number), teams, day=day, words=words))
    if len(work.faults) < MAX_FAULTS:
        people = Everyone(rows, here, work.everyone, frozenset(work.passed_over), day)
        work.faults += [*unknown_managers(people), *loops_in(people), *shared_addresses(people)]
    return Plan(
        day=day,
        entries=tuple(sorted(work.entries, key=lambda entry: entry.after.number)),
        unchanged=work.unchanged,
        not_listed=sum(number not in rows and not known.gone_by(day) for number, known in here.items()),
        passed_over=tuple(sorted(work.passed_over)),
        warnings=warnings_of_leavers(work.entries, work.everyone, day=day),
        errors=_first(work.faults),
    )


def _first(faults: list[Fault]) -> tuple[Fault, ...]:
    """The faults in order of line; of very many the first, and a last one that says so."""
    ordered = sorted(faults, key=lambda fault: (fault.line, fault.column, fault.says))
    if len(ordered) <= MAX_FAULTS:
        return tuple(ordered)
    return (*ordered[:MAX_FAULTS], Fault(0, "", "There are more errors than are listed here.", "Mend these first."))


@dataclass
class _Work:
    """What has been found so far, row by row."""

    here: Mapping[str, Known]
    faults: list[Fault]
    entries: list[Entry] = field(default_factory=list)
    unchanged: int = 0
    passed_over: list[str] = field(default_factory=list)

    def take(self, row: Row, outcome: Outcome) -> None:
        self.faults += outcome.faults
        if outcome.passed_over:
            self.passed_over.append(row[Column.ID])
        elif outcome.after is None:
            return
        elif outcome.fields:
            before = self.here.get(row[Column.ID])
            self.entries.append(Entry(row.line, before, outcome.after, outcome.fields))
        else:
            self.unchanged += 1

    @property
    def everyone(self) -> dict[str, Known]:
        """Everybody as they would be afterwards."""
        return {**self.here, **{entry.after.number: entry.after for entry in self.entries}}


def _one_row_each(rows: Iterable[Row], faults: list[Fault]) -> dict[str, Row]:
    first: dict[str, Row] = {}
    for row in rows:
        number = row[Column.ID]
        if not number or number.casefold() == NOTHING:
            if row.sound or number:
                faults.append(Fault(row.line, Column.ID, "This line has no id.", "Write the person's id."))
        elif number in first:
            says = f"The id “{number}” stands in line {first[number].line} already."
            faults.append(Fault(row.line, Column.ID, says, "Keep one line for each person."))
        else:
            first[number] = row
    return first


def _spellings(rows: Iterable[Row], here: Iterable[Known]) -> dict[str, str]:
    """One way to write each team, whatever the case: the one in use, else the first in the order of the alphabet."""
    spelled: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if team := row[Column.TEAM]:
            spelled[team.casefold()].add(team)
    used = {spell.post.team for known in here for spell in known.spells}
    return {key: min(ways) for key, ways in spelled.items()} | {team.casefold(): team for team in sorted(used)}
