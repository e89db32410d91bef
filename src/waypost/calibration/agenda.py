"""The agenda of a calibration session: what is most disputed comes first."""

from __future__ import annotations

from enum import StrEnum


class Vote(StrEnum):
    """What a calibrator says of a case before the room."""

    AGREE = "agree"
    QUESTION = "question"
    PASS = "pass"
