"""Comments on expectations: all of them, one, making one, answering and closing it, taking it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from waypost.framework.schema import Framework
from waypost.web.frameworks import commenting, drafts, selectors
from waypost.web.frameworks.drafts_views import expectation_page
from waypost.web.frameworks.forms import AnswerForm, CommentForm
from waypost.web.frameworks.services import comments as services
from waypost.web.frameworks.services.owning import owner_of
from waypost.web.frameworks.views import show_expectation
from waypost.web.ui.views import act_of, page, person_of


@require_safe
def comment_list(request: HttpRequest) -> HttpResponse:
    """Every comment that is open, or with `?closed` those that are closed, the newest first."""
    closed = "closed" in request.GET
    rows = commenting.listed(person_of(request), closed=closed)
    more = len(rows) > commenting.LISTED
    context = {
        "rows": rows[: commenting.LISTED],
        "closed": closed,
        "more": more,
        "titles": _titles(),
        "owns": selectors.may_publish(person_of(request)),
    }
    return page(request, "frameworks/comments.html", context)


@require_POST
def comment_new(request: HttpRequest, level: str, criterion: str) -> HttpResponse:
    """Comment on an expectation of the version in force."""
    form = CommentForm(request.POST)
    if form.is_valid():
        with form.refusing():
            row = services.make_comment(
                act_of(request), level=level, criterion=criterion, words=form.cleaned_data["words"]
            )
            return redirect(f"{services.cell_place(row)}#comments")
    return show_expectation(request, level, criterion, form)


@require_POST
def draft_comment(request: HttpRequest, pk: UUID, level: str, criterion: str) -> HttpResponse:
    """Comment on an expectation of a draft."""
    draft = drafts.draft_of(person_of(request), pk)
    form = CommentForm(request.POST)
    if form.is_valid():
        with form.refusing():
            row = services.make_comment(
                act_of(request), level=level, criterion=criterion, words=form.cleaned_data["words"], draft=pk
            )
            return redirect(f"{services.cell_place(row)}#comments")
    return expectation_page(request, draft, level=level, criterion=criterion, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One comment with its answer; for an owner, to answer and close it."""
    person = person_of(request)
    row = commenting.comment_of(person, pk)
    form = AnswerForm(request.POST or None, initial={"words": row.answer})
    if request.method == "POST":
        owner_of(act_of(request))
        if form.is_valid():
            with form.refusing():
                sent = form.cleaned_data
                services.answer_comment(act_of(request), pk, words=sent["words"], resolve=sent["resolve"])
                return redirect("frameworks:comment", pk=pk)
    context = {
        "row": row,
        "place": services.cell_place(row),
        "titles": _titles(),
        "mine": row.author_id == person.pk,
        "owns": selectors.may_publish(person),
    }
    return page(request, "frameworks/comment.html", context, form)


@require_POST
def comment_take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take back one's own comment."""
    row = services.take_back_comment(act_of(request), pk)
    messages.info(request, _("Your comment is gone."))
    return redirect(services.cell_place(row))


def _titles() -> Framework | None:
    """The framework whose titles name a cell."""
    return selectors.framework_in_force(timezone.localdate())
