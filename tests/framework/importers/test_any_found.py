"""Whatever an importer finds, however badly it hangs together, becomes a framework that reads, or an error."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from waypost.framework.importers.completing.assume import Wishes, complete
from waypost.framework.importers.found import (
    Found,
    FoundCell,
    FoundCriterion,
    FoundDimension,
    FoundLevel,
    FoundStatement,
    FoundTitle,
    FoundTrack,
    Origin,
)
from waypost.framework.importers.join import join
from waypost.framework.reading import read_text
from waypost.framework.writing import write_framework

TEXTS = st.text(max_size=12) | st.sampled_from(["Senior", "senior ", "IC3", "Level 2", "3", "開発者", "\x00", "\ud800"])
IDS = st.sampled_from(["a", "b", "c", ""])
ORIGINS = st.builds(Origin, st.sampled_from(["one.md", "two.md"]), st.integers(1, 9))
SCORES = st.floats(allow_nan=False, allow_infinity=False)
RANKS = st.none() | st.integers(1, 4)

FOUND = st.builds(
    Found,
    tracks=st.lists(
        st.builds(
            FoundTrack,
            IDS,
            TEXTS,
            ORIGINS,
            about=TEXTS,
            weights=st.lists(st.tuples(IDS, st.floats(0, 1e6)), max_size=3).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    levels=st.lists(
        st.builds(FoundLevel, IDS, TEXTS, IDS, ORIGINS, about=TEXTS, band=TEXTS, rank=RANKS, adds_to=IDS), max_size=6
    ).map(tuple),
    dimensions=st.lists(st.builds(FoundDimension, IDS, TEXTS, ORIGINS, about=TEXTS), max_size=3).map(tuple),
    criteria=st.lists(st.builds(FoundCriterion, IDS, TEXTS, IDS, ORIGINS, about=TEXTS), max_size=4).map(tuple),
    cells=st.lists(
        st.builds(
            FoundCell,
            IDS,
            IDS,
            st.lists(
                st.builds(FoundStatement, TEXTS, ORIGINS, st.lists(TEXTS, max_size=2).map(tuple), about=TEXTS),
                max_size=3,
            ).map(tuple),
            same_as=IDS,
        ),
        max_size=8,
    ).map(tuple),
    titles=st.lists(st.builds(FoundTitle, SCORES, TEXTS, ORIGINS), max_size=4).map(tuple),
    title=TEXTS,
    about=TEXTS,
)


HERE = Origin("one.md", 1)
ROUND = Found(
    tracks=(),
    levels=(FoundLevel("a", "", "a", HERE, adds_to="b"), FoundLevel("b", "", "a", HERE)),
    dimensions=(),
    criteria=(FoundCriterion("a", "", "a", HERE),),
    cells=(FoundCell("a", "a", (FoundStatement("Draws up.", HERE),)), FoundCell("a", "b", (), same_as="a")),
    titles=(),
)
"""A level that is said to be the same as one that continues it."""


@settings(max_examples=60, deadline=None)
@given(found=FOUND)
@example(found=ROUND)
def test_it_reads_back_as_itself_or_says_what_is_missing(found):
    imported = complete(found, wishes=Wishes())
    if imported.framework is None:
        assert imported.errors
        return
    reading = read_text(write_framework(imported.framework))
    assert (reading.errors, reading.framework) == ((), imported.framework)
    placed = {(cell.criterion, cell.level): len(cell.statements) for cell in imported.framework.expectations}
    known = [imported.origins.origin_of(*place, at) for place, count in placed.items() for at in range(count)]
    assert None not in known


@settings(max_examples=60, deadline=None)
@given(parts=st.lists(FOUND, max_size=3))
def test_no_statement_is_lost_when_files_are_joined(parts):
    said = sorted(one.says for part in parts for cell in part.cells for one in cell.statements)
    found = join(parts)
    kept = [one.says for cell in found.cells for one in cell.statements] + [one.text for one in found.left_over]
    assert sorted(kept) == said
