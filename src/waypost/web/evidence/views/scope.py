"""Scope documents: one's own by quarter, one version with what changed, and writing the next."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from waypost.refusal import NotNow
from waypost.web.evidence.forms.scope import ScopeForm
from waypost.web.evidence.models import ScopeDocument
from waypost.web.evidence.quarters import open_for_writing, quarter_of, read_quarter
from waypost.web.evidence.selectors.scope import changes, document_before, newest_document, scope_due, scope_quarters
from waypost.web.evidence.services.scope import save_scope_document, scope_place
from waypost.web.evidence.views.claims import whose
from waypost.web.evidence.yardstick import yardstick
from waypost.web.journal.acts import Act
from waypost.web.people.models import Person
from waypost.web.ui.catching_up import catch_up
from waypost.web.ui.views import act_of, one, page, person_of


@require_safe
def scope(request: HttpRequest) -> HttpResponse:
    """Somebody's scope documents by quarter: one's own, or a report's."""
    reader, today = person_of(request), Act(by=None).today
    of = whose(reader, request.GET.get("of", ""))
    quarters = scope_quarters(reader, of=of)
    measure = yardstick(of, day=today)
    newest = max((one.newest.saved_at.date() for one in quarters), default=None)
    due = scope_due(measure.framework, level=measure.mine, newest=newest) if measure else None
    context = {"of": of, "mine": of == reader, "quarters": quarters, "due": due, "now": str(quarter_of(today))}
    return page(request, "evidence/scope.html", context)


@require_safe
def scope_document(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One version, and what changed since the one before."""
    reader = person_of(request)
    row = one(ScopeDocument.objects.visible_to(reader).select_related("person"), pk=pk)
    before = document_before(row)
    context = {
        "document": row,
        "mine": row.person_id == reader.pk,
        "before": before,
        "passages": changes(before.body, row.body) if before else (),
    }
    return page(request, "evidence/scope_document.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def scope_edit(request: HttpRequest) -> HttpResponse:
    """Write this quarter's document, or the last one's; each save is a version."""
    person, today = person_of(request), Act(by=None).today
    quarter = _quarter(request, today_quarters=[str(one) for one in open_for_writing(today)])
    form = ScopeForm(request.POST or None, initial=_start(person, quarter))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with form.refusing():
            saved = save_scope_document(act_of(request), quarter=said["quarter"], seen=said["seen"], body=said["body"])
            return redirect(scope_place(saved))
        catch_up(form, _versions(person, quarter) + 1)
    context = {"quarter": quarter, "open": [str(one) for one in open_for_writing(today)]}
    return page(request, "evidence/scope_edit.html", context, form)


def _quarter(request: HttpRequest, *, today_quarters: list[str]) -> str:
    asked = request.POST.get("quarter") or request.GET.get("quarter") or today_quarters[0]
    if read_quarter(asked) is None or asked not in today_quarters:
        raise NotNow("scope_document.closed", _("Only this quarter's document and the last one can be written."))
    return asked


def _start(person: Person, quarter: str) -> dict[str, object]:
    newest = newest_document(person)
    return {"quarter": quarter, "seen": _versions(person, quarter) + 1, "body": newest.body if newest else ""}


def _versions(person: Person, quarter: str) -> int:
    return ScopeDocument.objects.filter(person=person, quarter=quarter).count()
