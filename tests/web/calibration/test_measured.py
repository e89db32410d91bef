"""What was measured of a session: made in the background, kept as it was made, shown to the room and nobody else."""

from __future__ import annotations

import re
from datetime import timedelta
from random import Random

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from tests.web.calibration.crowd import Judged, crowd
from tests.web.calibration.rows import by_hand, made_by_hand
from tests.web.cast import PEOPLE, Cast, signed_in
from tests.web.judging import decide, entry_of, session_over, settle, step

from waypost.calibration.measured import Measured, Statistic
from waypost.calibration.measuring import ENGINE
from waypost.calibration.session import Step
from waypost.calibration.sheets import Sheet
from waypost.web.calibration.models import Attendee, Measurement, Session
from waypost.web.calibration.rechecking import lost
from waypost.web.calibration.selectors.measured import measurement_of
from waypost.web.calibration.selectors.sheets import sheet_of, token_of
from waypost.web.calibration.services.measuring import bring_up_to_date, hash_of
from waypost.web.calibration.services.rooms import NewRating, change_rating
from waypost.web.calibration.tasks import measure_left_over, measure_session
from waypost.web.journal.kinds import Kind
from waypost.web.journal.models import Event
from waypost.web.journal.selectors import journal_page, kinds_in_words
from waypost.web.people.models import Duty, DutyKind, Person
from waypost.web.promotion.models import Case, Decision, PanelName, Rating, Seat

WHY = "The memo of March shows it; it was read as the work of another."
JUDGES = {
    PanelName.TECHNICAL: ("chen", "ravi", "sana", "tomas", "uma", "wim"),
    PanelName.STRATEGIC: ("eli", "femi", "gul", "paola", "quentin", "kim"),
}
SCALE = ("none", "partly", "meets", "beyond")


def many(cast: Cast, case: Case, session: Session, count: int = 9) -> list[Case]:
    """Further cases of the session, each judged by others, who do not all give the same."""
    random = Random(5)

    def person(copy: int, place: int, seat: Seat) -> Person:
        pool = JUDGES[PanelName(seat.panel)]
        return cast.people[pool[(copy + 2 * place) % len(pool)]]

    def point(copy: int, rater: Person, rating: Rating) -> str:
        severe = 1 if rater == cast.chen else -1 if rater == cast.sana else 0
        return SCALE[min(max(round(random.gauss(1.8 + (copy % 5 - 2) / 3 - severe, 0.6)), 0), 3)]

    return crowd(cast, case, session, count, judged=Judged(person=person, point=point))


def of(session: Session) -> Measurement:
    row = bring_up_to_date(session.pk, at=session.opened_at + timedelta(hours=1))
    assert row is not None
    return row


def page(person: Person, name: str, *args: object) -> tuple[int, str]:
    answer = signed_in(person).get(reverse(f"calibration:{name}", args=args))
    return answer.status_code, answer.content.decode().partition("<main")[2]


# Made


def test_opening_a_session_leaves_the_job_and_the_worker_measures_once(
    cast: Cast, case: Case, session: Session
) -> None:
    (job,) = DBTaskResult.objects.filter(task_path__endswith="measure_session")
    assert job.args_kwargs["args"] == [str(session.pk)]
    many(cast, case, session)

    assert measure_session.func(str(session.pk)) == 1
    assert measure_session.func(str(session.pk)) == 1
    row = Measurement.objects.get()
    measured = Measured.model_validate(row.result)
    assert (measured.withheld, len(measured.cases), row.engine) == ("", 10, ENGINE)
    assert row.hash == hash_of(Measurement.objects.get())
    assert Sheet.from_document(row.sheet) == sheet_of(session)
    event = Event.objects.get(kind=Kind.SESSION_MEASURED)
    assert event.facts == {"number": 1, "ratings": row.ratings, "engine": ENGINE, "content": row.hash}
    assert (event.actor, event.about, event.notices.count()) == (None, None, 0)


