"""Writing a plan: its gaps, its commitments, the next look; and a check-in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waypost.web.growth.models import OpportunityKind, PlanState
from waypost.web.growth.selectors.plans import GAP_KINDS, GapShown, PlanPage
from waypost.web.growth.values import GapText, PlanText, PromiseText
from waypost.web.ui.forms import ActForm, EditForm, PlainForm

Sent = Mapping[str, Any]
PROMISE_ROWS = 6
MORE_ROWS = 2  # empty rows beyond what a draft holds


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        required=False, label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class PlanForm(EditForm):
    """What holds for the whole plan."""

    next_look_on = _day(gettext_lazy("The next look together"))


class GapForm(PlainForm):
    """One gap."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Which gap it is"),
        widget=forms.RadioSelect,
        choices=[(kind.value, title) for kind, title in GAP_KINDS.items()],
    )
    looks_like = forms.CharField(
        max_length=4_000,
        required=False,
        label=gettext_lazy("What it would look like here"),
        help_text=gettext_lazy("So concrete that both of you would see it when it happens."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    opportunity_kind = forms.ChoiceField(
        required=False,
        label=gettext_lazy("The opportunity is"),
        choices=[("", gettext_lazy("not named yet")), *OpportunityKind.choices],
    )
    opportunity = forms.CharField(
        max_length=4_000,
        required=False,
        label=gettext_lazy("Which one"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    support = forms.CharField(
        max_length=4_000,
        required=False,
        label=gettext_lazy("What the manager does for it"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    due_on = _day(gettext_lazy("By"))


class PromiseForm(PlainForm):
    """One commitment; both words and a day, or neither."""

    by = forms.ChoiceField(label=gettext_lazy("Who"))
    words = forms.CharField(
        max_length=4_000,
        required=False,
        label=gettext_lazy("Commits to"),
        widget=forms.Textarea(attrs={"rows": 1}),
    )
    due_on = _day(gettext_lazy("By"))

    def __init__(self, *args: Any, page: PlanPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["by"].choices = [  # type: ignore[attr-defined]
            ("manager", page.plan.manager.name),
            ("person", page.plan.person.name),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("words")) != bool(cleaned.get("due_on")) and "due_on" not in self.errors:
            self.add_error("due_on", _("A commitment has words and a day; clear the row if it is none."))
        return cleaned


class CheckInForm(ActForm):
    """What was looked at together."""

    words = forms.CharField(
        max_length=4_000,
        label=gettext_lazy("What you looked at, and what follows"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DoneForm(EditForm):
    """What came of a plan, from whoever says first that it is done."""

    words = forms.CharField(
        max_length=4_000,
        label=gettext_lazy("What came of it"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "id_done_%s")  # it stands beside the form of a check-in
        super().__init__(*args, **kwargs)


@dataclass(frozen=True, slots=True)
class GapRow:
    """A gap with its fields."""

    shown: GapShown
    form: GapForm


class PlanWriter:
    """The plan's form with a row for each gap and each commitment, read and shown as one."""

    def __init__(self, page: PlanPage, *, sent: Sent | None = None) -> None:
        self.page = page
        self.form = PlanForm(sent, initial={"seen": page.plan.version, "next_look_on": page.plan.next_look_on})
        self.gaps = [GapRow(gap, _gap_form(place, gap, sent)) for place, gap in enumerate(page.gaps)]
        kept = _kept(page)
        rows = max(PROMISE_ROWS, len(kept) + MORE_ROWS)
        self.promises = [
            PromiseForm(
                sent,
                page=page,
                prefix=f"promise-{place}",
                initial=kept[place] if place < len(kept) else None,
                use_required_attribute=False,
            )
            for place in range(rows)
        ]

    def is_valid(self) -> bool:
        """Whether everything can be saved; a faulty row becomes an error of the form, so that its summary names it."""
        good = self.form.is_valid()
        for name, row in self._rows():
            for field, errors in row.errors.items():
                good = False
                label = row.fields[field].label if field in row.fields else ""
                self.form.add_error(None, f"{name}, {label}: {' '.join(str(error) for error in errors)}")
        return good

    def text(self) -> PlanText:
        """What was written; of a form that does not hold, the parts that do."""
        self.form.is_valid()
        return PlanText(
            gaps=tuple(_gap_text(row) for row in self.gaps),
            next_look_on=self.form.cleaned_data.get("next_look_on"),
            promises=tuple(
                PromiseText(by_manager=said["by"] == "manager", words=said["words"], due_on=said["due_on"])
                for said in _filled(self.promises)
            ),
        )

    @property
    def more_promises(self) -> bool:
        """Whether a row beyond the first two holds something."""
        return any(row.initial or row.errors for row in self.promises[2:])

    def _rows(self) -> Iterator[tuple[str, forms.Form]]:
        yield from ((row.shown.criterion.title, row.form) for row in self.gaps)
        for number, row in enumerate(self.promises, start=1):
            if row.has_changed():
                yield (_("Commitment %(n)d") % {"n": number}, row)


def _gap_form(place: int, gap: GapShown, sent: Sent | None) -> GapForm:
    names = ("kind", "looks_like", "opportunity_kind", "opportunity", "support", "due_on")
    initial = {name: getattr(gap.gap, name) for name in names}
    return GapForm(sent, prefix=f"gap-{place}", initial=initial, use_required_attribute=False)


def _gap_text(row: GapRow) -> GapText:
    row.form.is_valid()
    said = row.form.cleaned_data
    return GapText(
        criterion=row.shown.gap.criterion,
        kind=said.get("kind") or row.shown.gap.kind,
        looks_like=said.get("looks_like", ""),
        opportunity_kind=said.get("opportunity_kind", ""),
        opportunity=said.get("opportunity", ""),
        support=said.get("support", ""),
        due_on=said.get("due_on"),
    )


def _filled(rows: Iterable[forms.Form]) -> list[dict[str, Any]]:
    return [row.cleaned_data for row in rows if row.is_valid() and row.cleaned_data.get("words")]


def _kept(page: PlanPage) -> list[dict[str, Any]]:
    """A draft's commitments can be rewritten; those of an open plan stand, and only new ones are written."""
    if page.plan.state != PlanState.DRAFT:
        return []
    return [
        {
            "by": "manager" if one.commitment.by_id != page.plan.person_id else "person",
            "words": one.commitment.words,
            "due_on": one.commitment.due_on,
        }
        for one in page.promises
    ]
