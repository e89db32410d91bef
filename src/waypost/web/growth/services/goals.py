"""Setting the level one works towards."""

from __future__ import annotations

from django.utils.translation import gettext as _

from waypost.refusal import Malformed, NotNow, NotVisible
from waypost.web.growth.models import Goal
from waypost.web.growth.place import Ground, ground, growth_place
from waypost.web.journal.acts import Act, record, service
from waypost.web.journal.kinds import Kind
from waypost.web.people.models import Person


@service
def set_goal(act: Act, *, level: str) -> Goal:
    """Work towards `level` under the version in force today; the goal before it ends. The present manager is told.

    Raises NotNow without a framework or a level, or when it is the goal already; Malformed for a level out of reach.
    """
    person, here = standing(act)
    if not here.reaches(level):
        raise Malformed("goal.level", _("No path leads from your level to that one. Choose one of those listed."))
    if here.goal and here.goal.level == level and here.goal.framework_id == here.version.pk:
        raise NotNow("goal.same", _("That is your goal already."))
    Goal.objects.filter(person=person, ended_at=None).update(ended_at=act.at)
    goal = Goal.objects.create(person=person, framework=here.version, level=level, set_at=act.at)
    record(
        act,
        Kind.GOAL_SET,
        subject=goal,
        place=growth_place(),
        about=person,
        facts={"level": level, "framework": here.version.version},
        tell=[here.manager] if here.manager and here.manager.is_active else [],
    )
    return goal


def standing(act: Act) -> tuple[Person, Ground]:
    """Who acts, locked, and where they stand; NotNow when the framework does not know their level."""
    if act.by is None or not act.by.is_active:
        raise NotVisible("growth", _("There is no such page."))
    person = Person.objects.select_for_update(of=("self",)).get(pk=act.by.pk)
    here = ground(person, day=act.today)
    if here is None:
        raise NotNow("framework.none", _("No framework is in force yet, so there is no level to work towards."))
    if not here.known:
        raise NotNow(
            "growth.no_level",
            _("Your position has no level in this framework. People operations can mend that."),
        )
    return person, here
