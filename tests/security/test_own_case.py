"""Being the subject of a case beats every duty: not even a notice tells a candidate what others are told of it."""

from __future__ import annotations

from tests.web.cast import Cast, case_at
from tests.web.judging import give_all

from waypost.promotion.stages import Stage
from waypost.web.journal.kinds import Kind
from waypost.web.journal.models import Notice
from waypost.web.people.models import Duty, DutyKind, Person
from waypost.web.promotion.services.panels import conflict_declare


def told(person: Person) -> list[str]:
    """The kinds of everything somebody was told, in order."""
    return list(Notice.objects.filter(person=person).order_by("event__number").values_list("event__kind", flat=True))


def test_a_candidate_in_people_operations_is_not_told_that_a_panellist_declared_a_conflict(cast: Cast) -> None:
    Duty.objects.create(person=cast.ada, kind=DutyKind.PEOPLE_OPERATIONS, from_day=cast.ada.joined_on)
    case = case_at(cast, Stage.IN_REVIEW)
    before = told(cast.ada)
    conflict_declare(cast.act(cast.chen), case, other=cast.ada)
    assert told(cast.ada) == before
    assert told(cast.hana)[-1] == Kind.CONFLICT_DECLARED


def test_a_candidate_in_people_operations_is_not_told_that_the_last_review_is_in(cast: Cast) -> None:
    Duty.objects.create(person=cast.ada, kind=DutyKind.PEOPLE_OPERATIONS, from_day=cast.ada.joined_on)
    case = case_at(cast, Stage.IN_REVIEW)
    before = told(cast.ada)
    give_all(cast, case)
    assert told(cast.ada) == before
    assert told(cast.hana)[-1] == Kind.REVIEW_GIVEN


def test_a_candidate_in_people_operations_is_not_told_before_their_manager_that_it_is_decided(cast: Cast) -> None:
    Duty.objects.create(person=cast.ada, kind=DutyKind.PEOPLE_OPERATIONS, from_day=cast.ada.joined_on)
    case_at(cast, Stage.DECIDED)
    hidden = {Kind.CASE_DECIDED, Kind.CASE_RELEASED, Kind.REVIEW_GIVEN, Kind.SEAT_LEFT, Kind.CONFLICT_DECLARED}
    assert hidden.isdisjoint(told(cast.ada))
