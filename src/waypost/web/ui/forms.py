"""Forms that act: each carries a key against sending twice, an edit also the version its person saw."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from waypost.framework.texts import TURNING
from waypost.refusal import Conflict, Malformed, NotNow, Refusal


def _fresh_key() -> str:
    return uuid.uuid4().hex


_TURNING = re.compile(f"[{TURNING}]")


def refuse_turning(value: object) -> None:
    """ValidationError for a text with a sign that turns the direction of what stands around it."""
    text = value if isinstance(value, str) else ""  # some fields make a key or an address of what was typed
    found = _TURNING.search(text)
    if found is not None:
        raise ValidationError(
            _(
                "This holds a sign that cannot be seen and turns the direction of the text around it (%(sign)s, before "
                "“%(next)s”). Remove it, or type the words anew. Letters that run from right to left need no such sign."
            ),
            code="turning",
            params={"sign": f"U+{ord(found.group()):04X}", "next": _TURNING.sub("", text[found.end() :])[:20]},
        )


class PlainForm(forms.Form):
    """A form whose texts cannot turn the texts of others around."""

    def full_clean(self) -> None:
        for field in self.fields.values():  # at this moment, since some forms add fields of their own
            if isinstance(field, forms.CharField) and refuse_turning not in field.validators:
                field.validators.append(refuse_turning)
        super().full_clean()


class ActForm(PlainForm):
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
