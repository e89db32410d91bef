"""A database address becomes Django's settings for it: SQLite safe against power loss, or PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

# FULL: a commit is on the disk before anybody hears of it. Immediate: a writer waits for the lock at the start of
# its transaction, where it can wait, and not in the middle, where SQLite can only fail.
SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;"
)


def sqlite(path: Path) -> dict[str, Any]:
    """SQLite in one file: write-ahead log, synchronous=FULL, immediate transactions."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"init_command": SQLITE_START, "transaction_mode": "IMMEDIATE", "timeout": 20},
    }


def from_url(url: str) -> dict[str, Any]:
    """PostgreSQL from `postgresql://user:password@host:port/name`; a host that is a folder is a socket's.

    Raises ValueError for any other scheme.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError(
            f"WAYPOST_DATABASE_URL: {parts.scheme or 'no'}:// is not supported; write postgresql://user@host/name"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
