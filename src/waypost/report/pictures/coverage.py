"""How much evidence there is for one criterion, as a bar beside its number."""

from __future__ import annotations


def coverage_bar(have: int, *, full: int) -> str:
    """A bar of `have` out of `full`, at most full. Silent for screen readers: the number stands beside it."""
    share = 0 if full <= 0 else max(0, min(have, full)) / full
    filled = f'<rect class="filled" width="{share * 100:g}" height="6"/>' if share else ""
    return (
        '<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect class="ground" width="100" height="6"/>{filled}</svg>'
    )
