"""Panels: who may sit and why not, seats taken and freed, conflicts, and lists that stay short at any size."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.cast import Cast, case_at, move, signed_in
from tests.web.climbing import seat_all

from waypost.promotion.disclosure import Part
from waypost.promotion.stages import Action, Stage
from waypost.refusal import Malformed, NotAllowed, NotNow, NotVisible
from waypost.web.journal.models import Event, Notice
from waypost.web.people.models import Duty, Person, Position
from waypost.web.promotion.models import Case, DeclaredConflict, PanelName, Review, Seat
from waypost.web.promotion.selectors.facts import facts_of
from waypost.web.promotion.selectors.sight import sight_of
from waypost.web.promotion.services import panels

TECHNICAL, STRATEGIC = PanelName.TECHNICAL, PanelName.STRATEGIC


@pytest.fixture
def case(cast: Cast) -> Case:
    """Ada's case, submitted, with no panel yet."""
    return case_at(cast, Stage.SUBMITTED)


def take(cast: Cast, case: Case, name: str, panel: PanelName = TECHNICAL, *, by: str = "hana") -> Seat:
    """Somebody gives a seat to somebody."""
    return panels.seat_take(cast.act(cast.people[by]), case, panel=panel, person=cast.people[name])


def lacks(case: Case, cast: Cast) -> set[str]:
    """Which panels still lack something."""
    fresh = Case.objects.get(pk=case.pk)
    return {one.where for one in facts_of(fresh, now=cast.now).panels or ()}


@pytest.mark.parametrize(
    ("name", "panel", "kind"),
    [
        ("chen", TECHNICAL, "engineer"),
        ("dana", TECHNICAL, "engineer"),
        ("eli", STRATEGIC, "product"),
        ("femi", STRATEGIC, "design"),
        ("gul", STRATEGIC, "business"),
        ("dana", PanelName.FACILITATOR, "engineering-leader"),
        ("ivo", PanelName.DECIDER, "engineering-leader"),
    ],
)
def test_a_seat_is_taken_by_who_fits_it(cast: Cast, case: Case, name: str, panel: PanelName, kind: str) -> None:
    seat = take(cast, case, name, panel)
    assert (seat.person, seat.panel, seat.kind, seat.round) == (cast.people[name], panel, kind, 1)


@pytest.mark.parametrize(
    ("name", "panel", "says"),
    [
        ("ada", TECHNICAL, "Ada Lindqvist is the candidate."),
        ("ben", TECHNICAL, "Ada Lindqvist reports to Ben Okafor."),
        ("ivo", TECHNICAL, "Ada Lindqvist reports to Ivo Petrov."),
        ("noor", TECHNICAL, "Noor Haddad and Ada Lindqvist are on the same team."),
        ("priya", TECHNICAL, "Priya Raman is below the band the case is for."),
        ("eli", TECHNICAL, "No seat of this panel is for what Eli Brandt does."),
        ("chen", STRATEGIC, "No seat of this panel is for what Chen Wei does."),
        ("kofi", PanelName.FACILITATOR, "No seat of this panel is for what Kofi Mensah does."),
        ("chen", PanelName.DECIDER, "No seat of this panel is for what Chen Wei does."),
        ("mia", TECHNICAL, "Mia Jansen has no position here any more."),
    ],
)
def test_who_must_not_sit_is_refused_with_the_reason(
    cast: Cast, case: Case, name: str, panel: PanelName, says: str
) -> None:
    with pytest.raises(NotNow) as refused:
        take(cast, case, name, panel)
    assert refused.value.sentence == says
    assert not Seat.objects.exists()


def test_who_reports_to_the_candidate_however_far_below_does_not_sit(cast: Cast, case: Case) -> None:
    Position.objects.filter(person=cast.uma).update(manager=cast.ada)
    Position.objects.filter(person=cast.tomas).update(manager=cast.uma)
    with pytest.raises(NotNow) as refused:
        take(cast, case, "tomas")
    assert refused.value.sentence == "Tomas Ruiz reports to Ada Lindqvist."


def test_a_line_of_the_past_and_a_duty_of_the_past_count_no_more(cast: Cast, case: Case) -> None:
    today = cast.now.date()
    Position.objects.filter(person=cast.tomas).update(
        manager=cast.ada, until_day=today, from_day=today - timedelta(days=9)
    )
    Position.objects.create(
        person=cast.tomas,
        team=cast.teams["data"],
        manager=cast.ivo,
        function="engineering",
        level="staff",
        from_day=today,
    )
    assert take(cast, case, "tomas").person == cast.tomas
    Duty.objects.filter(person=cast.dana).update(until_day=today)
    with pytest.raises(NotNow):
        take(cast, case, "dana", PanelName.FACILITATOR)


def test_seats_have_an_end_and_nobody_sits_twice(cast: Cast, case: Case) -> None:
    for name in ("chen", "ravi", "sana"):
        take(cast, case, name)
    with pytest.raises(NotNow) as refused:
        take(cast, case, "uma")
    assert refused.value.code == "seat.full"
    with pytest.raises(NotNow) as again:
        take(cast, case, "chen", PanelName.TECHNICAL)
    assert again.value.code in ("seat.twice", "seat.full")
    Seat.objects.filter(person=cast.chen).update(panel="facilitator", kind="engineering-leader")
    with pytest.raises(NotNow) as twice:
        take(cast, case, "chen")
    assert twice.value.code == "seat.twice"


