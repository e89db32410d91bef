"""The cast of the journeys as rows, and a case of Ada's at any stage, brought there by the real services.

People, teams, positions, duties and evidence are premises and are written as rows; whatever happens to a case is done
by services, as it would be. `case_at` climbs from the nomination to the stage asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from tests.web.photograph import made_once

from waypost.framework.library import load
from waypost.framework.schema import Framework
from waypost.framework.writing import write_framework
from waypost.promotion.stages import Action, Stage
from waypost.web.evidence.models import (
    Attestation,
    AttestationState,
    Claim,
    ClaimCriterion,
    ClaimState,
    Metric,
    ScopeDocument,
    WorkProduct,
)
from waypost.web.frameworks.models import FrameworkVersion
from waypost.web.journal.acts import Act
from waypost.web.people.models import Duty, DutyKind, Function, Person, Position, Team

if TYPE_CHECKING:
    from waypost.web.promotion.models import Case

E, P, D, B = Function.ENGINEERING, Function.PRODUCT, Function.DESIGN, Function.BUSINESS

# By first name: whole name, team, function, level, title, and who leads them.
PEOPLE: dict[str, tuple[str, str, Function, str, str, str]] = {
    "ivo": ("Ivo Petrov", "leadership", E, "vp", "VP Engineering", ""),
    "ben": ("Ben Okafor", "payments", E, "manager", "Engineering Manager", "ivo"),
    "ada": ("Ada Lindqvist", "payments", E, "senior", "Senior Engineer", "ben"),
    "noor": ("Noor Haddad", "payments", E, "engineer", "Engineer", "ben"),
    "vera": ("Vera Novak", "search", E, "manager", "Engineering Manager", "ivo"),
    "chen": ("Chen Wei", "search", E, "staff", "Staff Engineer", "vera"),
    "jun": ("Jun Park", "search", E, "engineer", "Engineer", "vera"),
    "dana": ("Dana Mbeki", "platform", E, "principal", "Principal Engineer", "ivo"),
    "kofi": ("Kofi Mensah", "platform", E, "senior-staff", "Senior Staff Engineer", "dana"),
    "priya": ("Priya Raman", "fulfilment", E, "senior", "Senior Engineer", "ivo"),
    "ravi": ("Ravi Menon", "fulfilment", E, "staff", "Staff Engineer", "ivo"),
    "sana": ("Sana Iqbal", "identity", E, "staff-specialist", "Staff Engineer, Specialist", "ivo"),
    "tomas": ("Tomas Ruiz", "data", E, "staff", "Staff Engineer", "ivo"),
    "uma": ("Uma Sato", "mobile", E, "senior-staff", "Senior Staff Engineer", "ivo"),
    "wim": ("Wim Bakker", "growth", E, "staff-strategic", "Staff Engineer, Strategic", "ivo"),
    "lena": ("Lena Fischer", "mobile", E, "engineer", "Engineer", "uma"),
    "eli": ("Eli Brandt", "checkout-product", P, "", "Product Manager", ""),
    "paola": ("Paola Conti", "seller-product", P, "", "Product Manager", ""),
    "femi": ("Femi Adeyemi", "design", D, "", "Product Designer", ""),
    "quentin": ("Quentin Roux", "design-research", D, "", "Design Researcher", ""),
    "gul": ("Gül Aydin", "finance", B, "", "Finance Partner", ""),
    "kim": ("Kim Larsen", "customer-success", B, "", "Customer Success Lead", ""),
    "hana": ("Hana Kobayashi", "people", Function.PEOPLE, "", "People Operations", ""),
    "omar": ("Omar Said", "office", Function.PEOPLE, "", "Systems Administrator", ""),
    "mia": ("Mia Jansen", "data", E, "staff", "Staff Engineer", "ivo"),
}
DUTIES = {
    "dana": DutyKind.ENGINEERING_LEADER,
    "ivo": DutyKind.ENGINEERING_LEADER,
    "hana": DutyKind.PEOPLE_OPERATIONS,
    "kofi": DutyKind.FRAMEWORK_OWNER,
    "omar": DutyKind.ADMINISTRATOR,
}
TECHNICAL = ("chen", "ravi", "sana")
STRATEGIC = ("eli", "femi", "gul")
SECOND_TECHNICAL = ("tomas", "uma", "wim")
SECOND_STRATEGIC = ("paola", "quentin", "kim")
PEERS = ("noor", "priya", "jun")  # two from other teams

# By a short word: title, kind of outcome, criteria it speaks to, who confirms it, and a number.
CLAIMS: dict[str, tuple[str, str, tuple[str, ...], str, tuple[str, str, str, str] | None]] = {
    "schema": (
        "Order events became one schema",
        "reach",
        ("design", "direction", "collaboration", "communication"),
        "priya",
        None,
    ),
    "ledger": (
        "Ledger split without downtime",
        "efficiency",
        ("operations", "code", "delivery"),
        "kim",
        ("Settlement run", "190", "24", "minutes"),
    ),
    "errors": (
        "Typed errors in the payment client",
        "testimony",
        ("code", "expertise", "growing-others"),
        "jun",
        None,
    ),
}


@dataclass(frozen=True)
class Cast:
    """Everybody by first name, the framework in force, and the moment the fixture was made."""

    people: dict[str, Person]
    teams: dict[str, Team]
    framework: FrameworkVersion | None
    now: datetime
    claims: dict[str, Claim] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        if name in self.__dict__.get("people", ()):
            return self.people[name]
        raise AttributeError(name)

    @property
    def lattice(self) -> Framework:
        """The framework's value."""
        return load("lattice")

    def act(self, person: Person | None, *, at: datetime | None = None, once: str = "") -> Act:
        """An act of `person`, at the fixture's moment unless another is given."""
        return Act(by=person, at=at or self.now, once=once)


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast, without any case."""
    return make_cast()


def make_cast(*, published: bool = True) -> Cast:
    """The cast, its rows written; with no framework yet unless it is `published`."""
    return made_once(f"cast {published}", lambda: _cast(published=published))


def _cast(*, published: bool) -> Cast:
    now = timezone.now()
    joined = now.date() - timedelta(days=900)
    people = {key: _person(number, key, joined) for number, key in enumerate(PEOPLE, start=1)}
    people["mia"].left_on = now.date() - timedelta(days=30)
    Person.objects.bulk_create(people.values())
    keys = dict.fromkeys(team for _name, team, *_rest in PEOPLE.values())
    teams = {key: Team(key=key, name=key.replace("-", " ").capitalize()) for key in keys}
    Team.objects.bulk_create(teams.values())
    Position.objects.bulk_create(_position(key, people, teams, joined) for key in PEOPLE)
    Duty.objects.bulk_create(Duty(person=people[key], kind=kind, from_day=joined) for key, kind in DUTIES.items())
    framework = publish(people["kofi"], now=now) if published else None
    return Cast(people=people, teams=teams, framework=framework, now=now)


def publish(by: Person, *, now: datetime) -> FrameworkVersion:
    """The shipped framework, in force for two years, and not yet when everybody joined."""
    lattice = load("lattice")
    return FrameworkVersion.objects.create(
        name=lattice.name,
        title=lattice.title,
        version=lattice.version,
        document=_document(),
        hash=lattice.hash,
        change_class="major",
        published_by=by,
        published_at=now - timedelta(days=800),
        in_force_on=now.date() - timedelta(days=800),
    )


def signed_in(person: Person) -> Client:
    """A browser in which `person` is signed in."""
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def evidence_of(cast: Cast, person: Person | None = None) -> dict[str, Claim]:
    """Claims, attested, that pass the gate for Staff on depth, and a scope document; written once per person."""
    person = person or cast.ada
    if cast.claims and person == cast.ada:
        return cast.claims
    made = {key: _claim(cast, person, key) for key in CLAIMS}
    ScopeDocument.objects.create(
        person=person,
        quarter="2026-Q4",
        body="Owns settlement and order events.",
        saved_at=cast.now - timedelta(days=9),
    )
    if person == cast.ada:
        cast.claims.update(made)
    return made


def case_at(cast: Cast, stage: Stage) -> Case:
    """Ada's case for Staff on depth at `stage`, fresh from the database."""
    from tests.web.climbing import climb  # it needs the services of several apps; the cast alone does not

    case, claims = made_once(f"case {stage}", lambda: (climb(cast, stage), cast.claims))
    cast.claims.update(claims)
    return case


