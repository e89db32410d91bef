"""Who leaves, is replaced, or whose duty ends, is out with the next request of a session that is still open."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from tests.access.addresses import addresses_at
from tests.access.crossing import ask, browser_of, ids_of
from tests.access.world import world_at

from waypost.web.people.models import Duty, Person, Position
from waypost.web.promotion.services import panels

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["ada", "chen", "dana", "hana", "ivo"])
def test_who_has_left_gets_nothing_on_any_route(name: str) -> None:
    world = world_at("told")
    addresses, ids, browser = addresses_at(world), ids_of(world), browser_of(world, name)
    assert any(ask(browser, address, ids).objects for address in addresses)
    Person.objects.filter(pk=world.premises.people[name].pk).update(left_on=world.premises.now.date())
    for address in addresses:
        if address.route != "health":
            answer = ask(browser, address, ids)
            assert (answer.status, answer.objects) == (302, frozenset()), address.label
            assert answer.headers["Location"].startswith("/account/login/")


def test_a_panellist_who_is_replaced_loses_sight_at_once() -> None:
    world = world_at("in_review")
    ids, browser = ids_of(world), browser_of(world, "chen")
    its = [one for one in addresses_at(world) if one.of_case]
    assert "case" in frozenset().union(*(ask(browser, one, ids).objects for one in its))
    panels.seat_leave(world.act("hana"), world.seat("chen"), because="Another look is needed.")
    answers = [ask(browser, one, ids) for one in its]
    assert frozenset().union(*(one.objects for one in answers)) == frozenset()
    about = [one for one in answers if one.address.route.startswith("promotion:") and "board" not in one.address.route]
    assert {one.status for one in about} <= {404}


@pytest.mark.parametrize(("name", "route"), [("hana", "people:people_import"), ("kofi", "frameworks:draft_new")])
def test_a_duty_that_ended_opens_nothing_at_the_next_request(name: str, route: str) -> None:
    world = world_at("told")
    ids, browser = ids_of(world), browser_of(world, name)
    address = next(one for one in addresses_at(world) if one.label == route)
    assert ask(browser, address, ids).status == 200
    Duty.objects.filter(person=world.premises.people[name]).update(until_day=world.premises.now.date())
    met = frozenset().union(*(ask(browser, one, ids).objects for one in addresses_at(world)))
    of_everybody = {"framework.shown", "framework.comment.shown", "framework.comment.version"}
    assert (ask(browser, address, ids).status, met - of_everybody) == (403, frozenset())


def test_a_manager_of_before_reads_no_evidence_any_more() -> None:
    """What is shared with the manager goes to the present one; the case stays with the manager it was opened by."""
    world = world_at("told")
    ids, browser = ids_of(world), browser_of(world, "ben")
    of_evidence = [one for one in addresses_at(world) if one.route.startswith("evidence:claim")]
    with transaction.atomic():
        Position.objects.filter(person=world.premises.people["ada"], until_day=None).update(
            until_day=world.premises.now.date() - timedelta(days=1)
        )
        met = frozenset().union(*(ask(browser, one, ids).objects for one in of_evidence))
        transaction.set_rollback(True)
    assert met == frozenset()
