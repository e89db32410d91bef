"""Every page costs the same number of queries with ten rows of everything and with two hundred, at most fifteen.

The signed-in person, the session and the count of notices are among them. What is not: the event that the first look of
people operations at a case writes, since it is an act of its own; such a page is asked once before it is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.cast import Cast, case_at, evidence_of, signed_in
from tests.web.crowd import check_ins, crowd
from tests.web.judging import session_over

from waypost.promotion.stages import Stage
from waypost.web.calibration.models import Entry
from waypost.web.evidence.models import Attestation, Claim, ScopeDocument
from waypost.web.frameworks.models import Comment, Draft, Proposal
from waypost.web.frameworks.reading import framework_of
from waypost.web.growth.models import Plan, Question
from waypost.web.people.models import Duty, DutyKind, PeopleImport
from waypost.web.promotion.models import Assessment, Case, Review

FEW, MANY = 10, 200
MOST_QUERIES = 15
MOST_BYTES = 60 * 1024
WHOLE_DOCUMENT = ("frameworks:draft_edit ", "frameworks:export ")  # they hold a framework, however long it is
KEPT_IN_THE_PROCESS = ("frameworks:version_findings",)  # what is found is kept by the document's hash
EVERYBODY = ("ada", "ben", "chen", "eli", "dana", "hana", "ivo", "uma", "jun", "kim", "kofi", "omar", "lena")
ON_THE_CASE = ("ada", "ben", "chen", "eli", "dana", "uma", "ivo", "hana")
BUSY = ("ada", "ben", "dana", "hana")


@dataclass(frozen=True)
class Page:
    """A page: its route, who asks for it, and how its arguments are found in the database; none is no such page."""

    name: str
    who: tuple[str, ...]
    args: Callable[[Cast, Case], list[object] | None] = lambda cast, case: []
    query: Callable[[Cast], str] = lambda cast: ""


def of_ada(cast: Cast) -> str:
    return f"?of={cast.ada.pk}"


PLAIN = (
    Page("home:home", EVERYBODY),
    Page("home:how", BUSY),
    Page("home:notices", BUSY),
    Page("frameworks:matrix", BUSY),
    Page("frameworks:compare", ("ada",)),
    Page("frameworks:compare", ("ada",), query=lambda cast: "?from=senior&to=staff"),
    Page("frameworks:lattice", ("ada",)),
    Page("frameworks:search", ("ada",), query=lambda cast: "?q=design"),
    Page("frameworks:exports", ("ada",)),
    Page("frameworks:export", ("ada",), lambda cast, case: ["csv"]),
    Page("frameworks:export", ("ada",), lambda cast, case: ["posting"], lambda cast: "?level=staff"),
    Page("frameworks:versions", ("ada", "kofi")),
    Page("frameworks:version", ("ada", "kofi"), lambda cast, case: [cast.framework.pk]),
    Page("frameworks:version_impact", ("kofi", "hana"), lambda cast, case: [cast.framework.pk]),
    Page("frameworks:version_findings", ("kofi",), lambda cast, case: [cast.framework.pk]),
    Page("frameworks:expectation", ("ada", "ben"), lambda cast, case: ["staff", "design"]),
    Page("frameworks:drafts", ("kofi", "ada")),
    Page("frameworks:draft_new", ("kofi",)),
    Page("frameworks:draft", ("kofi", "ada"), lambda cast, case: [_newest(Draft)]),
    Page("frameworks:draft_edit", ("kofi",), lambda cast, case: [_newest(Draft)]),
    Page("frameworks:draft_findings", ("kofi",), lambda cast, case: [_newest(Draft)]),
    Page("frameworks:draft_table", ("kofi", "ada"), lambda cast, case: [_newest(Draft)]),
    Page("frameworks:draft_expectation", ("kofi", "ada"), lambda cast, case: [_newest(Draft), "staff", "design"]),
    Page("frameworks:draft_cell", ("kofi",), lambda cast, case: [_newest(Draft), "staff", "design"]),
    Page("frameworks:comments", ("kofi", "ada")),
    Page("frameworks:comment", ("kofi", "ada"), lambda cast, case: [_newest(Comment)]),
    Page("frameworks:proposals", ("kofi", "ada")),
    Page("frameworks:proposal", ("kofi", "ada"), lambda cast, case: [_newest(Proposal)]),
    Page("frameworks:propose", ("ada",), lambda cast, case: ["staff", "design"]),
    Page("evidence:claims", ("ada", "jun")),
    Page("evidence:claims", ("ada",), query=lambda cast: "?withdrawn"),
    Page("evidence:claims", ("ben",), query=of_ada),
    Page("evidence:claim_new", ("ada",)),
    Page("evidence:claim", ("ada", "ben"), lambda cast, case: [_claim(cast)]),
    Page("evidence:claim_edit", ("ada",), lambda cast, case: [_claim(cast)]),
    Page("evidence:claim_ask", ("ada",), lambda cast, case: [_claim(cast)]),
    Page("evidence:claim_ask", ("ada",), lambda cast, case: [_claim(cast)], lambda cast: "?q=person"),
    Page("evidence:attestation", ("kim",), lambda cast, case: [_asked_of_kim(cast)]),
    Page("evidence:scope", ("ada",)),
    Page("evidence:scope", ("ben",), query=of_ada),
    Page("evidence:scope_edit", ("ada", "chen")),
    Page(
        "evidence:scope_document",
        ("ada", "ben"),
        lambda cast, case: [_newest(ScopeDocument, person=cast.ada, quarter="2026-Q4")],
    ),
    Page("growth:growth", (*BUSY, "jun")),
    Page("growth:goal_set", ("ada",)),
    Page("growth:goal_newer", ("ada", "jun")),
    Page("growth:feedback", ("ada", "ben")),
    Page("growth:feedback_give", ("ben",), query=lambda cast: f"?to={cast.ada.pk}"),
    Page("growth:question_ask", ("ada",)),
    Page("growth:question", ("ada", "ben"), lambda cast, case: [_newest(Question, asker=cast.ada)]),
    Page("growth:plan", ("ben",), lambda cast, case: [_newest(Plan, state="open", manager=cast.ben)]),
    Page("growth:plan_edit", ("ben",), lambda cast, case: [_newest(Plan, state="draft", manager=cast.ben)]),
    Page("promotion:board", EVERYBODY),
    Page("promotion:board", ("hana",), query=lambda cast: "?stage=submitted"),
    Page("promotion:nominate", ("ben",), lambda cast, case: [cast.noor.pk]),
    Page("calibration:sessions", ("dana", "uma", "hana")),
    Page("calibration:session_new", ("hana",)),
    Page("calibration:session_new", ("hana",), query=lambda cast: "?band=B4"),
    Page("people:people", BUSY),
    Page("people:people", ("ada",), query=lambda cast: "?q=person"),
    Page("people:person", BUSY, lambda cast, case: [cast.ada.pk]),
    Page("people:person", ("ada", "ben", "hana"), lambda cast, case: [cast.ben.pk]),
    Page("people:team", BUSY, lambda cast, case: ["payments"]),
    Page("people:people_import", ("hana",)),
    Page("people:people_import_preview", ("hana",), lambda cast, case: [_newest(PeopleImport)]),
    Page("people:duties", ("omar", "hana")),
    Page("people:zone", ("ada",)),
    Page("journal:journal", ("hana", "omar")),
    Page("journal:my_journal", ("ada",)),
    Page("ui:components", ("ada",)),
)
OF_THE_CASE = (
    Page("promotion:case", ON_THE_CASE, lambda cast, case: [case.pk]),
    Page("promotion:case", ("ada", "chen"), lambda cast, case: [case.pk], lambda cast: "?criterion=design"),
    Page("promotion:packet", ("ada", "chen", "eli", "hana"), lambda cast, case: [case.pk]),
    Page("promotion:case_claims", ("ada",), lambda cast, case: [case.pk]),
    Page("promotion:assessment_ask", ("ada", "ben"), lambda cast, case: [case.pk]),
    Page("promotion:panel", ("dana", "hana"), lambda cast, case: [case.pk]),
    Page("promotion:conflict_declare", ("ada", "chen"), lambda cast, case: [case.pk]),
    Page("promotion:decision", ("ivo", "ada"), lambda cast, case: [case.pk]),
    Page("promotion:letter", ("ben",), lambda cast, case: [case.pk]),
    Page("promotion:appeal", ("ada",), lambda cast, case: [case.pk]),
    Page("promotion:position", ("ben", "hana"), lambda cast, case: [case.pk]),
    Page("promotion:panel", ("hana",), lambda cast, case: [case.pk], lambda cast: "?panel=technical&q=person"),
    Page("promotion:assessment", ("ada",), lambda cast, case: _owned(Assessment, case=case, author=cast.ada)),
    Page("promotion:assessment", ("ben",), lambda cast, case: _owned(Assessment, case=case, author=cast.ben)),
    Page("promotion:review", ("chen",), lambda cast, case: _owned(Review, seat__case=case, seat__person=cast.chen)),
    Page("growth:plan", ("ada", "ben"), lambda cast, case: [case.plan_id] if case.plan_id else None),
    Page("growth:plan_edit", ("ben",), lambda cast, case: [case.plan_id] if case.plan_id else None),
    Page("calibration:session", ("dana", "chen", "ivo"), lambda cast, case: _in_a_room(case, whole=True)),
    Page("calibration:entry", ("dana", "chen", "ivo"), lambda cast, case: _in_a_room(case)),
    Page("home:home", BUSY),
    Page("promotion:board", ("hana", "ivo")),
)


def _claim(cast: Cast) -> object:
    return Claim.objects.get(person=cast.ada, title__startswith="Ledger").pk


def _asked_of_kim(cast: Cast) -> object:
    return Attestation.objects.filter(attester=cast.kim, answered_at=None, claim__state="recorded")[0].pk


def _newest(model: type, **lookup: object) -> object:
    return model.objects.filter(**lookup).order_by("pk")[0].pk  # type: ignore[attr-defined]


def _owned(model: type, **lookup: object) -> list[object] | None:
    return [row.pk for row in model.objects.filter(**lookup)[:1]] or None  # type: ignore[attr-defined]


def _in_a_room(case: Case, *, whole: bool = False) -> list[object] | None:
    entry = Entry.objects.filter(case=case).first()
    return entry and ([entry.session_id] if whole else [entry.session_id, entry.pk])


Costs = dict[str, tuple[int, int]]


def ask(pages: tuple[Page, ...], cast: Cast, case: Case) -> Costs:
    """Queries and bytes of each page for each person who may see it; all of the cast ask in browsers of their own."""
    case = Case.objects.get(pk=case.pk)
    browsers = {name: signed_in(cast.people[name]) for name in {who for page in pages for who in page.who}}
    found: Costs = {}
    for label, who, place in _places(pages, cast, case):
        looks = who == "hana" and label.startswith("promotion:")
        cost = _cost(browsers[who], place, looks=looks or label in KEPT_IN_THE_PROCESS)
        if cost is not None:
            found[f"{label} as {who}"] = cost
    return found


def _places(pages: tuple[Page, ...], cast: Cast, case: Case) -> Iterator[tuple[str, str, str]]:
    for page in pages:
        args = page.args(cast, case)
        if args is None:
            continue
        query = page.query(cast)
        place = reverse(page.name, args=args) + query
        label = page.name + query.partition("=")[0]
        yield from ((label, who, place) for who in page.who)


def _cost(browser: Client, place: str, *, looks: bool) -> tuple[int, int] | None:
    """Queries and bytes of a page; nothing for somebody to whom it is not open now. `looks`: it was asked before."""
    if looks:
        browser.get(place)
    with CaptureQueriesContext(connection) as queries:
        answer = browser.get(place)
    return (len(queries), len(answer.content)) if answer.status_code == 200 else None


def judge(few: Costs, many: Costs) -> None:
    """The same pages, the same queries, none too many and none too large."""
    wrong = [f"{page}: not there both times" for page in few.keys() ^ many.keys()]
    for page in few.keys() & many.keys():
        (before, _small), (queries, size) = few[page], many[page]
        # What a board looks up depends on the stages of the cases on its first page: never more with more rows.
        if queries != before and not (page.startswith("promotion:board as") and queries < before):
            wrong.append(f"{page}: {before} queries, {queries} with more rows")
        if queries > MOST_QUERIES:
            wrong.append(f"{page}: {queries} queries")
        if size > MOST_BYTES and not page.startswith(WHOLE_DOCUMENT):
            wrong.append(f"{page}: {size // 1024} KB")
    assert not wrong, "\n".join(sorted(wrong))


def compared(pages: tuple[Page, ...], cast: Cast, case: Case) -> Costs:
    """Ask with few rows of everything and with many, and judge."""
    framework_of(cast.framework)  # read once in the life of a process
    crowd(cast, case, FEW)
    few = ask(pages, cast, case)
    crowd(cast, case, MANY - FEW)
    many = ask(pages, cast, case)
    judge(few, many)
    return many


def test_pages_that_belong_to_no_case(cast: Cast) -> None:
    evidence_of(cast)
    asked = compared(PLAIN, cast, case_at(cast, Stage.GATHERING))
    wanted = {label + " as " + who for label, who, _place in _places(PLAIN, cast, Case.objects.get(candidate=cast.ada))}
    assert wanted - asked.keys() == set()


@pytest.mark.parametrize(
    "stage",
    [
        Stage.GATHERING,
        Stage.SUBMITTED,
        Stage.IN_REVIEW,
        Stage.IN_CALIBRATION,
        Stage.DECIDED,
        Stage.TOLD,
        Stage.APPEALED,
        Stage.CLOSED,
    ],
)
def test_pages_of_a_case(cast: Cast, stage: Stage) -> None:
    case = case_at(cast, stage)
    if stage is Stage.IN_CALIBRATION:
        session_over(cast, "dana", "chen", "ivo")
    if plan := Case.objects.get(pk=case.pk).plan:
        check_ins(cast, plan, FEW)
    asked = compared(OF_THE_CASE, cast, case)
    assert "promotion:case as hana" in asked


def test_who_has_every_part_at_once_costs_no_more(cast: Cast) -> None:
    """A candidate who leads, judges, is asked to confirm and to assess, and keeps all cases for people operations."""
    evidence_of(cast)
    case = case_at(cast, Stage.GATHERING)
    for kind in DutyKind:
        Duty.objects.create(person=cast.ada, kind=kind, from_day=cast.now.date())
    pages = tuple(
        Page(page.name, ("ada",), page.args, page.query) for page in PLAIN if page.name != "promotion:nominate"
    )
    compared(pages, cast, case)
