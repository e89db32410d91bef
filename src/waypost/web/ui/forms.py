"""Forms that act: each carries a key against sending twice, an edit also the version its person saw."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django import forms

from waypost.refusal import Conflict, Malformed, NotNow, Refusal


def _fresh_key() -> str:
    return uuid.uuid4().hex


class ActForm(forms.Form):
    """A form whose sending is one act. `once` makes the second sending of the same form harmless."""

    template_name = "ui/parts/form_fields.html"
    once = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput, initial=_fresh_key)
    refusal: Refusal | None = None

    @property
    def status(self) -> int:
        """The HTTP status of the page that shows this form."""
        if self.refusal is not None:
            return self.refusal.status
        return Malformed.status if self.is_bound and self.errors else 200

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Keep what was typed: a refusal inside the block becomes the form's, to be shown above its fields."""
        try:
            yield
        except (Malformed, NotNow, Conflict) as refusal:
            self.refusal = refusal


class EditForm(ActForm):
    """A form over a row that others may edit too; `seen` is the row's version when the form was made."""

    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class PressForm(ActForm):
    """A button: nothing to fill in."""
