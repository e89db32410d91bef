"""Reads: sessions, their rooms, and what waits for somebody."""

from waypost.web.calibration.selectors.waiting import waiting_for

__all__ = ["waiting_for"]
