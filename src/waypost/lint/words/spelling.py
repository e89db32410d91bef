"""How words are spelt: a list of English, one of engineering, and what a misspelt word was meant to be.

The list of English is read a stretch at a time: its lines hold the words that begin with the same two letters, and are
divided into words only when one of them is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from pathlib import Path

from waypost.lint.words.late import Late
from waypost.lint.words.lexicon import pairs, words
from waypost.lint.words.verbs import gerund, past, third

_LIST = Path(__file__).parent / "english.txt"
_LETTERS = "etaoinsrhldcumfpgwybvkxjqz"
_NONE: frozenset[str] = frozenset()
_PREFIXES = Late(
    r"(?:un|re|non|pre|over|under|mis|de|co|multi|micro|sub|inter|self|cross|anti|meta|auto|post)(?=[a-z]{5})"
)
"""Behind them stands a word of five letters: with four, `desing` and `depoly` would be `sing` and `poly`."""
_RE = (
    "^((?:kilo|centi|milli|micro|nano|deci|epi|amphi|tri)?(?:accout|calib|cent|fib|goit|lit|louv|lust|meag|met|mit"
    "|nit|och|reconnoit|sab|saltpet|scept|sepulch|somb|spect|theat|tit))"
)
"""What is written with -re in Britain. Any word in -er would be too much: `ordre` and `usre` are slips."""
_BRITISH = (
    (Late(r"is(e|es|ed|er|ers|ing|able|ability|ation|ations|ational|ationally)$"), r"iz\1"),
    (Late(r"ys(e|es|ed|er|ers|ing)$"), r"yz\1"),
    (Late(r"our(?=(?:s|ed|ing|able|ably|ite|ites|al|ally|ful|less|hood|er|ers|ly)?$)"), "or"),
    (Late(rf"{_RE}re(s?)$"), r"\1er\2"),
    (Late(rf"{_RE}r(ed|ing)$"), r"\1er\2"),
    (Late(r"ll(?=(?:ed|ing|er|ers)$)"), "l"),
    (Late(r"ence(s)?$"), r"ense\1"),
    (Late(r"ogue(s)?$"), r"og\1"),
    (Late(r"amme(s)?$"), r"am\1"),
    (Late(r"l(?=(?:ment|ful|fully)s?$)"), "ll"),
    (Late(r"^scept(?=ic)"), "skept"),
    (Late(r"ae(?=diatr|mat|mog)"), "e"),
)


def is_known(word: str) -> bool:
    """Whether a word in small letters is one, as far as the lists and the ways of forming words go."""
    singular = _singular(word)
    if _is_listed(word) or any(map(_is_listed, singular)):
        return True
    return _is_formed(word) or any(map(_is_formed, singular))


def odd(said: AbstractSet[str]) -> set[str]:
    """Of words in small letters, and of the parts of longer ones, what is not known or is misspelt."""
    found: set[str] = set()
    for word in said - _FINE:
        slips = [part for part in _PARTS.findall(word) if known_misspelling(part) or not is_known(part)]
        found.update(slips)
        if not slips:
            _FINE.add(word)
    return found


_PARTS = Late(r"[a-z]{3,}")


_FINE: set[str] = set()
"""Words that were looked up and are fine: most words of a framework are those of the last one."""


@lru_cache(maxsize=65536)
def _is_listed(word: str) -> bool:
    """Whether a list has the word. Looking for it in its line is quicker than dividing the line into words for one."""
    return f" {word} " in _line(word[:2]) or word in _engineering()


def _is_a_word(word: str) -> bool:
    """Whether a list has the word, what it is the plural of, or its form in -ize: what is asked for hundreds of slips
    of each word, of which hardly one is a word, cannot go through all the ways of forming words."""
    (ending, american), *_ = _BRITISH
    return _is_listed(word) or any(map(_is_listed, (*_singular(word), ending.sub(american, word))))


def _singular(word: str) -> tuple[str, ...]:
    """What this may be the plural of; what ends in -ing or -ed has none unless a list has it."""
    if not word.endswith("s") or word.endswith(("ings", "eds", "lys")):
        return ()
    return (word[:-1], word[:-2]) if word.endswith("es") else (word[:-1],)


@lru_cache(maxsize=4096)
def _is_formed(word: str) -> bool:
    """British, or with a syllable before a word that is known."""
    if len(word) > _LONGEST:
        return False
    for ending, american in _BRITISH:
        other = ending.sub(american, word)
        if other != word and _is_listed(other):
            return True
    prefix = _PREFIXES.match(word)
    return bool(prefix) and is_known(word[prefix.end() :]) if prefix else False


@lru_cache(maxsize=16384)
def meant(word: str) -> str | None:
    """The frequent word that this unknown one is a slip of, if one is near; in a long word any, or two slips."""
    if len(word) > _LONGEST:
        return None
    before = _PREFIXES.match(word)
    behind = before and known_misspelling(word[before.end() :])
    if before and behind:
        return before[0] + behind
    near = next((other for other in dict.fromkeys(_slips(word)) if _is_frequent(other)), None)
    if near:
        return near
    if len(word) < _LONG or _is_compound(word):
        return None
    near = next((other for other in dict.fromkeys(_slips(word)) if _is_a_word(other)), None) or _two_slips(word)
    once = _TWICE.sub(r"\1", word)
    return near or (meant(once) if once != word else None)


_SHORT, _LONG, _LONGEST = 5, 9, 30
"""From how many letters on a slip may be one letter less or another, and of a rare word; and in what is longer than
any word nothing is looked for: what may have been meant grows with the letters, times their number."""
_TWICE = Late(r"([a-z]{2,4})\1")
"""Letters that were typed twice: `unnecessessary`."""


def _is_compound(word: str) -> bool:
    """Whether it is two frequent words written as one, as trades do: `servicedesk`."""
    return any(_is_frequent(word[:at]) and _is_frequent(word[at:]) for at in range(4, len(word) - 3))


def known_misspelling(word: str) -> str | None:
    """What is meant by a misspelling that everybody knows."""
    return pairs("misspellings").get(word)


def _is_frequent(word: str) -> bool:
    return word in _english(word[:2])[0] or word in _engineering()


def _slips(word: str) -> Iterator[str]:
    """Every word from which this one comes by one slip of the hand: the likeliest first."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    yield from (a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1)
    yield from (a + letter + b for a, b in cuts for letter in _LETTERS)
    if len(word) < _SHORT:  # a short word that is not known is too near too many
        return
    yield from (a + b[1:] for a, b in cuts if b)
    yield from (a + letter + b[1:] for a, b in cuts if b for letter in _LETTERS)


