"""Ada's case with all its reviews in, and sessions over it."""

from __future__ import annotations

import pytest
from tests.web.cast import Cast, case_at
from tests.web.judging import session_over, step, to_calibration

from waypost.calibration.session import Step
from waypost.promotion.stages import Stage
from waypost.web.calibration.models import Session
from waypost.web.promotion.models import Case

ROOM = ("chen", "eli", "uma", "ben")  # raters, a calibrator, and Ada's manager, who leaves for her case


@pytest.fixture
def case(cast: Cast) -> Case:
    """In calibration; the strategic panel sees no communication yet."""
    return to_calibration(cast, case_at(cast, Stage.IN_REVIEW), {"strategic": {"communication": "none"}})


@pytest.fixture
def session(cast: Cast, case: Case) -> Session:
    """Open for previews; Dana facilitates."""
    return session_over(cast, *ROOM)


@pytest.fixture
def room(cast: Cast, session: Session) -> Session:
    """The room is open."""
    return step(cast, session, Step.OPEN_ROOM)
