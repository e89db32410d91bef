"""Who is affected: level by level and how; goals and cases in steps only, names for whom they are open to already."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.cast import Cast, case_at, signed_in
from tests.web.frameworks.documents import changed, published, raised

from waypost.framework.reading import read_text
from waypost.framework.schema import Framework
from waypost.promotion.stages import Stage
from waypost.web.frameworks.impact import CasePinned, Fate, Step, impact_of, stepped
from waypost.web.frameworks.services.drafts import DraftText, begin_draft
from waypost.web.growth.models import Goal
from waypost.web.growth.services.goals import set_goal
from waypost.web.people.models import Person


def framework(text: str) -> Framework:
    found = read_text(text).framework
    assert found is not None
    return found


def impact(cast: Cast, text: str, *, names: bool = False):
    return impact_of(framework(text), before=cast.framework, day=cast.now.date(), names=names)


def five_goals(cast: Cast, *, more: int = 0) -> None:
    """Goals of five people, and `more`, to Staff."""
    people = [cast.ada, cast.noor, cast.jun, cast.lena, cast.priya, cast.kofi, cast.dana][: 5 + more]
    for person in people:
        Goal.objects.create(person=person, framework=cast.framework, level="staff", set_at=cast.now)


def test_it_says_level_by_level_what_changes_and_how_many_stand_there(cast: Cast) -> None:
    found = impact(cast, raised(cast))
    rows = {row.level.key: row for row in found.levels}
    assert [(row.fate, row.people, row.names, row.more) for key, row in rows.items() if key == "staff"] == [
        (Fate.STAYS, 3, (), 1)
    ]
    assert "engineer" in {level.key for level in found.untouched}
    assert (found.change_class, found.with_names) == ("major", False)


def test_a_level_that_is_gone_and_one_with_another_name_are_told_apart(cast: Cast) -> None:
    text = raised(cast).replace("principal", "architect")
    rows = {row.level.key: row for row in impact(cast, text).levels}
    assert (rows["principal"].fate, rows["principal"].people) == (Fate.RENAMED, 1)
    assert rows["principal"].called == "Principal Engineer (architect)"


@pytest.mark.parametrize(("number", "told"), [(0, 0), (1, 0), (4, 0), (5, 5), (9, 5), (10, 10), (14, 10), (200, 200)])
def test_numbers_are_told_in_steps_of_the_least_group(number: int, told: int) -> None:
    assert stepped(number, least=5) == Step(5, told)
    assert stepped(number, least=5).few is (told == 0)


@pytest.mark.parametrize(("more", "told"), [(-5, 0), (-1, 0), (0, 5), (2, 5)])
def test_goals_are_counted_in_steps_whoever_asks(cast: Cast, more: int, told: int) -> None:
    five_goals(cast, more=more)
    for names in (False, True):
        rows = {row.level.key: row for row in impact(cast, raised(cast), names=names).levels}
        assert rows["staff"].goals == Step(5, told)


def test_the_threshold_is_that_of_the_version_before_not_of_the_draft(cast: Cast) -> None:
    five_goals(cast, more=-2)
    assert "small groups: {numbers: 5" in cast.framework.document
    lowered = raised(cast).replace("small groups: {numbers: 5", "small groups: {numbers: 3")
    rows = {row.level.key: row for row in impact(cast, lowered).levels}
    assert rows["staff"].goals == Step(5, 0)


def test_an_ended_goal_and_that_of_a_leaver_do_not_count(cast: Cast) -> None:
    five_goals(cast)
    Goal.objects.filter(person=cast.ada).update(ended_at=cast.now)
    Person.objects.filter(pk=cast.noor.pk).update(left_on=cast.now.date())
    Goal.objects.create(person=cast.ada, framework=cast.framework, level="principal", set_at=cast.now)
    rows = {row.level.key: row for row in impact(cast, raised(cast)).levels}
    assert rows["staff"].goals.few


def test_an_open_case_says_under_which_version_it_stays_to_people_operations_alone(cast: Cast) -> None:
    case_at(cast, Stage.GATHERING)
    seen = {row.level.key: row for row in impact(cast, raised(cast), names=True).levels}["staff"]
    assert seen.open_cases == (CasePinned("Ada Lindqvist", "1.0.0"),)
    assert "Chen Wei" in seen.names
    owner = {row.level.key: row for row in impact(cast, raised(cast)).levels}["staff"]
    assert (owner.open_cases, owner.names, owner.cases) == ((), (), Step(5, 0))


def test_a_closed_case_is_nobodys_concern(cast: Cast) -> None:
    case_at(cast, Stage.WITHDRAWN)
    seen = {row.level.key: row for row in impact(cast, raised(cast), names=True).levels}["staff"]
    assert seen.open_cases == ()


def test_goals_under_an_older_version_count_at_the_level_they_mean(cast: Cast) -> None:
    for person in (cast.ada, cast.noor, cast.jun, cast.lena, cast.priya):
        Goal.objects.create(person=person, framework=cast.framework, level="principal", set_at=cast.now)
    second = published(cast, raised(cast).replace("principal", "architect"))
    third = second.document.replace("version: 2.0.0", "version: 3.0.0").replace("title: Principal", "title: Chief")
    rows = {row.level.key: row for row in impact_of(framework(third), before=second, day=cast.now.date()).levels}
    assert rows["architect"].goals == Step(5, 5)


def draft_of(cast: Cast, text: str):
    return begin_draft(cast.act(cast.kofi), DraftText("Next", text, cast.now.date() + timedelta(days=30)))


def test_the_page_of_a_draft_is_the_owners_and_tells_no_goal_and_no_case(cast: Cast) -> None:
    case_at(cast, Stage.GATHERING)
    place = reverse("frameworks:draft_impact", args=[draft_of(cast, raised(cast)).pk])
    shown = signed_in(cast.kofi).get(place)
    text = shown.content.decode()
    assert shown.status_code == 200
    assert "fewer than 5" in text
    assert "Ada Lindqvist" not in text
    assert "Chen Wei" not in text


def test_the_page_of_a_version_names_people_and_cases_to_people_operations(cast: Cast) -> None:
    case_at(cast, Stage.GATHERING)
    row = published(cast, raised(cast))
    place = reverse("frameworks:version_impact", args=[row.pk])
    text = signed_in(cast.hana).get(place).content.decode()
    assert "Ada Lindqvist (stays under 1.0.0)" in text
    assert "Chen Wei" in text


@pytest.mark.parametrize(("who", "status"), [("kofi", 200), ("hana", 200), ("ada", 403), ("ben", 403), ("omar", 403)])
def test_it_opens_to_owners_and_people_operations(cast: Cast, who: str, status: int) -> None:
    row = published(cast, raised(cast))
    browser = signed_in(cast.people[who])
    assert browser.get(reverse("frameworks:version_impact", args=[row.pk])).status_code == status
    link = reverse("frameworks:version_impact", args=[row.pk]).encode()
    assert (link in browser.get(reverse("frameworks:version", args=[row.pk])).content) is (status == 200)


def test_a_draft_that_cannot_be_read_says_so_and_a_strangers_is_not_there(cast: Cast) -> None:
    place = reverse("frameworks:draft_impact", args=[draft_of(cast, "version: 3\n").pk])
    assert signed_in(cast.kofi).get(place).status_code == 409
    assert signed_in(cast.ada).get(place).status_code == 404


def test_the_first_version_touches_nobody(cast: Cast) -> None:
    place = reverse("frameworks:version_impact", args=[cast.framework.pk])
    assert "it is the first version" in signed_in(cast.kofi).get(place).content.decode()


def test_it_costs_the_same_for_one_goal_and_for_two_hundred(cast: Cast) -> None:
    row = published(cast, changed(cast, "2.0.0", "Owns a design that several teams", "Owns a design that 9 teams"))
    place = reverse("frameworks:version_impact", args=[row.pk])
    browser = signed_in(cast.hana)
    set_goal(cast.act(cast.ada), level="staff")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(place).status_code == 200
        return len(queries)

    cost()
    before = cost()
    people = Person.objects.bulk_create(
        Person(number=f"n{n}", name=f"Person {n}", email=f"p{n}@example.org", joined_on=cast.now.date())
        for n in range(200)
    )
    Goal.objects.bulk_create(
        Goal(person=person, framework=cast.framework, level="staff", set_at=cast.now) for person in people
    )
    assert cost() == before <= 15
