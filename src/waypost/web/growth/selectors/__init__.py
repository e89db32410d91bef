"""Reads: the growth page, and what other apps ask of growth."""

from waypost.web.growth.selectors.overdue import OverdueQuestions, overdue_questions
from waypost.web.growth.selectors.plans import plan_complete, plan_health_of
from waypost.web.growth.selectors.raised import raised_points
from waypost.web.growth.selectors.waiting import waiting_for

__all__ = [
    "OverdueQuestions",
    "overdue_questions",
    "plan_complete",
    "plan_health_of",
    "raised_points",
    "waiting_for",
]
