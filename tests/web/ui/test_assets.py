"""The style sheet and the script are small, ask nobody, and their colours can be read."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

UI = Path(__file__).resolve().parents[3] / "src" / "waypost" / "web" / "ui" / "static" / "ui"
CSS = (UI / "waypost.css").read_text()
JS = (UI / "waypost.js").read_text()
PAIR = re.compile(r"--([a-z-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)")
COLOURS = {found[0]: found[1:] for found in PAIR.findall(CSS)}


def test_a_page_stays_light() -> None:
    assert len(CSS.encode()) < 40_000
    assert len(JS.encode()) < 8_000
    htmx = Path(finders.find("django_htmx/htmx-2.min.js")).read_bytes()
    assert len(CSS.encode()) + len(JS.encode()) + len(htmx) < 100_000
    assert len(gzip.compress(CSS.encode())) < 10_000


def test_nothing_is_fetched_from_anywhere() -> None:
    assert not re.search(r"@import|url\(|https?:|//[a-z]", re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL))
    assert not re.search(r"https?:|fetch\(|XMLHttpRequest|eval\(|new Function|innerHTML|document\.cookie", JS)


def test_paper_and_ink_without_gradients_and_shadows() -> None:
    assert not re.search(r"gradient|box-shadow|text-shadow|drop-shadow", CSS)


@pytest.mark.parametrize("layer", ["print", "motion", "tokens"])
def test_every_layer_named_at_the_top_is_there(layer: str) -> None:
    assert f"@layer {layer} {{" in CSS


@pytest.mark.parametrize(
    "asks", ["prefers-reduced-motion: reduce", "forced-colors: active", "@media print", ":focus-visible"]
)
def test_the_reader_s_wishes_are_heard(asks: str) -> None:
    assert asks in CSS


def brightness(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    """Contrast ratio, WCAG 2.2."""
    low, high = sorted((brightness(one), brightness(two)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_the_standard_does() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


GROUNDS = ("paper", "sheet")
WRITTEN = [(word, ground) for word in ("ink", "soft", "way", "wait", "lost") for ground in GROUNDS] + [
    ("way", "way-wash"),
    ("wait", "wait-wash"),
    ("lost", "lost-wash"),
    ("ink", "way-wash"),
    ("ink", "wait-wash"),
    ("ink", "lost-wash"),
    ("ink", "hair"),
    ("on-way", "way"),
    ("on-lost", "lost"),
    ("soft", "way-wash"),
    ("soft", "wait-wash"),
    ("way", "wait-wash"),
    ("way", "lost-wash"),
    ("paper", "depth"),
    ("paper", "strategic"),
    *((track, "paper") for track in ("depth", "strategic", "specialist", "management")),
]


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("word", "ground"), WRITTEN)
def test_words_can_be_read(word: str, ground: str, mode: str) -> None:
    at = ("light", "dark").index(mode)
    assert contrast(COLOURS[word][at], COLOURS[ground][at]) >= 4.5


@pytest.mark.parametrize("mode", [0, 1])
@pytest.mark.parametrize("ground", GROUNDS)
def test_edges_of_what_one_types_in_can_be_seen(ground: str, mode: int) -> None:
    assert contrast(COLOURS["edge"][mode], COLOURS[ground][mode]) >= 3
