"""Who is affected: the page of a version or a draft, for the framework's owners and people operations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from waypost.framework.policy import grace_between
from waypost.framework.schema import Framework
from waypost.refusal import NotAllowed, NotNow
from waypost.report.reading.differences import Difference, difference
from waypost.web.frameworks import drafts, selectors
from waypost.web.frameworks.impact import Impact, LevelTouched, impact_of, may_see_impact
from waypost.web.frameworks.models import FrameworkVersion
from waypost.web.frameworks.reading import framework_of
from waypost.web.people.models import DutyKind, Person
from waypost.web.ui.views import one, page, person_of


@dataclass(frozen=True, slots=True)
class LevelShown:
    """One level touched, with the words of its changes marked."""

    row: LevelTouched
    changes: tuple[Difference, ...]


@require_safe
def version_impact(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Whom a published version touches, held against the one before it."""
    person = _reader(request)
    row = one(selectors.versions().visible_to(person), pk=pk)
    before = selectors.before(row)
    return _shown(request, framework_of(row), before=before, in_force_on=row.in_force_on, more={"row": row})


@require_safe
def draft_impact(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Whom a draft would touch if it were published next."""
    person = person_of(request)
    row = drafts.draft_of(person, pk)
    _reader(request)
    framework = drafts.framework_in(row)
    if framework is None:
        raise NotNow(
            "draft.unreadable", _("This draft cannot be read yet, so nobody can say whom it touches. Mend it.")
        )
    before = selectors.last_published()
    return _shown(request, framework, before=before, in_force_on=row.in_force_on, more={"draft": row})


def _reader(request: HttpRequest) -> Person:
    person = person_of(request)
    if may_see_impact(person):
        return person
    raise NotAllowed(
        "framework.impact", _("Whom a version touches is read by the owners of the framework and by people operations.")
    )


def _shown(
    request: HttpRequest,
    framework: Framework,
    *,
    before: FrameworkVersion | None,
    in_force_on: date,
    more: dict[str, object],
) -> HttpResponse:
    impact = None
    if before is not None:
        names = person_of(request).holds(DutyKind.PEOPLE_OPERATIONS)
        impact = impact_of(framework, before=before, day=timezone.localdate(), names=names)
    context = {
        "framework": framework,
        "impact": impact,
        "levels": _levels(impact) if impact is not None else (),
        "everybody": tuple(difference(change) for change in impact.everybody) if impact is not None else (),
        "goals_until": _goals_until(impact, in_force_on) if impact is not None else None,
        **more,
    }
    return page(request, "frameworks/impact.html", context)


def _levels(impact: Impact) -> tuple[LevelShown, ...]:
    return tuple(LevelShown(row, tuple(difference(change) for change in row.changes)) for row in impact.levels)


def _goals_until(impact: Impact, in_force_on: date) -> date:
    """The last day on which goals under the version before keep it."""
    return in_force_on + grace_between(impact.old.process, impact.new.process) - timedelta(days=1)
