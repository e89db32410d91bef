"""What is written reads back as the same, and reads well in a pull request."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from waypost.framework.library import file_of, load
from waypost.framework.reading import read_text
from waypost.framework.schema import (
    AtOrAbove,
    Band,
    Criterion,
    Dimension,
    EvidencePolicy,
    Expectation,
    Framework,
    Kind,
    Level,
    Organisation,
    Panel,
    PanelPolicy,
    Path,
    PathKind,
    Pay,
    Point,
    Process,
    Requirements,
    Rhythm,
    Scope,
    SeatKind,
    SmallGroups,
    Statement,
    Track,
    Windows,
)
from waypost.framework.writing import WIDTH, write_framework

letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])
awkward = st.sampled_from(
    [
        *("no", "null", "~", "1", "1.0", "2026-03-01", "=", "<<", "-", ":", "...", "---"),
        *("- a", "# a", "a: b", "a #b", "'", '"', "{a}", "[a", "a,b", "@a", "%a", "&a", "*a", "!a", "|", ">", "? a"),
        *("a\\b", "é ü 字 🙂", "a\u2028b", "\ufeffa"),
    ]
)
lines = (awkward | st.text(letters, min_size=1, max_size=60)).filter(lambda text: text.split())
proses = st.lists(lines | st.just("") | st.just("  - indented"), max_size=5).map("\n".join)
keys = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,12}", fullmatch=True) | st.sampled_from(
    ["no", "null", "1", "1e3", "0x1"]
)
lengths = st.integers(1, 400).map(lambda days: timedelta(days=days))
counts = st.none() | st.integers(0, 9)


def several(strategy, least=1, most=4):
    return st.lists(strategy, min_size=least, max_size=most, unique=True)


@st.composite
def moves(draw, levels, bands):
    """Promotions upward and lateral moves within a band, in any order."""
    rank = {band: place for place, band in enumerate(bands)}
    pairs = [
        (one.key, other.key, rank[other.band] - rank[one.band])
        for one in levels
        for other in levels
        if one is not other
    ]
    allowed = [(source, target, step) for source, target, step in pairs if step >= 0]
    chosen = draw(st.lists(st.sampled_from(allowed), unique=True, max_size=12)) if allowed else []
    return tuple(
        Path(kind=PathKind.PROMOTION if step else PathKind.LATERAL, source=source, target=target)
        for source, target, step in chosen
    )


@st.composite
def statements(draw):
    return Statement(
        says=draw(lines),
        looks_like=tuple(draw(st.lists(lines, max_size=2))),
        shown_by=tuple(draw(st.lists(lines, max_size=2))),
        about=draw(proses),
    )


@st.composite
def cells(draw, criteria, levels):
    """Expectations at some places; `same as` only where it leads to statements."""
    found = []
    for criterion in criteria:
        written = []
        for level in levels:
            kind = draw(st.integers(0, 3))
            if kind == 1 and written:
                found.append(Expectation(criterion=criterion, level=level, same_as=draw(st.sampled_from(written))))
            elif kind > 1:
                said = tuple(draw(st.lists(statements(), min_size=1, max_size=2)))
                found.append(Expectation(criterion=criterion, level=level, statements=said))
                written.append(level)
    return tuple(found)


@st.composite
def frameworks(draw):
    """Any framework that reading accepts."""
    bands, tracks, dimensions = draw(several(keys)), draw(several(keys, most=2)), draw(several(keys, most=3))
    criteria = draw(several(keys, least=len(dimensions), most=4))
    kinds = [draw(st.sampled_from(Kind)) for _ in dimensions]
    share = 100 // len(dimensions)
    weights = tuple((key, share + (100 - share * len(dimensions) if n == 0 else 0)) for n, key in enumerate(dimensions))
    levels = tuple(
        Level(
            key=key,
            title=draw(lines),
            track=draw(st.sampled_from(tracks)),
            band=draw(st.sampled_from(bands)),
            scope=draw(st.none() | st.sampled_from(Scope)),
            about=draw(proses),
        )
        for key in draw(several(keys))
    )
    owners = [draw(st.integers(0, len(dimensions) - 1)) if n >= len(dimensions) else n for n in range(len(criteria))]
    point_keys = draw(several(keys, least=2, most=4))
    bar = draw(st.integers(0, len(point_keys) - 1))
    requirements = st.builds(
        Requirements,
        self=counts,
        peers=counts,
        attested=st.none() | st.booleans(),
        scope_document_within_days=st.none() | st.integers(1, 400),
    )
    return Framework(
        name=draw(keys),
        title=draw(lines),
        version=f"{draw(st.integers(0, 99))}.{draw(st.integers(0, 99))}.{draw(st.integers(0, 99))}",
        reviewed=draw(st.none() | st.dates()),
        owner=draw(lines),
        about=draw(proses),
        organisation=Organisation(engineers=draw(st.none() | st.integers(1, 10_000))),
        scale=tuple(Point(key=key, value=n * 2, title=draw(lines), bar=n == bar) for n, key in enumerate(point_keys)),
        bands=tuple(
            Band(
                key=key,
                title=draw(lines),
                pay=draw(st.none() | st.just(Pay(currency="EUR", low=1, high=2))),
                forums=tuple(draw(st.lists(keys, max_size=2))),
            )
            for key in bands
        ),
        tracks=tuple(
            Track(key=key, title=draw(lines), primary=kinds[0], weights=weights, about=draw(proses)) for key in tracks
        ),
        levels=levels,
        paths=draw(moves(levels, bands)),
        dimensions=tuple(
            Dimension(
                key=key,
                title=draw(lines),
                kind=kinds[n],
                about=draw(proses),
                criteria=tuple(
                    Criterion(key=criterion, title=draw(lines), must=draw(st.booleans()), about=draw(proses))
                    for criterion, owner in zip(criteria, owners, strict=True)
                    if owner == n
                ),
            )
            for n, key in enumerate(dimensions)
        ),
        expectations=draw(cells(criteria, [level.key for level in levels])),
        evidence=EvidencePolicy(
            everyone=draw(requirements),
            from_bands=tuple(
                (band, draw(requirements)) for band in draw(st.lists(st.sampled_from(bands), unique=True))
            ),
        ),
        panels=PanelPolicy(
            technical=Panel(judges=tuple(Kind), seats=((SeatKind.ENGINEER, 2),), at_or_above=AtOrAbove.TARGET_BAND),
            decides=draw(st.sampled_from(SeatKind)),
        ),
        process=Process(
            windows=Windows(gathering=draw(lengths), appeal=draw(lengths)),
            cycles=tuple(sorted(draw(st.sets(st.dates(), max_size=3)))),
            answer_within=draw(lengths),
            small_groups=SmallGroups(numbers=draw(st.integers(3, 20)), comments=8),
            rhythm=draw(
                st.none()
                | st.builds(
                    Rhythm,
                    scope_document_every=st.none() | lengths,
                    technical_review_every=st.none() | lengths,
                )
            ),
        ),
    )


@given(frameworks())
@settings(max_examples=60, deadline=None)
def test_any_framework_reads_back_as_the_same(framework):
    text = write_framework(framework)
    reading = read_text(text)
    assert reading.errors == ()
    assert (reading.framework, reading.framework.hash) == (framework, framework.hash)


@given(prose=proses)
@example("One.\n\nTwo.")
@example("One.\n\n - a\n - b\n\nTwo.")
@example("no\n\n\xa00")
@example("  - indented first\n\nTwo.")
@example("a" * 300 + "\n\n" + "b c " * 100)
@settings(max_examples=200, deadline=None)
def test_any_prose_reads_back_as_the_same(northwind, prose):
    framework = Framework.model_validate(northwind.model_dump() | {"about": prose})
    assert read_text(write_framework(framework)).framework == framework


def test_writing_twice_gives_the_same_text(northwind):
    text = write_framework(northwind)
    assert write_framework(read_text(text).framework) == text


def test_other_readers_of_yaml_see_the_same_texts(northwind):
    text = write_framework(northwind.model_copy(update={"title": "no", "owner": "2026-03-01", "version": "1.0.0"}))
    seen = yaml.safe_load(text)
    assert (seen["title"], seen["owner"], seen["version"]) == ("no", "2026-03-01", "1.0.0")
    assert seen["process"]["cycles"] == [date(2026, 4, 1), date(2026, 10, 1)]


def test_the_small_framework_is_written_as_a_person_would(northwind):
    assert (
        write_framework(northwind)
        == """\
