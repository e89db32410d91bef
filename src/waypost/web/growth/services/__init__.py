"""Writes: goals, questions, feedback, plans."""

from waypost.web.growth.services.plans import create_plan_draft

__all__ = ["create_plan_draft"]
