"""Plans for the tests: a draft as a "not yet" leaves it, written whole, and open."""

from __future__ import annotations

from datetime import date, timedelta

from tests.web.cast import Cast

from waypost.web.growth.models import Plan
from waypost.web.growth.services import create_plan_draft
from waypost.web.growth.services.plans import open_plan
from waypost.web.growth.values import GapText, PlanText, PromiseText

CRITERIA = ("direction", "communication")


def later(cast: Cast, days: int) -> date:
    """A day so many days after the fixture's."""
    return cast.now.date() + timedelta(days=days)


def a_plan(cast: Cast) -> Plan:
    """The draft of Ada's plan, kept by Ben."""
    return create_plan_draft(
        cast.act(cast.ivo),
        person=cast.ada,
        manager=cast.ben,
        framework_version=cast.framework,
        level="staff",
        criteria=CRITERIA,
    )


def written(cast: Cast) -> PlanText:
    """A whole plan: two gaps, two commitments, the next look."""
    gaps = tuple(
        GapText(
            criterion=key,
            kind="no_opportunity_yet",
            looks_like="A problem chosen across two teams.",
            opportunity_kind="lead",
            opportunity="Lead of the settlement calendar.",
            support="An afternoon a week.",
            due_on=later(cast, 90),
        )
        for key in CRITERIA
    )
    promises = (
        PromiseText(by_manager=True, words="Free an afternoon a week.", due_on=later(cast, 14)),
        PromiseText(by_manager=False, words="Write the scope document.", due_on=later(cast, 30)),
    )
    return PlanText(gaps=gaps, next_look_on=later(cast, 120), promises=promises)


def an_open_plan(cast: Cast) -> Plan:
    """Ada's plan, opened by Ben."""
    return open_plan(cast.act(cast.ben), plan=a_plan(cast).pk, seen=1, text=written(cast))
