"""Fixtures the tests of a deployment may ask for."""

from tests.web.cast import cast

__all__ = ["cast"]
