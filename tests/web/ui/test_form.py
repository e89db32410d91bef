"""A form binds its words to its fields, keeps what was typed, and says what is missing."""

from __future__ import annotations

import re

import pytest
from django import forms
from tests.web.ui.conftest import Draw

from waypost.refusal import Conflict, Malformed, Missing, NotNow, Refusal
from waypost.web.ui.forms import ActForm, EditForm

FORM = '{% include "ui/parts/form.html" with form=form submit="Record it" cancel="/back/" places=places %}'


class Ask(ActForm):
    """One field of each sort."""

    words = forms.CharField(max_length=20, widget=forms.Textarea, help_text="In your own words.")
    about = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect, required=False)
    shared = forms.BooleanField(help_text="Ben reads it.", required=False)


class Edit(EditForm):
    """An edit of one text."""

    words = forms.CharField()


def drawn(draw: Draw, form: ActForm, **places: str) -> str:
    return draw(FORM, form=form, places=places)


def test_a_field_has_its_label_hint_and_room(draw: Draw) -> None:
    text = drawn(draw, Ask())
    assert '<label for="id_words">Words</label>' in text
    assert '<p class="hint" id="id_words_helptext">In your own words.</p>' in text
    assert 'aria-describedby="id_words_helptext"' in text
    assert 'data-count="id_words" data-most="20"' in text
    assert re.search(r"<fieldset[^>]*><legend>About <span class=\"soft\">optional</span></legend>", text)
    assert '<label for="id_shared">Shared</label>' in text


def test_an_error_is_bound_to_its_field_and_listed_above_with_a_link(draw: Draw) -> None:
    text = drawn(draw, Ask({"words": "", "about": "c"}))
    assert 'role="alert"' in text
    assert '<a href="#id_words"><b>Words</b> This field is required.</a>' in text
    assert '<a href="#id_about">' in text
    assert 'id="id_words_error"' in text
    assert 'aria-invalid="true" aria-describedby="id_words_helptext id_words_error"' in text
    assert 'aria-describedby="id_about_error"' in text
    assert text.index('role="alert"') < text.index('id="id_words"')


def test_every_id_a_description_names_is_there(draw: Draw) -> None:
    text = drawn(draw, Ask({"words": "", "about": "c"}))
    ids = re.findall(r' id="([^"]+)"', text)
    named = {name for names in re.findall(r'aria-describedby="([^"]+)"', text) for name in names.split()}
    assert named <= set(ids)
    assert len(ids) == len(set(ids))


def test_the_key_against_sending_twice_is_fresh_and_survives_mistakes(draw: Draw) -> None:
    key = re.compile(r'<input type="hidden" name="once" value="([0-9a-f]{32})">')
    first, second = (key.findall(drawn(draw, Ask())) for _ in range(2))
    assert first != second
    assert len(first) == len(second) == 1
    assert key.findall(drawn(draw, Ask({"words": "", "once": first[0]}))) == first


def test_the_key_keeps_its_name_under_a_prefix_and_forms_share_no_ids(draw: Draw) -> None:
    text = drawn(draw, Ask(prefix="a")) + drawn(draw, Ask(prefix="b"))
    assert text.count('name="once"') == 2
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_an_edit_carries_the_version_its_person_saw(draw: Draw) -> None:
    assert '<input type="hidden" name="seen" value="7">' in drawn(draw, Edit(initial={"seen": 7}))
    assert "Seen" not in drawn(draw, Edit({"words": "x"})).replace("seen", "")


def refused(refusal: Refusal) -> Ask:
    form = Ask({"words": "kept words"})
    with form.refusing():
        raise refusal
    return form


def test_a_refusal_says_what_is_missing_and_links_to_it(draw: Draw) -> None:
    missing = (Missing("One peer is still to answer.", "peers"), Missing("No number is confirmed."))
    form = refused(NotNow("case.gate", "Not yet.", missing=missing))
    text = drawn(draw, form, peers="/peers/")
    assert '<p class="says">Not yet.</p>' in text
    assert '<li><a href="/peers/">One peer is still to answer.</a></li><li>No number is confirmed.</li>' in text
    assert "kept words" in text
    assert form.status == 409


def test_a_conflict_shows_both_texts(draw: Draw) -> None:
    conflict = Conflict("changed", "Ben changed this.", theirs=(("Aim", "one <b>"),), mine=(("Aim", "two\nlines"),))
    text = drawn(draw, refused(conflict))
    assert '<dt>Aim</dt><dd class="verbatim">one &lt;b&gt;</dd>' in text
    assert '<dt>Aim</dt><dd class="verbatim">two\nlines</dd>' in text
    assert text.index("What stands there now") < text.index("What you wrote")


@pytest.mark.parametrize(
    ("form", "status"),
    [(Ask(), 200), (Ask({"words": "x"}), 200), (Ask({}), 422), (refused(Malformed("x", "No.")), 422)],
)
def test_a_page_has_the_status_of_its_form(form: Ask, status: int) -> None:
    assert form.status == status


def test_autosave_is_asked_for_and_not_otherwise(draw: Draw) -> None:
    with_it = draw('{% include "ui/parts/form.html" with form=form submit="x" autosave="/save/" %}', form=Ask())
    assert 'hx-post="/save/"' in with_it
    assert "hx-post" not in drawn(draw, Ask())
