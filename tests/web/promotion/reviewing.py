"""A case in review, and one criterion of a review that is kept."""

from __future__ import annotations

from tests.web.cast import Cast
from tests.web.judging import REASON, review_of

from waypost.web.people.models import Person
from waypost.web.promotion.models import Case, Rating
from waypost.web.promotion.services.reviews import keep_rating

READERS = ("ada", "ben", "ravi", "eli", "dana", "ivo", "hana", "jun", "kofi", "lena", "omar")


def keep(cast: Cast, case: Case, who: Person, *, seen: int = 0, choice: str = "meets", reason: str = REASON) -> Rating:
    return keep_rating(cast.act(who), review_of(case, who), criterion="design", seen=seen, choice=choice, reason=reason)
