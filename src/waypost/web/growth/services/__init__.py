"""Writes: goals, questions, feedback, plans."""

from waypost.web.growth.services.plans import add_gaps, create_plan_draft

__all__ = ["add_gaps", "create_plan_draft"]
