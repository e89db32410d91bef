"""Two databases that differ in one secret answer whoever may not know it byte for byte alike, headers included."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from tests.access.addresses import Address, addresses_at
from tests.access.asked import asked
from tests.access.crossing import Answer, Browser, ask, browser_of
from tests.access.marks import mark
from tests.access.standing_aside import another_database
from tests.access.world import World, at_the_moment, climb, world_at

from waypost.promotion.plan import GapKind
from waypost.web.calibration.models import Preview, RoomNote
from waypost.web.evidence.models import Claim, ClaimState
from waypost.web.promotion.models import Assessment, Case, Decision, Letter, Rating, Reason

pytestmark = pytest.mark.django_db

_TOKENS = re.compile(
    r'(name="(?:csrfmiddlewaretoken|once|seen)" value=")[^"]*|(waypost-form=)[^;]*|(/evidence/)[0-9a-f-]{36}(/draft/)'
)
_CLOCK = re.compile(r"\d{2}:\d{2}(:\d{2}(\.\d+)?)?")
# What says that something happened, and never what, is read by who keeps the journal: Omar and Hana.
EVENTS = frozenset({"journal:journal"})


def _outcome(world: World) -> None:
    Decision.objects.filter(case=world.the_case).update(outcome="yes", summary=mark("changed"), dissent_answer="")
    Reason.objects.filter(decision__case=world.the_case).delete()


def _rating(world: World) -> None:
    Rating.objects.filter(review__seat__case=world.the_case).update(point="none", reason=mark("changed"))


def _sealed_review(world: World) -> None:
    Rating.objects.filter(review=world.review("sana")).delete()


def _private_claim(world: World) -> None:
    world.premises.claims["private"].delete()


def _draft(world: World) -> None:
    Claim.objects.filter(state=ClaimState.DRAFT, person=world.premises.people["ada"]).delete()


def _assessments(world: World) -> None:
    Assessment.objects.filter(case=world.the_case, kind="peer").update(words={"design": mark("changed")})


def _room(world: World) -> None:
    RoomNote.objects.filter(entry=world.entry).delete()
    Preview.objects.filter(entry=world.entry).update(vote="pass", words="")


def _letter(world: World) -> None:
    Letter.objects.filter(decision__case=world.the_case).update(words=mark("changed"))


def _answer_draft(world: World) -> None:
    world.premises.open_question.gaps.update(words="", state=GapKind.NO_OPPORTUNITY_YET.value)
    type(world.premises.open_question).objects.filter(pk=world.premises.open_question.pk).update(answer="")


def _appeal(world: World) -> None:
    Case.objects.filter(pk=world.the_case.pk).update(appeal_words=mark("changed"))


def _plan(world: World) -> None:
    world.plan.gaps.all().delete()
    world.plan.commitments.all().delete()


# For each secret those who come nearest to it without knowing it, and now and then a stranger.
SECRETS: dict[str, tuple[str, Callable[[World], Any], tuple[str, ...]]] = {
    "the decision that is drafted": ("in_calibration", _outcome, ("ada", "ben", "hana", "dana", "olga", "omar")),
    "the decision before it is released": ("decided", _outcome, ("ada", "ben", "hana", "chen")),
    "the decision before it is told": ("released", _outcome, ("ada", "eli", "jun")),
    "ratings": ("reviews_in", _rating, ("ada", "ben", "hana", "ivo")),
    "a review that is being written": ("in_review", _sealed_review, ("ada", "hana", "chen", "eli", "dana", "ravi")),
    "what peers wrote": ("submitted", _assessments, ("ada", "hana", "dana", "chen")),
    "what the room said": ("in_calibration", _room, ("ada", "ben", "hana", "chen")),
    "a letter before it is told": ("released", _letter, ("ada", "dana", "ivo")),
    "a claim that is not shared": ("told", _private_claim, ("ben", "ivo", "kim")),
    "a claim that is a draft": ("told", _draft, ("ben", "dana", "mia")),
    "an answer that is being written": ("told", _answer_draft, ("ada", "hana", "ivo")),
    "the words of an appeal": ("appealed", _appeal, ("ben", "chen", "uma")),
    "a plan before it is open": ("told", _plan, ("ada", "hana", "dana")),
}


@pytest.mark.parametrize(("moment", "secret"), [at_the_moment(row[0], secret) for secret, row in SECRETS.items()])
def test_who_may_not_know_it_cannot_tell(moment: str, secret: str) -> None:
    _moment, change, outsiders = SECRETS[secret]
    world = world_at(moment)
    addresses = [one for one in addresses_at(world) if one.of_case and "/do/" not in one.place]
    one = {viewer: _as_it_is(world, viewer) for viewer in outsiders}
    with another_database():
        change(world)
        other = {viewer: _alone(browser_of(world, viewer), addresses) for viewer in outsiders}
    assert _apart(one, other) == []


@pytest.mark.parametrize("moment", ["submitted", "in_calibration"])
def test_who_sees_no_case_cannot_tell_that_there_is_one(moment: str) -> None:
    world = world_at("before")
    outsiders = ("lena", "kofi", "omar", "kim", "mia")
    browsers = {viewer: browser_of(world, viewer) for viewer in outsiders}
    addresses = [one for one in addresses_at(world) if one.of_case]
    without = {viewer: _answers(browser, addresses) for viewer, browser in browsers.items()}
    climb(world, moment)
    known = {viewer: _answers(browser, addresses) for viewer, browser in browsers.items()}
    assert _apart(without, known) == []


def test_a_case_that_is_there_looks_like_one_that_never_was() -> None:
    world = world_at("told")
    nowhere = str(world.premises.other["nowhere"])
    for viewer in ("lena", "jun", "ravi", "uma"):
        browser, pk = browser_of(world, viewer), str(world.the_case.pk)
        for address in addresses_at(world):
            if pk in address.place:
                elsewhere = Address(address.label, address.place.replace(pk, nowhere))
                assert _answers(browser, [address]) == _answers(browser, [elsewhere]), f"{viewer}: {address.label}"


def test_the_comparison_tells_two_databases_apart_for_who_may_know() -> None:
    world = world_at("told")
    browser, addresses = browser_of(world, "ada"), [one for one in addresses_at(world) if one.of_case]
    one = {"ada": _alone(browser, addresses)}
    assert _apart(one, {"ada": _alone(browser, addresses)}) == []
    with another_database():
        _letter(world)
        assert _apart(one, {"ada": _alone(browser, addresses)}) != []


def _as_it_is(world: World, viewer: str) -> list[tuple[str, int, str, str]]:
    """The answers in the world as it was made; what is asked there of a move leaves nothing to what comes after it."""
    answers = asked(world, viewer, of_case=True).answers
    return [_told(one) for one in answers if "/do/" not in one.address.place]


def _alone(browser: Browser, addresses: list[Address]) -> list[tuple[str, int, str, str]]:
    """The answers, without what asking leaves behind: a look by people operations shows in the candidate's journal."""
    with transaction.atomic():
        found = _answers(browser, addresses)
        transaction.set_rollback(True)
    return found


def _answers(browser: Browser, addresses: list[Address]) -> list[tuple[str, int, str, str]]:
    """Status, headers and body of each, without what is made anew for each answer."""
    return [_told(ask(browser, address, {})) for address in addresses]


def _told(answer: Answer) -> tuple[str, int, str, str]:
    headers = "\n".join(sorted(f"{name}: {value}" for name, value in answer.headers.items()))
    length = re.sub(r"Content-Length: \d+", "", headers)
    body = _CLOCK.sub("", _TOKENS.sub(r"\1\2\3\4", answer.text))
    return answer.address.label, answer.status, length, body


def _apart(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    found = []
    for viewer, answers in one.items():
        for this, that in zip(answers, other[viewer], strict=True):
            if this != that and this[0] not in EVENTS:
                found.append(f"{viewer}: {this[0]}: {this[1]} {that[1]} {_first_difference(this, that)}")
    return found


def _first_difference(this: tuple[Any, ...], that: tuple[Any, ...]) -> str:
    for left, right in zip(this, that, strict=True):
        if left != right and isinstance(left, str):
            at = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), 0)
            return f"{left[max(0, at - 60) : at + 60]!r} / {right[max(0, at - 60) : at + 60]!r}"
    return ""
