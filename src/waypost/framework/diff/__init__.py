"""Two versions of a framework -> what changed: what sort of change each is, and what it does to people.

Major: something is newly asked, a bar rises, a way closes, or a promise weakens. Minor: something is added that nobody
must meet, or something asked is dropped. Patch: the same said in other words. `docs/decisions/change-classes.md` gives
the rule for every part of a framework, and says what no rule can see.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from waypost.framework.diff.asked import asked_changes
from waypost.framework.diff.change import Change, ChangeClass, ChangeSort, Part
from waypost.framework.diff.promised import promise_changes
from waypost.framework.diff.renames import Renames, carried, rename_changes, renames
from waypost.framework.diff.structure import structure_changes
from waypost.framework.schema import Framework

__all__ = ["Change", "ChangeClass", "ChangeSort", "Diff", "Part", "Renames", "diff"]


@dataclass(frozen=True, slots=True)
class Diff:
    """All changes, in the order of the document's sections, and the keys that the new version calls otherwise."""

    changes: tuple[Change, ...]
    renames: Renames = field(default_factory=Renames)

    @property
    def change_class(self) -> ChangeClass:
        """The gravest class of any change; patch when nothing changed."""
        return max((change.kind for change in self.changes), key=_GRAVITY.index, default=ChangeClass.PATCH)

    def of_sort(self, sort: ChangeSort) -> tuple[Change, ...]:
        """The changes of one sort, the gravest first."""
        found = (change for change in self.changes if change.sort is sort)
        return tuple(sorted(found, key=lambda change: _GRAVITY.index(change.kind), reverse=True))


_GRAVITY = (ChangeClass.PATCH, ChangeClass.MINOR, ChangeClass.MAJOR)


def diff(old: Framework, new: Framework) -> Diff:
    """What `new` changes for people who live by `old`. The version numbers themselves are not compared."""
    keys = renames(old, new)
    held = carried(old, keys)
    changes = (
        *rename_changes(old, new, keys),
        *structure_changes(held, new),
        *asked_changes(held, new),
        *promise_changes(held, new),
    )
    if not changes and old.model_copy(update={"version": new.version}) != new:
        what = "The same stands in another order"
        order = Change(ChangeClass.PATCH, what, sort=ChangeSort.CHANGED, part=Part.FRAMEWORK)
        return Diff((order,))
    return Diff(changes, keys)