def test_a_changed_rating_makes_another_row_and_the_old_one_stays_readable(
    cast: Cast, case: Case, session: Session
) -> None:
    made_by_hand(session, by_hand(session))
    step(cast, session, Step.OPEN_ROOM)
    rating = Rating.objects.get(review__seat__person=cast.eli, criterion="communication", review__seat__case=case)
    new = NewRating(point="meets", why=WHY)
    change_rating(cast.act(cast.dana), entry_of(session, case), rating=rating.pk, seen=0, new=new)
    assert DBTaskResult.objects.filter(task_path__endswith="measure_session").count() == 2

    second = of(session)
    assert second.number == 2
    assert "Too few ratings to say" in page(cast.uma, "measured", session.pk)[1]
    status, first = page(cast.uma, "measured_then", session.pk, 1)
    assert (status, "1.99" in first) == (200, True)
    assert page(cast.uma, "measured_then", session.pk, 3)[0] == 404


def test_a_job_that_went_wrong_is_made_up_for(cast: Cast, case: Case, session: Session) -> None:
    def made_up() -> tuple[int, int]:
        DBTaskResult.objects.all().delete()
        left = measure_left_over()
        for job in DBTaskResult.objects.all():
            measure_session.func(*job.args_kwargs["args"])
        return left, Measurement.objects.count()

    assert (made_up(), made_up()) == ((1, 1), (0, 1))
    step(cast, session, Step.OPEN_ROOM)
    rating = Rating.objects.get(review__seat__person=cast.eli, criterion="communication", review__seat__case=case)
    new = NewRating(point="meets", why=WHY)
    later = cast.act(cast.dana, at=Measurement.objects.get().made_at + timedelta(seconds=1))
    change_rating(later, entry_of(session, case), rating=rating.pk, seen=0, new=new)
    Session.objects.filter(pk=session.pk).update(locked_at=cast.now)
    assert made_up() == (0, 1)  # a locked room keeps what it saw
    Session.objects.filter(pk=session.pk).update(locked_at=None)
    assert made_up() == (1, 2)


def test_rows_are_never_changed_nor_deleted(cast: Cast, session: Session) -> None:
    made_by_hand(session, by_hand(session))
    for change in (
        lambda: Measurement.objects.update(engine="another"),
        lambda: Measurement.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError, match="stay as they were written"), transaction.atomic():
            change()


def test_a_decision_names_what_the_room_saw_and_nothing_is_measured_after_the_lock(
    cast: Cast, case: Case, room: Session
) -> None:
    settle(cast, room)
    place = reverse("calibration:session_act", args=[room.pk, "lock"])
    seen = Session.objects.get(pk=room.pk).version
    assert signed_in(cast.dana).post(place, {"seen": str(seen)}).status_code == 302
    row = Measurement.objects.get()  # the worker had not come yet; the lock brought it
    decide(cast, Case.objects.get(pk=case.pk))

    assert Decision.objects.get(decided_at__isnull=False).measured == row.hash
    assert Event.objects.get(kind=Kind.CASE_DECIDED).facts["measured"] == row.hash
    assert bring_up_to_date(room.pk, at=cast.now) == row
    assert list(lost()) == []
    assert "The decision refers to this measurement." in page(cast.ivo, "measured_case", entry_of(room, case).pk)[1]


def test_raters_stand_in_a_row_without_their_keys(cast: Cast, case: Case, session: Session) -> None:
    row = of(session)
    kept = str(row.sheet) + str(row.result) + str(row.tables)
    for person in cast.people.values():
        assert str(person.pk) not in kept
        assert person.pk.hex not in kept
    assert token_of(cast.chen.pk) in kept


def test_the_journal_does_not_list_measurements(cast: Cast, case: Case, session: Session) -> None:
    """Held against the changed ratings that are listed, they would tell a candidate which of theirs were changed."""
    of(session)
    assert Event.objects.filter(kind=Kind.SESSION_MEASURED).exists()
    assert all("measured" not in line.says for line in journal_page(cast.hana).lines)
    assert Kind.SESSION_MEASURED.value not in dict(kinds_in_words())


# Shown


def test_the_room_sees_it_and_the_decider_the_case_alone(cast: Cast, case: Case, room: Session) -> None:
    made_by_hand(room, by_hand(room))
    entry = entry_of(room, case)

    def opens(person: Person) -> tuple[int, ...]:
        whole = [page(person, name, room.pk)[0] for name in ("measured", "raters")]
        return (*whole, page(person, "measured_case", entry.pk)[0])

    for who in ("dana", "uma", "chen", "eli"):  # who facilitates, and who calibrates
        assert opens(cast.people[who]) == (200, 200, 200)
    assert opens(cast.ivo) == (404, 404, 200)
    for who in ("ada", "ben", "ravi", "femi", "hana", "lena", "omar"):
        assert opens(cast.people[who]) == (404, 404, 404), who


