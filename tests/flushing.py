"""Between tests that commit, Django empties every table; the triggers that refuse this stand aside for that moment.

Only the flush is patched, and only in the test process: while a test runs, its triggers are those of production.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management.commands import flush


@pytest.fixture(autouse=True, scope="session")
def triggers_stand_aside_for_the_flush() -> Iterator[None]:
    """Let the tables be emptied after a test with `transaction=True`."""
    original: Callable[..., list[str]] = flush.sql_flush

    def sql_flush(style: Any, connection: Any, *args: Any, **kwargs: Any) -> list[str]:
        emptying = original(style, connection, *args, **kwargs)
        around = _sqlite if connection.vendor == "sqlite" else _postgresql
        before, after = around(connection)
        return [*before, *emptying, *after]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush, "sql_flush", sql_flush)
        yield


def _sqlite(connection: Any) -> tuple[list[str], list[str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
    return [f'DROP TRIGGER "{name}"' for name, _sql in triggers], [sql for _name, sql in triggers]


def _postgresql(connection: Any) -> tuple[list[str], list[str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
        tables = [table for (table,) in cursor.fetchall()]
    return (
        [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables],
        [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables],
    )
