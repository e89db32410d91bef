"""Documents that follow the cast's framework: better wording, and a raised bar."""

from __future__ import annotations

from tests.web.cast import Cast


def reworded(cast: Cast, version: str = "1.0.1") -> str:
    """The framework in force with one title in better words."""
    return changed(cast, version, "title: Delivery\n", "title: Delivery of agreed work\n")


def raised(cast: Cast, version: str = "2.0.0") -> str:
    """The framework in force with a number in a statement, which raises the bar."""
    return changed(cast, version, "Owns a design that several teams build on", "Owns a design that 5 teams build on")


def changed(cast: Cast, version: str, old: str, new: str) -> str:
    """The framework in force with `old` replaced by `new`, numbered `version`."""
    document = cast.framework.document
    assert old in document
    number = f"version: {cast.framework.version}\n"
    assert number in document
    return document.replace(old, new).replace(number, f"version: {version}\n")
