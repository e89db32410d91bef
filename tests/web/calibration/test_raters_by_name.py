"""Where the framework names raters: the room alone reads names, for every case or for none, and never before time."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.calibration.in_the_room import bare, change
from tests.web.calibration.naming import PANELS, of_people, under, version_with
from tests.web.calibration.rows import by_hand, made_by_hand
from tests.web.calibration.test_measured import many, page
from tests.web.cast import PEOPLE, STRATEGIC, TECHNICAL, Cast, case_at, signed_in
from tests.web.judging import entry_of, review_of, session_over, step, to_calibration

from waypost.calibration.measured import Measured
from waypost.calibration.session import Step
from waypost.framework.diff import ChangeClass, diff
from waypost.framework.policy import Process
from waypost.framework.schema import Raters
from waypost.promotion import disclosure
from waypost.promotion.disclosure import Part
from waypost.promotion.stages import Role, Stage
from waypost.web.calibration.models import Attendee, Session
from waypost.web.calibration.selectors.entries import EntryPage
from waypost.web.calibration.selectors.rooms import Room
from waypost.web.frameworks.reading import framework_of
from waypost.web.promotion.models import Case, PanelName, Seat

RATERS = (*TECHNICAL, *STRATEGIC)
NAMES = {PEOPLE[who][0] for who in RATERS}


@pytest.fixture
def named(cast: Cast, case: Case, room: Session) -> Session:
    """Ada's case is of a version that names raters, and its room is open."""
    under(version_with(cast, Raters.BY_NAME, "2.0.0"), case)
    return room


def table(person: str, cast: Cast, session: Session, case: Case) -> list[str]:
    """Who gave the ratings of a case, as the table in the room has it: names, or "" for a letter alone."""
    fresh = Room(Session.objects.get(pk=session.pk), cast.people[person])
    found = next(one for one in fresh.seen if one.case_id == case.pk)
    return [seat.name for seat in EntryPage(fresh, found).seats]


def letters(count: int = 6) -> list[str]:
    return [""] * count


# The case in the room


def test_the_room_reads_who_gave_which_rating(cast: Cast, case: Case, named: Session) -> None:
    change(cast)
    _status, shown = page(cast.uma, "entry", named.pk, entry_of(named, case).pk)

    assert set(table("uma", cast, named, case)) == NAMES
    heads = re.findall(r'<th scope="col" class="num">([^<]+)<br><span class="soft">(\w), ([^<]+)</span>', shown)
    assert {(name, kind) for name, _letter, kind in heads[:3]} == {(PEOPLE[who][0], "engineer") for who in TECHNICAL}
    assert "<b>Eli Brandt, Communication</b>" in shown  # changed in the room
    assert "names raters to the room" in shown
    assert "Eli Brandt product, Communication: " in page(cast.dana, "entry", named.pk, entry_of(named, case).pk)[1]


def test_by_letter_is_what_holds_unless_the_version_says_otherwise(cast: Cast, case: Case, room: Session) -> None:
    assert cast.lattice.process.raters is None
    assert table("uma", cast, room, case) == letters()
    under(version_with(cast, Raters.BY_LETTER, "2.0.0"), case)
    assert table("uma", cast, room, case) == letters()


def test_a_later_version_does_not_reach_back(cast: Cast, case: Case, room: Session) -> None:
    """What was rated under a promise of letters stays under it, whatever is in force by now."""
    version_with(cast, Raters.BY_NAME, "2.0.0")
    assert table("uma", cast, room, case) == letters()
    shown = page(cast.uma, "entry", room.pk, entry_of(room, case).pk)[1]
    assert "Raters stand by letter here." not in shown


def test_a_version_by_letter_that_follows_takes_no_promise_from_the_room(
    cast: Cast, case: Case, named: Session
) -> None:
    version_with(cast, Raters.BY_LETTER, "3.0.0")
    assert set(table("uma", cast, named, case)) == NAMES


def test_one_case_by_letter_keeps_the_whole_session_by_letter(cast: Cast, case: Case, session: Session) -> None:
    others = many(cast, case, session, 2)
    by_name = version_with(cast, Raters.BY_NAME, "2.0.0")
    under(by_name, case, others[0])
    step(cast, session, Step.OPEN_ROOM)
    made_by_hand(session, of_people(cast, by_hand(session), *RATERS))
    assert [table("uma", cast, session, one) for one in (case, *others)] == [letters()] * 3
    assert '<th scope="row">Rater A</th>' in page(cast.uma, "raters", session.pk)[1]
    assert "Raters stand by letter here." in page(cast.uma, "entry", session.pk, entry_of(session, case).pk)[1]

    Case.objects.filter(pk=others[1].pk).update(stage=Stage.WITHDRAWN)
    assert table("uma", cast, session, case) == letters()  # whoever rated it was promised a letter all the same
    under(by_name, others[1])
    assert set(table("uma", cast, session, case)) == NAMES


