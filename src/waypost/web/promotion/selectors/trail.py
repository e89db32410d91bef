"""The way of a case as steps: what is behind it, where it stands, what is ahead."""

from __future__ import annotations

from dataclasses import dataclass

from waypost.promotion.stages import ORDER, Stage
from waypost.web.promotion.models import Case

_TOLD = ORDER.index(Stage.TOLD)
_AGAIN = (*ORDER[: _TOLD + 1], Stage.APPEALED, *ORDER[ORDER.index(Stage.IN_REVIEW) :])


@dataclass(frozen=True, slots=True)
class TrailStep:
    """One stage on the way; `state` is done, now or next."""

    title: str
    state: str


def trail(case: Case) -> tuple[TrailStep, ...]:
    """The stages of a case in its order. A returned case stands at gathering; an appealed one goes its way twice."""
    stage = Stage(case.stage)
    if stage is Stage.WITHDRAWN:
        return (TrailStep(Stage.NOMINATED.label, "done"), TrailStep(stage.label, "now"))
    way = _AGAIN if case.round == 2 else ORDER
    here = _place(way, Stage.GATHERING if stage is Stage.RETURNED else stage)
    titles = [one.label for one in way]
    titles[here] = stage.label
    last = len(way) - 1
    return tuple(
        TrailStep(title, "done" if number < here or number == here == last else "now" if number == here else "next")
        for number, title in enumerate(titles)
    )


def _place(way: tuple[Stage, ...], stage: Stage) -> int:
    """Where on the way it stands; what comes twice is meant for the second time."""
    return len(way) - 1 - way[::-1].index(stage)
