"""Data that was made to hurt is refused, or left over, in little time and little memory."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

MEASURE = """
import json, resource, sys, time
from pathlib import PurePosixPath
from waypost.framework.importers.trees.data import read_data
from waypost.framework.importers.sources import Source
name, made = sys.argv[1:]
source = Source(name, PurePosixPath(name), eval(made, {"abc": "abcdefgh"}).encode())
before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
fault = source.fault
found = read_data((source,))
took = time.process_time() - began
more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
said = [error.message for error in found.errors]
print(json.dumps([took, more, said, len(found.cells)]))
"""
# ruff: noqa: E501 - each bomb is one line of code
ALIASES = "'a: &a [x,x,x,x,x,x,x,x,x]\\n' + ''.join(f'{c}: &{c} [' + ','.join(['*' + p] * 9) + ']\\n' for p, c in zip(abc, abc[1:]))"
SPREADS = (
    "'const a0=[1,2,3,4,5,6,7,8,9];\\n' + ''.join(f'const a{i}=[' + ','.join([f'...a{i-1}'] * 9) + '];\\n' "
    "for i in range(1, 12)) + 'export default a11'"
)
BOMBS = [
    ("aliases.yaml", ALIASES, "names and values"),
    ("merges.yaml", "'a0: &a0 {x: y}\\n' + ''.join(f'a{i}: &a{i} {{<<: *a{i-1}, b: *a{i-1}, c: *a{i-1}}}\\n' for i in range(1, 40))", "names and values"),
    ("chain.yaml", "'a0: &a0 [x]\\n' + ''.join(f'a{i}: &a{i} [*a{i-1}]\\n' for i in range(1, 3000))", "nested more than"),
    ("itself.yaml", "'a: &a [*a]'", "before it is complete"),
    ("deep.yaml", "'[' * 100_000", "nested more than"),
    ("dashes.yaml", "'- ' * 100_000 + 'x'", "nested more than"),
    ("deep.json", "'[' * 100_000 + ']' * 100_000", "nested more than"),
    ("deeper.json", "'{\"a\":' * 100_000 + '1' + '}' * 100_000", "nested more than"),
    ("deep.js", "'export default ' + '[' * 100_000", "nested more than"),
    ("round.js", "'export default ' + '(' * 100_000", "nested more than"),
    ("templates.js", "'export default ' + '`${' * 100_000", "nests template strings too deep"),
    ("spreads.js", SPREADS, "names and values"),
    ("names.js", "'const a0=[1];' + ''.join(f'const a{i}=[a{i-1}];' for i in range(1, 3000)) + 'export default a2999'", "nested"),
    ("itself.js", "'const a = {b: a}; export default a'", "made of itself"),
    ("circle.js", "'const a = [b]; const b = [a]; export default a'", "made of itself"),
    ("many.json", "'{' + ','.join(f'\"k{i}\":1' for i in range(80_000)) + '}'", "more than"),
    ("many.yaml", "'{' + ', '.join(f'k{i}: 1' for i in range(75_000)) + '}'", "more than"),
    ("many.js", "'export default {' + ','.join(f'k{i}:1' for i in range(80_000)) + '}'", "more than"),
    ("line.json", "'[\"' + 'x' * 7_900_000 + '\"]'", "holds a line"),
    ("comment.js", "'/*' * 100_000", "never ends it"),
    ("stars.js", "'/* ' + '*' * 900_000", "never ends it"),
    ("regex.js", "'x = /' + '[a' * 400_000", "more than"),
    ("backslash.js", "\"'\" + '\\\\' * 900_000", "more than"),
    ("quotes.js", "\"a ' b c d e\\n\" * 40_000", "more than"),
]  # fmt: skip


def _measure(name: str, made: str) -> tuple[float, float, list[str], int]:
    run = subprocess.run(
        [sys.executable, "-c", MEASURE, name, made], capture_output=True, text=True, check=True, timeout=60
    )
    took, more, said, cells = json.loads(run.stdout)
    return took, more, said, cells


@pytest.mark.parametrize(("name", "made", "message"), BOMBS, ids=[name for name, _, _ in BOMBS])
def test_a_bomb_is_refused_in_under_a_second_and_fifty_megabytes(name: str, made: str, message: str) -> None:
    took, more, said, cells = _measure(name, made)
    assert cells == 0
    assert any(message in one for one in said), said
    assert took < 1
    assert more < 50


@pytest.mark.parametrize(
    "made",
    [
        "'[' + ',\\n'.join('{\"level\":\"l%d\",\"skill\":\"s%d\",\"text\":\"does a thing well\"}' % (i, i) for i in range(4000)) + ']'",
        "'{' + ',\\n'.join('\"s%d\":{\"n%d\":{\"skills%d\":{\"levels\":[{\"criteria\":[\"x y z\"]}]}}}' % (i, i, i) for i in range(2000)) + '}'",
        "'[' + ',\\n'.join('{\"name\":\"b%d\",\"p%d levels\":{\"l%d\":\"does a thing well\",\"m%d\":\"x y z\"}}' % (i, i, i, i) for i in range(2000)) + ']'",
    ],
)  # fmt: skip
def test_data_of_thousands_of_forms_or_levels_is_no_ladder_and_soon_found_to_be_none(made: str) -> None:
    took, more, said, cells = _measure("x.json", made)
    assert (said, cells) == ([], 0)
    assert took < 4
    assert more < 80
