"""Grace: a goal keeps its version for as long as was promised, its person is told in time, nobody moves it for them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from tests.web.cast import Cast, signed_in
from tests.web.frameworks.documents import raised, reworded

from waypost.framework.policy import Process, grace_between
from waypost.framework.reading import read_text
from waypost.web.frameworks.models import FrameworkVersion
from waypost.web.growth.grace import GRACE, Step, step_on
from waypost.web.growth.models import Goal
from waypost.web.growth.services.goals import set_goal
from waypost.web.growth.services.grace import tell_of_grace
from waypost.web.home.notices import notice_lines, notices_of
from waypost.web.home.selectors import situation_of
from waypost.web.home.waits import waiting_for
from waypost.web.journal.mailing import mail_due
from waypost.web.journal.models import Event
from waypost.web.promotion.selectors.nominating import nominee

NEWER = reverse("growth:goal_newer")


def publish(cast: Cast, text: str, *, days_ago: int) -> FrameworkVersion:
    """A version that came into force some days before the cast's day."""
    framework = read_text(text).framework
    assert framework is not None
    day = cast.now.date() - timedelta(days=days_ago)
    return FrameworkVersion.objects.create(
        name=framework.name,
        title=framework.title,
        version=framework.version,
        document=text,
        hash=framework.hash,
        change_class="major",
        published_by=cast.kofi,
        published_at=timezone.make_aware(datetime.combine(day, time(9))),
        in_force_on=day,
    )


def kinds() -> list[str]:
    return [event.kind for event in Event.objects.filter(kind__startswith="goal.grace")]


def process(grace: int | None) -> Process:
    return Process(grace=timedelta(days=grace) if grace else None)


@pytest.mark.parametrize(
    ("pinned", "successor", "days"),
    [(None, None, GRACE.days), (180, None, 180), (None, 90, 90), (180, 90, 180), (90, 180, 180)],
)
def test_what_was_promised_holds_and_the_next_version_may_only_promise_more(
    pinned: int | None, successor: int | None, days: int
) -> None:
    assert grace_between(process(pinned), process(successor)) == timedelta(days=days)


@pytest.mark.parametrize(
    ("day", "step"),
    [
        (date(2026, 1, 1), Step.BEGUN),
        (date(2026, 5, 31), Step.BEGUN),
        (date(2026, 6, 1), Step.NEAR),
        (date(2026, 6, 30), Step.NEAR),
        (date(2026, 7, 1), Step.ENDED),
        (date(2027, 7, 1), Step.ENDED),
    ],
)
def test_each_day_has_one_thing_to_say(day: date, step: Step) -> None:
    assert step_on(day, until=date(2026, 7, 1)) is step


def test_a_newer_version_is_told_with_the_day_once(cast: Cast) -> None:
    goal = set_goal(cast.act(cast.ada), level="staff")
    publish(cast, raised(cast), days_ago=0)

    assert [tell_of_grace(cast.now), tell_of_grace(cast.now + timedelta(hours=1))] == [1, 0]

    (event,) = Event.objects.filter(kind="goal.grace_begun")
    last = cast.now.date() + GRACE - timedelta(days=1)
    assert (event.actor, event.about, event.place, event.subject) == (None, cast.ada, NEWER, f"goal:{goal.pk}")
    assert event.facts == {"level": "staff", "framework": "1.0.0", "newer": "2.0.0", "until": last.isoformat()}
    says = notice_lines(notices_of(cast.ada))[0].says
    assert says == (
        f"A newer version of the framework is in force. Your goal keeps its own until {last.day} {last:%b} {last.year}."
    )


def test_it_reminds_thirty_days_before_and_says_when_it_ended(cast: Cast) -> None:
    set_goal(cast.act(cast.ada), level="staff")
    publish(cast, raised(cast), days_ago=0)
    for days in (0, 1, GRACE.days - 31, GRACE.days - 30, GRACE.days - 1, GRACE.days, GRACE.days + 40):
        tell_of_grace(cast.now + timedelta(days=days))
    assert kinds() == ["goal.grace_begun", "goal.grace_near", "goal.grace_ended"]


