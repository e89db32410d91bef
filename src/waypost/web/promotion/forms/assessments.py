"""Forms of an assessment: asking a peer, and one text for each criterion."""

from __future__ import annotations

from typing import Any

from django import forms

from waypost.framework.schema import Framework
from waypost.web.promotion.forms.moves import prose
from waypost.web.promotion.services.assessments import WORDS_MOST
from waypost.web.ui.forms import ActForm, EditForm

PREFIX = "about-"


class AskForm(ActForm):
    """Which person is asked; the page lists them by name."""

    peer = forms.UUIDField(widget=forms.HiddenInput)


class AssessmentForm(EditForm):
    """One field for each criterion the target level asks something of; an empty one says nothing about it."""

    def __init__(self, *args: Any, framework: Framework, level: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for criterion in framework.criteria_at(level):
            self.fields[PREFIX + criterion.key] = forms.CharField(
                label=criterion.title, required=False, max_length=WORDS_MOST, widget=prose(4)
            )

    @property
    def words(self) -> dict[str, str]:
        """What was written, by criterion."""
        return {name.removeprefix(PREFIX): text for name, text in self.cleaned_data.items() if name.startswith(PREFIX)}

    @staticmethod
    def initial_of(words: dict[str, str]) -> dict[str, str]:
        """The fields' first values."""
        return {PREFIX + key: text for key, text in words.items()}
