"""The addresses that are asked at one moment: every route, of every object that exists then, and of a foreign one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver
from tests.access.premises import CLAIMS
from tests.access.world import MOMENTS, World

from waypost.promotion.stages import Action
from waypost.web.promotion.models import Assessment, Review, Seat

# From which stages each move of a case starts, as the domain tells it.
STARTS: dict[Action, tuple[str, ...]] = {
    Action.ACCEPT: ("nominated",),
    Action.START_GATHERING: ("accepted",),
    Action.SUBMIT: ("gathering",),
    Action.RESUME: ("returned",),
    Action.START_REVIEW: ("submitted",),
    Action.RETURN_CASE: ("submitted", "in_review"),
    Action.OPEN_CALIBRATION: ("in_review",),
    Action.DECIDE: ("in_calibration",),
    Action.TELL: ("decided",),
    Action.APPEAL: ("told",),
    Action.REOPEN: ("appealed",),
    Action.TAKE_BACK_APPEAL: ("appealed", "in_review", "in_calibration"),
    Action.CLOSE: ("told",),
    # Asked at every stage; it is never the moment for it, since nobody's manager changed in this world.
    Action.HAND_OVER: (),
    Action.WITHDRAW: (
        "nominated",
        "accepted",
        "gathering",
        "returned",
        "submitted",
        "in_review",
        "in_calibration",
    ),
}


@dataclass(frozen=True)
class Address:
    """One address: the row of `routes.txt` it falls under, and where it is. `of_case`: it can change with the case."""

    label: str
    place: str
    of_case: bool = True

    @property
    def route(self) -> str:
        """The name of the route."""
        return self.label.partition("/")[0]


def every_route(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    """The name of every route there is; one without a name counts by its pattern."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLPattern):
            yield f"{space}{one.name or one.pattern}"
        else:
            yield from every_route(one, f"{space}{one.namespace}:" if one.namespace else space)


def addresses_at(world: World) -> list[Address]:
    """Everything that can be asked with GET at this moment."""
    return [*_plain(world), *_of_evidence(world), *_of_growth(world), *_of_the_case(world), *_of_the_room(world)]


def _at(label: str, query: str = "", *args: Any, of_case: bool = True) -> Address:
    return Address(label, reverse(label.partition("/")[0], args=args) + query, of_case)


def _plain(world: World) -> Iterator[Address]:
    people, framework = world.premises.people, world.premises.cast.framework
    yield _at("home:home")
    yield _at("home:notices")
    yield _at("promotion:board")
    yield _at("promotion:board", "?stage=told", of_case=False)
    yield _at("promotion:board", "?page=2", of_case=False)
    yield _at("calibration:sessions")
    yield _at("calibration:session_new")
    yield _at("calibration:session_new", "?band=B4", of_case=False)
    yield _at("journal:journal")
    yield _at("journal:my_journal")
    yield _at("people:person", "", people["ada"].pk, of_case=False)
    yield _at("promotion:nominate", "", people["ada"].pk, of_case=False)
    for name in ("home:how", "frameworks:matrix", "frameworks:compare", "frameworks:lattice", "frameworks:versions"):
        yield _at(name, of_case=False)
    yield _at("frameworks:search", "?q=design", of_case=False)
    yield _at("frameworks:exports", of_case=False)
    yield _at("frameworks:export", "", "csv", of_case=False)
    yield _at("frameworks:version", "", framework.pk, of_case=False)
    yield _at("frameworks:version_document", "", framework.pk, of_case=False)
    yield _at("frameworks:version_impact", "", framework.pk, of_case=False)
    yield _at("frameworks:version_findings", "", framework.pk, of_case=False)
    yield _at("frameworks:expectation", "", "staff", "design", of_case=False)
    yield from _of_the_framework(world)
    yield _at("people:people", of_case=False)
    yield _at("people:people", "?q=ada", of_case=False)
    yield _at("people:people_import", of_case=False)
    yield _at("people:people_import_preview", "", world.premises.imported.pk, of_case=False)
    yield _at("people:duties", of_case=False)
    yield _at("people:zone", of_case=False)
    yield _at("people:team", "", "payments", of_case=False)
    yield _at("people:person", "", people["mia"].pk, of_case=False)
    yield _at("ui:components", of_case=False)
    yield _at("health", of_case=False)
    yield _at("account", of_case=False)


