"""The static site: what is in it, that every link leads somewhere, that it is the same every time and stays small."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from hypothesis import given, settings
from tests.framework.any_framework import frameworks
from tests.report.exports.test_exports import with_texts

from waypost.framework.lattice import moves_from
from waypost.framework.library import load
from waypost.framework.schema import Expectation, Framework, Level, Statement
from waypost.report.site.building import NoSite, build
from waypost.report.site.names import Names

SCRIPTED = "<script>alert(1)</script>\"'&<img src=x onerror=alert(1)>"


class Seen(HTMLParser):
    """What a browser would see: addresses, ids, and what must not be there."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.headings: list[str] = []
        self.unwanted: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name in {"href", "src", "action"}:
                self.links.append(value or "")
            if name == "id":
                self.ids.append(value or "")
            if name.startswith("on") or name == "style":
                self.unwanted.append(f"{tag} {name}")
        if tag == "script" and "src" not in dict(attributes):
            self.unwanted.append("inline script")
        if tag in {"h1", "img", "style", "iframe"}:
            self.headings.append(tag)


def site(*versions: Framework) -> Mapping[str, str]:
    return build(versions, style="", icon="<svg/>")


def pages(files: Mapping[str, str]) -> dict[str, Seen]:
    return {name: Seen(text) for name, text in files.items() if name.endswith(".html")}


def dead(files: Mapping[str, str]) -> list[str]:
    """Links that leave the site, or lead to no file or no place in it."""
    seen, found = pages(files), []
    for name, page in seen.items():
        for place in page.links:
            parts = urlsplit(place)
            path, fragment = urldefrag(place)
            target = normpath(join(dirname(name), unquote(path))) if path else name
            if parts.scheme or parts.netloc or place.startswith("/") or target not in files:
                found.append(f"{name}: {place}")
            elif fragment and target in seen and unquote(fragment) not in seen[target].ids:
                found.append(f"{name}: {place} has no such place")
    return found


def next_version(framework: Framework, version: str = "4.0.0") -> Framework:
    first = framework.expectations[0]
    raised = Expectation(
        criterion=first.criterion, level=first.level, statements=(Statement(says="Designs two services at once."),)
    )
    return framework.model_copy(
        update={"version": version, "expectations": (raised, *framework.expectations[1:])},
    )


def test_it_has_a_page_for_each_track_level_and_move_and_one_place_for_each_expectation(northwind: Framework) -> None:
    files = site(northwind)
    html = {name for name in files if name.endswith(".html")}
    moves = {(level.key, move.target) for level in northwind.levels for move in moves_from(northwind, level.key)}
    assert html == {
        *("index.html", "compare.html", "search.html", "versions.html"),
        *(f"track-{track.key}.html" for track in northwind.tracks),
        *(f"level-{level.key}.html" for level in northwind.levels),
        *(f"move-{source}~to~{target}.html" for source, target in moves),
    }
    for level in northwind.levels:
        asked = [one.key for one in northwind.criteria_at(level.key)]
        ids = Seen(files[f"level-{level.key}.html"]).ids
        assert [one for one in ids if not one.startswith("_")] == asked


def test_every_page_has_one_title_and_nothing_that_runs_inside_it(northwind: Framework) -> None:
    files = site(northwind, next_version(northwind))
    seen = pages(files)
    assert {name: page.headings for name, page in seen.items()} == {name: ["h1"] for name in seen}
    assert [page.unwanted for page in seen.values() if page.unwanted] == []
    assert [name for name, page in seen.items() if len(page.ids) != len(set(page.ids))] == []
    titles = [re.findall(r"<title>(.*?)</title>", files[name])[0] for name in seen]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("key", ["lattice"])
def test_every_link_leads_somewhere_inside(key: str, northwind: Framework) -> None:
    assert dead(site(load(key))) == []
    assert dead(site(northwind, next_version(northwind))) == []


