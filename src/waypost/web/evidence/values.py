"""What somebody writes about a claim, before it is rows: the values forms make and services save."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

METRICS_MOST = 5
PRODUCTS_MOST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricText:
    """One number as it was typed; `share` in per cent."""

    name: str
    result: str
    baseline: str = ""
    unit: str = ""
    period: str = ""
    how_measured: str = ""
    share: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductText:
    """One link to work. Nothing is ever fetched from it."""

    kind: str
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimText:
    """Everything of a claim that its author writes. Only a title is needed to keep it as a draft."""

    title: str
    what: str = ""
    part: str = ""
    outcome_kind: str = ""
    outcome: str = ""
    started_on: date | None = None
    ended_on: date | None = None
    shared: bool = True
    criteria: tuple[str, ...] = ()
    metrics: tuple[MetricText, ...] = ()
    work_products: tuple[ProductText, ...] = ()
