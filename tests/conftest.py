"""Fixtures every test may ask for."""

import gc
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

# Thousands of tests and every module stay to the end of the run. Looking through all of them for what could be thrown
# away, again and again, took an eighth of the run: they are set aside, and the rest is looked through less often.
gc.set_threshold(10_000, 20, 100)

FRAMEWORKS = Path(__file__).parent / "frameworks"


def pytest_collection_finish() -> None:
    """What is there before the first test stays to the last."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def northwind() -> Framework:
    """A small framework that stays as it is, so that rules can be tested against known numbers."""
    reading = read_framework(FRAMEWORKS / "northwind.yaml")
    assert reading.framework is not None, reading.errors
    return reading.framework
