"""What only the whole list can show: unknown managers, loops, shared addresses, and who is left without a manager."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from waypost.people.cells import empties
from waypost.people.columns import Column
from waypost.people.plan import Entry
from waypost.people.reading import Row
from waypost.people.reporting_line import loops
from waypost.people.timeline import in_force
from waypost.people.values import Fault, Known

LONGEST_LOOP_TOLD = 12


@dataclass(frozen=True)
class Everyone:
    """The rows of the list by id, everybody as they are here now, and as they would be after it on `day`.

    `passed_over` are new in the list but had left before it is in force.
    """

    rows: Mapping[str, Row]
    here: Mapping[str, Known]
    after: Mapping[str, Known]
    passed_over: frozenset[str]
    day: date

    def called(self, number: str) -> str:
        """The name and id."""
        name = self.after[number].name if number in self.after else ""
        if not name and number in self.rows:
            name = self.rows[number][Column.NAME]
        return f"{name} ({number})" if name else number

    def newly_led(self, number: str, manager: str) -> bool:
        """Whether the list gives them this manager, who was not theirs before."""
        before = self.here.get(number)
        spell = in_force(before.spells, self.day) if before else None
        return spell is None or spell.post.manager != manager

    @cached_property
    def number_of(self) -> dict[str, str]:
        """Ids by name and by address in small letters: what people write where an id should stand."""
        known = {
            word.casefold(): person.number for person in self.here.values() for word in (person.name, person.email)
        }
        listed = {
            row[column].casefold(): number
            for number, row in self.rows.items()
            for column in (Column.NAME, Column.EMAIL)
            if row[column]
        }
        return known | listed


def unknown_managers(people: Everyone) -> Iterator[Fault]:
    """Managers named in the list who do not exist, have left, or are the person themselves."""
    for number, row in people.rows.items():
        manager = row[Column.MANAGER]
        if not manager or empties(Column.MANAGER, manager) or number in people.passed_over:
            continue
        boss = people.after.get(manager)
        if manager == number:
            yield Fault(row.line, Column.MANAGER, "Nobody is their own manager.", "Write another id, or “none”.")
        elif manager not in people.rows and manager not in people.here:
            yield _unknown(row.line, manager, people)
        elif manager in people.passed_over:
            yield _gone(row.line, f"{people.called(manager)} left before this list is in force.")
        elif boss is not None and boss.gone_by(people.day) and people.newly_led(number, manager):
            yield _gone(row.line, f"{boss.name} ({manager}) has left on {boss.left}.")


def _unknown(line: int, manager: str, people: Everyone) -> Fault:
    meant = people.number_of.get(manager.casefold())
    write = f"Write their id, {meant}." if meant else "Write the id of somebody who is here or in this list, or “none”."
    return Fault(line, Column.MANAGER, f"Nobody has the id “{manager}”.", write)


def _gone(line: int, says: str) -> Fault:
    return Fault(line, Column.MANAGER, says, "Write the id of somebody who works here, or “none”.")


def loops_in(people: Everyone) -> Iterator[Fault]:
    """Loops in the reporting line as it would be on the day, or on any later day that is recorded already."""
    recorded = {spell.from_day for known in people.after.values() for spell in known.spells}
    pending = _pending(people)
    seen: set[tuple[str, ...]] = set()
    for day in sorted({people.day, *(later for later in recorded if later > people.day)}):
        line = {number: _manager_on(known, day) for number, known in people.after.items()}
        for loop in loops(line | pending):
            if len(loop) > 1 and loop not in seen:
                seen.add(loop)
                yield _loop(loop, people)


def _manager_on(known: Known, day: date) -> str:
    spell = None if known.gone_by(day) else in_force(known.spells, day)
    return spell.post.manager if spell else ""


def _pending(people: Everyone) -> dict[str, str]:
    """Managers of new people whose row has another fault, so that mending that one does not bring up a loop."""
    named = {number: row[Column.MANAGER] for number, row in people.rows.items() if number not in people.after}
    return {number: manager for number, manager in named.items() if not empties(Column.MANAGER, manager)}


def _loop(loop: tuple[str, ...], people: Everyone) -> Fault:
    listed = [people.rows[number] for number in loop if number in people.rows]
    causes = [row for row in listed if row[Column.MANAGER] and people.newly_led(row[Column.ID], row[Column.MANAGER])]
    told = [people.called(number) for number in loop[:LONGEST_LOOP_TOLD]]
    if len(loop) > LONGEST_LOOP_TOLD:
        told.append(f"{len(loop) - LONGEST_LOOP_TOLD} more")
    way = " → ".join((*told, people.called(loop[0])))
    return Fault(
        min((row.line for row in causes or listed), default=0),
        Column.MANAGER,
        f"The reporting line comes back to where it began: {way}.",
        "Give one of them another manager, or “none”.",
    )


def shared_addresses(people: Everyone) -> Iterator[Fault]:
    """Addresses that two people would have; told at each line but the first, at all if the other is not listed."""
    holders: dict[str, list[str]] = defaultdict(list)
    for number in sorted({*people.after, *people.rows} - people.passed_over):
        holders[_address(number, people)].append(number)
    holders.pop("", None)
    for address, numbers in holders.items():
        unlisted = [number for number in numbers if number not in people.rows]
        listed = sorted((number for number in numbers if number in people.rows), key=lambda n: people.rows[n].line)
        first, *others = (*unlisted[:1], *listed)
        for number in others:
            says = f"{people.called(first)} has the address {address} already."
            yield Fault(people.rows[number].line, Column.EMAIL, says, "Give each person an address of their own.")


def _address(number: str, people: Everyone) -> str:
    known = people.after.get(number)
    return (known.email if known else people.rows[number][Column.EMAIL]).casefold()


def warnings_of_leavers(entries: Iterable[Entry], after: Mapping[str, Known], *, day: date) -> tuple[str, ...]:
    """Those who leave while others still report to them."""
    led: dict[str, list[str]] = defaultdict(list)
    for known in after.values():
        if manager := _manager_on(known, day):
            led[manager].append(known.name)
    return tuple(
        f"{entry.after.name} leaves on {entry.after.left}; {_still_report(led[entry.after.number])} to them."
        for entry in sorted(entries, key=lambda entry: entry.after.number)
        if entry.ends and entry.after.number in led
    )


def _still_report(names: list[str]) -> str:
    shown = sorted(names)[:3]
    rest = len(names) - len(shown)
    more = f" and {rest} more" if rest else ""
    return f"{', '.join(shown)}{more} still {'reports' if len(names) == 1 else 'report'}"
