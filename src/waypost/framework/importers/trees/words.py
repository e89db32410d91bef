"""What the names of fields mean in other people's ladders: one table, and how a name is brought to the words in it."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class Role(StrEnum):
    """What a field holds, by its name."""

    LEVEL = "level"
    CRITERION = "criterion"
    DIMENSION = "dimension"
    TRACK = "track"
    TITLE = "title"
    ID = "id"
    ABOUT = "about"
    STATEMENT = "statement"
    EXAMPLE = "example"
    SIGNAL = "signal"
    SHOWN_BY = "shown by"
    WEIGHT = "weight"
    RANK = "rank"
    BAND = "pay band"
    ADDS_TO = "adds to"
    MUST = "must"
    SCORE = "score"
    WRAPPER = "wrapper"
    MACHINE = "machine"


AXES = (Role.LEVEL, Role.CRITERION, Role.DIMENSION, Role.TRACK)

_TABLE = {
    Role.LEVEL: """level|milestone|grade|rung|stage|step|tier|seniority|band|proficiency|maturity|career level|position|
        job level|job title|level name|level title|niveau|niveaux|stufen|niveles|livelli|stufe|nivel|livello""",
    Role.CRITERION: """criterion|competency|competence|competencie|skill|topic|attribute|capability|behaviour|behavior|
        quality|trait|practice|skill area|competency area|kompetenz|compétence|competencia|competenza""",
    Role.DIMENSION: """dimension|area|theme|category|pillar|domain|group|section|axis|cluster|skill group|
        competency group|subject|kategorie|catégorie|categoría|bereich|aspect|facet""",
    Role.TRACK: """track|role|ladder|discipline|family|job family|job|profession|career path|department|career track|
        job role|function|specialty|speciality""",
    Role.TITLE: "title|name|label|display name|heading|headline|titel|titre|nombre|nom|titolo",
    Role.ID: "id|key|slug|code|uuid|identifier|path|ref|short name|abbreviation",
    Role.ABOUT: """about|intro|introduction|definition|overview|purpose|subtitle|tagline|explanation|note|context|
        long description|short description|beschreibung""",
    Role.STATEMENT: """statement|expectation|requirement|responsibility|text|says|bullet|point|item|detail|content|
        outcome|key behavior|key behaviour|accomplishment|duty|task|value|criteria|what|must have|
        description|summary|standard|erwartung|attente""",
    Role.EXAMPLE: """example|looks like|sample|illustration|in practice|what it looks like|anecdote|for example|
        beispiel|exemple|ejemplo|esempio""",
    Role.SIGNAL: "signal|marker|indicator|observable|observation|sign",
    Role.SHOWN_BY: "shown by|evidence|artifact|artefact|proof|deliverable|work product",
    Role.WEIGHT: "weight|weighting|gewicht",
    Role.RANK: "rank|order|ordinal|ordinal rank|index|sort order|number",
    Role.BAND: "pay band|salary band|compensation band|pay grade",
    Role.ADDS_TO: "add to|extend|inherit|inherits from|build on|builds on|includes|adds to|extends|cumulative",
    Role.MUST: "must|mandatory",
    Role.SCORE: "min point|min score|minimum point|minimum score|from point|min|point|score|threshold|at least",
    Role.WRAPPER: "human|framework|matrix",
    Role.MACHINE: "agent|bot|ai|machine",
}
_WORDS: dict[str, Role] = {}
for _role, _line in _TABLE.items():
    for _word in _line.split("|"):
        _WORDS.setdefault(" ".join(_word.split()), _role)
_LEVEL_RANKING = ("level", "career level", "job level", "grade", "milestone", "rung", "tier", "step", "stage", "band",
                  "position", "seniority", "proficiency", "maturity")  # fmt: skip
_REQUIRED = frozenset({"required", "optional", "recommended", "desired", "nice to have"})
_STRONG_TRACK = frozenset({"role", "job", "ladder", "family", "job family", "profession", "department", "career path",
                           "career track", "discipline", "job role", "function"})  # fmt: skip
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_BREAK = re.compile(r"[^\w]+|_+")
_KEPT_PLURAL = frozenset({"criteria", "says", "axis", "includes", "extends", "inherits from", "builds on", "adds to"})
_NUMBERED = re.compile(r"(?<=[a-z]{3})(?=\d)")


@lru_cache(maxsize=4096)
def words(name: str) -> str:
    """A field's name as small words, the last in the singular: `skillLevels` -> `skill level`."""
    if len(name) > 200:
        return name
    text = " ".join(_BREAK.sub(" ", _CAMEL.sub(" ", name)).lower().split())
    return text if text in _KEPT_PLURAL else _singular(text)


