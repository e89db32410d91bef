"""Levels whose bullets are labelled with the step that is reached on an axis: `**Adopts**: learns the tools`.

Which axis a step belongs to is told by a section elsewhere, an axis over a numbered list of its steps, or else by the
place of the bullet, which is the same at every level.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from waypost.framework.importers.outlines.labels import Node
from waypost.framework.importers.texts.one_text import Text, levels_of


@dataclass(slots=True)
class Axis:
    """An axis, its steps by their labels from the first on, and where it is told, if it is."""

    title: str
    steps: list[str] = field(default_factory=list)
    node: Node | None = None
    text: Text | None = None


@dataclass(slots=True)
class Steps:
    """Which label at which place is a step of which axis; empty if labels are criteria."""

    by_label: dict[str, Axis] = field(default_factory=dict)
    by_place: list[Axis] = field(default_factory=list)
    labels: frozenset[Node] = frozenset()

    def axis(self, label: Node, place: int) -> Axis | None:
        """The axis of a label that stands in this place below its level."""
        if label not in self.labels:
            return None
        known = self.by_label.get(label.key)
        return known or (self.by_place[place] if place < len(self.by_place) else None)

    @property
    def told(self) -> list[Axis]:
        """The axes that a section tells of."""
        return list({id(axis): axis for axis in self.by_label.values()}.values())


def find_steps(texts: Sequence[Text]) -> Steps:
    """The steps and axes, if the labels below levels are steps."""
    stepped = [text for text in texts if _are_steps(_labels(text))]
    if not stepped:
        return Steps()
    rows = [row for text in stepped for row in _labels(text)]
    labels = frozenset(node for row in rows for node in row)
    keys = {node.key for node in labels}
    told = [axis for text in texts for axis in _told(text, keys)]
    steps = Steps({step.casefold(): axis for axis in told for step in axis.steps}, labels=labels)
    if not told:
        steps.by_place = _by_place(_labels(stepped[0]))
    return steps


def _labels(text: Text) -> list[list[Node]]:
    """For each level its labels, if all below it are labels with a text behind them; of levels that stand under several
    headings, those under the heading that holds most."""
    rows: defaultdict[Node | None, list[list[Node]]] = defaultdict(list)
    for level in levels_of(text):
        labelled = all(kid.form.startswith("item") and kid.rest for kid in level.kids)
        rows[level.above].append(level.kids if labelled else [])
    return max(rows.values(), key=len, default=[])


def _are_steps(rows: Sequence[Sequence[Node]]) -> bool:
    """Whether every level has as many labels, each always in one place, and in most places there are several."""
    width = len(rows[0]) if rows else 0
    if len(rows) < 3 or width < 2 or any(len(row) != width for row in rows):
        return False
    places: defaultdict[str, set[int]] = defaultdict(set)
    for row in rows:
        for place, node in enumerate(row):
            places[node.key].add(place)
    strays = sum(len(found) > 1 for found in places.values())
    several = sum(len({row[place].key for row in rows}) > 1 for place in range(width))
    return several * 2 >= width and strays * 10 <= len(places) and any(_held(rows, place) for place in range(width))


def _held(rows: Sequence[Sequence[Node]], place: int) -> bool:
    """Whether a label in this place is that of more than one level: then it is no name of a statement."""
    keys = [row[place].key for row in rows]
    return len(keys) > 1 and len(set(keys)) < len(keys)


def _told(text: Text, keys: set[str]) -> list[Axis]:
    """Sections over a numbered list whose labels are those below the levels."""
    axes = []
    for node in text.root.walk():
        steps = [kid for kid in node.kids if kid.form.startswith("item") and kid.part.number is not None]
        known = sum(step.key in keys for step in steps)
        if node.title and len(steps) >= 2 and known * 2 >= len(steps) and not text.levels & {node, *steps}:
            axes.append(Axis(node.title, [step.title for step in steps], node, text))
        elif node.title and len(steps) >= 2 and known * 2 >= len(steps):
            text.levels -= {node, *steps}
            axes.append(Axis(node.title, [step.title for step in steps], node, text))
    return axes


def _by_place(rows: Sequence[Sequence[Node]]) -> list[Axis]:
    axes = []
    for place in range(len(rows[0])):
        steps = list(dict.fromkeys(row[place].title for row in rows))
        title = f"Axis {place + 1}: {steps[0]} to {steps[-1]}" if len(steps) > 1 else f"Axis {place + 1}: {steps[0]}"
        axes.append(Axis(title, steps))
    return axes
