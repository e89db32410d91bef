"""Forms of calibration: a new session, a preview, and what happens in the room."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waypost.calibration.agenda import Vote
from waypost.framework.schema import Framework
from waypost.web.calibration.models import RoomOutcome
from waypost.web.calibration.selectors.entries import Changeable
from waypost.web.calibration.services.entries import WORDS_MOST
from waypost.web.calibration.services.rooms import NewRating
from waypost.web.calibration.services.sessions import NAME_MOST
from waypost.web.people.models import Person
from waypost.web.promotion.services.reviews import CANNOT_JUDGE
from waypost.web.ui.forms import ActForm, EditForm

VOTES = (
    (Vote.AGREE.value, gettext_lazy("Agree: the ratings fit the packet")),
    (Vote.QUESTION.value, gettext_lazy("Question: the room should talk about it")),
    (Vote.PASS.value, gettext_lazy("Pass: I leave it to the others")),
)


class SessionForm(ActForm):
    """A name, who facilitates, who is in the room. Band and cycle were chosen before."""

    name = forms.CharField(max_length=NAME_MOST, label=gettext_lazy("Name"))
    facilitator = forms.ChoiceField(label=gettext_lazy("Who facilitates"), widget=forms.RadioSelect)
    attendees = forms.MultipleChoiceField(
        required=False, label=gettext_lazy("Who else is in the room"), widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        required=False,
        max_length=4000,
        label=gettext_lazy("Others, by address"),
        help_text=gettext_lazy("One to a line."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, facilitators: Iterable[Person], people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["facilitator"].choices = [(str(one.pk), one.name) for one in facilitators]  # type: ignore[attr-defined]
        self.fields["attendees"].choices = [(str(one.pk), one.name) for one in people]  # type: ignore[attr-defined]

    def clean_others(self) -> list[Person]:
        """The people with these addresses; one that nobody here has is an error."""
        addresses = {line.strip().lower() for line in self.cleaned_data["others"].splitlines() if line.strip()}
        found = list(Person.objects.present().filter(email__in=addresses))
        unknown = sorted(addresses - {one.email.lower() for one in found})
        if unknown:
            raise forms.ValidationError(_("Nobody with this address works here now: %(one)s.") % {"one": unknown[0]})
        return found


class StepForm(EditForm):
    """A step of the session; `seen` is the session's version."""


class PreviewForm(ActForm):
    """Agree, question or pass, and words."""

    vote = forms.ChoiceField(label=gettext_lazy("Preview"), choices=VOTES, widget=forms.RadioSelect)
    words = forms.CharField(
        required=False,
        max_length=WORDS_MOST,
        label=gettext_lazy("In words"),
        help_text=gettext_lazy("Needed for a question. The room reads it without your name once it is open."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RatingChangeForm(ActForm):
    """Which rating becomes what, and why. A rating is chosen together with how often it was changed so far."""

    rating = forms.ChoiceField(label=gettext_lazy("Rating"))
    point = forms.ChoiceField(label=gettext_lazy("Becomes"))
    why = forms.CharField(
        max_length=WORDS_MOST,
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("The old rating, your name and this stay with it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, framework: Framework, ratings: Collection[Changeable], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {one.key: one.rating for one in ratings}
        sent = str(self.data.get("rating", "")) if self.is_bound else ""
        chosen = [(f"{one.key}:{one.changes}", one.title) for one in ratings]
        if sent.partition(":")[0] in self.rows and sent not in dict(chosen):
            chosen.append((sent, ""))  # what was seen before somebody else changed it: the service tells both
        self.fields["rating"].choices = chosen  # type: ignore[attr-defined]
        points = [(point.key, point.title) for point in framework.scale]
        answers = [("", _("Choose")), *points, (CANNOT_JUDGE, _("cannot judge"))]
        self.fields["point"].choices = answers  # type: ignore[attr-defined]

    @property
    def becomes(self) -> NewRating:
        """What the rating becomes."""
        point = self.cleaned_data["point"]
        return NewRating(point="" if point == CANNOT_JUDGE else point, why=self.cleaned_data["why"])

    @property
    def chosen(self) -> tuple[int, int]:
        """The rating's row and how often it had been changed when it was chosen."""
        key, _colon, changes = self.cleaned_data["rating"].partition(":")
        return self.rows[key], int(changes) if changes.isdigit() else 0


class NoteForm(ActForm):
    """A note of the room."""

    words = forms.CharField(max_length=WORDS_MOST, label=gettext_lazy("Note"), widget=forms.Textarea(attrs={"rows": 2}))


class OutcomeForm(ActForm):
    """What the room makes of a case; `was` is the outcome that was shown."""

    outcome = forms.ChoiceField(choices=RoomOutcome.choices)
    was = forms.ChoiceField(required=False, choices=[("", ""), *RoomOutcome.choices])
