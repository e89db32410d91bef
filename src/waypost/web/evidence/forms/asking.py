"""Asking somebody to confirm a claim, and answering."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy

from waypost.web.evidence.models import Attestation, AttestationState
from waypost.web.people.models import Person
from waypost.web.ui.forms import ActForm, EditForm


class AskForm(ActForm):
    """Who is asked, out of those a search found, and one question."""

    attester = forms.ChoiceField(
        label=gettext_lazy("Whom do you ask?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose one person."),
            "invalid_choice": gettext_lazy("Search again and choose one of the people found."),
        },
    )
    question = forms.CharField(
        max_length=240,
        required=False,
        label=gettext_lazy("Your question"),
        help_text=gettext_lazy("What in it should they look at? “Is the settlement time right?” is easy to answer."),
    )

    def __init__(self, *args: object, found: Iterable[Person] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["attester"].choices = [(str(one.pk), _described(one)) for one in found]  # type: ignore[attr-defined]


class AnswerForm(EditForm):
    """The answer of the person asked."""

    claim_seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label=gettext_lazy("Is it as written?"),
        widget=forms.RadioSelect,
        choices=[
            (AttestationState.CONFIRMED.value, gettext_lazy("Yes, that is how I know it")),
            (AttestationState.AMENDED.value, gettext_lazy("Yes, but something should read differently")),
            (AttestationState.DISPUTED.value, gettext_lazy("No, I see it differently")),
            (AttestationState.DECLINED.value, gettext_lazy("I cannot or do not want to say")),
        ],
        error_messages={"required": gettext_lazy("Choose one of the four answers.")},
    )
    amended_metric = forms.ChoiceField(
        required=False,
        label=gettext_lazy("The number that should read differently"),
    )
    amended_result = forms.CharField(
        max_length=40,
        required=False,
        label=gettext_lazy("What it should be"),
        help_text=gettext_lazy("Both figures will be shown side by side."),
    )
    words = forms.CharField(
        max_length=4_000,
        required=False,
        label=gettext_lazy("In your words"),
        help_text=gettext_lazy("Needed when you amend without a figure, or see it differently."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: object, asked: Attestation, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        metrics = [(one.name, f"{one.name}: {one.result} {one.unit}".strip()) for one in asked.claim.metrics.all()]
        none = [] if len(metrics) == 1 else [("", gettext_lazy("none of them, or something else"))]
        self.fields["amended_metric"].choices = [*none, *metrics]  # type: ignore[attr-defined]
        if not metrics:
            del self.fields["amended_metric"]
            del self.fields["amended_result"]


def _described(one: Person) -> str:
    title, team = getattr(one, "title", None), getattr(one, "team", None)
    about = ", ".join(part for part in (title, team) if part)
    return f"{one.name} ({about})" if about else one.name
