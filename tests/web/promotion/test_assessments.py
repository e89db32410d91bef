"""Assessments: asked by name, written in peace, given or declined, sealed with the packet."""

from __future__ import annotations

import pytest
from tests.web.cast import Cast, case_at, move, signed_in

from waypost.promotion.stages import Action, Stage
from waypost.refusal import Conflict, Malformed, NotAllowed, NotNow, NotVisible
from waypost.web.journal.models import Event, Notice
from waypost.web.people.models import Position
from waypost.web.promotion.models import Assessment, Case
from waypost.web.promotion.services import assessments

WORDS = {"design": "Owns the schema."}


@pytest.fixture
def case(cast: Cast) -> Case:
    """Ada's case while evidence is gathered."""
    return case_at(cast, Stage.GATHERING)


def asked(cast: Cast, case: Case, name: str = "jun") -> Assessment:
    """A request Ben sent to somebody."""
    return assessments.ask_peer(cast.act(cast.ben), case, peer=cast.people[name])


@pytest.mark.parametrize(("asker", "peer", "outside"), [("ada", "noor", False), ("ben", "jun", True)])
def test_candidate_and_manager_ask_and_the_team_is_computed(
    cast: Cast, case: Case, asker: str, peer: str, outside: bool
) -> None:
    row = assessments.ask_peer(cast.act(cast.people[asker]), case, peer=cast.people[peer])
    assert (row.kind, row.state, row.outside_team) == ("peer", "asked", outside)
    event = Event.objects.get(kind="assessment.asked")
    assert (event.about, event.place) == (cast.ada, f"/promotions/assessments/{row.pk}/")
    assert [notice.person for notice in Notice.objects.filter(event=event)] == [cast.people[peer]]


