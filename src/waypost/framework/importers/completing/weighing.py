"""Shares in any unit -> whole percents that add up to 100."""

from __future__ import annotations

from collections.abc import Mapping


def percents(shares: Mapping[str, float]) -> tuple[tuple[str, int], ...]:
    """Each share as whole percents of all, none below 1, together 100; what rounding leaves goes to the largest rests.

    At most 100 shares, all above zero.
    """
    total = sum(shares.values())
    exact = {name: 100 * share / total for name, share in shares.items()}
    whole = {name: max(1, int(part)) for name, part in exact.items()}
    while (left := 100 - sum(whole.values())) != 0:
        step = 1 if left > 0 else -1
        may_move = [name for name in whole if step > 0 or whole[name] > 1]
        name = max(may_move, key=lambda name: step * (exact[name] - whole[name]))
        whole[name] += step
    return tuple(whole.items())
