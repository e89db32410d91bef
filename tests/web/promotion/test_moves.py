"""How a case moves: each transition as far as services reach, who may, what is missing, and two people at once."""

import pytest
from tests.web.cast import Cast, case_at

from waypost.promotion.stages import Stage


@pytest.mark.parametrize(
    "stage",
    [
        Stage.NOMINATED,
        Stage.ACCEPTED,
        Stage.GATHERING,
        Stage.SUBMITTED,
        Stage.IN_REVIEW,
        Stage.RETURNED,
        Stage.WITHDRAWN,
    ],
)
def test_a_case_reaches_each_stage(cast: Cast, stage: Stage) -> None:
    assert case_at(cast, stage).stage == stage
