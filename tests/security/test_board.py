"""What the board says a case waits for tells neither who has a conflict with whom nor how many reviews are in."""

from __future__ import annotations

from tests.web.cast import Cast, case_at, signed_in
from tests.web.climbing import seat_all

from waypost.promotion.stages import Stage
from waypost.web.promotion.services.panels import conflict_declare


def blocks(cast: Cast, name: str) -> list[str]:
    """What the one case on somebody's board is said to wait for."""
    (row,) = signed_in(cast.people[name]).get("/promotions/").context["board"].rows
    return [missing.says for missing in row.blocks]


def test_a_manager_is_not_told_that_somebody_declared_a_conflict(cast: Cast) -> None:
    """Ada says that Chen must not judge her: that is for people operations, who give his seat to somebody else."""
    case = seat_all(cast, case_at(cast, Stage.SUBMITTED))
    conflict_declare(cast.act(cast.ada), case, other=cast.chen)
    says = "A conflict between Chen Wei and Ada Lindqvist was declared."
    assert {name: blocks(cast, name) for name in ("hana", "dana", "ben")} == {
        "hana": [says],
        "dana": [says],
        "ben": [],
    }


def test_a_candidate_cannot_count_reviews_as_they_come_in(cast: Cast) -> None:
    case_at(cast, Stage.IN_REVIEW)
    assert blocks(cast, "hana") == ["6 of 6 reviews are still to come."]
    assert (blocks(cast, "ada"), blocks(cast, "ben")) == ([], [])


def test_who_gathers_is_told_what_the_packet_lacks(cast: Cast) -> None:
    case_at(cast, Stage.GATHERING)
    assert blocks(cast, "ada") == blocks(cast, "ben") != []
