"""Every template of the project keeps the rules that the content security policy and the readers depend on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import engines

WEB = Path(__file__).resolve().parents[3] / "src" / "waypost" / "web"
TEMPLATES = sorted(WEB.rglob("templates/**/*.html"))
TAGS = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
COMMENT = re.compile(r"{%\s*comment.*?endcomment\s*%}", re.DOTALL)


def markup(path: Path) -> str:
    """The HTML of a template, without what Django reads and without SVG's paths."""
    return TAGS.sub("·", COMMENT.sub("", path.read_text()))


def name(path: Path) -> str:
    return str(path.relative_to(WEB))


def test_there_are_templates() -> None:
    assert len(TEMPLATES) > 15


FORBIDDEN = {
    "a style of its own": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "a script in the page": re.compile(r"<script\b(?![^>]*\s(?:src=|type=\"application/json\"))", re.IGNORECASE),
    "a handler in an attribute": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    "evaluated by htmx": re.compile(r"\shx-(on|vals|headers)\b[^=]*=[\"']js:|\shx-on\b", re.IGNORECASE),
    "boosted links": re.compile(r"\shx-boost\b", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "something from another host": re.compile(
        r"<(?:script|link|img|iframe|source|video|audio|object|embed)\b[^>]*(?:src|href)=[\"']?(?:https?:)?//",
        re.IGNORECASE,
    ),
    "a form without a method": re.compile(r"<form\b(?![^>]*\smethod=)", re.IGNORECASE),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_has(what: str) -> None:
    assert [name(path) for path in TEMPLATES if FORBIDDEN[what].search(markup(path))] == []


def test_every_form_that_posts_carries_a_token() -> None:
    forms = [
        (name(path), form)
        for path in TEMPLATES
        for form in re.findall(r"(?is)<form\b.*?</form>", COMMENT.sub("", path.read_text()))
    ]
    posting = [(where, form) for where, form in forms if re.search(r"(?i)method=[\"']?post", form)]
    assert posting
    assert [where for where, form in posting if "csrf_token" not in form] == []


def test_nothing_is_called_safe_in_a_template() -> None:
    text = {path: path.read_text() for path in TEMPLATES}
    assert [name(path) for path in TEMPLATES if re.search(r"\|\s*safe(seq)?\b|autoescape off", text[path])] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_template_compiles(path: Path) -> None:
    folder = next(part for part in path.parents if part.name == "templates")
    assert engines["django"].get_template(str(path.relative_to(folder)))


def test_the_rules_catch_what_they_are_for() -> None:
    planted = {
        "a style of its own": '<p style="color:red">',
        "a script in the page": "<script>alert(1)</script>",
        "a handler in an attribute": '<button onclick="go()">',
        "evaluated by htmx": '<div hx-on:click="go()">',
        "boosted links": '<body hx-boost="true">',
        "a javascript address": '<a href="javascript:go()">',
        "something from another host": '<script src="https://cdn.example/x.js"></script>',
        "a form without a method": '<form action="/x/">',
    }
    assert planted.keys() == FORBIDDEN.keys()
    assert [what for what, text in planted.items() if not FORBIDDEN[what].search(text)] == []
