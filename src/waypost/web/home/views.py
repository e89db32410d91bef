"""Home: what waits for me and my path; how I will be evaluated; my notices."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from waypost.web.frameworks.lattice import map_of
from waypost.web.frameworks.selectors import level_in
from waypost.web.growth.selectors.waiting import open_questions
from waypost.web.home import evaluation, services
from waypost.web.home.answers import evidence_note, five_answers
from waypost.web.home.evidence import NOTHING, evidence_of
from waypost.web.home.looking_after import asked_of, duties_in_words
from waypost.web.home.notices import notice_lines, notices_of
from waypost.web.home.panels import panel_sentences
from waypost.web.home.selectors import situation_of
from waypost.web.home.situation import Situation
from waypost.web.home.waits import waiting_for
from waypost.web.journal.models import Notice
from waypost.web.ui.views import act_of, one, page, person_of

NOTICES_A_PAGE = 50
BANDS_AHEAD = 2
WAITING_SHOWN = 40  # more than anybody does in a day; what is done makes room for the rest


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What needs me now, then my path."""
    person, today = person_of(request), timezone.localdate()
    questions = open_questions(person)
    situation = situation_of(person, day=today, questions=questions)
    on_a_path = bool(situation.level) or situation.aim is not None
    # Who is on no path has no evidence to hold against one, and the query is saved for what waits.
    evidence = evidence_of(person) if on_a_path else NOTHING
    situation = replace(situation, claims=evidence.counts())
    step = situation.next_step
    waiting = waiting_for(person, today, questions=questions, situation=situation)
    return page(
        request,
        "home/home.html",
        {
            "waiting": waiting[:WAITING_SHOWN],
            "waiting_besides": len(waiting[WAITING_SHOWN:]),
            "situation": situation,
            "answers": five_answers(situation) if on_a_path else (),
            "step": step,
            "picture": _picture(situation),
            "coverage": evidence.lines(*step) if step is not None else (),
            "duties": duties_in_words(person.duty_kinds),
            "doings": () if on_a_path else asked_of(situation.function, leads=situation.leads),
        },
    )


def _picture(situation: Situation) -> SafeString | None:
    """The map with the person on it; the goal only when the framework in force still has it."""
    framework, here = situation.framework, situation.here
    if framework is None or here is None:
        return None
    goal = level_in(framework, situation.aim.level) if situation.aim is not None and not situation.reached else None
    notes = {level.key: evidence_note(framework, level, situation.claims) for level in situation.ahead}
    return map_of(framework, here=here, goal=goal, notes=notes, above=BANDS_AHEAD)


@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """How a case is judged: who sees what and when, what a packet holds, which panels sit, on which days."""
    person, today = person_of(request), timezone.localdate()
    situation = situation_of(person, day=today)
    step = situation.next_step
    framework, level = step if step is not None else (situation.framework, situation.here)
    return page(
        request,
        "home/how.html",
        {
            "framework": framework,
            "level": level,
            "panels": panel_sentences(framework, level=level) if framework is not None else (),
            "gates": evaluation.gates(framework) if framework is not None else (),
            "cycles": evaluation.cycles_shown(framework, today) if framework is not None else (),
            "moves": evaluation.moves(),
            "parts": evaluation.who_sees_what(),
        },
    )


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """What happened that concerns me, the newest first."""
    shown = Paginator(notices_of(person_of(request)), NOTICES_A_PAGE).get_page(request.GET.get("page"))
    return page(request, "home/notices.html", {"shown": shown, "lines": notice_lines(shown)})


@require_POST
def notice_open(request: HttpRequest, address: UUID) -> HttpResponse:
    """Mark a notice as read and go to what it is about."""
    notice = one(Notice.objects.visible_to(person_of(request)).select_related("event"), address=address)
    services.read_notice(act_of(request), notice)
    return redirect(notice.event.place)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark every notice as read."""
    count = services.read_every_notice(act_of(request))
    says = ngettext("%d notice is marked as read.", "%d notices are marked as read.", count)
    messages.info(request, says % count if count else _("There was nothing to mark."))
    return redirect("home:notices")
