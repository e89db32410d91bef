"""Every statement that ships is our own, says one seen deed and its result, and differs from those around it."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import product
from pathlib import Path

import pytest

from waypost.framework.library import file_of, keys, load
from waypost.framework.library.pieces import PLACES, piece_text
from waypost.framework.schema import Framework, Kind, Statement

SHARED = Path(__file__).parents[3] / "shared"
RUN = 8
"""So many words in the order of another text are taken from it."""

VAGUE = re.compile(
    r"\b(strong|strongly|clear|clearly|excellent|excellence|effective|effectively|proactive|proactively|exceptional|"
    r"solid|robust|appropriate|appropriately|great|best|highly|very|consistently|significant|significantly|"
    r"ensures?|understands?|knows|is aware|can|may|might|should|could|tries to|strives|synergy|leverages?|empowers?|"
    r"passionate|world-class|best practices?|team player|(senior|staff|principal)-level)\b",
    re.IGNORECASE,
)
AMERICAN = re.compile(
    r"\b(\w+(?:iz(?:e|es|ed|ing|ation|ations))|behaviors?|colors?|favors?|labors?|centers?|defenses?|fulfill|modeling|"
    r"judgment|catalogs?)\b",
    re.IGNORECASE,
)
SPELT_WITH_Z = {"size", "sizes", "sized", "sizing", "prize", "prizes"}
PEOPLE_DUTIES = re.compile(
    r"\b(direct reports?|hires|hiring|headcount|performance reviews?|succession|dismiss\w*|salar(?:y|ies) of|"
    r"promotions?|line manage\w*)\b",
    re.IGNORECASE,
)
ALREADY = {("lattice", "Tells all teams of a change of plan in one message that they understand alike.")}
"""Where a listed word says something else."""

OURS = [key for key in keys() if key != "lattice"]


def statements(framework: Framework) -> list[tuple[str, str, Statement]]:
    """Every statement with its criterion and level, as written: what is the same as another's stands once."""
    return [(cell.criterion, cell.level, one) for cell in framework.expectations for one in cell.statements]


@pytest.mark.parametrize("key", keys())
def test_no_sentence_stands_twice_in_a_framework(key):
    counted = Counter(normal(one.says) for _, _, one in statements(load(key)))
    assert [says for says, count in counted.items() if count > 1] == []


