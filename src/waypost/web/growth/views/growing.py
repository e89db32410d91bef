"""The growth page, setting a goal, and writing feedback."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from waypost.refusal import NotNow
from waypost.web.evidence.selectors import people_named, with_position
from waypost.web.frameworks.selectors import framework_in_force
from waypost.web.growth.forms.asking import GoalForm
from waypost.web.growth.forms.feedback import FeedbackForm
from waypost.web.growth.place import Ground, ground
from waypost.web.growth.selectors.newer import newer_for
from waypost.web.growth.selectors.page import feedback_of, growth_of
from waypost.web.growth.services.feedback import give_feedback
from waypost.web.growth.services.goals import set_goal
from waypost.web.journal.acts import Act
from waypost.web.people.models import Person
from waypost.web.ui.views import act_of, page, person_of


@require_safe
def growth(request: HttpRequest) -> HttpResponse:
    """One's own growth, and what one owes those one leads."""
    now = Act(by=None)
    shown = growth_of(person_of(request), now=now.at, today=now.today)
    return page(request, "growth/growth.html", {"shown": shown})


@require_http_methods(["GET", "HEAD", "POST"])
def goal_set(request: HttpRequest) -> HttpResponse:
    """Choose the level to work towards."""
    here = known_ground(person_of(request))
    initial = {"level": request.GET.get("level") or (here.goal.level if here.goal else None)}
    form = GoalForm(request.POST or None, here=here, initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            set_goal(act_of(request), level=form.cleaned_data["level"])
            return redirect("growth:growth")
    return page(request, "growth/goal_set.html", {"here": here}, form)


@require_safe
def goal_newer(request: HttpRequest) -> HttpResponse:
    """What the version in force changes for somebody whose goal is pinned to an older one; moving it is their act."""
    shown = newer_for(person_of(request), today=Act(by=None).today)
    return page(request, "growth/goal_newer.html", {"shown": shown})


@require_safe
def feedback(request: HttpRequest) -> HttpResponse:
    """Everything one was told and told others."""
    shown = feedback_of(person_of(request), page=request.GET.get("page", "1"))
    return page(request, "growth/feedback.html", {"shown": shown})


@require_http_methods(["GET", "HEAD", "POST"])
def feedback_give(request: HttpRequest) -> HttpResponse:
    """Write to a colleague, found by name or given by `to`."""
    person, today = person_of(request), Act(by=None).today
    framework = framework_in_force(today)
    if framework is None:
        raise NotNow("framework.none", _("No framework is in force yet, so there is no criterion to write about."))
    words = request.GET.get("q", "").strip()[:80]
    found = _found(request, person)
    form = FeedbackForm(
        request.POST or None,
        found=found,
        framework=framework,
        initial={"criterion": request.GET.get("criterion")},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with form.refusing():
            given = give_feedback(
                act_of(request),
                about=UUID(said["about"]),
                criterion=said["criterion"],
                words=said["words"],
                to_grow=said["to_grow"] == "grow",
            )
            messages.success(request, _("%(name)s can read it now.") % {"name": given.about.name})
            return redirect("growth:growth")
    return page(request, "growth/feedback_give.html", {"words": words, "found": found, "searched": bool(words)}, form)


def known_ground(person: Person) -> Ground:
    """Where somebody stands; NotNow when there is nothing to stand on, with who can mend that."""
    here = ground(person, day=timezone.localdate())
    if here is None:
        raise NotNow("framework.none", _("No framework is in force yet, so there is no level to work towards."))
    if not here.known:
        raise NotNow(
            "growth.no_level", _("Your position has no level in this framework. People operations can mend that.")
        )
    return here


def _found(request: HttpRequest, person: Person) -> list[Person]:
    today = timezone.localdate()
    words, to = request.GET.get("q", "").strip()[:80], request.GET.get("to", "")
    if words or not to:
        return people_named(person, words, day=today)
    try:
        wanted = UUID(to)
    except ValueError:
        return []
    present = Person.objects.visible_to(person).present(today).exclude(pk=person.pk).filter(pk=wanted)
    return list(with_position(present, day=today))
