"""Whoever acts on an old page hears what overtook them, and nothing that is not theirs to know."""

from __future__ import annotations

from tests.web.cast import Cast, case_at, signed_in
from tests.web.judging import release

from waypost.promotion.stages import Stage
from waypost.web.promotion.models import Case
from waypost.web.promotion.services.panels import conflict_declare


def too_late(cast: Cast, case: Case) -> str:
    """What Ada is told when she withdraws from a page of long ago."""
    answer = signed_in(cast.ada).post(f"/promotions/{case.pk}/do/withdraw/", {"seen": "1"})
    assert answer.status_code == 409
    said: str = answer.context["form"].refusal.sentence
    return said


def test_a_candidate_does_not_learn_that_a_panellist_declared_a_conflict(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_REVIEW)
    conflict_declare(cast.act(cast.chen), case, other=cast.ada)
    assert too_late(cast, case) == (
        "While you had this open, Dana Mbeki moved a case on. It is “in review” now, and nothing of yours was done."
    )


def test_a_candidate_does_not_learn_that_the_decision_was_released(cast: Cast) -> None:
    case = release(cast, case_at(cast, Stage.DECIDED))
    assert "Ivo Petrov decided a case" in too_late(cast, case)