def _two_slips(word: str) -> str | None:
    """The nearest frequent word with the same first two letters that two slips lead to."""
    bag = set(word)
    for other in sorted(_english(word[:2])[0] | {one for one in _engineering() if one[:2] == word[:2]}):
        if (
            abs(len(other) - len(word)) <= 2
            and len(bag.symmetric_difference(other)) <= 4
            and _distance(word, other) <= 2
        ):
            return other
    return None


def _distance(left: str, right: str) -> int:
    """Letters put in, left out or changed, and neighbours changed places."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for at, letter in enumerate(left, 1):
        older, before, row = before, row, [at]
        for to, other in enumerate(right, 1):
            step = min(before[to] + 1, row[-1] + 1, before[to - 1] + (letter != other))
            if at > 1 and to > 1 and letter == right[to - 2] and left[at - 2] == other:
                step = min(step, older[to - 2] + 1)
            row.append(step)
    return row[-1]


@cache
def _lines() -> dict[str, str]:
    text = _LIST.read_text(encoding="ascii")
    return {line.lstrip("|")[:2]: line for line in text.split("\n") if line[:1] != "#"}


@cache
def _line(beginning: str) -> str:
    """The words that begin so, each with a space on both sides."""
    return f" {_lines().get(beginning, '').replace('|', ' | ')} "


@cache
def _english(beginning: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The frequent words, the others, and all."""
    frequent, _, others = _lines().get(beginning, "").partition("|")
    left, right = frozenset(frequent.split()), frozenset(others.split())
    return left, right, left | right


@cache
def _engineering() -> frozenset[str]:
    named = words("engineering")
    verbs = words("verbs") | {
        "refactor",
        "deprecate",
        "onboard",
        "timebox",
        "unblock",
        "prioritise",
        "triage",
        "shard",
        "refine",
    }
    formed = {form for verb in verbs for form in (verb, third(verb), gerund(verb), past(verb))}
    return named | formed | {f"{word}s" for word in named}
