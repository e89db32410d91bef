"""Somebody's own text is shown as they meant it, and can do nothing."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.web.ui.prose import LONGEST, SCHEMES, TAGS, prose
from waypost.web.ui.templatetags.ui import prose as shown

LINK = 'rel="noopener noreferrer nofollow"'


class Seen(HTMLParser):
    """Every tag and attribute a browser would find."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("two\nlines", "<p>two<br>\nlines</p>\n"),
        ("**twice** and `order_id` ~~once~~", "<p><strong>twice</strong> and <code>order_id</code> <s>once</s></p>\n"),
        ("3. third", '<ol start="3">\n<li>third</li>\n</ol>\n'),
        ("# Done\ntext", '<p class="head">Done</p>\n<p>text</p>\n'),
        ("Done\n====", '<p class="head">Done</p>\n'),
        ("[lag](https://e.org/?a=1&b=2)", f'<p><a href="https://e.org/?a=1&amp;b=2" {LINK}>lag</a></p>\n'),
        ("<https://e.org/>", f'<p><a href="https://e.org/" {LINK}>https://e.org/</a></p>\n'),
        ("[write](mailto:kim@e.org)", f'<p><a href="mailto:kim@e.org" {LINK}>write</a></p>\n'),
        ("", ""),
    ],
)
def test_markdown_means_what_its_writer_meant(text: str, drawn: str) -> None:
    assert prose(text) == drawn


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "<b onmouseover=alert(1)>b</b>",
        '<a href="https://e.org" style="position:fixed">a</a>',
        "<svg><script>alert(1)</script></svg>",
        "<!-- x --><style>*{}</style>",
        "<iframe src=https://e.org></iframe>",
        "<form action=/promotions/><button>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ],
)
def test_html_stays_words(text: str) -> None:
    assert [tag for tag, _ in Seen(prose(text)).tags] == ["p"]


@pytest.mark.parametrize(
    "place",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "&#x6A;avascript:alert(1)",
        "vbscript:x",
        "data:text/html;base64,PHNjcmlwdD4=",
        "file:///etc/passwd",
        " javascript:alert(1)",
    ],
)
@pytest.mark.parametrize("form", ["[x]({})", "[x](<{}>)", "<{}>", "[x][1]\n\n[1]: {}"])
def test_a_link_leads_nowhere_but_to_the_web_and_to_mail(form: str, place: str) -> None:
    assert [attributes for tag, attributes in Seen(prose(form.format(place))).tags if tag == "a"] == []


@pytest.mark.parametrize(
    "text", ["![lag](https://e.org/p.gif)", "![lag][1]\n\n[1]: https://e.org/p.gif", "![](data:image/png;base64,AA)"]
)
def test_a_picture_is_never_fetched(text: str) -> None:
    drawn = prose(text)
    assert "<img" not in drawn
    assert "src" not in drawn


def test_text_beyond_the_longest_is_cut() -> None:
    assert len(prose("a" * (LONGEST + 5))) == len("<p></p>\n") + LONGEST


@given(st.text(alphabet=st.sampled_from(list("<>\"'&;:()[]!#*_~`\\/\n abcjsonerr=x.")), max_size=200) | st.text())
def test_whatever_is_written_only_harmless_tags_come_out(text: str) -> None:
    for tag, attributes in Seen(prose(text)).tags:
        assert tag in TAGS
        assert set(attributes) <= {"href", "rel", "start", "class", "dir"}
        assert attributes.get("dir", "auto") == "auto"
        scheme, colon, _ = (attributes.get("href") or "").partition(":")
        assert not colon or scheme.lower() in SCHEMES or "/" in scheme or "?" in scheme or "#" in scheme


def test_the_filter_wraps_text_and_says_nothing_of_nothing() -> None:
    assert shown("a") == '<div class="prose"><p>a</p>\n</div>'
    assert (shown(""), shown(None)) == ("", "")
