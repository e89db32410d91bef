"""Writing feedback to a colleague."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy

from waypost.framework.schema import Framework
from waypost.web.people.models import Person
from waypost.web.ui.forms import ActForm


class FeedbackForm(ActForm):
    """To whom, about which criterion, in which words."""

    about = forms.ChoiceField(
        label=gettext_lazy("To"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose one person."),
            "invalid_choice": gettext_lazy("Search again and choose one of the people found."),
        },
    )
    criterion = forms.ChoiceField(label=gettext_lazy("About"))
    to_grow = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        widget=forms.RadioSelect,
        choices=[("grow", gettext_lazy("Something to grow in")), ("keep", gettext_lazy("Something done well"))],
        error_messages={"required": gettext_lazy("Say which of the two it is.")},
    )
    words = forms.CharField(
        max_length=4_000,
        label=gettext_lazy("What you saw"),
        help_text=gettext_lazy("One thing that happened, and what it did. It goes to them with your name."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: object, found: Iterable[Person], framework: Framework, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        people = [(str(one.pk), _described(one)) for one in found]
        groups = [(one.title, [(c.key, c.title) for c in one.criteria]) for one in framework.dimensions]
        self.fields["about"].choices = people  # type: ignore[attr-defined]
        self.fields["criterion"].choices = groups  # type: ignore[attr-defined]
        if len(people) == 1:
            self.fields["about"].initial = people[0][0]


def _described(one: Person) -> str:
    about = ", ".join(part for part in (getattr(one, "title", None), getattr(one, "team", None)) if part)
    return f"{one.name} ({about})" if about else one.name
