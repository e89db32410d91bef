"""Drafts of the framework: the list, one of them, its document, its table and its expectations."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from waypost.framework.schema import Framework
from waypost.framework.splicing import own_statements
from waypost.refusal import NotVisible, Refusal
from waypost.report.reading import matrix as matrix_
from waypost.web.frameworks import commenting, drafts, selectors
from waypost.web.frameworks.differences import differences_of
from waypost.web.frameworks.expectations import Found, expectation_at
from waypost.web.frameworks.forms import (
    AskReviewForm,
    CellForm,
    CommentForm,
    DraftForm,
    NewDraftForm,
    ReviewForm,
    SeenForm,
)
from waypost.web.frameworks.impact import may_see_impact
from waypost.web.frameworks.models import Draft
from waypost.web.frameworks.services import drafts as services
from waypost.web.frameworks.services.owning import lock_draft, owner_of
from waypost.web.frameworks.statements import as_lines
from waypost.web.frameworks.views import as_file
from waypost.web.ui.catching_up import catch_up
from waypost.web.ui.forms import ActForm
from waypost.web.ui.views import act_of, page, person_of


@require_safe
def draft_list(request: HttpRequest) -> HttpResponse:
    """The drafts one reads: all of them for an owner, those that are shown for everybody else."""
    person = person_of(request)
    rows = drafts.drafts(person)
    return page(
        request,
        "frameworks/drafts.html",
        {
            "rows": rows[: drafts.LISTED],
            "more": len(rows) > drafts.LISTED,
            "owns": selectors.may_publish(person),
            "owners": selectors.owners(day=timezone.localdate()),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def draft_new(request: HttpRequest) -> HttpResponse:
    """Begin a draft, from a document or from the version published last. Nothing is published here."""
    owner_of(act_of(request))
    last = selectors.last_published()
    initial = {"in_force_on": timezone.localdate(), "name": "" if last else _("The first version")}
    form = NewDraftForm(request.POST or None, request.FILES or None, follows=last is not None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            row = services.begin_draft(act_of(request), form.written())
            return redirect("frameworks:draft", pk=row.pk)
    return page(request, "frameworks/draft_new.html", {"last": last}, form)


@require_safe
def draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One draft: what it changes, who looked at it, and what can be done with it."""
    return show_page(request, pk)


def show_page(
    request: HttpRequest,
    pk: UUID,
    *,
    asking: AskReviewForm | None = None,
    answering: ReviewForm | None = None,
    pressed: SeenForm | None = None,
) -> HttpResponse:
    """The page of a draft. A form that was refused stands in its place and gives the page its status."""
    shown = drafts.draft_page(person_of(request), pk, today=timezone.localdate())
    seen = shown.looked_at
    refused: ActForm | None = asking or answering or pressed
    check = shown.check
    context: dict[str, Any] = {
        "shown": shown,
        "draft": shown.draft,
        "check": check,
        "titles": check.framework or (selectors.framework_in_force(timezone.localdate()) if check.errors else None),
        "differences": differences_of(check.changes) if check.changes is not None else None,
        "lines": shown.draft.text.count("\n") + 1,
        "comments": commenting.listed(person_of(request), draft=shown.draft),
        "may_see_impact": may_see_impact(person_of(request)),
        "asking": asking or AskReviewForm(others=shown.can_look),
        "answering": answering or ReviewForm(initial=seen),
        "press": SeenForm(initial=seen),
        "pressed": pressed,
    }
    return page(request, "frameworks/draft.html", context, refused)


@require_http_methods(["GET", "HEAD", "POST"])
def draft_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole document, with the errors of what is kept beside it."""
    row = _to_edit(request, pk)
    form = DraftForm(request.POST or None, initial=_initial(row))
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            kept = services.change_draft(act_of(request), pk, seen=form.cleaned_data["seen"], written=form.written())
            return redirect("frameworks:draft_edit" if drafts.errors_in(kept) else "frameworks:draft", pk=pk)
        row = drafts.draft_of(person_of(request), pk)
        catch_up(form, row.version)
    return page(request, "frameworks/draft_edit.html", {"draft": row, "errors": drafts.errors_in(row)}, form)


@require_POST
def draft_autosave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep what is being typed; answers with a short line, and the version the form has now seen."""
    _to_edit(request, pk)
    form = DraftForm(request.POST)
    if not form.is_valid():
        says = _("Not saved: mend what is marked wrong, or reload the page.")
        return HttpResponse(says, status=422, content_type="text/plain")
    try:
        row = services.keep_draft(act_of(request), pk, seen=form.cleaned_data["seen"], written=form.written())
    except Refusal as refusal:
        if refusal.status not in {409, 422}:
            raise
        return HttpResponse(refusal.sentence, status=refusal.status, content_type="text/plain")
    return render(request, "ui/parts/kept.html", {"version": row.version, "at": timezone.localtime(), "whole": True})


