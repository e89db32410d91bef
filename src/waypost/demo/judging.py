"""Cases of the demo from their review on: reviews, the room, the decision, and what follows it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from waypost.demo.company import Company
from waypost.demo.nominating import CasePlan
from waypost.web.promotion.models import Case


class Judging:
    """Plays cases from the review on."""

    def __init__(self, company: Company) -> None:
        self.company = company

    def of(self, plan: CasePlan) -> Callable[[Case, date], None]:
        """What follows when the review of `plan`'s case starts."""

        def begin(case: Case, day: date) -> None:
            print("review", plan.candidate, case.pk, day)

        return begin

    def hold_sessions(self, today: date) -> None:
        """Sessions."""