def test_no_sentence_stands_in_two_frameworks():
    counted = Counter(normal(one.says) for key in keys() for _, _, one in statements(load(key)))
    assert [says for says, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("key", keys())
def test_neighbouring_levels_differ_by_more_than_a_few_words(key):
    framework = load(key)
    for path, criterion in product(framework.paths, framework.criteria):
        below = framework.expectation(criterion.key, path.source)
        above = framework.expectation(criterion.key, path.target)
        if below is None or above is None or below.statements == above.statements:
            continue
        for one, other in product(below.statements, above.statements):
            alike = SequenceMatcher(None, one.says.lower().split(), other.says.lower().split()).ratio()
            assert alike < 0.5, (one.says, other.says)


@pytest.mark.parametrize("key", keys())
def test_no_statement_hides_behind_a_vague_word(key):
    found = [
        (one.says, VAGUE.findall(one.says))
        for _, _, one in statements(load(key))
        if VAGUE.search(one.says) and (key, one.says) not in ALREADY
    ]
    assert found == []


@pytest.mark.parametrize("key", keys())
def test_a_statement_is_a_sentence_of_eight_to_thirty_words_that_begins_with_a_deed(key):
    for criterion, level, one in statements(load(key)):
        assert 8 <= len(one.says.split()) <= 30, (criterion, level, one.says)
        assert re.match(r"[A-Z][a-z]+s,? ", one.says), (criterion, level, one.says)
        assert one.says.endswith("."), (criterion, level, one.says)
        assert not one.says.startswith(("Is ", "Has ")), (criterion, level, one.says)


@pytest.mark.parametrize("key", OURS)
def test_every_statement_names_at_least_two_kinds_of_evidence_of_which_one_is_work_or_another_persons_word(key):
    for criterion, level, one in statements(load(key)):
        assert len(set(one.shown_by)) >= 2, (criterion, level, one.says)


@pytest.mark.parametrize("key", keys())
def test_no_example_was_cut_at_a_comma(key):
    """In brackets a comma ends a text, so `4,200 calls` would become two."""
    for _, _, one in statements(load(key)):
        assert all(len(example.split()) >= 3 for example in one.looks_like), one.looks_like
        assert all(re.fullmatch(r"[a-z][A-Za-z' -]+", work) for work in one.shown_by), one.shown_by


@pytest.mark.parametrize("key", keys())
def test_no_example_repeats_its_statement(key):
    for _, _, one in statements(load(key)):
        for example in one.looks_like:
            words = set(normal(example).split())
            assert len(words & set(normal(one.says).split())) / len(words) < 0.8, (one.says, example)


@pytest.mark.parametrize("key", keys())
def test_nearly_every_expectation_from_the_third_band_up_has_an_example(key):
    framework = load(key)
    upper = {level.key for level in framework.levels if framework.band_rank(level.band) >= 2}
    cells = [cell for cell in framework.expectations if cell.level in upper and cell.statements]
    shown = [cell for cell in cells if any(one.looks_like for one in cell.statements)]
    assert len(shown) / len(cells) >= 0.9, f"{len(shown)} of {len(cells)}"


@pytest.mark.parametrize("key", keys())
def test_individual_contributors_are_asked_for_no_duty_of_a_manager(key):
    framework = load(key)
    for level in framework.levels:
        if framework.track(level.track).primary is Kind.PEOPLE:
            continue
        for criterion in framework.criteria_at(level.key):
            asked = framework.expectation(criterion.key, level.key)
            assert asked is not None
            for one in asked.statements:
                assert not PEOPLE_DUTIES.search(one.says), (level.key, one.says)


@pytest.mark.parametrize("key", keys())
def test_the_spelling_is_british(key):
    found = {word for word in AMERICAN.findall(file_of(key).read_text("utf-8")) if word.lower() not in SPELT_WITH_Z}
    assert found == set()


@pytest.mark.parametrize("key", keys())
def test_comments_guide_from_what_to_change_first_to_the_companys_own_numbers(key):
    text = file_of(key).read_text("utf-8")
    head = text[: text.index("\nwaypost: 1")]
    assert all(line.startswith("#") or not line for line in head.splitlines())
    assert re.search(r"(?m)^# For whom: \S.{20,90}\.$", head)
    for word in ("`name`", "`looks like`", "What to change, in this order", "company"):
        assert word in head, word
    assert "weights" in head or key == "small"


def normal(text: str) -> str:
    """Words alone, in lower case."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("’", "")))


def runs(text: str) -> set[str]:
    """Every run of eight words."""
    words = normal(text).split()
    return {" ".join(words[place : place + RUN]) for place in range(len(words) - RUN + 1)}


@lru_cache(maxsize=1)
def others() -> frozenset[str]:
    """Every run of eight words in the texts that we learned from."""
    files = [*(SHARED / "practice").glob("*.txt"), *(SHARED / "corpus").rglob("*")]
    found: set[str] = set()
    for path in files:
        if path.is_file():
            found |= runs(path.read_text(encoding="utf-8", errors="ignore"))
    return frozenset(found)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")
@pytest.mark.parametrize("key", keys())
def test_nothing_in_a_framework_is_taken_from_a_text_we_learned_from(key):
    """Neither a whole sentence nor eight words of one in their order, comments and examples included."""
    text = re.sub(r"(?m)^\s*(#|- says:|looks like:|shown by:|about:|title:|-)", " ", file_of(key).read_text("utf-8"))
    passages = [text, *(part for _, _, one in statements(load(key)) for part in (one.says, *one.looks_like, one.about))]
    assert set().union(*map(runs, passages)) & others() == set()


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")
@pytest.mark.parametrize("key", PLACES)
def test_nothing_in_a_piece_is_taken_from_a_text_we_learned_from(key):
    assert runs(piece_text(key).replace("#", " ")) & others() == set()


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")
def test_the_comparison_would_find_a_sentence_that_was_taken():
    sentence = next((SHARED / "practice").glob("004*.txt")).read_text("utf-8").split("\n")[0]
    assert runs(sentence) <= others()
