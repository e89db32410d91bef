"""How often the linter is right, and how much it finds: precision and recall by code, and on what they were measured.

    python -m benchmarks.lint_quality --corpus ../shared/corpus --practice ../shared/practice

Five measurements, none of which can stand for another: lines of published ladders that a person labelled (few); what
is told of those ladders, drawn by chance and judged by a reader who saw the finding (`lint_judged.py`); defects planted
into the library's frameworks (many, but ours); those frameworks as they are, which have to be silent; and a real rubric
of 112 cells whose slips, repeats and overlaps were counted by hand first. The ladders and the rubric are not part of
this repository; what they would tell is left out where they are not there.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks import lint_judged_words, lint_planted
from benchmarks.lint_judged import TARGETS, everything, table, verdicts
from benchmarks.lint_planted import Score
from tests.lint.mutations import TODAY

from waypost.lint.findings import Finding
from waypost.lint.linting import lint
from waypost.lint.reading import read_subject
from waypost.lint.rule import Status, rules
from waypost.lint.settings import Settings
from waypost.lint.subject import Subject

TRUTH = Path(__file__).resolve().parents[1] / "tests" / "lint" / "practice_rubric.csv"

KINDS = {
    "vague": ("VAG",),
    "circular": ("CIR",),
    "relative_only": ("CIR202", "PRG402", "VAG101"),
    "duplicate_levels": ("PRG401", "PRG402", "DUP301", "DUP302"),
    "subjective_trait": ("VAG106",),
    "typo": ("STY001", "STY002"),
    "gendered_language": ("BIA801",),
    "management_language": ("TRK501", "TRK502"),
    "missing_cell": ("STR002",),
    "no_business_impact": ("OUT602",),
    "scope_unsupported": ("TRK504",),
}
"""The codes that may tell what a label of this kind is about."""

TYPOS = frozenset(
    (
        *("algorthms", "approprite", "deciplined", "elswhere", "excercises", "guidence", "judement", "observerbility"),
        *("oversightinitiates", "presedence", "rasing", "soruce", "techincal", "thirdparty"),
    )
)
"""The slips of the rubric, as they were read in it."""


@dataclass(frozen=True, slots=True)
class Label:
    """A line of a published ladder, and what a person said of it: a defect of this kind, or clean of it."""

    file: Path
    line: int
    kind: str
    defect: bool
    quote: str
    whole_file: bool

    def covers(self, start: int, end: int) -> bool:
        """Whether a finding on these lines is on what was labelled: a line, the section of a heading, or the file."""
        return self.whole_file or (start <= self.last and self.line <= end)

    @property
    def last(self) -> int:
        """The last line it is about."""
        if not self.quote.startswith("#"):
            return self.line
        mark = self.quote.split(" ", 1)[0] + " "
        lines = self.file.read_text(encoding="utf-8").splitlines()
        later = (number for number in range(self.line + 1, len(lines) + 1) if lines[number - 1].startswith(mark))
        return next(later, len(lines) + 1) - 1


def main(arguments: Sequence[str]) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, help="the folder of published ladders with labels.csv")
    parser.add_argument("--practice", type=Path, help="the folder of the rubric 002_*.txt")
    asked = parser.parse_args(arguments)
    _tell("Labelled lines of published ladders", _labelled(asked.corpus))
    _tell("Findings in published ladders, as they were judged", _judged(asked.corpus, asked.practice))
    _tell("Findings of word rules, each text once, as they were judged", _words(asked.corpus, asked.practice))
    _tell("Defects planted into the library's frameworks", _planted())
    _tell("The library's frameworks as they are", _silence())
    _tell("A real rubric of 112 cells", _practice(asked.practice))
    return 0


def _tell(title: str, lines: Iterable[str]) -> None:
    print(f"{title}\n{'-' * len(title)}", *lines, sep="\n", end="\n\n", flush=True)


def told_share(part: int, of: int) -> str:
    """A share with what it is a share of; none without that."""
    return f"{part / of:.2f} ({part} of {of})" if of else "none (n = 0)"


# Findings that were judged


def _judged(corpus: Path | None, practice: Path | None) -> Iterator[str]:
    if corpus is None or not corpus.is_dir():
        yield "left out: --corpus names no folder"
        return
    yield from table(everything(corpus, practice), verdicts())


def _words(corpus: Path | None, practice: Path | None) -> Iterator[str]:
    if corpus is None or not corpus.is_dir():
        yield "left out: --corpus names no folder"
        return
    yield from lint_judged_words.table(lint_judged_words.findings_on(corpus, practice))


# Labelled lines


def _labelled(corpus: Path | None) -> Iterator[str]:
    if corpus is None or not (corpus / "labels.csv").is_file():
        yield "left out: --corpus names no folder with labels.csv"
        return
    with (corpus / "labels.csv").open(encoding="utf-8", newline="") as file:
        labels = [
            Label(
                corpus / row["corpus_id"] / row["file"],
                int(row["line"]),
                row["kind"],
                row["label"] == "defect",
                row["quote"],
                row["comment"].startswith("file level"),
            )
            for row in csv.DictReader(file)
        ]
    default = {code for code, rule in rules().items() if rule.status is Status.STABLE}
    yield f"n = {len(labels)} lines; rules as they come, then with those in preview or off by default"
    yield f"{'kind':20} {'defects found':>22} {'clean kept silent':>22} {'all rules: found':>18} {'silent':>8}"
    whole = [Counter[str](), Counter[str]()]
    by_code = Counter[tuple[str, bool]]()
    for kind in dict.fromkeys(label.kind for label in labels):
        cells = []
        for counts, some in zip(whole, (default, set(rules())), strict=True):
            mine = Counter[str]()
            for label in labels:
                if label.kind == kind:
                    hits = {code for code in _codes_at(label) & some if code.startswith(KINDS[kind])}
                    mine[f"{label.defect} {bool(hits)}"] += 1
                    if some is default:
                        by_code.update((code, label.defect) for code in hits)
            counts.update(mine)
            cells += [(mine["True True"], mine["True True"] + mine["True False"])]
            cells += [(mine["False False"], mine["False True"] + mine["False False"])]
        told = [f"{part} of {of}" if of else "-" for part, of in cells]
        yield f"{kind:20} {told[0]:>22} {told[1]:>22} {told[2]:>18} {told[3]:>8}"
    for name, counts in zip(("rules as they come", "with all rules"), whole, strict=True):
        right, wrong = counts["True True"], counts["False True"]
        recall = told_share(right, right + counts["True False"])
        yield f"in all, {name}: precision {told_share(right, right + wrong)}, recall {recall}"
    codes = sorted({code for code, _ in by_code})
    yield "precision by code: " + ", ".join(
        f"{code} {told_share(by_code[code, True], by_code[code, True] + by_code[code, False])}" for code in codes
    )
    for label in labels:
        if label.defect and not any(code.startswith(KINDS[label.kind]) for code in _codes_at(label) & default):
            _, read = _found(label.file)
            why = (
                ""
                if read & set(range(label.line, label.last + 1))
                else ", which is no statement of a ladder to the reader"
            )
            yield f"missed: {label.kind}: {label.file.name}:{label.line} “{label.quote}”{why}"


def _codes_at(label: Label) -> set[str]:
    """The codes of all findings on a labelled line, with every rule at work."""
    findings, _ = _found(label.file)
    return {one.code for one in findings if label.covers(one.span.line, one.span.end_line)}


@cache
def _found(file: Path) -> tuple[tuple[Finding, ...], frozenset[int]]:
    """What all rules tell of a file, by itself if it is a ladder or else with its folder; which lines were read."""
    for path in (file, file.parent):
        subject = read_subject(path).subject
        if subject is not None:
            findings = lint(subject, lint_planted.everything()).findings
            spans = [subject.span(one) for one in subject.said if Path(one.at.file).name == file.name]
            lines = frozenset(line for span in spans for line in range(span.line, span.end_line + 1))
            return tuple(one for one in findings if Path(one.span.file).name == file.name), lines
    return (), frozenset()


# Planted defects


def _planted() -> Iterator[str]:
    exact, repeats, slips = lint_planted.exact(), lint_planted.repeats(), lint_planted.slips()
    words = lint_planted.examples()
    parts = (
        ("thirty of structure, one in a framework (exact: its code, its place, nothing else)", exact),
        ("repeats and leftovers by chance, one at a time in every framework", repeats),
        ("a slip of the pen in every sentence", slips),
        ("each rule's bad example, all in one framework, every framework", words),
    )
    for title, score in parts:
        planted, found, false = (sum(one.values()) for one in (score.planted, score.found, score.false))
        yield f"{title}:"
        yield f"  precision {told_share(found, found + false)}, recall {told_share(found, planted)}"
        yield from (f"  {note}" for note in score.notes)
    yield ""
    whole = lint_planted.total(score for _, score in parts)
    yield f"{'code':8} {'severity':8} {'status':8} {'precision':>20} {'recall':>20}"
    for code in sorted({*whole.planted, *whole.false}):
        yield _row(code, whole)
    found, false = sum(whole.found.values()), sum(whole.false.values())
    recall = told_share(found, sum(whole.planted.values()))
    yield f"in all: precision {told_share(found, found + false)}, recall {recall}"
    missed = [one for one in whole.missed if one not in slips.missed]
    unseen = [one.removeprefix("STY001 ") for one in slips.missed]
    yield from (f"missed: {one}" for one in missed)
    yield f"slips missed, the first thirty: {', '.join(unseen[:30])}"


def _row(code: str, score: Score) -> str:
    rule = rules()[code]
    found, false = score.found[code], score.false[code]
    under = found + false > 0 and found / (found + false) < TARGETS[rule.severity]
    mark = f"  misses {TARGETS[rule.severity]}" if under else ""
    precision, recall = told_share(found, found + false), told_share(found, score.planted[code])
    return f"{code:8} {rule.severity:8} {rule.status:8} {precision:>20} {recall:>20}{mark}"


# The library


def _silence() -> Iterator[str]:
    for name, settings in (
        ("rules as they come", Settings(today=TODAY)),
        ("with those in preview", Settings(preview=True, today=TODAY)),
        ("with those that are off by default too", lint_planted.everything()),
    ):
        told, sentences = lint_planted.silence(settings)
        which = f": {', '.join(f'{code} {n}' for code, n in sorted(told.items()))}" if told else ""
        yield f"{name}: {sum(told.values())} findings in {sentences} sentences{which}"


# The rubric


def _practice(folder: Path | None) -> Iterator[str]:
    file = next(iter(sorted(folder.glob("002_*.txt"))), None) if folder is not None else None
    subject = read_subject(file).subject if file is not None else None
    if subject is None:
        yield "left out: --practice names no folder with 002_*.txt"
        return
    cells = len(subject.cells)
    told = lint(subject, Settings(ignore=("EVI701",), today=TODAY)).findings
    preview = lint(subject, Settings(select=("DUP302", "MNT003"), preview=True, today=TODAY)).findings
    typos = {word.lower() for one in told if one.code in {"STY001", "STY002"} for word in one.words}
    yield _both("slips (STY001, STY002)", typos, TYPOS)
    for kind, code, some in (("same", "DUP301", told), ("overlap", "DUP302", preview)):
        pairs = _pairs(subject, [one for one in some if one.code == code])
        yield _both(f"{kind} ({code}{', preview' * (some is preview)})", pairs, _places(kind))
    for kind, code, some in (("misfiled", "MNT003", preview), ("duty", "TRK502", told)):
        found = {frozenset({(one.criterion, one.level)}) for one in some if one.code == code}
        yield _both(f"{kind} ({code}{', preview' * (some is preview)})", found, _places(kind))
    yield from _false(told, cells, typos)


def _both(what: str, found: AbstractSet[object], true: AbstractSet[object]) -> str:
    right = len(found & true)
    return f"{what}: precision {told_share(right, len(found))}, recall {told_share(right, len(true))}"


def _false(told: Sequence[Finding], cells: int, typos: set[str]) -> Iterator[str]:
    """False findings: against what was written down before, and as a reader judged what was told."""
    counted = ("DUP", "TRK", "PRG", "STR", "STY001", "STY002")
    judged = [one for one in told if one.code.startswith(counted)]
    true_cells = {cell for kind in ("same", "duty") for pair in _places(kind) for cell in pair}
    wrong = [
        one
        for one in judged
        if not (typos & TYPOS & {word.lower() for word in one.words}) and (one.criterion, one.level) not in true_cells
    ]
    read_by = {(one.code, one.key): one.verdict for one in lint_judged_words.verdicts()}
    rest = [one for one in told if one not in judged]
    read = Counter(read_by.get((one.code, lint_judged_words.key_of(one)), "not judged") for one in rest)
    yield f"false findings in {cells} cells, rules as they come without EVI701, {len(told)} findings:"
    yield f"  {len(wrong)} of the {len(judged)} whose truth was written down before: {_listed(judged)}"
    yield (
        f"  {read['false']} of the {len(rest)} others as one reader judged them, who saw the findings; "
        f"{read['doubtful']} more are doubtful, {read['true']} true, {read['not judged']} not judged: {_listed(rest)}"
    )
    for one in rest:
        verdict = read_by.get((one.code, lint_judged_words.key_of(one)), "not judged")
        if verdict != "true":
            yield f"  {verdict}: {one.code} on line {one.span.line}"


def _listed(findings: Iterable[Finding]) -> str:
    counted = Counter(one.code for one in findings)
    return ", ".join(f"{code} {number}" for code, number in sorted(counted.items()))


def _places(kind: str) -> set[frozenset[tuple[str, str]]]:
    """The places of one kind in the table of what was counted, each as cells."""
    with TRUTH.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if row[0] == kind]
    return {
        frozenset({(row[1], f"level-{row[2]}"), *([(row[3], f"level-{row[4]}")] if row[4] else [])}) for row in rows
    }


def _pairs(subject: Subject, findings: Sequence[Finding]) -> set[frozenset[tuple[str, str]]]:
    """Each finding with its first twin, as cells."""
    at = {subject.span(one): (one.criterion, one.level) for one in subject.statements}
    return {frozenset({(one.criterion, one.level), at[one.related[0].span]}) for one in findings}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
