"""Each track has a shape of its own, so that no hue has to be told from another."""

from __future__ import annotations

from types import MappingProxyType

from waypost.report.pictures.svg import element

LOOKS = ("depth", "strategic", "specialist", "management")
PLAIN = "plain"

_POINTS = MappingProxyType(
    {
        "depth": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
        "strategic": ((0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)),
        "specialist": ((0.0, -1.2), (1.15, 0.85), (-1.15, 0.85)),
        PLAIN: ((-0.6, -1.0), (0.6, -1.0), (1.15, 0.0), (0.6, 1.0), (-0.6, 1.0), (-1.15, 0.0)),
    }
)


def look_of(track: str) -> str:
    """The look of a track by its key; a track of another name is told by its title and looks plain."""
    return track if track in LOOKS else PLAIN


def shape(look: str, *, x: float, y: float, size: float, class_: str = "point") -> str:
    """An element around (x, y): square, diamond, triangle, circle, or a hexagon for the plain look."""
    if look == "management":
        return element("circle", class_=class_, cx=x, cy=y, r=size)
    points = " ".join(f"{x + dx * size:.1f},{y + dy * size:.1f}" for dx, dy in _POINTS[look])
    return element("polygon", class_=class_, points=points)
