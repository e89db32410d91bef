"""Reading the framework: the table, two levels side by side, the lattice, one expectation, the versions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from waypost.refusal import NotVisible
from waypost.report.pictures.lattice import table_of_lattice
from waypost.report.reading import comparing, searching
from waypost.report.reading import matrix as matrix_
from waypost.web.frameworks import commenting, selectors
from waypost.web.frameworks.differences import differences
from waypost.web.frameworks.expectations import expectation_at
from waypost.web.frameworks.forms import CommentForm
from waypost.web.frameworks.impact import may_see_impact
from waypost.web.frameworks.lattice import map_of
from waypost.web.frameworks.models import FrameworkVersion
from waypost.web.frameworks.reading import framework_of
from waypost.web.ui.views import one, page, person_of


def shown_to(request: HttpRequest) -> selectors.Shown | None:
    """The version the address asks for, or the one in force; None while nothing is published."""
    return selectors.shown(person_of(request), day=timezone.localdate(), version=request.GET.get("version", ""))


def nothing_yet(request: HttpRequest) -> HttpResponse:
    person, today = person_of(request), timezone.localdate()
    owners = selectors.owners(day=today)
    return page(
        request, "frameworks/nothing_yet.html", {"owners": owners, "may_publish": selectors.may_publish(person)}
    )


VERSIONS_SHOWN = 100  # decades of them


@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """What every criterion asks, one track at a time."""
    shown = shown_to(request)
    if shown is None:
        return nothing_yet(request)
    person, framework = person_of(request), shown.framework
    standing = selectors.standing(person, framework, day=timezone.localdate())
    drawn = matrix_.matrix(
        framework,
        track=request.GET.get("track", ""),
        dimension=request.GET.get("dimension", ""),
        yours=standing.level,
        goal=standing.goal,
    )
    return page(
        request,
        "frameworks/matrix.html",
        {
            "shown": shown,
            "framework": framework,
            "matrix": drawn,
            "standing": standing,
            "counts": commenting.counts(person),
            "may_publish": selectors.may_publish(person),
        },
    )


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two levels side by side. Without a choice: mine and my goal, or mine and the first one up from it."""
    shown = shown_to(request)
    if shown is None:
        return nothing_yet(request)
    framework = shown.framework
    standing = selectors.standing(person_of(request), framework, day=timezone.localdate())
    source, target = comparing.two_levels(
        framework,
        source=request.GET.get("from", ""),
        target=request.GET.get("to", ""),
        yours=standing.level,
        goal=standing.goal,
    )
    groups = comparing.compare(framework, source, target)
    return page(
        request,
        "frameworks/compare.html",
        {
            "shown": shown,
            "framework": framework,
            "standing": standing,
            "source": source,
            "target": target,
            "groups": groups,
            "counts": comparing.how_many(groups),
        },
    )


@require_safe
def lattice(request: HttpRequest) -> HttpResponse:
    """The map of positions and the moves between them, and the same as a table."""
    shown = shown_to(request)
    if shown is None:
        return nothing_yet(request)
    standing = selectors.standing(person_of(request), shown.framework, day=timezone.localdate())
    return page(
        request,
        "frameworks/lattice.html",
        {
            "shown": shown,
            "framework": shown.framework,
            "standing": standing,
            "picture": map_of(shown.framework, here=standing.level, goal=standing.goal, query=shown.query),
            "lines": table_of_lattice(shown.framework),
        },
    )


MOST_FOUND = 100


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Where the words of `q` stand in the framework."""
    shown = shown_to(request)
    if shown is None:
        return nothing_yet(request)
    query = request.GET.get("q", "")[: searching.LONGEST]
    return page(
        request,
        "frameworks/search.html",
        {
            "shown": shown,
            "framework": shown.framework,
            "query": query,
            "results": searching.find(shown.framework, query, most=MOST_FOUND),
        },
    )


@require_safe
def expectation(request: HttpRequest, level: str, criterion: str) -> HttpResponse:
    """One expectation, at an address that can be pasted into a chat."""
    return show_expectation(request, level, criterion, CommentForm())


def show_expectation(request: HttpRequest, level: str, criterion: str, form: CommentForm) -> HttpResponse:
    """The page of an expectation with the form of a comment, refused or fresh."""
    person, shown = person_of(request), shown_to(request)
    found = expectation_at(shown.framework, level=level, criterion=criterion) if shown else None
    if shown is None or found is None:
        # A link in a chat outlives a level: show the last version that had it.
        version = selectors.last_with(person, level=level, criterion=criterion)
        place = reverse("frameworks:expectation", args=[level, criterion])
        return redirect(f"{place}?version={version.version}")
    context = {
        "shown": shown,
        "framework": shown.framework,
        "standing": selectors.standing(person, shown.framework, day=timezone.localdate()),
        "found": found,
        "said": commenting.comments_at(person, level=level, criterion=criterion),
        # What is said is said of the version in force; before the first day, of the one to come.
        "may_say": shown.in_force or selectors.in_force(timezone.localdate()) is None,
    }
    return page(request, "frameworks/expectation.html", context, form)


@require_safe
def versions(request: HttpRequest) -> HttpResponse:
    """Every published version, the newest first."""
    person, today = person_of(request), timezone.localdate()
    rows = list(selectors.versions().visible_to(person)[: VERSIONS_SHOWN + 1])
    if not rows:
        return nothing_yet(request)
    return page(
        request,
        "frameworks/versions.html",
        {
            "rows": rows[:VERSIONS_SHOWN],
            "shown": VERSIONS_SHOWN if len(rows) > VERSIONS_SHOWN else None,
            "in_force": next((row for row in rows if row.in_force_on <= today), None),
            "may_publish": selectors.may_publish(person),
        },
    )


@require_safe
def version(request: HttpRequest, pk: str) -> HttpResponse:
    """One version: who published it, from when it counts, and what it changed, against the one before or any other."""
    person = person_of(request)
    row = one(selectors.versions().visible_to(person), pk=pk)
    others = [other for other in selectors.versions().visible_to(person)[: VERSIONS_SHOWN + 1] if other != row]
    before, against = selectors.before(row), request.GET.get("against", "")
    if against:
        before = next((other for other in others if other.version == against), None)
        if before is None:
            raise NotVisible("not_found", "There is no such page.")
    framework = framework_of(row)
    return page(
        request,
        "frameworks/version.html",
        {
            "row": row,
            "before": before,
            "others": others,
            "may_see_impact": before is not None and may_see_impact(person),
            "may_see_findings": selectors.may_publish(person),
            "against": against,
            "framework": framework,
            "differences": differences(framework_of(before), framework) if before is not None else None,
            "current": selectors.in_force(timezone.localdate()) == row,
        },
    )


@require_safe
def version_document(request: HttpRequest, pk: str) -> HttpResponse:
    """The document of a version, byte for byte."""
    row = one(FrameworkVersion.objects.visible_to(person_of(request)), pk=pk)
    return as_file(row.document, name=f"{row.name}-{row.version}.yaml")


def as_file(text: str, *, name: str) -> HttpResponse:
    """`text` as a file to keep, never as a page."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text.encode(), content_type="text/yaml; charset=utf-8", headers=headers)