def move(cast: Cast, case: Case, action: Action, by: Person, words: str = "", *, at: datetime | None = None) -> Case:
    """Move the case on as `by` would with a page that is up to date, and return it fresh."""
    from waypost.web.promotion.models import Case as Cases
    from waypost.web.promotion.services import moves

    seen = Cases.objects.values_list("version", flat=True).get(pk=case.pk)
    moves.move(cast.act(by, at=at), case, action, seen=seen, words=words)
    return Cases.objects.get(pk=case.pk)


@cache
def _document() -> str:
    return write_framework(load("lattice"))


def _person(number: int, key: str, joined: date) -> Person:
    name = PEOPLE[key][0]
    return Person(number=f"P{number:03}", name=name, email=f"{key}@example.org", joined_on=joined, password="!")


def _position(key: str, people: dict[str, Person], teams: dict[str, Team], joined: date) -> Position:
    _name, team, function, level, title, manager = PEOPLE[key]
    return Position(
        person=people[key],
        team=teams[team],
        manager=people.get(manager),
        function=function,
        level=level,
        title=title,
        from_day=joined,
        until_day=people[key].left_on,
    )


def _claim(cast: Cast, person: Person, key: str) -> Claim:
    title, kind, criteria, attester, metric = CLAIMS[key]
    claim = Claim.objects.create(
        person=person,
        title=title,
        what=f"{title}: how it was done.",
        part="Design and migration plan.",
        outcome_kind=kind,
        outcome=f"{title}: what came of it.",
        started_on=cast.now.date() - timedelta(days=200),
        ended_on=cast.now.date() - timedelta(days=60),
        state=ClaimState.RECORDED,
        created_at=cast.now - timedelta(days=50),
        changed_at=cast.now - timedelta(days=50),
    )
    ClaimCriterion.objects.bulk_create(ClaimCriterion(claim=claim, criterion=criterion) for criterion in criteria)
    if metric:
        name, baseline, result, unit = metric
        Metric.objects.create(
            claim=claim,
            name=name,
            baseline=baseline,
            result=result,
            unit=unit,
            period="a quarter",
            how_measured="From the settlement log.",
            share=60,
        )
    WorkProduct.objects.create(
        claim=claim, kind="design document", title=f"Decision record for {key}", url=f"https://example.org/{key}"
    )
    Attestation.objects.create(
        claim=claim,
        attester=cast.people[attester],
        asked_at=cast.now - timedelta(days=40),
        state=AttestationState.CONFIRMED,
        words="I saw this.",
        answered_at=cast.now - timedelta(days=39),
        claim_version=claim.version,
    )
    return claim
