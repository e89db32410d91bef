"""The rules of words on whole texts: silent on the library, exact on slips planted there, and on a real rubric."""

from __future__ import annotations

import random
import re
from importlib.resources import files

import pytest
from tests.lint.rules.saying import found
from tests.needs import shared

from waypost.framework.library import keys
from waypost.lint.linting import lint
from waypost.lint.reading import read_files, read_subject
from waypost.lint.settings import Settings
from waypost.lint.words.spelling import is_known, known_misspelling, meant

WORDS = ("VAG", "CIR", "OUT", "EVI", "BIA", "CLR", "STY")


def library(key):
    name = f"{key}.yaml"
    read = read_files({name: (files("waypost.framework.library") / name).read_bytes()})
    assert read.subject is not None
    return read.subject


@pytest.mark.parametrize("key", keys())
def test_the_library_is_silent(key):
    linted = lint(library(key), Settings(select=WORDS))
    assert [(one.code, str(one.span), one.message) for one in linted.findings] == []
    assert linted.faults == ()


def slipped(word, chance):
    """The word with a letter left out, put in, changed, or changed places with the next."""
    at, letter = chance.randrange(1, len(word) - 1), chance.choice("abcdefghijklmnopqrstuvwxyz")
    begun, rest = word[:at], word[at:]
    return chance.choice(
        [begun + rest[1:], begun + letter + rest, begun + letter + rest[1:], begun + rest[1::-1] + rest[2:]]
    )


def test_nine_of_ten_slips_that_make_no_other_word_are_told():
    chance = random.Random(4)
    words = sorted({word for one in library("lattice").statements for word in re.findall(r"\b[a-z]{5,}\b", one.text)})
    wrong = [slip for word in words if (slip := slipped(word, chance)) != word and not is_known(slip)]
    told = [slip for slip in wrong if known_misspelling(slip) or meant(slip)]
    assert len(wrong) > 600
    assert len(told) >= 0.9 * len(wrong)


@pytest.mark.shared
def test_the_typos_of_a_real_rubric_are_told_and_nothing_else():
    subject = read_subject(shared("practice", "002_*.txt")).subject
    assert subject is not None
    typos = lint(subject, Settings(select=("STY001", "STY002"))).findings
    assert sorted(word.lower() for one in typos for word in one.words) == [
        *("algorthms", "approprite", "deciplined", "elswhere", "excercises", "guidence", "judement", "observerbility"),
        *("oversightinitiates", "presedence", "rasing", "soruce", "techincal", "thirdparty"),
    ]


@pytest.mark.shared
@pytest.mark.parametrize("language", ["ja", "ko"])
def test_ladders_in_other_languages_meet_no_word_rule(language):
    folder = shared("corpus", "jorgef__engineeringladders--ja-ko", language)
    subject = read_subject(folder / "Developer.md").subject
    assert subject is not None
    assert (
        lint(subject, Settings(select=("VAG", "CIR", "OUT603", "BIA", "CLR904", "CLR906", "STY001", "STY002"))).findings
        == ()
    )


FRENCH = (
    "Livre des fonctionnalités solides pour les clients de la société, avec une équipe.",
    "Traite les incidents dans la journée et informe les équipes qui en dépendent.",
    "Excellent leadership, culture de la qualité et vision pour les produits.",
)


def test_of_a_framework_in_two_languages_the_english_half_is_told():
    english = "Can run the release of a service."
    french = [f"{one} {number}" for number in range(12) for one in FRENCH]
    apart, beside = [english] * len(french), [one for pair in french for one in (pair, english)]
    for mixed in ([*apart, *french], [*french, *apart], beside, beside[:4]):
        told = found(*mixed, select="VAG STY001")
        assert [one.statement for one in told if one.code == "VAG103"] == [one for one in mixed if one == english]
        assert not [one.statement for one in told if one.statement.startswith(FRENCH)]


def test_a_crash_of_none_on_odd_texts():
    odd = [
        "",
        " ",
        ".",
        "’",
        "a" * 4000,
        "İstanbul İİİ excellence",
        "\N{GRINNING FACE} culture",
        "(((",
        "x" * 9 + "Y" * 9,
    ]
    for one in odd[2:]:
        assert isinstance(found(one, select=" ".join(WORDS)), tuple)
