"""Where things of a case are seen, and where what is missing is mended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.urls import reverse

from waypost.evidence.gate import Requirement
from waypost.promotion.stages import Role
from waypost.web.frameworks.reading import framework_of
from waypost.web.promotion.models import Assessment, AssessmentKind, AssessmentState, Case, Review

if TYPE_CHECKING:
    from waypost.web.promotion.selectors.sight import Sight


def case_place(case: Case) -> str:
    """The page of a case."""
    return reverse("promotion:case", args=[case.pk])


def panel_place(case: Case) -> str:
    """The page where the panels of a case are seated."""
    return reverse("promotion:panel", args=[case.pk])


def assessment_place(assessment: Assessment) -> str:
    """The page of one assessment, which is its author's."""
    return reverse("promotion:assessment", args=[assessment.pk])


def review_place(review: Review) -> str:
    """The page of one review, which is its author's."""
    return reverse("promotion:review", args=[review.pk])


def mends(sight: Sight, assessments: Iterable[Assessment]) -> Mapping[str, str]:
    """Where this person mends what is missing, by the keys of `Missing.where`, without what is another's to mend."""
    case, found = sight.case, {}
    for row in assessments:
        if row.author_id == sight.person.pk and row.state == AssessmentState.ASKED:
            found[row.kind] = assessment_place(row)
    if sight.roles & {Role.CANDIDATE, Role.MANAGER}:
        ask = reverse("promotion:assessment_ask", args=[case.pk])
        found |= {Requirement.PEERS.value: ask, Requirement.PEERS_OUTSIDE_TEAM.value: ask}
    if Role.CANDIDATE in sight.roles:
        found |= _of_the_packet(case)
    if sight.roles & {Role.PEOPLE_OPERATIONS, Role.FACILITATOR}:
        panels = ("technical", "strategic", "facilitator", "decider")
        found |= {f"panel:{name}": f"{panel_place(case)}?panel={name}" for name in panels}
        found["panel"] = panel_place(case)
    found |= _of_the_answer(sight)
    return {key: place for key, place in found.items() if key != AssessmentKind.PEER.value}


def _of_the_answer(sight: Sight) -> dict[str, str]:
    """From the decision on: the draft is the decider's to mend, the letter the manager's or people operations'."""
    case = sight.case
    found: dict[str, str] = {}
    if Role.DECIDER in sight.roles:
        keys = ("decision", "reasons", "dissent", "in_force_on")
        criteria = framework_of(case.framework).criteria_at(case.target_level)
        desk = reverse("promotion:decision", args=[case.pk])
        found |= dict.fromkeys(keys, desk) | {f"reason:{one.key}": f"{desk}#reason-{one.key}" for one in criteria}
    if sight.roles & {Role.MANAGER, Role.PEOPLE_OPERATIONS}:
        found["letter"] = reverse("promotion:letter", args=[case.pk])
    if Role.PEOPLE_OPERATIONS in sight.roles:
        found["position"] = reverse("promotion:position", args=[case.pk])
    if Role.MANAGER in sight.roles and case.plan_id is not None:
        place = reverse("growth:plan", args=[case.plan_id])
        found |= {"plan": place, "next_look": place}
    return found


def _of_the_packet(case: Case) -> dict[str, str]:
    chosen = reverse("promotion:case_claims", args=[case.pk])
    counted = (Requirement.WORK_PRODUCTS, Requirement.QUANTITATIVE, Requirement.QUALITATIVE, Requirement.ATTESTED)
    criteria = framework_of(case.framework).criteria_at(case.target_level)
    return {
        **{requirement.value: chosen for requirement in counted},
        **{f"{Requirement.PRIMARY_CRITERION.value}:{one.key}": f"{chosen}?criterion={one.key}" for one in criteria},
        Requirement.SCOPE_DOCUMENT.value: reverse("evidence:scope_edit"),
    }
