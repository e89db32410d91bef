"""Raw agreement: pairs counted by hand, withheld where a share would say nothing."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.calibration.agreement import Agreement, Score, agreement, scores_of
from waypost.calibration.consistency.exact import gaps
from waypost.calibration.consistency.units import units_of
from waypost.calibration.ratings import read_ratings
from waypost.framework.schema import Framework
from waypost.promotion.panel import PanelKind
from waypost.promotion.scorecard import Rating


def judged(case: str, criterion: str, *places: int) -> list[Score]:
    return [Score(case=case, rater=f"r{i}", criterion=criterion, place=place) for i, place in enumerate(places)]


def test_three_raters_on_two_criteria_by_hand() -> None:
    """Pairs of 2, 2, 3 are 0, 1, 1 apart; pairs of 1, 3, 3 are 2, 2, 0 apart."""
    found = agreement([*judged("ada", "design", 2, 2, 3), *judged("ada", "outcome", 1, 3, 3)], points=4)
    assert found == Agreement(
        ratings=6,
        raters=3,
        pairs=6,
        exact=Fraction(2, 6),
        within_one=Fraction(4, 6),
        widest=2,
        counts=(0, 1, 2, 3),
    )


def test_only_ratings_of_the_same_thing_are_compared() -> None:
    found = agreement([*judged("ada", "design", 2), *judged("tomas", "design", 2)], points=4)
    assert (found.pairs, found.exact, found.withheld) == (
        0,
        None,
        "No two people have rated the same criterion of a case yet.",
    )


def test_one_pair_is_withheld_and_two_are_not() -> None:
    one = agreement(judged("ada", "design", 2, 2), points=4)
    assert (one.pairs, one.exact, one.within_one, one.withheld) == (
        1,
        None,
        None,
        "Only one pair of ratings can be compared; a share of one says nothing.",
    )
    two = agreement([*judged("ada", "design", 2, 2), *judged("ada", "outcome", 0, 1)], points=4)
    assert (two.pairs, two.exact, two.within_one, two.withheld) == (2, Fraction(1, 2), Fraction(1), "")


def test_no_ratings_count_as_none() -> None:
    assert agreement([], points=4).counts == (0, 0, 0, 0)


def test_ratings_become_places_and_cannot_judge_is_left_out(northwind: Framework) -> None:
    ratings = [
        Rating(rater="chen", panel=PanelKind.TECHNICAL, criterion="design", point="beyond"),
        Rating(rater="ravi", panel=PanelKind.TECHNICAL, criterion="design", point=None),
    ]
    assert scores_of(northwind, case="ada", ratings=ratings) == (
        Score(case="ada", rater="chen", criterion="design", place=3),
    )


@pytest.mark.parametrize(
    ("scores", "error"),
    [
        (judged("ada", "design", 4), "outside the scale"),
        (judged("ada", "design", -1), "outside the scale"),
        (judged("ada", "design", 2) * 2, "twice"),
    ],
)
def test_nonsense_is_refused(scores: list[Score], error: str) -> None:
    with pytest.raises(ValueError, match=error):
        agreement(scores, points=4)


some_scores = st.lists(
    st.builds(
        Score,
        case=st.sampled_from(["ada", "tomas"]),
        rater=st.sampled_from(["chen", "ravi", "dana"]),
        criterion=st.sampled_from(["design", "outcome"]),
        place=st.integers(0, 3),
    ),
    unique_by=lambda score: (score.case, score.rater, score.criterion),
)


@given(scores=some_scores, data=st.data())
def test_the_order_changes_nothing(scores: list[Score], data: st.DataObject) -> None:
    assert agreement(scores, points=4) == agreement(data.draw(st.permutations(scores)), points=4)


@given(scores=some_scores)
def test_shares_are_shares_and_within_one_holds_exact(scores: list[Score]) -> None:
    found = agreement(scores, points=4)
    assert sum(found.counts) == found.ratings == len(scores)
    assert (found.exact is None) == (found.within_one is None) == bool(found.withheld)
    if found.exact is not None and found.within_one is not None:
        assert 0 <= found.exact <= found.within_one <= 1
        assert (found.within_one == 1) == (found.widest <= 1)


@given(scores=some_scores.filter(lambda scores: len({score.place for score in scores}) > 1))
def test_the_room_counts_what_the_calibration_engine_counts(scores: list[Score]) -> None:
    columns = {
        "candidate": [score.case for score in scores],
        "rater": [score.rater for score in scores],
        "criterion": [score.criterion for score in scores],
        "rating": [score.place for score in scores],
    }
    units = units_of(read_ratings(columns, categories=4))
    found, apart = agreement(scores, points=4), gaps(units).tolist()
    assert found.pairs == sum(apart)
    assert found.widest == max((gap for gap, pairs in enumerate(apart) if pairs), default=0)
    if found.exact is not None and found.within_one is not None:
        assert (found.exact * found.pairs, found.within_one * found.pairs) == (apart[0], apart[0] + apart[1])


@given(scores=some_scores)
def test_turning_the_scale_round_changes_no_agreement(scores: list[Score]) -> None:
    turned = [Score(case=s.case, rater=s.rater, criterion=s.criterion, place=3 - s.place) for s in scores]
    one, other = agreement(scores, points=4), agreement(turned, points=4)
    assert (one.exact, one.within_one, one.widest) == (other.exact, other.within_one, other.widest)
    assert one.counts == other.counts[::-1]
