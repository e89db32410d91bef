"""How views speak: the act of a request, a page of a form, one visible row or 404; and the page of components."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.db import connection
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from waypost.refusal import NotVisible
from waypost.web.journal.acts import Act
from waypost.web.ui.forms import ActForm

if TYPE_CHECKING:
    from waypost.web.people.models import Person

M = TypeVar("M", bound=Model)


def person_of(request: HttpRequest) -> Person:
    """Who is signed in. Only for views behind `sign_in_first`, which are all but a listed few."""
    return cast("Person", request.user)


def act_of(request: HttpRequest) -> Act:
    """The act this request asks for: by whom, now by the server's clock, with the form's key."""
    return Act(by=person_of(request), at=timezone.now(), once=request.POST.get("once", "")[:64])


def one(rows: QuerySet[M], **lookup: object) -> M:
    """The single row of an already filtered queryset, or NotVisible: `one(Case.objects.visible_to(p), pk=pk)`."""
    row = next(iter(rows.filter(**lookup).order_by()[:1]), None)  # one row has no order, and sorting it is not free
    if row is None:
        raise NotVisible("not_found", "There is no such page.")
    return row


def page(request: HttpRequest, template: str, context: dict[str, Any], form: ActForm | None = None) -> HttpResponse:
    """A page; with a form it carries the form's status: 200, 409 or 422."""
    if form is not None:
        context = {**context, "form": form}
    return render(request, template, context, status=form.status if form is not None else 200)


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Whether this process answers and reaches its database; says nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
