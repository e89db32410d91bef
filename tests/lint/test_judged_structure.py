"""What a reader held of findings in published ladders: the table is whole, and no rule that is on misses its bar."""

from __future__ import annotations

import csv
from collections import Counter

import pytest
from benchmarks.lint_judged import COLUMNS, JUDGED, PREVIEW, TARGETS, VERDICTS, everything, table, verdicts
from tests.lint.rules.test_practice_rubric import PRACTICE

from waypost.lint.rule import Status, rules

CORPUS = PRACTICE.with_name("corpus")


def test_each_line_has_a_known_code_a_verdict_and_a_key_of_its_own():
    with JUDGED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert tuple(rows[0]) == COLUMNS
    assert len(verdicts()) == len(rows) - 1
    assert {row[0].removesuffix(PREVIEW) for row in rows[1:]} <= rules().keys()
    assert {row[4] for row in rows[1:]} <= set(VERDICTS)


@pytest.mark.shared
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the ladders in ../shared are not here")
def test_rules_that_are_on_are_as_often_right_as_their_severity_asks():
    told, known = list(everything(CORPUS, PRACTICE)), verdicts()
    by_code = {one.key[0]: Counter[str]() for one in told}
    for one in told:
        by_code[one.key[0]][known.get(one.key, "unread")] += 1
    assert not any("misses" in line for line in table(told, known))
    for code, counts in by_code.items():
        if PREVIEW not in code and rules()[code].status is Status.STABLE:
            assert counts["unread"] <= 0.1 * counts.total(), f"{code}: read them and judge, see benchmarks/lint_judged"
            assert counts["true"] >= TARGETS[rules()[code].severity] * (counts.total() - counts["unread"])
