"""A database address becomes Django's settings for it: SQLite safe against power loss, or PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# FULL: a commit is on the disk before anybody hears of it. Immediate: a writer waits for the lock at the start of
# its transaction, where it can wait, and not in the middle, where SQLite can only fail.
# Recursive triggers: replacing a row deletes it, and must be refused where deleting is.
SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON; "
    "PRAGMA temp_store=MEMORY;"
)

# What may follow the question mark: how the line to the server is secured, and which server of several.
PASSED_ON = frozenset({"sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "target_session_attrs"})
# A server that is away is told to people within seconds, not after the minutes of the network's own patience. Compiling
# a query takes seconds where the planner guesses too high, and a page's queries run for milliseconds.
ALWAYS = {"connect_timeout": "5", "options": "-c jit=off"}
EXAMPLE = "write postgresql://user:password@host:5432/name, with other signs in the password as %xx"


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
    """PostgreSQL from `postgresql://user:password@host:port/name?sslmode=verify-full`.

    `?host=/run/postgresql` names the folder of a socket. Raises ValueError with a sentence that repeats no password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError(f"the address cannot be read; {EXAMPLE}") from None
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError(f"only PostgreSQL is supported, or no address for SQLite; {EXAMPLE}")
    if not name or "/" in name or parts.fragment:
        raise ValueError(f"one database must be named after the host; {EXAMPLE}")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    host = options.pop("host", unquote(parts.hostname or ""))
    if unknown := sorted(options.keys() - PASSED_ON):
        raise ValueError(f"“{unknown[0]}” is not understood after the “?”; known are {', '.join(sorted(PASSED_ON))}")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**ALWAYS, **options},
    }
