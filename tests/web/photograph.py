"""What a test begins with is made once by the services, photographed, and put back as rows for the tests after it.

A photograph holds the rows that were added between two moments. It is put back only onto exactly the rows that were
there when it was taken, so what a test meets is what the services would have made; whatever else a step does than add
rows is not photographed, and is done again each time.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

T = TypeVar("T")
Rows = Mapping[type[Model], frozenset[tuple[Any, ...]]]


@dataclass(frozen=True)
class _Photograph:
    before: Rows
    added: Mapping[type[Model], tuple[tuple[Any, ...], ...]]
    result: bytes


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
    found = {model: frozenset(map(_hashable, _raw(model))) for model in apps.get_models(include_auto_created=True)}
    return {model: rows for model, rows in found.items() if rows}


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
    if any(rows - after.get(model, frozenset()) for model, rows in before.items()):
        return  # a row was changed or is gone
    kept = _TAKEN.setdefault(moment, [])
    if len(kept) < _OF_ONE_MOMENT:
        added = {model: _added(model, before) for model, rows in after.items() if rows != before.get(model)}
        kept.append(_Photograph(before, added, pickle.dumps(result)))


def _added(model: type[Model], before: Rows) -> tuple[tuple[Any, ...], ...]:
    names = [field.attname for field in model._meta.concrete_fields]
    known = before.get(model, frozenset())
    values = model._base_manager.order_by("pk").values_list(*names)
    return tuple(row for raw, row in zip(_raw(model), values, strict=True) if _hashable(raw) not in known)


def _put_back(photograph: _Photograph) -> None:
    # What hangs on a row comes before it: some rows close their own to additions.
    with transaction.atomic():
        for model, rows in reversed(photograph.added.items()):
            names = [field.attname for field in model._meta.concrete_fields]
            model._base_manager.bulk_create([model(**dict(zip(names, row, strict=True))) for row in rows])
