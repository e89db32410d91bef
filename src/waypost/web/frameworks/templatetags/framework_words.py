"""A framework's enums in words: how far a scope reaches, what a class of change means for people."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from waypost.framework.schema import Framework, Scope

register = template.Library()

SCOPES: MappingProxyType[Scope, str | Promise] = MappingProxyType(
    {
        Scope.TASK: _("a task"),
        Scope.FEATURE: _("a feature"),
        Scope.PROJECT: _("a project"),
        Scope.TEAM: _("a team"),
        Scope.TEAMS: _("several teams"),
        Scope.ORGANISATION: _("the organisation"),
        Scope.COMPANY: _("the company"),
    }
)
CHANGES: MappingProxyType[str, str | Promise] = MappingProxyType(
    {"major": _("Major"), "minor": _("Minor"), "patch": _("Wording")}
)
MEANINGS: MappingProxyType[str, str | Promise] = MappingProxyType(
    {
        "major": _("Something is newly asked, a bar rises, a way closes, or a promise weakens."),
        "minor": _("Something is added that nobody must meet, or something is no longer asked."),
        "patch": _("The words are better; nothing else is asked of anybody."),
    }
)


@register.filter
def scope_words(scope: Scope) -> str:
    """How far the work of a level reaches: "several teams"."""
    return str(SCOPES[scope])


@register.filter
def change_words(change_class: str) -> str:
    """The class of a change as its heading."""
    return str(CHANGES.get(change_class, change_class))


@register.filter
def change_meaning(change_class: str) -> str:
    """What a class of change does to people, in a sentence."""
    return str(MEANINGS.get(change_class, ""))


@register.simple_tag
def said_at(counts: Mapping[tuple[str, str], int], level: str, criterion: str) -> int:
    """How many open comments there are at a cell."""
    return counts.get((level, criterion), 0) if counts else 0


@register.simple_tag
def cell_title(framework: Framework | None, level: str, criterion: str) -> str:
    """A cell by the titles of its criterion and level; by a key where the framework has no such one."""
    levels = {one.key: one.title for one in framework.levels} if framework else {}
    criteria = {one.key: one.title for one in framework.criteria} if framework else {}
    return f"{criteria.get(criterion, criterion)}, {levels.get(level, level)}"