def _singular(text: str) -> str:
    if text.endswith("ies") and len(text) > 5:
        return text[:-3] + "y"
    if text.endswith(("sses", "xes")):
        return text[:-2]
    return text[:-1] if text.endswith("s") and not text.endswith(("ss", "us", "is")) and len(text) > 3 else text


@lru_cache(maxsize=4096)
def role(name: str) -> Role | None:
    """What a field of this name holds; None if the name says nothing."""
    text = words(name)
    if text in _WORDS:
        return _WORDS[text]
    last = text.rpartition(" ")[2]
    found = _WORDS.get(last) if " " in text else None
    if found in {Role.TITLE, Role.LEVEL, Role.CRITERION, Role.EXAMPLE, Role.SIGNAL} or last in {
        "description",
        "summary",
    }:
        return found
    return Role.STATEMENT if found is Role.STATEMENT and last != "point" else None


@lru_cache(maxsize=4096)
def axis(name: str) -> Role | None:
    """What the members of a collection of this name are: `levels`, `skillAreas`, `proficiencyDescriptions`."""
    text = words(name)
    if text == "criteria":
        return Role.CRITERION
    found = _WORDS.get(text)
    if found in AXES:
        return found
    parts = text.split()
    parts = parts[:-1] if len(parts) > 1 and parts[-1] == "id" else parts
    last = _WORDS.get(parts[-1]) if parts else None
    if last in AXES:
        return last
    before = [_WORDS.get(_singular(part)) for part in parts[:-1]]
    return Role.LEVEL if last in {Role.ABOUT, Role.STATEMENT} and Role.LEVEL in before else None


def is_plural(name: str) -> bool:
    """Whether the name is of many things: `competencies`, `career-levels`."""
    text = " ".join(_BREAK.sub(" ", _CAMEL.sub(" ", name)).lower().split())
    return text in _KEPT_PLURAL or _singular(text) != text


def is_one_ladder(name: str) -> bool:
    """Whether a field is named as one way to grow, `ladder`, and what it holds are not ways to grow but its parts."""
    return axis(name) is Role.TRACK and not is_plural(name)


def is_level_name(name: str) -> bool:
    """Whether a field of this name says which level something is at: `level`, not `maxLevel`."""
    return _WORDS.get(words(name)) is Role.LEVEL


def level_strength(name: str) -> int:
    """How clearly a name speaks of levels: 0 is the clearest."""
    text = words(name)
    last = text.rpartition(" ")[2]
    for place, word in enumerate(_LEVEL_RANKING):
        if word in {text, last}:
            return place
    return len(_LEVEL_RANKING)


def strong_track(name: str) -> bool:
    """Whether a collection of this name is of careers: roles, jobs. (A `track` may be a skill to grow in.)"""
    return words(name) in _STRONG_TRACK


def wish(name: str) -> bool:
    """Whether the name says how much something is wanted, and not what it is: `required`, `optional`."""
    return name.lower() in _REQUIRED


def known(name: str) -> bool:
    """Whether this is the name of a field, and not that of one of many things, as `Code quality` may be."""
    if " " in name.strip() and words(name) not in _WORDS and axis(name) is not Role.LEVEL:
        return False
    return role(name) is not None or axis(name) is not None or wish(name)


def readable(name: str) -> str:
    """A name as people write it: `impactScope` -> `Impact scope`, `DEV_OPS` -> `Dev ops`; what has spaces stays."""
    if " " in name.strip() or not re.search(r"[A-Za-z]", name):
        return name.strip()
    text = " ".join(_BREAK.sub(" ", _NUMBERED.sub(" ", _CAMEL.sub(" ", name))).split())
    if re.fullmatch(r"[A-Za-z]{1,4}\d{0,2}[+]?", text) and (text.isupper() or any(map(str.isdigit, text))):
        return text
    if text.isupper() or "_" in name or "-" in name or text.islower() or _CAMEL.search(name):
        return text[:1].upper() + text[1:].lower()
    return text


def same(one: str) -> str:
    """A title or id for comparing: small letters and digits."""
    return re.sub(r"[^\w]+|_", "", one.lower())