def test_names_wait_for_the_room(cast: Cast, case: Case, session: Session) -> None:
    """A preview is everybody's own reading of the packet, not of who rated."""
    under(version_with(cast, Raters.BY_NAME, "2.0.0"), case)
    assert table("uma", cast, session, case) == letters()
    shown = page(cast.uma, "entry", session.pk, entry_of(session, case).pk)[1]
    assert not {name for name in NAMES if name in shown}
    step(cast, session, Step.OPEN_ROOM)
    assert set(table("uma", cast, session, case)) == NAMES


def test_nobody_is_named_before_the_last_review_is_in(cast: Cast, case: Case, named: Session) -> None:
    """Nor where one more is awaited again, as after a mistake in the database."""
    Seat.objects.create(
        case=case, person=cast.tomas, panel=PanelName.TECHNICAL, kind="engineer", seated_at=cast.now, round=1
    )
    assert table("uma", cast, named, case) == []
    shown = page(cast.uma, "entry", named.pk, entry_of(named, case).pk)[1]
    assert not {name for name in NAMES if name in shown}
    assert "names raters to the room" not in shown


# Who reads names


def test_who_leaves_for_a_case_reads_letters_in_all(cast: Cast, case: Case, session: Session) -> None:
    """With names they could follow a rater from case to case, and take their own people's ratings out of a number."""
    (other,) = many(cast, case, session, 1)
    under(version_with(cast, Raters.BY_NAME, "2.0.0"), case, other)
    step(cast, session, Step.OPEN_ROOM)
    made_by_hand(session, of_people(cast, by_hand(session), *RATERS))
    for who in ("ben", "ada"):  # her manager, and herself, let into the room for the other case
        Seat.objects.get_or_create(
            case=other,
            person=cast.people[who],
            panel=PanelName.CALIBRATOR,
            defaults={"kind": "calibrator", "seated_at": cast.now},
        )
        Attendee.objects.get_or_create(session=session, person=cast.people[who])
    Seat.objects.filter(person=cast.chen, panel=PanelName.CALIBRATOR, case=case).update(left_at=cast.now)

    assert [len(set(table(who, cast, session, other))) for who in ("uma", "dana")] == [6, 6]
    assert [table(who, cast, session, other) for who in ("ben", "ada", "chen")] == [letters()] * 3
    assert '<th scope="row">Chen Wei</th>' in page(cast.uma, "raters", session.pk)[1]
    for who in ("ben", "chen"):
        shown = page(cast.people[who], "raters", session.pk)[1]
        assert ("Rater A" in shown, "Chen Wei" in shown) == (True, False)
    assert page(cast.ada, "raters", session.pk)[0] == 404


OUTSIDE = ("hana", "ada", "ben", "lena", "femi")  # Hana first: that she looked is in the journal of others


def _pages(cast: Cast, case: Case, session: Session, who: str) -> list[tuple[int, str]]:
    """What somebody finds wherever a name might stand: home, the case, the room, the journal, their notices."""
    entry = entry_of(session, case)
    places = [
        "/",
        "/promotions/",
        *(f"/promotions/{case.pk}/{rest}" for rest in ("?criterion=communication", "packet/")),
        *(reverse(f"calibration:{name}", args=[session.pk]) for name in ("session", "raters")),
        reverse("calibration:measured_case", args=[entry.pk]),
        reverse("calibration:entry", args=[session.pk, entry.pk]),
        "/journal/mine/",
        "/notices/",
    ]
    browser: Client = signed_in(cast.people[who])
    answers = [browser.get(place) for place in places]
    return [(answer.status_code, bare(answer.content.decode())) for answer in answers]


