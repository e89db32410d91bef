"""Texts of claims for the tests, as people would type and send them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.web.cast import Cast

from waypost.web.evidence.models import Claim
from waypost.web.evidence.services.claims import draft_id, keep_draft, record_claim
from waypost.web.evidence.values import ClaimText, MetricText, ProductText

QUEUE = ClaimText(
    title="Refund queue drained the same day",
    what="Moved refunds from a nightly batch to a queue.",
    part="Design and the cut-over; Noor wrote the worker.",
    outcome_kind="users",
    outcome="Shops get their money a day earlier.",
    started_on=date(2026, 4, 1),
    ended_on=date(2026, 6, 30),
    criteria=("design", "delivery"),
    metrics=(MetricText(name="Refunds", baseline="40", result="340", unit="a day", how_measured="ledger", share=70),),
    work_products=(ProductText(kind="design document", title="Queue design", url="https://example.org/queue"),),
)
BARE = ClaimText(title="Something I did")


def a_draft(cast: Cast, text: ClaimText = QUEUE, *, once: str = "form-1") -> Claim:
    """Ada's draft, begun by sending a form once."""
    return keep_draft(cast.act(cast.ada, once=once), claim=draft_id(cast.ada, once), seen=0, text=text)


def a_claim(cast: Cast, text: ClaimText = QUEUE, *, once: str = "form-1") -> Claim:
    """Ada's claim, recorded."""
    return record_claim(cast.act(cast.ada), claim=a_draft(cast, text, once=once).pk)


def edited(text: ClaimText = QUEUE, **changes: object) -> ClaimText:
    """The text with some parts changed."""
    return replace(text, **changes)  # type: ignore[arg-type]


def sent(text: ClaimText = QUEUE, *, seen: int = 0, once: str = "form-1", **more: str) -> dict[str, object]:
    """The text as a browser posts it."""
    data: dict[str, object] = {
        "once": once,
        "seen": seen,
        "title": text.title,
        "what": text.what,
        "part": text.part,
        "outcome_kind": text.outcome_kind,
        "outcome": text.outcome,
        "started_on": text.started_on or "",
        "ended_on": text.ended_on or "",
        "criteria": list(text.criteria),
    }
    if text.shared:
        data["shared"] = "on"
    for place, one in enumerate(text.metrics):
        for name in ("name", "baseline", "result", "unit", "period", "how_measured", "share"):
            data[f"metric-{place}-{name}"] = "" if getattr(one, name) is None else getattr(one, name)
    for place, link in enumerate(text.work_products):
        for name in ("kind", "title", "url"):
            data[f"product-{place}-{name}"] = getattr(link, name)
    return {**data, **more}
