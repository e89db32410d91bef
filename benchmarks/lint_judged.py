"""What a reader holds true, false or doubtful of what rules of structure tell of published ladders, counted by code.

    python -m benchmarks.lint_judged --corpus ../shared/corpus --practice ../shared/practice --draw DUP --each 40
    python -m benchmarks.lint_quality --corpus ../shared/corpus --practice ../shared/practice      # counts them

The first prints findings with what they stand in, for reading, and the rows of those that nobody has judged yet, for
`tests/lint/judged_structure.csv`. No text of a ladder is in that file: a statement is known by the beginning of the
hash of its words, a place by its file and line, with that of its twin. What a rule no longer tells is not counted,
and what it tells now and nobody has read is told as such. Rules of words are judged in `lint_judged_words.py`.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import counted
from tests.lint.mutations import FAMILIES, SETTINGS, TODAY

from waypost.lint.findings import Finding, Severity
from waypost.lint.linting import lint
from waypost.lint.reading import read_subject
from waypost.lint.rule import Status, rules
from waypost.lint.settings import Settings
from waypost.lint.subject import Subject
from waypost.lint.wording import words_of

JUDGED = Path(__file__).resolve().parents[1] / "tests" / "lint" / "judged_structure.csv"
_OF_WORDS = frozenset({"MNT003"})
COLUMNS = ("code", "part", "statement_hash", "place", "verdict")
PREVIEW = " preview"
"""Behind the code of a stable rule: what it tells with --preview alone."""
VERDICTS = ("true", "false", "doubtful")
TARGETS: Mapping[Severity, float] = {Severity.ERROR: 0.95, Severity.WARNING: 0.85, Severity.INFO: 0.70}
"""How often a finding of this severity has to be right."""

Key = tuple[str, str, str, str]
"""Code, part, hash and place: the columns that a verdict stands behind."""


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in a ladder, and the columns by which it is known again."""

    finding: Finding
    subject: Subject
    key: Key


def everything(corpus: Path | None, practice: Path | None) -> Iterator[Told]:
    """What all rules of structure tell of all ladders that are there."""
    ladders = [(f"{one.entry}/{one.part}", corpus / one.entry / one.part) for one in counted()] if corpus else []
    if practice is not None:
        ladders += [(file.name[:3], file) for file in sorted(practice.glob("002_*.txt"))]
    for part, path in ladders:
        subject = read_subject(path).subject if path.exists() else None
        if subject is not None:
            as_they_come = frozenset(lint(subject, Settings(select=FAMILIES, today=TODAY)).findings)
            for finding in lint(subject, SETTINGS).findings:
                if finding.code in _OF_WORDS:
                    continue
                stable = rules()[finding.code].status is Status.STABLE
                only = PREVIEW if stable and finding not in as_they_come else ""
                yield Told(finding, subject, key_of(finding, part, path, only=only))


def key_of(finding: Finding, part: str, path: Path, *, only: str = "") -> Key:
    """The columns of a finding. Where it is about no statement, the words it rests on are hashed."""
    words = words_of(finding.statement or " ".join(finding.words))
    hashed = hashlib.sha256(" ".join(words).encode()).hexdigest()[:12]
    spans = [finding.span, *(one.span for one in finding.related[:1])]
    place = "+".join(f"{_below(span.file, path)}:{span.line}" for span in spans)
    return f"{finding.code}{only}", part, hashed, place


def _below(file: str, path: Path) -> str:
    below = Path(file.partition("#")[0])
    return below.relative_to(path).as_posix() if below != path and below.is_relative_to(path) else below.name


def verdicts(file: Path = JUDGED) -> dict[Key, str]:
    """What was judged so far."""
    with file.open(encoding="utf-8", newline="") as rows:
        return {
            (row["code"], row["part"], row["statement_hash"], row["place"]): row["verdict"]
            for row in csv.DictReader(rows)
        }


def table(told: Iterable[Told], known: Mapping[Key, str]) -> Iterator[str]:
    """Of each code: how often it is told now, what readers said of that, and its precision."""
    by_code: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in told:
        by_code[one.key[0]][known.get(one.key, "unread")] += 1
    head = f"{'code':15} {'severity':8} {'status':8} {'told':>5} {'true':>5} {'false':>6} {'doubtful':>9}"
    yield f"{head} {'precision':>10} {'without doubt':>15}"
    for code, counts in sorted(by_code.items()):
        rule = rules()[code.removesuffix(PREVIEW)]
        true, false, doubtful = (counts[verdict] for verdict in VERDICTS)
        row = f"{code:15} {rule.severity:8} {rule.status:8} {counts.total():>5} {true:>5} {false:>6} {doubtful:>9}"
        judged = true + false + doubtful
        under = rule.status is Status.STABLE and PREVIEW not in code and true < TARGETS[rule.severity] * judged
        mark = f"  misses {TARGETS[rule.severity]}" if under else ""
        yield f"{row} {_share(true, judged):>10} {_share(true, true + false):>15}{mark}"
    silent = sorted(code for code in rules() if code.startswith(FAMILIES) and code not in {*by_code, *_OF_WORDS})
    yield f"told of no ladder: {', '.join(silent)}"


def _share(part: int, of: int) -> str:
    return f"{part / of:.2f}" if of else "none"


def drawn(told: Iterable[Told], families: Sequence[str], *, each: int, seed: int) -> Iterator[Told]:
    """Up to so many findings of each code whose code begins so, each text once, by chance."""
    by_code: defaultdict[str, dict[tuple[str, str], Told]] = defaultdict(dict)
    for one in told:
        if one.key[0].startswith(tuple(families)):
            by_code[one.key[0]].setdefault((one.key[2], one.finding.message), one)
    for code, found in sorted(by_code.items()):
        chance = random.Random(f"{seed} {code}")
        yield from chance.sample(list(found.values()), min(each, len(found)))


def shown(one: Told) -> Iterator[str]:
    """A finding with what a reader needs to judge it."""
    finding, subject = one.finding, one.subject
    yield f"{one.key[0]} {one.key[1]} {one.key[3]} [{finding.criterion} / {finding.level}]"
    yield f"  says: {finding.statement or ', '.join(finding.words)}"
    yield f"  told: {finding.message}"
    for said in subject.cells.get((finding.criterion, finding.level), ())[:6]:
        yield f"    in the cell: {said.text[:300]}"
    for other in finding.related[:4]:
        yield f"    {other.span}: {other.says[:300]}"
        yield from (f"      {said.text[:300]}" for said in subject.statements if subject.span(said) == other.span)


def main(arguments: Sequence[str]) -> int:
    """The command that draws."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="the folder of published ladders")
    parser.add_argument("--practice", type=Path, help="the folder of the rubric 002_*.txt")
    parser.add_argument("--draw", action="append", default=[], help="a code, or the beginning of several")
    parser.add_argument("--each", type=int, default=40, help="so many of each code")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    known = verdicts()
    found = list(everything(asked.corpus, asked.practice))
    rows = csv.writer(sys.stdout, lineterminator="\n")
    for one in drawn(found, asked.draw, each=asked.each, seed=asked.seed):
        print(*shown(one), sep="\n")
        rows.writerow([*one.key, known.get(one.key, "")])
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
