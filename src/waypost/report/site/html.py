"""HTML text, element by element: words are escaped unless they are HTML that was made here."""

from __future__ import annotations

from collections.abc import Iterable

from waypost.report.pictures.svg import plain
from waypost.report.reading.wording import Mark, Run

_VOID = frozenset({"meta", "link", "input", "br"})


class Html(str):
    """Text that is HTML already; whatever else is put into an element is escaped."""

    __slots__ = ()


def tag(name: str, /, *inside: str, **attributes: str | bool | None) -> Html:
    """One element. `class_` is `class`, `_` in an attribute's name is `-`; True is an attribute alone, None is none."""
    given = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{plain(str(value))}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return Html(f"<{name}{given}>") if name in _VOID else Html(f"<{name}{given}>{joined(inside)}</{name}>")


def joined(parts: Iterable[str], between: str = "") -> Html:
    """The parts after one another, each escaped unless it is HTML."""
    return Html(plain(between).join(part if isinstance(part, Html) else plain(part) for part in parts))


def link(words: str, place: str, **attributes: str | None) -> Html:
    """Words that lead to a place."""
    return tag("a", words, href=place, **attributes)


def soft(*inside: str) -> Html:
    """A paragraph in the background."""
    return tag("p", *inside, class_="soft")


def mark(words: str, kind: str = "") -> Html:
    """A small label."""
    return tag("span", words, class_=f"mark {kind}".strip())


def paragraphs(prose: str, **attributes: str | None) -> Html:
    """Prose, a paragraph for each."""
    parts = (part for part in prose.split("\n\n") if part.strip())
    return joined(tag("p", " ".join(part.split()), **attributes) for part in parts)


def bullets(items: Iterable[str], **attributes: str | None) -> Html:
    """A list; nothing when it would be empty."""
    made = [tag("li", item) for item in items]
    return tag("ul", *made, **attributes) if made else Html("")


def runs(parts: Iterable[Run]) -> Html:
    """Words with those marked that only one of two texts has."""
    names = {Mark.ADDED: "ins", Mark.REMOVED: "del"}
    return joined(tag(names[run.mark], run.text) if run.mark in names else Html(plain(run.text)) for run in parts)


def table(
    heads: Iterable[str], rows: Iterable[Iterable[str]], *, label: str, caption: str = "", **attributes: str | None
) -> Html:
    """A table that scrolls by itself where it is too wide; the first cell of a row is its head."""
    named = tag("caption", caption) if caption else Html("")
    head = tag("thead", tag("tr", *(tag("th", one, scope="col") for one in heads)))
    body = tag("tbody", *(_row(tuple(row)) for row in rows))
    return scrolling(tag("table", named, head, body, **attributes), label=label)


def _row(cells: tuple[str, ...]) -> Html:
    return tag("tr", tag("th", cells[0], scope="row"), *(tag("td", cell) for cell in cells[1:]))


def scrolling(inside: Html, *, label: str, class_: str = "scroll") -> Html:
    """A region that scrolls sideways, reached by keyboard too."""
    return tag("div", inside, class_=class_, tabindex="0", role="region", aria_label=label)
