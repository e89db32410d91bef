"""The forms of publishing: the document with its day, and the press that publishes what was checked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waypost.web.ui.forms import ActForm

LONGEST = 1_000_000  # characters; the reader's own caps are stricter and say what is too much


class DocumentForm(ActForm):
    """A framework document, as a file or pasted, and the day it comes into force."""

    file = forms.FileField(
        label=_("The document as a file"),
        required=False,
        help_text=_("The file your editor and your pull requests know: framework.yaml."),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,text/yaml"}),
    )
    text = forms.CharField(
        label=_("Or its text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "class": "code"}),
    )
    in_force_on = forms.DateField(
        label=_("In force from"),
        help_text=_("People read it as soon as it is published; it counts from this day."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    notes = forms.CharField(
        label=_("What changed, and why"),
        required=False,
        max_length=10_000,
        help_text=_("For everyone it concerns, in a few sentences. The differences are listed without your help."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, kept: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = kept

    def clean(self) -> dict[str, Any]:
        """One document: from the file, from the field, or the one already kept."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        file, text = cleaned.get("file"), cleaned.get("text") or ""
        if "file" in self.errors or "text" in self.errors:
            return cleaned
        if file and text.strip():
            self.add_error("file", _("Give the file or the text, not both."))
        elif file:
            cleaned["document"] = self._decoded(file)
            cleaned["file_name"] = file.name[:200]
        elif len(text) > LONGEST:
            self.add_error("text", _("This text is longer than a framework can be (one million characters)."))
        elif text.strip():
            # A browser sends a field's line ends as CRLF, whatever they were.
            cleaned["document"] = text.replace("\r\n", "\n")
        elif not self.kept:
            self.add_error("file", _("Choose the file, or paste its text below."))
        return cleaned

    def _decoded(self, file: Any) -> str:
        if file.size > LONGEST:
            self.add_error("file", _("This file is larger than a framework can be (one megabyte)."))
            return ""
        try:
            text = str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            self.add_error("file", _("This file is not text in UTF-8. Save it as UTF-8 and choose it again."))
            return ""
        if "\x00" in text:
            self.add_error("file", _("This is not a text file."))
        return text


class PublishForm(ActForm):
    """The press that publishes: carries what the person had before them."""

    hash = forms.CharField(max_length=64, widget=forms.HiddenInput)
    follows = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
