"""The scorecard of a case: parts beside the whole, divergence shown, and who sees how much of it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.web.cast import Cast, case_at, signed_in
from tests.web.judging import decide, give_all, not_yet, release, to_calibration

from waypost.promotion.stages import Stage
from waypost.web.promotion.models import Case, Rating, RatingChange
from waypost.web.promotion.selectors.scorecards import Card, cards_seen
from waypost.web.promotion.selectors.sight import sight_of
from waypost.web.promotion.services.reviews import CANNOT_JUDGE

NOT_COMMUNICATION = {"strategic": {"communication": "none"}}


@pytest.fixture
def reviewed(cast: Cast) -> Case:
    """In calibration; everybody says "meets", but the strategic panel sees no communication yet."""
    return to_calibration(cast, case_at(cast, Stage.IN_REVIEW), NOT_COMMUNICATION)


def card(cast: Cast, case: Case, who: str) -> Card | None:
    return next(iter(cards_seen(sight_of(case, cast.people[who]))), None)


def test_who_sees_it_is_the_tables_word(cast: Cast, reviewed: Case) -> None:
    everybody = ("ada", "ben", "chen", "eli", "dana", "ivo", "hana", "jun", "lena", "kofi", "omar")
    assert [who for who in everybody if card(cast, reviewed, who) is not None] == ["dana", "ivo"]


def test_nobody_sees_it_while_a_review_is_missing(cast: Cast) -> None:
    case = give_all(cast, case_at(cast, Stage.IN_REVIEW), but=("gul",))
    assert card(cast, case, "dana") is None


def test_the_manager_sees_it_once_released_without_how_panellists_rated(cast: Cast, reviewed: Case) -> None:
    decided = decide(cast, reviewed, not_yet("communication", justification="Seen here first."))
    assert card(cast, decided, "ben") is None
    found = card(cast, release(cast, decided), "ben")

    assert found is not None
    assert not found.full
    assert (found.spread, found.apart) == ("", "")
    figures = [line.figure for dimension in found.dimensions for line in dimension.criteria]
    assert all(figure.low is None and figure.high is None for figure in figures)


def test_parts_stand_beside_the_whole(cast: Cast, reviewed: Case) -> None:
    found = card(cast, reviewed, "dana")
    assert found is not None
    parts = {line.title: line.figure for dimension in found.dimensions for line in dimension.criteria}
    asked = [one.title for one in cast.lattice.criteria_at("staff")]

    assert list(parts) == asked
    assert sum(dimension.share for dimension in found.dimensions) == 100
    communication = cast.lattice.criterion("communication").title
    assert (parts[communication].value, parts[communication].n, parts[communication].low) == ("0", 3, 0)
    assert found.whole.n == sum(figure.n for figure in parts.values())


def test_where_the_panels_disagree_it_is_said(cast: Cast, reviewed: Case) -> None:
    found = card(cast, reviewed, "dana")
    assert found is not None
    assert found.differ
    assert [voice.says for voice in found.voices] == ["Yes", "Not yet"]
    shown = signed_in(cast.dana).get(reverse("promotion:case", args=[reviewed.pk])).content.decode()
    assert "the panels differ" in shown


def test_a_must_have_is_judged_by_itself(cast: Cast) -> None:
    case = to_calibration(cast, case_at(cast, Stage.IN_REVIEW), {"technical": {"design": "partly"}})
    found = card(cast, case, "ivo")
    assert found is not None
    musts = {line.key: line.met for line in found.musts}
    assert musts["design"] is False
    assert found.clears is False


def test_one_persons_rating_is_not_shown_as_a_mean(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_REVIEW)
    from tests.web.judging import give, judges

    technical = [seat for seat in judges(case) if seat.panel == "technical"]
    for seat in judges(case):
        alone = seat in technical[1:]
        give(cast, seat, {"design": CANNOT_JUDGE} if alone else None)
    from tests.web.cast import move

    from waypost.promotion.stages import Action

    case = move(cast, Case.objects.get(pk=case.pk), Action.OPEN_CALIBRATION, cast.dana)
    case = release(cast, decide(cast, case, not_yet("communication", justification="Seen here first.")))
    found = card(cast, case, "ben")
    assert found is not None
    design = next(line for line in found.musts if line.key == "design")

    assert design.figure.value == ""
    assert design.figure.withheld == "One panellist rated this; one person's rating is not shown."
    assert design.met is None
    room = card(cast, case, "dana")
    assert room is not None
    assert next(line for line in room.musts if line.key == "design").figure.value == "2"


def test_a_rating_changed_in_the_room_counts_and_the_old_one_stays(cast: Cast, reviewed: Case) -> None:
    for row in Rating.objects.filter(criterion="communication"):
        RatingChange.objects.create(
            rating=row, old="none", new="meets", by=cast.dana, at=cast.now, why="The memo was read again."
        )
    found = card(cast, reviewed, "dana")
    assert found is not None
    figure = next(
        line.figure for dimension in found.dimensions for line in dimension.criteria if line.key == "communication"
    )

    assert figure.value == "2"
    assert not found.differ
    assert set(Rating.objects.filter(criterion="communication").values_list("point", flat=True)) == {"none"}


def test_a_mean_is_never_rounded_up_to_the_bar() -> None:
    from fractions import Fraction

    from waypost.web.promotion.selectors.scorecards import plain_number

    assert [plain_number(Fraction(*one)) for one in ((1999, 1000), (2, 1), (7, 3), (1, 2))] == [
        "1.99",
        "2",
        "2.33",
        "0.5",
    ]
