"""Patterns that are made when the first text is held against them: most rules seek what most frameworks have not."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cached_property


class Late:
    """A regular expression that costs nothing until it is used."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._pattern, self._flags = pattern, flags

    @cached_property
    def made(self) -> re.Pattern[str]:
        """The pattern."""
        return re.compile(self._pattern, self._flags)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self.made.search(text, start, end)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self.made.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.fullmatch`."""
        return self.made.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self.made.finditer(text)

    def findall(self, text: str) -> list[str]:
        """As `re.Pattern.findall`, of a pattern with one group or none."""
        return self.made.findall(text)

    def sub(self, instead: str, text: str) -> str:
        """As `re.Pattern.sub`."""
        return self.made.sub(instead, text)
