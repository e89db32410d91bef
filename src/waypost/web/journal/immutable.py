"""Rows that stay as written: triggers, in both databases, that refuse to change or delete them."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


class Immutable(migrations.operations.base.Operation):
    """Refuse UPDATE and DELETE on `table`, always, or once SQL condition `when` (over OLD) holds.

    `insert` also refuses INSERT while the SQL condition over NEW holds, for children of a sealed row, and with it the
    UPDATE that would move another's child there.
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
        if schema_editor.connection.vendor == "postgresql":
            for statement in _refuse_truncate(self.table):
                schema_editor.execute(statement, None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: object, to_state: object
    ) -> None:
        postgresql = schema_editor.connection.vendor == "postgresql"
        for event, _condition in self._triggers():
            name = _name(self.table, event)
            schema_editor.execute(f"DROP TRIGGER {name}{f' ON {self.table}' if postgresql else ''}", None)
            if postgresql:
                schema_editor.execute(f"DROP FUNCTION {name}()", None)
        if postgresql:
            schema_editor.execute(f"DROP TRIGGER {_name(self.table, 'truncate')} ON {self.table}", None)
            schema_editor.execute(f"DROP FUNCTION {_name(self.table, 'truncate')}()", None)

    @property
    def names(self) -> tuple[str, ...]:
        """The triggers this puts up, for whoever looks whether they are still there."""
        return tuple(_name(self.table, event) for event, _condition in self._triggers())

    def describe(self) -> str:
        return f"Keep rows of {self.table} as they were written"

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return (self.__class__.__qualname__, [self.table], {"when": self.when, "insert": self.insert})

    def _triggers(self) -> list[tuple[str, str]]:
        if not self.insert:
            return [("UPDATE", self.when), ("DELETE", self.when)]
        update = f"({self.when}) OR ({self.insert})" if self.when else ""
        return [("UPDATE", update), ("DELETE", self.when), ("INSERT", self.insert)]


def _name(table: str, event: str) -> str:
    return f"{table}_no_{event.lower()}"


def _create(vendor: str, table: str, event: str, condition: str) -> list[str]:
    name = _name(table, event)
    if vendor == "sqlite":
        when = f" WHEN {condition}" if condition else ""
        return [
            f"CREATE TRIGGER {name} BEFORE {event} ON {table}{when} BEGIN SELECT RAISE(ABORT, '{_says(table)}'); END",
        ]
    test = f"IF NOT ({condition}) THEN RETURN {'OLD' if event == 'DELETE' else 'NEW'}; END IF; " if condition else ""
    return [
        _function(name, f"{test}{_raise(table)}"),
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


def _refuse_truncate(table: str) -> list[str]:
    # PostgreSQL empties a table at once without asking the triggers of its rows.
    name = _name(table, "truncate")
    return [
        _function(name, _raise(table)),
        f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
    ]


def _function(name: str, body: str) -> str:
    return f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"


def _raise(table: str) -> str:
    return f"RAISE EXCEPTION '{_says(table)}' USING ERRCODE = 'integrity_constraint_violation';"


def _says(table: str) -> str:
    return f"{table}: rows stay as they were written"
