"""What is sent with a valid body by somebody who may not, or about what is not theirs, changes nothing at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import transaction
from tests.access.crossing import browser_of
from tests.access.expected import ALSO, OUTSIDE, ROUTES, VIEWERS
from tests.access.marks import marks_in
from tests.access.sending import OWN, SENDINGS, Sending
from tests.access.unchanged import changed, everything, looked
from tests.access.world import World, world_at

pytestmark = pytest.mark.django_db

REFUSALS = frozenset({403, 404, 409})
# Who reads what another writes is led to where they read it; of a list that is not offered nothing can be chosen.
LED_AWAY = {
    "promotion:assessment": frozenset({302}),
    "promotion:letter": frozenset({302}),
    "evidence:attestation": frozenset({302}),
    "calibration:rating_change": frozenset({422}),
}
MOMENTS = tuple(dict.fromkeys(sending.moment for sending in SENDINGS))
# Fields no form has, named like columns; nothing of them may arrive anywhere.
SMUGGLED = {
    "stage": "closed",
    "candidate": "zq-smuggled-qz",
    "person": "zq-smuggled-qz",
    "manager": "zq-smuggled-qz",
    "by": "zq-smuggled-qz",
    "author": "zq-smuggled-qz",
    "state": "zq-smuggled-qz",
    "released_at": "2026-01-01",
    "told_at": "2026-01-01",
    "decided_at": "2026-01-01",
    "given_at": "2026-01-01",
    "plan": "zq-smuggled-qz",
    "id": "zq-smuggled-qz",
    "pk": "zq-smuggled-qz",
    "round": "2",
}


def test_every_route_that_is_sent_to_is_here() -> None:
    sent = {name.partition("/")[0] for name, row in ROUTES.items() if "POST" in row.methods}
    assert sent - {one.route for one in SENDINGS} - OWN == set()


@pytest.mark.parametrize("moment", MOMENTS)
def test_who_may_not_changes_nothing(moment: str) -> None:
    world = world_at(moment)
    sendings = [one for one in SENDINGS if one.moment == moment]
    wrong: list[str] = []
    for viewer in VIEWERS:
        if viewer.startswith("ben who") or (viewer in ALSO and moment not in {"in_calibration", "told"}):
            continue
        with transaction.atomic():
            wrong += _refused(world, viewer, sendings)
            transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)


def _refused(world: World, viewer: str, sendings: list[Sending]) -> list[str]:
    browser, wrong = browser_of(world, viewer), []
    name = viewer.partition(" who ")[0]
    for sending in sendings:
        sending.prepare(world)
    before = everything()
    for sending in sendings:
        if name in sending.may or _is_theirs(sending, viewer):
            continue
        response = sending.send(browser, world)
        wanted = frozenset({302}) if viewer in OUTSIDE else REFUSALS | LED_AWAY.get(sending.route, frozenset())
        if response.status_code not in wanted:
            wrong.append(f"{world.moment}: {viewer}: {sending.name}: answered {response.status_code}")
    if found := changed(before, everything()) - looked(viewer):
        wrong.append(f"{world.moment}: {viewer}: changed {sorted(found)}")
    return wrong


def _is_theirs(sending: Sending, viewer: str) -> bool:
    """Forms whose body is not valid for anybody of the viewers, sent all the same to see that the others cannot."""
    theirs = {
        "promotion:seat_take": {"hana", "dana"},
        "promotion:position": {"hana"},
        "promotion:release": {"hana", "dana"},
        "evidence:claim_record": {"ada"},
        "evidence:claim_ask": {"ada"},
        "growth:plan_edit": {"ben"},
        "growth:plan_autosave": {"ben"},
        "people:people_import_apply": {"hana"},
        "people:leaving": {"ada who is people operations"},
        "people:people_import": {"ada who is people operations"},
        "calibration:preview": set(),
    }
    holders = theirs.get(sending.route, set())
    also = {"ada who is people operations"} if "hana" in holders and sending.route.startswith("people:") else set()
    return viewer in holders | also or viewer.partition(" who ")[0] in (holders - {"hana"})


@pytest.mark.parametrize("moment", MOMENTS)
def test_who_may_is_heard_and_no_other_field_is(moment: str) -> None:
    """The bodies are valid: otherwise it would say nothing that others were refused."""
    world = world_at(moment)
    wrong: list[str] = []
    for sending in (one for one in SENDINGS if one.moment == moment):
        for viewer in sending.may:
            with transaction.atomic():
                sending.prepare(world)
                before = everything()
                smuggled = {key: value for key, value in SMUGGLED.items() if key not in sending.body(world)}
                response = sending.send(browser_of(world, viewer), world, **smuggled)
                after = everything()
                transaction.set_rollback(True)
            if response.status_code not in {200, 204, 302} or not changed(before, after):
                wrong.append(f"{viewer}: {sending.name}: {response.status_code}")
            if "smuggled" in marks_in(repr(after)):
                wrong.append(f"{viewer}: {sending.name}: a field the form does not have arrived")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("moment", MOMENTS)
def test_ids_of_somebody_elses_objects_change_nothing(moment: str) -> None:
    world = world_at(moment)
    sendings = [one for one in SENDINGS if one.moment == moment and one.foreign is not None]
    wrong: list[str] = []
    for viewer in dict.fromkeys(("ada", "ben", "dana", *(who for one in sendings for who in one.may))):
        with transaction.atomic():
            browser, before = browser_of(world, viewer), everything()
            for sending in sendings:
                assert sending.foreign is not None
                response = replace(sending, args=sending.foreign).send(browser, world)
                if response.status_code not in REFUSALS:
                    wrong.append(f"{viewer}: {sending.name}: {response.status_code}")
            if found := changed(before, everything()) - looked(viewer):
                wrong.append(f"{viewer}: changed {sorted(found)}")
            transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)
