"""All files of a site from the versions of one framework."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from itertools import pairwise

from waypost.framework.schema import Framework
from waypost.report.site import names as at
from waypost.report.site.comparisons import compare_page, moves
from waypost.report.site.frame import Frame
from waypost.report.site.levels import level_page
from waypost.report.site.names import Names
from waypost.report.site.overview import index, track_page
from waypost.report.site.searching import data_of, search_page
from waypost.report.site.versions import place_of_version, versions_page


class NoSite(Exception):  # noqa: N818 - says what is wrong with what was asked for
    """These versions make no site: what is wrong, and what to do."""


def number_of(framework: Framework) -> tuple[int, ...]:
    """The version as numbers, for telling which is newer."""
    return tuple(map(int, framework.version.split(".")))


def build(versions: Sequence[Framework], *, style: str, icon: str) -> Mapping[str, str]:
    """Path to content. The newest version is at the top, each older one in a folder of its own.

    style, icon: the style sheet and the mark that the application has too. Raises NoSite for no version, for two of one
    number, and for versions of two frameworks.
    """
    ordered = sorted(versions, key=number_of)
    _check(ordered)
    newest = ordered[-1]
    files = {at.STYLE: style + _own("site.css"), at.SCRIPT: _own("site.js"), at.ICON: icon}
    for framework in ordered:
        folder = "" if framework is newest else place_of_version(framework.version)
        names = Names(framework, top="../../" if folder else "")
        frame = Frame(framework, framework is newest, newest.version, names)
        files |= {folder + name: page for name, page in _pages(frame)}
        if framework is newest:
            files[at.VERSIONS] = versions_page(frame, ordered)
    return files


def _pages(frame: Frame) -> Iterator[tuple[str, str]]:
    framework, names = frame.framework, frame.names
    yield at.INDEX, index(frame)
    for track in framework.tracks:
        yield names.tracks[track.key], track_page(frame, track)
        yield names.data[track.key], data_of(frame, track)
    for level in framework.levels:
        yield names.levels[level.key], level_page(frame, level)
    yield from moves(frame)
    yield at.COMPARE, compare_page(frame)
    yield at.SEARCH, search_page(frame)


def _check(ordered: Sequence[Framework]) -> None:
    if not ordered:
        raise NoSite("There is no framework to make a site of. Name at least one.")
    known = {framework.name for framework in ordered}
    if len(known) > 1:
        said = ", ".join(f"`{name}`" for name in sorted(known))
        raise NoSite(f"These are versions of several frameworks: {said}. Make a site for each.")
    for before, after in pairwise(ordered):
        if before.version == after.version:
            raise NoSite(f"Version {after.version} is there twice. Name each version once.")


def _own(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
