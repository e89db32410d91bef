"""Fixtures every test may ask for."""

import os
from pathlib import Path

import pytest
from hypothesis import settings
from tests.chromium import browser
from tests.demo_organisation import organisation
from tests.flushing import triggers_stand_aside_for_the_flush

from waypost.framework.reading import read_framework
from waypost.framework.schema import Framework

__all__ = ["browser", "northwind", "organisation", "triggers_stand_aside_for_the_flush"]

# What decides whether a change lands is the same each time; at a desk every run looks somewhere else.
settings.register_profile("same each time", derandomize=True, database=None)
if os.environ.get("TEST_REQUIRE"):
    settings.load_profile("same each time")

FRAMEWORKS = Path(__file__).parent / "frameworks"


@pytest.fixture(scope="session")
def northwind() -> Framework:
    """A small framework that stays as it is, so that rules can be tested against known numbers."""
    reading = read_framework(FRAMEWORKS / "northwind.yaml")
    assert reading.framework is not None, reading.errors
    return reading.framework
