"""The committed tables as values: who meets what when (`sees.txt`), and what every route is (`routes.txt`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.access.world import MOMENTS

HERE = Path(__file__).parent
LETTERS = dict(
    zip(
        "NAGTSVvPCDROL2XW",
        (
            "nominated",
            "accepted",
            "gathering",
            "returned",
            "submitted",
            "in_review",
            "reviews_in",
            "previews",
            "in_calibration",
            "decided",
            "released",
            "told",
            "appealed",
            "second_review",
            "closed",
            "withdrawn",
        ),
        strict=True,
    )
)
COLUMNS = "".join(LETTERS)
assert set(LETTERS.values()) == set(MOMENTS)

VIEWERS: dict[str, str] = {
    "anonymous": "nobody signed in",
    "ada": "the candidate",
    "ben": "her manager",
    "chen": "technical panellist",
    "eli": "strategic panellist",
    "dana": "facilitator, in the room",
    "olga": "calibrator",
    "hana": "people operations",
    "ivo": "decider",
    "jun": "peer, and asked to confirm a claim",
    "kim": "asked to confirm a claim",
    "kofi": "owner of the framework",
    "lena": "stranger",
    "mia": "left the company, her session still there",
    "omar": "administrator",
    "ravi": "panellist who was replaced during the review",
    "uma": "panellist of the second round",
    "ada who is people operations": "the candidate, who also keeps all cases",
    "ada who calibrates": "the candidate, who was let into the room",
    "ben who decides": "the manager, who also has the decider's seat",
    "ben who reviews": "the manager, who was given a technical seat",
}
OUTSIDE = frozenset({"anonymous", "mia"})

# Two roles in one person: like whom, and what else. Being the subject beats every role; the manager judges nobody.
ALSO: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "ada who is people operations": (
        ("ada",),
        {
            "session": ".......PCDROL2X.",
            "import": COLUMNS,
            "other.case": COLUMNS,
            "other.session": COLUMNS,
        },
    ),
    "ada who calibrates": (("ada",), {"session": ".......PCDROL2X."}),
    "ben who decides": (("ben", "ivo"), {}),
    "ben who reviews": (("ben",), {}),
}


def _read_sees() -> dict[str, dict[str, frozenset[str]]]:
    """For each viewer and moment, the objects they meet."""
    found: dict[str, dict[str, set[str]]] = {who: {moment: set() for moment in MOMENTS} for who in VIEWERS}
    for line in (HERE / "sees.txt").read_text("utf-8").splitlines():
        if not line.strip() or line.startswith(("#", "object ")):
            continue
        thing, who, when = line.split()
        for moment in _moments(when):
            assert thing not in found[who][moment], f"{thing} is listed twice for {who}"
            found[who][moment].add(thing)
    for who, (like, more) in ALSO.items():
        for moment in MOMENTS:
            found[who][moment] = set().union(*(found[one][moment] for one in like))
            found[who][moment] |= {thing for thing, when in more.items() if moment in _moments(when)}
    return {who: {moment: frozenset(things) for moment, things in row.items()} for who, row in found.items()}


def _moments(when: str) -> list[str]:
    assert len(when) == len(COLUMNS), when
    for place, letter in enumerate(when):
        assert letter in {".", COLUMNS[place]}, f"column {place} of {when!r}"
    return [LETTERS[letter] for letter in when if letter != "."]


@dataclass(frozen=True)
class Route:
    """One row of the routes: its name, how it is asked, whom it opens to."""

    name: str
    methods: frozenset[str]
    opens: str


def _read_routes() -> dict[str, Route]:
    rows = {}
    for line in (HERE / "routes.txt").read_text("utf-8").splitlines():
        if not line.strip() or line.startswith(("#", "route ")):
            continue
        name, methods, opens = line.split(None, 2)
        assert name not in rows, f"{name} is listed twice"
        rows[name] = Route(name, frozenset(methods.split(",")), opens.strip())
    return rows


SEES = _read_sees()
ROUTES = _read_routes()
