"""Fixtures every test of what must not leak may ask for."""

from tests.web.cast import cast

__all__ = ["cast"]
