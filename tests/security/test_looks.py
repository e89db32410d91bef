"""A look by people operations is an event its candidate sees, and whoever looks cannot keep it from becoming one."""

from __future__ import annotations

from django.utils import timezone
from tests.web.cast import Cast, case_at, signed_in

from waypost.promotion.stages import Stage
from waypost.web.journal.kinds import Kind
from waypost.web.journal.models import Event


def test_no_form_uses_up_the_key_of_a_look(cast: Cast) -> None:
    """People operations send another form under the key a look at the case would have today, then look."""
    case = case_at(cast, Stage.GATHERING)
    browser = signed_in(cast.hana)
    day = timezone.localdate().isoformat()
    for once in (f"look:{case.pk}:{day}", f"{case.pk}:{day}", f"look\x1f{case.pk}:{day}"):
        browser.post("/people/zone/", {"zone": "", "once": once})
    assert browser.get(f"/promotions/{case.pk}/").status_code == 200
    looks = Event.objects.filter(kind=Kind.CASE_LOOKED_AT, actor=cast.hana, about=cast.ada)
    assert looks.count() == 1
