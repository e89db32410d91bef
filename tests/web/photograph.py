"""What a test begins with is made once by the services, photographed, and put back as rows for the tests after it.

A photograph holds the rows that were added or changed between two moments. It is put back only onto exactly the rows
that were there when it was taken, so what a test meets is what the services would have made; a step that removes rows
is not photographed, and is done again each time.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

T = TypeVar("T")
Row = tuple[Any, ...]
Rows = Mapping[type[Model], frozenset[Row]]


@dataclass(frozen=True)
class _Photograph:
    before: Rows
    added: Mapping[type[Model], tuple[Row, ...]]
    changed: Mapping[type[Model], tuple[Row, ...]]
    result: bytes
    statements: list[tuple[str, Any]] = field(default_factory=list)
    """What was said to the database when it was put back for the first time."""


_TAKEN: dict[str, list[_Photograph]] = {}
_OF_ONE_MOMENT = 4  # different beginnings that are kept


def made_once(moment: str, make: Callable[[], T]) -> T:
    """What `make` returns, with its rows in the database. It is called anew where other rows are there before it."""
    before = _rows()
    for photograph in _TAKEN.get(moment, ()):
        if photograph.before == before:
            _put_back(photograph)
            return pickle.loads(photograph.result)  # noqa: S301 - our own, of this process
    result = make()
    _take(moment, before, _rows(), result)
    return result


def _rows() -> Rows:
    """Every row there is, by model, as the database holds it."""
    question, models = _which_hold_rows()
    with connection.cursor() as cursor:
        cursor.execute(question)
        there = sorted(number for (number,) in cursor.fetchall())
    return {models[number]: frozenset(map(_hashable, _raw(models[number]))) for number in there}


@cache
def _which_hold_rows() -> tuple[str, tuple[type[Model], ...]]:
    """One question for the tables that are not empty, since most are; it answers with numbers of the models."""
    models = tuple(apps.get_models(include_auto_created=True))
    tables = [connection.ops.quote_name(model._meta.db_table) for model in models]
    return " UNION ALL ".join(
        f"SELECT {number} WHERE EXISTS (SELECT 1 FROM {table})"  # noqa: S608 - names of our own tables
        for number, table in enumerate(tables)
    ), models


def _raw(model: type[Model]) -> list[tuple[Any, ...]]:
    # Past the ORM, since this is asked of fifty tables before each test.
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(field.column) for field in model._meta.concrete_fields)
    table, key = quoted(model._meta.db_table), quoted(model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} ORDER BY {key}")  # noqa: S608 - names of our own tables
        return cursor.fetchall()


def _hashable(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(pickle.dumps(value) if isinstance(value, dict | list) else value for value in row)


def _take(moment: str, before: Rows, after: Rows, result: object) -> None:
    kept = _TAKEN.setdefault(moment, [])
    if len(kept) == _OF_ONE_MOMENT:
        return
    added, changed = {}, {}
    for model, rows in after.items():
        was = before.get(model, frozenset())
        if rows == was:
            continue
        known = {_key(model, row) for row in was}
        if known - {_key(model, row) for row in rows}:
            return  # a row is gone
        new = [(row, _key(model, raw) in known) for raw, row in _both(model) if raw not in was]
        added[model] = tuple(row for row, there in new if not there)
        changed[model] = tuple(row for row, there in new if there)
    if before.keys() <= after.keys():
        kept.append(_Photograph(before, added, changed, pickle.dumps(result)))


def _key(model: type[Model], row: Row) -> Any:
    return row[_names(model).index(model._meta.pk.attname)]


def _names(model: type[Model]) -> list[str]:
    return [column.attname for column in model._meta.concrete_fields]


def _both(model: type[Model]) -> list[tuple[Row, Row]]:
    """Each row as the database holds it and as the model does."""
    values = model._base_manager.order_by("pk").values_list(*_names(model))
    return [(_hashable(raw), row) for raw, row in zip(_raw(model), values, strict=True)]


def _put_back(photograph: _Photograph) -> None:
    if photograph.statements:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement, values in photograph.statements:
                cursor.execute(statement, values)
        return
    said: list[tuple[str, Any]] = []

    def listen(execute: Callable[..., Any], statement: str, values: Any, many: bool, context: Any) -> Any:
        if statement.startswith(("INSERT", "UPDATE")):
            said.append((statement, values))
        return execute(statement, values, many, context)

    with connection.execute_wrapper(listen):
        _put_back_rows(photograph)
    photograph.statements.extend(said)


def _put_back_rows(photograph: _Photograph) -> None:
    # What hangs on a row comes before it: some rows close their own to additions.
    with transaction.atomic():
        for model, rows in reversed(photograph.added.items()):
            model._base_manager.bulk_create([model(**_named(model, row)) for row in rows])
        for model, rows in reversed(photograph.changed.items()):
            for row in rows:
                values = _named(model, row)
                model._base_manager.filter(pk=values.pop(model._meta.pk.attname)).update(**values)


def _named(model: type[Model], row: Row) -> dict[str, Any]:
    return dict(zip(_names(model), row, strict=True))
