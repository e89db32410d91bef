"""The list of English words in `lint/words/english.txt`, made from the frequency list of pyspellchecker (MIT).

    pip download --no-deps pyspellchecker && python -m benchmarks.word_list pyspellchecker-*.whl

A line holds the words that begin with the same two letters: first those that are frequent, of which a typo may be one,
then, behind a bar, the others.
"""

from __future__ import annotations

import gzip
import json
import sys
import zipfile
from collections import defaultdict
from pathlib import Path

# ruff: noqa: E501

FREQUENT = 300
_TARGET = Path(__file__).parent.parent / "src/waypost/lint/words/english.txt"
_NOTICE = """\
# Words of English, from the frequency list of pyspellchecker 0.9.1 (made from OpenSubtitles), by benchmarks/word_list.py.
# MIT License. Copyright (c) 2018-2021 Tyler Barrus. Permission is hereby granted, free of charge, to any person
# obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without
# restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense,
# and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the
# following conditions: The above copyright notice and this permission notice shall be included in all copies or
# substantial portions of the Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
# IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
# NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
# LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE
# OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def main(wheel: str) -> None:
    """Write the list."""
    packed = zipfile.ZipFile(wheel).read("spellchecker/resources/en.json.gz")
    counts: dict[str, int] = json.loads(gzip.decompress(packed))
    lines: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for word, count in sorted(counts.items()):
        if word.isascii() and word.isalpha() and len(word) > 1:
            lines[word[:2]][count < FREQUENT].append(word)
    rows = [f"{' '.join(frequent)}|{' '.join(others)}" for _, (frequent, others) in sorted(lines.items())]
    _TARGET.write_text(_NOTICE + "\n".join(rows) + "\n", encoding="ascii")


if __name__ == "__main__":
    main(sys.argv[1])
