"""One form that can be sent: its route, when, by whom, and with what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from tests.access.crossing import Browser
from tests.access.marks import mark
from tests.access.world import World

NEW = mark("new")
Body = Mapping[str, Any]


@dataclass(frozen=True)
class Sending:
    """One form: its route, the moment at which it is valid, who may, and what is sent by whom.

    `own`: everybody may send it, about themselves alone, so there is nobody to refuse. `premise` makes
    true what the form is valid under, where the world of the moment has it otherwise.
    """

    route: str
    moment: str
    may: tuple[str, ...]
    args: Callable[[World], tuple[Any, ...]]
    body: Callable[[World], Body]
    foreign: Callable[[World], tuple[Any, ...]] | None = None
    named: str = ""
    premise: Callable[[World], object] | None = None

    @property
    def name(self) -> str:
        """What the test calls it."""
        return f"{self.route}/{self.named}" if self.named else self.route

    def prepare(self, world: World) -> None:
        """Make its premise true."""
        if self.premise is not None:
            self.premise(world)

    def send(self, browser: Browser, world: World, **more: Any) -> Any:
        """Send it."""
        return browser.post(reverse(self.route, args=self.args(world)), {**self.body(world), **more})
