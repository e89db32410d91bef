"""The composer of a claim: its form, five rows for numbers, eight for links, and the criteria of a framework."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.validators import RegexValidator, URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waypost.evidence.outcomes import Family, OutcomeKind
from waypost.web.evidence.models import Claim
from waypost.web.evidence.values import METRICS_MOST, PRODUCTS_MOST, ClaimText, MetricText, ProductText
from waypost.web.evidence.yardstick import Yardstick
from waypost.web.ui.forms import ActForm, PlainForm

Sent = Mapping[str, Any]

FAMILIES: tuple[tuple[Family, Any, Any], ...] = (
    (
        Family.QUANTITATIVE,
        gettext_lazy("It can be counted"),
        gettext_lazy("A number moved: money, people, time."),
    ),
    (
        Family.ENABLING,
        gettext_lazy("It made something possible, or kept something away"),
        gettext_lazy("How deep work usually speaks. A number helps if there is an honest one; none has to be made up."),
    ),
    (
        Family.QUALITATIVE,
        gettext_lazy("Others speak for it"),
        gettext_lazy("Somebody says so, an objective moved, other teams work differently."),
    ),
)


class ClaimForm(ActForm):
    """The claim itself. Only a title is needed to keep it; the rest may come in any order."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    title = forms.CharField(
        max_length=160,
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("One line a colleague would recognise."),
    )
    what = forms.CharField(
        max_length=10_000,
        required=False,
        label=gettext_lazy("What was done"),
        help_text=gettext_lazy("Two or three sentences. Markdown works."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    part = forms.CharField(
        max_length=10_000,
        required=False,
        label=gettext_lazy("Your own part"),
        help_text=gettext_lazy("What would not have happened without you, and who did the rest."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    started_on = forms.DateField(
        required=False, label=gettext_lazy("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ended_on = forms.DateField(
        required=False, label=gettext_lazy("Until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    outcome_kind = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Kind of outcome"),
        choices=[("", ""), *((kind.value, kind.label) for kind in OutcomeKind)],
        widget=forms.RadioSelect,
    )
    outcome = forms.CharField(
        max_length=10_000,
        required=False,
        label=gettext_lazy("What changed because of it"),
        help_text=gettext_lazy("For whom, and how they would notice. Not what was built: what came of it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    criteria = forms.MultipleChoiceField(
        required=False, label=gettext_lazy("Criteria"), widget=forms.CheckboxSelectMultiple
    )
    shared = forms.BooleanField(
        required=False,
        initial=True,
        label=gettext_lazy("My manager may read this once it is recorded"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("started_on"), cleaned.get("ended_on")
        if start and end and end < start:
            self.add_error("ended_on", _("It ends before it begins; look at the two dates."))
        return cleaned


class MetricForm(PlainForm):
    """One number. Nothing in it is required while it is a draft."""

    name = forms.CharField(max_length=120, required=False, label=gettext_lazy("What was measured"))
    baseline = forms.CharField(max_length=40, required=False, label=gettext_lazy("Before"))
    result = forms.CharField(max_length=40, required=False, label=gettext_lazy("After"))
    unit = forms.CharField(max_length=40, required=False, label=gettext_lazy("Unit"))
    period = forms.CharField(max_length=80, required=False, label=gettext_lazy("Over which time"))
    how_measured = forms.CharField(max_length=240, required=False, label=gettext_lazy("How it was measured"))
    share = forms.IntegerField(min_value=0, max_value=100, required=False, label=gettext_lazy("Your share, per cent"))


class ProductForm(PlainForm):
    """One link to work."""

    kind = forms.CharField(
        max_length=40,
        required=False,
        label=gettext_lazy("Kind"),
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("design document")}),
    )
    title = forms.CharField(max_length=160, required=False, label=gettext_lazy("Title"))
    url = forms.CharField(
        max_length=500,
        required=False,
        label=gettext_lazy("Link"),
        validators=[
            URLValidator(schemes=["https"], message=gettext_lazy("Write a link that begins with https://.")),
            RegexValidator(
                r"^https://[^/?#]*@",
                message=gettext_lazy("Write the link without a name before an “@”: it hides where it leads."),
                flags=re.IGNORECASE,
                inverse_match=True,
            ),
        ],
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (cleaned.get("kind") or cleaned.get("title")) and "url" in cleaned and not cleaned["url"]:
            self.add_error("url", _("Add the link, or clear this row."))
        return cleaned


@dataclass(frozen=True, slots=True)
class KindChoice:
    """One kind of outcome as a radio button."""

    value: str
    title: str
    asks: str
    checked: bool


@dataclass(frozen=True, slots=True)
class CriterionChoice:
    """One criterion as a checkbox, with what it asks at the level aimed at."""

    key: str
    title: str
    must: bool
    asks: tuple[str, ...]
    checked: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Choices under a heading."""

    title: str
    says: str
    choices: Sequence[Any]


class Composer:
    """The form and its rows, read and shown as one."""

    ROWS: ClassVar[tuple[tuple[str, type[forms.Form], int], ...]] = (
        ("metric", MetricForm, METRICS_MOST),
        ("product", ProductForm, PRODUCTS_MOST),
    )

    def __init__(self, measure: Yardstick, *, sent: Sent | None = None, claim: Claim | None = None) -> None:
        """`sent` is what was posted, `claim` the row being edited, with its parts prefetched."""
        self.measure = measure
        self.form = ClaimForm(sent, initial=_initial(claim))
        self.form.fields["criteria"].choices = _criteria(measure, claim)  # type: ignore[attr-defined]
        rows = _rows(claim)
        self.metrics = self._forms("metric", sent, rows["metric"])
        self.products = self._forms("product", sent, rows["product"])

    def is_valid(self) -> bool:
        """Whether everything can be saved. A faulty row becomes an error of the form, so that its summary names it."""
        good = self.form.is_valid()
        for number, row in self._numbered():
            for field, errors in row.errors.items():
                good = False
                label = row.fields[field].label if field in row.fields else ""
                says = f"{label} ({number}): {' '.join(str(error) for error in errors)}"
                self.form.add_error(None, says)
        return good

    def text(self) -> ClaimText:
        """What was written. Of a form that does not hold, the parts that do."""
        self.form.is_valid()
        said = self.form.cleaned_data
        return ClaimText(
            title=said.get("title", ""),
            what=said.get("what", ""),
            part=said.get("part", ""),
            outcome_kind=said.get("outcome_kind", ""),
            outcome=said.get("outcome", ""),
            started_on=said.get("started_on"),
            ended_on=said.get("ended_on"),
            shared=said.get("shared", False),
            criteria=tuple(said.get("criteria", ())),
            metrics=tuple(MetricText(**row) for row in _filled(self.metrics)),
            work_products=tuple(
                ProductText(kind=row["kind"] or _("link"), title=row["title"] or row["url"][:160], url=row["url"])
                for row in _filled(self.products)
                if row["url"]
            ),
        )

    @property
    def aim(self) -> str:
        """The title of the level whose expectations stand beside the criteria; empty when there is none."""
        level = self.measure.aim or self.measure.mine
        return self.measure.framework.level(level).title if level else ""

    @property
    def more_metrics(self) -> bool:
        """Whether a number beyond the first holds something."""
        return any(row.initial or row.errors for row in self.metrics[1:])

    @property
    def more_products(self) -> bool:
        """Whether a link beyond the first holds something."""
        return any(row.initial or row.errors for row in self.products[1:])

    @property
    def kinds(self) -> tuple[Group, ...]:
        """Kinds of outcomes by family."""
        chosen = self.form["outcome_kind"].value() or ""
        return tuple(
            Group(
                str(title),
                str(says),
                [
                    KindChoice(kind.value, kind.label, kind.asks, kind.value == chosen)
                    for kind in OutcomeKind
                    if kind.family is family
                ],
            )
            for family, title, says in FAMILIES
        )

    @property
    def criteria(self) -> tuple[Group, ...]:
        """Criteria by dimension; those the framework no longer has stay in a group of their own."""
        chosen = set(self.form["criteria"].value() or ())
        groups = [
            Group(
                dimension.title,
                dimension.about,
                [
                    CriterionChoice(one.key, one.title, one.must, self.measure.asks(one), one.key in chosen)
                    for one in dimension.criteria
                ],
            )
            for dimension in self.measure.dimensions
        ]
        gone = [CriterionChoice(key, key, False, (), True) for key in sorted(chosen - _known(self.measure))]
        return (*groups, *([Group(_("No longer in the framework"), "", gone)] if gone else []))

    def _forms(self, name: str, sent: Sent | None, initial: list[dict[str, Any]]) -> list[Any]:
        _name, kind, most = next(row for row in self.ROWS if row[0] == name)
        return [
            kind(
                sent,
                prefix=f"{name}-{place}",
                initial=initial[place] if place < len(initial) else None,
                use_required_attribute=False,
            )
            for place in range(most)
        ]

    def _numbered(self) -> Iterable[tuple[int, forms.Form]]:
        for rows in (self.metrics, self.products):
            yield from enumerate(rows, start=1)


def _filled(rows: Iterable[forms.Form]) -> list[dict[str, Any]]:
    """The rows in which something is written and nothing is wrong."""
    return [
        row.cleaned_data
        for row in rows
        if row.is_valid() and any(v not in {"", None} for v in row.cleaned_data.values())
    ]


def _initial(claim: Claim | None) -> dict[str, Any]:
    if claim is None:
        return {"seen": 0}
    names = ("title", "what", "part", "started_on", "ended_on", "outcome_kind", "outcome", "shared")
    values = {name: getattr(claim, name) for name in names}
    return {**values, "seen": claim.version, "criteria": [one.criterion for one in claim.criteria.all()]}


def _rows(claim: Claim | None) -> dict[str, list[dict[str, Any]]]:
    if claim is None:
        return {"metric": [], "product": []}
    return {
        "metric": [{name: getattr(one, name) for name in MetricForm.base_fields} for one in claim.metrics.all()],
        "product": [
            {name: getattr(one, name) for name in ProductForm.base_fields} for one in claim.work_products.all()
        ],
    }


def _known(measure: Yardstick) -> set[str]:
    return {one.key for one in measure.framework.criteria}


def _criteria(measure: Yardstick, claim: Claim | None) -> list[tuple[str, str]]:
    """What may be chosen: the framework's criteria, and those an older version gave this claim."""
    kept = [one.criterion for one in claim.criteria.all()] if claim else []
    keys = dict.fromkeys([*(one.key for one in measure.framework.criteria), *kept])
    return [(key, measure.title_of(key)) for key in keys]