def test_outside_of_the_room_naming_changes_no_page(
    cast: Cast, case: Case, named: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not of the candidate, the manager, people operations, a stranger, a panellist who is not in the room."""
    version_with(cast, Raters.BY_LETTER, "3.0.0", days=600)  # the one in force, which home tells everybody about
    made_by_hand(named, of_people(cast, by_hand(named), *RATERS))
    change(cast)
    by_name = {who: _pages(cast, case, named, who) for who in OUTSIDE}
    assert set(table("uma", cast, named, case)) == NAMES
    monkeypatch.setattr(Process, "names_raters", property(lambda _self: False))
    assert table("uma", cast, named, case) == letters()
    assert {who for who in OUTSIDE if _pages(cast, case, named, who) != by_name[who]} == set()


def test_the_table_alone_decides_who_reads_names(
    cast: Cast, case: Case, named: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [row for row in disclosure.DISCLOSURES if row.part is Part.RATERS]
    assert {row.role for row in rows} == {Role.FACILITATOR, Role.CALIBRATOR}
    assert set(table("uma", cast, named, case)) == NAMES
    monkeypatch.setattr(disclosure, "DISCLOSURES", tuple(r for r in disclosure.DISCLOSURES if r not in rows))
    assert table("uma", cast, named, case) == letters()


# How raters rate


def _raters_page(cast: Cast, session: Session, value: Measured) -> str:
    made_by_hand(session, value)
    return page(cast.uma, "raters", session.pk)[1]


def test_severity_stands_by_name_with_ones_own_interval_and_count(cast: Cast, case: Case, named: Session) -> None:
    shown = _raters_page(cast, named, of_people(cast, by_hand(named), *RATERS))
    rows = re.findall(r'<th scope="row">([^<]+)</th>' + r'<td class="num">([^<]*)</td>' * 3, shown)

    assert [name for name, *_rest in rows] == sorted(NAMES, key=str.casefold) * 2  # the order says nothing
    told = {name: (value, reach, n) for name, value, reach, n in rows[:6]}
    assert told["Chen Wei"] == ("−1.00", "−1.30 to −0.70", "40")
    assert told["Gül Aydin"] == ("+1.50", "+0.70 to +2.30", "35")
    assert "Raters stand by name here" in shown
    assert "n 40" in shown  # the picture has the same


def test_a_panel_of_few_is_not_told_one_by_one_by_name_either(cast: Cast, case: Case, named: Session) -> None:
    """The framework tells no numbers about fewer than five people, and a name makes them no more."""
    shown = _raters_page(cast, named, of_people(cast, by_hand(named), *RATERS[:4]))
    assert shown.count("no numbers are told of so few, by name either") == len(PANELS)
    assert not {name for name in NAMES if name in shown}


def test_numbers_and_names_are_sealed_with_the_previews(cast: Cast, case: Case, session: Session) -> None:
    under(version_with(cast, Raters.BY_NAME, "2.0.0"), case)
    shown = _raters_page(cast, session, of_people(cast, by_hand(session), *RATERS))
    assert "Numbers are shown once the room is open" in shown
    assert not {name for name in NAMES if name in shown}


# Told before


@pytest.mark.parametrize(
    ("raters", "told", "shortly"),
    [
        (Raters.BY_NAME, "may read your name beside your ratings", "may then read your name beside it"),
        (Raters.BY_LETTER, "a letter in place of your name", "Then read under a letter, not your name"),
    ],
)
def test_a_panellist_is_told_before_they_rate(cast: Cast, raters: Raters, told: str, shortly: str) -> None:
    case = case_at(cast, Stage.IN_REVIEW)
    under(version_with(cast, raters, "2.0.0"), case)
    review = review_of(case, cast.chen)
    browser = signed_in(cast.chen)

    assert told in browser.get(f"/promotions/reviews/{review.pk}/").content.decode()
    assert shortly in browser.get(f"/promotions/reviews/{review.pk}/design/").content.decode()


def test_panellists_read_one_another_by_letter_on_the_page_of_the_case(cast: Cast) -> None:
    """That page is not the room: whoever is on a panel alone reads what they read under any version."""
    case = case_at(cast, Stage.IN_REVIEW)
    under(version_with(cast, Raters.BY_NAME, "2.0.0"), case)
    to_calibration(cast, case)
    step(cast, session_over(cast, "uma"), Step.OPEN_ROOM)
    shown = signed_in(cast.chen).get(f"/promotions/{case.pk}/").content.decode().partition("<main")[2]
    assert "Reviewer A" in shown
    assert shown.count("Ravi Menon") == shown.count("Sana Iqbal") <= 1  # among those who sit, and beside no rating


def test_everybody_reads_how_a_version_has_it_and_that_it_is_a_major_change(cast: Cast) -> None:
    version = version_with(cast, Raters.BY_NAME, "2.0.0")
    browser = signed_in(cast.lena)
    shown = browser.get(reverse("frameworks:version", args=[version.pk])).content.decode()
    assert "<dt>Raters in calibration</dt><dd>by name</dd>" in shown
    assert "The calibration room knows raters by name" in shown
    how = browser.get("/how/").content.decode()
    assert "The calibration room may read who gave which rating; the candidate and their manager never do." in how
    (change,) = diff(cast.lattice, framework_of(version)).changes
    assert (change.kind, change.old, change.new) == (ChangeClass.MAJOR, "by letter", "by name")