@require_safe
def draft_document(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The draft's document as a file, as it is kept."""
    return as_file(drafts.draft_of(person_of(request), pk).text, name="framework-draft.yaml")


@require_safe
def draft_table(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The draft as a table, one track at a time."""
    person, row = person_of(request), drafts.draft_of(person_of(request), pk)
    framework = _readable(row)
    standing = selectors.standing(person, framework, day=timezone.localdate())
    drawn = matrix_.matrix(
        framework,
        track=request.GET.get("track", ""),
        dimension=request.GET.get("dimension", ""),
        yours=standing.level,
        goal=standing.goal,
    )
    context = {
        "draft": row,
        "framework": framework,
        "matrix": drawn,
        "counts": commenting.counts(person, draft=row),
        "owns": selectors.may_publish(person),
    }
    return page(request, "frameworks/draft_table.html", context)


@require_safe
def draft_expectation(request: HttpRequest, pk: UUID, level: str, criterion: str) -> HttpResponse:
    """One expectation of a draft, beside what the version in force says, with its comments."""
    row = drafts.draft_of(person_of(request), pk)
    return expectation_page(request, row, level=level, criterion=criterion, form=CommentForm())


def expectation_page(
    request: HttpRequest, row: Draft, *, level: str, criterion: str, form: CommentForm
) -> HttpResponse:
    """The page of a draft's expectation with the form of a comment, refused or fresh."""
    person, found = person_of(request), _cell(row, level=level, criterion=criterion)
    context = {
        "draft": row,
        "found": found,
        "now": selectors.in_force_at(timezone.localdate(), level=level, criterion=criterion),
        "said": commenting.comments_at(person, level=level, criterion=criterion, draft=row),
        "owns": selectors.may_publish(person),
    }
    return page(request, "frameworks/draft_expectation.html", context, form)


@require_http_methods(["GET", "HEAD", "POST"])
def draft_cell(request: HttpRequest, pk: UUID, level: str, criterion: str) -> HttpResponse:
    """Change one expectation of a draft; the rest of the document stays as it is written."""
    row = _to_edit(request, pk)
    found, framework = _cell(row, level=level, criterion=criterion), _readable(row)
    own = own_statements(framework, criterion=criterion, level=level)
    form = CellForm(request.POST or None, initial={"seen": row.version, "statements": as_lines(own)})
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        with form.refusing():
            whole = services.change_cell(
                act_of(request),
                pk,
                seen=sent["seen"],
                criterion=criterion,
                level=level,
                statements=sent["statements"],
            )
            if not whole:
                says = _("The document was written anew to hold this, so comments of the file itself are gone from it.")
                messages.warning(request, says)
            return redirect("frameworks:draft_expectation", pk=pk, level=level, criterion=criterion)
        catch_up(form, drafts.draft_of(person_of(request), pk).version)
    context = {"draft": row, "found": found, "inherits": _inherits(found, own)}
    return page(request, "frameworks/draft_cell.html", context, form)


@require_POST
def draft_do(request: HttpRequest, pk: UUID, action: str) -> HttpResponse:
    """Show a draft to everybody, keep it among the owners, drop it, or take it up again."""
    drafts.draft_of(person_of(request), pk)
    act = act_of(request)
    owner_of(act)
    if action == "show":
        services.show_draft(act, pk, shown=True)
        messages.success(request, _("Everyone can read this draft and comment on it now."))
    elif action == "hide":
        services.show_draft(act, pk, shown=False)
        messages.success(request, _("Only the owners of the framework read this draft now."))
    elif action == "drop":
        services.drop_draft(act, pk)
        messages.info(request, _("The draft is dropped. It can be taken up again from its page."))
    elif action == "take-up":
        services.take_up_draft(act, pk)
        messages.success(request, _("The draft is open again."))
    else:
        raise NotVisible("draft.action", _("There is no such page."))
    return redirect("frameworks:draft", pk=pk)


def _to_edit(request: HttpRequest, pk: UUID) -> Draft:
    """The draft if the person may change it now; otherwise the refusal that says why not."""
    row = drafts.draft_of(person_of(request), pk)
    lock_draft(owner_of(act_of(request)), row.pk)
    return row


def _initial(row: Draft) -> dict[str, object]:
    return {
        "seen": row.version,
        "name": row.name,
        "text": row.text,
        "in_force_on": row.in_force_on,
        "notes": row.notes,
    }


def _readable(row: Draft) -> Framework:
    framework = drafts.framework_in(row)
    if framework is None:
        raise NotVisible("draft.unreadable", _("The draft's document cannot be read, so there is no such page yet."))
    return framework


def _cell(row: Draft, *, level: str, criterion: str) -> Found:
    found = expectation_at(_readable(row), level=level, criterion=criterion)
    if found is None:
        raise NotVisible("draft.no_cell", _("The draft has no such level or criterion."))
    return found


def _inherits(found: Found, own: tuple[Any, ...]) -> tuple[Any, ...]:
    """The statements that stand there without being written there."""
    whole = found.expectation.statements if found.expectation is not None else ()
    return tuple(one for one in whole if one not in own)
