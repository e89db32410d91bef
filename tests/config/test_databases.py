"""A database's address becomes the settings that reach it, or a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.web.config import databases


def reached(url: str) -> dict[str, Any]:
    """The parts of the settings that say where and as whom."""
    settings = databases.from_url(url)
    return {name: settings[name] for name in ("HOST", "PORT", "NAME", "USER", "PASSWORD")}


def test_sqlite_waits_at_the_start_and_commits_to_the_disk() -> None:
    settings = databases.sqlite(Path("/srv/waypost.sqlite3"))
    assert settings["NAME"] == "/srv/waypost.sqlite3"
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in settings["OPTIONS"]["init_command"]


def test_every_part_of_an_address_is_used() -> None:
    assert reached("postgresql://way:p%40ss%2Fw%23rd@db.example.org:6432/way%20post") == {
        "HOST": "db.example.org",
        "PORT": "6432",
        "NAME": "way post",
        "USER": "way",
        "PASSWORD": "p@ss/w#rd",
    }


def test_a_socket_is_named_by_its_folder_whatever_its_case() -> None:
    assert reached("postgresql:///waypost?host=/run/PostgreSQL")["HOST"] == "/run/PostgreSQL"


def test_how_the_line_is_secured_is_passed_on() -> None:
    options = databases.from_url("postgres://db/waypost?sslmode=verify-full&sslrootcert=/ca.pem")["OPTIONS"]
    assert options == {**databases.ALWAYS, "sslmode": "verify-full", "sslrootcert": "/ca.pem"}


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://db/waypost", "only PostgreSQL is supported"),
        ("db/waypost", "only PostgreSQL is supported"),
        ("postgresql://db", "one database must be named"),
        ("postgresql://db/", "one database must be named"),
        ("postgresql://db/a/b", "one database must be named"),
        ("postgresql://u:p#w@db/waypost", "the address cannot be read"),
        ("postgresql://db:99999/waypost", "the address cannot be read"),
        ("postgresql://[db/waypost", "the address cannot be read"),
        ("postgresql://db/waypost?options=-c%20fsync%3Doff", "“options” is not understood"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_in_a_sentence(url: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        databases.from_url(url)


@given(st.text(min_size=1).filter(lambda text: "\x00" not in text))
def test_any_password_comes_through_when_it_is_quoted(password: str) -> None:
    try:
        quoted = quote(password, safe="")
    except UnicodeEncodeError:
        return
    assert reached(f"postgresql://waypost:{quoted}@db/waypost")["PASSWORD"] == password
