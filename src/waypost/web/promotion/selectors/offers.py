"""The buttons of a case: each transition offered now, with where it is done and what still stands in its way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from waypost.promotion.stages import Action, Need, Step
from waypost.refusal import Missing
from waypost.web.promotion.models import Case

# Where an action has a page of its own, on which it is prepared and done.
OWN_PAGES: Mapping[Action, str] = {
    Action.DECIDE: "promotion:decision",
    Action.TELL: "promotion:letter",
    Action.APPEAL: "promotion:appeal",
}
LOSES = frozenset({Action.WITHDRAW, Action.TAKE_BACK_APPEAL})


@dataclass(frozen=True, slots=True)
class Offer:
    """One button. `place` is the page to go to first, "" when pressing is all there is; `confirm` is asked before.

    `of_gate`: what is missing is what the gate lists.
    """

    label: str
    says: str
    undo: str
    kind: str
    url: str
    place: str
    confirm: str
    missing: tuple[Missing, ...]
    of_gate: bool = False

    @property
    def ready(self) -> bool:
        """Whether it can be done now."""
        return not self.missing


def offer(case: Case, step: Step) -> Offer:
    """A step of the transition table as a button of this case."""
    one = step.transition
    url = reverse("promotion:case_act", args=[case.pk, one.action.value])
    own = OWN_PAGES.get(one.action)
    place = reverse(own, args=[case.pk]) if own else url if one.asks_reason else ""
    loses = one.action in LOSES
    return Offer(
        label=one.label,
        says=one.says,
        undo=one.undo,
        kind="lost" if loses else "quiet" if one.asks_reason else "main",
        url=url,
        place=place,
        confirm="" if place else f"{one.says} {one.undo}",
        missing=step.missing,
        of_gate=Need.GATE in one.needs,
    )
