"""In the room: the agenda by dispute, a changed rating beside the old one, and everybody sees the same."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.web.calibration.in_the_room import QUESTION, WHY, change, entry, found, place, rating_of
from tests.web.cast import Cast, case_at, signed_in
from tests.web.judging import GAP, session_over, settle, step, to_calibration

from waypost.calibration.agenda import Vote
from waypost.calibration.session import Step
from waypost.promotion.disclosure import DISCLOSURES, DisclosureFacts, Extent, Part, When, sees
from waypost.promotion.stages import Stage
from waypost.refusal import Conflict, Malformed, NotAllowed, NotNow, NotVisible
from waypost.web.calibration.models import RoomOutcome, Session
from waypost.web.calibration.selectors.entries import Changeable
from waypost.web.calibration.selectors.rooms import Room
from waypost.web.calibration.services.previews import give_preview
from waypost.web.calibration.services.rooms import NewRating, change_rating, note, set_outcome
from waypost.web.journal.acts import AlreadyDone
from waypost.web.journal.kinds import Kind
from waypost.web.journal.models import Event
from waypost.web.journal.selectors import events_about
from waypost.web.people.models import Person
from waypost.web.promotion.models import Rating, RatingChange

# The agenda and the page


def test_what_is_disputed_says_why(cast: Cast, session: Session) -> None:
    give_preview(cast.act(cast.uma), entry(), vote=Vote.QUESTION, words=QUESTION)
    room = step(cast, session, Step.OPEN_ROOM)
    (line,) = Room(room, cast.dana).agenda

    assert line.item is not None
    assert (line.item.agree, line.item.question, line.item.passed) == (0, 1, 0)
    assert line.why.startswith("1 calibrator questions it")


def test_ratings_are_shown_by_seat_without_names(cast: Cast, room: Session) -> None:
    page = signed_in(cast.uma).get(place()).content.decode().split("<main")[1]

    assert [seat.letter for seat in found(cast.uma).seats] == ["A", "B", "C", "D", "E", "F"]
    assert [seat.kind for seat in found(cast.uma).seats[:3]] == ["engineer"] * 3
    for name in ("Chen Wei", "Ravi Menon", "Sana Iqbal", "Femi Adeyemi", "Gül Aydin"):
        assert name not in page
    assert "The panels differ: " in page


def test_agreement_is_said_with_what_it_rests_on(cast: Cast, room: Session) -> None:
    alike = found(cast.uma).alike

    assert (alike.exact, alike.within_one, alike.raters, alike.widest) == ("100", "100", 6, 0)
    assert alike.pairs == 3 * len(cast.lattice.criteria_at("staff"))


def test_agreement_is_withheld_where_nobody_can_be_compared(cast: Cast) -> None:
    from tests.web.judging import criteria_of, judges

    from waypost.web.promotion.services.reviews import CANNOT_JUDGE

    case = case_at(cast, Stage.IN_REVIEW)
    seats = judges(case)
    alone = {seat.panel: dict.fromkeys(criteria_of(cast, seat), CANNOT_JUDGE) for seat in seats}
    to_calibration(cast, case, alone)
    session_over(cast, "uma")

    assert found(cast.uma).alike.withheld == "No two people have rated the same criterion of a case yet."


def test_earlier_cases_are_withheld_while_there_are_few(cast: Cast, room: Session) -> None:
    assert "Fewer than 5 earlier cases" in signed_in(cast.uma).get(place()).content.decode()


def test_the_room_shows_no_more_than_the_table() -> None:
    """Who is in the room for a case sees its reviews, measures and scorecard by the table, at the same stages."""
    notes = [row for row in DISCLOSURES if row.part is Part.CALIBRATION_NOTES]
    assert {row.when for row in notes} == {When.ALWAYS}
    for row in notes:
        for part in (Part.TECHNICAL_REVIEWS, Part.STRATEGIC_REVIEWS, Part.MEASURES, Part.SUMMARY):
            facts = DisclosureFacts(all_reviews_in=True)
            assert all(
                sees(part, roles={row.role}, stage=stage, facts=facts, extent=Extent.ALL) for stage in row.stages
            )


# Changing a rating


def test_a_changed_rating_keeps_the_old_one_with_who_when_and_why(cast: Cast, room: Session) -> None:
    made = change(cast)
    row = rating_of(cast, "eli", "communication")

    assert (made.old, made.new, made.by, made.at, made.why) == ("none", "meets", cast.dana, cast.now, WHY)
    assert row.point == "none"
    shown = signed_in(cast.uma).get(place()).content.decode()
    assert "<del>0</del> → 2" in shown
    assert WHY in shown
    assert "Dana Mbeki" in shown


def test_the_scorecard_counts_the_changed_rating(cast: Cast, room: Session) -> None:
    def mean() -> str:
        lines = (line for dimension in found(cast.uma).card.dimensions for line in dimension.criteria)
        return next(line.figure.value for line in lines if line.key == "communication")

    before = mean()
    change(cast)
    assert (before, mean()) == ("0", "0.66")


def test_the_rater_changes_their_own_and_nobody_elses(cast: Cast, room: Session) -> None:
    assert change(cast, "eli").by == cast.eli
    with pytest.raises(NotAllowed):
        change(cast, "chen")
    with pytest.raises(NotAllowed):
        change(cast, "uma", seen=1)


def test_who_is_not_in_the_room_for_the_case_changes_nothing(cast: Cast, room: Session) -> None:
    for who in ("ben", "ada", "hana", "lena"):
        with pytest.raises(NotVisible):
            change(cast, who)


def test_two_change_one_rating_the_second_sees_both(cast: Cast, room: Session) -> None:
    change(cast, "eli", to="partly", why="Half of it is there.")
    with pytest.raises(Conflict) as refused:
        change(cast, "dana", to="meets")

    assert dict(refused.value.theirs)["Why"] == "Half of it is there."
    assert dict(refused.value.mine) == {"Rating": "Steady at this level", "Why": WHY}
    assert RatingChange.objects.count() == 1


def test_by_the_page_the_second_is_answered_with_409_and_both_texts(cast: Cast, room: Session) -> None:
    row = rating_of(cast, "eli", "communication")
    change(cast, "eli", to="partly", why="Half of it is there.")
    sent = {"rating": f"{Changeable(row.pk, 0, '').key}:0", "point": "meets", "why": WHY}
    answer = signed_in(cast.dana).post(place("rating_change"), sent)

    assert answer.status_code == 409
    assert "Half of it is there." in answer.content.decode()
    assert WHY in answer.content.decode()


def test_no_choice_on_the_page_tells_which_rater_wrote_before_which(cast: Cast, room: Session) -> None:
    form = signed_in(cast.dana).get(place("entry")).context["change_form"]
    keys = [value.partition(":")[0] for value, _title in form.fields["rating"].choices]

    assert len(set(keys)) == len(keys) > 2
    assert all(len(key) == 32 for key in keys)
    assert {str(row) for row in Rating.objects.values_list("pk", flat=True)}.isdisjoint(keys)


def test_by_the_page_a_rating_is_changed(cast: Cast, room: Session) -> None:
    row = rating_of(cast, "eli", "communication")
    sent = {"rating": f"{Changeable(row.pk, 0, '').key}:0", "point": "meets", "why": WHY}

    assert signed_in(cast.eli).post(place("rating_change"), sent).status_code == 302
    assert signed_in(cast.chen).post(place("rating_change"), sent).status_code == 422  # not among what she may choose
    assert signed_in(cast.eli).post(place("rating_change"), {**sent, "point": ""}).status_code == 422
    again = {**sent, "rating": f"{Changeable(row.pk, 1, '').key}:1", "point": "cannot_judge"}
    assert signed_in(cast.eli).post(place("rating_change"), again).status_code == 302
    assert list(RatingChange.objects.values_list("old", "new")) == [("none", "meets"), ("meets", "")]


def test_a_change_says_why_and_changes_something(cast: Cast, room: Session) -> None:
    with pytest.raises(Malformed):
        change(cast, why=" ")
    with pytest.raises(NotNow):
        change(cast, to="none")
    with pytest.raises(Malformed):
        change(cast, to="splendid")


def test_a_rating_of_another_case_is_not_there(cast: Cast, room: Session) -> None:
    with pytest.raises(NotVisible):
        change_rating(cast.act(cast.dana), entry(), rating=10**9, seen=0, new=NewRating(point="meets", why=WHY))


def test_the_same_form_twice_changes_once(cast: Cast, room: Session) -> None:
    row = rating_of(cast, "eli", "communication")
    act, new = cast.act(cast.dana, once="k"), NewRating(point="meets", why=WHY)
    change_rating(act, entry(), rating=row.pk, seen=0, new=new)
    with pytest.raises(AlreadyDone):
        change_rating(act, entry(), rating=row.pk, seen=0, new=new)
    assert RatingChange.objects.count() == 1


def test_nothing_changes_before_the_room_is_open_nor_after_it_is_locked(cast: Cast, session: Session) -> None:
    with pytest.raises(NotNow):
        change(cast)
    step(cast, session, Step.OPEN_ROOM)
    settle(cast, session)
    step(cast, session, Step.LOCK)
    for refused in (
        lambda: change(cast),
        lambda: note(cast.act(cast.uma), entry(), words="Too late."),
        lambda: set_outcome(cast.act(cast.dana), entry(), outcome=RoomOutcome.PARK, was="confirm"),
    ):
        with pytest.raises(NotNow):
            refused()
    answer = signed_in(cast.dana).post(place("room_outcome"), {"outcome": "park", "was": "confirm"})
    assert answer.status_code == 409
    assert "The session is locked" in answer.content.decode()


def test_the_database_refuses_to_change_a_change(cast: Cast, room: Session) -> None:
    change(cast)
    for refused in (lambda: RatingChange.objects.update(why=""), lambda: RatingChange.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            refused()


def test_events_of_the_room_carry_no_content_and_are_not_in_the_candidates_journal(cast: Cast, room: Session) -> None:
    change(cast)
    note(cast.act(cast.uma), entry(), words=GAP)
    settle(cast, room)
    events = Event.objects.filter(kind__in=[Kind.RATING_CHANGED, Kind.ROOM_NOTED, Kind.ROOM_OUTCOME])

    assert len(events) == 3
    for event in events:
        assert not events_about(cast.ada).filter(pk=event.pk).exists()
        assert not any(text in str(event.facts) for text in (WHY, GAP, "meets", "none", "confirm"))


# Everybody sees the same


def test_the_room_asks_again_and_hears_nothing_until_something_changed(cast: Cast, room: Session) -> None:
    uma = signed_in(cast.uma)
    stamp = Room(room, cast.uma).stamp
    assert uma.get(f"{place()}?since={stamp}").status_code == 204
    change(cast)
    answer = uma.get(f"{place()}?since={stamp}", headers={"HX-Request": "true"})

    assert answer.status_code == 200
    assert "<del>0</del> → 2" in answer.content.decode()
    assert "<html" not in answer.content.decode()
    assert 'id="room-agenda" hx-swap-oob="true"' in answer.content.decode()


def test_when_the_session_moves_on_the_page_is_made_anew(cast: Cast, room: Session) -> None:
    uma = signed_in(cast.uma)
    stamp = Room(room, cast.uma).stamp
    settle(cast, room)
    step(cast, room, Step.LOCK)
    answer = uma.get(f"{place()}?since={stamp}")

    assert answer.headers["HX-Refresh"] == "true"


def test_what_happens_to_a_case_one_leaves_the_room_for_does_not_show(cast: Cast, room: Session) -> None:
    before = Room(room, cast.ben).stamp
    change(cast)
    note(cast.act(cast.uma), entry(), words="Something.")

    assert Room(Session.objects.get(), cast.ben).stamp == before


def test_who_left_the_company_is_out_of_the_room(cast: Cast, room: Session) -> None:
    uma = signed_in(cast.uma)
    cast.uma.left_on = cast.now.date()
    cast.uma.save(update_fields=["left_on"])

    assert uma.get(place()).status_code in {302, 404}
    with pytest.raises(NotVisible):
        note(cast.act(Person.objects.get(pk=cast.uma.pk)), entry(), words="Still here.")


def test_strangers_find_nothing(cast: Cast, room: Session) -> None:
    for who in ("ada", "ben", "hana", "jun", "kofi", "lena", "omar"):
        client = signed_in(cast.people[who])
        assert client.get(place()).status_code == 404, who
        for name in ("preview", "rating_change", "room_note", "room_outcome"):
            assert client.post(place(name), {"words": "x"}).status_code == 404, (who, name)
