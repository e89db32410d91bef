"""Ratings: who rated whom on what, coded, sorted and refused where anything about them would have to be guessed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Any

import numpy as np

from waypost.calibration.arranging import Rows, arranged, has_twice, twice
from waypost.calibration.coding import coded_ids, coded_ratings
from waypost.calibration.rating_faults import RatingFault, RatingsError, first_faults
from waypost.calibration.tables import BoolArray, ByteArray, IntArray

__all__ = ["RatingFault", "Ratings", "RatingsError", "read_ratings"]

REQUIRED = ("candidate", "rater", "criterion", "rating")
OPTIONAL = ("team", "rater_group", "panel", "session")


@dataclass(frozen=True, eq=False)
class Ratings:
    """Coded ratings, sorted by candidate, rater and criterion, so that nothing after depends on the input's order.

    Every code indexes the tuple of ids of its kind; ids are sorted, as numbers where all of them are whole numbers.
    A tuple is empty, and its codes are None, where the column was not given. team is per candidate, rater_group per
    rater, panel and session per rating. categories: a rating is one of 0 ... categories - 1.
    """

    candidates: tuple[str, ...]
    raters: tuple[str, ...]
    criteria: tuple[str, ...]
    candidate: IntArray
    rater: IntArray
    criterion: IntArray
    rating: ByteArray
    categories: int
    teams: tuple[str, ...] = ()
    rater_groups: tuple[str, ...] = ()
    panels: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()
    team: IntArray | None = None
    rater_group: IntArray | None = None
    panel: IntArray | None = None
    session: IntArray | None = None

    def __len__(self) -> int:
        return len(self.rating)

    @cached_property
    def _pair_starts(self) -> BoolArray:
        starts = np.ones(len(self.rating), dtype=np.bool_)
        starts[1:] = (self.candidate[1:] != self.candidate[:-1]) | (self.rater[1:] != self.rater[:-1])
        return starts

    @cached_property
    def pairs(self) -> IntArray:
        """The distinct (candidate, rater), one row each, sorted."""
        return np.stack([self.candidate[self._pair_starts], self.rater[self._pair_starts]], axis=1)

    @cached_property
    def pair(self) -> IntArray:
        """Of each rating, the row of its candidate and rater in `pairs`."""
        return np.cumsum(self._pair_starts, dtype=np.int32) - np.int32(1)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the content: the same ratings in any order of rows have the same, any change another."""
        digest = hashlib.sha256()
        kinds = (self.candidates, self.raters, self.criteria, self.teams, self.rater_groups, self.panels, self.sessions)
        digest.update(repr((kinds, self.categories)).encode())
        for codes in (self.candidate, self.rater, self.criterion, self.rating):
            digest.update(codes.astype("<i4", copy=False).tobytes())
        for optional in (self.team, self.rater_group, self.panel, self.session):
            digest.update(b"-" if optional is None else optional.astype("<i4", copy=False).tobytes())
        return digest.hexdigest()

    @cached_property
    def per_candidate(self) -> IntArray:
        """How many ratings each candidate has."""
        return np.bincount(self.candidate, minlength=len(self.candidates))

    @cached_property
    def per_rater(self) -> IntArray:
        """How many ratings each rater gave."""
        return np.bincount(self.rater, minlength=len(self.raters))

    @cached_property
    def per_criterion(self) -> IntArray:
        """How many ratings each criterion got."""
        return np.bincount(self.criterion, minlength=len(self.criteria))


def read_ratings(columns: Any, *, names: Mapping[str, str] | None = None, categories: int | None = None) -> Ratings:
    """Ratings from any mapping of columns: a dict of lists or arrays, a pandas or polars frame.

    names: what the table calls `candidate`, `rater`, `criterion`, `rating`, `team`, `rater_group`, `panel`, `session`,
    where it calls them otherwise. categories: the number of points of the scale; without it the highest rating seen is
    the highest there is. Columns that are not named so are left alone.

    Raises RatingsError: a column that is missing, columns of different length, no rows, an empty id, a rating that is
    not a whole number on the scale, a rater who rates the same thing twice, only one category, a candidate in two
    teams, a rater in two groups.
    """
    found = _columns(columns, names or {})
    _refuse_lengths(found)
    codes = {kind: coded_ids(kind, found[kind]) for kind in found if kind != "rating"}
    rating, scale = coded_ratings("rating", found["rating"], categories=categories)
    if len(np.unique(rating)) < 2:
        hint = "With one category there is nothing to compare. Give ratings that differ."
        raise RatingsError((RatingFault(None, "rating", f"every rating is {int(rating[0])}.", hint),))
    return _sorted(codes, rating, scale)


