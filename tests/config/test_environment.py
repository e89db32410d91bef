"""Settings: what is given is read, what is wrong is said in a sentence, and no secret is repeated."""

from __future__ import annotations

import traceback
from pathlib import Path

import pytest

from waypost.web.config.environment import DEMO_SECRET, Environment, Unusable


def faults(**variables: str) -> tuple[str, ...]:
    """The sentences with which these variables are refused."""
    with pytest.raises(Unusable) as refused:
        Environment.read({f"WAYPOST_{name}": text for name, text in variables.items()})
    return refused.value.faults


def test_without_variables_it_is_a_small_private_installation_that_has_no_secret_yet() -> None:
    plain = Environment.read({"HOME": "/srv", "PATH": "/bin"})
    assert not plain.demo
    assert plain.default_secret
    assert plain.database_url == ""
    assert plain.allowed_hosts == ["127.0.0.1"]
    assert not plain.behind_proxy


def test_every_variable_is_read(tmp_path: Path) -> None:
    lint = tmp_path / "waypost.toml"
    lint.write_text("[lint]\nengineers = 140\n")
    given = {
        "WAYPOST_DEMO": "0",
        "WAYPOST_SECRET_KEY": "x" * 50,
        "WAYPOST_DATA": "/srv/waypost",
        "WAYPOST_DATABASE_URL": "postgresql://waypost@db/waypost",
        "WAYPOST_BASE_URL": "https://waypost.example.org/",
        "WAYPOST_HOSTS": "waypost.example.org, paths.example.org,",
        "WAYPOST_BEHIND_PROXY": "1",
        "WAYPOST_TIME_ZONE": "Europe/Berlin",
        "WAYPOST_MAIL_URL": "smtps://mail.example.org",
        "WAYPOST_MAIL_FROM": "Waypost <waypost@example.org>",
        "WAYPOST_ANCHOR": "/mnt/elsewhere/head",
        "WAYPOST_LINT": str(lint),
    }
    read = Environment.read(given)
    assert {f"WAYPOST_{name.upper()}" for name in Environment.model_fields} == set(given)
    assert read == Environment(
        demo=False,
        secret_key="x" * 50,
        data=Path("/srv/waypost"),
        database_url="postgresql://waypost@db/waypost",
        base_url="https://waypost.example.org",
        hosts=("waypost.example.org", "paths.example.org"),
        behind_proxy=True,
        time_zone="Europe/Berlin",
        mail_url="smtps://mail.example.org",
        mail_from="Waypost <waypost@example.org>",
        anchor=Path("/mnt/elsewhere/head"),
        lint=lint,
    )
    assert read.secure


def test_a_configuration_of_the_linter_is_refused_as_at_the_command_line(tmp_path: Path) -> None:
    lint = tmp_path / "waypost.toml"
    assert faults(LINT=str(lint)) == (f"WAYPOST_LINT: {lint}:1:1: This cannot be opened: No such file or directory.",)
    lint.write_text('[lint]\nignore = ["VAG130"]\nengeneers = 4\n')
    (told,) = faults(LINT=str(lint))
    assert told.split("; ") == [
        f"WAYPOST_LINT: {lint}:2:12: There is no rule `VAG130`. Did you mean `VAG103`?",
        f"{lint}:3:1: There is no setting `engeneers`. Did you mean `engineers`?",
    ]


def test_an_empty_variable_counts_as_not_given() -> None:
    names = [f"WAYPOST_{name.upper()}" for name in Environment.model_fields]
    assert Environment.read(dict.fromkeys(names, "")) == Environment.read({})
    assert Environment.read({"WAYPOST_SECRET_KEY": ""}).secret_key == DEMO_SECRET


def test_a_misspelt_setting_is_refused_with_the_one_that_was_meant() -> None:
    assert faults(DATABSE_URL="x", SECRETKEY="y", COLOUR="blue") == (
        "WAYPOST_COLOUR is not a setting of Waypost. `waypost doctor --settings` lists them.",
        "WAYPOST_DATABSE_URL is not a setting of Waypost. Did you mean WAYPOST_DATABASE_URL?",
        "WAYPOST_SECRETKEY is not a setting of Waypost. Did you mean WAYPOST_SECRET_KEY?",
    )


def test_names_are_written_in_capitals_as_everywhere() -> None:
    assert faults(demo="1") == ("WAYPOST_demo is not a setting of Waypost. Did you mean WAYPOST_DEMO?",)


def test_every_wrong_value_is_named_at_once() -> None:
    assert faults(DEMO="perhaps", TIME_ZONE="Mars/Base", BASE_URL="waypost.example.org") == (
        "WAYPOST_DEMO: write 1 for yes or 0 for no.",
        "WAYPOST_BASE_URL: write the whole address, such as https://waypost.example.org.",
        "WAYPOST_TIME_ZONE: this machine knows no zone “Mars/Base”; write one such as Europe/Berlin.",
    )


@pytest.mark.parametrize(
    "url", ["https://example.org/waypost", "https://example.org?x=1", "https://user@example.org", "https://x.org/#a"]
)
def test_the_address_has_no_path_and_no_user(url: str) -> None:
    (said,) = faults(BASE_URL=url)
    assert said.startswith("WAYPOST_BASE_URL: write scheme and host alone")


@pytest.mark.parametrize("zone", ["../etc/passwd", "/etc/localtime", "Europe", "Europe/Berlin\n", " "])
def test_what_is_no_zone_is_refused(zone: str) -> None:
    assert len(faults(TIME_ZONE=zone)) == 1


@pytest.mark.parametrize("sender", ["waypost", "a@b\nBcc: everyone@example.org", "Waypost <waypost>"])
def test_the_sender_is_an_address_on_one_line(sender: str) -> None:
    assert len(faults(MAIL_FROM=sender)) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://waypost:{word}@db/waypost"),
        ("DATABASE_URL", "postgresql://waypost:{word}@db:port/waypost"),
        ("DATABASE_URL", "postgresql://waypost:{word}@db"),
        ("MAIL_URL", "http://waypost:{word}@mail"),
        ("MAIL_URL", "smtp://waypost:{word}@mail:x"),
        ("BASE_URL", "https://waypost:{word}@example.org"),
    ],
)
def test_a_refusal_repeats_no_password_not_even_in_a_traceback(name: str, value: str) -> None:
    given = {f"WAYPOST_{name}": value.format(word="hunter2" * 2), "WAYPOST_SECRET_KEY": "hunter2" * 2}
    with pytest.raises(Unusable) as refused:
        Environment.read(given)
    assert "hunter2hunter2" not in "".join(traceback.format_exception(refused.value))
    assert f"WAYPOST_{name}: " in str(refused.value)


def test_the_value_shows_no_secret() -> None:
    environment = Environment(
        secret_key="hunter2", database_url="postgresql://u:hunter2@h/n", mail_url="smtp://u:hunter2@h"
    )
    assert "hunter2" not in f"{environment} {environment!r}"
