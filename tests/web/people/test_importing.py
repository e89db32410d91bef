"""A list is previewed, then applied as it was looked at, or not at all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.web.cast import Cast, make_cast, signed_in
from tests.web.racing import at_once

from waypost.people.writing import write_people
from waypost.refusal import Malformed, NotAllowed, NotNow, NotVisible
from waypost.web.journal.acts import Act
from waypost.web.journal.models import Event, Notice
from waypost.web.people.models import Duty, ImportState, PeopleImport, Person, Position, Team
from waypost.web.people.present import known_people
from waypost.web.people.services import apply_import, import_people_from_text, preview_people, record_leaving
from waypost.web.people.services.importing import PlanChanged, plan_for

pytestmark = pytest.mark.django_db
HEADING = "id,name,email,team,manager,function,level,title,joined,left,time zone\n"


@pytest.fixture
def today(cast: Cast) -> date:
    return cast.now.date()


def bring(cast: Cast, text: str, day: date | None = None) -> None:
    """Preview and apply as Hana would."""
    day = day or cast.now.date()
    kept = preview_people(cast.act(cast.hana), text=text, name="list.csv", in_force_on=day)
    apply_import(cast.act(cast.hana), kept, digest=plan_for(text, day).digest)


def test_a_preview_changes_nobody_and_is_one_event(cast: Cast, today: date) -> None:
    before = known_people()
    kept = preview_people(cast.act(cast.hana), text="id,title\nP003,Staff\n", name="a.csv", in_force_on=today)

    assert known_people() == before
    assert (kept.state, kept.by) == (ImportState.PREVIEWED, cast.hana)
    event = Event.objects.get()
    assert (event.kind, event.facts["changed"], event.facts["errors"]) == ("people.previewed", 1, 0)


def test_applying_adds_people_and_teams_with_positions_and_no_password(cast: Cast, today: date) -> None:
    bring(cast, HEADING + "N1,Zoe,Zoe@example.org,Ledger,P002,engineering,staff,,2026-01-05,,Europe/Berlin\n")

    zoe = Person.objects.get(number="N1")
    assert (zoe.name, zoe.email, zoe.joined_on, zoe.time_zone) == (
        "Zoe",
        "zoe@example.org",
        date(2026, 1, 5),
        "Europe/Berlin",
    )
    assert not zoe.has_usable_password()
    position = zoe.positions.get()
    assert (position.team, position.manager, position.level, position.title, position.from_day) == (
        Team.objects.get(key="ledger"),
        cast.ben,
        "staff",
        "Staff Engineer",
        today,
    )


def test_applying_closes_a_position_and_opens_the_next_and_tells_only_whom_it_changed(cast: Cast, today: date) -> None:
    bring(cast, "id,team,title\nP003,Search,Senior Engineer\nP004,Payments,\n")

    old, new = cast.ada.positions.order_by("from_day")
    assert (old.until_day, old.team.name, new.from_day, new.until_day) == (today, "Payments", today, None)
    assert (new.team.name, new.manager, new.level) == ("Search", cast.ben, "senior")
    applied = Event.objects.get(kind="people.imported")
    assert {k: applied.facts[k] for k in ("added", "changed", "ended", "unchanged")} == {
        "added": 0,
        "changed": 1,
        "ended": 0,
        "unchanged": 1,
    }
    assert list(Notice.objects.values_list("person", flat=True)) == [cast.ada.pk]


def test_whoever_leaves_is_out_at_the_next_request_and_hands_back_their_duties(cast: Cast, today: date) -> None:
    browser = signed_in(cast.kofi)
    assert browser.get("/people/").status_code == 200
    bring(cast, f"id,left\nP009,{today}\n")

    kofi = Person.objects.get(pk=cast.kofi.pk)
    assert (kofi.left_on, kofi.is_active, kofi.positions.get().until_day) == (today, False, today)
    assert Duty.objects.get(person=kofi).until_day == today
    answer = browser.get("/people/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=/people/")
    bring(cast, "id,left\nP009,none\n", today + timedelta(days=1))
    assert browser.get("/people/").status_code == 302  # back again, but the old browser stays signed out


def test_whoever_leaves_later_stays_signed_in_until_then(cast: Cast, today: date) -> None:
    browser = signed_in(cast.ada)
    bring(cast, f"id,left\nP003,{today + timedelta(days=30)}\n")

    assert browser.get("/people/").status_code == 200
    assert cast.ada.positions.get().until_day == today + timedelta(days=30)


def test_the_import_of_an_export_is_no_change(cast: Cast, today: date) -> None:
    text = write_people(known_people(), day=today)

    plan = plan_for(text, today)
    assert (plan.entries, plan.errors, plan.unchanged) == ((), (), len(cast.people))


def test_two_exchange_their_addresses_and_a_new_person_takes_one_given_up(cast: Cast, today: date) -> None:
    bring(
        cast,
        "id,name,email,team,function,title,joined\n"
        "P003,,ben@example.org,,,,\n"
        "P002,,b@example.org,,,,\n"
        "P004,,ada@example.org,,,,\n"
        "N1,Zoe,noor@example.org,Search,product,PM,2026-01-05\n",
    )

    assert dict(Person.objects.filter(number__in=["P002", "P003", "P004", "N1"]).values_list("number", "email")) == {
        "P002": "b@example.org",
        "P003": "ben@example.org",
        "P004": "ada@example.org",
        "N1": "noor@example.org",
    }


def test_an_old_address_no_longer_signs_in(cast: Cast) -> None:
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=cast.ada, email="ada@example.org", verified=True, primary=True)
    bring(cast, "id,email\nP003,ada.l@example.org\n")

    assert not EmailAddress.objects.filter(user=cast.ada).exists()


def test_a_list_in_force_on_a_past_day_changes_positions_from_that_day(cast: Cast, today: date) -> None:
    past = today - timedelta(days=40)
    bring(cast, "id,title\nP003,Lead\n", past)

    assert list(cast.ada.positions.order_by("from_day").values_list("title", "until_day")) == [
        ("Senior Engineer", past),
        ("Lead", None),
    ]


def test_a_position_recorded_for_later_takes_over_the_new_manager(cast: Cast, today: date) -> None:
    later = today + timedelta(days=30)
    Position.objects.filter(person=cast.ada).update(until_day=later)
    team = cast.teams["payments"]
    Position.objects.create(
        person=cast.ada, team=team, manager=cast.ben, function="engineering", level="staff", title="S", from_day=later
    )
    bring(cast, "id,manager\nP003,P008\n")

    assert list(cast.ada.positions.order_by("from_day").values_list("manager__name", "level", "until_day")) == [
        ("Ben Okafor", "senior", today),
        ("Dana Mbeki", "senior", later),
        ("Dana Mbeki", "staff", None),
    ]


def test_what_changed_since_the_preview_is_refused_with_the_new_preview(cast: Cast, today: date) -> None:
    text = "id,title\nP003,Lead\n"
    kept = preview_people(cast.act(cast.hana), text=text, name="", in_force_on=today)
    seen = plan_for(text, today).digest
    Person.objects.filter(pk=cast.ada.pk).update(name="Ada L.")

    with pytest.raises(PlanChanged) as refusal:
        apply_import(cast.act(cast.hana), kept, digest=seen)
    assert (refusal.value.status, refusal.value.plan.entries[0].after.name) == (409, "Ada L.")
    assert cast.ada.positions.get().title == "Senior Engineer"
    apply_import(cast.act(cast.hana), kept, digest=refusal.value.plan.digest)
    assert cast.ada.positions.count() == 2


def test_a_list_with_an_error_is_not_applied_at_all(cast: Cast, today: date) -> None:
    text = "id,title,manager\nP003,Lead,\nP004,,P999\n"
    kept = preview_people(cast.act(cast.hana), text=text, name="", in_force_on=today)

    with pytest.raises(Malformed) as refusal:
        apply_import(cast.act(cast.hana), kept, digest=plan_for(text, today).digest)
    assert [missing.says for missing in refusal.value.missing] == [
        "line 3, manager: Nobody has the id “P999”. Write the id of somebody who is here or in this list, or “none”."
    ]
    assert cast.ada.positions.count() == 1


def test_a_list_is_applied_once(cast: Cast, today: date) -> None:
    text = "id,title\nP003,Lead\n"
    kept = preview_people(cast.act(cast.hana), text=text, name="", in_force_on=today)
    digest = plan_for(text, today).digest
    apply_import(cast.act(cast.hana), kept, digest=digest)

    with pytest.raises(NotNow, match="applied already"):
        apply_import(cast.act(cast.hana), kept, digest=digest)
    assert cast.ada.positions.count() == 2


def test_a_list_that_changes_nothing_is_not_applied(cast: Cast, today: date) -> None:
    text = "id,name\nP003,Ada Lindqvist\n"
    kept = preview_people(cast.act(cast.hana), text=text, name="", in_force_on=today)

    with pytest.raises(NotNow, match="changes nothing"):
        apply_import(cast.act(cast.hana), kept, digest=plan_for(text, today).digest)


@pytest.mark.parametrize("who", ["ada", "ben", "omar", "ivo", "kofi"])
def test_only_people_operations_import(cast: Cast, today: date, who: str) -> None:
    kept = preview_people(cast.act(cast.hana), text="id,title\nP003,Lead\n", name="", in_force_on=today)

    with pytest.raises(NotAllowed):
        preview_people(cast.act(cast.people[who]), text="id\n", name="", in_force_on=today)
    with pytest.raises(NotAllowed):
        apply_import(cast.act(cast.people[who]), kept, digest=kept.digest)
    with pytest.raises(NotAllowed):
        import_people_from_text(cast.act(cast.people[who]), text="id\n", in_force_on=today)


def test_a_list_nobody_gave_cannot_be_applied(cast: Cast, today: date) -> None:
    ghost = PeopleImport(text="", in_force_on=today)

    with pytest.raises(NotVisible):
        apply_import(cast.act(cast.hana), ghost, digest="")


def test_a_day_far_off_is_a_slip_of_the_keyboard(cast: Cast, today: date) -> None:
    with pytest.raises(Malformed, match="a year"):
        preview_people(cast.act(cast.hana), text="id\n", name="", in_force_on=today + timedelta(days=367))


def test_the_command_line_imports_as_nobody_in_one_event(cast: Cast, today: date) -> None:
    plan = import_people_from_text(cast.act(None), text="id,title\nP003,Lead\n", in_force_on=today)

    assert (len(plan.changed), Event.objects.get().actor, PeopleImport.objects.get().by) == (1, None, None)
    with pytest.raises(Malformed):
        import_people_from_text(cast.act(None), text="id,title\nP003,X,Y\n", in_force_on=today)


def test_leaving_is_recorded_for_one_person_without_a_list(cast: Cast, today: date) -> None:
    record_leaving(cast.act(cast.hana), cast.lena, left_on=today)

    assert not Person.objects.get(pk=cast.lena.pk).is_active
    event = Event.objects.get()
    assert (event.kind, event.about, event.facts) == ("person.left", cast.lena, {"on": today.isoformat()})
    with pytest.raises(NotNow):
        record_leaving(cast.act(cast.hana), cast.lena, left_on=today)
    with pytest.raises(NotAllowed):
        record_leaving(cast.act(cast.ben), cast.ada, left_on=today)
    with pytest.raises(NotAllowed):
        record_leaving(cast.act(cast.hana), cast.hana, left_on=today)
    with pytest.raises(Malformed, match="before they joined"):
        record_leaving(cast.act(cast.hana), cast.ada, left_on=date(2001, 1, 1))


def test_two_thousand_people_are_applied_in_a_bounded_number_of_statements(
    cast: Cast, today: date, django_assert_max_num_queries: object
) -> None:
    rows = "".join(
        f"N{i},P,p{i}@example.org,T {i % 90},{'P001' if i < 20 else f'N{i % 20}'},engineering,senior,,2024-01-01,,\n"
        for i in range(2_000)
    )
    import_people_from_text(cast.act(None), text=HEADING + rows, in_force_on=today)
    moved = "id,team\n" + "".join(f"N{i},T {(i + 1) % 90}\n" for i in range(2_000))

    with django_assert_max_num_queries(120):  # type: ignore[operator]
        import_people_from_text(cast.act(None), text=moved, in_force_on=today + timedelta(days=1))
    assert Position.objects.filter(person__number__startswith="N").count() == 4_000


def test_whoever_leaves_before_their_promotion_begins_may_leave(cast: Cast, today: date) -> None:
    from waypost.promotion.stages import Stage
    from waypost.web.promotion.models import Case

    later = today + timedelta(days=30)
    Position.objects.filter(person=cast.ada).update(until_day=later)
    dated = Position.objects.create(
        person=cast.ada, team=cast.teams["payments"], function="engineering", level="staff", title="S", from_day=later
    )
    case = Case.objects.create(
        candidate=cast.ada,
        manager=cast.ben,
        nominated_by=cast.ben,
        framework=cast.framework,
        from_level="senior",
        target_level="staff",
        target_band="B4",
        cycle_on=today,
        stage=Stage.TOLD.value,
        stage_since=cast.now,
        nominated_at=cast.now,
        position=dated,
    )
    record_leaving(cast.act(cast.hana), cast.ada, left_on=today + timedelta(days=10))

    assert list(cast.ada.positions.values_list("level", "until_day")) == [("senior", today + timedelta(days=10))]
    assert Case.objects.get(pk=case.pk).position is None


@pytest.mark.django_db(transaction=True)
def test_two_who_apply_at_once_apply_once() -> None:
    cast = make_cast()
    today, text = cast.now.date(), "id,title\nP003,Lead\n"
    kept = preview_people(cast.act(cast.hana), text=text, name="", in_force_on=today)
    digest = plan_for(text, today).digest
    hana = Person.objects.get(pk=cast.hana.pk)

    def apply(key: str) -> object:
        return apply_import(Act(by=hana, once=key), kept, digest=digest)

    clicked_twice = at_once(2, lambda _mine: apply("one form"))
    assert sorted(type(result).__name__ for result in clicked_twice) == ["AlreadyDone", "Plan"]
    other_windows = at_once(2, lambda mine: apply(f"form {mine}"))
    assert [type(result).__name__ for result in other_windows] == ["NotNow", "NotNow"]
    assert cast.ada.positions.count() == 2
    assert Event.objects.filter(kind="people.imported").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_lists_at_once_are_applied_one_after_the_other_and_the_later_is_looked_at_again() -> None:
    cast = make_cast()
    today = cast.now.date()
    texts = ["id,title\nP003,Lead\n", "id,team\nP003,Search\n"]
    lists = [preview_people(cast.act(cast.hana), text=text, name="", in_force_on=today) for text in texts]
    digests = [plan_for(text, today).digest for text in texts]
    hana = Person.objects.get(pk=cast.hana.pk)

    results = at_once(2, lambda mine: apply_import(Act(by=hana), lists[mine], digest=digests[mine]))
    assert sorted(type(result).__name__ for result in results) == ["Plan", "PlanChanged"]
    assert cast.ada.positions.filter(until_day=None).count() == 1
