"""Two versions of a framework -> what changed, each change classed by what it does to people.

Major: something is newly asked, a bar rises, a way closes, or a promise weakens. Minor: something is added that nobody
must meet, or something asked is dropped. Patch: the same said in other words. `docs/decisions/change-classes.md` gives
the rule for every part of a framework, and says what no rule can see.
"""

from __future__ import annotations

from dataclasses import dataclass

from waypost.framework.diff.asked import asked_changes
from waypost.framework.diff.change import Change, ChangeClass
from waypost.framework.diff.promised import promise_changes
from waypost.framework.diff.structure import structure_changes
from waypost.framework.schema import Framework

__all__ = ["Change", "ChangeClass", "Diff", "diff"]


@dataclass(frozen=True, slots=True)
class Diff:
    """All changes, in the order of the document's sections."""

    changes: tuple[Change, ...]

    @property
    def change_class(self) -> ChangeClass:
        """The gravest class of any change; patch when nothing changed."""
        return max((change.kind for change in self.changes), key=_GRAVITY.index, default=ChangeClass.PATCH)


_GRAVITY = (ChangeClass.PATCH, ChangeClass.MINOR, ChangeClass.MAJOR)


def diff(old: Framework, new: Framework) -> Diff:
    """What `new` changes for people who live by `old`. The version numbers themselves are not compared."""
    changes = (*structure_changes(old, new), *asked_changes(old, new), *promise_changes(old, new))
    if not changes and old.model_copy(update={"version": new.version}) != new:
        return Diff((Change(ChangeClass.PATCH, "The same stands in another order"),))
    return Diff(changes)
