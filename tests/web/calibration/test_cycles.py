"""Over cycles: which decisions of earlier sessions are read for the bar, and how the page tells where it lay."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse
from tests.web.calibration.crowd import crowd
from tests.web.calibration.rows import by_hand, made_by_hand
from tests.web.cast import Cast, signed_in
from tests.web.judging import decide, entry_of, session_over, settle, step

from waypost.calibration.measured import Cycle, Reach
from waypost.calibration.session import Step
from waypost.web.calibration.models import Session
from waypost.web.calibration.selectors.sheets import sheet_of
from waypost.web.promotion.models import Case


def test_a_decision_counts_for_the_bar_once_its_person_was_told(cast: Cast, case: Case, room: Session) -> None:
    settle(cast, room)
    step(cast, room, Step.LOCK)
    decide(cast, Case.objects.get(pk=case.pk))
    Session.objects.filter(pk=room.pk).update(opened_at=cast.now - timedelta(days=180))
    entry = str(entry_of(room, case).pk)
    crowd(cast, case, None, 1)
    again = session_over(cast, "uma")

    assert sheet_of(again).decided == {}
    Case.objects.filter(pk=case.pk).update(told_at=cast.now)
    assert sheet_of(again).decided == {entry: False}


def test_where_the_bar_lay_is_told_on_the_scale_and_whether_it_moved(cast: Cast, room: Session) -> None:
    reach = Reach(value=1.5, low=1.25, high=1.75)
    raised = Cycle(session="a", on=date(2026, 3, 1), cases=20, raters=9, shared=5, bar=reach, moved=reach)
    unknown = Cycle(session="b", on=date(2025, 9, 1), cases=20, raters=9, shared=5, bar_withheld="Too few decisions.")
    value = by_hand(room).model_copy(update={"cycles": (raised, unknown), "cycles_withheld": ""})
    made_by_hand(room, value)
    shown = signed_in(cast.uma).get(reverse("calibration:raters", args=[room.pk])).content.decode()

    assert "1.50 (1.25 to 1.75)" in shown
    assert "The bar was higher than the cycle before." in shown
    assert "Too few decisions." in shown
