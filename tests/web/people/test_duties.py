"""Duties: given by administrators, never to oneself, each an event; the last administrator stays."""

from __future__ import annotations

import pytest
from tests.web.cast import Cast, signed_in

from waypost.refusal import NotAllowed, NotNow
from waypost.web.journal.models import Event, Notice
from waypost.web.people.models import Duty, DutyKind
from waypost.web.people.selectors import holders
from waypost.web.people.services import end_duty, give_duty

pytestmark = pytest.mark.django_db


def test_an_administrator_gives_a_duty_and_its_holder_is_told(cast: Cast) -> None:
    give_duty(cast.act(cast.omar), cast.lena, DutyKind.FRAMEWORK_OWNER)

    event = Event.objects.get()
    assert (event.kind, event.about, event.facts) == ("duty.given", cast.lena, {"duty": "framework_owner"})
    assert Notice.objects.get().person == cast.lena
    assert holders(DutyKind.FRAMEWORK_OWNER) == (cast.kofi, cast.lena)


def test_nobody_gives_a_duty_to_themselves(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="themselves"):
        give_duty(cast.act(cast.omar), cast.omar, DutyKind.PEOPLE_OPERATIONS)
    assert not Event.objects.exists()


@pytest.mark.parametrize("who", ["ada", "hana", "kofi", "ivo", "dana"])
def test_only_administrators_give_and_end_duties(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        give_duty(cast.act(cast.people[who]), cast.lena, DutyKind.FRAMEWORK_OWNER)
    with pytest.raises(NotAllowed):
        end_duty(cast.act(cast.people[who]), Duty.objects.get(person=cast.hana))


def test_a_duty_is_not_given_twice_nor_to_somebody_who_left(cast: Cast) -> None:
    with pytest.raises(NotNow, match="already"):
        give_duty(cast.act(cast.omar), cast.hana, DutyKind.PEOPLE_OPERATIONS)
    with pytest.raises(NotNow, match="does not work here"):
        give_duty(cast.act(cast.omar), cast.mia, DutyKind.PEOPLE_OPERATIONS)


def test_an_ended_duty_is_gone_the_same_day_and_can_be_given_again(cast: Cast) -> None:
    duty = Duty.objects.get(person=cast.hana)
    end_duty(cast.act(cast.omar), duty)

    assert holders(DutyKind.PEOPLE_OPERATIONS) == ()
    assert signed_in(cast.hana).get("/people/import/").status_code == 403
    with pytest.raises(NotNow, match="ended already"):
        end_duty(cast.act(cast.omar), duty)
    give_duty(cast.act(cast.omar), cast.hana, DutyKind.PEOPLE_OPERATIONS)
    assert holders(DutyKind.PEOPLE_OPERATIONS) == (cast.hana,)


def test_the_last_administrator_stays_until_there_is_another(cast: Cast) -> None:
    mine = Duty.objects.get(person=cast.omar)
    with pytest.raises(NotNow, match="last administrator"):
        end_duty(cast.act(cast.omar), mine)

    give_duty(cast.act(cast.omar), cast.lena, DutyKind.ADMINISTRATOR)
    end_duty(cast.act(cast.omar), mine)
    assert holders(DutyKind.ADMINISTRATOR) == (cast.lena,)


class TestPage:
    def test_everybody_sees_who_has_which_duty_and_only_an_administrator_the_form(self, cast: Cast) -> None:
        for who, has_form in (("ada", False), ("hana", False), ("omar", True)):
            page = signed_in(cast.people[who]).get("/people/duties/").content.decode()
            assert "Hana Kobayashi" in page
            assert ("Give the duty" in page) is has_form

    def test_the_form_gives_and_the_button_ends(self, cast: Cast) -> None:
        browser = signed_in(cast.omar)
        given = browser.post("/people/duties/", {"email": "LENA@example.org", "kind": "framework_owner", "once": "k"})
        again = browser.post("/people/duties/", {"email": "LENA@example.org", "kind": "framework_owner", "once": "k"})

        assert (given.status_code, again.status_code) == (302, 302)
        duty = Duty.objects.get(person=cast.lena)
        assert browser.post(f"/people/duties/{duty.pk}/end/").status_code == 302
        assert Event.objects.count() == 2

    def test_refusals_keep_what_was_typed(self, cast: Cast) -> None:
        browser = signed_in(cast.omar)

        nobody = browser.post("/people/duties/", {"email": "who@example.org", "kind": "framework_owner"})
        held = browser.post("/people/duties/", {"email": "kofi@example.org", "kind": "framework_owner"})
        assert (nobody.status_code, held.status_code) == (422, 409)
        assert "kofi@example.org" in held.content.decode()
        own = browser.post("/people/duties/", {"email": "omar@example.org", "kind": "framework_owner"})
        assert own.status_code == 403

    def test_others_cannot_send_it(self, cast: Cast) -> None:
        browser = signed_in(cast.hana)
        duty = Duty.objects.get(person=cast.kofi)

        assert (
            browser.post("/people/duties/", {"email": "lena@example.org", "kind": "administrator"}).status_code == 403
        )
        assert browser.post("/people/duties/", {}).status_code == 403
        assert browser.post(f"/people/duties/{duty.pk}/end/").status_code == 403
        assert browser.get(f"/people/duties/{duty.pk}/end/").status_code == 405
