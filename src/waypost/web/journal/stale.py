"""An edit of what is no longer there: refused with both texts, under the names people know the fields by."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from waypost.refusal import Conflict

Texts = Iterable[tuple[str, str]]


def refuse_stale(*, version: int, seen: int, theirs: Texts, mine: Texts) -> None:
    """Raise Conflict unless `seen` is the row's `version`. Labels that say the same on both sides are left out.

    The row has to be locked by then; `save_current` after it holds the line where nothing can be locked.
    """
    if version == seen:
        return
    there, here = dict(theirs), dict(mine)
    differ = [label for label in {**there, **here} if there.get(label, "") != here.get(label, "")]
    raise Conflict(
        "edit.conflict",
        _("Somebody changed this while you had it open. Nothing was overwritten: both texts are below."),
        theirs=tuple((label, there.get(label, "")) for label in differ),
        mine=tuple((label, here.get(label, "")) for label in differ),
    )
