"""A draft's last steps: asking for a review, answering it, publishing what two people agree on."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from waypost.refusal import NotVisible
from waypost.web.frameworks.drafts import draft_of, draft_page
from waypost.web.frameworks.drafts_views import show_page
from waypost.web.frameworks.forms import AskReviewForm, ReviewForm, SeenForm
from waypost.web.frameworks.models import DraftReview
from waypost.web.frameworks.services.owning import owner_of
from waypost.web.frameworks.services.publishing import LookedAt, publish_draft
from waypost.web.frameworks.services.reviews import Looked, answer_review, ask_review
from waypost.web.ui.views import act_of, person_of


@require_POST
def review_ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask another owner to look at the draft."""
    person = person_of(request)
    draft_of(person, pk)
    owner_of(act_of(request))
    shown = draft_page(person, pk, today=timezone.localdate())
    form = AskReviewForm(request.POST, others=shown.can_look)
    if form.is_valid():
        with form.refusing():
            asked = ask_review(act_of(request), pk, reviewer=UUID(form.cleaned_data["reviewer"]))
            if asked.reviewer_id != asked.asked_by_id:
                messages.success(request, _("%s is asked to look at it.") % asked.reviewer.name)
            return redirect("frameworks:draft", pk=pk)
    return show_page(request, pk, asking=form)


@require_POST
def review_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Approve what one looked at, or say what should change."""
    review = DraftReview.objects.visible_to(person_of(request)).filter(pk=pk).first()
    if review is None:
        raise NotVisible("review", _("There is no such review."))
    form = ReviewForm(request.POST)
    if form.is_valid():
        found = form.cleaned_data
        with form.refusing():
            approve = request.POST.get("then") == "approve"
            looked = Looked(found["digest"], found["follows"])
            answer_review(act_of(request), pk, approve=approve, looked=looked, words=found["words"])
            messages.success(
                request, _("Approved.") if approve else _("Your words are with those who write the draft.")
            )
            return redirect("frameworks:draft", pk=review.draft_id)
    return show_page(request, review.draft_id, answering=form)


@require_POST
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Publish the draft, if it still is what was looked at and somebody else approved it."""
    draft_of(person_of(request), pk)
    owner_of(act_of(request))
    form = SeenForm(request.POST)
    if form.is_valid():
        seen = form.cleaned_data
        looked_at = LookedAt(seen["digest"], seen["hash"], seen["follows"])
        with form.refusing():
            row = publish_draft(act_of(request), pk, looked_at=looked_at)
            messages.success(request, _("Version %s is published.") % row.version)
            return redirect("frameworks:version", pk=row.pk)
    return show_page(request, pk, pressed=form)
