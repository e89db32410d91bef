"""Signing in as anybody, in demo mode: made-up people alone, and said so loudly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from waypost.refusal import NotVisible
from waypost.web.people.models import Function, Person, Position
from waypost.web.people.selectors import Standing, positions_on, titles_of
from waypost.web.people.signing_in import BACKEND

FOUND = 40


class Introduced(Protocol):
    """Somebody of the cast: their address, and who they are in a few words."""

    @property
    def email(self) -> str: ...

    @property
    def says(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Choice:
    """One person to be, and who that is."""

    person: Person
    says: str
    standing: Standing | None


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Choose whom to be. Without demo mode this address is not there; asked here again, should it ever be mounted."""
    if not settings.DEMO:
        raise NotVisible("not_found", _("There is no such page."))
    onward = request.POST.get("next") or request.GET.get("next", "")
    if request.method == "POST":
        return _as(request, onward)
    words = request.GET.get("q", "").strip()[:100]
    context = {
        "groups": _grouped(_cast()),
        "words": words,
        "found": _found(words) if words else None,
        "next": onward if _is_ours(request, onward) else "",
    }
    return render(request, "people/demo_sign_in.html", context)


def _as(request: HttpRequest, onward: str) -> HttpResponse:
    try:
        key = UUID(request.POST.get("person", ""))
    except ValueError:
        raise NotVisible("not_found", _("There is no such person.")) from None
    person = Person.objects.present().filter(pk=key).first()
    if person is None:
        raise NotVisible("not_found", _("There is no such person."))
    login(request, person, backend=BACKEND)
    # Not `redirect`, which takes a word without a slash for the name of a view.
    return HttpResponseRedirect(onward if _is_ours(request, onward) else "/")


def _is_ours(request: HttpRequest, place: str) -> bool:
    return url_has_allowed_host_and_scheme(place, allowed_hosts={request.get_host()})


def _cast() -> tuple[Choice, ...]:
    introduced: tuple[Introduced, ...] = import_string(settings.DEMO_CAST)
    people = {p.email: p for p in Person.objects.present().filter(email__in=[one.email for one in introduced])}
    standings = titles_of(person.pk for person in people.values())
    return tuple(
        Choice(people[one.email], one.says, standings.get(people[one.email].pk))
        for one in introduced
        if one.email in people
    )


def _grouped(choices: tuple[Choice, ...]) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    """The cast by what they do here: engineers, their partners, those who keep it running."""
    partners = {Function.PRODUCT.value, Function.DESIGN.value, Function.BUSINESS.value}
    groups: dict[str, list[Choice]] = {_("Engineering"): [], _("Product, design, business"): [], _("Running it"): []}
    engineering, others, running = groups.values()
    for choice in choices:
        function = choice.standing.function if choice.standing else ""
        if function == Function.ENGINEERING:
            engineering.append(choice)
        else:
            (others if function in partners else running).append(choice)
    return tuple((title, tuple(of)) for title, of in groups.items() if of)


def _found(words: str) -> tuple[Position, ...]:
    rows = positions_on().order_by("person__name")
    for word in words.split()[:6]:
        rows = rows.filter(person__name__icontains=word)
    return tuple(rows[:FOUND])