def _columns(columns: Any, names: Mapping[str, str]) -> dict[str, Any]:
    """Our columns by our names; RatingsError names those that are not there and what may have been meant."""
    own_name = _own_names(columns)
    there = list(own_name)
    faults = [
        RatingFault(None, ours, "is no column of ratings.", f"These are: {', '.join(REQUIRED + OPTIONAL)}.")
        for ours in names
        if ours not in REQUIRED + OPTIONAL
    ]
    wanted = {ours: names.get(ours, ours) for ours in REQUIRED + OPTIONAL}
    for ours, theirs in wanted.items():
        if theirs not in there and (ours in REQUIRED or ours in names):
            lower = {name.lower(): name for name in there}
            near = get_close_matches(theirs.lower(), lower, n=1)
            hint = (
                f"Did you mean `{lower[near[0]]}`?" if near else f"The table has: {', '.join(there) or 'no columns'}."
            )
            faults.append(RatingFault(None, theirs, "there is no such column.", hint))
    if faults:
        raise RatingsError(faults)
    found = {ours: columns[own_name[theirs]] for ours, theirs in wanted.items() if theirs in there}
    faults = [
        RatingFault(None, wanted[ours], "is no column.", "Give a list, an array or a frame's column.")
        for ours, column in found.items()
        if isinstance(column, str | bytes) or not hasattr(column, "__len__")
    ]
    if faults:
        raise RatingsError(faults)
    return found


def _own_names(columns: Any) -> dict[str, Any]:
    """What a table of any kind calls its columns, by that name as text; RatingsError for what is no table."""
    kind = type(columns)
    late = hasattr(kind, "collect")  # a frame that is not computed yet has no rows
    names = next((place for place in ("column_names", "columns", "keys") if not late and hasattr(columns, place)), "")
    if not names:
        hint = "Give a dict of lists, or a pandas or polars frame that is collected."
        raise RatingsError((RatingFault(None, "ratings", f"a {kind.__name__} is no table of columns.", hint),))
    held = getattr(columns, names)
    return {str(name): name for name in (held() if callable(held) else held)}


def _refuse_lengths(columns: Mapping[str, Any]) -> None:
    lengths = {name: len(column) for name, column in columns.items()}
    rows = lengths["rating"]
    faults = [
        RatingFault(
            None, name, f"has {length} rows, rating has {rows}.", "Every column needs one value for each rating."
        )
        for name, length in lengths.items()
        if length != rows
    ]
    if not faults and not rows:
        faults = [RatingFault(None, "rating", "there are no ratings.", "Give at least two ratings that differ.")]
    if faults:
        raise RatingsError(faults)


def _sorted(codes: Mapping[str, tuple[tuple[str, ...], IntArray]], rating: ByteArray, categories: int) -> Ratings:
    (candidates, candidate), (raters, rater), (criteria, criterion) = (codes[kind] for kind in REQUIRED[:3])
    teams, team = _of_each("candidate", candidates, candidate, "team", codes)
    groups, group = _of_each("rater", raters, rater, "rater_group", codes)
    panels, panel = codes.get("panel", ((), None))
    sessions, session = codes.get("session", ((), None))
    came = Rows(candidate, rater, criterion, rating, panel, session)
    rows = arranged(came, raters=len(raters), criteria=len(criteria))
    if has_twice(rows):
        raise RatingsError(_twice(came, candidates, raters, criteria))
    return Ratings(
        candidates=candidates,
        raters=raters,
        criteria=criteria,
        candidate=rows.candidate,
        rater=rows.rater,
        criterion=rows.criterion,
        rating=rows.rating,
        categories=categories,
        teams=teams,
        rater_groups=groups,
        panels=panels,
        sessions=sessions,
        team=team,
        rater_group=group,
        panel=rows.panel,
        session=rows.session,
    )


def _twice(
    came: Rows, candidates: tuple[str, ...], raters: tuple[str, ...], criteria: tuple[str, ...]
) -> tuple[RatingFault, ...]:
    before = {again: first for first, again in twice(came)}

    def says(row: int) -> str:
        who, whom, what = raters[came.rater[row]], candidates[came.candidate[row]], criteria[came.criterion[row]]
        return f"{who} rates {whom} on {what} again, after row {before[row] + 1}"

    hint = "Keep one of the two rows; which one counts is not for a program to decide."
    return first_faults(tuple(before), says, column="rating", hint=hint)


def _of_each(
    owner: str,
    owners: tuple[str, ...],
    owner_codes: IntArray,
    kind: str,
    codes: Mapping[str, tuple[tuple[str, ...], IntArray]],
) -> tuple[tuple[str, ...], IntArray | None]:
    """The one team of each candidate, or the one group of each rater; RatingsError where somebody has two."""
    if kind not in codes:
        return (), None
    ids, code = codes[kind]
    of_each = np.zeros(len(owners), dtype=np.int32)
    of_each[owner_codes[::-1]] = code[::-1]  # the first row of each owner wins
    moved = np.flatnonzero(of_each[owner_codes] != code)

    def says(row: int) -> str:
        own = owner_codes[row]
        return f"{owner} {owners[own]} is in {ids[of_each[own]]} before, in {ids[code[row]]} here"

    if len(moved):
        hint = f"Every {owner} has one {kind.replace('_', ' ')} throughout a table."
        raise RatingsError(first_faults(moved, says, column=kind, hint=hint))
    return ids, of_each
