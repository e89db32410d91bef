"""When a claim says enough to be part of somebody's evidence. What it lacks beyond that, the composer only asks."""

from __future__ import annotations

from waypost.evidence.claims import Claim
from waypost.refusal import Missing


def lacks(claim: Claim) -> tuple[Missing, ...]:
    """What has to be said before the claim is recorded; `where` is the field. () when nothing is missing.

    An outcome is asked for and not demanded: some outcomes show only after the work is done, and the gate counts what
    is there when it counts.
    """
    asks = (
        (claim.title.strip(), Missing("Give it a title: one line that names what was done.", "title")),
        (claim.what.strip(), Missing("Say what was done.", "what")),
        (claim.part.strip(), Missing("Say what your own part in it was.", "part")),
        (claim.started_on or claim.ended_on, Missing("Say when it was: a first or a last day.", "started_on")),
        (claim.criteria, Missing("Choose at least one criterion it speaks to.", "criteria")),
    )
    return tuple(missing for given, missing in asks if not given)
