"""The page of a case, its moves, the choice of claims, and the packet for print."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from waypost.promotion.disclosure import Extent, Part
from waypost.promotion.stages import Action, Stage, Step, check, next_steps, transition_of
from waypost.refusal import NotVisible
from waypost.web.people.models import Person
from waypost.web.promotion.forms.moves import ClaimsForm, MoveForm, NominateForm
from waypost.web.promotion.places import case_place, mends
from waypost.web.promotion.selectors.choosing import choosing
from waypost.web.promotion.selectors.facts import facts_of
from waypost.web.promotion.selectors.nominating import nominee
from waypost.web.promotion.selectors.pages import case_page, packet_page
from waypost.web.promotion.selectors.sight import Sight
from waypost.web.promotion.selectors.withheld import as_told
from waypost.web.promotion.services import moves, packets
from waypost.web.promotion.services.nominations import nominate as nominate_person
from waypost.web.promotion.services.nominations import refuse_stranger
from waypost.web.promotion.views.opening import opened
from waypost.web.ui.views import act_of, one, page, person_of

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A case, as much of it as this person sees; `?criterion=` shows one criterion."""
    found = case_page(opened(request, pk), now=timezone.now(), criterion=request.GET.get("criterion", ""))
    return page(request, "promotion/case.html", {"page": found, "case": found.case, "parts": found.parts})


@FORM
def case_act(request: HttpRequest, pk: UUID, action: str) -> HttpResponse:
    """One move: asked in words, then made."""
    sight = opened(request, pk)
    known = _action(action)
    transition = transition_of(known)
    form = MoveForm(request.POST or None, transition=transition, initial={"seen": sight.case.version})
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            words = form.cleaned_data.get("words", "")
            moves.move(act_of(request), sight.case, known, seen=form.cleaned_data["seen"], words=words)
            messages.success(request, _("Done: “%(what)s”.") % {"what": transition.label})
            return redirect(case_place(sight.case))
    step = Step(transition=transition, missing=()) if form.is_bound else _offered(sight, known)
    context = {"case": sight.case, "step": step, "mends": mends(sight, ())}
    return page(request, "promotion/act.html", context, form)


@FORM
def nominate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A manager nominates one of their people."""
    person = person_of(request)
    candidate = one(Person.objects.visible_to(person).present(timezone.localdate()), pk=pk)
    about = nominee(candidate, day=timezone.localdate())
    refuse_stranger(act_of(request), about)
    form = NominateForm(request.POST or None, levels=[level for level, _version in about.levels()])
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            level, why = form.cleaned_data["target_level"], form.cleaned_data["why"]
            made = nominate_person(act_of(request), candidate, target_level=level, why=why)
            messages.success(request, _("%(name)s is asked whether they accept.") % {"name": candidate.name})
            return redirect(case_place(made))
    return page(request, "promotion/nominate.html", {"about": about}, form)


@FORM
def case_claims(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The candidate chooses what goes into the packet."""
    sight = opened(request, pk)
    packets.refuse_choosing(sight)
    found = choosing(sight.case, criterion=request.GET.get("criterion", ""))
    initial = {"seen": sight.case.version, "claims": [str(key) for key in found.chosen]}
    form = ClaimsForm(request.POST or None, offered=found.claims, initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            claims = [UUID(key) for key in form.cleaned_data["claims"]]
            packets.choose_claims(act_of(request), sight.case, claims=claims, seen=form.cleaned_data["seen"])
            messages.success(request, _("The packet holds %(number)s claims.") % {"number": len(claims)})
            return redirect(case_place(sight.case))
    picked = {str(key) for key in form["claims"].value() or ()}
    return page(request, "promotion/claims.html", {"case": sight.case, "choosing": found, "picked": picked}, form)


@require_safe
def packet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The packet on one page, made for print: what this person sees of it, criterion by criterion."""
    sight = opened(request, pk)
    if not sight.sees(Part.CLAIMS, Extent.THEIR_CRITERIA):
        raise NotVisible("packet", _("There is no such packet."))
    found = packet_page(sight, now=timezone.now())
    return page(request, "promotion/packet.html", {"page": found, "case": found.case, "parts": found.parts})


def _action(word: str) -> Action:
    if word == Action.NOMINATE or word not in set(Action):
        raise NotVisible("case.action", _("There is no such action."))
    return Action(word)


def _offered(sight: Sight, action: Action) -> Step:
    """The step as it is offered now; raises what the table says when it is not."""
    stage = Stage(sight.case.stage)
    facts = as_told(facts_of(sight.case, now=timezone.now(), reason="-", seats=sight.seats), sight)
    for step in next_steps(stage, sight.roles, facts):
        if step.transition.action is action:
            return step
    return Step(transition=check(action, stage, sight.roles, facts), missing=())