def _of_the_framework(world: World) -> Iterator[Address]:
    """Drafts, comments and suggestions; the cell is the one they are about."""
    made, cell = world.premises.of_framework, ("staff", "design")
    for name in ("drafts", "draft_new", "comments", "proposals"):
        yield _at(f"frameworks:{name}", of_case=False)
    yield _at("frameworks:comments", "?closed", of_case=False)
    yield _at("frameworks:proposals", "?all", of_case=False)
    yield _at("frameworks:propose", "", *cell, of_case=False)
    for row, label in ((made["draft"], ""), (made["ready"], ""), (made["shown"], "/shown")):
        for name in ("draft", "draft_edit", "draft_document", "draft_table", "draft_findings", "draft_impact"):
            yield _at(f"frameworks:{name}{label}", "", row.pk, of_case=False)
        for name in ("draft_expectation", "draft_cell"):
            yield _at(f"frameworks:{name}{label}", "", row.pk, *cell, of_case=False)
    yield _at("frameworks:comment/draft", "", made["comment.draft"].pk, of_case=False)
    yield _at("frameworks:comment/shown", "", made["comment.shown"].pk, of_case=False)
    yield _at("frameworks:comment", "", made["comment.version"].pk, of_case=False)
    for name in ("ada", "jun"):
        yield _at(f"frameworks:proposal/{name}", "", made[f"proposal.{name}"].pk, of_case=False)


def _of_evidence(world: World) -> Iterator[Address]:
    premises = world.premises
    ada, other = premises.people["ada"], premises.other
    yield _at("evidence:claims", of_case=False)
    yield _at("evidence:claims", "?withdrawn", of_case=False)
    yield _at("evidence:claims/of-ada", f"?of={ada.pk}", of_case=False)
    yield _at("evidence:claims/of-ada", f"?of={ada.pk}&withdrawn", of_case=False)
    yield _at("evidence:claim_new", of_case=False)
    yield _at("evidence:scope", of_case=False)
    yield _at("evidence:scope/of-ada", f"?of={ada.pk}", of_case=False)
    yield _at("evidence:scope_edit", of_case=False)
    yield _at("evidence:scope_document", "", premises.scope.pk, of_case=False)
    yield _at("evidence:scope_document/other", "", other["scope"].pk, of_case=False)
    for key in CLAIMS:
        yield _at(f"evidence:claim/{key}", "", premises.claims[key].pk, of_case=False)
    for key in ("ledger", "private", "draft"):
        yield _at(f"evidence:claim_edit/{key}", "", premises.claims[key].pk, of_case=False)
    yield _at("evidence:claim_ask/ledger", "", premises.claims["ledger"].pk, of_case=False)
    yield _at("evidence:claim_ask/ledger", "?q=kim", premises.claims["ledger"].pk, of_case=False)
    for name in ("claim", "claim_edit", "claim_ask"):
        yield _at(f"evidence:{name}/other", "", other["claim"].pk, of_case=False)
    for who, key in (("kim", "ledger"), ("jun", "errors")):
        asked = premises.claims[key].attestations.get()
        yield _at(f"evidence:attestation/{who}", "", asked.pk, of_case=False)
    yield _at("evidence:attestation/other", "", other["attestation"].pk, of_case=False)


def _of_growth(world: World) -> Iterator[Address]:
    premises, other = world.premises, world.premises.other
    yield _at("growth:growth")
    for name in ("goal_set", "goal_newer", "feedback", "question_ask"):
        yield _at(f"growth:{name}", of_case=False)
    yield _at("growth:feedback_give", f"?to={premises.people['ada'].pk}", of_case=False)
    yield _at("growth:question/answered", "", premises.question.pk, of_case=False)
    yield _at("growth:question/open", "", premises.open_question.pk, of_case=False)
    yield _at("growth:question/other", "", other["question"].pk, of_case=False)
    yield _at("growth:plan/other", "", other["plan"].pk, of_case=False)
    yield _at("growth:plan_edit/other", "", other["plan"].pk, of_case=False)
    if world.case and world.the_case.plan_id:
        yield _at("growth:plan", "", world.the_case.plan_id)
        yield _at("growth:plan_edit", "", world.the_case.plan_id)


