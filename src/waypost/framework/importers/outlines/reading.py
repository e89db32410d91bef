"""A file -> its outline, made once however many shapes ask for it."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from waypost.framework.importers.outlines.html import read_html
from waypost.framework.importers.outlines.outline import Outline
from waypost.framework.importers.sources import Source

_PAGES = frozenset({".html", ".htm"})
_outlines: WeakKeyDictionary[Source, Outline] = WeakKeyDictionary()


def outline_of(source: Source) -> Outline:
    """The outline of a Markdown file or a page. Whoever reads it changes nothing in it."""
    made = _outlines.get(source)
    if made is None:
        made = _outlines[source] = _read(source)
    return made


def _read(source: Source) -> Outline:
    if source.ending in _PAGES:
        return read_html(source)
    from waypost.framework.importers.outlines.markdown import read_markdown

    return read_markdown(source)
