"""The page of versions: which there are, and what each changed for people."""

from __future__ import annotations

from collections.abc import Sequence

from waypost.framework.diff import Change, ChangeClass, diff
from waypost.framework.schema import Framework
from waypost.report.reading.wording import marked
from waypost.report.site import names as at
from waypost.report.site.frame import Frame
from waypost.report.site.html import Html, link, mark, runs, soft, tag

MOST = 120  # changes shown of one class; the rest is counted
CLASSES = (
    (ChangeClass.MAJOR, "Major", "Something is newly asked, a bar rises, a way closes, or a promise weakens."),
    (ChangeClass.MINOR, "Minor", "Something is added that nobody must meet, or something is no longer asked."),
    (ChangeClass.PATCH, "Wording", "The words are better; nothing else is asked of anybody."),
)


def versions_page(frame: Frame, versions: Sequence[Framework]) -> str:
    """Every version, the newest first; `versions` are from the oldest to the newest."""
    steps = list(zip((None, *versions), versions, strict=False))
    return frame.page(
        "Versions",
        frame.crumbs(link("Overview", at.INDEX)),
        tag("h1", "Versions"),
        tag("p", "A version never changes once people live by it.", class_="lead"),
        *(_version(before, after, newest=after is versions[-1]) for before, after in reversed(steps)),
        here=at.VERSIONS,
    )


def place_of_version(version: str) -> str:
    """The folder of a version that a newer one replaced."""
    return f"versions/{version}/"


def _version(before: Framework | None, after: Framework, *, newest: bool) -> Html:
    key = f"_{after.version}"
    place = at.INDEX if newest else f"{place_of_version(after.version)}{at.INDEX}"
    label = [" ", mark("newest", "ok")] if newest else []
    head = tag("h2", link(f"Version {after.version}", place), *label, id=key)
    parts = [soft("The first version here.")] if before is None else _changes(before, after)
    return tag("section", head, *parts, aria_labelledby=key)


def _changes(before: Framework, after: Framework) -> list[Html]:
    found = diff(before, after).changes
    parts = [soft(f"What changed since {before.version}.")]
    for kind, title, meaning in CLASSES:
        changes = [change for change in found if change.kind is kind]
        if changes:
            parts.append(tag("h3", title, " ", tag("small", str(len(changes)))))
            parts.append(soft(meaning))
            parts.append(tag("ul", *map(_change, changes[:MOST]), class_="lines"))
        if len(changes) > MOST:
            parts.append(soft(f"And {len(changes) - MOST} more."))
    return parts if found else [*parts, soft("Nothing changes for anybody.")]


def _change(change: Change) -> Html:
    texts = marked(change.old or "", change.new or "")
    return tag(
        "li",
        tag("p", tag("b", change.what)),
        *([tag("p", runs(texts.old), class_="was")] if texts.old else []),
        *([tag("p", runs(texts.new), class_="is")] if texts.new else []),
    )
