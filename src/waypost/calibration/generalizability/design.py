"""A design of ratings as people write it: "p x i x o" is crossed, "p x (r:t)" has raters nested within tasks.

An effect is a set of facets, with whatever its facets are nested in: in p x (r:t) the effects are p, t, r:t, pt and
pr:t.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations

Effect = frozenset[str]


@dataclass(frozen=True, slots=True)
class Design:
    """Facets in the order they were written; `within` gives the facet that each nested facet is nested in."""

    facets: tuple[str, ...]
    within: tuple[tuple[str, str], ...]

    @property
    def effects(self) -> tuple[Effect, ...]:
        """Every effect the design can tell apart, small ones first, the last being confounded with all else."""
        sets = (frozenset(some) for size in range(1, len(self.facets) + 1) for some in combinations(self.facets, size))
        return tuple(some for some in sets if all(outer in some for inner, outer in self.within if inner in some))

    def nesting(self, effect: Effect) -> Effect:
        """The facets of an effect that others of it are nested in: they name cells and carry no sum of their own."""
        return frozenset(outer for inner, outer in self.within if inner in effect)

    def name(self, effect: Effect) -> str:
        """As written in texts on generalizability: "p", "r:t", "pr:t"."""
        outer = self.nesting(effect)
        first = "".join(facet for facet in self.facets if facet in effect - outer)
        last = "".join(facet for facet in self.facets if facet in outer)
        return f"{first}:{last}" if last else first


def design_of(text: str) -> Design:
    """A design from how it is written: facets are single letters, crossed by "x", nested by ":" (inner first).

    ValueError where it cannot be read.
    """
    parts = [part.strip(" ()") for part in re.split(r"\s+x\s+|\s*×\s*", text.strip())]
    facets: list[str] = []
    within: list[tuple[str, str]] = []
    for part in parts:
        chain = part.split(":")
        if (
            not all(re.fullmatch(r"[a-z]", facet) for facet in chain)
            or set(chain) & set(facets)
            or len(set(chain)) < len(chain)
        ):
            raise ValueError(f'a design is written like "p x (r:t)", one letter a facet; {text!r} is not')
        facets.extend(chain)
        within.extend((inner, outer) for place, inner in enumerate(chain) for outer in chain[place + 1 :])
    return Design(tuple(facets), tuple(within))
