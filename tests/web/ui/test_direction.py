"""A text cannot turn the texts around it around, and letters that run from right to left stay as they were written."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from django import forms
from django.apps import apps
from django.template.loader import render_to_string
from tests.web.cast import Cast, signed_in

from waypost.web import ui
from waypost.web.growth.forms.planning import GapForm
from waypost.web.growth.models import Feedback
from waypost.web.people.models import Person
from waypost.web.promotion.forms.assessments import PREFIX, AssessmentForm
from waypost.web.ui.forms import ActForm, PlainForm
from waypost.web.ui.prose import prose

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HEBREW, ARABIC = "דנה כתבה את המסמך", "كتبت دانة الوثيقة"
# What a Persian or Hebrew keyboard makes: joiners, and the marks of one letter's direction.
MARKED = "می\u200cخواهم \u200f(v2)\u200e \u061c3%"


class Words(ActForm):
    words = forms.CharField()
    key = forms.UUIDField(required=False)  # a field of text that makes something else of it


@pytest.mark.parametrize("sign", TURNING)
def test_a_sign_that_turns_what_follows_is_refused_with_a_sentence_that_says_where(sign: str) -> None:
    form = Words({"words": f"Led the {sign}design of it"})

    assert not form.is_valid()
    (says,) = form.errors["words"]
    assert says == (
        "This holds a sign that cannot be seen and turns the direction of the text around it "
        f"(U+{ord(sign):04X}, before “design of it”). Remove it, or type the words anew. "
        "Letters that run from right to left need no such sign."
    )
    assert form.status == 422


@pytest.mark.parametrize("words", [HEBREW, ARABIC, MARKED, f"Ada: {HEBREW} (3)"])
def test_languages_that_run_from_right_to_left_are_written_as_ever(words: str) -> None:
    key = uuid4()
    form = Words({"words": words, "key": str(key)})

    assert form.is_valid()
    assert form.cleaned_data["key"] == key
    assert form.cleaned_data["words"] == words


def test_fields_a_form_adds_for_itself_are_asked_too(cast: Cast) -> None:
    form = AssessmentForm({"seen": "1", f"{PREFIX}design": "a\u202eb"}, framework=cast.lattice, level="staff")

    assert f"{PREFIX}design" in form.errors


def test_every_form_of_the_application_refuses_them() -> None:
    assert apps.ready  # every app's forms are imported with its addresses
    from django.urls import get_resolver

    assert get_resolver().url_patterns
    ours = [one for one in _below(forms.Form) if one.__module__.startswith("waypost.")]
    lacking = {one.__qualname__ for one in ours if not issubclass(one, PlainForm)}
    assert lacking <= {"ForgottenPasswordForm"}  # the library's own; an address that is looked for and not kept
    assert GapForm in ours


def _below(form: type[forms.Form]) -> list[type[forms.Form]]:
    return [found for one in form.__subclasses__() for found in (one, *_below(one))]


@pytest.mark.django_db
def test_what_is_refused_is_kept_to_be_mended_and_writes_nothing(cast: Cast) -> None:
    said = {"about": str(cast.ada.pk), "criterion": "design", "to_grow": "on", "words": "Good.\u202e.doog toN"}
    answer = signed_in(cast.ben).post("/growth/feedback/give/", {**said, "once": "a"})

    assert answer.status_code == 422
    assert "U+202E" in answer.content.decode()
    assert not Feedback.objects.exists()


def test_a_name_stands_apart_from_what_is_around_it() -> None:
    """Even one that came in before it was refused: its direction ends where the name does."""
    drawn = render_to_string("ui/parts/person.html", {"person": Person(name="\u202eBen")})

    assert "<bdi>\u202eBen</bdi>" in drawn


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        (HEBREW, f'<p dir="auto">{HEBREW}</p>\n'),
        (f"Ada\n\n{ARABIC}", f'<p dir="auto">Ada</p>\n<p dir="auto">{ARABIC}</p>\n'),
        (f"1. {HEBREW}", f'<ol dir="auto">\n<li dir="auto">{HEBREW}</li>\n</ol>\n'),
        (f"> {HEBREW}", f'<blockquote dir="auto">\n<p dir="auto">{HEBREW}</p>\n</blockquote>\n'),
        ("Ada", "<p>Ada</p>\n"),
        ("café, naïve, Größe, 中文", "<p>café, naïve, Größe, 中文</p>\n"),
    ],
)
def test_a_paragraph_runs_as_its_first_letter_does(text: str, drawn: str) -> None:
    assert prose(text) == drawn


def test_a_field_runs_as_what_is_typed_into_it_and_no_link_turns_what_is_beside_it() -> None:
    sheet = (Path(ui.__file__).parent / "static" / "ui" / "waypost.css").read_text("utf-8")
    assert "textarea { unicode-bidi: plaintext }" in sheet
    assert "a, b, em, strong, small, span, button { unicode-bidi: isolate }" in sheet