def test_a_worker_that_was_away_says_only_the_last(cast: Cast) -> None:
    set_goal(cast.act(cast.ada), level="staff")
    publish(cast, raised(cast), days_ago=0)
    assert (tell_of_grace(cast.now + GRACE), kinds()) == (1, ["goal.grace_ended"])


def test_the_goal_itself_is_never_switched(cast: Cast) -> None:
    goal = set_goal(cast.act(cast.ada), level="staff")
    publish(cast, raised(cast), days_ago=0)
    tell_of_grace(cast.now + GRACE)
    goal.refresh_from_db()
    assert (goal.framework, goal.ended_at) == (cast.framework, None)


def test_nobody_is_told_of_a_version_that_is_to_come_nor_who_left_nor_whose_goal_is_new(cast: Cast) -> None:
    set_goal(cast.act(cast.ada), level="staff")
    publish(cast, raised(cast), days_ago=-1)
    assert tell_of_grace(cast.now) == 0
    cast.ada.left_on = cast.now.date()
    cast.ada.save()
    assert tell_of_grace(cast.now + timedelta(days=2)) == 0


def test_the_letter_names_the_day_and_nothing_else(cast: Cast) -> None:
    set_goal(cast.act(cast.ada), level="staff")
    publish(cast, raised(cast), days_ago=0)
    tell_of_grace(timezone.now())
    mail_due()
    (letter,) = [one for one in mail.outbox if one.to == [cast.ada.email]]
    assert "Your goal keeps its own until" in letter.body
    assert "staff" not in letter.body.lower().replace(cast.ada.email, "")


def test_the_page_says_what_changes_at_ones_goal_and_moves_it_by_ones_own_press(cast: Cast) -> None:
    set_goal(cast.act(cast.ada), level="staff")
    newer = publish(cast, raised(cast), days_ago=0)
    browser = signed_in(cast.ada)
    shown = browser.get(NEWER).context["shown"]
    assert (shown.goal.level, shown.current, shown.target.key, shown.reachable) == ("staff", newer, "staff", True)
    browser.post(reverse("growth:goal_set"), {"once": "m", "level": shown.target.key})
    assert Goal.objects.get(ended_at=None).framework == newer
    assert browser.get(NEWER).context["shown"] is None


def test_a_level_with_another_key_is_the_goal_under_its_new_key(cast: Cast) -> None:
    set_goal(cast.act(cast.ada), level="principal")
    text = raised(cast).replace("principal", "architect")
    publish(cast, text, days_ago=0)
    shown = signed_in(cast.ada).get(NEWER).context["shown"]
    assert (shown.level.key, shown.target.key) == ("principal", "architect")


def test_better_words_ask_nothing_more(cast: Cast) -> None:
    set_goal(cast.act(cast.ada), level="staff")
    publish(cast, reworded(cast), days_ago=0)
    shown = signed_in(cast.ada).get(NEWER).context["shown"]
    assert shown.more == 0


def test_home_asks_for_the_move_once_the_grace_is_over_and_not_before(cast: Cast) -> None:
    set_goal(cast.act(cast.ada), level="staff")
    publish(cast, raised(cast), days_ago=GRACE.days - 1)
    browser = signed_in(cast.ada)
    assert NEWER not in [one.place for one in browser.get("/").context["waiting"]]
    assert b"See what changes for you" in browser.get("/growth/").content
    assert [_waits(cast, days=days) for days in (0, 1)] == [False, True]


def _waits(cast: Cast, *, days: int) -> bool:
    day = cast.now.date() + timedelta(days=days)
    found = waiting_for(cast.ada, day, questions=[], situation=situation_of(cast.ada, day=day))
    return NEWER in [one.place for one in found]


@pytest.mark.parametrize(("days", "judges"), [(0, "1.0.0"), (1, "2.0.0")])
def test_a_nomination_is_judged_by_the_pinned_version_until_the_grace_is_over(
    cast: Cast, days: int, judges: str
) -> None:
    set_goal(cast.act(cast.ada), level="staff")
    publish(cast, raised(cast), days_ago=GRACE.days - 1)
    version = nominee(cast.ada, day=cast.now.date() + timedelta(days=days)).version_for("staff")
    assert version is not None
    assert version.version == judges
