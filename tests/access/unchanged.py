"""Everything the database holds as one value, to tell that nothing changed, or what did."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection

Rows = Mapping[str, tuple[tuple[Any, ...], ...]]

# Who is signed in, and how often they failed to; no request can do without them.
KEPT_BY_SIGNING_IN = frozenset({"sessions.Session", "axes.AccessAttempt", "axes.AccessLog", "axes.AccessFailureLog"})
# A look by people operations is itself an event.
WRITTEN_BY_A_LOOK = frozenset({"journal.Event", "journal.Notice"})


def everything() -> Rows:
    """Every row of every table but those of signing in, as the database holds it."""
    found = {}
    with connection.cursor() as cursor:
        for label, question in _questions():
            cursor.execute(question)
            found[label] = tuple(cursor.fetchall())
    return found


@cache
def _questions() -> tuple[tuple[str, str], ...]:
    # Past the ORM, since this is asked of fifty tables before and after everybody.
    quoted = connection.ops.quote_name
    return tuple(
        (
            model._meta.label,
            "SELECT {} FROM {} ORDER BY {}".format(  # noqa: S608 - names of our own tables
                ", ".join(quoted(field.column) for field in model._meta.concrete_fields),
                quoted(model._meta.db_table),
                quoted(model._meta.pk.column),
            ),
        )
        for model in apps.get_models()
        if model._meta.label not in KEPT_BY_SIGNING_IN
    )


def changed(before: Rows, after: Rows) -> set[str]:
    """The tables that are not as they were."""
    return {label for label, rows in after.items() if rows != before[label]}


def looked(viewer: str) -> frozenset[str]:
    """What a viewer's looking alone may write."""
    return WRITTEN_BY_A_LOOK if viewer in {"hana", "ada who is people operations"} else frozenset()
