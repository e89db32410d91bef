"""The ratings of a session as they are measured, with those of earlier sessions of its band; and as they are stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One rating: of which session and case, by whom on which panel, as it was given and as it counts now.

    `given`, `now`: places on the scale, the lowest 0; None is *cannot judge*.
    """

    session: str
    case: str
    rater: str
    panel: str
    criterion: str
    given: int | None
    now: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """How disputed the ratings of a case are, as `AgendaCase` has it: in points, fractions as they are written."""

    spread: str = "0"
    divergence: str | None = None
    from_bar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a session is measured from.

    session: the present one; earlier: the others, the latest first; held: the day of each one's cycle. categories:
    points of the scale; 0 where the cases are pinned to scales of different length. bars: the bar's place on the scale
    of each case of the present session; disputes: what gives it its place on the agenda. decided: whether it was a yes,
    of cases of earlier sessions whose people were told. threshold: the framework's small-group number.
    """

    session: str
    marks: tuple[Mark, ...]
    categories: int
    bars: Mapping[str, int]
    threshold: int
    earlier: tuple[str, ...] = ()
    held: Mapping[str, str] = field(default_factory=dict)
    disputes: Mapping[str, Dispute] = field(default_factory=dict)
    decided: Mapping[str, bool] = field(default_factory=dict)

    def columns(self, *, of: tuple[str, ...] = (), panel: str = "", given: bool = False) -> dict[str, list[Any]]:
        """The ratings of the present session, or of the sessions `of`, as the engine's columns; one panel's if asked.

        As they count now, or as they were `given`.
        """
        sessions = frozenset(of or (self.session,))
        rows = [
            (mark, place)
            for mark in self.marks
            if (place := mark.given if given else mark.now) is not None
            and mark.session in sessions
            and panel in {"", mark.panel}
        ]
        return {
            "candidate": [mark.case for mark, _ in rows],
            "rater": [mark.rater for mark, _ in rows],
            "criterion": [mark.criterion for mark, _ in rows],
            "rating": [place for _, place in rows],
        }

    @property
    def changed(self) -> bool:
        """Whether the room changed any rating."""
        return any(mark.given != mark.now for mark in self.marks if mark.session == self.session)

    def to_document(self) -> dict[str, Any]:
        """The sheet for storage, ids written once; `from_document` reads it again."""
        ids = {name: sorted({getattr(mark, name) for mark in self.marks}) for name in _IDS}
        place = {name: {one: number for number, one in enumerate(listed)} for name, listed in ids.items()}
        return {
            "session": self.session,
            "earlier": list(self.earlier),
            "held": dict(self.held),
            "categories": self.categories,
            "threshold": self.threshold,
            "bars": dict(self.bars),
            "disputes": {case: asdict(one) for case, one in self.disputes.items()},
            "decided": dict(self.decided),
            "ids": ids,
            "marks": [[*(place[name][getattr(m, name)] for name in _IDS), m.given, m.now] for m in self.marks],
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Sheet:
        """The sheet that `to_document` wrote. Raises KeyError or IndexError for anything else."""
        ids = [document["ids"][name] for name in _IDS]
        marks = (
            Mark(
                **{name: listed[code] for name, listed, code in zip(_IDS, ids, row[: len(_IDS)], strict=True)},
                given=row[-2],
                now=row[-1],
            )
            for row in document["marks"]
        )
        return cls(
            session=document["session"],
            earlier=tuple(document["earlier"]),
            held=document["held"],
            categories=document["categories"],
            threshold=document["threshold"],
            bars=document["bars"],
            disputes={case: Dispute(**one) for case, one in document["disputes"].items()},
            decided=document.get("decided", {}),
            marks=tuple(marks),
        )


_IDS = ("session", "case", "rater", "panel", "criterion")