@pytest.mark.parametrize(("name", "refusal"), [("hana", NotAllowed), ("chen", NotVisible), ("lena", NotVisible)])
def test_nobody_else_asks(cast: Cast, case: Case, name: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        assessments.ask_peer(cast.act(cast.people[name]), case, peer=cast.jun)


@pytest.mark.parametrize("name", ["ada", "ben", "mia"])
def test_candidate_manager_and_who_left_are_no_peers(cast: Cast, case: Case, name: str) -> None:
    with pytest.raises(Malformed):
        assessments.ask_peer(cast.act(cast.ben), case, peer=cast.people[name])


def test_a_peer_is_asked_once_and_again_after_declining(cast: Cast, case: Case) -> None:
    row = asked(cast, case)
    with pytest.raises(NotNow):
        asked(cast, case)
    assessments.decline(cast.act(cast.jun), row, seen=row.version)
    assert asked(cast, case).pk == row.pk
    assert Assessment.objects.get(pk=row.pk).state == "asked"


def test_there_are_peers_enough_at_twelve(cast: Cast, case: Case) -> None:
    others = [key for key in cast.people if key not in ("ada", "ben", "mia")]
    for name in others[:12]:
        asked(cast, case, name)
    with pytest.raises(NotNow):
        asked(cast, case, others[12])


@pytest.mark.parametrize("stage", [Stage.NOMINATED, Stage.ACCEPTED, Stage.SUBMITTED])
def test_nobody_is_asked_while_nothing_is_gathered(cast: Cast, stage: Stage) -> None:
    case = case_at(cast, stage)
    with pytest.raises(NotNow):
        assessments.ask_peer(cast.act(cast.ben), case, peer=cast.kim)


def test_words_are_kept_while_they_are_written_and_nobody_reads_them_yet(cast: Cast, case: Case) -> None:
    row = asked(cast, case)
    kept = assessments.keep_words(cast.act(cast.jun), row, seen=row.version, words={**WORDS, "code": "  "})
    assert (kept.words, kept.version, kept.state) == (WORDS, row.version + 1, "asked")
    assert (
        "Owns the schema." not in signed_in(cast.ben).get(f"/promotions/{case.pk}/?criterion=design").content.decode()
    )
    given = assessments.give(cast.act(cast.jun), kept, seen=kept.version, words=WORDS)
    assert given.state == "given"
    assert "Owns the schema." in signed_in(cast.ben).get(f"/promotions/{case.pk}/?criterion=design").content.decode()


def test_given_words_change_only_by_giving_them_again(cast: Cast, case: Case) -> None:
    row = asked(cast, case)
    given = assessments.give(cast.act(cast.jun), row, seen=row.version, words=WORDS)
    with pytest.raises(NotNow):
        assessments.keep_words(cast.act(cast.jun), given, seen=given.version, words={"design": "Other"})
    again = assessments.give(cast.act(cast.jun), given, seen=given.version, words={"design": "Other"})
    assert again.words == {"design": "Other"}


def test_two_windows_of_one_author_lose_nothing(cast: Cast, case: Case) -> None:
    row = asked(cast, case)
    assessments.keep_words(cast.act(cast.jun), row, seen=row.version, words=WORDS)
    with pytest.raises(Conflict) as refused:
        assessments.give(cast.act(cast.jun), row, seen=row.version, words={"design": "From the other window"})
    assert refused.value.mine == (("System design", "From the other window"),)
    assert Assessment.objects.get(pk=row.pk).words == WORDS


@pytest.mark.parametrize("words", [{}, {"design": "   "}])
def test_an_empty_assessment_is_not_given(cast: Cast, case: Case, words: dict[str, str]) -> None:
    row = asked(cast, case)
    with pytest.raises(Malformed):
        assessments.give(cast.act(cast.jun), row, seen=row.version, words=words)


def test_only_criteria_of_the_level_are_written_about_and_not_without_end(cast: Cast, case: Case) -> None:
    row = asked(cast, case)
    for words in ({"team-health": "…"}, {"made-up": "…"}, {"design": "x" * 4001}):
        with pytest.raises(Malformed):
            assessments.give(cast.act(cast.jun), row, seen=row.version, words=words)
    assert assessments.give(cast.act(cast.jun), row, seen=row.version, words={"design": "x" * 4000}).state == "given"


@pytest.mark.parametrize("name", ["ada", "ben", "hana", "kim", "lena"])
def test_nobody_writes_for_somebody_else(cast: Cast, case: Case, name: str) -> None:
    row = asked(cast, case)
    with pytest.raises(NotVisible):
        assessments.give(cast.act(cast.people[name]), row, seen=row.version, words=WORDS)


def test_with_the_packet_assessments_are_sealed(cast: Cast) -> None:
    case = case_at(cast, Stage.SUBMITTED)
    row = Assessment.objects.get(case=case, author=cast.jun)
    for act in (assessments.give, assessments.keep_words):
        with pytest.raises(NotNow):
            act(cast.act(cast.jun), row, seen=row.version, words=WORDS)
    with pytest.raises(NotNow):
        assessments.decline(cast.act(cast.jun), row, seen=row.version)


def test_self_and_manager_do_not_decline(cast: Cast, case: Case) -> None:
    for author in (cast.ada, cast.ben):
        row = Assessment.objects.get(case=case, author=author)
        with pytest.raises(NotNow):
            assessments.decline(cast.act(author), row, seen=row.version)


def test_declining_keeps_nothing_and_tells_who_waits(cast: Cast, case: Case) -> None:
    row = asked(cast, case)
    kept = assessments.keep_words(cast.act(cast.jun), row, seen=row.version, words=WORDS)
    assessments.decline(cast.act(cast.jun), kept, seen=kept.version)
    assert Assessment.objects.get(pk=row.pk).words == {}
    event = Event.objects.get(kind="assessment.declined")
    told = {notice.person for notice in Notice.objects.filter(event=event)}
    assert told == {cast.ada, cast.ben}


def test_the_page_of_an_assessment_is_its_authors_and_leads_readers_to_the_case(cast: Cast, case: Case) -> None:
    row = asked(cast, case)
    answers = {
        name: signed_in(cast.people[name]).get(f"/promotions/assessments/{row.pk}/").status_code
        for name in ("jun", "ben", "ada", "hana", "chen", "lena", "omar")
    }
    assert answers == {"jun": 200, "ben": 302, "ada": 302, "hana": 302, "chen": 404, "lena": 404, "omar": 404}


def test_a_withdrawn_case_takes_its_requests_away(cast: Cast, case: Case) -> None:
    row = asked(cast, case)
    move(cast, case, Action.WITHDRAW, cast.ada)
    assert signed_in(cast.jun).get(f"/promotions/assessments/{row.pk}/").status_code == 404


def test_writing_saving_and_giving_in_a_browser(cast: Cast, case: Case) -> None:
    row = asked(cast, case)
    jun, place = signed_in(cast.jun), f"/promotions/assessments/{row.pk}/"
    form = {"seen": row.version, "about-design": "Owns <b>the</b> schema.", "once": "k"}
    saved = jun.post(place + "draft/", form)
    assert saved.status_code == 200
    assert 'name="seen" value="2"' in saved.content.decode()
    stale = jun.post(place, form)
    assert stale.status_code == 409
    assert "What you wrote" in stale.content.decode()
    assert jun.post(place, {**form, "seen": 2}).status_code == 302
    page = jun.get(place).content.decode()
    assert "Owns &lt;b&gt;the&lt;/b&gt; schema." in page
    assert "<b>the</b>" not in page


def test_the_search_finds_people_by_name_and_marks_who_is_outside(cast: Cast, case: Case) -> None:
    asked(cast, case, "noor")
    ada, place = signed_in(cast.ada), f"/promotions/{case.pk}/ask/"
    team = ada.get(place).context["asking"]
    assert [one.position.person for one in team.found] == []  # Ben and Ada speak already, Noor was asked
    found = ada.get(place, {"q": "pa"}).context["asking"].found
    assert {(one.position.person.name, one.outside_team) for one in found} == {
        ("Jun Park", True),
        ("Paola Conti", True),
    }
    assert ada.post(place, {"peer": str(cast.jun.pk), "once": "x"}).status_code == 302
    assert ada.post(place, {"peer": str(cast.jun.pk), "once": "x"}).status_code == 302
    assert Assessment.objects.filter(author=cast.jun).count() == 1
    assert ada.post(place, {"peer": str(cast.jun.pk), "once": "y"}).status_code == 409


def test_who_left_is_not_found(cast: Cast, case: Case) -> None:
    Position.objects.filter(person=cast.mia).update(until_day=None)
    assert signed_in(cast.ada).get(f"/promotions/{case.pk}/ask/", {"q": "Mia"}).context["asking"].found == ()
