"""Choosing a goal, asking what it would take, and answering."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waypost.framework.schema import PathKind
from waypost.promotion.what_it_takes import AnswerLine, Shown
from waypost.web.growth.place import Ground
from waypost.web.growth.selectors.question_page import ExpectationLine
from waypost.web.ui.forms import ActForm, EditForm


class GoalForm(ActForm):
    """One of the levels that can be reached."""

    level = forms.ChoiceField(
        label=gettext_lazy("The level you work towards"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the levels.")},
    )

    def __init__(self, *args: object, here: Ground, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["level"].choices = level_choices(here)  # type: ignore[attr-defined]


class QuestionForm(ActForm):
    """A level, and what in particular one wants to know."""

    level = forms.ChoiceField(label=gettext_lazy("What would it take for"))
    words = forms.CharField(
        max_length=4_000,
        required=False,
        label=gettext_lazy("Anything in particular"),
        help_text=gettext_lazy("Leave it empty to ask about the whole level."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: object, here: Ground, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["level"].choices = level_choices(here)  # type: ignore[attr-defined]


def level_choices(here: Ground) -> list[tuple[str, list[tuple[str, str]]]]:
    """The levels that can be reached, by the way there: one promotion, one move sideways, further on."""
    groups: dict[str, list[tuple[str, str]]] = {_("Up from here"): [], _("Sideways"): [], _("Further on"): []}
    up, sideways, further = groups.values()
    for route in here.routes:
        lateral = route.moves[0].kind is PathKind.LATERAL
        nearest = sideways if lateral else up
        group = nearest if len(route.moves) == 1 else further
        group.append((route.level, here.framework.level(route.level).title))
    return [(title, levels) for title, levels in groups.items() if levels]


@dataclass(frozen=True, slots=True)
class LineFields:
    """The two fields of one expectation, beside the expectation."""

    line: ExpectationLine
    state: BoundField
    words: BoundField


class AnswerForm(EditForm):
    """A state and words for every expectation of the level, and the answer as a whole."""

    answer = forms.CharField(
        max_length=10_000,
        required=False,
        label=gettext_lazy("As a whole"),
        help_text=gettext_lazy("What matters most, and where you see the next opportunity."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: object, lines: Iterable[ExpectationLine], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.lines = tuple(lines)
        for line in self.lines:
            key = line.criterion.key
            self.fields[f"state-{key}"] = forms.ChoiceField(
                required=False,
                label=line.criterion.title,
                choices=[(state.value, state.label) for state in Shown],
                widget=forms.RadioSelect,
                initial=line.state.value if line.state else None,
            )
            self.fields[f"words-{key}"] = forms.CharField(
                required=False,
                max_length=4_000,
                label=gettext_lazy("What would show it"),
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=line.words,
            )

    @property
    def rows(self) -> list[LineFields]:
        """The expectations with their fields, for the page."""
        return [
            LineFields(line, self[f"state-{line.criterion.key}"], self[f"words-{line.criterion.key}"])
            for line in self.lines
        ]

    def said(self) -> tuple[AnswerLine, ...]:
        """What was answered line by line; of a form that does not hold, what does."""
        data = self.cleaned_data
        return tuple(
            AnswerLine(
                criterion=line.criterion.key,
                state=Shown(state) if (state := data.get(f"state-{line.criterion.key}")) else None,
                words=data.get(f"words-{line.criterion.key}", ""),
            )
            for line in self.lines
        )
