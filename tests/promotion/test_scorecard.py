"""The scorecard: parts before the whole, weights of the track, must-haves by themselves, panels beside each other."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.framework.schema import Framework
from waypost.promotion.decision import Outcome, Recommendation
from waypost.promotion.panel import PanelKind
from waypost.promotion.scorecard import Measure, Rating, Scorecard, Withheld, scorecard

T, S = PanelKind.TECHNICAL, PanelKind.STRATEGIC
POINTS = {0: "none", 1: "partly", 2: "meets", 3: "beyond"}
NONE_YET = Withheld("Nobody has rated “System design” yet.")


def rated(panel: PanelKind, criterion: str, *values: int | None) -> list[Rating]:
    """One rating per value, by rater 0, 1, ... of the panel; None is *cannot judge*."""
    return [
        Rating(
            rater=f"{panel}-{i}",
            panel=panel,
            criterion=criterion,
            point=None if value is None else POINTS[value],
        )
        for i, value in enumerate(values)
    ]


ADAS = [
    *rated(T, "design", 2, 2, 3),
    *rated(T, "operations", 2, 1, 2),
    *rated(S, "outcome", 2, 1, 3),
    *rated(S, "communication", 1, 1, 2),
]


def means(card: Scorecard) -> dict[str, Fraction | None]:
    return {d.dimension.key: d.measure.mean if isinstance(d.measure, Measure) else None for d in card.dimensions}


def test_adas_scorecard_by_hand(northwind: Framework) -> None:
    card = scorecard(northwind, level="staff", ratings=ADAS)
    technical, impact, people = Fraction(2), Fraction(2), Fraction(4, 3)
    assert means(card) == {"technical": technical, "impact": impact, "people": people}
    assert [(d.weight, d.share) for d in card.dimensions] == [
        (70, Fraction(7, 10)),
        (20, Fraction(1, 5)),
        (10, Fraction(1, 10)),
    ]
    assert card.whole == Measure(mean=Fraction(29, 15), n=12, low=1, high=3)
    assert (card.must_met, card.clears_bar, card.from_bar) == (True, False, Fraction(1, 15))
    design = card.dimensions[0].criteria[0]
    assert design.measure == Measure(mean=Fraction(7, 3), n=3, low=2, high=3)
    assert [(point.key, count) for point, count in design.counts] == [
        ("none", 0),
        ("partly", 0),
        ("meets", 2),
        ("beyond", 1),
    ]
    assert card.widest_spread == 2


def test_exactly_the_bar_clears_it(northwind: Framework) -> None:
    ratings = [r for c in ("design", "operations") for r in rated(T, c, 2)]
    ratings += [r for c in ("outcome", "communication") for r in rated(S, c, 2)]
    card = scorecard(northwind, level="staff", ratings=ratings)
    assert (card.bar.key, card.clears_bar, card.from_bar) == ("meets", True, 0)


def test_a_must_have_cannot_be_bought_with_another_criterion(northwind: Framework) -> None:
    ratings = [
        *rated(T, "design", 1, 2),
        *rated(T, "operations", 3, 3),
        *rated(S, "outcome", 3),
        *rated(S, "communication", 3),
    ]
    card = scorecard(northwind, level="staff", ratings=ratings)
    assert isinstance(card.whole, Measure)
    assert card.whole.mean > card.bar.value
    assert [(must.criterion.key, must.met) for must in card.must_haves] == [("design", False)]
    assert (card.must_met, card.clears_bar) == (False, False)


def test_cannot_judge_is_counted_beside_the_measure_and_not_in_it(northwind: Framework) -> None:
    ratings = [*ADAS[3:], *rated(T, "design", 3, None, None)]
    design = scorecard(northwind, level="staff", ratings=ratings).dimensions[0].criteria[0]
    assert (design.measure, design.cannot_judge) == (Measure(mean=Fraction(3), n=1, low=3, high=3), 2)


def test_a_criterion_nobody_could_judge_is_withheld_and_its_dimension_speaks_without_it(northwind: Framework) -> None:
    ratings = [*ADAS[:3], *rated(T, "operations", None, None), *ADAS[6:]]
    card = scorecard(northwind, level="staff", ratings=ratings)
    technical = card.dimensions[0]
    assert technical.criteria[1].measure == Withheld("Nobody could judge “Running in production”.")
    assert [criterion.key for criterion in technical.unrated] == ["operations"]
    assert technical.measure == Measure(mean=Fraction(7, 3), n=3, low=2, high=3)
    assert isinstance(card.whole, Measure)


def test_the_whole_is_withheld_while_a_dimension_that_counts_has_no_rating(northwind: Framework) -> None:
    card = scorecard(northwind, level="staff", ratings=ADAS[:9])
    assert means(card)["people"] is None
    assert card.whole == Withheld(
        "“People” carries 10 per cent and has no rating yet; without it the whole would mislead."
    )
    assert (card.clears_bar, card.from_bar) == (None, None)


def test_an_unrated_must_have_leaves_the_answer_open(northwind: Framework) -> None:
    card = scorecard(northwind, level="staff", ratings=ADAS[3:])
    assert (card.must_met, card.clears_bar) == (None, None)


def test_no_ratings_give_no_numbers(northwind: Framework) -> None:
    card = scorecard(northwind, level="staff", ratings=[])
    assert means(card) == {"technical": None, "impact": None, "people": None}
    assert card.dimensions[0].criteria[0].measure == NONE_YET
    assert isinstance(card.whole, Withheld)
    assert (card.divergence.apart, card.divergence.recommendations_differ, card.widest_spread) == (None, False, 0)
    assert card.divergence.technical.measure == Withheld("The technical panel has rated nothing yet.")


def test_a_dimension_that_asks_nothing_gives_its_weight_to_the_others(northwind: Framework) -> None:
    """Nothing but design and operations is asked at Principal: technical carries the whole, and the weight says 70."""
    card = scorecard(northwind, level="principal", ratings=rated(T, "design", 2, 3))
    assert [(d.dimension.key, d.weight, d.share) for d in card.dimensions] == [("technical", 70, Fraction(1))]
    assert card.whole == Measure(mean=Fraction(5, 2), n=2, low=2, high=3)


def test_a_dimension_without_weight_is_shown_and_not_counted(northwind: Framework) -> None:
    """The strategic track gives people no weight; communication is asked there all the same."""
    ratings = [*rated(T, "design", 2), *rated(S, "outcome", 3), *rated(S, "communication", 0)]
    card = scorecard(northwind, level="staff-strategic", ratings=ratings)
    assert means(card) == {"technical": Fraction(2), "impact": Fraction(3), "people": Fraction(0)}
    assert card.whole == Measure(mean=Fraction(13, 5), n=2, low=2, high=3)


def test_the_panels_disagreement_is_shown_and_not_averaged_away(northwind: Framework) -> None:
    ratings = [*ADAS[:3], *rated(T, "operations", 2, 2, 2), *ADAS[6:]]
    divergence = scorecard(northwind, level="staff", ratings=ratings).divergence
    assert divergence.technical.recommendation == Recommendation(panel=T, outcome=Outcome.YES)
    assert divergence.strategic.recommendation == Recommendation(panel=S, outcome=Outcome.NOT_YET)
    assert divergence.recommendations_differ
    assert divergence.strategic.measure == Measure(mean=Fraction(16, 9), n=6, low=1, high=3)
    assert divergence.apart == Fraction(13, 6) - Fraction(16, 9)


def test_a_criterion_both_panels_rated_stands_side_by_side(northwind: Framework) -> None:
    ratings = [*ADAS, *rated(T, "communication", 3, 3, 2)]
    (found,) = scorecard(northwind, level="staff", ratings=ratings).divergence.criteria
    assert (found.criterion.key, found.technical.mean, found.strategic.mean) == (
        "communication",
        Fraction(8, 3),
        Fraction(4, 3),
    )
    assert found.apart == Fraction(4, 3)


def test_a_panel_says_not_yet_when_a_must_have_it_rated_is_not_met(northwind: Framework) -> None:
    ratings = [*rated(T, "design", 1), *rated(T, "operations", 3)]
    voice = scorecard(northwind, level="staff", ratings=ratings).divergence.technical
    assert isinstance(voice.measure, Measure)
    assert (voice.measure.mean, voice.outcome) == (Fraction(2), Outcome.NOT_YET)


@pytest.mark.parametrize(
    ("ratings", "error"),
    [
        (rated(T, "design", 2) * 2, "rated design twice"),
        (rated(S, "growing", 2), "growing asks nothing at staff"),
    ],
)
def test_nonsense_is_refused(ratings: list[Rating], error: str, northwind: Framework) -> None:
    with pytest.raises(ValueError, match=error):
        scorecard(northwind, level="staff", ratings=ratings)


@pytest.mark.parametrize(("criterion", "point"), [("juggling", "meets"), ("design", "superb")])
def test_unknown_keys_are_an_error_of_the_caller(criterion: str, point: str, northwind: Framework) -> None:
    with pytest.raises(KeyError):
        scorecard(northwind, level="staff", ratings=[Rating(rater="chen", panel=T, criterion=criterion, point=point)])


values = st.lists(st.sampled_from([None, 0, 1, 2, 3]), max_size=4)
any_ratings = st.fixed_dictionaries(dict.fromkeys(("design", "operations", "outcome", "communication"), values)).map(
    lambda chosen: [
        rating
        for criterion, given in chosen.items()
        for rating in rated(T if criterion in ("design", "operations") else S, criterion, *given)
    ]
)


def every_measure(card: Scorecard) -> list[Measure]:
    found = [score.measure for d in card.dimensions for score in d.criteria]
    found += [d.measure for d in card.dimensions]
    found += [card.whole, card.divergence.technical.measure, card.divergence.strategic.measure]
    return [measure for measure in found if isinstance(measure, Measure)]


@given(ratings=any_ratings)
def test_every_mean_lies_within_the_ratings_behind_it(ratings: list[Rating], northwind: Framework) -> None:
    card = scorecard(northwind, level="staff", ratings=ratings)
    for measure in every_measure(card):
        assert 0 <= measure.low <= measure.mean <= measure.high <= 3
        assert measure.n > 0
    judged = sum(1 for rating in ratings if rating.point is not None)
    assert sum(d.measure.n for d in card.dimensions if isinstance(d.measure, Measure)) == judged


@given(ratings=any_ratings, seed=st.integers(0, 100))
def test_the_order_of_ratings_changes_nothing(ratings: list[Rating], seed: int, northwind: Framework) -> None:
    shuffled = Random(seed).sample(ratings, len(ratings))
    assert scorecard(northwind, level="staff", ratings=ratings) == scorecard(northwind, level="staff", ratings=shuffled)


@given(ratings=any_ratings)
def test_the_whole_is_its_parts_weighted(ratings: list[Rating], northwind: Framework) -> None:
    card = scorecard(northwind, level="staff", ratings=ratings)
    assert sum(d.share for d in card.dimensions) == 1
    if isinstance(card.whole, Measure):
        parts = {d.dimension.key: d.measure for d in card.dimensions}
        assert all(isinstance(part, Measure) for part in parts.values())
        by_hand = sum(d.weight * d.measure.mean for d in card.dimensions if isinstance(d.measure, Measure))
        assert card.whole.mean * 100 == by_hand


@given(ratings=any_ratings, value=st.integers(0, 2))
def test_a_better_rating_never_lowers_the_whole(ratings: list[Rating], value: int, northwind: Framework) -> None:
    one = rated(PanelKind.STRATEGIC, "outcome", value)[0]
    lower = Rating(rater="gul", panel=S, criterion=one.criterion, point=POINTS[value])
    higher = Rating(rater="gul", panel=S, criterion=one.criterion, point=POINTS[value + 1])
    before = scorecard(northwind, level="staff", ratings=[*ratings, lower]).whole
    after = scorecard(northwind, level="staff", ratings=[*ratings, higher]).whole
    assert isinstance(before, Measure) == isinstance(after, Measure)
    if isinstance(before, Measure) and isinstance(after, Measure):
        assert after.mean > before.mean
