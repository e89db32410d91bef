"""Defects planted into the library's clean frameworks, and what the linter makes of each: found, missed, false.

`exact` takes the thirty defects of `tests/lint/mutations.py`, each in one framework. The others plant into every
framework of the library by a seed: repeats, near copies, gaps and placeholders one at a time, slips of the pen one in
every sentence, and for each rule of words its own bad example in a cell.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from benchmarks.lint_texts import SEED, near_copy, slipped, with_cells
from tests.lint.mutations import PLANTED, SETTINGS, TODAY, as_subject, saying, says

from waypost.framework.library import keys, load
from waypost.framework.schema import Expectation, Framework, Statement
from waypost.lint.findings import Finding
from waypost.lint.linting import lint
from waypost.lint.rule import PatternRule, PhraseRule, StatementRule, rules
from waypost.lint.settings import Settings
from waypost.lint.words.spelling import is_known

EACH = 8
"""How many of each repeat are planted into each framework."""

WORD_FAMILIES = ("VAG", "CIR", "OUT", "EVI", "BIA", "CLR", "STY")
Cell = tuple[str, str]


@dataclass
class Score:
    """By code: how many defects were planted, how many of them found, how many findings were about nothing planted."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """The same of both."""
        for one, more in ((self.planted, other.planted), (self.found, other.found), (self.false, other.false)):
            one.update(more)
        self.missed += other.missed

    def saw(self, code: str, *, hit: bool, where: str) -> None:
        """One defect was planted, and found or not."""
        self.planted[code] += 1
        self.found[code] += hit
        if not hit:
            self.missed.append(f"{code} {where}")


def everything() -> Settings:
    """All rules, those in preview and those that are off by default among them."""
    return Settings(select=tuple(rules()), preview=True, today=TODAY)


def exact() -> Score:
    """The thirty: the code at its very cell or level, and nothing else of the families of structure."""
    score = Score()
    for key, plant in PLANTED:
        defect = plant(load(key))
        told = [(one.code, one.criterion, one.level) for one in lint(defect.subject, SETTINGS).findings]
        expected = (defect.code, defect.criterion, defect.level)
        score.saw(defect.code, hit=expected in told, where=plant.__name__)
        score.false.update(code for code, *place in told if (code, *place) != expected)
    return score


@dataclass(frozen=True)
class _Planted:
    """A framework with one defect, and the cells at which it may be told."""

    code: str
    framework: Framework
    cells: frozenset[Cell]


def repeats() -> Score:
    """Rules as they come on repeats, near copies, gaps and placeholders, one at a time in every framework."""
    score, chance = Score(), random.Random(SEED)
    settings = Settings(select=("STR", "DUP", "PRG", "TRK"), today=TODAY)
    for key in keys():
        for plant in (_same, _near, _same_as_below, _twice, _placeholder):
            for defect in plant(load(key), chance):
                findings = lint(as_subject(defect.framework), settings).findings
                hit = any(one.code == defect.code and _cell(one) in defect.cells for one in findings)
                score.saw(defect.code, hit=hit, where=f"{key} {sorted(defect.cells)[0]}")
                score.false.update(one.code for one in findings if _cell(one) not in defect.cells)
    return score


def _cell(finding: Finding) -> Cell:
    return finding.criterion, finding.level


def _pairs(framework: Framework, chance: random.Random) -> Iterator[tuple[Expectation, Expectation]]:
    """Cells of two criteria on one level, as many pairs as are planted."""
    by_level: defaultdict[str, list[Expectation]] = defaultdict(list)
    for one in framework.expectations:
        if one.statements:
            by_level[one.level].append(one)
    levels = [row for row in by_level.values() if len(row) > 1]
    for _ in range(EACH):
        one, other = chance.sample(chance.choice(levels), 2)
        yield one, other


def _copied(framework: Framework, chance: random.Random, code: str, copy: Callable[[str], str]) -> Iterator[_Planted]:
    for one, other in _pairs(framework, chance):
        text = copy(says(framework, one.criterion, one.level))
        cells = frozenset({(one.criterion, one.level), (other.criterion, other.level)})
        yield _Planted(code, saying(framework, other.criterion, other.level, text), cells)


def _same(framework: Framework, chance: random.Random) -> Iterator[_Planted]:
    return _copied(framework, chance, "DUP301", lambda text: text)


def _near(framework: Framework, chance: random.Random) -> Iterator[_Planted]:
    return _copied(framework, chance, "DUP302", lambda text: near_copy(text, chance, edits=2))


def _same_as_below(framework: Framework, chance: random.Random) -> Iterator[_Planted]:
    """The sentence of the next lower level again, where both levels say something of their own."""
    written = {(one.criterion, one.level): one for one in framework.expectations if one.statements}
    steps = [
        (criterion, path.source, path.target)
        for criterion, level in written
        for path in framework.paths
        if path.source == level and (criterion, path.target) in written
        and framework.level(path.source).track == framework.level(path.target).track
    ]  # fmt: skip
    for criterion, below, above in chance.sample(steps, min(EACH, len(steps))):
        sentences = [one.says for one in written[criterion, below].statements]
        cells = frozenset({(criterion, below), (criterion, above)})
        yield _Planted("PRG401", saying(framework, criterion, above, *sentences), cells)


def _twice(framework: Framework, chance: random.Random) -> Iterator[_Planted]:
    for one, _ in _pairs(framework, chance):
        text = says(framework, one.criterion, one.level)
        cell = frozenset({(one.criterion, one.level)})
        yield _Planted("DUP305", saying(framework, one.criterion, one.level, text, text), cell)


def _placeholder(framework: Framework, chance: random.Random) -> Iterator[_Planted]:
    for one, _ in _pairs(framework, chance):
        text = chance.choice(["TBD", "TODO: say what is asked here.", "Lorem ipsum dolor sit amet.", "<fill in>"])
        code = "STR006" if text.startswith("Lorem") else "STR005"
        cell = frozenset({(one.criterion, one.level)})
        yield _Planted(code, saying(framework, one.criterion, one.level, text), cell)


def slips() -> Score:
    """One slip of the pen in every sentence of every framework. Slips that make another English word are told apart."""
    score, chance, words = Score(), random.Random(SEED), 0
    for key in keys():
        wrong: dict[Cell, set[str]] = defaultdict(set)

        def spoilt(cell: Expectation, wrong: dict[Cell, set[str]] = wrong) -> Expectation:
            statements = tuple(_spoilt(one, wrong[cell.criterion, cell.level], chance) for one in cell.statements)
            return cell.model_copy(update={"statements": statements})

        framework = with_cells(load(key), map(spoilt, load(key).expectations))
        told = lint(as_subject(framework), Settings(select=("STY001", "STY002"))).findings
        seen = {(*_cell(one), word.lower()) for one in told for word in one.words}
        for cell, planted in sorted(wrong.items()):
            for slip in sorted(planted):
                if is_known(slip):
                    words += 1
                else:
                    score.saw("STY001", hit=(*cell, slip) in seen, where=slip)
        score.false.update(one.code for one in told if not {word.lower() for word in one.words} & wrong[_cell(one)])
    score.notes.append(f"{words} more slips made another word that the lists know, which no speller tells")
    return score


def _spoilt(statement: Statement, wrong: set[str], chance: random.Random) -> Statement:
    """The statement with one word misspelt, which is remembered."""
    word = chance.choice(re.findall(r"\b[a-z]{5,}\b", statement.says))
    slip = slipped(word, chance)
    if slip == word:
        return statement
    wrong.add(slip)
    return statement.model_copy(update={"says": re.sub(rf"\b{word}\b", slip, statement.says, count=1)})


def examples() -> Score:
    """The bad example of every rule that looks at statements, each in a cell of its own, in every framework."""
    score, chance, besides = Score(), random.Random(SEED), 0
    kinds = (PhraseRule, PatternRule, StatementRule)
    asked = {
        code: rule.example.bad
        for code, rule in rules().items()
        if code.startswith(WORD_FAMILIES) and issubclass(rule, kinds) and "\n" not in rule.example.bad
    }
    for key in keys():
        framework, places = load(key), dict[Cell, str]()
        cells = [(one.criterion, one.level) for one in framework.expectations if one.statements]
        for code, cell in zip(asked, chance.sample(cells, min(len(asked), len(cells))), strict=False):
            framework, places[cell] = saying(framework, *cell, asked[code]), code
        told = lint(as_subject(framework), Settings(select=tuple(asked), preview=True)).findings
        seen = {(one.code, *_cell(one)) for one in told}
        for cell, code in places.items():
            score.saw(code, hit=(code, *cell) in seen, where=f"{key} {cell}")
        score.false.update(one.code for one in told if _cell(one) not in places)
        besides += sum(_cell(one) in places and places[_cell(one)] != one.code for one in told)
    silent = [code for code in rules() if code.startswith(WORD_FAMILIES) and code not in asked]
    score.notes.append(f"{besides} findings of other rules on those bad sentences are not judged")
    score.notes.append(f"not planted, since they look at more than a sentence: {', '.join(silent)}")
    return score


def silence(settings: Settings) -> tuple[Counter[str], int]:
    """What is told in the library as it is, by code, and among how many sentences."""
    told: Counter[str] = Counter()
    sentences = 0
    for key in keys():
        subject = as_subject(load(key))
        sentences += len(subject.statements)
        told.update(one.code for one in lint(subject, settings).findings)
    return told, sentences


def total(scores: Iterable[Score]) -> Score:
    """All of them in one."""
    whole = Score()
    for one in scores:
        whole.add(one)
    return whole
