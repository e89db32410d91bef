"""SVG text is well formed and says only what it was told, whatever the words are."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from tests.report.reading import parsed

from waypost.report.pictures.svg import element, picture, plain, text, wrapped

HOSTILE = '</title></svg><script>alert(1)</script><svg onload="alert(1)">&'


def drawn(words: str) -> ElementTree.Element:
    """A picture that carries the words everywhere words may stand."""
    label = text(words, x=1, y=2)
    link = element("a", label, href=words, class_=words)
    return parsed(picture(link, key="k", width=10, height=20, title=words, says=words, class_="lattice", links=True))


def test_hostile_words_stay_words() -> None:
    svg = drawn(HOSTILE)
    assert [part.tag for part in svg.iter()] == ["svg", "title", "desc", "a", "text"]
    assert (svg[0].text, svg[1].text, svg[2].get("href"), svg[2][0].text) == (HOSTILE,) * 4


@given(st.text())
def test_any_words_leave_the_picture_well_formed(words: str) -> None:
    svg = drawn(words)
    assert [part.tag for part in svg.iter()] == ["svg", "title", "desc", "a", "text"]
    assert not any(name.startswith("on") or name == "style" for part in svg.iter() for name in part.attrib)


def test_what_xml_cannot_carry_becomes_a_square() -> None:
    assert plain("a\x00b\x1fc\ud800d\uffffe") == "a□b□c□d□e"
    assert plain("tab\tand\nline") == "tab\tand\nline"


def test_a_picture_is_named_told_and_one_image() -> None:
    svg = parsed(picture(key="map", width=720, height=99.5, title="T", says="S", class_="lattice"))
    assert svg.attrib == {
        "viewBox": "0 0 720 99.5",
        "class": "picture lattice",
        "role": "img",
        "aria-labelledby": "map-title",
        "aria-describedby": "map-says",
    }
    assert [(part.tag, part.get("id"), part.text) for part in svg] == [
        ("title", "map-title", "T"),
        ("desc", "map-says", "S"),
    ]


def test_a_picture_with_links_is_a_group_so_that_they_are_reached() -> None:
    assert 'role="group"' in picture(key="m", width=1, height=1, title="T", says="S", class_="x", links=True)


def test_words_are_wrapped_at_spaces_and_cut_with_an_ellipsis() -> None:
    assert wrapped("Distinguished Engineer, Specialist", signs=20, lines=3) == ("Distinguished", "Engineer, Specialist")
    assert wrapped("", signs=20, lines=3) == ()
    assert wrapped("one two three four", signs=7, lines=2) == ("one two", "three…")
    assert wrapped("Donaudampfschifffahrt", signs=8, lines=3) == ("Donauda…",)


@given(st.text(), st.integers(2, 40), st.integers(1, 4))
def test_wrapped_words_never_outgrow_their_place(words: str, signs: int, lines: int) -> None:
    found = wrapped(words, signs=signs, lines=lines)
    assert len(found) <= lines
    assert all(len(line) <= signs for line in found)
