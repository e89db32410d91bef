"""The framework as a file to keep: the forms there are, and each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from waypost.refusal import NotVisible
from waypost.web.frameworks import selectors
from waypost.web.frameworks.views import nothing_yet, shown_to
from waypost.web.ui.views import page, person_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Form:
    """One form of export: what it is called and good for, what writes it, and what the file is."""

    title: str | Promise
    about: str | Promise
    writer: str
    content_type: str
    ending: str
    of_a_level: bool = False


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "pdf": Form(_("PDF"), _("To print, or to send."), "pdf:to_pdf", "application/pdf", "pdf"),
        "xlsx": Form(
            _("Spreadsheet"),
            _("A sheet for each track, and one with every statement. Waypost reads it back."),
            "xlsx:to_xlsx",
            XLSX,
            "xlsx",
        ),
        "csv": Form(
            _("CSV"),
            _("A row for each statement. Waypost reads it back."),
            "csv:to_csv",
            "text/csv; charset=utf-8",
            "csv",
        ),
        "markdown": Form(
            _("Markdown"),
            _("For a wiki or a repository. Waypost reads it back."),
            "markdown:to_markdown",
            "text/markdown; charset=utf-8",
            "md",
        ),
        "json": Form(
            _("JSON"),
            _("The whole document, for programs. Waypost reads it as it is."),
            "json:to_json",
            "application/json",
            "json",
        ),
        "posting": Form(
            _("Text of a job posting"),
            _("What somebody will do and how they grow; nothing that is the house's own."),
            "posting:to_posting",
            "text/markdown; charset=utf-8",
            "md",
            of_a_level=True,
        ),
        "scorecard": Form(
            _("Interview scorecard"),
            _("What each criterion asks, the scale, and room for evidence."),
            "scorecard:to_scorecard",
            "text/markdown; charset=utf-8",
            "md",
            of_a_level=True,
        ),
    }
)


@require_safe
def exports(request: HttpRequest) -> HttpResponse:
    """The forms in which one can take the framework away."""
    shown = shown_to(request)
    if shown is None:
        return nothing_yet(request)
    standing = selectors.standing(person_of(request), shown.framework, day=timezone.localdate())
    return page(
        request,
        "frameworks/exports.html",
        {
            "shown": shown,
            "framework": shown.framework,
            "standing": standing,
            "whole": {key: form for key, form in FORMS.items() if not form.of_a_level},
            "of_a_level": {key: form for key, form in FORMS.items() if form.of_a_level},
        },
    )


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The framework, or the level that the address names, as a file."""
    shown, wanted = shown_to(request), FORMS.get(form)
    level = selectors.level_in(shown.framework, request.GET.get("level", "")) if shown is not None else None
    if shown is None or wanted is None or (wanted.of_a_level and level is None):
        raise NotVisible("not_found", "There is no such page.")
    module, name = wanted.writer.split(":")
    write = cast(Callable[..., str | bytes], getattr(import_module(f"waypost.report.exports.{module}"), name))
    of = (level.key,) if wanted.of_a_level and level is not None else ()
    stem = "-".join((shown.framework.name, shown.framework.version, *(part for key in of for part in (form, key))))
    headers = {"Content-Disposition": f'attachment; filename="{stem}.{wanted.ending}"'}
    return HttpResponse(write(shown.framework, *of), content_type=wanted.content_type, headers=headers)
