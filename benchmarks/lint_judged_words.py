"""Findings of word rules on published ladders, as a reader judged them, and how often that reader agreed with himself.

    python -m benchmarks.lint_judged_words --corpus ../shared/corpus --practice ../shared/practice           # the table
    python -m benchmarks.lint_judged_words --corpus ../shared/corpus --practice ../shared/practice --ask VAG104

`tests/lint/judged_words.csv` holds a line for each finding that was read: its code, a hash of the statement's words
(the ladders are not part of this repository), the ladder it was first met in, the verdict, and for a third of them a
second verdict, given in another order without the first one in sight. `true`: whoever sits on a panel would agree.
`doubtful`: some would. `saw` says whether the reader saw the finding. Where not, the statement was read and judged
before any finding was shown.

`tests/lint/judged_statements.csv` holds 1,640 verdicts on statements, drawn by chance and judged before any finding
on them was shown: what the rules VAG find of those in which nothing can be seen. Reader 1 wrote the rules: to
`fitted` ones the weights of vague words were fitted, with `threshold` the threshold was chosen, and `last` were drawn
when both stood. Reader 2 had seen neither rules nor words nor verdicts: by `before` the threshold was lowered and
words were added, `fresh` were judged before that was tried on them, `last` after it (VAG104's threshold and `by
doing` came later still), and `again` are 60 of the first reader's, mixed among `before`.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from math import sqrt
from pathlib import Path

from benchmarks.corpus import counted
from benchmarks.lint_judged import TARGETS
from tests.lint.mutations import TODAY

from waypost.lint.findings import Finding
from waypost.lint.linting import lint
from waypost.lint.reading import read_subject
from waypost.lint.rule import Status, rules
from waypost.lint.settings import Settings
from waypost.lint.subject import Subject
from waypost.lint.wording import words_of

JUDGED = Path(__file__).resolve().parents[1] / "tests" / "lint" / "judged_words.csv"
FAMILIES = ("VAG", "CIR", "OUT", "EVI", "BIA", "CLR", "STY", "MNT003")
STATEMENTS = JUDGED.with_name("judged_statements.csv")
SHOULD = frozenset({"vague", "trait", "state of mind", "ability"})
"""What a rule VAG should tell of. `doubtful` and `clear` statements it should leave alone."""
PRACTICE = "practice 002"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A line of the table; `again` is empty where it was judged once."""

    code: str
    key: str
    ladder: str
    verdict: str
    again: str
    saw: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A finding, once however often it is told, with the ladder it was first met in."""

    ladder: str
    finding: Finding


def key_of(finding: Finding) -> str:
    """What stands for a finding: the words of its statement or message, and for spelling the word it is about."""
    about = finding.words if finding.code.startswith(("STY", "CLR")) else ()
    return _hash(f"{' '.join(words_of(finding.statement or finding.message))}|{' '.join(about)}")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def verdicts() -> tuple[Verdict, ...]:
    """Every line of the table."""
    with JUDGED.open(encoding="utf-8", newline="") as file:
        return tuple(
            Verdict(row["code"], row["hash"], row["ladder"], row["verdict"], row["again"], row["saw"] == "yes")
            for row in csv.DictReader(file)
        )


def wilson(right: int, of: int) -> tuple[float, float]:
    """The bounds of a share with 95 percent confidence (Wilson, 1927, without correction for continuity)."""
    if not of:
        return 0.0, 1.0
    z2, share = 1.96**2, right / of
    middle, half = share + z2 / (2 * of), 1.96 * sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return (middle - half) / (1 + z2 / of), (middle + half) / (1 + z2 / of)


def table(told: Mapping[tuple[str, str], Told]) -> Iterator[str]:
    """A line for each code that is told today: how many of its findings were judged, and how often it was right."""
    judged = {(one.code, one.key): one.verdict for one in verdicts()}
    yield f"{'code':8}{'severity':9}{'status':9}{'told':>5}{'judged':>7}{'true':>6}{'doubt':>6}{'false':>6}  precision"
    codes = sorted({code for code, _ in told})
    for code in codes:
        yield _row(code, Counter(judged.get(one, "not judged") for one in told if one[0] == code))
    saw = {(one.code, one.key) for one in verdicts() if one.saw}
    for what, some in (
        ("all judged", told.keys()),
        ("those whose finding was seen", saw),
        ("the others", told.keys() - saw),
    ):
        vague = Counter(judged.get(one, "not judged") for one in told if one in some and one[0].startswith("VAG"))
        yield _shares(f"VAG101 to VAG106, {what}", vague)
    missing = Counter(code for code, key in told if (code, key) not in judged)
    yield f"not judged: {', '.join(f'{code} {number}' for code, number in sorted(missing.items())) or 'none'}"
    yield from _agreement()
    yield from _recall({_hash(" ".join(words_of(one.finding.statement))) for one in told.values() if _is_vague(one)})


def _is_vague(one: Told) -> bool:
    return one.finding.code.startswith("VAG")


def _recall(told: AbstractSet[str]) -> Iterator[str]:
    """Of the statements that were judged before: what VAG101 to VAG106 tell of them."""
    with STATEMENTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for reader, use in dict.fromkeys((row["reader"], row["use"]) for row in rows):
        here = [row for row in rows if (row["reader"], row["use"]) == (reader, use)]
        should = [row for row in here if row["judged"] in SHOULD]
        hits = [row for row in here if row["hash"] in told]
        right = sum(row["judged"] in SHOULD for row in hits)
        doubtful = sum(row["judged"] == "doubtful" for row in hits)
        whose = f"{len(here)} statements judged before (reader {reader}, {use})"
        yield f"{whose}, {len(should)} of them to be told by VAG101 to VAG106:"
        yield f"  recall {_interval(right, len(should))}, precision {_interval(right, len(hits))}, {doubtful} doubtful"
    yield _readers(rows)


def _readers(rows: Iterable[Mapping[str, str]]) -> str:
    """How often two readers, neither of whom saw the other's verdict, hold a statement for the same."""
    by: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        by[row["hash"]][row["reader"]] = _kind(row["judged"])
    both = [(one["1"], one["2"]) for one in by.values() if len(one) > 1]
    same = sum(first == second for first, second in both)
    opposite = sum({first, second} == {"to be told", "to be left alone"} for first, second in both)
    stricter = sum(pair == ("doubtful", "to be told") for pair in both)
    return (
        f"two readers: {len(both)} statements; the same of to be told, doubtful, to be left alone "
        f"{_interval(same, len(both))}; opposite {opposite}, told by the second and doubtful to the first {stricter}"
    )


