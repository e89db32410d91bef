"""Reads: what somebody is to a case, what they see of it, what is true of it, and what waits for them."""

from waypost.web.promotion.selectors.waiting import waiting_for

__all__ = ["waiting_for"]
