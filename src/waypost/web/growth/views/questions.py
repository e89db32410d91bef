"""“What would it take?”: asking and answering."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from waypost.refusal import NotAllowed, NotNow, Refusal
from waypost.web.growth.forms.asking import AnswerForm, QuestionForm
from waypost.web.growth.place import question_place
from waypost.web.growth.selectors.question_page import QuestionPage, question_page
from waypost.web.growth.services.questions import ask_question, give_answer, keep_answer
from waypost.web.growth.views.growing import known_ground
from waypost.web.journal.acts import Act
from waypost.web.ui.catching_up import catch_up
from waypost.web.ui.views import act_of, page, person_of


@require_http_methods(["GET", "HEAD", "POST"])
def question_ask(request: HttpRequest) -> HttpResponse:
    """Ask one's manager about a level."""
    here = known_ground(person_of(request))
    initial = {"level": request.GET.get("level") or (here.goal.level if here.goal else None)}
    form = QuestionForm(request.POST or None, here=here, initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            asked = ask_question(act_of(request), level=form.cleaned_data["level"], words=form.cleaned_data["words"])
            return redirect(question_place(asked))
    due = timezone.now() + here.framework.process.answer_within
    return page(request, "growth/question_ask.html", {"here": here, "due": due}, form)


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A question: its answer for both, and for the manager, until it is given, the answer to write."""
    reader = person_of(request)
    shown = question_page(reader, pk, now=Act(by=None).at)
    if request.method != "POST":
        form = _form(request, shown) if shown.answers else None
        return page(request, "growth/question.html", {"shown": shown}, form)
    if not shown.answers:
        raise _closed(shown)
    form = _form(request, shown)
    if form.is_valid():
        give = {"question": pk, "seen": form.cleaned_data["seen"], "lines": form.said()}
        with form.refusing():
            if request.POST.get("then") == "keep":
                keep_answer(act_of(request), **give, answer=form.cleaned_data["answer"])
            else:
                give_answer(act_of(request), **give, answer=form.cleaned_data["answer"])
            return redirect(request.path)
        shown = question_page(reader, pk, now=Act(by=None).at)
        catch_up(form, shown.question.version)
    return page(request, "growth/question.html", {"shown": shown, "mend": _places(shown)}, form)


@require_http_methods(["POST"])
def question_autosave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep what the manager has written so far; answers with a short line, and the version the form has now seen."""
    shown = question_page(person_of(request), pk, now=Act(by=None).at)
    if not shown.answers:
        raise _closed(shown)
    form = _form(request, shown)
    whole = form.is_valid()
    if "seen" not in form.cleaned_data:
        return HttpResponse(_("Not saved: reload the page."), status=422, content_type="text/plain")
    try:
        row = keep_answer(
            act_of(request),
            question=pk,
            seen=form.cleaned_data["seen"],
            lines=form.said(),
            answer=form.cleaned_data.get("answer", ""),
        )
    except Refusal as refusal:
        if refusal.status not in {409, 422}:
            raise
        return HttpResponse(refusal.sentence, status=refusal.status, content_type="text/plain")
    kept = {"version": row.version, "at": timezone.localtime(), "whole": whole}
    return render(request, "ui/parts/kept.html", kept)


def _form(request: HttpRequest, shown: QuestionPage) -> AnswerForm:
    initial = {"seen": shown.question.version, "answer": shown.question.answer}
    return AnswerForm(request.POST or None, lines=shown.lines, initial=initial)


def _closed(shown: QuestionPage) -> Refusal:
    if shown.answered:
        return NotNow("question.answered", _("This is answered, and an answer stays as it was given."))
    return NotAllowed("question.not_yours", _("The manager who was asked answers this."))


def _places(shown: QuestionPage) -> dict[str, str]:
    """Where what is missing is mended, on this page."""
    lines = {f"gap:{line.criterion.key}": f"#c-{line.criterion.key}" for line in shown.lines}
    return {**lines, "answer": "#id_answer"}