def _kind(judged: str) -> str:
    return "to be told" if judged in SHOULD else "doubtful" if judged == "doubtful" else "to be left alone"


def _row(code: str, seen: Counter[str]) -> str:
    rule = rules()[code]
    true, doubt, false = (seen[verdict] for verdict in ("true", "doubtful", "false"))
    judged = true + doubt + false
    status = rule.status.value
    under = judged and rule.status is Status.STABLE and true / judged < TARGETS[rule.severity]
    mark = f"  misses {TARGETS[rule.severity]}" if under else ""
    start = f"{code:8}{rule.severity.value:9}{status:9}{seen.total():>5}{judged:>7}{true:>6}{doubt:>6}{false:>6}"
    return f"{start}  {_interval(true, judged)}{mark}"


def _shares(what: str, seen: Counter[str]) -> str:
    judged = seen["true"] + seen["doubtful"] + seen["false"]
    return f"{what}: doubtful counted as false {_interval(seen['true'], judged)}, left out {_left_out(seen)}"


def _left_out(seen: Counter[str]) -> str:
    return _interval(seen["true"], seen["true"] + seen["false"])


def _interval(right: int, of: int) -> str:
    low, high = wilson(right, of)
    return f"{right / of:.2f} [{low:.2f}, {high:.2f}]" if of else "none"


def _agreement() -> Iterator[str]:
    twice = [one for one in verdicts() if one.again]
    same = sum(one.verdict == one.again for one in twice)
    opposite = sum({one.verdict, one.again} == {"true", "false"} for one in twice)
    yield f"judged twice: {len(twice)}; the same verdict {_interval(same, len(twice))}; true and false {opposite} times"


def findings_on(corpus: Path | None, practice: Path | None) -> dict[tuple[str, str], Told]:
    """What word rules tell of the ladders today, those in preview among them, each once."""
    found: dict[tuple[str, str], Told] = {}
    for ladder, subject in _subjects(corpus, practice):
        for one in lint(subject, Settings(preview=True, today=TODAY)).findings:
            if one.code.startswith(FAMILIES):
                found.setdefault((one.code, key_of(one)), Told(ladder, one))
    return found


@cache
def _subjects(corpus: Path | None, practice: Path | None) -> tuple[tuple[str, Subject], ...]:
    paths = [(f"{one.entry} {one.part}", corpus / one.entry / one.part) for one in counted()] if corpus else []
    paths += [(PRACTICE, file) for file in sorted(practice.glob("002_*.txt"))] if practice else []
    read = ((name, read_subject(path).subject) for name, path in paths)
    return tuple((name, subject) for name, subject in read if subject is not None)


def main(arguments: Sequence[str]) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, help="the folder of published ladders")
    parser.add_argument("--practice", type=Path, help="the folder of the rubric 002_*.txt")
    parser.add_argument("--ask", metavar="CODE", help="40 findings of this code that nobody has judged, by chance")
    asked = parser.parse_args(arguments)
    told = findings_on(asked.corpus, asked.practice)
    lines = _unjudged(told, asked.ask) if asked.ask else table(told)
    print(*lines, sep="\n")
    return 0


def _unjudged(told: Mapping[tuple[str, str], Told], code: str) -> Iterable[str]:
    known: defaultdict[str, set[str]] = defaultdict(set)
    for one in verdicts():
        known[one.code].add(one.key)
    left = [one for one in told.items() if one[0][0] == code and one[0][1] not in known[code]]
    for (_, key), told_once in random.Random(1).sample(left, min(len(left), 40)):
        finding = told_once.finding
        yield f"{code},{key},{told_once.ladder},,  # {finding.message} | {finding.statement}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
