"""EVI701 and EVI702: what would show a statement, and from how many sides it is seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from waypost.lint.findings import Finding, Severity
from waypost.lint.rule import Example, Scope, WholeRule
from waypost.lint.subject import Part, Said, Subject

if TYPE_CHECKING:
    from waypost.framework.policy import Requirements


class NothingShows(WholeRule):
    """Told once where most statements of a framework do not say what shows them, and for each where few do not."""

    code = "EVI701"
    name = "nothing-shows-it"
    severity = Severity.INFO
    scope = Scope.CELL
    says = "A statement names neither what shows it nor what it looks like."
    why = "Whoever prepares a packet has to guess what would count, and those with a mentor guess better."
    decides = (
        "`shown by` and `looks like` are empty. Where more than half of at least 8 statements have neither, "
        "one finding says so."
    )
    example = Example(
        bad="{says: Writes tests for every change.}",
        good="{says: Writes tests for every change., shown by: [merged changes]}",
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        here, there = Part.SHOWN_BY, Part.LOOKS_LIKE  # looked up once: an enum is asked by a function
        shown = {_cell(one) for one in subject.said if one.part is here or one.part is there}
        bare = [one for one in subject.statements if _cell(one) not in shown]
        if len(bare) * 2 > len(subject.statements) >= _SEVERAL:
            count = f"{len(bare)} of {len(subject.statements)}"
            message = f"{count} statements do not say what shows them. Add to each what a packet would hold"
            yield self.finding(message, subject.span(bare[0]))
            return
        for said in bare:
            message = "Nothing here says what shows this. Add what a packet would hold, or what it looks like"
            yield self.finding(message, subject.span(said), said=said)


_SEVERAL = 8


def _cell(said: Said) -> tuple[str, str, int]:
    return said.criterion, said.level, said.place


class SingleSource(WholeRule):
    """For everyone, and for each band whose part changes what is asked."""

    code = "EVI702"
    name = "single-source"
    severity = Severity.WARNING
    scope = Scope.FRAMEWORK
    says = "A packet is asked for evidence from one side only."
    why = "One voice carries one view: its favour, its blind spots, and what it happened to see."
    decides = "Of self, manager, peers and work products, only one is asked of a packet."
    example = Example(
        bad="evidence: {everyone: {manager: 1}}", good="evidence: {everyone: {manager: 1, peers: 3, work products: 2}}"
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        asked: set[tuple[str, ...]] = set()
        bands: set[str] = set()
        for level in subject.framework.levels:
            if level.band in bands:  # it asks the same of all its levels
                continue
            bands.add(level.band)
            sides = _sides(subject.framework.evidence.for_level(level, framework=subject.framework))
            if len(sides) == 1 and sides not in asked:
                asked.add(sides)
                message = f"Only {sides[0]} speaks for a case to {level.title}. Ask for a second source"
                yield self.finding(message, subject.span_of("evidence"), words=sides, level=level.key)


def _sides(asked: Requirements) -> tuple[str, ...]:
    products = (asked.work_products or 0) + (asked.quantitative or 0)
    counts = {
        "the candidate": asked.self,
        "the manager": asked.manager,
        "peers": asked.peers,
        "the work": products,
    }
    return tuple(side for side, count in counts.items() if count)
