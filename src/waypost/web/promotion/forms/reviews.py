"""The form of one criterion of a review."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waypost.framework.schema import Framework
from waypost.web.promotion.forms.moves import prose
from waypost.web.promotion.selectors.reviews import ReviewLine
from waypost.web.promotion.services.reviews import CANNOT_JUDGE, REASON_MOST
from waypost.web.ui.forms import EditForm


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer as a radio button, with the key that chooses it."""

    value: str
    title: str
    key: str
    checked: bool


class RatingForm(EditForm):
    """A point of the scale or "I cannot judge this", and the reason. Either may come first."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    choice = forms.ChoiceField(required=False, label=gettext_lazy("Rating"), widget=forms.RadioSelect)
    reason = forms.CharField(
        required=False,
        max_length=REASON_MOST,
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("What you saw, and where. If you cannot judge it, why not."),
        widget=prose(4),
    )

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._points = [(point.key, point.title, str(point.value)) for point in framework.scale]
        answers = [*((key, title) for key, title, _number in self._points), (CANNOT_JUDGE, _("I cannot judge this"))]
        self.fields["choice"].choices = answers  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(line: ReviewLine) -> dict[str, Any]:
        """What the form begins with."""
        choice = CANNOT_JUDGE if line.cannot_judge else line.point.key if line.point else ""
        return {"seen": line.version, "choice": choice, "reason": line.reason}

    @property
    def choices(self) -> Iterator[Choice]:
        """The answers as the page draws them."""
        chosen = self["choice"].value() or ""
        for key, title, number in self._points:
            yield Choice(key, title, number, key == chosen)
        yield Choice(CANNOT_JUDGE, _("I cannot judge this"), "x", chosen == CANNOT_JUDGE)
