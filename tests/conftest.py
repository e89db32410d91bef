"""Fixtures every test may ask for."""

from pathlib import Path

import pytest
from tests.chromium import browser
from tests.flushing import triggers_stand_aside_for_the_flush

from waypost.framework.reading import read_framework
from waypost.framework.schema import Framework

__all__ = ["browser", "northwind", "triggers_stand_aside_for_the_flush"]

FRAMEWORKS = Path(__file__).parent / "frameworks"


@pytest.fixture(scope="session")
def northwind() -> Framework:
    """A small framework that stays as it is, so that rules can be tested against known numbers."""
    reading = read_framework(FRAMEWORKS / "northwind.yaml")
    assert reading.framework is not None, reading.errors
    return reading.framework
