"""Which nodes of a text are its levels: by their words, and by what repeats below or around them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from waypost.framework.importers.level_words import level_number, looks_like_level, looks_like_step
from waypost.framework.importers.outlines.labels import Node

_CODE = re.compile(
    r"^(?:[A-Z]{1,5}-?\d{1,2}[a-z]?\+?(?:\s*[-–—/]\s*[A-Z]{0,5}-?\d{1,2}\+?)?|(?i:level|lvl|grade|band|stage|step"
    r"|tier|rung|milestone|rank)\s*\d{1,2})(?=$|[\s:.,()|/–—-])"
)
_TRAILING_CODE = re.compile(r"\(\s*[A-Z]{1,5}-?\d{1,2}\+?(?:\s*[-–—/]\s*[A-Z]{0,5}-?\d{1,2}\+?)?\s*\)\s*$")
_EVERY = re.compile(
    r"^(?:(?:at|for)\s+)?(?:all|every|each|any|common|shared)\b[\w\s&/-]{0,40}\b(?:levels?|engineers?|roles?|everyone|grades?|bands?)$"
    r"|^(?:everyone|all levels and roles|alle stufen|tous les niveaux|todos los niveles|全レベル共通|모든 레벨)$",
    re.IGNORECASE,
)
_CRITERION_WORDS = re.compile(
    r"\b(?:technical|technology|craft|skills?|impact|scope|delivery|execution|communication|collaboration|leadership|"
    r"ownership|mentor\w*|influence|quality|teamwork|people|process|strategy|culture|knowledge|design|autonomy|growth|"
    r"results?|direction|talent|responsibilit\w+|complexity|planning|testing|operations?|security|feedback)\b",
    re.IGNORECASE,
)


def score(title: str) -> int:
    """How surely this is the title of a level: 3 with a code (`IC4 - Senior`), 2 by its words, 1 perhaps, 0 no."""
    title = re.sub(r"(?<=[a-z])\+", "", title)
    if not looks_like_level(title):
        coded = _CODE.match(title) or _TRAILING_CODE.search(title)
        return (
            3 if coded and len(title.split()) <= 8 and not title.endswith(("?", ".")) else int(looks_like_step(title))
        )
    return 3 if _CODE.match(title) or _TRAILING_CODE.search(title) else 2


_RUNGS = {
    "intern": 0, "trainee": 1, "apprentice": 1, "graduate": 2, "entry": 2, "associate": 2, "junior": 3, "jr": 3,
    "beginner": 3, "novice": 2, "mid": 5, "middle": 5, "medior": 5, "intermediate": 5, "advanced": 7,
    "senior": 7, "sr": 7, "foundation": 2, "basic": 2, "learner": 2, "competent": 5, "practitioner": 5, "proficient": 6,
    "skilled": 6, "master": 10, "expert": 9, "lead": 8,
    "staff": 10, "principal": 12, "distinguished": 14, "fellow": 16, "head": 12, "director": 13,
    "vp": 16, "president": 16, "chief": 18, "cto": 18,
}  # fmt: skip
_ROLES = re.compile(r"\b(?:engineer|developer|manager|designer|analyst|scientist|tester|architect|programmer)\b")


def seniority(title: str) -> float | None:
    """How senior a title is compared with others by its words; None if no word tells."""
    words = re.findall(r"[a-z]+", title.lower())
    rungs = sorted((_RUNGS[word] for word in words if word in _RUNGS), reverse=True)
    if not rungs:
        return 5 if _ROLES.search(title.lower()) else None
    return rungs[0] + sum(rungs[1:]) / 20 + 0.5 * title.rstrip().partition(" ")[0].endswith("+")


def is_every_level(title: str) -> bool:
    """Whether a section of this title holds at every level: `All levels`."""
    return bool(_EVERY.match(title)) and not _WARNING.search(title)


@dataclass(frozen=True, slots=True)
class Picked:
    """The nodes that are levels, and why, if it was not their words."""

    levels: frozenset[Node]
    note: str = ""


def pick_levels(root: Node) -> Picked:
    """The levels of one text: on no way from the top down is there more than one."""
    groups = [group for node in root.walk() for group in _groups(node)]
    chosen = {id(group[0]): members for group in groups if (members := _level_members(group))}
    lone = {node.form for members in chosen.values() for node in members}
    for group in groups:
        if id(group[0]) not in chosen and group[0].form in lone and len(group) <= 2:
            members = [node for node in group if node.holds and score(node.title) >= 2]
            if members:
                chosen[id(group[0])] = members
    if not chosen:
        return _by_repetition(groups)
    strength: dict[Node, float] = {}
    for group in groups:
        members = chosen.get(id(group[0]), [])
        strength.update(dict.fromkeys(members, _strength(members, group)))
    return Picked(frozenset(_without_overviews(list(_outermost(root, strength)))))


def _groups(node: Node) -> list[list[Node]]:
    """The nodes right below this one, those of one form together."""
    by_form: defaultdict[str, list[Node]] = defaultdict(list)
    for kid in node.kids:
        by_form[kid.form].append(kid)
    return list(by_form.values())


def _level_members(group: Sequence[Node]) -> list[Node]:
    """Those of a group that are levels, if the group is one of levels."""
    held = [node for node in group if node.holds and not is_every_level(node.title)]
    scores = {node: score(node.title) for node in held}
    coded = [node for node in held if scores[node] == 3]
    titled = [node for node in held if scores[node] >= 2]
    steps = [node for node in held if scores[node] >= 1]
    if len(coded) >= 2:
        return titled
    if len(titled) >= 2 and len(titled) * 2 >= len(held):
        return steps if len(steps) == len(held) else titled
    if titled and len(steps) < 3:
        return []
    return steps if len(steps) >= 2 and (len(steps) == len(held) or len(steps) >= max(3, len(held) * 3 / 4)) else []


def _strength(members: Sequence[Node], group: Sequence[Node]) -> float:
    """How surely these are levels: by their words, more so if they rise, and less so where others beside them hold the
    same titles."""
    if not members:
        return 0.0
    below = {kid.key for node in members for kid in node.kids}
    chosen = frozenset(members)
    alike = sum(node in chosen or any(kid.key in below for kid in node.kids) for node in group)
    rises = _rises([level_number(node.title) for node in members]) or _rises(
        [seniority(node.title) for node in members]
    )
    return sum(score(node.title) for node in members) / alike + min(len(members), 3) / 10 + rises * 0.8


def _rises(ranks: Sequence[float | None]) -> bool:
    """Whether three or more rise, or fall, all the way."""
    known = [rank for rank in ranks if rank is not None]
    steps = [two - one for one, two in pairwise(known)]
    return len(known) == len(ranks) >= 3 and (all(step > 0 for step in steps) or all(step < 0 for step in steps))


def _outermost(root: Node, strength: dict[Node, float]) -> Iterable[Node]:
    """Of candidates above each other the stronger; of equal ones the outer, unless it stands alone over several."""
    peers = [kid for kid in root.kids if kid in strength]
    below = {peer: [node for node in peer.walk() if node is not peer and node in strength] for peer in peers}
    held = Counter(node.key for nodes in below.values() for node in nodes)
    repeats = sum(count > 1 for count in held.values()) * 2 >= len(held)
    for kid in root.kids:
        inner = max((strength[node] for node in below.get(kid, ())), default=0.0)
        if kid not in strength:
            yield from _outermost(kid, strength)
        elif len(below[kid]) < 2 or (len(peers) > 1 and _outer_wins(strength[kid], inner, len(peers), repeats=repeats)):
            yield kid
        else:
            yield from _outermost(kid, strength)


def _without_overviews(levels: Sequence[Node]) -> Iterable[Node]:
    """Without lists of levels that say a few words of each, where most levels are headings over more than that."""
    headed = [node for node in levels if node.form.startswith("h") and (node.kids or node.said or node.tables)]
    listed = [node for node in levels if node.form.startswith("item") and not (node.kids or node.said)]
    lists = Counter(id(node.above) for node in listed)
    few = len(headed) >= 3 and len(lists) <= 2 and all(len(node.rest) <= _A_FEW_WORDS for node in listed)
    kept = [node for node in levels if not (few and id(node.above) in lists and node in listed)]
    asked = [node for node in kept if not _warns(node)]
    return asked if len(asked) >= 2 else kept


_A_FEW_WORDS = 80
_WARNING = re.compile(
    r"\b(?:pitfalls?|anti-?patterns?|common mistakes|red flags?|warning signs?|(?:exceeds?|meets?) expectations"
    r"|needs improvement)\b",
    re.IGNORECASE,
)
"""Sections in which levels are told what goes wrong at them or how they are rated, and are asked nothing."""


def _warns(node: Node) -> bool:
    above = node.above
    while above is not None and not _WARNING.search(above.title):
        above = above.above
    return above is not None


def _outer_wins(outer: float, inner: float, peers: int, *, repeats: bool) -> bool:
    """Whether candidates that hold others are the levels: they are surer, or what they hold repeats below each."""
    return outer > inner or (repeats and outer >= inner - 0.35 and peers >= 3)


def _by_repetition(groups: Sequence[Sequence[Node]]) -> Picked:
    """Where no word tells: siblings that hold the same titles. Which of the two are levels is told by the others'
    words, and if they tell nothing the outer ones are."""
    best: tuple[int, Sequence[Node]] | None = None
    for group in groups:
        held = [node for node in group if len(node.kids) >= 2]
        keys = Counter(key for node in held for key in {kid.key for kid in node.kids})
        repeated = sum(count for count in keys.values() if count > 1)
        if len(held) >= 2 and repeated * 10 >= sum(keys.values()) * 7 and (best is None or repeated > best[0]):
            best = (repeated, held)
    if best is None:
        return Picked(frozenset())
    outer = best[1]
    inner = [kid for node in outer for kid in node.kids]
    first = outer[0].title
    if _share(outer) > _share(inner):
        note = f"The headings that repeat (`{inner[0].title}`) were taken for levels: those above them speak of skills."
        return Picked(frozenset(inner), note)
    return Picked(
        frozenset(outer), f"Headings like `{first}` were taken for levels: the same headings repeat below each."
    )


def _share(nodes: Sequence[Node]) -> float:
    return sum(bool(_CRITERION_WORDS.search(node.title)) for node in nodes) / len(nodes)
