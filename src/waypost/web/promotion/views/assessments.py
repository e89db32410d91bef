"""Asking peers, and the page of one assessment."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from waypost.promotion.disclosure import Extent, Part
from waypost.promotion.stages import Stage, due
from waypost.refusal import Conflict, Malformed, NotNow, NotVisible
from waypost.web.frameworks.reading import framework_of
from waypost.web.people.models import Person
from waypost.web.promotion.forms.assessments import PREFIX, AskForm, AssessmentForm
from waypost.web.promotion.models import Assessment, AssessmentKind, AssessmentState, Case
from waypost.web.promotion.places import assessment_place, case_place
from waypost.web.promotion.selectors.asking import asking
from waypost.web.promotion.selectors.cases import authored, cases_for
from waypost.web.promotion.selectors.parts import ASSESSMENT_PARTS
from waypost.web.promotion.selectors.sight import sight_of
from waypost.web.promotion.services import assessments
from waypost.web.promotion.views.opening import opened
from waypost.web.ui.forms import EditForm
from waypost.web.ui.views import act_of, one, page, person_of


@require_http_methods(["GET", "HEAD", "POST"])
def assessment_ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Candidate or manager asks a peer by name."""
    sight = opened(request, pk)
    assessments.refuse_asking(sight)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            peer = one(Person.objects.visible_to(person_of(request)), pk=form.cleaned_data["peer"])
            assessments.ask_peer(act_of(request), sight.case, peer=peer)
            messages.success(request, _("%(name)s is asked.") % {"name": peer.name})
            return redirect(request.path)
    found = asking(sight.case, query=request.GET.get("q", ""), day=timezone.localdate())
    return page(request, "promotion/ask.html", {"case": sight.case, "asking": found, "sight": sight}, form)


@require_http_methods(["GET", "HEAD", "POST"])
def assessment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An author writes or reads their assessment; whoever reads it as a part of the case is sent there."""
    if not authored(person_of(request)).filter(pk=pk).exists():
        return redirect(case_place(_case_of_reader(request, pk)))
    row = _own(request, pk)
    initial = {"seen": row.version, **AssessmentForm.initial_of(row.words)}
    form = _form(row, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            assessments.give(act_of(request), row, seen=form.cleaned_data["seen"], words=form.words)
            messages.success(request, _("Your assessment is given. You can change it until the packet is submitted."))
            return redirect(request.path)
    return page(request, "promotion/assessment.html", _context(row, form), form)


@require_POST
def assessment_save(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep what is being written; answers with one line, and with the version to go on from."""
    row = _own(request, pk)
    form = _form(row, request.POST)
    if not form.is_valid():
        return _saved(_("Not saved: one of the texts is too long."))
    try:
        kept = assessments.keep_words(act_of(request), row, seen=form.cleaned_data["seen"], words=form.words)
    except (Conflict, NotNow, Malformed) as refusal:
        return _saved(refusal.sentence)  # sending the form shows it in full, with both texts
    return _saved(_("Saved at %(at)s.") % {"at": timezone.localtime().strftime("%H:%M")}, seen=kept.version)


@require_POST
def assessment_decline(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A peer says that they cannot write it."""
    row = _own(request, pk)
    form = EditForm(request.POST)
    assessments.decline(act_of(request), row, seen=form.cleaned_data["seen"] if form.is_valid() else row.version)
    messages.success(request, _("You declined. Whoever asked is told that you cannot, and no reason."))
    return redirect(assessment_place(row))


def _form(row: Assessment, data: QueryDict | None, **kwargs: Any) -> AssessmentForm:
    return AssessmentForm(data, framework=framework_of(row.case.framework), level=row.case.target_level, **kwargs)


def _own(request: HttpRequest, pk: UUID) -> Assessment:
    """The author's own assessment while the case still shows it to them; 404 otherwise."""
    person = person_of(request)
    row = one(authored(person), pk=pk)
    if not sight_of(row.case, person).sees(assessments.PARTS[row.kind]):
        raise NotVisible("assessment", _("There is no such assessment."))
    return row


def _case_of_reader(request: HttpRequest, pk: UUID) -> Case:
    """The case this assessment is a part of, for somebody who sees that part or that it was asked for."""
    person = person_of(request)
    case = one(cases_for(person), assessments__pk=pk)
    kind = Assessment.objects.values_list("kind", flat=True).get(pk=pk)
    sight = sight_of(case, person)
    asked = kind == AssessmentKind.PEER and sight.sees(Part.REQUEST, Extent.ALL)
    if not asked and not sight.sees(ASSESSMENT_PARTS[kind], Extent.THEIR_CRITERIA):
        raise NotVisible("assessment", _("There is no such assessment."))
    return case


def _context(row: Assessment, form: AssessmentForm) -> dict[str, Any]:
    case, framework = row.case, framework_of(row.case.framework)
    fields = (
        (one, framework.expectation(one.key, case.target_level), form[PREFIX + one.key], row.words.get(one.key, ""))
        for one in framework.criteria_at(case.target_level)
    )
    return {
        "row": row,
        "case": case,
        "target": framework.level(case.target_level),
        "sealed": assessments.sealed(row),
        "asked": row.state == AssessmentState.ASKED,
        "declined": row.state == AssessmentState.DECLINED,
        "peer": row.kind == AssessmentKind.PEER,
        "criteria": tuple(fields),
        "due": due(Stage(case.stage), case.stage_since, framework.process, cycle_on=case.cycle_on),
    }


def _saved(says: str, *, seen: int | None = None) -> HttpResponse:
    """One line for the place beside the button; the version goes into the form's hidden field."""
    words = conditional_escape(says)
    if seen is None:
        return HttpResponse(words)
    field = '<input type="hidden" name="seen" value="{}" id="id_seen" hx-swap-oob="true">'
    return HttpResponse(format_html("{}" + field, words, seen))