def test_numbers_are_sealed_with_the_previews(cast: Cast, case: Case, session: Session) -> None:
    made_by_hand(session, by_hand(session))
    entry = entry_of(session, case)
    for name, key in (("measured", session.pk), ("raters", session.pk), ("measured_case", entry.pk)):
        status, shown = page(cast.uma, name, key)
        assert (status, "Numbers are shown once the room is open" in shown) == (200, True)
        assert "1.99" not in shown
    assert "Allowing for who rated" not in page(cast.uma, "entry", session.pk, entry.pk)[1]


def test_a_candidate_in_the_room_sees_nothing_of_what_holds_their_ratings(
    cast: Cast, case: Case, session: Session
) -> None:
    """Whoever is a candidate of the session, and in its room for others, sees those cases as they were before."""
    (other,) = many(cast, case, session, 1)
    Seat.objects.create(case=other, person=cast.ada, panel=PanelName.CALIBRATOR, kind="calibrator", seated_at=cast.now)
    Attendee.objects.create(session=session, person=cast.ada)
    step(cast, session, Step.OPEN_ROOM)
    entry = entry_of(session, other)
    without = page(cast.ada, "entry", session.pk, entry.pk)
    made_by_hand(session, by_hand(session))

    assert without[0] == 200
    assert _bare(page(cast.ada, "entry", session.pk, entry.pk)[1]) == _bare(without[1])
    assert "Measured" not in page(cast.ada, "session", session.pk)[1]
    for name, key in (("measured", session.pk), ("raters", session.pk), ("measured_case", entry.pk)):
        assert page(cast.ada, name, key)[0] == 404
    Duty.objects.create(person=cast.ada, kind=DutyKind.PEOPLE_OPERATIONS, from_day=cast.now.date())
    assert page(Person.objects.get(pk=cast.ada.pk), "measured", session.pk)[0] == 404


def _bare(text: str) -> str:
    return re.sub(r'(name="(csrfmiddlewaretoken|once)" value=")[^"]*', r"\1", text)


def test_a_case_is_told_against_the_bar_with_what_it_rests_on(cast: Cast, case: Case, room: Session) -> None:
    made_by_hand(room, by_hand(room))
    _status, shown = page(cast.uma, "entry", room.pk, entry_of(room, case).pk)
    said = " ".join(re.sub(r"<[^>]+>", "", shown).split())

    assert "Average raters would have given it 1.99 (from 1.60 to 2.29), against a bar of 2" in said
    assert "It rests on 30 ratings by 6 raters." in said
    assert "The bar lies within what these ratings leave open" in said
    assert "the bar would be reached with probability 40 per cent (from 5 to 90); 9 others rate in it." in said
    assert "The technical panel sees more in it than the strategic one" in said


def test_cases_stand_in_the_order_of_the_agenda(cast: Cast, case: Case, session: Session) -> None:
    many(cast, case, session, 5)
    step(cast, session, Step.OPEN_ROOM)
    row = of(session)
    assert Measured.model_validate(row.result).withheld == ""

    def order(name: str) -> list[str]:
        table = page(cast.uma, name, session.pk)[1]
        return re.findall(r'<th scope="row"><a href="[^"]*">([^<]*)</a>', table)

    assert order("measured") == order("session")
    assert len(order("measured")) == 6


def test_raters_are_told_without_a_name_a_kind_or_a_count_of_their_own(cast: Cast, case: Case, room: Session) -> None:
    made_by_hand(room, by_hand(room))
    _status, shown = page(cast.uma, "raters", room.pk)

    for who in {*JUDGES[PanelName.TECHNICAL], *JUDGES[PanelName.STRATEGIC]} - {"uma"}:
        assert PEOPLE[who][0] not in shown
    for kind in ("engineer", "product", "business", "design"):
        assert kind not in shown.partition("<h2>")[2].partition("The two panels")[0]
    rows = re.findall(r'<th scope="row">Rater (\w)</th><td class="num">([^<]*)</td><td class="num">([^<]*)</td>', shown)
    widths = {round(_number(high) - _number(low), 1) for _l, _v, told in rows for low, high in [told.split(" to ")]}
    assert [letter for letter, _value, _told in rows] == list("ABCDEF") * 2
    assert len(widths) == 1  # six of a panel are one group
    assert set(re.findall(r">(\d+) or more<", shown)) == {"35"}
    assert {_number(value) for _letter, value, _told in rows[:6]} == {(n - 2) / 2 for n in range(6)}


