"""The tables know every route, every method of it, and everybody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import URLResolver, get_resolver
from tests.access.addresses import addresses_at, every_route
from tests.access.asked import all_answers
from tests.access.crossing import ask, browser_of, ids_of
from tests.access.expected import ROUTES, SEES, VIEWERS
from tests.access.world import MOMENTS, world_at

from waypost.promotion.terms import Role, Stage
from waypost.web.people import demo_urls
from waypost.web.people.models import DutyKind

LISTED = {name.partition("/")[0] for name in ROUTES}
OTHER_METHODS = ("put", "patch", "delete", "options")


def test_every_route_is_listed_and_every_listed_route_is_there() -> None:
    there = {*every_route(), *(str(one.name) for one in demo_urls.urlpatterns)}
    assert there == LISTED


def test_no_address_holds_the_number_of_a_row() -> None:
    """Rows are numbered through everybody's: held against one another, such numbers count what somebody may not see.

    Excepted: duties, which their page lists all of, and measurements, counted within one session.
    """
    assert set(_numbered(get_resolver())) == {"duty_end", "measured_then"}


def _numbered(resolver: URLResolver) -> Iterator[str | None]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _numbered(one)
        elif "<int:" in str(one.pattern):
            yield one.name


def test_every_stage_is_crossed() -> None:
    assert set(MOMENTS.values()) == {stage.value for stage in Stage}


def test_everybody_is_crossed_in_every_role_and_duty() -> None:
    """A role or duty that is new fails here until somebody holds it in the cross."""
    roles = {
        Role.CANDIDATE: "ada",
        Role.MANAGER: "ben",
        Role.PEER: "jun",
        Role.ATTESTER: "kim",
        Role.TECHNICAL: "chen",
        Role.STRATEGIC: "eli",
        Role.FACILITATOR: "dana",
        Role.CALIBRATOR: "olga",
        Role.DECIDER: "ivo",
        Role.PEOPLE_OPERATIONS: "hana",
    }
    duties = {
        DutyKind.PEOPLE_OPERATIONS: "hana",
        DutyKind.FRAMEWORK_OWNER: "kofi",
        DutyKind.ENGINEERING_LEADER: "ivo",
        DutyKind.ADMINISTRATOR: "omar",
    }
    assert set(roles) == set(Role)
    assert set(duties) == set(DutyKind)
    assert {*roles.values(), *duties.values()} <= set(VIEWERS) == set(SEES)


@pytest.mark.django_db
@pytest.mark.parametrize("viewer", ["ada", "lena", "anonymous"])
def test_other_methods_are_answered_alike_and_hold_nothing(viewer: str) -> None:
    world = world_at("told")
    ids, browser, wrong = ids_of(world), browser_of(world, viewer), []
    for address in {one.label: one for one in addresses_at(world)}.values():
        opened = ROUTES.get(address.label) or ROUTES[address.route]
        for method in (*OTHER_METHODS, *(() if "POST" in opened.methods else ("post",))):
            with transaction.atomic():
                answer = ask(browser, address, ids, method)
                transaction.set_rollback(True)
            wanted = {302} if viewer == "anonymous" and address.route != "health" else {405}
            if answer.status not in wanted or answer.objects:
                wrong.append(f"{method} {address.label}: {answer.status} {sorted(answer.objects)}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.django_db
@pytest.mark.xdist_group("told")
@pytest.mark.parametrize("viewer", ["ada", "lena"])
def test_head_is_get_without_a_body(viewer: str) -> None:
    world = world_at("told")
    ids, browser, wrong = ids_of(world), browser_of(world, viewer), []
    for got in {one.address.label: one for one in all_answers(world, viewer)}.values():
        address, head = got.address, ask(browser, got.address, ids, "head")
        if (head.status, head.objects - got.objects, head.text) != (got.status, frozenset(), ""):
            wrong.append(f"{address.label}: {got.status} and {head.status}")
    assert not wrong, "\n".join(wrong)
