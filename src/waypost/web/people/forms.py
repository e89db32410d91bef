"""The forms about people: a list to import, a duty, a zone, a last day."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from waypost.people.columns import MAX_BYTES
from waypost.web.people.models import DutyKind, Person
from waypost.web.people.present import time_zones
from waypost.web.ui.forms import ActForm


class DayInput(forms.DateInput):
    """The browser's own calendar, in the one form it understands."""

    input_type = "date"


class DayField(forms.DateField):
    """A day as 2026-12-31 and in no other form, because 03/04 is two days."""

    def __init__(self, *, label: Any, help_text: Any) -> None:
        form = "%Y-%m-%d"
        errors = {"invalid": _("Write the day as year-month-day, for example 2026-12-31.")}
        super().__init__(
            label=label, help_text=help_text, input_formats=[form], widget=DayInput(format=form), error_messages=errors
        )


class ImportForm(ActForm):
    """A list of people, as a file or pasted, and the day from which it holds."""

    file = forms.FileField(
        label=_("A CSV file"),
        required=False,
        help_text=_("In UTF-8, at most 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv,text/plain"}),
    )
    pasted = forms.CharField(
        label=_("Or the list itself"),
        required=False,
        strip=False,
        help_text=_("Paste lines from a file or a spreadsheet, with the line of column names."),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )
    in_force_on = DayField(
        label=_("In force from"),
        help_text=_("Positions that change end on this day, and the new ones begin. Past days stay as they were."),
    )

    def clean_file(self) -> str:
        """The text of the file; "" when none was given."""
        file: Any = self.cleaned_data["file"]
        if file is None:
            return ""
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(_("This file is larger than 5 MB. Import it in parts."))
        try:
            text = str(file.read(), "utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(
                _("This file is not in UTF-8, so names would be spoiled. In a spreadsheet choose “CSV UTF-8”.")
            ) from error
        if "\0" in text:
            raise forms.ValidationError(_("This is not a text file. In a spreadsheet choose “CSV UTF-8”."))
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and bool(cleaned.get("file")) == bool((cleaned.get("pasted") or "").strip()):
            raise forms.ValidationError(_("Give either a file or the pasted list, not both and not neither."))
        return cleaned

    @property
    def text(self) -> str:
        """The list."""
        return str(self.cleaned_data["file"] or self.cleaned_data["pasted"])

    @property
    def source(self) -> str:
        """What the list is called: its file's name."""
        file = self.files.get("file")
        return str(file.name) if file and self.cleaned_data["file"] else str(_("Pasted list"))


class DutyForm(ActForm):
    """A duty for somebody, named by their address."""

    email = forms.EmailField(label=_("Their mail address"))
    kind = forms.ChoiceField(label=_("Duty"), choices=DutyKind.choices)

    def clean_email(self) -> Person:
        """The person with this address."""
        person: Person | None = Person.objects.present().filter(email__iexact=self.cleaned_data["email"]).first()
        if person is None:
            raise forms.ValidationError(_("Nobody who works here has this address."))
        return person


class ZoneForm(ActForm):
    """The zone in which times are told."""

    zone = forms.ChoiceField(label=_("Time zone"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        default = (_("As in the organisation: %(zone)s") % {"zone": settings.TIME_ZONE},)
        choices = [("", default[0]), *((zone, zone.replace("_", " ")) for zone in sorted(time_zones()))]
        self.fields["zone"].choices = choices  # type: ignore[attr-defined]


class LeavingForm(ActForm):
    """The first day on which somebody no longer works here."""

    left_on = DayField(
        label=_("Their first day away"),
        help_text=_("With a day that has come they are out at their next click. Their work and their cases stay."),
    )


def zone_in_words(zone: str) -> str:
    """The zone with the time it is there now."""
    name = zone or settings.TIME_ZONE
    now: datetime = timezone.now().astimezone(ZoneInfo(name))
    return f"{name.replace('_', ' ')}, {now:%H:%M}"
