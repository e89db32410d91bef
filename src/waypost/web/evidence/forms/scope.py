"""Writing a scope document."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from waypost.web.ui.forms import EditForm


class ScopeForm(EditForm):
    """One page; `seen` is the number the version will have."""

    quarter = forms.CharField(max_length=7, widget=forms.HiddenInput)
    body = forms.CharField(
        max_length=20_000,
        label=gettext_lazy("Systems you own, problems that cross teams, what changed, what came of it"),
        help_text=gettext_lazy("One page. It starts from your last one: strike what is no longer true first."),
        widget=forms.Textarea(attrs={"rows": 18}),
    )
