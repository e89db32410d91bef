"""The page of components: every one in every state, so that the next page is assembled and not drawn anew."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from waypost.report.pictures.lattice import draw_lattice, table_of_lattice
from waypost.report.pictures.lattice_plan import Standing
from waypost.report.pictures.ratings import draw_apart, draw_spread
from waypost.web.ui import samples
from waypost.web.ui.views import page

STANDING = Standing(
    here="senior",
    goal="staff",
    notes={"staff": "9 of 12 shown", "staff-strategic": "5 of 12 shown", "manager": "3 of 11 shown"},
    links={"staff": "#staff"},
)


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component, with real, long, empty and foreign content."""
    return page(request, "ui/components.html", {**_values(), **_pictures()})


def _values() -> dict[str, Any]:
    now = timezone.now()
    today = timezone.localdate()
    framework = samples.framework()
    return {
        "now": now,
        "today": today,
        "long_name": samples.LONG_NAME,
        "hostile": samples.HOSTILE,
        "prose": samples.PROSE,
        "ada": samples.Named("Ada Okafor"),
        "nobody": samples.Named(samples.LONG_NAME),
        "levels": tuple(framework.level(key) for key in ("staff", "staff-strategic", "staff-specialist", "manager")),
        "asked": framework.expectation(framework.criteria[0].key, "staff"),
        "waiting": samples.waiting(now),
        "claims": samples.claims(today),
        "covered": samples.coverage(today),
        "gate": samples.GATE,
        "steps": samples.STEPS,
        "conflict": samples.CONFLICT,
        "empty_form": samples.ClaimSample(),
        "filled_form": samples.filled_form(),
        "refused_form": samples.refused_form(),
        "places_to_mend": {"attest": "#attest"},
    }


def _pictures() -> dict[str, Any]:
    framework = samples.framework()
    near = Standing(here="senior", goal="staff", above=2)
    scale = tuple(enumerate(samples.SCALE))
    return {
        "map": draw_lattice(
            framework,
            title="Lattice of positions",
            says="You are a Senior Engineer. Four moves are open from here; Staff Engineer is your goal.",
            standing=STANDING,
            key="whole",
        ),
        "near": draw_lattice(
            framework,
            title="Lattice around you",
            says="You are a Senior Engineer; your goal is Staff Engineer.",
            standing=near,
            key="near",
        ),
        "lines": table_of_lattice(framework, standing=STANDING),
        "links": STANDING.links,
        "spread": draw_spread(
            samples.SPREADS,
            scale=samples.SCALE,
            bar=2,
            title="Ratings by criterion",
            says="Most raters chose steady at this level; on running in production they differ.",
        ),
        "spread_heads": ("Criterion", "Panel", *samples.SCALE, "Raters"),
        "spread_lines": tuple((one.criterion, one.panel, *one.counts, one.raters) for one in samples.SPREADS),
        "apart": draw_apart(
            samples.APART,
            scale=tuple((float(number), words) for number, words in scale),
            title="The panels against each other",
            says="The panels differ by one point on technical execution and agree on impact.",
        ),
        "apart_heads": ("What was rated", "Technical panel", "Strategic panel"),
        "apart_lines": tuple((one.title, one.technical, one.strategic) for one in samples.APART),
    }
