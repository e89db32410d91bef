"""What was measured tells nobody more than its pages mean to; a room is never stuck for it; what is lost is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from django.urls import reverse
from tests.web.calibration.crowd import crowd
from tests.web.calibration.in_the_room import change
from tests.web.calibration.rows import by_hand, made_by_hand
from tests.web.calibration.test_measured import many, page
from tests.web.cast import Cast, signed_in
from tests.web.judging import entry_of, settle, step

from waypost.calibration.measured import Cycle, Measured, MeasuredRater, Reach
from waypost.calibration.measuring import ratings_hash
from waypost.calibration.session import Step
from waypost.calibration.sheets import Sheet
from waypost.cli import application
from waypost.cli.main import main
from waypost.web.calibration.models import Measurement, Session
from waypost.web.calibration.rechecking import lost, measured_again
from waypost.web.calibration.selectors.measured_raters import panel_of
from waypost.web.calibration.selectors.sheets import sheet_of
from waypost.web.calibration.services import measuring
from waypost.web.calibration.services.measuring import bring_up_to_date, hash_of
from waypost.web.calibration.views import sessions
from waypost.web.journal.acts import Act
from waypost.web.promotion.models import Case, Decision, PanelName, Seat
from waypost.web.promotion.selectors.ratings import given_reviews


def test_nobody_works_out_letters_from_keys_that_stand_in_addresses(cast: Cast, case: Case, settings: Any) -> None:
    """Of raters on the page of measures, and of seats in the room."""
    raters = [
        MeasuredRater(rater=str(n), panel="technical", n=20, cases=4, points=Reach(value=n, low=n - 1, high=n + 1))
        for n in range(6)
    ]
    seats = list(Seat.objects.filter(case=case).select_related("person", "review"))

    def letters() -> tuple[tuple[str, ...], tuple[str, ...]]:
        told = panel_of("Technical", raters, threshold=5, salt="session", key="technical")
        return tuple(one.severity.value for one in told.lines), tuple(
            str(r.seat) for r in given_reviews(case, 1, seats)
        )

    found = []
    for n in range(9):
        settings.SECRET_KEY = f"{n} of this test alone, and long enough that nobody thinks of it"
        found.append(letters())
    assert found[-1] == letters()
    assert [len(set(orders)) > 1 for orders in zip(*found, strict=True)] == [True, True]


def test_who_leaves_the_room_for_a_case_is_told_of_no_change_in_it(cast: Cast, case: Case, session: Session) -> None:
    """Neither the number of ratings nor that, when and how often there was another measurement."""
    (other, *_further) = many(cast, case, session, 2)
    step(cast, session, Step.OPEN_ROOM)
    Seat.objects.filter(person=cast.uma, panel=PanelName.CALIBRATOR, case=case).update(left_at=cast.now)
    value = by_hand(session).model_copy(update={"ratings": 8191})
    made_by_hand(session, value)
    places = [
        reverse("calibration:measured", args=[session.pk]),
        reverse("calibration:raters", args=[session.pk]),
        reverse("calibration:measured_case", args=[entry_of(session, other).pk]),
        reverse("calibration:entry", args=[session.pk, entry_of(session, other).pk]),
    ]

    def shown(who: str) -> list[str]:
        client = signed_in(cast.people[who])
        pages = [client.get(place).content.decode().partition("<main")[2] for place in places]
        return [one.partition("Your preview")[0].partition("room-now")[0] for one in pages]

    before, facilitator = shown("uma"), shown("dana")
    own = value.case(str(entry_of(session, case).pk))
    assert own is not None
    of_own = own.model_copy(update={"n": 29, "fair": Reach(value=2.5, low=2.1, high=2.9)})
    cases = tuple(of_own if one.case == own.case else one for one in value.cases)
    made_by_hand(session, value.model_copy(update={"ratings": 8190, "cases": cases}), number=2)

    assert shown("uma") == before
    assert shown("dana")[:3] != facilitator[:3]
    assert all("8191" not in one and "Digest" not in one for one in before)
    assert [page(cast.people[who], "measured_then", session.pk, 1)[0] for who in ("uma", "dana")] == [404, 200]
    assert page(cast.dana, "measured_then", session.pk, 10**30)[0] == 404

    alike = "Every rating is the same point of the scale; nothing tells one case from another."
    made_by_hand(session, Measured(withheld=alike), number=3)
    assert [one for one in shown("uma") if "same point" in one] == []
    assert alike in shown("dana")[0]


def test_who_was_a_candidate_of_an_earlier_session_is_told_nothing_of_it(
    cast: Cast, case: Case, session: Session
) -> None:
    earlier = Session.objects.create(
        name="Spring", band="B4", cycle_on=cast.now.date(), facilitator=cast.dana, opened_at=cast.now
    )
    (own,) = crowd(cast, case, earlier, 1)
    Case.objects.filter(pk=own.pk).update(candidate=cast.uma)
    step(cast, session, Step.OPEN_ROOM)
    reach = Reach(value=0.77, low=0.71, high=0.79)
    then = Cycle(session=str(earlier.pk), cases=8, raters=6, shared=6, differs=reach, bar=reach, moved=reach)
    made_by_hand(session, by_hand(session).model_copy(update={"cycles": (then,), "cycles_withheld": ""}))

    shown = {who: page(cast.people[who], "raters", session.pk)[1] for who in ("dana", "uma")}
    assert ["0.77" in one or "The bar was higher" in one for one in shown.values()] == [True, False]
    assert "You were a candidate in it." in shown["uma"]


def test_a_fault_of_the_engine_is_told_and_the_room_can_be_locked(
    cast: Cast, case: Case, room: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_sheet: Sheet) -> None:
        raise FloatingPointError("underflow")

    monkeypatch.setattr(measuring, "measure", broken)
    settle(cast, room)
    place = reverse("calibration:session_act", args=[room.pk, "lock"])
    seen = Session.objects.get(pk=room.pk).version
    assert signed_in(cast.dana).post(place, {"seen": str(seen)}).status_code == 302
    assert Session.objects.get(pk=room.pk).state == "locked"
    assert "could not be measured" in page(cast.uma, "measured", room.pk)[1]


def test_a_rating_changed_at_the_moment_of_locking_is_in_what_decisions_name(
    cast: Cast, case: Case, room: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(cast, room)
    move_session = sessions.move_session

    def after_a_change(act: Act, session: Session, step: Step, *, seen: int) -> Session:
        change(cast)
        return move_session(act, session, step, seen=seen)

    monkeypatch.setattr(sessions, "move_session", after_a_change)
    place = reverse("calibration:session_act", args=[room.pk, "lock"])
    seen = Session.objects.get(pk=room.pk).version
    assert signed_in(cast.dana).post(place, {"seen": str(seen)}).status_code == 302
    last = Measurement.objects.order_by("number").last()
    assert last is not None
    assert (last.number, last.ratings) == (2, ratings_hash(sheet_of(Session.objects.get(pk=room.pk))))
    assert bring_up_to_date(room.pk, at=cast.now) == last


@pytest.mark.parametrize("cases", [0, 1])
def test_scales_that_differ_and_no_cases_are_told_in_words(
    cast: Cast, case: Case, room: Session, monkeypatch: pytest.MonkeyPatch, cases: int
) -> None:
    entry = entry_of(room, case)
    sheet = Sheet(session=str(room.pk), marks=(), categories=0, bars={str(entry.pk): 2} if cases else {}, threshold=5)
    monkeypatch.setattr(measuring, "sheet_of", lambda _session: sheet)
    row = bring_up_to_date(room.pk, at=cast.now)
    assert row is not None
    says = ("No rating of this session can be counted yet.", "The cases are pinned to versions whose scales have")
    assert row.result["withheld"].startswith(says[cases])
    assert bring_up_to_date(room.pk, at=cast.now) == row
    assert says[cases] in page(cast.uma, "measured", room.pk)[1]


def test_a_slow_worker_with_ratings_of_before_a_change_hinders_no_later_one(
    cast: Cast, case: Case, room: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both make the second; the slow one is first to keep it, and the ratings of now make the third."""
    new = measuring.sheet_of(Session.objects.get(pk=room.pk))
    stale = Sheet.from_document(new.to_document() | {"marks": new.to_document()["marks"][:-1]})
    measure, sheets = measuring.measure, [stale]
    monkeypatch.setattr(measuring, "sheet_of", lambda _session: sheets[-1])

    def overtaken(sheet: Sheet) -> object:
        if sheet == new and Measurement.objects.count() == 0:
            sheets.append(stale)
            bring_up_to_date(room.pk, at=cast.now)
            sheets.append(new)
        return measure(sheet)

    monkeypatch.setattr(measuring, "measure", overtaken)
    sheets.append(new)
    row = bring_up_to_date(room.pk, at=cast.now + timedelta(seconds=1))
    assert row is not None
    assert (row.number, Sheet.from_document(row.sheet)) == (2, new)


def test_rows_that_are_gone_moved_in_time_or_unreadable_are_told(
    cast: Cast, case: Case, room: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "start", lambda: None)
    row = bring_up_to_date(room.pk, at=cast.now)
    assert row is not None
    assert list(lost()) == []
    Decision.objects.create(case=case, by=cast.ivo, outcome="not_yet", decided_at=cast.now, measured="f" * 64)
    assert list(lost()) == ["ffffffffffff  a decision names it, and it is no measurement of the session of its case."]
    row.made_at += timedelta(days=1)
    assert [one.partition(",")[0] for one in measured_again(row).faults] == [
        "the journal names another measurement of this number"
    ]
    row.sheet = {}
    assert "cannot be read" in measured_again(row).faults[-1]
    monkeypatch.setattr("waypost.web.calibration.rechecking._named", lambda: iter(()))
    done = CliRunner().invoke(main, ["remeasure"])
    assert (done.exit_code, f"{hash_of(Measurement.objects.get())[:12]}  event" in done.output) == (1, True)
