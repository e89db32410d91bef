"""Every setting an operator may give, read once from `WAYPOST_*` variables into one frozen value.

`docs/operating.md` lists each of them; a test fails when one is missing there.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator

PREFIX = "WAYPOST_"
DEMO_SECRET = "demo-only-secret-nobody-may-run-a-company-on-this-one"  # noqa: S105 - refused outside the demo


class Environment(BaseModel):
    """What this installation is told from outside. Unknown `WAYPOST_*` variables are an error, not a surprise."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    demo: bool = Field(
        default=False, description="Demo mode: anyone may sign in as anyone. Never with real people."
    )
    secret_key: str = Field(
        default=DEMO_SECRET, description="Signs sessions and links: 50 or more random characters."
    )
    data: Path = Field(
        default=Path("data"), description="The one folder of database, media, static files and anchor."
    )
    database_url: str = Field(
        default="", description="postgresql://user:password@host/name; empty: SQLite in `data`."
    )
    base_url: str = Field(
        default="http://127.0.0.1:8000", description="The address people use; for mail and origins."
    )
    hosts: tuple[str, ...] = Field(
        default=(), description="Host names to answer, by comma; empty: that of base_url."
    )
    behind_proxy: bool = Field(default=False, description="Trust X-Forwarded-Proto of the proxy in front.")
    time_zone: str = Field(default="UTC", description="The zone of people who have not chosen one.")
    mail_url: str = Field(
        default="",
        description="smtp://user:password@host:587 or smtps://; empty: mail is printed to the console.",
    )
    mail_from: str = Field(default="waypost@localhost", description="The sender of mail.")
    anchor: Path | None = Field(
        default=None, description="A file outside this machine's reach for the journal's head."
    )

    @field_validator("hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return (
            tuple(part.strip() for part in value.split(",") if part.strip())
            if isinstance(value, str)
            else value
        )

    @classmethod
    def read(cls, variables: Mapping[str, str]) -> Self:
        """The settings in `variables` (usually `os.environ`); raises pydantic's ValidationError naming each fault."""
        given = {
            name[len(PREFIX) :].lower(): text for name, text in variables.items() if name.startswith(PREFIX)
        }
        return cls(**given)

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
