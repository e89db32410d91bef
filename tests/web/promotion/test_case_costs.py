"""The page of a case keeps to fifteen queries from the room on, for everybody, with a draft and in a second round."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.cast import Cast, case_at, move, signed_in
from tests.web.judging import appeal, decide, give_all, not_yet, release, reopen, tell

from waypost.promotion.stages import Action, Stage
from waypost.web.promotion.models import Case, Decision
from waypost.web.promotion.services.decisions import keep_decision

READERS = ("ada", "ben", "chen", "eli", "dana", "ivo", "hana", "tomas")
MOST = 15


def over(cast: Cast, case: Case) -> dict[str, int]:
    """Whose page costs more than it may; a first look by people operations is an act and is not counted."""
    place = reverse("promotion:case", args=[case.pk])
    found = {}
    for who in READERS:
        client = signed_in(cast.people[who])
        client.get(place)
        with CaptureQueriesContext(connection) as asked:
            client.get(place)
        found[who] = len(asked)
    return {who: queries for who, queries in found.items() if queries > MOST}


def test_from_the_room_to_the_second_answer(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_CALIBRATION)
    everything = not_yet(*(one.key for one in cast.lattice.criteria_at("staff")))
    keep_decision(cast.act(cast.ivo), case, seen=0, text=everything)
    assert over(cast, case) == {}
    Decision.objects.all().delete()
    case = release(cast, decide(cast, case))
    assert over(cast, case) == {}
    case = tell(cast, case)
    assert over(cast, case) == {}
    case = give_all(cast, reopen(cast, appeal(cast, case)))
    assert over(cast, case) == {}
    case = decide(cast, move(cast, case, Action.OPEN_CALIBRATION, cast.dana))
    assert over(cast, tell(cast, case)) == {}
