"""How every view of a case opens it: visible or 404, and a look by people operations is kept."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from waypost.refusal import NotVisible
from waypost.web.promotion.selectors.cases import cases_for
from waypost.web.promotion.selectors.sight import Sight, sight_of
from waypost.web.promotion.services.looks import note_look
from waypost.web.ui.views import act_of, one, person_of


def opened(request: HttpRequest, pk: UUID) -> Sight:
    """The case with what this person sees of it. Raises NotVisible when that is nothing."""
    person = person_of(request)
    sight = sight_of(one(cases_for(person).select_related("plan"), pk=pk), person)
    if not sight.anything:
        raise NotVisible("case", _("There is no such case."))
    note_look(act_of(request), sight)
    return sight
