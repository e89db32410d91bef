"""The map of a framework's levels with somebody's place on it, and what it says to who hears it."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.framework.schema import Framework, Level
from waypost.report.pictures.lattice import draw_lattice
from waypost.report.pictures.lattice_plan import Standing
from waypost.report.reading.places import place_of


def map_of(
    framework: Framework,
    *,
    here: Level | None = None,
    goal: Level | None = None,
    notes: Mapping[str, str] | None = None,
    above: int | None = None,
    query: str = "",
) -> SafeString:
    """The lattice as a picture. Each level leads to its comparison with `here`, or to its track's table.

    `notes` are a few words under a level by its key, `above` how many bands above `here` are drawn, `query` what the
    addresses carry besides.
    """
    standing = Standing(
        here=here.key if here else None,
        goal=goal.key if goal else None,
        notes=notes or {},
        above=above if here else None,
        links={level.key: _address(level, here=here, query=query) for level in framework.levels},
    )
    # The picture escapes every text it draws; see waypost.report.pictures.svg.
    return mark_safe(
        draw_lattice(
            framework,
            title=_("Lattice of positions"),
            says=map_in_words(framework, here=here, goal=goal),
            standing=standing,
        )
    )


def map_in_words(framework: Framework, *, here: Level | None, goal: Level | None) -> str:
    """What the picture shows, for who hears it: where one is, which moves are open, and the goal."""
    if here is None:
        count = len(framework.levels)
        return ngettext("%(n)d level.", "%(n)d levels and the moves between them.", count) % {"n": count}
    place = place_of(framework, here)
    said = [_("You are here: %s.") % here.title]
    if place.up:
        said.append(_("Promotions lead to: %s.") % ", ".join(level.title for level in place.up))
    if place.sideways:
        said.append(_("Sideways moves lead to: %s.") % ", ".join(level.title for level in place.sideways))
    if goal is not None:
        said.append(_("Your goal: %s.") % goal.title)
    return " ".join(said)


def _address(level: Level, *, here: Level | None, query: str) -> str:
    if here is None or here == level:
        path = f"{reverse('frameworks:matrix')}?track={level.track}"
    else:
        path = f"{reverse('frameworks:compare')}?from={here.key}&to={level.key}"
    return f"{path}&{query}" if query else path
