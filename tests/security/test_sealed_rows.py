"""What is sealed takes in nothing either: no rating is added to a given review, no reason to a recorded decision.

The statements go past the application, as they would by hand in the database.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from tests.web.cast import Cast, case_at
from tests.web.judging import judges

from waypost.promotion.stages import Stage
from waypost.web.promotion.models import Case, Decision, Letter, Rating, Reason, Review


def refused(rows: models.QuerySet[Any], **changes: object) -> bool:
    """Whether the database itself refuses to write `changes` to these rows, of which there has to be one."""
    assert rows.exists()
    try:
        with transaction.atomic():
            rows.update(**changes)
    except IntegrityError:
        return True
    return False


@pytest.fixture
def two_cases(cast: Cast) -> tuple[Case, Case]:
    """Ada's case, told, and a second one of hers in review whose rows are not sealed yet."""
    told = case_at(cast, Stage.TOLD)
    Case.objects.filter(pk=told.pk).update(stage=Stage.CLOSED.value)
    return told, case_at(cast, Stage.IN_REVIEW)


def test_no_rating_is_added_to_a_given_review(two_cases: tuple[Case, Case]) -> None:
    told, _other = two_cases
    review = Review.objects.filter(seat__case=told).first()
    assert review is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(review=review, criterion="planted", point="meets", reason="Nobody wrote this.")


def test_no_rating_is_moved_into_a_given_review(two_cases: tuple[Case, Case]) -> None:
    told, other = two_cases
    given = Review.objects.filter(seat__case=told).first()
    draft = Rating.objects.create(
        review=Review.objects.get(seat=judges(other)[0]), criterion="planted", point="meets", reason="Not yet given."
    )
    assert refused(Rating.objects.filter(pk=draft.pk), review=given)


def test_no_reason_is_moved_into_a_recorded_decision(cast: Cast, two_cases: tuple[Case, Case]) -> None:
    told, other = two_cases
    draft = Decision.objects.create(case=other, by=cast.ivo)
    reason = Reason.objects.create(
        decision=draft, criterion="planted", level="staff", expectation="Anything.", words="Anything."
    )
    assert refused(Reason.objects.filter(pk=reason.pk), decision=Decision.objects.get(case=told))


def test_a_draft_stays_free_to_change(two_cases: tuple[Case, Case]) -> None:
    _told, other = two_cases
    draft = Rating.objects.create(
        review=Review.objects.get(seat=judges(other)[0]), criterion="design", reason="So far."
    )
    assert not refused(Rating.objects.filter(pk=draft.pk), reason="On second thought.")


def test_what_was_said_is_not_changed(two_cases: tuple[Case, Case]) -> None:
    told, _other = two_cases
    decision = Decision.objects.get(case=told)
    assert refused(Review.objects.filter(seat__case=told), given_at=None)
    assert refused(Rating.objects.filter(review__seat__case=told), point="exceeds")
    assert refused(Decision.objects.filter(pk=decision.pk), decided_at=None)
    assert refused(Reason.objects.filter(decision=decision), words="Something else.")
    assert refused(Letter.objects.filter(decision=decision), words="Something else.")
