"""The ratings a session is measured from: its own, and those of the sessions before it; for the engine, not for pages.

Raters stand in a sheet by a digest of their key: the same person is the same in every session, and nobody's key is kept
in a row that never changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from uuid import UUID

from waypost.calibration.sheets import Dispute, Mark, Sheet
from waypost.framework.schema import Framework
from waypost.promotion.decision import Outcome
from waypost.promotion.stages import Stage
from waypost.web.calibration.models import Entry, Session
from waypost.web.frameworks.reading import framework_of
from waypost.web.promotion.models import Decision, Seat
from waypost.web.promotion.selectors.ratings import GivenReview, RoundKey, given_reviews_of, judges_of
from waypost.web.promotion.selectors.scorecards import scorecard_of
from waypost.web.promotion.selectors.sight import JUDGES, given

EARLIER = 3  # sessions of the band before this one: a year and a half at two a year


def sheet_of(session: Session) -> Sheet:
    """The ratings as they count now; six queries, whatever there is.

    A case whose reviews are not all in, or that was withdrawn, is not in it, nor are earlier cases that were rated on
    a scale of another length.
    """
    earlier = {row.pk: row for row in _earlier(session)}
    entries = _entries([session.pk, *earlier])
    reviews = _reviews(entries)
    here = [entry for entry in entries if entry.session_id == session.pk]
    lengths = {len(framework_of(entry.case.framework).scale) for entry in here}
    categories = lengths.pop() if len(lengths) == 1 else 0
    alike = [entry for entry in entries if len(framework_of(entry.case.framework).scale) == categories]
    groups = (framework_of(entry.case.framework).process.small_groups.numbers for entry in here)
    return Sheet(
        session=str(session.pk),
        earlier=tuple(str(key) for key in earlier),
        held={str(key): row.cycle_on.isoformat() for key, row in earlier.items()},
        marks=tuple(m for e in alike for review in reviews[e.case_id, e.round] for m in _marks(e, review)),
        categories=categories,
        bars={str(entry.pk): _bar(framework_of(entry.case.framework)) for entry in here},
        disputes={str(entry.pk): _dispute(entry, reviews[entry.case_id, entry.round]) for entry in here},
        decided=_decided([entry for entry in entries if entry.session_id != session.pk]),
        threshold=max(groups, default=5),
    )


def token_of(person: UUID) -> str:
    """How a rater stands in a sheet."""
    return hashlib.sha256(b"rater" + person.bytes).hexdigest()[:16]


def _earlier(session: Session) -> Iterable[Session]:
    before = Session.objects.filter(band=session.band, locked_at__isnull=False, opened_at__lt=session.opened_at)
    return before.order_by("-opened_at", "pk")[:EARLIER]


def _entries(sessions: list[UUID]) -> list[Entry]:
    rows = Entry.objects.filter(session__in=sessions).select_related("case__framework")
    rows = rows.defer("case__packet", "case__framework__document", "case__framework__notes")
    return [entry for entry in rows.order_by("pk") if entry.case.stage != Stage.WITHDRAWN]


def _reviews(entries: list[Entry]) -> dict[RoundKey, tuple[GivenReview, ...]]:
    seats: dict[UUID, list[Seat]] = {entry.case_id: [] for entry in entries}
    rows = Seat.objects.filter(case__in=seats, panel__in=JUDGES).select_related("person", "review")
    for seat in rows.order_by("pk"):
        seats[seat.case_id].append(seat)
    judges = {}
    for entry in entries:
        sitting = judges_of(entry.case, entry.round, seats[entry.case_id])
        judges[entry.case_id, entry.round] = sitting if all(given(seat) for seat in sitting) else []
    return given_reviews_of(judges)


def _decided(entries: list[Entry]) -> dict[str, bool]:
    """Of the cases whose people were told, whether it was a yes."""
    told = {(entry.case_id, entry.round): str(entry.pk) for entry in entries if entry.case.told_at is not None}
    rows = Decision.objects.filter(case__in={case for case, _ in told}, decided_at__isnull=False)
    found = rows.order_by("pk").values_list("case", "round", "outcome")
    return {told[case, number]: outcome == Outcome.YES for case, number, outcome in found if (case, number) in told}


def _marks(entry: Entry, review: GivenReview) -> Iterable[Mark]:
    framework = framework_of(entry.case.framework)
    places: dict[str, int | None] = {point.key: place for place, point in enumerate(framework.scale)}
    places[""] = None
    session, case, rater, panel = str(entry.session_id), str(entry.pk), token_of(review.person), review.panel.value
    for one in review.ratings:
        yield Mark(
            session=session,
            case=case,
            rater=rater,
            panel=panel,
            criterion=one.criterion,
            given=places[one.given],
            now=places[one.point],
        )


def _dispute(entry: Entry, reviews: tuple[GivenReview, ...]) -> Dispute:
    card = scorecard_of(entry.case, reviews)
    divergence, from_bar = card.divergence.apart, card.from_bar
    return Dispute(
        spread=str(card.widest_spread),
        divergence=str(divergence) if divergence is not None else None,
        from_bar=str(from_bar) if from_bar is not None else None,
    )


def _bar(framework: Framework) -> int:
    return [point.key for point in framework.scale].index(framework.bar.key)
