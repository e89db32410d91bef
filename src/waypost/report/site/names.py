"""What the files of a site are called: from keys, each once even where a file system knows no capitals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from waypost.framework.schema import Framework

INDEX, COMPARE, SEARCH, VERSIONS = "index.html", "compare.html", "search.html", "versions.html"
STYLE, SCRIPT, ICON = "waypost.css", "waypost.js", "waypost.svg"


@dataclass(frozen=True)
class Names:
    """The files of one version, and how its pages reach the site's top: "" there, "../../" from an older version."""

    framework: Framework
    top: str = ""

    @cached_property
    def tracks(self) -> Mapping[str, str]:
        """Track key to the page of its table."""
        return _files("track", (track.key for track in self.framework.tracks), ".html")

    @cached_property
    def data(self) -> Mapping[str, str]:
        """Track key to the data behind searching and comparing."""
        return _files("data", (track.key for track in self.framework.tracks), ".js")

    @cached_property
    def levels(self) -> Mapping[str, str]:
        """Level key to its page."""
        return _files("level", (level.key for level in self.framework.levels), ".html")

    def move(self, source: str, target: str) -> str:
        """The page that compares two levels with an allowed move between them."""
        stems = [self.levels[key].removeprefix("level-").removesuffix(".html") for key in (source, target)]
        return f"move-{stems[0]}~to~{stems[1]}.html"  # no key has a tilde

    def expectation(self, level: str, criterion: str) -> str:
        """The place of one expectation."""
        return f"{self.levels[level]}#{criterion}"


def _files(kind: str, keys: Iterable[str], ending: str) -> dict[str, str]:
    taken: set[str] = set()
    found = {}
    for key in keys:
        name, number = key, 2
        while name.casefold() in taken:
            name, number = f"{key}~{number}", number + 1
        taken.add(name.casefold())
        found[key] = f"{kind}-{name}{ending}"
    return found
