"""The answer to "what would it take?": one line for every expectation, words for every gap."""

import pytest

from waypost.framework.schema import Framework
from waypost.promotion.what_it_takes import AnswerLine, Shown, answer_lacks, suggested
from waypost.refusal import Missing


def whole(northwind: Framework, level: str) -> list[AnswerLine]:
    return [AnswerLine(criterion=one.key, state=Shown.SHOWN) for one in northwind.criteria_at(level)]


def test_an_answer_that_says_where_they_stand_on_everything_lacks_nothing(northwind: Framework) -> None:
    assert answer_lacks(northwind, level="staff", lines=whole(northwind, "staff"), answer="Nearly there.") == ()


def test_every_expectation_needs_a_state_and_the_whole_needs_words(northwind: Framework) -> None:
    missing = answer_lacks(northwind, level="staff", lines=(), answer="  ")

    criteria = northwind.criteria_at("staff")
    assert [one.where for one in missing] == [*(f"gap:{one.key}" for one in criteria), "answer"]
    assert missing[0] == Missing(f"Say where they stand on “{criteria[0].title}”.", f"gap:{criteria[0].key}")


@pytest.mark.parametrize("state", [Shown.NOT_SHOWN_YET, Shown.NO_OPPORTUNITY_YET])
def test_a_gap_needs_words(northwind: Framework, state: Shown) -> None:
    first, *others = whole(northwind, "staff")
    silent = AnswerLine(criterion=first.criterion, state=state, words=" ")
    said = AnswerLine(criterion=first.criterion, state=state, words="A design that two teams build on.")

    assert [one.where for one in answer_lacks(northwind, level="staff", lines=[silent, *others], answer="So.")] == [
        f"gap:{first.criterion}"
    ]
    assert answer_lacks(northwind, level="staff", lines=[said, *others], answer="So.") == ()


def test_only_gaps_raise_something() -> None:
    assert [state for state in Shown if state.raises] == [Shown.NOT_SHOWN_YET, Shown.NO_OPPORTUNITY_YET]


def test_what_has_evidence_starts_as_shown_and_missing_opportunities_are_never_guessed() -> None:
    assert [suggested(claims) for claims in (0, 1, 5)] == [Shown.NOT_SHOWN_YET, Shown.SHOWN, Shown.SHOWN]


def test_an_unknown_level_is_an_error_of_the_caller(northwind: Framework) -> None:
    with pytest.raises(KeyError):
        answer_lacks(northwind, level="unheard-of", lines=(), answer="So.")
