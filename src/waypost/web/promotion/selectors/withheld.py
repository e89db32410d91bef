"""What is missing for a move, as far as whoever is offered it may know: a plan before it is open is its writer's."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from waypost.promotion.disclosure import Part
from waypost.promotion.stages import Facts
from waypost.refusal import Missing
from waypost.web.promotion.selectors.sight import Sight


def as_told(facts: Facts, sight: Sight) -> Facts:
    """The same facts; of a plan the reader does not see, only that it is waited for, and not what it lacks."""
    if not facts.plan or sight.sees(Part.PLAN):
        return facts
    return replace(facts, plan=(Missing(_("The plan is not open yet; the manager writes it."), ""),))
