"""What the linter says, in words of the page: how grave, which score, and a cell of the matrix of findings."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from waypost.lint.findings import Severity
from waypost.lint.score import Aspect, Score, Unit
from waypost.report.pictures.findings import FoundCell
from waypost.web.frameworks.findings import FindingsPage

register = template.Library()

SEVERITIES: Mapping[Severity, str | Promise] = MappingProxyType(
    {
        Severity.ERROR: gettext_lazy("× error"),
        Severity.WARNING: gettext_lazy("! warning"),
        Severity.INFO: gettext_lazy("i worth a look"),
    }
)
MARKS: Mapping[Severity, str] = MappingProxyType(
    {Severity.ERROR: "lost", Severity.WARNING: "wait", Severity.INFO: "plain"}
)
ASPECTS: Mapping[Aspect, str | Promise] = MappingProxyType(
    {
        Aspect.SPECIFIC: gettext_lazy("Specific"),
        Aspect.DISTINCT: gettext_lazy("Distinct"),
        Aspect.PROGRESSING: gettext_lazy("Progressing"),
        Aspect.BALANCED: gettext_lazy("Balanced"),
        Aspect.EVIDENCED: gettext_lazy("Evidenced"),
        Aspect.CURRENT: gettext_lazy("Current"),
    }
)


@register.filter
def severity_words(severity: Severity) -> str:
    """How grave a finding is, with its sign."""
    return str(SEVERITIES[severity])


@register.filter
def severity_mark(severity: Severity) -> str:
    """The look of its label."""
    return MARKS[severity]


@register.filter
def severity_count(severity: Severity, count: int) -> str:
    """`3 warnings`."""
    if severity is Severity.ERROR:
        return ngettext("%d error", "%d errors", count) % count
    if severity is Severity.WARNING:
        return ngettext("%d warning", "%d warnings", count) % count
    return _("%d worth a look") % count


@register.filter
def aspect_words(aspect: Aspect) -> str:
    """The name of a score."""
    return str(ASPECTS[aspect])


@register.filter
def score_from(score: Score) -> str:
    """How a score came about."""
    if score.points is None:
        return _("no rule that answers it looked")
    parts = []
    if score.touched:
        says = {
            Unit.STATEMENTS: _("%(touched)d of %(parts)d statements have findings"),
            Unit.CELLS: _("%(touched)d of %(parts)d cells have findings"),
            Unit.LEVELS: _("%(touched)d of %(parts)d levels have findings"),
        }[score.asked.unit]
        parts.append(says % {"touched": score.touched, "parts": score.parts})
    if score.about_all:
        parts.append(_("%d about the whole") % score.about_all)
    return ", ".join(parts) or _("nothing found")


@register.simple_tag
def found_cell(page: FindingsPage, cell: FoundCell) -> SafeString:
    """A cell of the matrix: how many findings, with the sign of the gravest, and a link to the expectation."""
    if cell.worst is None:
        return format_html('<td class="soft">{}</td>', "0" if cell.asked else "–")
    count = f"{len(cell.findings)} {cell.sign}"
    look = f"found-{cell.worst.value} shade-{cell.shade}"
    if cell.criterion is None:
        return format_html('<td class="{}">{}</td>', look, count)
    says = ngettext("%d finding", "%d findings", len(cell.findings)) % len(cell.findings)
    label = f"{cell.criterion.title}, {cell.level.title}: {says}, {cell.worst.value}"
    place = page.linked(cell.criterion.key, cell.level.key)
    return format_html('<td class="{}"><a href="{}" aria-label="{}">{}</a></td>', look, place, label, count)
