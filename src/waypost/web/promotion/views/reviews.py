"""A panellist's review: the overview, one criterion at a time, and giving it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from waypost.promotion.panel import PanelKind
from waypost.refusal import Conflict, NotVisible, Refusal
from waypost.web.promotion.forms.reviews import RatingForm
from waypost.web.promotion.selectors.reviews import Desk, desk_of, own_reviews, reviews_seen, sheet_of
from waypost.web.promotion.services.reviews import give_review, keep_rating
from waypost.web.promotion.views.saving import saved
from waypost.web.ui.catching_up import catch_up
from waypost.web.ui.views import act_of, one, page, person_of


@require_safe
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One's own review: what is rated, what is missing; once given, what may be read."""
    desk = _desk(request, pk)
    seen = [one for panel in PanelKind for one in _seen(desk, panel)]
    return page(request, "promotion/review.html", {"desk": desk, "case": desk.case, "seen": seen})


@require_http_methods(["GET", "HEAD", "POST"])
def review_criterion(request: HttpRequest, pk: UUID, criterion: str) -> HttpResponse:
    """One criterion: what is asked, what is shown for it, and the rating. Saved on its own, and as one types."""
    desk = _desk(request, pk)
    sheet = sheet_of(desk, criterion)
    if sheet is None:
        raise NotVisible("review.criterion", _("There is no such page."))
    form = RatingForm(request.POST or None, framework=desk.framework, initial=RatingForm.initial_of(sheet.line))
    if request.method == "POST" and request.htmx:  # type: ignore[attr-defined]
        return _autosave(request, desk, criterion, form)
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            _keep(request, desk, criterion, form)
            if sheet.after is not None:
                return redirect("promotion:review_criterion", pk, sheet.after.criterion.key)
            return redirect("promotion:review", pk)
        catch_up(form, sheet.line.version)
    context = {"desk": desk, "case": desk.case, "sheet": sheet}
    return page(request, "promotion/review_criterion.html", context, form)


@require_POST
def review_give(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the review: from then on it stays."""
    desk = _desk(request, pk)
    give_review(act_of(request), desk.review)
    messages.success(request, _("Your review is given. It opens to the others when the last one is in."))
    return redirect("promotion:review", pk)


def _desk(request: HttpRequest, pk: UUID) -> Desk:
    person = person_of(request)
    desk = desk_of(one(own_reviews(person), pk=pk), person)
    if not desk.sight.anything:
        raise NotVisible("review", _("There is no such page."))
    return desk


def _seen(desk: Desk, panel: PanelKind) -> tuple[object, ...]:
    if desk.review.given_at is None or panel is PanelKind.FACILITATOR:
        return ()
    return tuple(one for one in reviews_seen(desk.sight, panel) if one.number == desk.seat.round)


def _keep(request: HttpRequest, desk: Desk, criterion: str, form: RatingForm) -> int:
    said = form.cleaned_data
    row = keep_rating(
        act_of(request),
        desk.review,
        criterion=criterion,
        seen=said["seen"],
        choice=said["choice"],
        reason=said["reason"],
    )
    return row.version


def _autosave(request: HttpRequest, desk: Desk, criterion: str, form: RatingForm) -> HttpResponse:
    if not form.is_valid():
        return saved(_("Not saved yet: the reason is too long."))
    try:
        version = _keep(request, desk, criterion, form)
    except Conflict as refusal:
        return saved(f"{refusal.sentence} {_('Save with the button to see both.')}")
    except Refusal as refusal:
        return saved(refusal.sentence)
    return saved(_("Saved at %(at)s.") % {"at": timezone.localtime().strftime("%H:%M")}, seen=version)
