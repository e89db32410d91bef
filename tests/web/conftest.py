"""Fixtures every web test may ask for."""

from tests.web.cast import cast

__all__ = ["cast"]