def _number(text: str) -> float:
    return float(text.replace("−", "-"))


def test_who_leaves_the_room_for_a_case_cannot_take_it_out_of_the_whole(
    cast: Cast, case: Case, session: Session
) -> None:
    many(cast, case, session, 6)
    step(cast, session, Step.OPEN_ROOM)
    value = by_hand(session)
    agreement = (Statistic(name="exact agreement", value=0.6, low=0.5, high=0.7, n=213),)
    made_by_hand(session, value.model_copy(update={"agreement": agreement}))
    assert "213" in page(cast.uma, "raters", session.pk)[1]

    mine = Seat.objects.filter(person=cast.uma, panel=PanelName.CALIBRATOR)
    mine.filter(case=case).update(left_at=cast.now)
    shown = page(cast.uma, "raters", session.pk)[1]
    assert "213" not in shown
    assert "You leave the room for some of these cases." in shown
    mine.filter(case__in=list(mine.exclude(case=case).values_list("case", flat=True)[:4])).update(left_at=cast.now)
    assert "213" in page(cast.uma, "raters", session.pk)[1]  # five are a group


def test_raters_of_a_small_panel_are_not_told_one_by_one(cast: Cast, case: Case, room: Session) -> None:
    value = by_hand(room)
    few = tuple(one for one in value.raters if one.panel == "technical" or one.rater[-1] in "0123")
    made_by_hand(room, value.model_copy(update={"raters": few}))
    _status, shown = page(cast.uma, "raters", room.pk)

    assert "Fewer than 5 raters of this panel rated enough" in shown
    assert shown.count('<th scope="row">Rater ') == 6


def test_what_cannot_be_said_is_said_in_words(cast: Cast, case: Case, room: Session) -> None:
    row = of(room)
    says = "Too few ratings to say: 36 ratings of 1 case by 6 raters."
    assert Measured.model_validate(row.result).withheld.startswith(says)
    for name, key in (("measured", room.pk), ("raters", room.pk), ("measured_case", entry_of(room, case).pk)):
        shown = page(cast.uma, name, key)[1]
        assert says in shown
        assert "picture intervals" not in shown


def test_the_page_of_a_case_looks_for_news_while_the_room_is_open(cast: Cast, case: Case, room: Session) -> None:
    entry = entry_of(room, case)
    place = reverse("calibration:measured_case", args=[entry.pk])
    uma = signed_in(cast.uma)
    assert "It is being measured" in uma.get(f"{place}?since=never").content.decode()
    assert uma.get(f"{place}?since=0").status_code == 204
    made_by_hand(room, by_hand(room))
    assert "1.99" in uma.get(f"{place}?since=0").content.decode()
    (stamp,) = re.findall(r"since=(\w+)", uma.get(place).content.decode())
    assert uma.get(f"{place}?since={stamp}").status_code == 204
    made_by_hand(room, by_hand(room), number=2)  # another measurement, and this case is told alike
    assert uma.get(f"{place}?since={stamp}").status_code == 204


def test_what_it_means_is_explained_to_everybody_and_names_nobody(cast: Cast) -> None:
    status, shown = page(cast.lena, "explained")
    assert status == 200
    assert "Three cases, all invented." in shown
    assert "What it cannot tell" in shown


def test_a_second_session_is_held_against_the_first(cast: Cast, case: Case, room: Session) -> None:
    settle(cast, room)
    step(cast, room, Step.LOCK)
    Session.objects.filter(pk=room.pk).update(opened_at=cast.now - timedelta(days=180))
    crowd(cast, case, None, 1)
    again = session_over(cast, "uma")
    sheet = sheet_of(again)

    assert sheet.earlier == (str(room.pk),)
    assert sheet.held == {str(room.pk): room.cycle_on.isoformat()}
    assert {mark.session for mark in sheet.marks} == {str(room.pk), str(again.pk)}
    assert measurement_of(again) is None
