"""The sorts of change in words, and which mark stands for the class of one."""

from __future__ import annotations

from types import MappingProxyType

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from waypost.framework.diff import ChangeClass, ChangeSort

register = template.Library()

SORTS: MappingProxyType[ChangeSort, tuple[str | Promise, str | Promise]] = MappingProxyType(
    {
        ChangeSort.RAISED: (_("Raised"), _("The bar is higher than it was.")),
        ChangeSort.LOWERED: (_("Lowered"), _("The bar is lower than it was.")),
        ChangeSort.ADDED: (_("Added"), _("It was not there before.")),
        ChangeSort.REMOVED: (_("Removed"), _("It is not there any more.")),
        ChangeSort.MOVED: (_("Moved"), _("It stands in another place.")),
        ChangeSort.RENAMED: (_("Renamed"), _("The same thing has another name.")),
        ChangeSort.WEIGHTS: (_("Weights"), _("The parts of a track count differently.")),
        ChangeSort.POLICIES: (_("Policies"), _("Evidence, panels or the process are other than they were.")),
        ChangeSort.CHANGED: (_("Changed"), _("Nobody can say by rule which way it went. Read both.")),
        ChangeSort.REWORDED: (_("Reworded"), _("The same in other words.")),
    }
)
MARKS = MappingProxyType({ChangeClass.MAJOR: "wait", ChangeClass.MINOR: "plain", ChangeClass.PATCH: "plain"})


@register.filter
def sort_words(sort: ChangeSort) -> str:
    """A sort of change as its heading."""
    return str(SORTS[sort][0])


@register.filter
def sort_meaning(sort: ChangeSort) -> str:
    """What a sort of change is, in a sentence."""
    return str(SORTS[sort][1])


@register.filter
def class_mark(kind: ChangeClass) -> str:
    """How the mark of a change looks."""
    return MARKS[kind]
