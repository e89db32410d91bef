"""YAML text -> nodes that know their line and column, behind caps that hold against hostile files.

Every scalar stays the text that was written: what it means is for the schema to say, so `no`, `on`, `3.10`
and `2026-03-01` cannot turn into something else on the way. Anchors, aliases and tags of one's own are refused.
"""

from __future__ import annotations

from waypost.framework.blocks import read_blocks
from waypost.framework.faults import ReadError
from waypost.framework.files import MAX_BYTES
from waypost.framework.node import MAX_DEPTH, MAX_ENTRIES, MAX_NODES, Composed, Node
from waypost.framework.written import Written

__all__ = ("MAX_DEPTH", "MAX_ENTRIES", "MAX_NODES", "Composed", "Node", "compose", "written")


def compose(data: bytes, *, file: str, allowed: int = MAX_NODES) -> Composed:
    """Read one file's bytes. Nothing is raised for what the bytes hold: every complaint is in the result.

    `allowed` is how many nodes it may have. With errors the root may still be there, so that the rest of what
    is wrong can be told too.
    """
    if len(data) > MAX_BYTES:
        message = f"is larger than {MAX_BYTES // 1_000_000} MB"
        hint = "Split it: one file per criterion in `expectations/`."
        return _refused(ReadError(file, 1, 1, "", message, hint))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        from waypost.framework.events import position_in

        where = position_in(data, error.start)
        return _refused(ReadError(file, *where, "", "is not UTF-8 text from here on", "Save the file as UTF-8."))
    quickly = read_blocks(text, file=file, allowed=allowed)
    if quickly is not None:
        return Composed(quickly.node(), quickly.count, ())
    from waypost.framework.events import composed  # which most documents have no need of

    return composed(data, file=file, allowed=allowed)


def written(data: bytes, *, file: str, allowed: int = MAX_NODES) -> Written | None:
    """The same for who needs few places, if any: None where `compose` is to say what the bytes hold."""
    if len(data) > MAX_BYTES:
        return None
    try:
        return read_blocks(data.decode("utf-8"), file=file, allowed=allowed)
    except UnicodeDecodeError:
        return None


def _refused(error: ReadError) -> Composed:
    return Composed(None, 0, (error,))
