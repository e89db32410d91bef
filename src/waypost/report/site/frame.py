"""The frame of every page: head, the ways through the site, searching, and where one is."""

from __future__ import annotations

from dataclasses import dataclass, field

from waypost.framework.schema import Framework
from waypost.report.site import names as at
from waypost.report.site.html import Html, joined, link, tag
from waypost.report.site.names import Names

MOST_TRACKS = 6  # in the head of each page; more are led to from the overview alone
CONTENT, QUERY, TRACKS = "_content", "_q", "_tracks"  # no key begins with an underscore, so no criterion can take these


@dataclass(frozen=True)
class Frame:
    """One version of the framework with its names; `current` is false for those that a newer one replaced."""

    framework: Framework
    current: bool
    newest: str
    names: Names = field(repr=False)

    def page(self, title: str, *content: str, here: str, wide: bool = False, scripts: tuple[str, ...] = ()) -> str:
        """A whole page. `here` is the file's name; `scripts` are files it needs besides the site's own."""
        head = tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="color-scheme", content="light dark"),
            tag("meta", name="referrer", content="no-referrer"),
            tag("title", f"{title} · {self.framework.title} {self.framework.version}"),
            tag("link", rel="stylesheet", href=self.names.top + at.STYLE),
            tag("link", rel="icon", href=self.names.top + at.ICON, type="image/svg+xml"),
        )
        body = tag(
            "body",
            link("Skip to the content", f"#{CONTENT}", class_="skip"),
            self._top(here),
            tag("main", *content, id=CONTENT, class_="site wide" if wide else "site", tabindex="-1"),
            self._foot(),
            *(tag("script", src=one, defer=True) for one in (self.names.top + at.SCRIPT, *scripts)),
            data_tracks=" ".join(self.names.data.values()),
        )
        return f"<!doctype html>\n{tag('html', head, body, lang='en')}\n"

    def _top(self, here: str) -> Html:
        places = [("Overview", at.INDEX)]
        tracks = [(track.title, self.names.tracks[track.key]) for track in self.framework.tracks]
        places += tracks if len(tracks) <= MOST_TRACKS else [("Tracks", f"{at.INDEX}#{TRACKS}")]
        places += [("Compare", at.COMPARE), ("Versions", self.names.top + at.VERSIONS)]
        ways = (link(words, place, aria_current="page" if place == here else None) for words, place in places)
        search = tag(
            "form",
            tag("label", "Search the framework", for_=QUERY, class_="unseen"),
            tag("input", type="search", name="q", id=QUERY, placeholder="Search", autocomplete="off"),
            tag("button", "Search", class_="button quiet"),
            class_="find",
            role="search",
            method="get",
            action=at.SEARCH,
        )
        return tag(
            "header",
            link(self.framework.title, at.INDEX, class_="brand"),
            tag("nav", *ways, class_="places", aria_label="Main"),
            search,
            class_="top",
        )

    def _foot(self) -> Html:
        framework = self.framework
        said = f"Version {framework.version}. Answers for it: {framework.owner}."
        read = f" Last read through on {framework.reviewed}." if framework.reviewed else ""
        return tag(
            "footer",
            tag("p", "Waypost"),
            tag("p", said + read),
            *self._newer(),
            class_="foot",
        )

    def _newer(self) -> list[Html]:
        """Where the newest version is, at the foot of an older one."""
        place = f"{self.names.top}{at.INDEX}"
        return [] if self.current else [tag("p", link(f"The newest version is {self.newest}", place))]

    def notice(self) -> Html:
        """What stands above the content of a version that a newer one replaced."""
        if self.current:
            return Html("")
        newest = link(f"Version {self.newest}", f"{self.names.top}{at.INDEX}")
        return tag(
            "p", tag("b", f"This is version {self.framework.version}."), " ", newest, " replaced it.", class_="old"
        )

    def crumbs(self, *links: Html) -> Html:
        """The way from the top to the page, and that the version is old where it is."""
        way = tag("nav", joined(links, " / "), class_="crumbs", aria_label="Above this page") if links else Html("")
        return joined((self.notice(), way))
