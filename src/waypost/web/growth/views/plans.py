"""Plans: reading, writing, opening, checking in, marking what was promised."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from waypost.refusal import NotAllowed, NotNow, Refusal
from waypost.web.growth.forms.planning import CheckInForm, DoneForm, PlanWriter
from waypost.web.growth.models import PlanState
from waypost.web.growth.place import plan_place
from waypost.web.growth.selectors.plans import PlanPage, plan_page
from waypost.web.growth.services.plans import change_plan, check_in, keep_plan, mark_commitment, open_plan
from waypost.web.journal.acts import Act
from waypost.web.people.models import Person
from waypost.web.ui.catching_up import catch_up
from waypost.web.ui.views import act_of, page, person_of


@require_safe
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A plan as its two sides read it."""
    return shown_plan(request, page_of(person_of(request), pk), CheckInForm())


@require_http_methods(["GET", "HEAD", "POST"])
def plan_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the plan: a draft until it is opened, afterwards with an event for every change."""
    person = person_of(request)
    shown = _kept(person, pk)
    if request.method != "POST":
        return _writing(request, PlanWriter(shown))
    writer = PlanWriter(shown, sent=request.POST)
    if writer.is_valid():
        seen, text, act = writer.form.cleaned_data["seen"], writer.text(), act_of(request)
        with writer.form.refusing():
            if shown.plan.state != PlanState.DRAFT:
                change_plan(act, plan=pk, seen=seen, text=text)
            elif request.POST.get("then") == "open":
                open_plan(act, plan=pk, seen=seen, text=text)
            else:
                keep_plan(act, plan=pk, seen=seen, text=text)
            return redirect("growth:plan", pk)
        catch_up(writer.form, page_of(person, pk).plan.version)
    return _writing(request, writer)


@require_POST
def plan_autosave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep a draft as it is typed; answers with a short line, and the version the form has now seen."""
    writer = PlanWriter(_kept(person_of(request), pk), sent=request.POST)
    text, seen = writer.text(), writer.form.cleaned_data.get("seen")
    if seen is None:
        return HttpResponse(_("Not saved: reload the page."), status=422, content_type="text/plain")
    try:
        row = keep_plan(act_of(request), plan=pk, seen=seen, text=text)
    except Refusal as refusal:
        if refusal.status not in {409, 422}:
            raise
        return HttpResponse(refusal.sentence, status=refusal.status, content_type="text/plain")
    kept = {"version": row.version, "at": timezone.localtime(), "whole": writer.is_valid()}
    return render(request, "ui/parts/kept.html", kept)


@require_POST
def plan_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open the plan to the person it is for."""
    return redirect(plan_place(open_plan(act_of(request), plan=pk)))


@require_POST
def plan_check_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note a look at the plan."""
    shown = page_of(person_of(request), pk)
    form = CheckInForm(request.POST)
    if form.is_valid():
        with form.refusing():
            check_in(act_of(request), plan=pk, words=form.cleaned_data["words"])
            return redirect("growth:plan", pk)
    return shown_plan(request, shown, form)


@require_POST
def commitment_mark(request: HttpRequest, address: UUID) -> HttpResponse:
    """Say that a commitment was kept or broken, or open it again."""
    marked = mark_commitment(act_of(request), commitment=address, state=request.POST.get("state", ""))
    return redirect("growth:plan", marked.plan_id)


def page_of(person: Person, pk: UUID) -> PlanPage:
    """The plan as somebody reads it today."""
    return plan_page(person, pk, today=Act(by=None).today)


def _kept(person: Person, pk: UUID) -> PlanPage:
    shown = page_of(person, pk)
    if not shown.keeps:
        raise NotAllowed("plan.not_yours", _("Your manager writes the plan. Say what you would change in a check-in."))
    if shown.ending or shown.done:
        raise NotNow("plan.not_open", _("Only an open plan is changed. One of you has said that this one is done."))
    return shown


def shown_plan(
    request: HttpRequest, shown: PlanPage, form: CheckInForm, *, done: DoneForm | None = None
) -> HttpResponse:
    """The page of a plan, with the form that is being sent, if one is."""
    done_form = done or DoneForm(initial={"seen": shown.plan.version})
    context = {"shown": shown, "mend": _places(shown), "done_form": done_form}
    sent = done if done is not None and done.status != 200 else form  # its status is the page's
    return page(request, "growth/plan.html", context | {"check_form": form}, sent)


def _writing(request: HttpRequest, writer: PlanWriter) -> HttpResponse:
    places = {f"gap:{row.shown.gap.criterion}": f"#g-{row.shown.gap.criterion}" for row in writer.gaps}
    context = {
        "writer": writer,
        "shown": writer.page,
        "mend": {**places, "next_look": "#id_next_look_on"},
    }
    return page(request, "growth/plan_edit.html", context, writer.form)


def _places(shown: PlanPage) -> dict[str, str]:
    edit = f"{plan_place(shown.plan)}edit/"
    gaps = {f"gap:{gap.gap.criterion}": f"{edit}#g-{gap.gap.criterion}" for gap in shown.gaps}
    return {**gaps, "next_look": f"{edit}#id_next_look_on", "commitments": "#commitments"}
