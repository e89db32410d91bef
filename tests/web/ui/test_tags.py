"""Tags say what they mean, escape what they are given, and refuse what they do not know."""

from __future__ import annotations

import re

import pytest
from django.template import TemplateSyntaxError
from tests.web.ui.conftest import Draw

from waypost.refusal import Missing
from waypost.web.ui.samples import HOSTILE


def test_an_icon_is_silent(draw: Draw) -> None:
    drawn = draw('{% icon "map" %}')
    assert drawn.startswith("<svg ")
    assert 'aria-hidden="true"' in drawn
    assert 'focusable="false"' in drawn
    assert "\n" not in drawn


def test_a_mark_and_a_button(draw: Draw) -> None:
    assert draw('{% mark says "wait" %}', says=HOSTILE) == (
        '<span class="mark wait">&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</span>'
    )
    assert draw('{% button "Look" place kind="quiet" %}', place="/a/?b=1&c=2") == (
        '<a class="button quiet" href="/a/?b=1&amp;c=2">Look</a>'
    )


@pytest.mark.parametrize(
    "text", ['{% mark "x" "red" %}', '{% button "x" "/" kind="big" %}', '{% press "x" "/" kind="big" %}']
)
def test_a_kind_nobody_draws_is_an_error(draw: Draw, text: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="is none of"):
        draw(text)


def test_pressing_posts_with_a_token_a_fresh_key_and_what_was_added(draw: Draw) -> None:
    first, second = (draw('{% press "Start" "/go/" seen=3 left=None %}') for _ in range(2))
    assert '<form class="press" method="post" action="/go/">' in first
    assert 'name="csrfmiddlewaretoken"' in first
    assert '<input type="hidden" name="seen" value="3">' in first
    assert 'name="left"' not in first
    keys = {re.findall(r'name="once" value="([0-9a-f]{32})"', drawn)[0] for drawn in (first, second)}
    assert len(keys) == 2
    assert "<details" not in first


def test_pressing_asks_in_words_first_and_needs_no_script(draw: Draw) -> None:
    drawn = draw('{% press "Withdraw" "/go/" kind="lost" confirm=words %}', words=HOSTILE)
    assert drawn.startswith('<details class="sure"><summary class="button lost">Withdraw</summary>')
    assert "&lt;script&gt;" in drawn
    assert "<script" not in drawn
    assert "Yes: Withdraw" in drawn


def test_a_track_has_its_shape_and_an_unknown_one_looks_plain(draw: Draw) -> None:
    assert 'class="track track-management"' in draw('{% track "management" "Engineering Manager" %}')
    assert "<circle" in draw('{% track "management" "Engineering Manager" %}')
    assert draw('{% track "backend" title %}', title=HOSTILE).startswith('<span class="track track-plain">')
    assert "<script" not in draw('{% track "backend" title %}', title=HOSTILE)


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("/evidence/", "/evidence/"),
        ("#peers", "#peers"),
        ("gate", "/g/"),
        ("unknown", ""),
        ("", ""),
        ("//evil.example", ""),
        ("javascript:x", ""),
    ],
)
def test_what_is_missing_is_mended_at_a_path_or_at_a_place_the_page_knows(draw: Draw, where: str, place: str) -> None:
    assert draw("{% mends one %}", one=Missing("x", where), places={"gate": "/g/"}) == place


def test_the_filter_says_the_same_of_a_key_and_its_places(draw: Draw) -> None:
    assert draw('{{ "gate"|mends:places }} {{ "/x/"|mends:places }}', places={"gate": "/g/"}) == "/g/ /x/"


def test_without_places_only_paths_lead_somewhere(draw: Draw) -> None:
    assert draw("{% mends one %}", one=Missing("x", "gate")) == ""


@pytest.mark.parametrize(
    ("says", "found"), [("One.", 1), (("One.", "Two."), 2), ((), 0), (None, 0), ("", 0), ({"says": "One."}, 1)]
)
def test_statements_are_told_from_whatever_holds_them(draw: Draw, says: object, found: int) -> None:
    assert draw("{% for one in says|statements %}{{ one.says }}{% endfor %}", says=says).count(".") == found