waypost: 1
name: northwind-engineering
title: Northwind engineering framework
version: 3.1.0
owner: engineering-leadership

scale:
  none: {value: 0, title: Not seen yet}
  partly: {value: 1, title: 'Seen, not yet steady or not at this scope'}
  meets: {value: 2, title: Steady at this level}
  beyond: {value: 3, title: Already at the next}

bands:
  B3: {title: Senior}
  B4: {title: Staff and Manager}
  B5: {title: Principal}

tracks:
  depth: {title: Technical depth, primary: technical, weights: {technical: 70, impact: 20, people: 10}}
  strategic: {title: Strategic leadership, primary: strategic, weights: {technical: 40, impact: 60}}
  management: {title: Management, primary: people, weights: {people: 50, impact: 30, technical: 20}}

levels:
  senior: {title: Senior Engineer, track: depth, band: B3, scope: project}
  staff: {title: Staff Engineer, track: depth, band: B4, scope: teams}
  staff-strategic: {title: 'Staff Engineer, Strategic', track: strategic, band: B4, scope: teams}
  manager: {title: Engineering Manager, track: management, band: B4, scope: team}
  principal: {title: Principal Engineer, track: depth, band: B5, scope: organisation}

paths:
  - senior > staff, staff-strategic, manager
  - staff > principal
  - staff = staff-strategic = manager

