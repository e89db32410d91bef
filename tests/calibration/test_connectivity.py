"""Parts and bridges of a design are those that taking people out one by one finds."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.calibration.bridging import Bridge, bridges_of
from waypost.calibration.connectivity import connections, design
from waypost.calibration.ratings import Ratings, read_ratings

Node = tuple[str, int]


def table(pairs: list[tuple[str, str]], *, criteria: int = 2) -> Ratings:
    rows = [(candidate, rater, f"c{c}") for candidate, rater in pairs for c in range(criteria)]
    candidate, rater, criterion = (list(column) for column in zip(*rows, strict=True))
    rating = [number % 2 for number in range(len(rows))]
    return read_ratings({"candidate": candidate, "rater": rater, "criterion": criterion, "rating": rating})


APART = [("Ada", "Ben"), ("Ada", "Dua"), ("Cem", "Ben"), ("Eve", "Flo"), ("Gil", "Flo"), ("Gil", "Hal"), ("Ida", "Flo")]


def test_parts_are_numbered_from_the_largest() -> None:
    connected = connections(table(APART))

    assert connected.components == 2
    assert connected.candidate_component.tolist() == [2, 2, 1, 1, 1]  # Ada, Cem, Eve, Gil, Ida
    assert connected.rater_component.tolist() == [2, 2, 1, 1]  # Ben, Dua, Flo, Hal


def test_a_rater_who_alone_rates_on_both_sides_is_a_bridge() -> None:
    one_side = [(candidate, rater) for candidate in ("Ada", "Cem") for rater in ("Ben", "Dua")]
    other_side = [(candidate, rater) for candidate in ("Eve", "Gil") for rater in ("Flo", "Hal")]
    connected = connections(table([*one_side, *other_side, ("Ada", "Jan"), ("Cem", "Jan"), ("Eve", "Jan")]))

    assert connected.components == 1
    assert connected.bridges == ("Jan",)
    assert connected.bridging_candidates == ("Eve",)
    assert connected.thinnest_link == 2


def test_a_design_in_which_everybody_rates_everybody_hangs_on_nobody() -> None:
    everybody = table([(candidate, rater) for candidate in "ABC" for rater in "xyz"])

    rows = dict(zip(design(everybody, connections(everybody))["statistic"], range(99), strict=False))
    values = design(everybody, connections(everybody))["value"]

    assert [values[rows[name]] for name in ("candidates", "raters", "ratings", "raters per candidate")] == [3, 3, 18, 3]
    assert [values[rows[name]] for name in ("ratings per rater", "components", "bridges")] == [6, 1, 0]
    assert np.isnan(values[rows["thinnest link"]])


def _parts(pairs: list[tuple[int, int]], without: Node | None = None) -> list[set[Node]]:
    edges = [(("c", one), ("r", other)) for one, other in pairs]
    parts: list[set[Node]] = []
    for edge in edges:
        here = {node for node in edge if node != without}
        near = [part for part in parts if part & here]
        parts = [part for part in parts if not part & here] + [here.union(*near)]
    return [part for part in parts if part]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 5)), min_size=2, max_size=16, unique=True))
def test_bridges_are_those_without_whom_a_part_falls_into_parts(pairs: list[tuple[int, int]]) -> None:
    ratings = table([(str(one), str(other)) for one, other in pairs])
    expected = set()
    for node in sorted(set().union(*_parts(pairs))):
        home = next(part for part in _parts(pairs) if node in part)
        left = [part for part in _parts(pairs, without=node) if part < home and len(part) > 1]
        if len(left) > 1:
            ties = [
                sum(1 for a, b in pairs for end in [{("c", a), ("r", b)}] if node in end and end & part)
                for part in left
            ]
            ids = ratings.raters if node[0] == "r" else ratings.candidates
            expected.add(Bridge(is_rater=node[0] == "r", code=ids.index(str(node[1])), ratings=2 * min(ties)))

    assert set(bridges_of(ratings)) == expected
