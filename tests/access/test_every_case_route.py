"""Every address that can change with a case, asked by everybody at every moment: the objects that come back are those
of the tables, and asking changes nothing."""

from __future__ import annotations

import pytest
from django.db import connection
from tests.access.asked import asked
from tests.access.crossing import differences
from tests.access.expected import ALSO, SEES, VIEWERS
from tests.access.unchanged import looked
from tests.access.world import MOMENTS, World, at_the_moment, world_at

pytestmark = pytest.mark.django_db

# Met at every moment, by the case's own page alone once it is over.
ON_THE_CASE = frozenset({"case", "why"})

# Two roles in one person and the two duties that open no case are asked about where most could open, and everybody is.
MOST_OPEN = frozenset({"reviews_in", "in_calibration", "told", "second_review"})
SELDOM = frozenset({*ALSO, "kofi", "omar"})

# Between them they meet every page that no case changes.
FURTHEST = ("ada", "hana", "kofi", "omar")

# On PostgreSQL what differs is how a query is understood: while the room is open, and once the candidate was told.
HERE = tuple(MOMENTS) if connection.vendor == "sqlite" else ("in_calibration", "told")


@pytest.mark.parametrize("moment", [at_the_moment(one) for one in HERE])
def test_at_every_moment_everybody_meets_what_is_theirs(moment: str) -> None:
    world = world_at(moment)
    found = crossed(world, viewers_at(moment), of_case=True)
    assert not found, "\n".join(found)


@pytest.mark.xdist_group("told")
def test_no_page_that_a_case_does_not_change_holds_more_than_it_should() -> None:
    world = world_at("told")
    found = crossed(world, list(VIEWERS) if connection.vendor == "sqlite" else [*FURTHEST], of_case=False)
    assert not found, "\n".join(found)


def viewers_at(moment: str) -> list[str]:
    """Who is asked at this moment; who meets nothing then but what they meet at every moment, at every second one."""
    if moment in MOST_OPEN:
        return list(VIEWERS)
    here = list(MOMENTS).index(moment)
    turns = enumerate(viewer for viewer in VIEWERS if viewer not in SELDOM)
    return [viewer for turn, viewer in turns if (turn + here) % 2 or SEES[viewer][moment] - always(viewer)]


def crossed(world: World, viewers: list[str], *, of_case: bool) -> list[str]:
    """What differs from the tables, everybody on their own."""
    found: list[str] = []
    for viewer in viewers:
        constant = always(viewer)
        elsewhere = (constant if of_case else SEES[viewer][world.moment] - constant) | ON_THE_CASE
        all_of_it = asked(world, viewer, of_case=of_case)
        found += differences(world, viewer, all_of_it.answers, elsewhere=elsewhere)
        if wrote := all_of_it.wrote - looked(viewer):
            found.append(f"{world.moment}: {viewer}: asking changed {sorted(wrote)}")
    return found


def always(viewer: str) -> frozenset[str]:
    """What somebody meets at every moment alike: the pages for it are crossed once, above."""
    return frozenset.intersection(*SEES[viewer].values())
