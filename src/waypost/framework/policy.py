"""What a framework promises about process: the evidence a packet holds, who sits on panels, how long steps take."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated

from pydantic import Field

from waypost.framework.kinds import AtOrAbove, Kind, Raters, SeatKind
from waypost.framework.lookups import AsksByBand
from waypost.framework.moves import EVIDENCE_BAND
from waypost.framework.words import Day, Duration, Key, Pairs, Value

Count = Annotated[int, Field(ge=0, le=100)]


class Requirements(Value):
    """What a packet must contain. What is not said is not asked."""

    self: Count | None = Field(default=None, description="Self-assessments.")
    manager: Count | None = Field(default=None, description="Assessments by the manager.")
    peers: Count | None = Field(default=None, description="Assessments by peers.")
    peers_outside_team: Count | None = Field(default=None, description="How many of the peers work in another team.")
    work_products: Count | None = Field(
        default=None, description="Links to work: changes, designs, incident reviews, talks."
    )
    quantitative: Count | None = Field(default=None, description="Claims with a measured outcome.")
    qualitative: Count | None = Field(default=None, description="Claims with an outcome that somebody speaks for.")
    attested: bool | None = Field(
        default=None, description="True if those claims must be confirmed by a named partner."
    )
    scope_document_within_days: Annotated[int, Field(ge=1, le=1000)] | None = Field(
        default=None,
        description="How old the scope document may be. Asked on tracks for individual contributors only.",
    )


class EvidencePolicy(AsksByBand, Value):
    """What a packet must contain, for everyone and from a band upwards."""

    everyone: Requirements = Requirements(self=1, manager=1, peers=3, peers_outside_team=1, work_products=1)
    from_bands: tuple[tuple[Key, Requirements], ...] = ()

    def written(self) -> Iterator[tuple[str, Requirements]]:
        """The parts under the names a document gives them."""
        yield "everyone", self.everyone
        yield from ((f"{EVIDENCE_BAND}{band}", part) for band, part in self.from_bands)


class Panel(Value):
    """Who sits, and what they judge."""

    judges: tuple[Kind, ...] = Field(max_length=3, default=(), description="The kinds of dimension this panel rates.")
    seats: Annotated[tuple[tuple[SeatKind, Annotated[int, Field(ge=1, le=20)]], ...], Pairs()] = Field(
        description="How many of whom."
    )
    at_or_above: AtOrAbove | None = Field(
        default=None, description="`target band`: panellists hold at least the band the case is for."
    )


class PanelPolicy(Value):
    """The two panels, who leads the room, and who decides. Panels advise."""

    technical: Panel = Field(
        default=Panel(judges=(Kind.TECHNICAL,), seats=((SeatKind.ENGINEER, 3),), at_or_above=AtOrAbove.TARGET_BAND),
        description="Engineers who rate technical criteria.",
    )
    strategic: Panel = Field(
        default=Panel(
            judges=(Kind.STRATEGIC, Kind.PEOPLE),
            seats=((SeatKind.PRODUCT, 1), (SeatKind.BUSINESS, 1), (SeatKind.DESIGN, 1)),
        ),
        description="Partners who rate strategic and people criteria.",
    )
    facilitator: Panel = Field(
        default=Panel(seats=((SeatKind.ENGINEERING_LEADER, 1),)),
        description="Who leads the calibration session and rates nothing.",
    )
    decides: SeatKind = Field(default=SeatKind.ENGINEERING_LEADER, description="Who answers for it.")


class Windows(Value):
    """How long each step of a cycle lasts."""

    gathering: Duration = Field(default=timedelta(days=21), description="To collect the packet.")
    review: Duration = Field(default=timedelta(days=10), description="For the panels' sealed reviews.")
    calibration: Duration = Field(default=timedelta(days=5), description="To hold the session.")
    telling: Duration = Field(default=timedelta(days=5), description="From the decision to telling.")
    appeal: Duration = Field(default=timedelta(days=10), description="To appeal after being told.")


class SmallGroups(Value):
    """How many people a group needs before anything is shown about it."""

    numbers: int = Field(default=5, ge=3, le=1000, description="Before numbers are shown.")
    comments: int = Field(default=8, ge=3, le=1000, description="Before comments are shown.")


class Rhythm(Value):
    """How often the work of senior individual contributors is brought before others, promotions pending or not."""

    scope_document_every: Duration | None = Field(
        default=None, description="A page on what the person holds, what changed, and what came of it."
    )
    technical_review_every: Duration | None = Field(
        default=None, description="Ten minutes on one problem: why this one, what was built, what shows its worth."
    )


GRACE = timedelta(days=365)
"""How long a goal keeps its version where no framework says: two cycles a year, and both of them left."""


class Process(Value):
    """The cycle: its steps, its dates, what is promised and what is withheld."""

    windows: Windows = Field(default=Windows(), description="How long each step lasts.")
    cycles: tuple[Day, ...] = Field(default=(), max_length=100, description="The days on which cycles begin, in order.")
    answer_within: Duration = Field(
        default=timedelta(days=14),
        alias="answer what-would-it-take within",
        description="How soon a manager answers the question.",
    )
    small_groups: SmallGroups = Field(default=SmallGroups(), description="The least size of a group.")
    raters: Raters | None = Field(
        default=None,
        description="How the calibration room knows who gave which rating, once the last review is in; "
        "by letter if unsaid.",
    )
    grace: Duration | None = Field(
        default=None,
        description="How long a goal keeps the version it was set under once another is in force; 365 days if unsaid.",
    )
    rhythm: Rhythm | None = Field(
        default=None, description="How often technical work is shown, between cycles as well as in them."
    )

    @property
    def names_raters(self) -> bool:
        """Whether the calibration room may know raters by name; who says nothing keeps them by letter."""
        return self.raters is Raters.BY_NAME


def grace_between(pinned: Process, successor: Process) -> timedelta:
    """How long a goal under one version may stay there once another is in force.

    What the pinned version promises holds; the one that follows may only promise more. Where neither says, GRACE.
    """
    return max((one.grace for one in (pinned, successor) if one.grace is not None), default=GRACE)
