"""Words in Markdown as they are: nothing in a framework becomes a heading, a link, HTML or emphasis by accident."""

from __future__ import annotations

import re

_ANYWHERE = re.compile(r"[\\`*\[\]<>|~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=#?\w+;)|!(?=\[)")
_AT_START = re.compile(r"^(?:([#+=:-])|(\d{1,9})([.)])(?=\s|$))")


def line(words: str) -> str:
    """One line of words."""
    escaped = _ANYWHERE.sub(lambda found: f"\\{found[0]}", words)
    return _AT_START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", escaped)


def paragraphs(prose: str, *, indent: str = "") -> str:
    """Paragraphs, each line of them as it stands; `indent` keeps them inside a list."""
    lines = (f"{indent}{line(one.strip())}" if one.strip() else "" for one in prose.split("\n"))
    return "\n".join(lines)
