"""People's own text becomes HTML that can do nothing: Markdown without HTML or images, then cleaned once more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

KEPT = 256  # texts
LONGEST = 100_000  # characters; what is longer never came through one of our forms
TAGS = {"p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a"}
BLOCKS = {"p", "ul", "ol", "li", "blockquote"}
ATTRIBUTES = {"a": {"href"}, **{tag: {"dir"} for tag in BLOCKS}, "ol": {"dir", "start"}}
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
SCHEMES = {"http", "https", "mailto"}

# Reading leaves out HTML, and pictures, which would tell their server who reads what and when.
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("strikethrough")
_MARKDOWN.disable(["image", "html_block", "html_inline"])


def _headings_as_text(tokens: Sequence[Token]) -> None:
    """A heading inside somebody's text is a bold line: the outline of a page is the page's own."""
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "p"
        if token.type == "heading_open":
            token.attrSet("class", "head")


def _each_in_its_direction(tokens: Sequence[Token]) -> None:
    """A paragraph runs as its first letter does, so that Hebrew and Arabic read as they were written beside English."""
    for token in tokens:
        if token.nesting == 1 and token.tag in BLOCKS:
            token.attrSet("dir", "auto")


@lru_cache(maxsize=KEPT)
def prose(text: str) -> SafeString:
    """`text`, which is Markdown, as safe HTML. Cuts at `LONGEST`. What a dozen people read is drawn once."""
    tokens = _MARKDOWN.parse(text[:LONGEST])
    _headings_as_text(tokens)
    if _RIGHT_TO_LEFT.search(text):
        _each_in_its_direction(tokens)
    drawn = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    clean = nh3.clean(
        drawn,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes={"p": {"head"}},
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(clean)
