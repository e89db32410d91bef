"""What waits is ordered by when it is due."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from waypost.web.home.waits import in_order
from waypost.web.journal.waiting import Waiting

DUE = st.none() | st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
WAITS = st.lists(st.builds(Waiting, says=st.text(max_size=3), place=st.just("/"), label=st.just("Go"), due=DUE))


def test_the_soonest_comes_first_and_what_has_no_date_last() -> None:
    soon, later = datetime(2026, 11, 21, 17, tzinfo=UTC), datetime(2026, 12, 12, tzinfo=UTC)
    undated, first, second = Waiting("a", "/", "Go"), Waiting("b", "/", "Go", soon), Waiting("c", "/", "Go", later)
    assert in_order([undated, second, first]) == (first, second, undated)


@given(found=WAITS)
def test_nothing_is_lost_and_equals_keep_their_order(found: list[Waiting]) -> None:
    ordered = in_order(found)
    assert sorted(map(id, ordered)) == sorted(map(id, found))
    undated = [one for one in found if one.due is None]
    assert [id(one) for one in ordered[len(ordered) - len(undated) :]] == [id(one) for one in undated]
    dated = [one.due for one in ordered if one.due is not None]
    assert dated == sorted(dated)
