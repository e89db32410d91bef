"""Two statements held against each other word by word: what differs, and whether that is progression."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

Words = tuple[str, ...]


def words_of(text: str) -> Words:
    """The words of a text in small letters, without the signs between them."""
    small = text.lower()
    if small.isascii() and "-" not in small and "'" not in small:  # no word of two: what divides is every other sign
        return tuple(set_apart(small).split())
    return tuple(_WORD.findall(small))


def set_apart(text: str) -> str:
    """A text with a space in place of every sign that is no letter or digit of ASCII; its lines stay."""
    return text.encode("ascii", "replace").translate(_APART).decode()


_APART = bytes(code if (chr(code).isalnum() and code < 128) or code == 10 else 32 for code in range(256))
"""Many times as quick as any pattern."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The words that only one of two statements has, in its order."""

    gone: Words
    come: Words


def difference(lower: Sequence[str], upper: Sequence[str]) -> Difference:
    """What the second statement has no longer, and what it has besides."""
    gone, come = Counter(lower), Counter(upper)
    both = gone & come
    return Difference(tuple((gone - both).elements()), tuple((come - both).elements()))


def progresses(lower: Sequence[str], upper: Sequence[str]) -> bool:
    """Whether the second asks more than the first, and so does not merely repeat it.

    That is so where a word of reach, number, size, difficulty, role or freedom comes, where a word that limits goes,
    or where a whole clause comes on top.
    """
    found = difference(lower, upper)
    if any(_raises(word) for word in found.come) or limits_less(lower, upper):
        return True
    return not found.gone and sum(word not in SMALL for word in found.come) >= _A_CLAUSE


def limits_less(lower: Sequence[str], upper: Sequence[str]) -> bool:
    """Whether a word that limits what the first asks is gone in the second."""
    return any(word in LIMITING for word in difference(lower, upper).gone)


def only_stronger(lower: Sequence[str], upper: Sequence[str]) -> Words:
    """The words of degree that are all that differs; none where more differs, or nothing does."""
    found = difference(lower, upper)
    words = tuple(word for word in (*found.gone, *found.come) if word in DEGREE)
    rest = [word for word in (*found.gone, *found.come) if word not in DEGREE and word not in SMALL]
    return words if not rest else ()


def negates(lower: Sequence[str], upper: Sequence[str]) -> Words:
    """The word by which one of two otherwise equal statements denies the other; none where more differs."""
    found = difference(lower, upper)
    words = tuple(word for word in (*found.gone, *found.come) if word in DENYING)
    rest = [word for word in (*found.gone, *found.come) if word not in DENYING and word not in _AROUND_DENIAL]
    return words if len(words) == 1 and not rest else ()


def asks_less(lower: Sequence[str], upper: Sequence[str]) -> Words:
    """The words by which the second of two otherwise equal statements asks less: fewer, part of them, a smaller
    circle, or a hand where the first leads. None where more differs, where one of them rises, or where less may be
    more: in what limits, denies, or has to stay below a bound."""
    found = difference(lower, upper)
    both = {word.removesuffix("s") for word in found.gone} & {word.removesuffix("s") for word in found.come}
    apart = {word for word in (*found.gone, *found.come) if word not in SMALL and word not in _AROUND_RANKED}
    apart -= {word for word in apart if word.removesuffix("s") in both}
    if _LESS_MAY_BE_MORE & {*lower, *upper}:
        return ()
    fell: list[str] = []
    for ranks in _RANKED:
        gone, come = ([word for word in side if word in ranks] for side in (found.gone, found.come))
        counted = ranks is not _NUMBERS or (_counts_reach(lower, gone) and _counts_reach(upper, come))
        if len(gone) == len(come) == 1 and counted:
            if ranks[come[0]] > ranks[gone[0]]:
                return ()
            fell.append(come[0])
            apart -= {gone[0], come[0]}
    return () if apart else tuple(fell)


def _counts_reach(said: Sequence[str], numbers: Sequence[str]) -> bool:
    """Whether these numbers count what work reaches: `five teams`, and not `five days`."""
    following = dict(pairwise(said))
    return bool(numbers) and all(following.get(number) in _COUNTED for number in numbers)


_A_CLAUSE = 4
_LEVEL = re.compile(r"(?:l|ic|m|e|t|p|s|g|k)?\d+\+?")


def _raises(word: str) -> bool:
    owner = word.removesuffix("'s").removesuffix("’s")
    parts = (owner, *owner.split("-")[:-1])
    return any(part in RAISING or _LEVEL.fullmatch(part) for part in parts)


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


SMALL = _set(
    "a an the of to in on for and or with by from as at is are be been was were it its this that these those their "
    "them they he she his her you your we our i my me us who which what when where how into than then so if but also "
    "such both"
)
"""Words that carry no content of their own."""

