"""Forms of the panels: taking a seat, freeing one, declaring a conflict."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from waypost.web.promotion.forms.moves import prose
from waypost.web.promotion.models import PanelName
from waypost.web.promotion.services.moves import WORDS_MOST
from waypost.web.ui.forms import ActForm

SEATED_BY_HAND = tuple((panel.value, panel.label) for panel in PanelName if panel is not PanelName.CALIBRATOR)


class SeatForm(ActForm):
    """Who takes a seat on which panel."""

    panel = forms.ChoiceField(choices=SEATED_BY_HAND, widget=forms.HiddenInput)
    person = forms.UUIDField(widget=forms.HiddenInput)


class LeaveForm(ActForm):
    """Why a seat becomes free."""

    because = forms.CharField(
        label=_("Why the seat becomes free"),
        help_text=_("A sentence is enough. It is kept with the case; the candidate does not read it."),
        max_length=WORDS_MOST,
        widget=prose(3),
    )


class ConflictForm(ActForm):
    """With whom there is a conflict, and what it is if one wants to say so."""

    other = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("What it is about"),
        help_text=_("Only people operations read this, and you may leave it empty."),
        max_length=WORDS_MOST,
        required=False,
        widget=prose(3),
    )
