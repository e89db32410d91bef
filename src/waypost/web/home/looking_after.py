"""What somebody can do here besides their own path, by their duties and by what they do. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.web.people.models import DutyKind, Function


@dataclass(frozen=True, slots=True)
class Doing:
    """Something to do, in a sentence, and where."""

    says: str
    label: str
    place: str


def duties_in_words(duties: Collection[str]) -> tuple[Doing, ...]:
    """What the organisation asks of who holds these duties, in a fixed order."""
    return tuple(doing for kind, doing in _table() if kind.value in duties)


def asked_of(function: str, *, leads: bool) -> tuple[Doing, ...]:
    """What somebody without a level is here for: leading people, and being asked."""
    found = []
    if leads:
        found.append(Doing(_("Support the growth of who reports to you."), _("Growth"), reverse("growth:growth")))
    if function in {Function.PRODUCT, Function.DESIGN, Function.BUSINESS}:
        found.append(
            Doing(
                _("Partners judge impact and collaboration. When a panel needs you, it stands above."),
                _("How a case is judged, and who sees what"),
                reverse("home:how"),
            )
        )
    found.append(
        Doing(
            _("Somebody may ask you to confirm what came of their work. You see that one claim, and nothing else."),
            _("What was asked of you"),
            reverse("evidence:claims"),
        )
    )
    found.append(
        Doing(
            _("Everyone may read what each level asks of engineers."),
            _("The framework"),
            reverse("frameworks:matrix"),
        )
    )
    return tuple(found)


def _table() -> tuple[tuple[DutyKind, Doing], ...]:
    return (
        (
            DutyKind.FRAMEWORK_OWNER,
            Doing(_("You answer for the framework."), _("Drafts of the framework"), reverse("frameworks:drafts")),
        ),
        (
            DutyKind.PEOPLE_OPERATIONS,
            Doing(
                _("You keep the cycle moving: every case with its stage and what blocks it."),
                _("Promotions"),
                reverse("promotion:board"),
            ),
        ),
        (
            DutyKind.PEOPLE_OPERATIONS,
            Doing(_("You keep the list of people true."), _("Import people"), reverse("people:people_import")),
        ),
        (
            DutyKind.ENGINEERING_LEADER,
            Doing(
                _("You lead calibrations and decide cases."), _("Calibration sessions"), reverse("calibration:sessions")
            ),
        ),
        (
            DutyKind.ADMINISTRATOR,
            Doing(
                _("You run this installation, and see no content of it."),
                _("What happened, without content"),
                reverse("journal:journal"),
            ),
        ),
    )
