"""Every setting an operator may give, read once from `WAYPOST_*` variables into one frozen value.

`docs/operating.md` lists each of them; a test fails when one is missing there.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from email.utils import parseaddr
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from waypost.web.config import databases, mail

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

PREFIX = "WAYPOST_"
DEMO_SECRET = "demo-only-secret-nobody-may-run-a-company-on-this-one"  # noqa: S105 - refused outside the demo


class Unusable(ValueError):  # noqa: N818 - what an operator is told, not a defect
    """The settings cannot be used; `faults` are sentences, one for each that is wrong. None repeats a secret."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class Environment(BaseModel):
    """What this installation is told from outside. Unknown `WAYPOST_*` variables are an error, not a surprise."""

    # Passwords stand in three of them: a traceback or a log that shows this value, or why it is wrong, must not.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    demo: bool = Field(default=False, description="1: anyone may sign in as anyone. Never with real people.")
    secret_key: str = Field(
        default=DEMO_SECRET, repr=False, description="Signs sessions and links: 50 or more random characters."
    )
    data: Path = Field(default=Path("data"), description="The one folder of database, media and static files.")
    database_url: str = Field(
        default="", repr=False, description="postgresql://user:password@host/name; empty: SQLite in the data folder."
    )
    base_url: str = Field(
        default="http://127.0.0.1:8000", description="The address people use; for links in mail, hosts and cookies."
    )
    hosts: tuple[str, ...] = Field(
        default=(), description="Host names to answer, by comma; empty: that of WAYPOST_BASE_URL."
    )
    behind_proxy: bool = Field(default=False, description="1: believe X-Forwarded-Proto of the proxy in front.")
    time_zone: str = Field(default="UTC", description="The zone of people who have not chosen one.")
    mail_url: str = Field(
        default="",
        repr=False,
        description="smtp://user:password@host:587 or smtps://; empty: the worker prints mail instead of sending it.",
    )
    mail_from: str = Field(default="waypost@localhost", description="The sender of mail.")
    anchor: Path | None = Field(default=None, description="A file on another machine's disk for the journal's head.")
    lint: Path | None = Field(
        default=None, description="A waypost.toml: how the linter looks at frameworks here, as at the command line."
    )

    @classmethod
    def read(cls, variables: Mapping[str, str]) -> Self:
        """The settings in `variables` (usually `os.environ`); an empty one counts as not given. Raises Unusable."""
        given = {name[len(PREFIX) :]: text for name, text in variables.items() if name.startswith(PREFIX) and text}
        unknown = [name for name in given if not name.isupper() or name.lower() not in cls.model_fields]
        if unknown:
            raise Unusable(tuple(_unknown(name) for name in sorted(unknown)))
        values: dict[str, Any] = {name.lower(): text for name, text in given.items()}
        try:
            return cls(**values)
        except ValidationError as error:
            raise Unusable(tuple(_sentence(fault) for fault in error.errors())) from None

    @field_validator("hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("base_url")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("write the whole address, such as https://waypost.example.org")
        if parts.path not in {"", "/"} or parts.query or parts.fragment or parts.username:
            raise ValueError("write scheme and host alone, such as https://waypost.example.org; no path, no user")
        return url.rstrip("/")

    @field_validator("time_zone")
    @classmethod
    def _is_a_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(f"this machine knows no zone “{name}”; write one such as Europe/Berlin") from None
        return name

    @field_validator("mail_from")
    @classmethod
    def _is_a_mail_address(cls, text: str) -> str:
        if "@" not in parseaddr(text)[1] or not text.isprintable():
            raise ValueError("write a mail address, such as waypost@example.org or Waypost <waypost@example.org>")
        return text

    @field_validator("database_url")
    @classmethod
    def _is_a_database(cls, url: str) -> str:
        if url:
            databases.from_url(url)
        return url

    @field_validator("mail_url")
    @classmethod
    def _is_a_mail_server(cls, url: str) -> str:
        mail.from_url(url)
        return url

    @field_validator("lint")
    @classmethod
    def _is_a_configuration(cls, file: Path | None) -> Path | None:
        from waypost.lint.configuring import read_configuration
        from waypost.lint.plugins import PluginError

        try:
            errors = read_configuration(file).errors if file is not None else ()
        except PluginError as error:
            raise ValueError(str(error).removesuffix(".")) from None
        if errors:
            told = "; ".join(f"{error}. {error.hint}".strip().removesuffix(".") for error in errors)
            raise ValueError(told)
        return file

    @property
    def secure(self) -> bool:
        """Whether people reach this installation by https."""
        return self.base_url.startswith("https://")

    @property
    def allowed_hosts(self) -> list[str]:
        """The host names that are answered."""
        return list(self.hosts) or [urlsplit(self.base_url).hostname or "localhost"]

    @property
    def default_secret(self) -> bool:
        """Whether the secret is the one everybody can read in the source."""
        return self.secret_key == DEMO_SECRET


def _unknown(name: str) -> str:
    near = get_close_matches(name.lower(), Environment.model_fields, n=1, cutoff=0.6)
    meant = f" Did you mean {PREFIX}{near[0].upper()}?" if near else " `waypost doctor --settings` lists them."
    return f"{PREFIX}{name} is not a setting of Waypost.{meant}"


def _sentence(fault: ErrorDetails) -> str:
    name = f"{PREFIX}{str(fault['loc'][0]).upper()}"
    if fault["type"].startswith("bool"):
        return f"{name}: write 1 for yes or 0 for no."
    # A ValueError of ours carries its sentence; pydantic puts its class before it.
    said = f"{name}: {fault['ctx']['error'] if fault['type'] == 'value_error' else fault['msg']}"
    return said if said.endswith("?") else f"{said}."
