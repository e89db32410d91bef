"""Who a review belongs to: its author alone, as long as they hold the seat, and what its page costs."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.cast import Cast, case_at, move, signed_in
from tests.web.judging import give, give_all, rate, review_of
from tests.web.promotion.reviewing import READERS, keep

from waypost.promotion.disclosure import Extent, Part
from waypost.promotion.panel import PanelKind
from waypost.promotion.stages import Action, Stage
from waypost.refusal import NotVisible
from waypost.web.people.models import Person
from waypost.web.promotion.models import Case, PanelName, Seat
from waypost.web.promotion.selectors.facts import facts_of
from waypost.web.promotion.selectors.reviews import reviews_seen
from waypost.web.promotion.selectors.sight import sight_of
from waypost.web.promotion.services import panels


@pytest.fixture
def case(cast: Cast) -> Case:
    return case_at(cast, Stage.IN_REVIEW)


def test_a_review_is_its_authors_page_and_nobody_elses(cast: Cast, case: Case) -> None:
    review = review_of(case, cast.chen)
    for who in READERS:
        reader = signed_in(cast.people[who])
        assert reader.get(reverse("promotion:review", args=[review.pk])).status_code == 404, who
        assert reader.get(reverse("promotion:review_criterion", args=[review.pk, "design"])).status_code == 404, who
        assert reader.post(reverse("promotion:review_give", args=[review.pk])).status_code == 404, who


def test_a_reviewer_who_left_their_seat_loses_the_page_and_the_review_does_not_count(cast: Cast, case: Case) -> None:
    seat = Seat.objects.get(case=case, person=cast.chen)
    review = give(cast, seat)
    panels.seat_leave(cast.act(cast.hana), seat, because="A conflict came up.")
    case = give_all(cast, case)

    assert signed_in(cast.chen).get(reverse("promotion:review", args=[review.pk])).status_code == 404
    assert facts_of(case, now=cast.now).reviews_in == 5
    assert facts_of(case, now=cast.now).reviews_expected == 6
    assert {one.panel for one in reviews_seen(sight_of(case, cast.dana), PanelKind.TECHNICAL)} <= {PanelKind.TECHNICAL}
    assert [len(one.reviews) for one in reviews_seen(sight_of(case, cast.dana), PanelKind.TECHNICAL)] == [2]


def test_a_reviewer_who_left_the_company_does_not_count_and_can_be_replaced(cast: Cast, case: Case) -> None:
    case = give_all(cast, case)
    cast.chen.left_on = cast.now.date()
    cast.chen.save(update_fields=["left_on"])
    assert facts_of(case, now=cast.now).reviews_in == 5
    panels.seat_take(cast.act(cast.hana), case, panel=PanelName.TECHNICAL, person=cast.tomas)
    assert (facts_of(case, now=cast.now).reviews_in, facts_of(case, now=cast.now).reviews_expected) == (5, 6)
    give(cast, Seat.objects.get(case=case, person=cast.tomas))
    case = move(cast, case, Action.OPEN_CALIBRATION, cast.dana)
    sight = sight_of(case, cast.dana)
    (found,) = reviews_seen(sight, PanelKind.TECHNICAL)

    assert len(found.reviews) == 3
    assert Seat.objects.get(case=case, person=cast.chen).left_because == "Left the organisation."


def test_who_leaves_after_the_reviews_closed_has_judged(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_CALIBRATION)
    cast.chen.left_on = cast.now.date()
    cast.chen.save(update_fields=["left_on"])
    (found,) = reviews_seen(sight_of(case, cast.dana), PanelKind.TECHNICAL)

    assert len(found.reviews) == 3


def test_who_left_the_company_is_out_with_the_next_request(cast: Cast, case: Case) -> None:
    review = review_of(case, cast.chen)
    chen = signed_in(cast.chen)
    cast.chen.left_on = cast.now.date()
    cast.chen.save(update_fields=["left_on"])

    assert chen.get(reverse("promotion:review", args=[review.pk])).status_code in {302, 404}
    with pytest.raises(NotVisible):
        keep(cast, case, Person.objects.get(pk=cast.chen.pk))


def test_the_strategic_panel_reads_its_own_reviews_alone(cast: Cast, case: Case) -> None:
    case = give_all(cast, case)
    sight = sight_of(case, cast.eli)

    assert [len(one.reviews) for one in reviews_seen(sight, PanelKind.STRATEGIC)] == [3]
    assert reviews_seen(sight, PanelKind.TECHNICAL) == ()
    assert sight.extent(Part.STRATEGIC_REVIEWS) is Extent.ALL


def test_a_review_costs_a_constant_number_of_queries(cast: Cast, case: Case) -> None:
    seat = Seat.objects.get(case=case, person=cast.chen)
    review = review_of(case, cast.chen)
    places = (
        reverse("promotion:review", args=[review.pk]),
        reverse("promotion:review_criterion", args=[review.pk, "design"]),
    )
    chen = signed_in(cast.chen)
    few = [_queries(chen, place) for place in places]
    rate(cast, seat)
    give_all(cast, case, but=("chen",))

    assert few == [_queries(chen, place) for place in places]
    assert max(few) <= 15


def _queries(client: Client, place: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(place).status_code == 200
    return len(found)
