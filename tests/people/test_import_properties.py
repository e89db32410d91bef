"""What holds for every list: an export changes nothing, order does not matter, nothing is lost on the way."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from waypost.people.importing import plan_of_text
from waypost.people.reporting_line import loops
from waypost.people.timeline import changed, ended, in_force, reopened
from waypost.people.values import Known, Post, Spell, Vocabulary
from waypost.people.writing import write_people

WORDS = Vocabulary(
    levels={"senior": "Senior Engineer", "staff": "Staff Engineer"},
    functions={"engineering": "Engineering", "product": "Product"},
    zones=frozenset({"Europe/Berlin"}),
)
FIRST = date(2020, 1, 1)
days = st.integers(0, 3000).map(lambda n: FIRST + timedelta(days=n))
# Letters of several scripts, and every sign with a meaning in CSV or in a spreadsheet.
words = st.text("abÄé名ß',;\"=+-@ |", min_size=1, max_size=12).map(lambda t: " ".join(t.split()) or "x")
posts = st.builds(
    Post,
    team=words.map(str.casefold),
    manager=st.just(""),
    function=st.just("engineering"),
    level=st.sampled_from(["", "senior", "staff"]),
    title=words,
)


@st.composite
def spells(draw: st.DrawFn, joined: date, left: date | None) -> tuple[Spell, ...]:
    starts = sorted({joined, *draw(st.lists(days, max_size=3))})
    starts = [day for day in starts if day >= joined and (left is None or day < left)]
    ends = [*starts[1:], left]
    return tuple(Spell(draw(posts), start, end) for start, end in zip(starts, ends, strict=True)) if starts else ()


@st.composite
def peoples(draw: st.DrawFn) -> tuple[Known, ...]:
    people: list[Known] = []
    for i in range(draw(st.integers(0, 6))):
        joined = draw(days)
        left = draw(st.none() | st.integers(1, 900).map(lambda n, joined=joined: joined + timedelta(days=n)))
        runs = draw(spells(joined, left))
        if people and draw(st.booleans()):
            boss = draw(st.sampled_from(people)).number
            runs = tuple(replace(run, post=replace(run.post, manager=boss)) for run in runs)
        zone = draw(st.sampled_from(["", "Europe/Berlin"]))
        people.append(Known(f"E{i}", draw(words), f"e{i}@example.com", joined, left, zone, runs))
    return tuple(people)


def whole(runs: tuple[Spell, ...]) -> bool:
    """Whether spells are in order, do not overlap, and each lasts."""
    ends = all(run.until_day is None or run.until_day > run.from_day for run in runs)
    follows = all(a.until_day is not None and a.until_day <= b.from_day for a, b in pairwise(runs))
    return ends and follows


@given(peoples(), days)
def test_the_import_of_an_export_is_no_change(people: tuple[Known, ...], day: date) -> None:
    plan = plan_of_text(write_people(people, day=day), people, day=day, words=WORDS)

    assert (plan.entries, plan.errors, plan.warnings, plan.unchanged) == ((), (), (), len(people))


@given(peoples(), days)
def test_an_export_read_where_nobody_is_makes_the_same_people(people: tuple[Known, ...], day: date) -> None:
    plan = plan_of_text(write_people(people, day=day), (), day=day, words=WORDS)
    stay = tuple(person for person in people if not person.gone_by(day))
    told = plan_of_text(write_people(stay, day=day), (), day=day, words=WORDS)

    assert set(plan.passed_over) == {person.number for person in people if person.gone_by(day)}
    if not told.errors:
        assert [(e.after.number, e.after.name, e.after.joined) for e in told.added] == [
            (person.number, person.name, person.joined) for person in stay
        ]


@given(peoples(), days, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(people: tuple[Known, ...], day: date, chance: random.Random) -> None:
    text = write_people(people, day=day).splitlines(keepends=True)
    rows = text[1:]
    chance.shuffle(rows)
    here = people[::2]
    one = plan_of_text("".join(text), here, day=day, words=WORDS)
    other = plan_of_text("".join([text[0], *rows]), here, day=day, words=WORDS)

    assert [(e.before, e.after, e.fields) for e in one.entries] == [
        (e.before, e.after, e.fields) for e in other.entries
    ]
    assert sorted(fault.says for fault in one.errors) == sorted(fault.says for fault in other.errors)
    assert (one.unchanged, one.not_listed, one.passed_over) == (other.unchanged, other.not_listed, other.passed_over)


@given(peoples(), peoples(), days)
def test_whatever_is_imported_positions_never_overlap_and_once_is_enough(
    here: tuple[Known, ...], listed: tuple[Known, ...], day: date
) -> None:
    text = write_people(listed, day=day)
    plan = plan_of_text(text, here, day=day, words=WORDS)
    after = {known.number: known for known in here} | {entry.after.number: entry.after for entry in plan.entries}

    assert all(whole(entry.after.spells) for entry in plan.entries)
    if not plan.errors:
        assert plan_of_text(text, after.values(), day=day, words=WORDS).does_nothing


@given(st.data(), posts, days)
def test_a_change_is_in_force_from_its_day_and_the_past_stays(data: st.DataObject, post: Post, day: date) -> None:
    runs = data.draw(spells(FIRST, None))
    after = changed(runs, post, day)

    assert whole(after)
    now = in_force(after, day)
    assert now is not None
    assert now.post == post
    assert all(in_force(after, past) == in_force(runs, past) or past >= day for past in _days_of(runs, before=day))
    assert after[-1].until_day is None


def _days_of(runs: tuple[Spell, ...], *, before: date) -> list[date]:
    return [run.from_day for run in runs if run.until_day is not None and run.until_day < before]


@given(st.data(), days, posts, days)
def test_an_end_leaves_nothing_after_it_and_coming_back_opens_again(
    data: st.DataObject, left: date, post: Post, back: date
) -> None:
    gone = ended(data.draw(spells(FIRST, None)), left)
    assert whole(gone)
    assert all(run.until_day is not None and run.until_day <= left for run in gone)

    again = reopened(gone, post, max(back, left))
    assert whole(again)
    assert again[-1].until_day is None


@given(st.dictionaries(st.integers(0, 9).map(str), st.integers(0, 9).map(str) | st.just(""), max_size=10))
def test_loops_are_found_exactly_where_following_managers_returns(manager_of: dict[str, str]) -> None:
    def returns(start: str) -> bool:
        person = manager_of.get(start, "")
        for _ in range(len(manager_of)):
            if person == start:
                return True
            person = manager_of.get(person, "")
        return False

    found = loops(manager_of)
    assert sorted(person for loop in found for person in loop) == sorted(filter(returns, manager_of))
    assert all(loop[0] == min(loop) for loop in found)
