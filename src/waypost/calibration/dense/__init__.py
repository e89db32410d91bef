"""The integrated path: exact linear algebra on small data, integrated over the standard deviations."""

from __future__ import annotations

from waypost.calibration.dense.integrating import integrated

__all__ = ["integrated"]
