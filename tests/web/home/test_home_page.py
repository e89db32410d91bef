"""Home: what waits first, then my path; a home for everyone; at most fifteen queries and sixty kilobytes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.web.cast import PEOPLE, Cast, evidence_of, make_cast, signed_in
from tests.web.frameworks.documents import published, raised

from waypost.web.evidence.models import Attestation, Claim, ClaimCriterion, ClaimState, Metric
from waypost.web.growth.models import Goal, Question
from waypost.web.growth.selectors.waiting import open_questions
from waypost.web.home import evidence, selectors
from waypost.web.people.models import Person, Position

HOME, HOW = reverse("home:home"), reverse("home:how")


def html_of(person: Person, address: str = HOME) -> str:
    answer = signed_in(person).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def situation(cast: Cast, person: Person, day: date | None = None) -> selectors.Situation:
    day = day or timezone.localdate()
    return selectors.situation_of(person, day=day, questions=open_questions(person))


def aim(cast: Cast, level: str) -> Goal:
    return Goal.objects.create(person=cast.ada, framework=cast.framework, level=level, set_at=cast.now)


def ask(cast: Cast, *, days: int) -> Question:
    return Question.objects.create(
        asker=cast.ada,
        manager=cast.ben,
        framework=cast.framework,
        level="staff",
        asked_at=cast.now,
        due_at=cast.now + timedelta(days=days),
    )


# For everyone


@pytest.mark.parametrize("key", [key for key in PEOPLE if key != "mia"])
def test_everyone_of_the_cast_has_a_home_and_an_explanation(cast: Cast, key: str) -> None:
    for address in (HOME, HOW, reverse("home:notices")):
        assert len(html_of(cast.people[key], address)) < 60_000


def test_an_engineer_reads_the_five_answers_the_map_and_the_next_expectations(cast: Cast) -> None:
    evidence_of(cast)
    aim(cast, "staff")
    html = html_of(cast.ada)
    assert "Twelve expectations of Staff Engineer." in html
    assert "What Staff Engineer asks, and what you have recorded" in html
    assert "You are here: Senior Engineer." in html
    assert html.index("Waiting for you") < html.index("Your path") < html.index("Five answers")


def test_a_partner_reads_what_is_asked_of_them_and_no_path(cast: Cast) -> None:
    html = html_of(cast.gul)
    assert "What you can do here" in html
    assert "Five answers" not in html
    assert "Your path" not in html


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("kofi", "frameworks:drafts"),
        ("hana", "promotion:board"),
        ("hana", "people:people_import"),
        ("ivo", "calibration:sessions"),
        ("omar", "journal:journal"),
    ],
)
def test_who_holds_a_duty_finds_its_place(cast: Cast, key: str, place: str) -> None:
    html = html_of(cast.people[key])
    assert "What you look after" in html
    assert f'href="{reverse(place)}"' in html


def test_who_holds_no_duty_is_offered_none(cast: Cast) -> None:
    assert "What you look after" not in html_of(cast.ada)


def test_before_the_first_framework_home_says_who_writes_it(db: None) -> None:
    cast = make_cast(published=False)
    assert "Kofi Mensah writes it." in html_of(cast.ada)
    assert "No framework is published yet, and it says who judges." in html_of(cast.ada, HOW)
    assert html_of(cast.gul)


def test_somebody_with_no_position_yet_has_a_home(cast: Cast) -> None:
    newcomer = Person.objects.create(number="P900", name="Nia Obi", email="nia@example.org", joined_on=cast.now.date())
    assert "What you can do here" in html_of(newcomer)


def test_a_leaver_has_none_from_the_next_request_on(cast: Cast) -> None:
    assert signed_in(cast.mia).get(HOME).status_code == 302


# The person's place


def test_a_level_begins_where_it_was_reached_whatever_team_and_manager_came_after(cast: Cast) -> None:
    Position.objects.filter(person=cast.ada).delete()
    days = [cast.now.date() - timedelta(days=back) for back in (900, 600, 300, 0)]
    held = zip(("engineer", "senior", "senior"), days, days[1:], strict=False)
    for level, start, end in held:
        Position.objects.create(
            person=cast.ada,
            team=cast.teams["payments" if level == "engineer" else "search"],
            manager=cast.ben,
            function="engineering",
            level=level,
            title=level,
            from_day=start,
            until_day=end if end != days[-1] else None,
        )
    assert situation(cast, cast.ada).since == days[1]


def test_a_level_held_again_after_a_gap_begins_anew(cast: Cast) -> None:
    today = cast.now.date()
    Position.objects.filter(person=cast.ada).update(until_day=today - timedelta(days=100))
    last = Position.objects.get(person=cast.ada)
    again = today - timedelta(days=40)
    Position.objects.create(
        person=cast.ada,
        team=last.team,
        manager=last.manager,
        function=last.function,
        level=last.level,
        title=last.title,
        from_day=again,
    )
    assert situation(cast, cast.ada).since == again


def test_a_position_to_come_does_not_count_before_its_day(cast: Cast) -> None:
    tomorrow = cast.now.date() + timedelta(days=1)
    old = Position.objects.get(person=cast.ada)
    Position.objects.filter(pk=old.pk).update(until_day=tomorrow)
    Position.objects.create(
        person=cast.ada,
        team=old.team,
        manager=old.manager,
        function=old.function,
        level="staff",
        title="Staff Engineer",
        from_day=tomorrow,
    )
    assert situation(cast, cast.ada, cast.now.date()).level == "senior"
    assert situation(cast, cast.ada, tomorrow).level == "staff"


def test_a_goal_keeps_its_version_when_a_new_one_comes_into_force(cast: Cast) -> None:
    aim(cast, "staff")
    row = published(cast, raised(cast), cast.now.date())
    found = situation(cast, cast.ada)
    assert found.aim is not None
    assert found.framework is not None
    assert (found.framework.version, found.aim.framework.version) == ("2.0.0", "1.0.0")
    assert found.aim.pinned_until == row.in_force_on + timedelta(days=365)
    html = html_of(cast.ada)
    assert "Pinned to version 1.0.0 until your goal is met, at the latest until" in html
    assert "version=1.0.0" in html


def test_an_ended_goal_and_anothers_question_are_nobody_elses(cast: Cast) -> None:
    Goal.objects.filter(pk=aim(cast, "staff").pk).update(ended_at=cast.now)
    ask(cast, days=9)
    assert situation(cast, cast.ada).aim is None
    assert [question.about for question in situation(cast, cast.ada).questions] == ["Staff Engineer"]
    assert situation(cast, cast.ben).questions == ()


# Evidence


def test_only_recorded_claims_of_ones_own_count_and_only_standing_answers_confirm(cast: Cast) -> None:
    claims = evidence_of(cast)
    evidence_of(cast, cast.priya)
    Claim.objects.filter(pk=claims["errors"].pk).update(state=ClaimState.WITHDRAWN)
    lines = {
        line.criterion: line for line in evidence.evidence_of(cast.ada).lines(cast.lattice, cast.lattice.level("staff"))
    }
    assert set(lines) == {criterion.key for criterion in cast.lattice.criteria_at("staff")}
    counted = {key: (line.claims, line.numbers, line.confirmed) for key, line in lines.items() if line.claims}
    assert counted == {
        "design": (1, 0, 0),
        "direction": (1, 0, 0),
        "collaboration": (1, 0, 0),
        "communication": (1, 0, 0),
        "operations": (1, 1, 1),
        "code": (1, 1, 1),
        "delivery": (1, 1, 1),
    }


def test_an_answer_about_an_older_text_or_ones_own_confirms_nothing(cast: Cast) -> None:
    ledger = evidence_of(cast)["ledger"]
    staff = cast.lattice.level("staff")

    def confirmed() -> int:
        lines = evidence.evidence_of(cast.ada).lines(cast.lattice, staff)
        return sum(line.confirmed for line in lines)

    assert confirmed() == 3
    Claim.objects.filter(pk=ledger.pk).update(version=2)
    assert confirmed() == 0
    Attestation.objects.filter(claim=ledger).update(claim_version=2, attester=cast.ada)
    assert confirmed() == 0


def test_two_answers_about_one_claim_do_not_count_it_twice(cast: Cast) -> None:
    ledger = evidence_of(cast)["ledger"]
    Attestation.objects.create(claim=ledger, attester=cast.jun, asked_at=cast.now, claim_version=1)
    Metric.objects.create(claim=ledger, name="Errors", result="2")
    line = evidence.evidence_of(cast.ada).tallies["operations"]
    assert (line.claims, line.numbers, line.confirmed) == (1, 2, 2)


# Cost


def test_home_costs_the_same_queries_for_a_little_and_for_much(cast: Cast) -> None:
    evidence_of(cast)
    aim(cast, "staff")
    ask(cast, days=9)
    few = queries(cast.ada)
    fill(cast, claims=200)
    for day in range(10, 40):
        ask(cast, days=day)
    assert queries(cast.ada) == few <= 15


@pytest.mark.parametrize("key", ["ben", "gul", "hana", "kofi", "ivo", "dana", "chen", "omar"])
def test_home_costs_at_most_fifteen_queries_for_anyone(cast: Cast, key: str) -> None:
    evidence_of(cast)
    assert queries(cast.people[key]) <= 15


def fill(cast: Cast, *, claims: int) -> None:
    made = Claim.objects.bulk_create(
        Claim(
            person=cast.ada,
            title=f"Claim {number}",
            state=ClaimState.RECORDED,
            created_at=cast.now,
            changed_at=cast.now,
        )
        for number in range(claims)
    )
    ClaimCriterion.objects.bulk_create(ClaimCriterion(claim=claim, criterion="design") for claim in made)


def queries(person: Person) -> int:
    browser: Client = signed_in(person)
    browser.get(HOME)
    with CaptureQueriesContext(connection) as captured:
        answer = browser.get(HOME)
    assert answer.status_code == 200
    assert len(answer.content) < 60_000
    return len(captured)
