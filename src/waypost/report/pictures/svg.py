"""SVG text, element by element: every attribute and every word is escaped, and nothing carries a style."""

from __future__ import annotations

from html import escape

Number = float | int


def element(tag: str, *inside: str, **attributes: str | Number | None) -> str:
    """One element. `inside` is SVG already; words go through `text`. `class_` is `class`, `_` in a name is `-`.

    An attribute that is None is left out.
    """
    given = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{given}>{''.join(inside)}</{tag}>" if inside else f"<{tag}{given}/>"


def text(words: str, *, x: Number, y: Number, class_: str | None = None, anchor: str | None = None) -> str:
    """Words at a place."""
    return element("text", plain(words), x=x, y=y, class_=class_, text_anchor=anchor)


def plain(words: str) -> str:
    """Words as they are, harmless between tags and in attributes; what XML cannot carry becomes a blank square."""
    if words.isprintable():  # nearly all are, and this asks it at once
        return escape(words, quote=True)
    return escape("".join(sign if _speakable(sign) else "\N{WHITE SQUARE}" for sign in words), quote=True)


def picture(
    *drawn: str,
    key: str,
    width: Number,
    height: Number,
    title: str,
    says: str,
    class_: str,
    links: bool = False,
    broad: bool = False,
) -> str:
    """The whole picture. `title` names it, `says` tells it in words for who does not see it.

    key: unique on its page, for the ids. With `links` inside it is a group and not one image, so that a screen
    reader reaches them. A `broad` picture keeps its size and is moved sideways, since nobody could read it smaller.
    """
    return element(
        "svg",
        element("title", plain(title), id=f"{key}-title"),
        element("desc", plain(says), id=f"{key}-says"),
        *drawn,
        viewBox=f"0 0 {_short(width)} {_short(height)}",
        class_=f"picture {class_}{' broad' if broad else ''}",
        width=_short(width) if broad else None,
        height=_short(height) if broad else None,
        role="group" if links else "img",
        aria_labelledby=f"{key}-title",
        aria_describedby=f"{key}-says",
    )


def wrapped(words: str, *, signs: int, lines: int) -> tuple[str, ...]:
    """`words` in at most `lines` lines of about `signs` characters; what does not fit ends in an ellipsis."""
    found: list[str] = []
    for word in words.split():
        if found and len(found[-1]) + 1 + len(word) <= signs:
            found[-1] += f" {word}"
        else:
            found.append(word)
    short = [line if len(line) <= signs else f"{line[: signs - 1]}…" for line in found]
    if len(short) <= lines:
        return tuple(short)
    last = short[lines - 1]
    return (*short[: lines - 1], last if last.endswith("…") else f"{last[: signs - 1]}…")


def shortened(words: str, *, signs: int) -> str:
    """`words` on one line."""
    return "".join(wrapped(words, signs=signs, lines=1))


def _value(value: str | Number) -> str:
    return plain(value) if isinstance(value, str) else _short(value)


def _short(number: Number) -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".")


def _speakable(sign: str) -> bool:
    code = ord(sign)
    control = code < 0x20 or 0x7F <= code <= 0x9F
    return sign in "\t\n\r" or not (control or 0xD800 <= code <= 0xDFFF or code & 0xFFFE == 0xFFFE)
