"""Asking addresses as somebody, reading which objects came back, and comparing that with the committed tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from tests.access.addresses import Address
from tests.access.expected import LETTERS, OUTSIDE, ROUTES, SEES
from tests.access.marks import marks_in
from tests.access.world import World

from waypost.web.calibration.models import Attendee, Entry
from waypost.web.people.models import Duty, DutyKind, Person
from waypost.web.promotion.models import PanelName, Seat

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class Browser(Client):
    """Django's test client without its record of every template and context, which would cost more than the pages."""

    def request(self, **request: Any) -> Any:
        response = self.handler(self._base_environ(**request))
        if response.cookies:
            self.cookies.update(response.cookies)
        return response


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the objects in body and headers, and these themselves."""

    address: Address
    status: int
    objects: frozenset[str]
    headers: Mapping[str, str]
    text: str


def browser_of(world: World, viewer: str) -> Browser:
    """A browser of a viewer, signed in unless nobody is; who has two roles is given the second one here."""
    client = Browser()
    if viewer == "anonymous":
        return client
    name, _who, more = viewer.partition(" who ")
    person = world.premises.people[name]
    if more:
        _SECOND[more](world, person)
    client.force_login(Person.objects.get(pk=person.pk), backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def _operations(world: World, person: Person) -> None:
    day = world.premises.now.date()
    Duty.objects.create(person=person, kind=DutyKind.PEOPLE_OPERATIONS, from_day=day)


def _seat(world: World, person: Person, panel: PanelName, kind: str) -> None:
    case = world.the_case
    for number in range(1, case.round + 1):
        Seat.objects.create(case=case, person=person, panel=panel, kind=kind, round=number, seated_at=world.at)


def _calibrates(world: World, person: Person) -> None:
    _seat(world, person, PanelName.CALIBRATOR, "calibrator")
    if world.session is not None:
        Attendee.objects.create(session=world.session, person=person)


_SECOND = {
    "is people operations": _operations,
    "calibrates": _calibrates,
    "decides": lambda world, person: _seat(world, person, PanelName.DECIDER, "engineering-leader"),
    "reviews": lambda world, person: _seat(world, person, PanelName.TECHNICAL, "engineer"),
}


def text_of(response: HttpResponse) -> str:
    """The body as text, streamed or not."""
    body = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
    return body.decode("utf-8", "replace")


def ids_of(world: World) -> dict[str, str]:
    """Every id a response could hold, and the object it is the id of."""
    premises, found = world.premises, {}
    for key, claim in premises.claims.items():
        found[str(claim.pk)] = f"claim.{key}"
    found[str(premises.scope.pk)] = "scope"
    found[str(premises.question.pk)] = found[str(premises.open_question.pk)] = "question"
    found[str(premises.imported.pk)] = "import"
    for name, row in premises.of_framework.items():
        found[str(row.pk)] = f"framework.{'draft' if name == 'ready' else name}"
    for name, row in premises.other.items():
        found[str(getattr(row, "pk", row))] = f"other.{name}"
    if world.case is not None:
        case = world.the_case
        found[str(case.pk)] = "case"
        if case.plan_id:
            found[str(case.plan_id)] = "plan"
        for review in case.seats.filter(review__isnull=False).select_related("review", "person"):
            found[str(review.review.pk)] = f"review.{review.person.email.partition('@')[0]}"
        for entry in Entry.objects.filter(case=case):
            found[str(entry.session_id)] = "session"
    return found


def ask(client: Browser, address: Address, ids: Mapping[str, str], method: str = "get") -> Answer:
    """One request, and the objects its answer holds. The address that was asked, repeated by it, is no finding."""
    response = getattr(client, method)(address.place)
    text = text_of(response)
    told = "\n".join(f"{name}: {value}" for name, value in response.items())
    told += response.cookies.output()
    if 300 <= response.status_code < 400:
        told = told.replace(quote(address.place), "").replace(address.place, "")
    whole = text + told
    named = frozenset(ids[one] for one in _ID.findall(whole) if one in ids)
    # The response itself holds on to its request and all that was read for it.
    return Answer(address, response.status_code, marks_in(whole) | named, dict(response.items()), text)


def cross(world: World, viewer: str, addresses: Iterable[Address]) -> list[Answer]:
    """Every address as one viewer."""
    client, ids = browser_of(world, viewer), ids_of(world)
    return [ask(client, address, ids) for address in addresses]


def differences(
    world: World, viewer: str, answers: Iterable[Answer], *, elsewhere: frozenset[str] | None = frozenset()
) -> list[str]:
    """Where the answers are not what the tables say.

    `elsewhere` are objects that need not be met on these addresses; None stands for every object.
    """
    found, met, expected = [], set[str](), SEES[viewer][world.moment]
    for answer in answers:
        wanted = _wanted(world, viewer, answer.address)
        if answer.status not in wanted:
            found.append(_says(world, viewer, answer, f"answered {answer.status}, not {sorted(wanted)}"))
        if leaked := answer.objects - expected:
            found.append(_says(world, viewer, answer, f"holds {sorted(leaked)}"))
        if answer.status >= 400 and answer.objects:
            found.append(_says(world, viewer, answer, f"refuses and holds {sorted(answer.objects)}"))
        met |= answer.objects
    if elsewhere is not None and (missing := expected - met - elsewhere):
        found.append(f"{world.moment}: {viewer}: meets nowhere {sorted(missing)}")
    return found


def _says(world: World, viewer: str, answer: Answer, what: str) -> str:
    return f"{world.moment}: {viewer}: {answer.address.label} {answer.address.place}: {what}"


def _wanted(world: World, viewer: str, address: Address) -> frozenset[int]:
    """The statuses the table allows."""
    row = ROUTES.get(address.label) or ROUTES[address.route]
    opens, _bar, others = (part.strip() for part in row.opens.partition("|"))
    if opens == "anybody":
        return frozenset({200})
    if viewer in OUTSIDE:
        return frozenset({302})
    if any(_opens(world, viewer, term) for term in opens.split(";")):
        return frozenset({200})
    *special, rest = (one.strip() for one in others.split(","))
    for one in special:
        who, status = one.rsplit(" ", 1)
        if _is_at(world, viewer, who):
            return frozenset({int(status)})
    if rest == "refused":
        sees = "case" in SEES[viewer][world.moment]
        return frozenset({302, 403, 404, 409}) if sees else frozenset({404})
    return frozenset({int(rest)})


def _opens(world: World, viewer: str, term: str) -> bool:
    if term == "everybody":
        return True
    if term.startswith("sees:"):
        return set(term.removeprefix("sees:").split("&")) <= SEES[viewer][world.moment]
    return term != "-" and _is_at(world, viewer, term)


def _is_at(world: World, viewer: str, term: str) -> bool:
    name, _at, when = term.partition("@")
    # What is said of a person by one role is said of them with another too, where nothing else is said.
    if viewer != name and not (viewer.partition(" who ")[0] == name and not when):
        return False
    return when in {"", "*"} or any(LETTERS[letter] == world.moment for letter in when)
