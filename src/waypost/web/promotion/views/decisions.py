"""The decision and what follows it: its draft, its letter, its release, an appeal, a new position."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from waypost.promotion.disclosure import Part
from waypost.promotion.stages import Action, Role, Stage, check, due
from waypost.refusal import NotAllowed, NotVisible, Refusal
from waypost.web.frameworks.reading import framework_of
from waypost.web.people.fresh import signed_in_freshly
from waypost.web.people.models import Position
from waypost.web.promotion.forms.decisions import AppealForm, DecisionForm, LetterForm, PositionForm
from waypost.web.promotion.places import case_place
from waypost.web.promotion.selectors.answers import Answer, answers_seen
from waypost.web.promotion.selectors.decisions import DecisionDesk
from waypost.web.promotion.selectors.facts import facts_of
from waypost.web.promotion.selectors.sight import Sight
from waypost.web.promotion.services import decisions, moves, telling
from waypost.web.promotion.views.opening import opened
from waypost.web.promotion.views.saving import saved
from waypost.web.ui.catching_up import catch_up
from waypost.web.ui.forms import EditForm
from waypost.web.ui.views import act_of, page

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
def decision(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The decider's desk; once it is recorded, the case says what was decided."""
    sight = opened(request, pk)
    desk = DecisionDesk(sight)
    if not desk.mine:
        raise NotVisible("decision", _("There is no such page."))
    if not desk.open:
        return redirect(case_place(sight.case))
    initial = _of_the_draft(desk) | {"case_seen": sight.case.version}
    form = DecisionForm(request.POST or None, lines=desk.lines, initial=initial)
    if request.method == "POST" and request.htmx:  # type: ignore[attr-defined]
        return _autosave_decision(request, desk, form)
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            return _decided(request, desk, form)
        catch_up(form, _version(DecisionDesk(sight)))
    return page(request, "promotion/decision.html", {"desk": desk, "case": sight.case}, form)


@FORM
def letter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The letter to the candidate: written by the manager or people operations, handed over by telling."""
    sight = opened(request, pk)
    case = sight.case
    if sight.extent_in(Part.LETTER, case.round) is None:
        raise NotVisible("letter", _("There is no such page."))
    answer = next((one for one in answers_seen(sight, Part.LETTER) if one.number == case.round), None)
    writes = sight.roles & {Role.MANAGER, Role.PEOPLE_OPERATIONS}
    if answer is None or not writes or Stage(case.stage) is not Stage.DECIDED:
        return redirect(case_place(case))
    form = LetterForm(request.POST or None, initial=_of_the_letter(sight, answer))
    if request.method == "POST" and request.htmx:  # type: ignore[attr-defined]
        return _autosave_letter(request, sight, form)
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            return _written(request, sight, form)
        catch_up(form, _letter_version(sight))
    reads = sight.extent_in(Part.REASONS, case.round)
    context = {"case": case, "answer": answer, "level": _level(sight), "reads": reads}
    return page(request, "promotion/letter.html", context, form)


@FORM
def release(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Release a decision that no session releases."""
    sight = opened(request, pk)
    if not sight.roles & {Role.PEOPLE_OPERATIONS, Role.FACILITATOR}:
        raise NotAllowed("case.release.not_yours", _("People operations or the facilitator release a decision."))
    form = EditForm(request.POST or None, initial={"seen": sight.case.version})
    if request.method == "POST" and form.is_valid():
        signed_in_freshly(request)
        with form.refusing():
            telling.release_case(act_of(request), sight.case, seen=form.cleaned_data["seen"])
            messages.success(request, _("The decision is released; it can be told now."))
            return redirect(case_place(sight.case))
    return page(request, "promotion/release.html", {"case": sight.case}, form)


