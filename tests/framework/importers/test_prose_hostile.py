"""Texts made to hurt: the time grows with the text and no faster, and nothing of them is dropped."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import time

import pytest
from tests.framework.importers.reading_prose import by_level, read, unaccounted

_LARGE = [
    "- " * 10_000 + "x",
    "\n".join(f"{'  ' * depth}- item{depth}" for depth in range(1_200)),
    "\n".join(f"{'  ' * (place % 20)}- item {place}" for place in range(9_000)),
    "\n".join(f"{'#' * (place % 6 + 1)} Senior {place}" for place in range(9_000)),
    "[" * 20_000,
    "![" * 10_000,
    "*a **b " * 10_000,
    "`" * 30_000,
    "<!-- " * 10_000,
    '<a "' * 20_000,
    "<table><tr><td>" * 5_000,
    "<table><tr>" + "<td rowspan=9999 colspan=9999>x" * 5_000,
    "<div>" * 50_000 + "</span>" * 50_000,
    "<ul><li>" * 20_000 + "deep",
    "| a " * 3_000 + "\n" + "|---" * 3_000 + "\n" + "| b " * 3_000,
    "---\n" + "a: &x [" * 300 + "\n---\n# Senior\n- x\n",
    "**Impact**: x\n\n" * 4_500,
    "> " * 10_000 + "x",
    "Impact" + ": x" * 20_000,
    "&" + "amp;" * 50_000,
    "{#" * 20_000,
    ":" + "a" * 50_000,
]


@pytest.mark.parametrize("text", _LARGE, ids=range(len(_LARGE)))
@pytest.mark.parametrize("name", ["ladder_md", "ladder_html"])
def test_what_is_made_to_hurt_is_read_or_refused_in_no_long_time(text: str, name: str) -> None:
    begun = time.process_time()
    found = read(**{name: text})
    assert time.process_time() - begun < 3
    assert all(error.hint for error in found.errors)


def test_lists_nested_too_deep_lose_no_word() -> None:
    text = "# L\n\n" + "\n".join(f"{'  ' * depth}- item{depth}" for depth in range(400))
    assert unaccounted(read(ladder_md=text), text) == set()
    page = "<h1>L</h1>" + "".join(f"<ul><li>item{depth}" for depth in range(2_000))
    assert unaccounted(read(ladder_html=page), " ".join(f"item{depth}" for depth in range(2_000))) == set()


def test_what_is_never_closed_takes_nothing_with_it() -> None:
    found = read(
        ladder_md="# Backend\n\n<table><tr><td>\n\n## IC1\n\n<nav>\n\n### Craft\n\n<ul><li>\n\n- Writes.\n\n"
        "## IC2\n\n### Craft\n\n- Designs.\n"
    )
    assert by_level(found) == {("IC1", "Craft"): ["Writes."], ("IC2", "Craft"): ["Designs."]}


def test_a_long_text_takes_time_in_proportion_and_little_memory() -> None:
    program = textwrap.dedent(
        """
        import resource, time
        from pathlib import PurePosixPath
        from waypost.framework.importers.texts import markdown
        from waypost.framework.importers.sources import Source
        def text(levels):
            bullets = "".join(f"- Does thing {one} with **care** and [this](x.md)\\n" for one in range(90))
            level = "## Level {}\\n\\n### Craft\\n\\n" + bullets + "\\n"
            return "# Backend\\n\\n" + "".join(map(level.format, range(levels)))
        def seconds(levels):
            source = Source("a.md", PurePosixPath("a.md"), text(levels).encode())
            begun = time.process_time()
            assert len(markdown.read((source,)).levels) == levels
            return time.process_time() - begun
        seconds(2)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        small, large = seconds(20), seconds(80)
        assert large < 10 * small + 1, (small, large)
        more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
        assert more < 100, more
        """
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
