"""Sessions as they could have been rated: drawn from a truth, two panels on criteria of their own."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from waypost.calibration.sheets import Mark, Sheet

THRESHOLDS = np.array([-3.0, -0.7, 2.0])
PANELS = ("technical", "strategic")


def room(
    *,
    cases: int = 12,
    pool: int = 8,
    criteria: int = 3,
    seed: int = 1,
    severe: Mapping[str, float] | None = None,
    ready: Mapping[str, float] | None = None,
    apart: Mapping[str, float] | None = None,
    sessions: tuple[str, ...] = ("now",),
) -> Sheet:
    """Each case by three of each panel's pool. severe, ready: planted severity and readiness, by rater ("t0", "s3") and
    case ("now-4"); apart: what the strategic panel alone sees in a case."""
    random = np.random.default_rng(seed)
    alpha = {f"{panel[0]}{n}": random.normal(0, 0.5) for panel in PANELS for n in range(pool)} | dict(severe or {})
    marks = []
    for session in sessions:
        for number in range(cases):
            case = f"{session}-{number}"
            theta = (ready or {}).get(case, random.normal(0.3, 1.0))
            for panel in PANELS:
                for rater in random.choice(pool, 3, replace=False):
                    name = f"{panel[0]}{rater}"
                    seen = (apart or {}).get(case, 0.0) if panel == "strategic" else 0.0
                    eta = theta + seen - alpha[name] + random.normal(0, 0.3)
                    for criterion in range(criteria):
                        point = _drawn(random, eta)
                        marks.append(
                            Mark(
                                session=session,
                                case=case,
                                rater=name,
                                panel=panel,
                                criterion=f"{panel}-{criterion}",
                                given=point,
                                now=point,
                            )
                        )
    bars = {f"{sessions[0]}-{number}": 2 for number in range(cases)}
    held = dict.fromkeys(sessions[1:], "2026-03-01")
    return Sheet(
        session=sessions[0],
        marks=tuple(marks),
        categories=4,
        bars=bars,
        threshold=5,
        earlier=sessions[1:],
        held=held,
    )


def _drawn(random: np.random.Generator, eta: float) -> int:
    steps = np.concatenate([[0.0], np.cumsum(eta - THRESHOLDS)])
    odds = np.exp(steps - steps.max())
    return int(random.choice(4, p=odds / odds.sum()))
