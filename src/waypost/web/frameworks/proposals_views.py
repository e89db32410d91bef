"""Suggested words: suggesting them, the list, and one of them for who made it and for who decides."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from waypost.framework.splicing import own_statements
from waypost.refusal import Conflict, Malformed, Missing, NotVisible
from waypost.web.frameworks import proposing, selectors
from waypost.web.frameworks.expectations import expectation_at
from waypost.web.frameworks.forms import DecideForm, ProposalForm
from waypost.web.frameworks.reading import framework_of
from waypost.web.frameworks.services import proposals as services
from waypost.web.frameworks.services.owning import owner_of
from waypost.web.frameworks.statements import as_lines
from waypost.web.journal.acts import content_digest
from waypost.web.ui.catching_up import resend_as
from waypost.web.ui.views import act_of, page, person_of


@require_safe
def proposal_list(request: HttpRequest) -> HttpResponse:
    """The suggestions one reads, those still open or with `?all` every one."""
    person, every = person_of(request), "all" in request.GET
    rows = proposing.proposals(person, every=every)
    context = {
        "rows": rows[: proposing.LISTED],
        "more": len(rows) > proposing.LISTED,
        "every": every,
        "owns": selectors.may_publish(person),
    }
    return page(request, "frameworks/proposals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, level: str, criterion: str) -> HttpResponse:
    """Suggest other words for an expectation of the version in force."""
    today = timezone.localdate()
    version = selectors.in_force(today) or selectors.last_published()
    framework = framework_of(version) if version is not None else None
    found = expectation_at(framework, level=level, criterion=criterion) if framework is not None else None
    if framework is None or found is None:
        raise NotVisible("proposal.cell", _("There is no such expectation."))
    own = own_statements(framework, criterion=criterion, level=level)
    form = ProposalForm(request.POST or None, initial={"statements": as_lines(own)})
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            row = services.propose(
                act_of(request),
                level=level,
                criterion=criterion,
                statements=form.cleaned_data["statements"],
                why=form.cleaned_data["why"],
            )
            messages.success(request, _("Your suggestion is with the owners of the framework."))
            return redirect(services.proposal_place(row))
    return page(request, "frameworks/propose.html", {"found": found, "version": version}, form)


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One suggestion, old and new words side by side; an owner accepts it into a draft or declines it."""
    shown = proposing.proposal_page(
        person_of(request), pk, framework=selectors.framework_in_force(timezone.localdate())
    )
    form = DecideForm(request.POST or None, drafts=shown.drafts)
    if request.method == "POST":
        owner_of(act_of(request))
        if form.is_valid() and _decided(request, pk, form):
            return redirect("frameworks:proposal", pk=pk)
        if isinstance(form.refusal, Conflict):
            resend_as(form, over=content_digest(form.refusal.theirs[0][1]))
    return page(request, "frameworks/proposal.html", {"shown": shown, "row": shown.proposal}, form)


@require_POST
def proposal_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Withdraw one's own suggestion."""
    services.withdraw_proposal(act_of(request), pk)
    messages.info(request, _("Your suggestion is withdrawn."))
    return redirect("frameworks:proposal", pk=pk)


def _decided(request: HttpRequest, pk: UUID, form: DecideForm) -> bool:
    sent = form.cleaned_data
    with form.refusing():
        if request.POST.get("then") != "accept":
            services.decline_proposal(act_of(request), pk, words=sent["words"])
            return True
        if not sent.get("draft"):
            raise Malformed(
                "proposal.draft",
                _("Choose the draft that takes the words. Begin one first if there is none."),
                missing=(Missing("", "draft"),),
            )
        services.accept_proposal(act_of(request), pk, draft=UUID(sent["draft"]), over=sent["over"], words=sent["words"])
        return True
    return False