DENYING = _set(
    "not never no none cannot without rarely seldom hardly unable refuses avoids don't doesn't don’t doesn’t"
)
_AROUND_DENIAL = SMALL | _set("do does with able any ever only always can")

DEGREE = _set(
    "always often usually regularly consistently frequently occasionally sometimes generally typically routinely "
    "continually continuously constantly very highly extremely exceptionally really truly deeply strongly greatly "
    "hugely significantly substantially increasingly more most better best much effectively efficiently proactively "
    "actively reliably clearly successfully thoroughly fully completely carefully skilfully skillfully masterfully "
    "expertly excellently confidently competently proficiently impressively remarkably good great strong solid "
    "excellent exceptional outstanding superior proficient competent skilled impressive remarkable effective "
    "efficient fluent fluently quickly swiftly positively well even"
)
"""Words that say how much or how well, and nothing that could be seen."""

_REACH = (
    "task tasks feature features component components subsystem subsystems service services system systems product "
    "products project projects team teams group groups area areas department departments division divisions domain "
    "domains unit units function functions org orgs organisation organization organisations organizations "
    "organisational organizational engineering-wide company companies companywide business enterprise engineering "
    "industry industry-wide field community public market customers peers others stakeholders executives leadership "
    "external externally outside worldwide global globally international cross-team cross-functional portfolio "
    "platform roadmap roadmaps strategy strategies strategic beyond across within multiple several many various all "
    "every each entire whole two three four five six seven eight nine ten dozens hundreds one single few some any "
    "nobody everybody everyone ticket tickets story stories epic epics module modules repository repositories codebase "
    "codebases table tables database databases squad squads tribe tribes board boards site sites region regions "
    "country countries continent continents world eleven twelve fifteen twenty thirty forty fifty dozen hundred "
    "thousand thousands million millions billion billions half cluster clusters fleet datacentre datacentres customer "
    "vendor vendors regulator regulators auditor auditors investors office offices"
)
_SIZE = (
    "small smaller medium medium-sized large larger largest big bigger major minor simple complex complexity "
    "complicated moderate moderately difficult hard hardest challenging ambiguous ambiguity unclear unknown undefined "
    "open-ended critical mission-critical business-critical high-risk long-term short-term mid-term multi-year "
    "significant substantial foundational novel new unfamiliar deep broad broader wide wider detailed in-depth live "
    "production customer-facing company-wide organisation-wide organization-wide team-wide"
)
_ROLE = (
    "leads lead leading owns own owning drives drive driving defines define sets set sets influences influence "
    "champions coaches coach coaching mentors mentor mentoring teaches teach guides guide ensures shapes shape "
    "establishes creates originates invents initiates designs directs delegates oversees accountable responsible "
    "helps contributes contribute participates participate supports encourages encourage enables enable "
    "establish create originate initiate delegate oversee define ensure senior junior staff principal lead leads "
    "manager managers head director directors ceo cto vp seniors juniors mid-level experts expert authority intern "
    "interns apprentice apprentices graduates newcomer newcomers decides decide approves approve"
)
_FREEDOM = (
    "independently autonomously alone unaided unprompted self-directed without little minimal guidance supervision "
    "oversight"
)
_TIME = (
    "daily weekly monthly quarterly yearly annually quarter quarters year years month months week weeks day days hour "
    "hours minute minutes decade"
)
RAISING = _set(f"{_REACH} {_SIZE} {_ROLE} {_FREEDOM} {_TIME}")
"""Words that change how far, how many, how hard, in what role or how freely."""

LIMITING = _set(
    "own guidance supervision supervised support help assistance consultation minor simple small basic well-defined "
    "assigned gaining learning developing beginning starting becoming"
)
"""Words whose going makes a statement ask more."""

_NUMBERS = {
    word: rank
    for rank, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    )
}
_COUNTED = _set(
    "team teams service services system systems project projects product products department departments engineers "
    "people component components feature features area areas domain domains squads tribes countries"
)
_RANKED: tuple[dict[str, int], ...] = (
    _NUMBERS,
    {"some": 0, "most": 1, "every": 2, "all": 2},
    {"team": 0, "teams": 1, "department": 2, "organisation": 3, "organization": 3, "company": 4},
    {"helps": 0, "assists": 0, "leads": 1, "owns": 1},
)
"""Words of which one asks less than another, by how much they ask."""

_AROUND_RANKED = _set("whole entire single one")
_LESS_MAY_BE_MORE = (
    LIMITING - _set("own simple small minor")
    | DENYING
    | _set("within under below fewer less than only least up needs need requires depends until")
)
