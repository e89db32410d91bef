"""Reads a picture back, so that tests ask what was drawn and not how it was written."""

from __future__ import annotations

from xml.etree import ElementTree


def parsed(svg: str) -> ElementTree.Element:
    """The picture as a tree; fails when it is not well formed."""
    return ElementTree.fromstring(svg)  # noqa: S314 - our own text
