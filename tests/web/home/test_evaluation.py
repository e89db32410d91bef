"""The page "how will I be evaluated?" says what the tables say, and nothing of its own."""

from __future__ import annotations

from datetime import date

from waypost.framework.schema import Framework, Requirements
from waypost.promotion.disclosure import describe
from waypost.web.home.evaluation import cycles_shown, gates, requirements_in_words, who_sees_what


def test_every_row_of_the_disclosure_table_is_told_and_no_other() -> None:
    told = {
        (part.part, who, sight.how_much, sight.since)
        for part in who_sees_what()
        for sight in part.by
        for who in sight.who
    }
    assert told == {(row.what, row.who, row.how_much, row.since) for row in describe()}


def test_bands_that_ask_the_same_are_told_together_and_people_leadership_apart(northwind: Framework) -> None:
    told = [(tuple(band.key for band in gate.bands), gate.people_track) for gate in gates(northwind)]
    assert told == [(("B3",), False), (("B4", "B5"), False), (("B4",), True)]
    asked = {gate.people_track: gate.asks for gate in gates(northwind)[1:]}
    assert set(asked[False]) - set(asked[True]) == {"a scope document not older than 100 days"}


def test_where_both_sorts_of_track_ask_the_same_one_line_tells_it(northwind: Framework) -> None:
    plain = northwind.model_copy(
        update={"evidence": northwind.evidence.model_copy(update={"from_bands": ()})},
    )
    assert [(tuple(band.key for band in gate.bands), gate.people_track) for gate in gates(plain)] == [
        (("B3", "B4", "B5"), False)
    ]


def test_requirements_in_words() -> None:
    asked = Requirements(
        self=1, manager=1, peers=3, peers_outside_team=2, work_products=2, quantitative=1, attested=True
    )
    assert requirements_in_words(asked) == (
        "a self-assessment",
        "an assessment by the manager",
        "assessments by 3 peers",
        "2 of the peers from other teams",
        "2 work products",
        "a claim with a measured outcome",
        "those claims confirmed by a named partner",
        "evidence for every criterion of the track's main kind",
    )
    assert requirements_in_words(Requirements(self=0, peers=0))[:-1] == ()


def test_the_cycle_of_the_day_and_the_next_are_shown_with_their_days(northwind: Framework) -> None:
    shown = cycles_shown(northwind, date(2026, 4, 1))
    assert [(cycle.begins, cycle.now) for cycle in shown] == [(date(2026, 4, 1), True), (date(2026, 10, 1), False)]
    assert (shown[0].steps[0].title, shown[0].steps[0].last) == (
        "Packets are gathered and submitted",
        date(2026, 4, 21),
    )
    assert cycles_shown(northwind, date(2027, 1, 1)) == ()
