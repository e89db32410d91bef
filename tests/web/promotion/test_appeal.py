"""An appeal: once, within its window, to other panellists; the first round stays with those who were in it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.web.cast import SECOND_STRATEGIC, SECOND_TECHNICAL, Cast, case_at, move, signed_in
from tests.web.judging import (
    REASON,
    appeal,
    decide,
    give_all,
    judges,
    not_yet,
    release,
    reopen,
    review_of,
    tell,
    yes,
)

from waypost.promotion.panel import PanelKind
from waypost.promotion.stages import Action, Stage
from waypost.refusal import NotAllowed, NotNow, NotVisible
from waypost.web.promotion.models import Case, PanelName, Seat
from waypost.web.promotion.selectors.answers import answers_seen
from waypost.web.promotion.selectors.reviews import reviews_seen
from waypost.web.promotion.selectors.sight import sight_of
from waypost.web.promotion.services import panels

WINDOW = timedelta(days=10)  # of the shipped framework
TICK = timedelta(microseconds=1)


@pytest.fixture
def told(cast: Cast) -> Case:
    return case_at(cast, Stage.TOLD)


@pytest.fixture
def second(cast: Cast, told: Case) -> Case:
    """Under a second review."""
    return reopen(cast, appeal(cast, told))


# The window


def test_the_last_moment_of_the_window_is_in_it(cast: Cast, told: Case) -> None:
    assert appeal(cast, told, at=cast.now + WINDOW - TICK).stage == Stage.APPEALED


def test_at_its_end_it_is_over(cast: Cast, told: Case) -> None:
    with pytest.raises(NotNow) as refused:
        appeal(cast, told, at=cast.now + WINDOW)
    assert refused.value.code == "case.appeal.closed_off"


def test_an_appeal_says_why(cast: Cast, told: Case) -> None:
    with pytest.raises(NotNow):
        move(cast, told, Action.APPEAL, cast.ada, "  ")


def test_a_yes_cannot_be_appealed(cast: Cast) -> None:
    case = tell(cast, decide(cast, case_at(cast, Stage.IN_CALIBRATION), yes(cast, "design")))
    with pytest.raises(NotNow):
        appeal(cast, case)


def test_only_the_candidate_appeals(cast: Cast, told: Case) -> None:
    for who in ("ben", "hana", "dana"):
        with pytest.raises(NotAllowed):
            move(cast, told, Action.APPEAL, cast.people[who], "For her.")
    with pytest.raises(NotVisible):
        move(cast, told, Action.APPEAL, cast.lena, "For her.")


def test_by_the_page(cast: Cast, told: Case) -> None:
    place = reverse("promotion:appeal", args=[told.pk])
    ada = signed_in(cast.ada)
    assert ada.get(place).status_code == 200
    sent = {"seen": str(told.version), "words": "One claim was read as another's."}
    assert ada.post(place, sent).status_code == 302
    assert ada.get(place).status_code == 409  # a second time there is nothing to appeal
    assert signed_in(cast.ben).get(place).status_code == 403
    assert signed_in(cast.lena).get(place).status_code == 404


# Other panellists


def test_who_sat_in_the_first_round_is_refused_in_the_second(cast: Cast, told: Case) -> None:
    case = appeal(cast, told)
    with pytest.raises(NotNow) as refused:
        panels.seat_take(cast.act(cast.hana), case, panel=PanelName.TECHNICAL, person=cast.chen)
    assert "sat in the first round" in refused.value.sentence


def test_the_second_round_has_reviews_of_its_own(cast: Cast, second: Case) -> None:
    assert (second.stage, second.round, second.released_at) == (Stage.IN_REVIEW, 2, None)
    seated = {seat.person for seat in judges(second)}
    assert seated == {cast.people[name] for name in (*SECOND_TECHNICAL, *SECOND_STRATEGIC)}
    assert review_of(second, cast.tomas).given_at is None


def test_the_first_panels_reviews_stay_with_the_first_round(cast: Cast, second: Case) -> None:
    assert reviews_seen(sight_of(second, cast.tomas), PanelKind.TECHNICAL) == ()
    assert [one.number for one in reviews_seen(sight_of(second, cast.chen), PanelKind.TECHNICAL)] == [1]
    shown = signed_in(cast.tomas).get(reverse("promotion:case", args=[second.pk])).content.decode()
    assert REASON not in shown


def test_the_first_panels_do_not_see_the_second_ones_reviews(cast: Cast, second: Case) -> None:
    given = give_all(cast, second)
    found = reviews_seen(sight_of(given, cast.chen), PanelKind.TECHNICAL)

    assert [one.number for one in found] == [1]
    assert [one.number for one in reviews_seen(sight_of(given, cast.dana), PanelKind.TECHNICAL)] == [1, 2]


def test_the_first_panels_reviews_are_closed_to_writing(cast: Cast, second: Case) -> None:
    first = Seat.objects.get(case=second, person=cast.chen, round=1).review
    page = signed_in(cast.chen).get(reverse("promotion:review", args=[first.pk])).content.decode()

    assert "it stays as you gave it" in page


def test_the_candidate_keeps_the_first_answer_while_the_second_look_goes_on(cast: Cast, second: Case) -> None:
    from waypost.promotion.disclosure import Part

    assert [one.number for one in answers_seen(sight_of(second, cast.ada), Part.REASONS)] == [1]


# The second answer


def test_the_second_answer_stands_beside_the_first(cast: Cast, second: Case) -> None:
    from waypost.promotion.disclosure import Part

    case = move(cast, give_all(cast, second), Action.OPEN_CALIBRATION, cast.dana)
    case = decide(cast, case, yes(cast, "communication"))
    assert [one.number for one in answers_seen(sight_of(case, cast.ada), Part.DECISION)] == [1]
    assert [one.number for one in answers_seen(sight_of(case, cast.ben), Part.DECISION)] == [1]
    case = tell(cast, release(cast, case))

    assert [one.label for one in answers_seen(sight_of(case, cast.ada), Part.DECISION)] == ["Not yet", "Yes"]


def test_a_second_not_yet_adds_what_is_new_to_the_plan_of_the_first(cast: Cast, second: Case) -> None:
    case = move(cast, give_all(cast, second), Action.OPEN_CALIBRATION, cast.dana)
    again = not_yet("communication", "delivery", justification="Seen by both panels.")
    case = tell(cast, decide(cast, case, again))

    assert case.plan is not None
    assert sorted(gap.criterion for gap in case.plan.gaps.all()) == ["communication", "delivery"]


def test_an_appeal_can_be_made_once(cast: Cast, second: Case) -> None:
    case = move(cast, give_all(cast, second), Action.OPEN_CALIBRATION, cast.dana)
    case = tell(cast, decide(cast, case, not_yet("communication", justification="Still.")))
    with pytest.raises(NotNow):
        appeal(cast, case)


def test_the_letter_of_the_first_round_opens_no_letter_of_the_second(cast: Cast, second: Case) -> None:
    case = move(cast, give_all(cast, second), Action.OPEN_CALIBRATION, cast.dana)
    case = decide(cast, case, yes(cast, "communication"))

    assert signed_in(cast.ben).get(reverse("promotion:letter", args=[case.pk])).status_code == 404


# Taking it back


def test_taking_the_appeal_back_restores_the_first_answer_and_frees_the_second_panels(cast: Cast, second: Case) -> None:
    tomas = review_of(second, cast.tomas)
    case = move(cast, second, Action.TAKE_BACK_APPEAL, cast.ada)

    assert (case.stage, case.round) == (Stage.TOLD, 1)
    assert case.released_at is not None
    assert not Seat.objects.filter(case=case, round=2, left_at=None).exists()
    assert signed_in(cast.tomas).get(reverse("promotion:review", args=[tomas.pk])).status_code == 404
    assert signed_in(cast.tomas).get(reverse("promotion:case", args=[case.pk])).status_code == 404
    with pytest.raises(NotNow):
        appeal(cast, case)
