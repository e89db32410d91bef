"""The demo's people: the cast, those around them, and what each of them was over the last years."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from waypost.demo.cast import DOMAIN, POSTS, TEAMS, Post
from waypost.demo.names import address, names

COLUMNS = ("id", "name", "email", "team", "manager", "function", "level", "title", "joined", "left")
TEAM_SIZE = 8
CORE = 80  # the cast's own eight teams and partners; more people come in further teams

# What a full team of the demo is made of, beside its manager: level, months since they joined.
MAKEUP: tuple[tuple[str, int], ...] = (
    ("staff", 44),
    ("senior", 38),
    ("senior", 30),
    ("engineer", 26),
    ("engineer", 9),
    ("associate", 5),
)
STAFF_OF = {"platform": "staff-specialist", "security": "staff-specialist", "storefront": "staff-strategic"}
BELOW = {"staff": "senior", "staff-specialist": "senior", "staff-strategic": "senior", "senior": "engineer"}
PARTNERS = (
    *(("product", "Product Manager"),) * 5,
    *(("design", "Product Designer"),) * 3,
    ("business", "Sales Operations"),
    ("business", "Support Lead"),
    ("business", "Finance Partner"),
)


@dataclass(frozen=True, slots=True)
class Stand:
    """Where somebody stands from a day on."""

    from_day: date
    team: str
    manager: str
    function: str
    level: str
    title: str


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the demo with everything they were, oldest first."""

    key: str
    number: str
    name: str
    email: str
    stands: tuple[Stand, ...]
    left_on: date | None = None

    @property
    def joined_on(self) -> date:
        """Their first day."""
        return self.stands[0].from_day


def months_before(day: date, months: int) -> date:
    """The first of the month that lies `months` before `day`."""
    at = day.year * 12 + day.month - 1 - months
    return date(at // 12, at % 12 + 1, 1)


def organisation(*, people: int, seed: int, today: date) -> tuple[Member, ...]:
    """The cast, their teams filled up, their partners, and further teams up to `people` (0: the core alone)."""
    random = Random(seed)
    fresh = iter(names(random, taken=frozenset(post.name for post in POSTS)))
    members = [_of_cast(post, number, today) for number, post in enumerate(POSTS, start=1)]
    members += _fill(members, fresh, today)
    members += _partners(len(members), fresh, today)
    if people > len(members):
        members += _further(len(members), people - len(members), fresh, today)
    return tuple(members)


def list_on(members: Iterable[Member], day: date, *, since: date | None = None) -> str:
    """The people list an import takes on `day`: everybody there then, or only what changed after `since`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    everyone = list(members)
    number_of = {member.key: member.number for member in everyone}
    for member in everyone:
        stand = next((stand for stand in reversed(member.stands) if stand.from_day <= day), None)
        left = member.left_on if member.left_on and member.left_on <= day else None
        if stand is None or (since and stand.from_day <= since and not (left and left > since)):
            continue
        writer.writerow(_row(member, stand, number_of, left))
    return out.getvalue()


def change_days(members: Iterable[Member], *, after: date) -> list[date]:
    """The days after `after` on which anybody joined, moved or left."""
    days = {stand.from_day for member in members for stand in member.stands}
    days |= {member.left_on for member in members if member.left_on}
    return sorted(day for day in days if day > after)


def _row(member: Member, stand: Stand, number_of: dict[str, str], left: date | None) -> list[str]:
    return [
        member.number,
        member.name,
        member.email,
        stand.team,
        number_of.get(stand.manager, ""),
        stand.function,
        stand.level,
        stand.title,
        member.joined_on.isoformat(),
        left.isoformat() if left else "",
    ]


def _title(level: str) -> str:
    from waypost.framework.library import load

    return load("lattice").level(level).title


def _of_cast(post: Post, number: int, today: date) -> Member:
    joined = months_before(today, post.joined_months_ago)
    steps = post.levels or ((post.joined_months_ago, ""),)
    stands = tuple(
        Stand(
            max(months_before(today, months), joined),
            dict(TEAMS)[post.team],
            post.manager,
            post.function,
            level,
            post.title or _title(level),
        )
        for months, level in steps
    )
    left = months_before(today, post.left_months_ago) if post.left_months_ago is not None else None
    return Member(post.key, _number(number), post.name, f"{post.key}@{DOMAIN}", stands, left)


def _fill(members: list[Member], fresh: Iterator[str], today: date) -> list[Member]:
    """Engineers who bring each team of the cast to its size."""
    added: list[Member] = []
    managers = {member.stands[-1].team: member.key for member in members if member.stands[-1].level == "manager"}
    managers["Platform"] = "kofi"
    for key, team in TEAMS:
        present = [m.stands[-1].level for m in members if m.stands[-1].team == team and m.left_on is None]
        for level, months in MAKEUP:
            if level in present:
                present.remove(level)
                continue
            at = STAFF_OF.get(key, level) if level == "staff" else level
            stand = (team, managers[team], "engineering")
            added.append(_engineer(len(members) + len(added), next(fresh), stand, at, months, today))
    return added


def _engineer(count: int, name: str, stand: tuple[str, str, str], level: str, months: int, today: date) -> Member:
    team, manager, function = stand
    joined = months_before(today, months + count % 7)
    stands = [Stand(joined, team, manager, function, BELOW.get(level, level), _title(BELOW.get(level, level)))]
    if level in BELOW:
        stands.append(Stand(months_before(today, months // 2), team, manager, function, level, _title(level)))
    number = _number(count + 1)
    return Member(f"p{number}", number, name, address(name, DOMAIN), tuple(stands))


def _partners(count: int, fresh: Iterator[str], today: date) -> list[Member]:
    partners = []
    for at, (function, title) in enumerate(PARTNERS):
        name, number = next(fresh), _number(count + at + 1)
        stand = Stand(months_before(today, 40 - 2 * at), TEAMS[at % len(TEAMS)][1], "", function, "", title)
        partners.append(Member(f"p{number}", number, name, address(name, DOMAIN), (stand,)))
    return partners


def _further(count: int, wanted: int, fresh: Iterator[str], today: date) -> list[Member]:
    """Further teams of a manager and seven engineers; every eight of them under a director."""
    added: list[Member] = []
    director = ""
    while len(added) < wanted:
        team_number = len(added) // TEAM_SIZE + 1
        team = f"Area {(team_number - 1) // 8 + 1}, team {(team_number - 1) % 8 + 1}"
        if (team_number - 1) % 8 == 0:
            head = _engineer(count + len(added), next(fresh), (team, "ivo", "engineering"), "director", 40, today)
            added.append(head)
            director = head.key
        lead = _engineer(count + len(added), next(fresh), (team, director, "engineering"), "manager", 36, today)
        added.append(lead)
        for level, months in MAKEUP:
            stand = (team, lead.key, "engineering")
            added.append(_engineer(count + len(added), next(fresh), stand, level, months, today))
    return added[:wanted]


def _number(count: int) -> str:
    return f"{1000 + count}"
