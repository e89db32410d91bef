"""Forms from the decision on: the decision itself, the letter, the appeal, the new position."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from waypost.promotion.decision import Outcome
from waypost.web.people.models import Person, Team
from waypost.web.promotion.forms.moves import prose
from waypost.web.promotion.selectors.decisions import ReasonLine
from waypost.web.promotion.services.decisions import WORDS_MOST, DecisionText, ReasonText
from waypost.web.promotion.services.telling import LETTER_MOST, TITLE_MOST
from waypost.web.ui.forms import EditForm


def day(label: str | Any, **kwargs: Any) -> forms.DateField:
    """A day from the browser's calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **kwargs)


class DecisionForm(EditForm):
    """The whole decision: a reason is a criterion with words, and clearing the words withdraws it."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    case_seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        required=False,
        label=_("Answer"),
        choices=[(outcome.value, outcome.label) for outcome in Outcome],
        widget=forms.RadioSelect,
    )
    summary = forms.CharField(
        required=False,
        max_length=WORDS_MOST,
        label=_("In short"),
        help_text=_("Two or three sentences the candidate will read above the reasons."),
        widget=prose(3),
    )
    in_force_on = day(_("In force from"), required=False, help_text=_("After a yes: the first day at the new level."))
    dissent_answer = forms.CharField(
        required=False,
        max_length=WORDS_MOST,
        label=_("Answer to dissent"),
        help_text=_("The panels read this once the candidate was told."),
        widget=prose(4),
    )

    def __init__(self, *args: Any, lines: Iterable[ReasonLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = tuple(lines)
        for line in self.lines:
            key = line.criterion.key
            self.fields[f"words_{key}"] = forms.CharField(
                required=False,
                max_length=WORDS_MOST,
                label=_("Reason"),
                initial=line.words,
                widget=prose(2),
            )
            self.fields[f"justification_{key}"] = forms.CharField(
                required=False,
                max_length=WORDS_MOST,
                label=_("Why it may stand although it was never raised"),
                help_text=_("In your name; the candidate reads it."),
                initial=line.justification,
                widget=prose(2),
            )

    @property
    def reasons(self) -> Iterator[tuple[ReasonLine, BoundField, BoundField]]:
        """Each criterion with its two fields."""
        for line in self.lines:
            yield line, self[f"words_{line.criterion.key}"], self[f"justification_{line.criterion.key}"]

    def text(self) -> DecisionText:
        """What was written; only for a valid form."""
        said = self.cleaned_data
        return DecisionText(
            outcome=Outcome(said["outcome"]) if said["outcome"] else None,
            summary=said["summary"],
            dissent_answer=said["dissent_answer"],
            in_force_on=said["in_force_on"],
            reasons=tuple(
                ReasonText(
                    criterion=line.criterion.key,
                    words=said[f"words_{line.criterion.key}"],
                    justification=said[f"justification_{line.criterion.key}"],
                )
                for line in self.lines
            ),
        )


class LetterForm(EditForm):
    """The letter to the candidate."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    case_seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    words = forms.CharField(
        required=False,
        max_length=LETTER_MOST,
        label=_("Letter"),
        help_text=_("In your own words. The outcome and its reasons are shown beside it and need no repeating."),
        widget=prose(14),
    )


class AppealForm(EditForm):
    """Why somebody asks for a second look."""

    words = forms.CharField(
        max_length=WORDS_MOST,
        label=_("Why you ask for a second look"),
        help_text=_("People operations, the facilitator, the decider and, once it starts, the room read this."),
        widget=prose(8),
    )


class PositionForm(EditForm):
    """The position that follows a yes; its level is the case's."""

    from_day = day(_("From"), help_text=_("The open position ends on this day."))
    title = forms.CharField(label=_("Title"), max_length=TITLE_MOST)
    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.all(), empty_label=None)
    manager = forms.EmailField(
        label=_("Manager, by address"), required=False, help_text=_("Leave it empty for nobody.")
    )

    def clean_manager(self) -> Person | None:
        """The person with this address who works here now."""
        address = self.cleaned_data["manager"]
        if not address:
            return None
        found: Person | None = Person.objects.present().filter(email__iexact=address).first()
        if found is None:
            raise forms.ValidationError(_("Nobody with this address works here now."))
        return found
