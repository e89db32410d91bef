"""Which words name a level: titles of people who make software, codes of grades, words for how well somebody does.

A title that is not recognised here can still be a level by its place; what is recognised must nearly always be one.
"""

from __future__ import annotations

import re
from functools import lru_cache

_CODE = re.compile(
    r"^(?:(?:level|lvl|grade|band|stage|step|tier|rung|milestone|rank|class|niveau|stufe|nivel|livello|レベル|레벨|等级)"
    r"\s*[-#.:]?\s*(?:\d{1,2}|[ivx]{1,4}|[a-f])[a-z+]?"
    r"|(?:l|ic|p|e|m|d|t|g|s|tl|em|se|de|pe|qe|ds|swe|sde|sre|dev|eng|tpm|pm|ict|mgr)\s?[-.]?\d{1,2}[a-z+]?)$",
    re.IGNORECASE,
)
_LEADING_CODE = re.compile(
    r"^(?P<code>(?:level|lvl|grade|band|stage|step|tier|rung|niveau|stufe|nivel|livello)?\s*[a-z]{0,4}\s?-?\d{1,2}[a-z+]?)"
    r"\s*(?:[-–—:.|/)]|\s)\s*(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]")
_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*\+*", re.UNICODE)
_NUMERAL = re.compile(r"^(?:\d{1,2}|i{1,3}|iv|v|vi{1,3}|ix|x)\+?$", re.IGNORECASE)


def _words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


SENIORITY = _words_of("""
    junior jr mid middle midlevel intermediate senior sr staff principal distinguished fellow associate graduate grad
    intern trainee apprentice entry lead chief head expert master novice beginner advanced proficient superior medior
    professional partner executive director manager vp svp evp cto teamlead techlead vice
    débutant débutante confirmé confirmée expérimenté sénior
    estagiário estagiária júnior pleno plena sênior
    leitender einsteiger einsteigerin berufseinsteiger erfahren fortgeschritten principiante intermedio avanzado
""")
ROLES = _words_of("""
    engineer developer programmer designer analyst tester consultant scientist administrator architect lead leader
    manager director president officer specialist researcher technician coder writer owner coach sre swe sde em tl tpm
    pm dev devops practitioner contributor ic head vp cto fellow intern apprentice trainee expert engineers developers
    managers entwickler entwicklerin ingenieur ingenieurin développeur développeuse ingénieur ingénieure
    desarrollador desarrolladora ingeniero ingeniera sviluppatore
""")
PROFICIENCY = _words_of("""
    beginner novice basic foundation foundational foundations elementary learner learning awareness aware working
    intermediate competent competence proficient practitioner advanced expert mastery master emerging developing
    developed established experienced leading strategic transformational fundamental entry skilled authority visionary
    explorer apprentice journeyman journeyperson guru mentor exploring applying adopting teaching innovating
    threshold core associate growing mature optimising optimizing managed defined initial
""")
_UNSPACED = re.compile(
    "ジュニア|シニア|スタッフ|プリンシパル|エンジニア|マネージャー|開発者|주니어|시니어|스태프|엔지니어|개발자|매니저|初级|中级|高级|资深|工程师"
)
"""Titles in languages that are written without spaces; a short text that holds one is taken for a level."""
_OF = _words_of("of für de du des di del")
_SENTENCE = _words_of("""
    with your you they we our their the to as by is are be can will who what how why when this that from not on in at
    does do has have should must than vs
""")
_STEPS = _words_of("step stage rung tier")
_MOST_WORDS = 8


@lru_cache(maxsize=4096)
def looks_like_level(text: str) -> bool:
    """Whether this is the title of a level: `Senior Engineer`, `L3`, `IC4 – Staff`, `Engineer II`, `Head of Design`.

    Bare numbers and words for how well somebody does (`Proficient`) are not: they may be, by their place; see
    `looks_like_step`.
    """
    plain = _plain(text)
    if not plain or len(plain) > 90:
        return False
    if _CODE.match(plain):
        return True
    if len(plain) <= 16 and _UNSPACED.search(plain):
        return True
    led = _LEADING_CODE.match(plain)
    if led and _CODE.match(led["code"].strip()):
        return len(_words(led["rest"])) <= _MOST_WORDS
    return _is_title(_words(plain))


def looks_like_step(text: str) -> bool:
    """Whether this can name a step of a scale when its neighbours do too: a level, a number, or `Proficient`."""
    if looks_like_level(text):
        return True
    words = _words(_plain(text))
    if not words or len(words) > 3 or re.search(r"[%€$£]", text) or any(word in _SENTENCE for word in words):
        return False
    if len(words) > 1 and words[-1] in _STEPS:
        return True
    return bool(_NUMERAL.match(words[0])) or any(word in PROFICIENCY or word in SENIORITY for word in words)


def is_code(text: str) -> bool:
    """Whether this is nothing but the code of a grade: `L3`, `IC 4`, `Level 2`, `Band C`."""
    return bool(_CODE.match(_plain(text)))


_RISING = (
    _words_of("intern trainee apprentice estagiário estagiária"),
    _words_of("junior jr graduate grad entry beginner novice associate júnior ジュニア 주니어 初级"),
    _words_of("mid middle midlevel intermediate medior regular confirmé pleno plena 中级"),
    _words_of("senior sr advanced sénior sênior シニア 시니어 高级"),
    _words_of("staff lead expert スタッフ 스태프"),
    _words_of("principal head director"),
    _words_of("distinguished vp"),
    _words_of("fellow svp cto"),
)


def level_rank(text: str) -> int | None:
    """How far up a title stands by its words, on a rough scale; None if they do not say."""
    words = set(_words(_plain(text)))
    ranks = [rank for rank, known in enumerate(_RISING) if words & known]
    return max(ranks, default=None)


def level_number(text: str) -> int | None:
    """The number in the code of a level, where it has one: 3 for `L3`, `Level 3 (Senior)` and `3`."""
    found = re.search(r"(?<!\d)\d{1,2}(?!\d)", text)
    return int(found[0]) if found else None


def _plain(text: str) -> str:
    return _ASIDE.sub(" ", text).strip(" \t\n*_#:.-–—")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("-", " "))


def _is_title(words: list[str]) -> bool:
    """Whether the words end in a role or a seniority, as titles do, or speak of the head of something."""
    while words and _NUMERAL.match(words[-1]):
        words = words[:-1]
    words = [word for word in words if not _CODE.match(word)]
    if not words or len(words) > _MOST_WORDS or words[0] == "for" or any(word in _SENTENCE for word in words):
        return False  # `For engineering managers` is what they are told
    for place, word in enumerate(words):
        if word in _OF and place:
            return words[place - 1] in ROLES or words[place - 1] in SENIORITY
    if words[-1] == "level":
        return len(words) > 1 and words[-2] in SENIORITY
    return words[-1] in ROLES or words[-1] in SENIORITY
