"""Everything the database holds as one value, to tell that nothing changed, or what did."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.apps import apps

Rows = Mapping[str, tuple[tuple[Any, ...], ...]]

# Who is signed in, and how often they failed to; no request can do without them.
KEPT_BY_SIGNING_IN = frozenset({"sessions.Session", "axes.AccessAttempt", "axes.AccessLog", "axes.AccessFailureLog"})
# A look by people operations is itself an event.
WRITTEN_BY_A_LOOK = frozenset({"journal.Event", "journal.Notice"})


def everything() -> Rows:
    """Every row of every table but those of signing in."""
    return {
        model._meta.label: tuple(model._base_manager.order_by("pk").values_list())
        for model in apps.get_models()
        if model._meta.label not in KEPT_BY_SIGNING_IN
    }


def changed(before: Rows, after: Rows) -> set[str]:
    """The tables that are not as they were."""
    return {label for label, rows in after.items() if rows != before[label]}


def looked(viewer: str) -> frozenset[str]:
    """What a viewer's looking alone may write."""
    return WRITTEN_BY_A_LOOK if viewer in {"hana", "ada who is people operations"} else frozenset()