@FORM
def appeal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The candidate asks for a second look by other panellists."""
    sight = opened(request, pk)
    case = sight.case
    facts = facts_of(case, now=timezone.now(), reason="-", seats=sight.seats)
    if request.method != "POST":
        check(Action.APPEAL, Stage(case.stage), sight.roles, facts)
    form = AppealForm(request.POST or None, initial={"seen": case.version})
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            said = form.cleaned_data
            moves.move(act_of(request), case, Action.APPEAL, seen=said["seen"], words=said["words"])
            messages.success(request, _("Your appeal is made. Other panellists will look at the same packet."))
            return redirect(case_place(case))
    ends = due(Stage.TOLD, case.told_at, framework_of(case.framework).process) if case.told_at else None
    return page(request, "promotion/appeal.html", {"case": case, "ends": ends, "level": _level(sight)}, form)


@FORM
def position(request: HttpRequest, pk: UUID) -> HttpResponse:
    """People operations record the position that follows a yes."""
    sight = opened(request, pk)
    if Role.PEOPLE_OPERATIONS not in sight.roles:
        raise NotAllowed("position.not_yours", _("People operations record the new position."))
    form = PositionForm(request.POST or None, initial=_of_the_position(sight))
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            said = {name: form.cleaned_data[name] for name in ("seen", "from_day", "team", "manager", "title")}
            telling.record_position(act_of(request), sight.case, **said)
            messages.success(request, _("The new position is recorded."))
            return redirect(case_place(sight.case))
    return page(request, "promotion/position.html", {"case": sight.case, "level": _level(sight)}, form)


def _decided(request: HttpRequest, desk: DecisionDesk, form: DecisionForm) -> HttpResponse:
    said, text = form.cleaned_data, form.text()
    if request.POST.get("then") == "record":
        decisions.record_decision(act_of(request), desk.case, seen=said["seen"], case_seen=said["case_seen"], text=text)
        messages.success(request, _("The decision is recorded. Nobody is told yet."))
        return redirect(case_place(desk.case))
    decisions.keep_decision(act_of(request), desk.case, seen=said["seen"], text=text)
    messages.success(request, _("The draft is kept. Only you see it."))
    return redirect(request.path)


def _autosave_decision(request: HttpRequest, desk: DecisionDesk, form: DecisionForm) -> HttpResponse:
    if not form.is_valid():
        return saved(_("Not saved yet: a text is too long, or a day is not a day."))
    try:
        row = decisions.keep_decision(act_of(request), desk.case, seen=form.cleaned_data["seen"], text=form.text())
    except Refusal as refusal:
        return saved(refusal.sentence)
    return saved(_("Saved at %(at)s.") % {"at": timezone.localtime().strftime("%H:%M")}, seen=row.version)


def _of_the_draft(desk: DecisionDesk) -> dict[str, object]:
    row = desk.draft
    if row is None:
        return {"seen": 0}
    return {
        "seen": row.version,
        "outcome": row.outcome,
        "summary": row.summary,
        "dissent_answer": row.dissent_answer,
        "in_force_on": row.in_force_on,
    }


def _version(desk: DecisionDesk) -> int:
    return desk.draft.version if desk.draft else 0


def _written(request: HttpRequest, sight: Sight, form: LetterForm) -> HttpResponse:
    said = form.cleaned_data
    act = act_of(request)
    telling.keep_letter(act, sight.case, seen=said["seen"], words=said["words"])
    if request.POST.get("then") == "tell":
        moves.move(act, sight.case, Action.TELL, seen=said["case_seen"])
        messages.success(request, _("%(name)s is told.") % {"name": sight.case.candidate.name})
        return redirect(case_place(sight.case))
    messages.success(request, _("The letter is kept. The candidate sees it when they are told."))
    return redirect(request.path)


def _autosave_letter(request: HttpRequest, sight: Sight, form: LetterForm) -> HttpResponse:
    if not form.is_valid():
        return saved(_("Not saved yet: the letter is too long."))
    said = form.cleaned_data
    try:
        row = telling.keep_letter(act_of(request), sight.case, seen=said["seen"], words=said["words"])
    except Refusal as refusal:
        return saved(refusal.sentence)
    return saved(_("Saved at %(at)s.") % {"at": timezone.localtime().strftime("%H:%M")}, seen=row.version)


def _of_the_letter(sight: Sight, answer: Answer) -> dict[str, object]:
    found: dict[str, object] = {"case_seen": sight.case.version}
    if answer.letter is not None:
        return found | {"seen": answer.letter.version, "words": answer.letter.words}
    reads = sight.extent_in(Part.REASONS, sight.case.round) is not None
    words = telling.letter_start(
        answer.label,
        name=sight.case.candidate.name,
        level=_level(sight),
        reasons=[(one.title, one.words) for one in answer.reasons] if reads else [],
    )
    return found | {"seen": 0, "words": words}


def _letter_version(sight: Sight) -> int:
    answer = next((one for one in answers_seen(sight, Part.LETTER) if one.number == sight.case.round), None)
    return answer.letter.version if answer is not None and answer.letter is not None else 0


def _level(sight: Sight) -> str:
    return framework_of(sight.case.framework).level(sight.case.target_level).title


def _of_the_position(sight: Sight) -> dict[str, object]:
    case = sight.case
    open_one = Position.objects.filter(person=case.candidate, until_day=None).select_related("manager").first()
    answer = next((one for one in answers_seen(sight, Part.DECISION) if one.number == case.round), None)
    return {
        "seen": case.version,
        "from_day": answer.decision.in_force_on if answer else None,
        "title": _level(sight),
        "team": open_one.team_id if open_one else None,
        "manager": open_one.manager.email if open_one and open_one.manager else "",
    }