def _of_the_case(world: World) -> Iterator[Address]:
    other = world.premises.other
    yield _at("promotion:case/other", "", other["case"].pk, of_case=False)
    yield _at("promotion:assessment/other", "", other["assessment"].pk, of_case=False)
    yield _at("promotion:review/other", "", other["review"].pk, of_case=False)
    yield _at("promotion:review_criterion/other", "", other["review"].pk, "design", of_case=False)
    yield _at("promotion:seat_leave/other", "", other["seat"].pk, of_case=False)
    if world.case is None:
        return
    case = world.the_case
    yield _at("promotion:case", "", case.pk)
    yield _at("promotion:case", f"?criterion={('design', 'communication')[_turn(world) % 2]}", case.pk)
    for name in ("packet", "case_claims", "assessment_ask", "panel", "seat_take", "conflict_declare"):
        yield _at(f"promotion:{name}", "", case.pk)
    yield _at("promotion:panel", "?panel=technical&q=a", case.pk)
    for name in ("decision", "letter", "release", "appeal", "position"):
        yield _at(f"promotion:{name}", "", case.pk)
    for action in _actions(world):
        yield _at(f"promotion:case_act/{action}", "", case.pk, action.value)
    yield from _of_authors(world)


def _of_authors(world: World) -> Iterator[Address]:
    """What one person writes in a case, and where they sit."""
    case = world.the_case
    authors = {"ada": "self", "ben": "manager", "jun": "jun", "noor": "noor"}
    for row in Assessment.objects.filter(case=case).select_related("author").order_by("pk"):
        if name := authors.get(row.author.email.partition("@")[0]):
            yield _at(f"promotion:assessment/{name}", "", row.pk)
    for row in Review.objects.filter(seat__case=case).select_related("seat__person").order_by("pk"):
        name = row.seat.person.email.partition("@")[0]
        if name in {"chen", "ravi", "eli", "uma"}:
            yield _at(f"promotion:review/{name}", "", row.pk)
        if name in {"chen", "ravi"}:
            yield _at(f"promotion:review_criterion/{name}", "", row.pk, "design")
    for row in Seat.objects.filter(case=case, person=world.premises.people["chen"]).order_by("pk"):
        yield _at("promotion:seat_leave/chen", "", row.pk)


def _actions(world: World) -> list[Action]:
    """The actions that start at this stage by what the stages are called, and one other, another at each moment."""
    here = [action for action in Action if world.the_case.stage in STARTS.get(action, ())]
    others = [action for action in Action if action not in here]
    return [*here, others[_turn(world) % len(others)]]


def _turn(world: World) -> int:
    """Which of the moments this is: what need not be asked at each of them is asked in turn."""
    return list(MOMENTS).index(world.moment) if world.moment in MOMENTS else 0


def _of_the_room(world: World) -> Iterator[Address]:
    other = world.premises.other
    yield _at("calibration:session/other", "", other["session"].pk, of_case=False)
    yield _at("calibration:entry/other", "", other["session"].pk, other["entry"].pk, of_case=False)
    yield _at("calibration:explained", of_case=False)
    for name in ("measured", "raters"):
        yield _at(f"calibration:{name}/other", "", other["session"].pk, of_case=False)
    yield _at("calibration:measured_then/other", "", other["session"].pk, 1, of_case=False)
    yield _at("calibration:measured_case/other", "", other["entry"].pk, of_case=False)
    if world.session is None:
        return
    session, entry = world.session.pk, world.entry.pk
    yield _at("calibration:session", "", session)
    yield _at("calibration:entry", "", session, entry)
    yield _at("calibration:measured", "", session)
    yield _at("calibration:measured_then", "", session, 1)
    yield _at("calibration:raters", "", session)
    yield _at("calibration:measured_case", "", entry)
    yield _at("calibration:measured_case", "?since=never", entry)
    yield _at("calibration:entry/other", "", session, other["entry"].pk)
    yield _at("calibration:entry/other", "", other["session"].pk, entry)