dimensions:
  technical:
    title: Technical execution
    kind: technical
    criteria:
      design: {title: System design, must: true}
      operations: {title: Running in production}

  impact:
    title: Business impact
    kind: strategic
    criteria:
      outcome: {title: Outcomes that matter}

  people:
    title: People
    kind: people
    criteria:
      communication: {title: Communication}
      growing: {title: Growing others}

expectations:
  design:
    senior:
      - Designs one service with its failure modes.
    staff:
      - Owns a design that several teams build on.
    staff-strategic:
      - Judges a design for what it lets the business do.
    manager:
      - Asks the question that a design has left open.
    principal:
      - Sees the design that nobody has asked for yet.

  operations:
    senior:
      - Knows how the service fails before it does.
    staff:
      - Removes a class of incidents from several services.

  outcome:
    senior:
      - Knows what the work is for.
    staff:
      - Chooses work by what comes of it.
    staff-strategic:
      - Moves a figure the company steers by.
    manager:
      - The team moves a figure it chose.

  communication:
    senior:
      - Writes so that the team can act.
    staff:
      - Writes so that other teams can act without asking.
    staff-strategic:
      - Brings product and engineering to one text.
    manager:
      - Says hard things early.

  growing:
    manager:
      - People grow who report to this person.

evidence:
  everyone: {self: 1, manager: 1, peers: 3, peers outside team: 1, work products: 1}
  from B4: {quantitative: 1, qualitative: 2, attested: true, scope document within days: 100}

panels:
  technical: {judges: [technical], seats: {engineer: 3}, at or above: target band}
  strategic: {judges: [strategic, people], seats: {product: 1, business: 1, design: 1}}
  facilitator: {seats: {engineering-leader: 1}}
  decides: engineering-leader

process:
  windows: {gathering: 21 days, review: 10 days, calibration: 5 days, telling: 5 days, appeal: 10 days}
  cycles: [2026-04-01, 2026-10-01]
  answer what-would-it-take within: 14 days
  small groups: {numbers: 5, comments: 8}
"""
    )


def test_a_statement_with_more_to_it_takes_a_line_for_each_part(variant):
    framework = variant(
        (
            "    senior: [Knows what the work is for.]",
            (
                "    senior:\n      - says: Knows what the work is for.\n"
                '        looks like: ["one, two", three]\n        about: "First.\\n\\nSecond."'
            ),
        )
    )
    assert """
    senior:
      - says: Knows what the work is for.
        looks like: ['one, two', three]
        about: >-
          First.

          Second.
""" in write_framework(framework)


def test_the_shipped_framework_survives_and_no_line_is_far_too_long():
    framework = load("lattice")
    text = write_framework(framework)
    assert read_text(text).framework == framework == read_text(file_of("lattice").read_text(encoding="utf-8")).framework
    assert max(map(len, text.splitlines())) <= WIDTH + 40  # a word may stand over


@pytest.mark.parametrize(
    "lines_",
    [
        ["senior > staff, staff-strategic", "staff > principal"],
        ["senior > staff > principal"],
        ["staff = staff-strategic = manager"],
        ["staff = staff-strategic", "staff-strategic = manager"],
        ["staff = manager", "staff = staff-strategic"],
        ["senior > manager", "staff = manager", "senior > staff"],
    ],
)
def test_paths_are_written_in_the_fewest_lines_that_keep_their_order(variant, lines_):
    written = "".join(f"  - {line}\n" for line in lines_)
    framework = variant(
        (
            (
                "  - senior > staff, staff-strategic, manager\n  - staff > principal\n"
                "  - staff = staff-strategic = manager\n"
            ),
            written,
        )
    )
    text = write_framework(framework)
    assert read_text(text).framework.paths == framework.paths
    assert text.split("paths:\n")[1].split("\n\n")[0].count("\n") + 1 <= len(lines_)