@settings(max_examples=25, deadline=None)
@given(frameworks())
def test_whatever_a_framework_holds_links_lead_somewhere_and_nothing_runs(framework: Framework) -> None:
    files = site(framework)
    assert dead(files) == []
    assert [page.unwanted for page in pages(files).values() if page.unwanted] == []


def test_words_are_only_ever_words(northwind: Framework) -> None:
    files = site(with_texts(northwind, SCRIPTED))
    for page in pages(files).values():
        assert (page.unwanted, page.headings) == ([], ["h1"])
    assert "<script>" not in "".join(text for name, text in files.items() if name.endswith(".html"))


def test_it_is_the_same_every_time_in_whatever_order_the_versions_come(northwind: Framework) -> None:
    new = next_version(northwind)
    assert list(site(northwind, new).items()) == list(site(new, northwind).items())


def test_an_older_version_stays_readable_and_says_that_it_is_old(northwind: Framework) -> None:
    files = site(northwind, next_version(northwind))
    old = files["versions/3.1.0/level-senior.html"]
    assert '<a href="../../index.html">Version 4.0.0</a> replaced it.' in old
    assert "Designs one service with its failure modes." in old
    assert "replaced it" not in files["level-senior.html"]
    said = files["versions.html"]
    assert said.index("Version 4.0.0") < said.index("Version 3.1.0")
    assert "What changed since 3.1.0." in said
    assert "<h3>Major" in said


def test_ten_comes_after_nine(northwind: Framework) -> None:
    ninth, tenth = (next_version(northwind, f"{number}.0.0") for number in (9, 10))
    assert "versions/9.0.0/index.html" in site(tenth, ninth)


@pytest.mark.parametrize(
    ("change", "says"),
    [({}, "Version 3.1.0 is there twice"), ({"name": "other", "version": "4.0.0"}, "several frameworks: `northwind-e")],
)
def test_what_makes_no_site_is_refused(northwind: Framework, change: dict[str, str], says: str) -> None:
    with pytest.raises(NoSite, match=says):
        site(northwind, northwind.model_copy(update=change))


def test_names_differ_where_a_file_system_knows_no_capitals(northwind: Framework) -> None:
    levels = (northwind.levels[0], northwind.levels[0].model_copy(update={"key": "SENIOR"}))
    names = Names(northwind.model_copy(update={"levels": levels}))
    assert dict(names.levels) == {"senior": "level-senior.html", "SENIOR": "level-SENIOR~2.html"}


def large(framework: Framework, *, tracks: int, levels: int) -> Framework:
    """A framework of many tracks, each a ladder on which every level adds to the one below."""
    every = tuple(framework.tracks[0].model_copy(update={"key": f"t{n}", "title": f"Track {n}"}) for n in range(tracks))
    made, cells = [], []
    for track in every:
        below = None
        for number in range(levels):
            key = f"{track.key}-{number}"
            band = framework.bands[0].key
            made.append(Level(key=key, title=f"Level {key}", track=track.key, band=band, adds_to=below))
            below = key
            said = (Statement(says=f"Does thing {key} so that something comes of it and others can see it." * 2),)
            cells += [Expectation(criterion=one.key, level=key, statements=said) for one in framework.criteria]
    return framework.model_copy(
        update={"tracks": every, "levels": tuple(made), "paths": (), "expectations": tuple(cells)}
    )


@pytest.mark.parametrize(("tracks", "levels"), [(17, 11), (3, 60)])
def test_no_page_of_a_large_framework_is_heavy(northwind: Framework, tracks: int, levels: int) -> None:
    """About as many levels as the format allows, each adding to the one before."""
    files = site(large(northwind, tracks=tracks, levels=levels))
    heaviest = max(files.values(), key=len)
    assert len(heaviest.encode()) < 400_000


def test_the_lattice_takes_less_than_a_second() -> None:
    framework = load("lattice")
    site(framework)
    begun = time.process_time()
    site(framework)
    assert time.process_time() - begun < 1
