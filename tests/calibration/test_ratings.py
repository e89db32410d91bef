"""Ratings are coded in one order whatever the input's, and refused with row numbers where they cannot be used."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from waypost.calibration.arranging import Rows, arranged
from waypost.calibration.ratings import Ratings, RatingsError, read_ratings

TABLE: dict[str, Any] = {
    "candidate": ["Ada", "Ada", "Cem", "Cem"],
    "rater": ["Ben", "Dua", "Ben", "Dua"],
    "criterion": ["craft", "craft", "craft", "craft"],
    "rating": [2, 1, 0, 1],
}


def test_ratings_are_coded_and_sorted() -> None:
    ratings = read_ratings({name: column[::-1] for name, column in TABLE.items()})

    assert (ratings.candidates, ratings.raters, ratings.criteria) == (("Ada", "Cem"), ("Ben", "Dua"), ("craft",))
    assert ratings.candidate.tolist() == [0, 0, 1, 1]
    assert ratings.rater.tolist() == [0, 1, 0, 1]
    assert ratings.rating.tolist() == [2, 1, 0, 1]
    assert ratings.pairs.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert ratings.pair.tolist() == [0, 1, 2, 3]
    assert ratings.categories == 3
    assert ratings.hash == read_ratings(TABLE).hash


def test_any_change_changes_the_hash() -> None:
    changed = [{**TABLE, "rating": [2, 1, 0, 2]}, {**TABLE, "candidate": ["Eve", "Eve", "Cem", "Cem"]}]

    assert (
        len({read_ratings(table).hash for table in (TABLE, *changed)} | {read_ratings(TABLE, categories=5).hash}) == 4
    )


def test_ids_that_are_numbers_stand_in_the_order_of_numbers_however_they_are_written() -> None:
    as_text = read_ratings({**TABLE, "rater": ["10", "9", "10", "9"]})
    as_numbers = read_ratings({**TABLE, "rater": np.array([10, 9, 10, 9])})

    assert as_text.raters == as_numbers.raters == ("9", "10")
    assert as_text.hash == as_numbers.hash
    assert read_ratings({**TABLE, "rater": ["10", "9", "10", "x"]} | {"candidate": ["a", "b", "c", "d"]}).raters == (
        "10",
        "9",
        "x",
    )


def test_numbers_far_apart_are_ids_too() -> None:
    assert read_ratings({**TABLE, "rater": np.array([10**15, 3, 10**15, 3])}).raters == ("3", str(10**15))


def test_the_tables_own_names_are_told() -> None:
    table = {{"rating": "Note"}.get(name, name): column for name, column in TABLE.items()}

    assert read_ratings(table, names={"rating": "Note"}).hash == read_ratings(TABLE).hash


def test_teams_belong_to_candidates_and_groups_to_raters() -> None:
    ratings = read_ratings({**TABLE, "team": ["b", "b", "a", "a"], "rater_group": ["x", "y", "x", "y"]})

    assert (ratings.teams, ratings.rater_groups) == (("a", "b"), ("x", "y"))
    assert ratings.team is not None
    assert ratings.rater_group is not None
    assert (ratings.team.tolist(), ratings.rater_group.tolist()) == ([1, 0], [0, 1])


def _faults(table: dict[str, Any], **options: Any) -> list[tuple[int | None, str, str]]:
    with pytest.raises(RatingsError) as refused:
        read_ratings(table, **options)
    return [(fault.row, fault.column, fault.message) for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"rating": [2, 1, 0.5, 1]}, (3, "rating", "`0.5` is not a whole number")),
        ({"rating": ["2", "1", "good", "1"]}, (3, "rating", "`good` is not a whole number")),
        ({"rating": [2, 1, None, 1]}, (3, "rating", "is empty")),
        ({"rating": np.array([2, 1, np.nan, 1])}, (3, "rating", "is empty")),
        ({"rating": [2, True, 0, 1]}, (2, "rating", "`True` is not a whole number")),
        ({"rating": [2, 1, -1, 1]}, (3, "rating", "-1 is outside the scale")),
        ({"rating": [2, 1, 999, 1]}, (3, "rating", "999 is outside the scale")),
        ({"candidate": ["Ada", "Ada", " ", "Cem"]}, (3, "candidate", "is empty")),
        ({"candidate": ["Ada", "Ada", None, "Cem"]}, (3, "candidate", "is empty")),
        ({"rater": ["Ben", 1.5, "Ben", "Dua"]}, (2, "rater", "`1.5` is no id")),
        ({"rater": ["Ben", "Ben", "Ben", "Dua"]}, (2, "rating", "Ben rates Ada on craft again, after row 1")),
        ({"team": ["a", "b", "a", "a"]}, (2, "team", "candidate Ada is in a before, in b here")),
        ({"rater_group": ["x", "y", "y", "y"]}, (3, "rater_group", "rater Ben is in x before, in y here")),
        ({"rating": [1, 1, 1, 1]}, (None, "rating", "every rating is 1.")),
        ({"rater": ["Ben", "Dua", "Ben"]}, (None, "rater", "has 3 rows, rating has 4.")),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_row(change: dict[str, Any], fault: tuple[int, str, str]) -> None:
    assert _faults({**TABLE, **change}) == [fault]


def test_an_empty_table_is_refused() -> None:
    assert _faults({name: [] for name in TABLE}) == [(None, "rating", "there are no ratings.")]


def test_a_rating_above_the_scale_that_was_given_is_refused() -> None:
    assert _faults(TABLE, categories=2) == [(1, "rating", "2 is outside the scale")]


def test_a_missing_column_is_named_with_what_may_have_been_meant() -> None:
    table = {{"rater": "raters"}.get(name, name): column for name, column in TABLE.items()}
    with pytest.raises(RatingsError, match=r"rater: there is no such column\. Did you mean `raters`\?"):
        read_ratings(table)
    with pytest.raises(RatingsError, match="marks: is no column of ratings"):
        read_ratings(TABLE, names={"marks": "rating"})


def test_of_many_rows_with_one_fault_the_first_are_named_and_the_others_counted() -> None:
    table = {name: column * 2 for name, column in TABLE.items()} | {"rating": [-1] * 8}

    faults = _faults(table)

    assert [row for row, _, _ in faults] == [1, 2, 3, 4, 5]
    assert faults[-1][2] == "-1 is outside the scale (3 more rows like this)"


def test_ratings_are_bytes() -> None:
    ratings: Ratings = read_ratings(TABLE)

    assert (ratings.rating.dtype, ratings.candidate.dtype) == (np.uint8, np.int32)


def test_a_scale_has_from_two_points_to_sixty_four() -> None:
    for categories in (1, 65):
        with pytest.raises(ValueError, match="from 2 to 25 categories"):
            read_ratings(TABLE, categories=categories)


def test_panels_and_sessions_stay_with_their_rows_in_any_order() -> None:
    rng = np.random.default_rng(1)
    rows = [(candidate, rater, criterion) for candidate in range(9) for rater in range(4) for criterion in range(3)]
    candidate, rater, criterion = np.array(rows).T
    rating = rng.integers(0, 5, len(rows))
    panel, session = (criterion + rater) % 3, candidate % 2
    table = {"candidate": candidate, "rater": rater, "criterion": criterion, "rating": rating}
    order = rng.permutation(len(rows))
    shuffled = {name: column[order] for name, column in {**table, "panel": panel, "session": session}.items()}

    with_both, without = read_ratings(shuffled), read_ratings({name: shuffled[name] for name in table})

    assert with_both.panel is not None
    assert with_both.session is not None
    for ratings in (with_both, without):
        assert [ratings.candidate.tolist(), ratings.rater.tolist(), ratings.criterion.tolist()] == [
            candidate.tolist(),
            rater.tolist(),
            criterion.tolist(),
        ]
        assert ratings.rating.tolist() == rating.tolist()
    assert [with_both.panel.tolist(), with_both.session.tolist()] == [panel.tolist(), session.tolist()]


def test_more_places_than_a_number_holds_are_sorted_all_the_same() -> None:
    """As many ids as would need 72 bits for a candidate, a rater and a criterion together, were they not few rows."""
    few = Rows(*(np.array(codes, dtype=np.int64) for codes in ([2**30, 0, 2**30], [5, 1, 2], [0, 7, 7], [1, 2, 3])))

    found = arranged(few, raters=2**30, criteria=2**12)

    assert [found.candidate.tolist(), found.rater.tolist(), found.rating.tolist()] == [
        [0, 2**30, 2**30],
        [1, 2, 5],
        [2, 3, 1],
    ]


@pytest.mark.parametrize(
    ("ids", "read"),
    [
        ([1.0, 2.0, 1.0, 3.0], ("1", "2", "3")),
        ([7.0, 7, "7", "007"], ("007", "7")),
        ([10**30, 5, 5, 10**30], ("5", str(10**30))),
        (np.array([2**64 - 1, 2**63, 2**64 - 1, 2**63], dtype=np.uint64), (str(2**63), str(2**64 - 1))),
    ],
    ids=["a frame's column with gaps", "zeros before it", "beyond a machine integer", "unsigned"],
)
def test_a_whole_number_is_one_id_however_it_is_held(ids: Any, read: tuple[str, ...]) -> None:
    columns = {"candidate": ["a", "b", "c", "d"], "rater": ids, "criterion": ["x"] * 4, "rating": [0, 1, 2, 1]}
    assert read_ratings(columns).raters == read


@pytest.mark.parametrize("rating", ["3", "3.0", " 3 ", "03", 3.0, np.float32(3), np.int8(3), Decimal(3)])
def test_a_whole_number_is_one_rating_however_it_is_written(rating: object) -> None:
    columns = {"candidate": ["a", "b"], "rater": ["r", "r"], "criterion": ["x", "x"], "rating": [rating, 1]}
    assert read_ratings(columns).rating.tolist() == [3, 1]


@pytest.mark.parametrize("rating", [10**30, -(10**30), 2**63, 1e300, "99999999999", np.uint64(2**64 - 1)])
def test_a_rating_beyond_a_machine_integer_is_outside_the_scale(rating: object) -> None:
    for column in ([1, rating], np.array([1, rating])):
        columns = {"candidate": ["a", "b"], "rater": ["r", "r"], "criterion": ["x", "x"], "rating": column}
        with pytest.raises(RatingsError, match=r"row 2, rating: \S+ is outside the scale\. A rating is"):
            read_ratings(columns)


@pytest.mark.parametrize("ratings", [None, "ratings.csv", [{"candidate": "a"}], np.zeros((2, 4)), {"rating": 3}])
def test_what_is_no_table_is_refused_with_a_sentence(ratings: Any) -> None:
    with pytest.raises(RatingsError, match=r"no table of columns\. Give|there is no such column"):
        read_ratings(ratings)


def test_true_is_no_id_although_it_equals_one() -> None:
    columns = {"candidate": ["a", "b"], "rater": [1, True], "criterion": ["x", "x"], "rating": [0, 1]}
    with pytest.raises(RatingsError, match="row 2, rater: `True` is no id"):
        read_ratings(columns)


@pytest.mark.parametrize(("one", "other"), [("ben", "ben "), ("Ren\u00e9", "Rene\u0301")])
def test_ids_that_only_a_program_can_tell_apart_are_refused_with_their_rows(one: str, other: str) -> None:
    columns = {"candidate": ["a", "b", "c"], "rater": [one, other, one], "criterion": ["x"] * 3, "rating": [0, 1, 2]}
    with pytest.raises(RatingsError, match=r"^row 2, rater: '.*' looks like '.*' and is another id\. Write each id"):
        read_ratings(columns)
