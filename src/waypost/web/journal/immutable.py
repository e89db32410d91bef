"""Rows that stay as written: triggers, in both databases, that refuse to change or delete them."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


class Immutable(migrations.operations.base.Operation):
    """Refuse UPDATE and DELETE on `table`, always, or once SQL condition `when` (over OLD) holds.

    `insert` also refuses INSERT while the SQL condition over NEW holds, for children of a sealed row.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str, when: str = "", insert: str = "") -> None:
        self.table, self.when, self.insert = table, when, insert

    def state_forwards(self, app_label: str, state: object) -> None:
        """Triggers are no part of Django's model state."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: object, to_state: object
    ) -> None:
        for event, condition in self._triggers():
            for statement in _create(schema_editor.connection.vendor, self.table, event, condition):
                schema_editor.execute(statement, None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: object, to_state: object
    ) -> None:
        for event, _condition in self._triggers():
            name = f"{self.table}_no_{event.lower()}"
            on = f" ON {self.table}" if schema_editor.connection.vendor == "postgresql" else ""
            schema_editor.execute(f"DROP TRIGGER {name}{on}", None)

    def describe(self) -> str:
        return f"Keep rows of {self.table} as they were written"

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return (self.__class__.__qualname__, [self.table], {"when": self.when, "insert": self.insert})

    def _triggers(self) -> list[tuple[str, str]]:
        changes = [("UPDATE", self.when), ("DELETE", self.when)]
        return [*changes, ("INSERT", self.insert)] if self.insert else changes


def _create(vendor: str, table: str, event: str, condition: str) -> list[str]:
    name, says = f"{table}_no_{event.lower()}", f"{table}: rows stay as they were written"
    if vendor == "sqlite":
        when = f" WHEN {condition}" if condition else ""
        return [
            f"CREATE TRIGGER {name} BEFORE {event} ON {table}{when} BEGIN SELECT RAISE(ABORT, '{says}'); END",
        ]
    test = f"IF NOT ({condition}) THEN RETURN {'OLD' if event == 'DELETE' else 'NEW'}; END IF; " if condition else ""
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {test}RAISE EXCEPTION '{says}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
