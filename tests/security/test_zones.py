"""Nobody works here longer, or keeps a duty longer, by choosing a zone where it is still yesterday."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.utils import timezone
from tests.web.cast import Cast, evidence_of, signed_in

from waypost.web.evidence.models import Claim
from waypost.web.people.models import Duty, DutyKind, Person, Position

FIRST, LAST = "Pacific/Kiritimati", "Pacific/Pago_Pago"  # a day and an hour apart


def living_in(person: Person, zone: str) -> Client:
    """A browser of somebody who chose a zone."""
    browser = signed_in(person)
    assert browser.post("/people/zone/", {"zone": zone}).status_code == 302
    return browser


def test_an_ended_duty_is_over_at_the_next_request_wherever_one_lives(cast: Cast) -> None:
    """At any hour it is either tomorrow for Omar or yesterday for Hana, or both."""
    omar, hana = living_in(cast.omar, FIRST), living_in(cast.hana, LAST)
    duty = Duty.objects.get(person=cast.hana, kind=DutyKind.PEOPLE_OPERATIONS)
    assert hana.get("/people/import/").status_code == 200
    assert omar.post(f"/people/duties/{duty.pk}/end/").status_code == 302
    assert hana.get("/people/import/").status_code == 403


def test_a_given_duty_begins_at_the_next_request_wherever_one_lives(cast: Cast) -> None:
    omar, lena = living_in(cast.omar, FIRST), living_in(cast.lena, LAST)
    given = {"email": cast.lena.email, "kind": DutyKind.PEOPLE_OPERATIONS.value}
    assert omar.post("/people/duties/", given).status_code == 302
    assert lena.get("/people/import/").status_code == 200


def test_a_leaver_in_the_last_zone_is_out_with_their_day(cast: Cast) -> None:
    browser = living_in(cast.lena, LAST)
    Person.objects.filter(pk=cast.lena.pk).update(left_on=timezone.now().date())
    assert browser.get("/people/").headers["Location"].startswith("/account/login/")
    with timezone.override(LAST):
        assert not Person.objects.get(pk=cast.lena.pk).is_active
        assert not Person.objects.present().filter(pk=cast.lena.pk).exists()
        Person.objects.filter(pk=cast.lena.pk).update(left_on=timezone.now().date() + timedelta(days=1))
        assert Person.objects.get(pk=cast.lena.pk).is_active


def test_a_manager_stops_seeing_shared_claims_with_their_last_day_wherever_they_live(cast: Cast) -> None:
    claim = evidence_of(cast)["schema"]
    browser = living_in(cast.ben, LAST)
    assert browser.get(f"/evidence/{claim.pk}/").status_code == 200
    Position.objects.filter(person=cast.ada).update(until_day=timezone.now().date())
    with timezone.override(LAST):
        assert not Claim.objects.visible_to(cast.ben).filter(pk=claim.pk).exists()
    assert browser.get(f"/evidence/{claim.pk}/").status_code == 404
