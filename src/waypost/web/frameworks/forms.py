"""The forms around the framework: drafts and what is done with them, comments, suggested words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waypost.web.frameworks.models import Draft
from waypost.web.frameworks.services.drafts import DraftText
from waypost.web.people.models import Person
from waypost.web.ui.forms import ActForm, EditForm

LONGEST = 1_000_000  # characters; the reader's own caps are stricter and say what is too much


def _day() -> forms.DateField:
    return forms.DateField(
        label=_("In force from"),
        help_text=_("People read it as soon as it is published; it counts from this day."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def _notes() -> forms.CharField:
    return forms.CharField(
        label=_("What changed, and why"),
        required=False,
        max_length=10_000,
        help_text=_("For everyone it concerns, in a few sentences. The differences are listed without your help."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _name() -> forms.CharField:
    return forms.CharField(
        label=_("What it is for"), max_length=120, help_text=_("So that several drafts can be told apart.")
    )


class NewDraftForm(ActForm):
    """A draft to begin: from a file, from pasted text, or from the version published last."""

    name = _name()
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
    in_force_on = _day()
    notes = _notes()

    def __init__(self, *args: Any, follows: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.follows = follows
        if follows:
            self.fields["file"].help_text = _("Without a file or text the draft begins as the version published last.")

    def clean(self) -> dict[str, Any]:
        """One document: from the file or from the field; none only where there is a version to begin from."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        file, text = cleaned.get("file"), cleaned.get("text") or ""
        if "file" in self.errors or "text" in self.errors:
            return cleaned
        if file and text.strip():
            self.add_error("file", _("Give the file or the text, not both."))
        elif file:
            cleaned["document"] = self._decoded(file)
        elif text.strip():
            cleaned["document"] = _own_line_ends(self, text)
        elif not self.follows:
            self.add_error("file", _("Choose the file, or paste its text below."))
        return cleaned

    def written(self) -> DraftText:
        """What was given, once the form is valid."""
        found = self.cleaned_data
        return DraftText(found["name"], found.get("document", ""), found["in_force_on"], found["notes"])

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


class DraftForm(EditForm):
    """A draft as a whole: its name, the document, its day, and what is said of it."""

    name = _name()
    text = forms.CharField(
        label=_("The document"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 28, "spellcheck": "false", "class": "code"}),
    )
    in_force_on = _day()
    notes = _notes()

    def clean_text(self) -> str:
        """The document with line ends of its own."""
        return _own_line_ends(self, self.cleaned_data["text"])

    def written(self) -> DraftText:
        """What was written, once the form is valid."""
        found = self.cleaned_data
        return DraftText(found["name"], found["text"], found["in_force_on"], found["notes"])


class CellForm(EditForm):
    """What one expectation of a draft says."""

    statements = forms.CharField(
        label=_("What it says"),
        required=False,
        max_length=20_000,
        help_text=_("A statement on each line. Without any, nothing is asked here."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class SeenForm(ActForm):
    """What somebody had before them: the draft's words, the framework's hash, the version it was held against."""

    digest = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    hash = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    follows = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


class ReviewForm(SeenForm):
    """The answer to a review; which one is in the button that is pressed."""

    words = forms.CharField(
        label=_("What should change, or what you looked at"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AskReviewForm(ActForm):
    """Whom to ask for a review."""

    reviewer = forms.ChoiceField(label=_("Who should look at it"))

    def __init__(self, *args: Any, others: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].choices = [(str(one.pk), one.name) for one in others]  # type: ignore[attr-defined]


class CommentForm(ActForm):
    """A comment on an expectation."""

    words = forms.CharField(
        label=_("Your comment"),
        max_length=2_000,
        help_text=_("Everyone who reads the framework reads it, with your name."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AnswerForm(ActForm):
    """An owner's answer to a comment, and whether that closes it."""

    words = forms.CharField(
        label=_("Your answer"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    resolve = forms.BooleanField(label=_("Close the comment"), required=False)


class ProposalForm(ActForm):
    """Other words for an expectation, and why."""

    statements = forms.CharField(
        label=_("What it should say"),
        required=False,
        max_length=4_000,
        help_text=_("A statement on each line. Without any, nothing would be asked here."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    why = forms.CharField(
        label=_("Why"),
        max_length=4_000,
        help_text=_("What is unclear or wrong today, perhaps with an example. The owners of the framework read it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DecideForm(ActForm):
    """What an owner makes of suggested words: into which draft, or why not."""

    draft = forms.ChoiceField(label=_("Into which draft"), required=False)
    words = forms.CharField(
        label=_("Your reason"),
        required=False,
        max_length=4_000,
        help_text=_("Whoever suggested it reads this. To decline takes a reason."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    over = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, drafts: Iterable[Draft], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), one.name) for one in drafts]
        self.fields["draft"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["draft"]


def _own_line_ends(form: forms.Form, text: str) -> str:
    """A browser sends a field's line ends as CRLF, whatever they were."""
    if len(text) > LONGEST:
        form.add_error("text", _("This text is longer than a framework can be (one million characters)."))
    if "\x00" in text:
        form.add_error("text", _("This is not a text file."))
    return text.replace("\r\n", "\n")
