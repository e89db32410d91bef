"""A review: sealed while it is written and until the last is in, whole when given, and unchanged from then on."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from tests.web.cast import Cast, case_at, signed_in
from tests.web.judging import REASON, criteria_of, give, give_all, judges, rate, review_of
from tests.web.promotion.reviewing import READERS, keep

from waypost.promotion.panel import PanelKind
from waypost.promotion.stages import Stage
from waypost.refusal import Conflict, Malformed, NotNow, NotVisible
from waypost.web.journal.acts import AlreadyDone
from waypost.web.journal.kinds import Kind
from waypost.web.journal.models import Event, Notice
from waypost.web.journal.selectors import events_about
from waypost.web.people.models import Person
from waypost.web.promotion.models import Case, Rating, Review, Seat
from waypost.web.promotion.selectors.reviews import reviews_seen
from waypost.web.promotion.selectors.sight import sight_of
from waypost.web.promotion.services.reviews import CANNOT_JUDGE, give_review, keep_rating

SECRET = "The schema is brittle where refunds meet invoices."


@pytest.fixture
def case(cast: Cast) -> Case:
    return case_at(cast, Stage.IN_REVIEW)


# What is kept


def test_a_rating_is_kept_criterion_by_criterion_and_survives_the_browser(cast: Cast, case: Case) -> None:
    keep(cast, case, cast.chen, choice="", reason="First half of a thought")
    again = signed_in(cast.chen).get(
        reverse("promotion:review_criterion", args=[review_of(case, cast.chen).pk, "design"])
    )

    assert "First half of a thought" in again.content.decode()


def test_keeping_a_rating_writes_no_event(cast: Cast, case: Case) -> None:
    before = Event.objects.count()
    keep(cast, case, cast.chen)

    assert Event.objects.count() == before


def test_two_windows_on_one_criterion_one_wins_and_the_other_sees_both_texts(cast: Cast, case: Case) -> None:
    keep(cast, case, cast.chen, reason="Written at the desk.")

    with pytest.raises(Conflict) as refused:
        keep(cast, case, cast.chen, choice="partly", reason="Written on the train.")

    assert dict(refused.value.theirs) == {"Rating": "Steady at this level", "Reason": "Written at the desk."}
    assert dict(refused.value.mine)["Reason"] == "Written on the train."
    assert Rating.objects.get(criterion="design").reason == "Written at the desk."


def test_the_page_answers_the_second_window_with_409_and_both_texts(cast: Cast, case: Case) -> None:
    keep(cast, case, cast.chen, reason="Written at the desk.")
    place = reverse("promotion:review_criterion", args=[review_of(case, cast.chen).pk, "design"])
    answer = signed_in(cast.chen).post(place, {"seen": "0", "choice": "partly", "reason": "Written on the train."})

    assert answer.status_code == 409
    assert "Written at the desk." in answer.content.decode()
    assert "Written on the train." in answer.content.decode()


def test_two_windows_on_two_criteria_do_not_meet(cast: Cast, case: Case) -> None:
    review = review_of(case, cast.chen)
    for criterion in ("design", "code"):
        keep_rating(cast.act(cast.chen), review, criterion=criterion, seen=0, choice="meets", reason=REASON)

    assert set(Rating.objects.values_list("criterion", flat=True)) == {"design", "code"}


def test_the_same_rating_sent_twice_is_kept_once(cast: Cast, case: Case) -> None:
    assert keep(cast, case, cast.chen).version == 1
    assert keep(cast, case, cast.chen).version == 1


def test_it_saves_itself_and_says_when(cast: Cast, case: Case) -> None:
    place = reverse("promotion:review_criterion", args=[review_of(case, cast.chen).pk, "design"])
    sent = {"seen": "0", "choice": "partly", "reason": ""}
    answer = signed_in(cast.chen).post(place, sent, headers={"HX-Request": "true"})

    assert answer.status_code == 200
    assert 'name="seen" value="1"' in answer.content.decode()
    assert Rating.objects.get().point == "partly"


@pytest.mark.parametrize("choice", ["excellent", "0"])
def test_only_points_of_the_scale_are_ratings(cast: Cast, case: Case, choice: str) -> None:
    with pytest.raises(Malformed):
        keep(cast, case, cast.chen, choice=choice)


def test_a_panellist_rates_the_criteria_of_their_panel_alone(cast: Cast, case: Case) -> None:
    technical = set(criteria_of(cast, judges(case)[-1]))
    with pytest.raises(NotVisible):
        keep(cast, case, cast.eli)  # design is the engineers'
    place = reverse("promotion:review_criterion", args=[review_of(case, cast.eli).pk, "design"])

    assert signed_in(cast.eli).get(place).status_code == 404
    assert "design" in technical


# What is shown beside a criterion


def test_the_page_shows_the_packet_as_it_was_submitted(cast: Cast, case: Case) -> None:
    claim = cast.claims["schema"]
    claim.title = "Renamed afterwards"
    claim.save()
    shown = (
        signed_in(cast.chen)
        .get(reverse("promotion:review_criterion", args=[review_of(case, cast.chen).pk, "design"]))
        .content.decode()
    )

    assert "Order events became one schema" in shown
    assert "Renamed afterwards" not in shown
    assert "Ledger split without downtime" not in shown  # speaks to other criteria


def test_the_page_shows_what_the_assessments_say_about_the_criterion(cast: Cast, case: Case) -> None:
    shown = (
        signed_in(cast.chen)
        .get(reverse("promotion:review_criterion", args=[review_of(case, cast.chen).pk, "design"]))
        .content.decode()
    )

    assert "Owns the order-events design." in shown
    assert "Writes so that others decide." not in shown  # is about communication


# Sealed


def test_nobody_sees_anything_of_a_review_before_it_is_given(cast: Cast, case: Case) -> None:
    seat = Seat.objects.get(case=case, person=cast.chen)
    _pages(case, cast.hana)  # a first look by people operations is told to the candidate, whatever it met
    quiet = {who: _pages(case, cast.people[who]) for who in READERS}
    rate(cast, seat)
    Rating.objects.filter(review__seat=seat).update(reason=SECRET)
    kept = {who: _pages(case, cast.people[who]) for who in READERS}

    assert kept == quiet  # byte for byte: not even that a criterion is done


def test_a_given_review_stays_sealed_until_the_last_is_in(cast: Cast, case: Case) -> None:
    give(cast, Seat.objects.get(case=case, person=cast.chen))
    readers = [cast.people[who] for who in READERS]

    assert not any(REASON in _pages(case, reader) for reader in readers)
    assert not any(reviews_seen(sight_of(case, reader), PanelKind.TECHNICAL) for reader in readers)


def test_after_the_last_they_open_to_those_the_table_names(cast: Cast, case: Case) -> None:
    case = give_all(cast, case)
    found = {who: reviews_seen(sight_of(case, cast.people[who]), PanelKind.TECHNICAL) for who in (*READERS, "chen")}

    assert {who: len(rounds[0].reviews) for who, rounds in found.items() if rounds} == {"chen": 3, "ravi": 3, "dana": 3}


def test_reviews_open_together_without_names_by_the_day(cast: Cast, case: Case) -> None:
    for days, seat in enumerate(judges(case)):
        give(cast, seat, at=cast.now + timedelta(hours=days))
    case.refresh_from_db()
    (found,) = reviews_seen(sight_of(case, cast.dana), PanelKind.TECHNICAL)

    assert [review.title for review in found.reviews] == ["Reviewer A", "Reviewer B", "Reviewer C"]
    assert not any(hasattr(review.on, "hour") for review in found.reviews)
    shown = signed_in(cast.dana).get(reverse("promotion:case", args=[case.pk])).content.decode()
    reviews = shown[shown.index("The technical panel’s reviews") :].split("<aside")[0]
    assert "Reviewer A" in reviews
    assert not any(name in reviews for name in ("Chen Wei", "Ravi Menon", "Sana Iqbal"))


def test_the_order_of_reviews_does_not_follow_who_gave_first(cast: Cast, case: Case) -> None:
    case = give_all(cast, case)
    (found,) = reviews_seen(sight_of(case, cast.dana), PanelKind.TECHNICAL)
    (again,) = reviews_seen(sight_of(case, cast.chen), PanelKind.TECHNICAL)

    assert [one.letter for one in found.reviews] == [one.letter for one in again.reviews]
    assert [one.own for one in again.reviews].count(True) == 1


def test_a_panellist_always_reads_their_own(cast: Cast, case: Case) -> None:
    review = give(cast, Seat.objects.get(case=case, person=cast.chen))
    shown = signed_in(cast.chen).get(reverse("promotion:review", args=[review.pk])).content.decode()

    assert "Your review" in shown
    assert REASON in shown


# Giving


def test_a_review_is_given_only_whole(cast: Cast, case: Case) -> None:
    keep(cast, case, cast.chen, reason="")
    with pytest.raises(NotNow) as refused:
        give_review(cast.act(cast.chen), review_of(case, cast.chen))

    missing = {one.where: one.says for one in refused.value.missing}
    assert set(missing) == set(criteria_of(cast, Seat.objects.get(case=case, person=cast.chen)))
    assert missing["design"] == "“System design” has no reason yet."
    assert missing["code"].endswith("has no rating yet.")


def test_cannot_judge_counts_as_a_rating_and_asks_why(cast: Cast, case: Case) -> None:
    seat = Seat.objects.get(case=case, person=cast.chen)
    review = give(cast, seat, {"design": CANNOT_JUDGE})
    row = Rating.objects.get(review=review, criterion="design")

    assert (row.point, row.cannot_judge, row.reason) == ("", True, REASON)


def test_a_given_review_cannot_be_changed_nor_given_again(cast: Cast, case: Case) -> None:
    review = give(cast, Seat.objects.get(case=case, person=cast.chen))
    with pytest.raises(NotNow) as kept:
        keep(cast, case, cast.chen, seen=1, choice="partly")
    with pytest.raises(NotNow) as given:
        give_review(cast.act(cast.chen), review)

    assert (kept.value.code, given.value.code) == ("review.given", "review.given")


def test_the_database_refuses_to_change_what_was_given(cast: Cast, case: Case) -> None:
    review = give(cast, Seat.objects.get(case=case, person=cast.chen))
    for change in (
        lambda: Rating.objects.filter(review=review).update(point="none"),
        lambda: Rating.objects.filter(review=review).delete(),
        lambda: Review.objects.filter(pk=review.pk).update(given_at=None),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_the_form_sent_twice_gives_once(cast: Cast, case: Case) -> None:
    seat = Seat.objects.get(case=case, person=cast.chen)
    review = rate(cast, seat)
    give_review(cast.act(cast.chen, once="k"), review)
    with pytest.raises(AlreadyDone):
        give_review(cast.act(cast.chen, once="k"), review)

    assert Event.objects.filter(kind=Kind.REVIEW_GIVEN).count() == 1


def test_the_event_says_that_and_not_what(cast: Cast, case: Case) -> None:
    give(cast, Seat.objects.get(case=case, person=cast.chen))
    event = Event.objects.get(kind=Kind.REVIEW_GIVEN)

    assert set(event.facts) == {"panel", "round", "criteria", "content"}
    assert not events_about(cast.ada).filter(pk=event.pk).exists()  # nor do they read there who gave it, and when
    assert not event.subject.startswith("case:")


def test_nobody_is_told_of_a_single_review_and_the_facilitator_of_the_last(cast: Cast, case: Case) -> None:
    *first, last = judges(case)
    for seat in first:
        give(cast, seat)
    assert not Notice.objects.filter(event__kind=Kind.REVIEW_GIVEN).exists()
    give(cast, last)

    told = Notice.objects.filter(event__kind=Kind.REVIEW_GIVEN).values_list("person__name", flat=True)
    assert set(told) == {"Dana Mbeki", "Hana Kobayashi"}


def test_giving_by_the_page(cast: Cast, case: Case) -> None:
    review = rate(cast, Seat.objects.get(case=case, person=cast.chen))
    chen = signed_in(cast.chen)
    assert "Everything is there" in chen.get(reverse("promotion:review", args=[review.pk])).content.decode()
    answer = chen.post(reverse("promotion:review_give", args=[review.pk]), {"once": "one"}, follow=True)

    assert "it stays as you gave it" in answer.content.decode()


def test_reviews_are_closed_outside_the_review(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_CALIBRATION)
    with pytest.raises(NotNow):
        keep(cast, case, cast.chen, seen=1)


def _pages(case: Case, reader: Person) -> str:
    """Everything a reader sees of the case, without what differs with every request."""
    client = signed_in(reader)
    places = [
        reverse("promotion:case", args=[case.pk]),
        f"{reverse('promotion:case', args=[case.pk])}?criterion=design",
        reverse("promotion:panel", args=[case.pk]),
        reverse("promotion:board"),
    ]
    text = "".join(client.get(place).content.decode() for place in places)
    text = re.sub(r'name="(once|csrfmiddlewaretoken)" value="[^"]*"', "", text)
    return re.sub(r"<b>\d+</b> <span class=\"unseen\">unread", "", text)