@pytest.mark.parametrize(
    ("name", "refusal"),
    [("ada", NotAllowed), ("ben", NotAllowed), ("chen", NotVisible), ("lena", NotVisible), ("omar", NotVisible)],
)
def test_only_people_operations_and_the_facilitator_seat(
    cast: Cast, case: Case, name: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        take(cast, case, "uma", by=name)
    take(cast, case, "dana", PanelName.FACILITATOR)
    assert take(cast, case, "uma", by="dana").person == cast.uma


@pytest.mark.parametrize("stage", [Stage.NOMINATED, Stage.WITHDRAWN])
def test_nobody_is_seated_before_there_is_a_packet_or_after_it_is_gone(cast: Cast, stage: Stage) -> None:
    with pytest.raises(NotNow):
        take(cast, case_at(cast, stage), "chen")


def test_who_does_not_see_the_case_yet_is_told_when_the_review_begins(cast: Cast, case: Case) -> None:
    seat_all(cast, case)
    early = {notice.person for notice in Notice.objects.filter(event__kind="seat.taken")}
    assert early == {cast.dana}
    assert signed_in(cast.chen).get("/promotions/").context["board"].seats_to_come == 1
    move(cast, case, Action.START_REVIEW, cast.dana)
    told = Notice.objects.filter(event__facts__to="in_review").values_list("person__email", flat=True)
    assert {"chen@example.org", "eli@example.org", "ivo@example.org", "ada@example.org"} <= set(told)
    assert signed_in(cast.chen).get("/promotions/").context["board"].seats_to_come == 0


def test_a_seat_freed_for_a_conflict_is_filled_again_and_its_review_counts_no_more(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_REVIEW)
    seat = Seat.objects.get(case=case, person=cast.ravi)
    Review.objects.filter(seat=seat).update(given_at=cast.now)
    before = facts_of(case, now=cast.now)
    panels.seat_leave(cast.act(cast.dana), seat, because="They wrote the design together.")
    after = facts_of(case, now=cast.now)
    assert [(f.reviews_in, f.reviews_expected) for f in (before, after)] == [(1, 6), (0, 6)]
    new = take(cast, case, "uma")
    assert Review.objects.filter(seat=new, given_at=None).exists()
    left = Seat.objects.get(pk=seat.pk)
    assert (left.left_at, left.left_because) == (cast.now, "They wrote the design together.")


@pytest.mark.parametrize("because", ["", "   ", "x" * 4001])
def test_freeing_a_seat_asks_for_a_reason(cast: Cast, case: Case, because: str) -> None:
    seat = take(cast, case, "chen")
    with pytest.raises(Malformed):
        panels.seat_leave(cast.act(cast.hana), seat, because=because)


def test_nobody_frees_the_seat_of_another(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_REVIEW)
    seat = Seat.objects.get(case=case, person=cast.ravi)
    for name, refusal in (("chen", NotAllowed), ("ada", NotAllowed), ("lena", NotVisible)):
        with pytest.raises(refusal):
            panels.seat_leave(cast.act(cast.people[name]), seat, because="Because.")
    panels.seat_leave(cast.act(cast.ravi), seat, because="I am away.")
    with pytest.raises(NotVisible):
        panels.seat_leave(cast.act(cast.ravi), seat, because="I am away.")


def test_a_panellist_who_declares_a_conflict_leaves_at_once_and_stays_out(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_REVIEW)
    panels.conflict_declare(cast.act(cast.ravi), case, other=cast.ada, words="We are married.")
    assert not Seat.objects.filter(case=case, person=cast.ravi, left_at=None).exists()
    assert not Case.objects.visible_to(cast.ravi).filter(pk=case.pk).exists()
    with pytest.raises(NotNow) as refused:
        take(cast, case, "ravi")
    assert refused.value.sentence == "A conflict between Ravi Menon and Ada Lindqvist was declared."
    event = Event.objects.get(kind="conflict.declared")
    assert "married" not in str(event.facts)
    assert [notice.person for notice in Notice.objects.filter(event=event)] == [cast.hana]


def test_a_conflict_the_candidate_declares_stops_the_case_until_the_seat_is_given_away(cast: Cast, case: Case) -> None:
    seat_all(cast, case)
    panels.conflict_declare(cast.act(cast.ada), case, other=cast.chen)
    assert lacks(case, cast) == {"panel:technical"}
    with pytest.raises(NotNow):
        move(cast, case, Action.START_REVIEW, cast.dana)
    panels.seat_leave(cast.act(cast.hana), Seat.objects.get(person=cast.chen), because="Declared.")
    take(cast, case, "uma")
    assert move(cast, case, Action.START_REVIEW, cast.dana).stage == Stage.IN_REVIEW


def test_a_conflict_is_declared_with_somebody_who_sits_and_once(cast: Cast, case: Case) -> None:
    seat_all(cast, case)
    with pytest.raises(Malformed):
        panels.conflict_declare(cast.act(cast.ada), case, other=cast.uma)
    panels.conflict_declare(cast.act(cast.ada), case, other=cast.chen)
    with pytest.raises(NotNow):
        panels.conflict_declare(cast.act(cast.ada), case, other=cast.chen)
    for name in ("ben", "hana"):
        with pytest.raises(NotAllowed):
            panels.conflict_declare(cast.act(cast.people[name]), case, other=cast.chen)
    assert DeclaredConflict.objects.count() == 1


def test_somebody_who_left_the_organisation_leaves_an_open_seat(cast: Cast, case: Case) -> None:
    seat_all(cast, case)
    assert lacks(case, cast) == set()
    Person.objects.filter(pk=cast.chen.pk).update(left_on=cast.now.date())
    assert lacks(case, cast) == {"panel:technical"}
    assert take(cast, case, "uma").person == cast.uma


def test_after_an_appeal_other_people_sit(cast: Cast, case: Case) -> None:
    seat_all(cast, case)
    Case.objects.filter(pk=case.pk).update(stage=Stage.APPEALED.value, round=2, appealed_at=cast.now)
    with pytest.raises(NotNow) as refused:
        take(cast, case, "chen")
    assert refused.value.sentence == "Chen Wei sat in the first round; an appeal goes to other panellists."
    assert take(cast, case, "uma").round == 2


def test_the_pages_of_the_panel_seat_free_and_declare(cast: Cast, case: Case) -> None:
    hana, place = signed_in(cast.hana), f"/promotions/{case.pk}/panel/"
    listed = hana.get(place, {"panel": "technical"}).context["page"].sitters.listed
    found = {one.position.person.name: one.eligibility.may_sit for one in listed}
    assert found["Chen Wei"] is True
    assert found["Ben Okafor"] is False
    assert "Priya Raman" not in found  # below the band: found by a search, with the reason
    searched = hana.get(place, {"panel": "technical", "q": "priya"})
    assert "Priya Raman is below the band the case is for." in searched.content.decode()
    form = {"panel": "technical", "person": str(cast.chen.pk), "once": "s"}
    assert hana.post(place + "take/", form).status_code == 302
    assert hana.post(place + "take/", form).status_code == 302
    seat = Seat.objects.get()
    assert hana.post(place + "take/", {**form, "person": str(cast.noor.pk), "once": "t"}).status_code == 409
    assert hana.post(place + "take/", {**form, "panel": "calibrator", "once": "u"}).status_code == 422
    assert hana.post(f"/promotions/seats/{seat.pk}/leave/", {"because": ""}).status_code == 422
    assert hana.post(f"/promotions/seats/{seat.pk}/leave/", {"because": "Away."}).status_code == 302
    assert signed_in(cast.lena).get(f"/promotions/seats/{seat.pk}/leave/").status_code == 404


def test_the_candidate_sees_who_sits_and_nothing_of_why_others_do_not(cast: Cast, case: Case) -> None:
    seat_all(cast, case)
    panels.conflict_declare(cast.act(cast.ada), case, other=cast.chen, words="An old quarrel.")
    page = signed_in(cast.ada).get(f"/promotions/{case.pk}/panel/", {"panel": "technical"})
    assert page.context["page"].sitters is None
    assert "Ravi Menon" in page.content.decode()
    assert "An old quarrel." not in page.content.decode()
    assert "An old quarrel." in signed_in(cast.hana).get(f"/promotions/{case.pk}/panel/").content.decode()


def test_ten_thousand_people_cost_no_more_queries_than_twenty(cast: Cast, case: Case) -> None:
    hana, place = signed_in(cast.hana), f"/promotions/{case.pk}/panel/?panel=technical"
    hana.get(place)
    with CaptureQueriesContext(
        connection,
    ) as few:
        hana.get(place)
    _many_engineers(cast, 300)
    with CaptureQueriesContext(connection) as many:
        page = hana.get(place)
    assert len(many) == len(few) <= 15
    assert len(page.context["page"].sitters.listed) == 20
    assert page.context["page"].sitters.more
    assert len(page.content) < 60_000


def _many_engineers(cast: Cast, number: int) -> None:
    joined = cast.now.date() - timedelta(days=100)
    people = [
        Person(number=f"X{n:05}", name=f"Engineer {n:05}", email=f"x{n}@example.org", joined_on=joined, password="!")
        for n in range(number)
    ]
    Person.objects.bulk_create(people)
    Position.objects.bulk_create(
        Position(
            person=one,
            team=cast.teams["data"],
            manager=cast.ivo,
            function="engineering",
            level="staff",
            title="Staff Engineer",
            from_day=joined,
        )
        for one in people
    )


def test_a_reader_of_the_panel_is_somebody_who_sees_it(cast: Cast) -> None:
    case = case_at(cast, Stage.GATHERING)
    assert not sight_of(case, cast.ada).sees(Part.PANEL)
    assert signed_in(cast.ada).get(f"/promotions/{case.pk}/panel/").status_code == 404
