"""Forms that move a case: a nomination, any transition, the choice of claims."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waypost.framework.schema import Level
from waypost.promotion.stages import Transition
from waypost.web.promotion.services.moves import WORDS_MOST
from waypost.web.ui.forms import ActForm, EditForm


def prose(rows: int = 5) -> forms.Textarea:
    """A field for sentences."""
    return forms.Textarea(attrs={"rows": rows})


class NominateForm(ActForm):
    """To which level, and why in words to the person."""

    target_level = forms.ChoiceField(label=_("Level"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("Why, in your words to them"),
        help_text=_("They read this with the question whether they accept. Nobody else does."),
        max_length=WORDS_MOST,
        widget=prose(),
    )

    def __init__(self, *args: Any, levels: Iterable[Level], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target_level"].choices = [(level.key, level.title) for level in levels]  # type: ignore[attr-defined]


class MoveForm(EditForm):
    """A transition: nothing to fill in, or a reason where the table asks for one."""

    words = forms.CharField(label=_("Why"), max_length=WORDS_MOST, required=False, widget=prose())

    def __init__(self, *args: Any, transition: Transition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if transition.asks_reason:
            self.fields["words"].required = True
        else:
            del self.fields["words"]


class ClaimsForm(EditForm):
    """The claims of a packet, each by its key; the page draws the boxes beside what each claim says."""

    claims = forms.TypedMultipleChoiceField(label=_("Claims"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, offered: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["claims"]
        field.choices = [(str(claim.pk), claim.title) for claim in offered]  # type: ignore[attr-defined]
