"""Scope documents: versions by quarter, who needs one, who reads them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web.cast import Cast, signed_in

from waypost.refusal import Conflict, Malformed, NotNow, NotVisible
from waypost.web.evidence.models import ScopeDocument
from waypost.web.evidence.quarters import Quarter, open_for_writing, quarter_of, read_quarter
from waypost.web.evidence.selectors.scope import Due, changes, document_before, scope_due, scope_quarters
from waypost.web.evidence.services.scope import save_scope_document
from waypost.web.journal.models import Event


def saved(cast: Cast, body: str = "Owns settlement.", *, seen: int = 1, who: str = "chen") -> ScopeDocument:
    quarter = str(quarter_of(cast.now.date()))
    return save_scope_document(cast.act(cast.people[who]), quarter=quarter, seen=seen, body=body)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)))
def test_every_day_is_in_the_quarter_that_began_last(day: date) -> None:
    quarter = quarter_of(day)

    assert quarter.first_day <= day < quarter.after.first_day
    assert read_quarter(str(quarter)) == quarter
    assert quarter.after.before == quarter


@pytest.mark.parametrize("text", ["", "2026", "2026-Q5", "2026-Q0", "26-Q1", "2026-Q1 ", "2026-q1"])
def test_what_is_no_quarter_is_not_read_as_one(text: str) -> None:
    assert read_quarter(text) is None


def test_this_quarter_and_the_last_can_be_written() -> None:
    assert open_for_writing(date(2026, 1, 1)) == (Quarter(2026, 1), Quarter(2025, 4))


def test_each_save_is_a_version_and_an_event_that_proves_its_text(cast: Cast) -> None:
    first, second = saved(cast), saved(cast, "Owns settlement and refunds.", seen=2)

    events = Event.objects.filter(kind="scope_document.saved").order_by("number")
    assert [one.facts["version"] for one in events] == [1, 2]
    assert events[0].facts["digest"] != events[1].facts["digest"]
    assert {first.body, second.body} == set(ScopeDocument.objects.values_list("body", flat=True))


def test_a_version_somebody_did_not_see_is_not_passed_over(cast: Cast) -> None:
    saved(cast, "From the phone.")

    with pytest.raises(Conflict) as refused:
        saved(cast, "From the laptop.")

    assert [text for _label, text in (*refused.value.theirs, *refused.value.mine)] == [
        "From the phone.",
        "From the laptop.",
    ]
    assert ScopeDocument.objects.count() == 1


def test_a_closed_quarter_an_empty_page_and_nonsense_are_refused(cast: Cast) -> None:
    act = cast.act(cast.chen)
    now = quarter_of(cast.now.date())

    with pytest.raises(NotNow):
        save_scope_document(act, quarter=str(now.before.before), seen=1, body="Late.")
    with pytest.raises(NotNow):
        save_scope_document(act, quarter=str(now.after), seen=1, body="Early.")
    for quarter, body in ((str(now), "  "), (str(now), "x" * 20_001), ("2026", "Text.")):
        with pytest.raises(Malformed):
            save_scope_document(act, quarter=quarter, seen=1, body=body)
    assert not ScopeDocument.objects.exists()


def test_a_leaver_saves_nothing(cast: Cast) -> None:
    with pytest.raises(NotVisible):
        saved(cast, who="mia")


def test_the_last_quarter_is_where_the_next_one_starts(cast: Cast) -> None:
    last = str(quarter_of(cast.now.date()).before)
    ScopeDocument.objects.create(
        person=cast.chen, quarter=last, body="Owns the search index.", saved_at=cast.now - timedelta(days=80)
    )

    assert "Owns the search index." in signed_in(cast.chen).get("/evidence/scope/edit/").content.decode()


def test_a_version_is_compared_with_the_last_of_the_quarter_before(cast: Cast) -> None:
    quarter = quarter_of(cast.now.date())
    for number, body in ((3, "Old."), (2, "Owns the index.\nOwns ranking.")):
        ScopeDocument.objects.create(
            person=cast.chen, quarter=str(quarter.before), body=body, saved_at=cast.now - timedelta(days=number)
        )
    row = saved(cast, "Owns the index.\nGave ranking to Jun.")

    page = signed_in(cast.chen).get(f"/evidence/scope/{row.pk}/").content.decode()

    before = document_before(row)
    assert before is not None
    assert before.body == "Owns the index.\nOwns ranking."
    assert "<del>Owns ranking.</del>" in page
    assert "<ins>Gave ranking to Jun.</ins>" in page


@given(st.text(alphabet="ab\n", max_size=30), st.text(alphabet="ab\n", max_size=30))
def test_the_passages_make_up_both_texts(old: str, new: str) -> None:
    passages = changes(old, new)

    after = [line for one in passages if one.kind != "removed" for line in one.text.split("\n")]
    before = [line for one in passages if one.kind != "added" for line in one.text.split("\n")]
    assert after == new.splitlines()
    assert before == old.splitlines()


def test_the_policy_says_who_needs_one_and_until_when_it_counts(cast: Cast) -> None:
    day = date(2026, 9, 1)
    within = cast.lattice.evidence.for_level(cast.lattice.level("staff"), framework=cast.lattice)
    days = within.scope_document_within_days
    assert days is not None

    assert scope_due(cast.lattice, level="staff", newest=day) == Due(asked=True, until=day + timedelta(days=days))
    assert scope_due(cast.lattice, level="staff", newest=None) == Due(asked=True, until=None)
    for level in ("senior", "manager", "", "unheard-of"):
        assert scope_due(cast.lattice, level=level, newest=day) == Due(asked=False, until=None)


def test_the_manager_reads_a_reports_documents_and_others_do_not(cast: Cast) -> None:
    row = saved(cast)

    assert signed_in(cast.vera).get(f"/evidence/scope/{row.pk}/").status_code == 200
    assert signed_in(cast.vera).get(f"/evidence/scope/?of={cast.chen.pk}").status_code == 200
    assert [one.quarter for one in scope_quarters(cast.vera, of=cast.chen)] == [row.quarter]
    for who in ("lena", "jun", "ben", "hana", "omar"):
        client = signed_in(cast.people[who])
        assert client.get(f"/evidence/scope/{row.pk}/").status_code == 404
        assert client.get(f"/evidence/scope/?of={cast.chen.pk}").status_code == 404


def test_writing_works_without_scripts_and_twice_is_once(cast: Cast) -> None:
    quarter = str(quarter_of(cast.now.date()))
    sent = {"once": "a", "seen": "1", "quarter": quarter, "body": "Owns the index."}
    chen = signed_in(cast.chen)

    places = {chen.post("/evidence/scope/edit/", sent)["Location"] for _ in range(2)}

    assert places == {f"/evidence/scope/{ScopeDocument.objects.get().pk}/"}


def test_a_conflict_on_the_page_shows_both_and_learns_the_version(cast: Cast) -> None:
    row = saved(cast, "From the phone.")
    sent = {"once": "a", "seen": "1", "quarter": row.quarter, "body": "From the laptop."}

    answer = signed_in(cast.chen).post("/evidence/scope/edit/", sent)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "From the phone." in page
    assert 'name="seen" value="2"' in page


def test_only_open_quarters_have_a_page_to_write(cast: Cast) -> None:
    closed = quarter_of(cast.now.date()).before.before

    assert signed_in(cast.chen).get(f"/evidence/scope/edit/?quarter={closed}").status_code == 409


def test_the_page_says_that_one_is_due(cast: Cast) -> None:
    assert "Your level asks for one" in signed_in(cast.chen).get("/evidence/scope/").content.decode()
    assert "Your level does not ask for one" in signed_in(cast.ada).get("/evidence/scope/").content.decode()
