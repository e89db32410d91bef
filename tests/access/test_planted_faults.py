"""The gate tried: each fault planted here has to be found by the comparison that the other tests make.

Nothing in this file is a way the application works. Every patch is undone after its test.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from tests.access.addresses import Address, addresses_at
from tests.access.crossing import cross, differences
from tests.access.sending import SENDINGS
from tests.access.test_sending import _refused
from tests.access.unchanged import changed, everything
from tests.access.world import World, world_at

from waypost.promotion import disclosure, stages
from waypost.promotion.disclosure import Disclosure, Extent, Part
from waypost.promotion.terms import Role, Stage
from waypost.web.evidence.models import AttestationQuerySet, Claim, ClaimQuerySet
from waypost.web.evidence.selectors import claim_page
from waypost.web.growth.models import PlanQuerySet, QuestionQuerySet
from waypost.web.journal.models import Notice
from waypost.web.people.models import Person
from waypost.web.promotion.models import AssessmentQuerySet, CaseQuerySet, ReviewQuerySet, SeatQuerySet
from waypost.web.promotion.selectors import cases
from waypost.web.ui import views

pytestmark = pytest.mark.django_db
Patch = pytest.MonkeyPatch


def _all(patch: Patch, of: type) -> None:
    patch.setattr(of, "visible_to", lambda self, person: self.all())


def _seats_that_were_left_count(patch: Patch) -> None:
    patch.setattr(SeatQuerySet, "opening_to", lambda self, person: self.filter(person=person))
    real = cases.Seat.objects.filter

    def without_left(*args: object, **kwargs: object) -> object:
        kwargs.pop("left_at", None)
        return real(*args, **kwargs)

    patch.setattr(cases.Seat.objects, "filter", without_left)


def _disclosed(patch: Patch, role: Role, *parts: Part) -> None:
    rows = (Disclosure(role, part, Extent.ALL, frozenset(Stage)) for part in parts)
    patch.setattr(disclosure, "DISCLOSURES", (*disclosure.DISCLOSURES, *rows))


def _sealed_no_more(patch: Patch) -> None:
    rows = tuple(replace(row, when=disclosure.When.ALWAYS) for row in disclosure.DISCLOSURES)
    patch.setattr(disclosure, "DISCLOSURES", rows)


def _roles_add_up(patch: Patch) -> None:
    """Being the subject does not beat other roles any more."""
    patch.setattr(disclosure, "effective_roles", frozenset)
    patch.setattr(cases, "effective_roles", frozenset)


def _leavers_stay(patch: Patch) -> None:
    patch.setattr(Person, "is_active", property(lambda self: True))


def _duties_for_all(patch: Patch) -> None:
    patch.setattr(Person, "holds", lambda self, kind: True)


FAULTS: dict[str, tuple[str, str, Callable[[Patch], None]]] = {
    "every case visible to everybody and its stranger a calibrator": (
        "told",
        "lena",
        lambda patch: (_all(patch, CaseQuerySet), patch.setattr(cases, "NO_ROLES", frozenset()), _everybody(patch))[0],
    ),
    "every claim visible": ("told", "lena", lambda patch: _all(patch, ClaimQuerySet)),
    "every confirmation visible": ("told", "kim", lambda patch: _all(patch, AttestationQuerySet)),
    "every question visible": ("told", "jun", lambda patch: _all(patch, QuestionQuerySet)),
    "every plan visible": ("told", "ada", lambda patch: _all(patch, PlanQuerySet)),
    "every assessment visible": ("submitted", "jun", lambda patch: _all(patch, AssessmentQuerySet)),
    "every review visible": ("in_review", "chen", lambda patch: _all(patch, ReviewQuerySet)),
    "a seat that was left still opens": ("in_review", "ravi", _seats_that_were_left_count),
    "the candidate reads technical reviews": (
        "told",
        "ada",
        lambda patch: _disclosed(patch, Role.CANDIDATE, Part.TECHNICAL_REVIEWS),
    ),
    "the manager reads the room's notes": (
        "in_calibration",
        "ben",
        lambda patch: _disclosed(patch, Role.MANAGER, Part.CALIBRATION_NOTES),
    ),
    "the candidate reads the answer early": (
        "decided",
        "ada",
        lambda patch: _disclosed(patch, Role.CANDIDATE, Part.DECISION, Part.REASONS),
    ),
    "reviews are not sealed": ("in_review", "dana", _sealed_no_more),
    "the candidate's other roles count": ("told", "ada who calibrates", _roles_add_up),
    "everybody has every duty": ("told", "lena", _duties_for_all),
    "who left is still let in": ("told", "mia", _leavers_stay),
}


_NEAREST = {
    "every claim visible": "evidence:claim",
    "every confirmation visible": "evidence:",
    "every question visible": "growth:",
    "every plan visible": "growth:",
    "everybody has every duty": ("people:", "journal:"),
    "who left is still let in": ("home:", "promotion:"),
}


def _everybody(patch: Patch) -> None:
    patch.setattr(cases, "effective_roles", lambda roles: frozenset({Role.CALIBRATOR}))


@pytest.mark.parametrize("fault", FAULTS)
def test_planted_fault_is_found(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    moment, viewer, plant = FAULTS[fault]
    world = world_at(moment)
    nearest = [one for one in addresses_at(world) if one.route.startswith(_NEAREST.get(fault, "promotion:"))]
    assert _found(world, viewer, nearest) == []
    plant(monkeypatch)
    assert _found(world, viewer, nearest) != []


def _found(world: World, viewer: str, nearest: list[Address]) -> list[str]:
    with transaction.atomic():
        found = differences(world, viewer, cross(world, viewer, nearest), elsewhere=None)
        transaction.set_rollback(True)
    return found


def test_planted_view_that_takes_any_row_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A view that asks the table and not `visible_to`."""
    world = world_at("told")
    nearest = [one for one in addresses_at(world) if one.route == "evidence:claim"]
    assert _found(world, "lena", nearest) == []
    naive = SimpleNamespace(visible_to=lambda person: Claim._base_manager.all())
    monkeypatch.setattr(claim_page, "Claim", SimpleNamespace(objects=naive))
    assert _found(world, "lena", nearest) != []


def test_planted_body_is_read_by_the_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A header that names an object is found like a body that does."""
    world, real = world_at("told"), views.render
    pk = str(world.the_case.pk)

    def named(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = real(request, *args, **kwargs)  # type: ignore[arg-type]
        response["ETag"] = f'"{pk}"'
        return response

    monkeypatch.setattr(views, "render", named)
    boards = [one for one in addresses_at(world) if one.route == "promotion:board"]
    assert any("holds ['case']" in one for one in _found(world, "lena", boards))


def test_planted_permission_to_move_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every role may do everything: the refusals that change nothing are no refusals any more."""
    world = world_at("nominated")
    sendings = [one for one in SENDINGS if one.moment == "nominated"]
    assert _refused(world, "ben", sendings) == []
    anybody = tuple(replace(row, who=frozenset(Role)) for row in stages.TRANSITIONS)
    monkeypatch.setattr(stages, "TRANSITIONS", anybody)
    monkeypatch.setattr(stages, "_BY_ACTION", {row.action: row for row in anybody})
    assert any("answered 302" in one for one in _refused(world, "ben", sendings))


def test_planted_change_is_seen() -> None:
    world = world_at("nominated")
    before = everything()
    Notice.objects.filter(person=world.premises.people["ada"]).update(read_at=world.at)
    assert changed(before, everything()) == {"journal.Notice"}
