"""What is read line by line is what libyaml reads, node by node and to the column, or is left to it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from waypost.framework.blocks import read_blocks
from waypost.framework.events import composed
from waypost.framework.library import file_of, keys, load
from waypost.framework.node import MAX_DEPTH, MAX_ENTRIES, MAX_NODES, Composed
from waypost.framework.writing import write_framework

DOCUMENT = """\
# How it begins.
name: northwind

about: >-
  Two lines of one
  paragraph.
more: |
  One line

  and another.
organisation: {engineers: 64}      # said behind it
scale:
  none:    {value: 0, title: "Seen, not yet: steady"}
  meets: {value: 2, pay: {low: 1, high: [a, 'it''s', c d]}}
levels:
  senior:
    title: Senior Engineer
    about: 'It''s: a text
      of two lines'
    note: "and: another
      one"
  empty:
  staff: ~
expectations:
  design:
    senior:
      - says: Draws up a service, and (with others)
          its failure modes
          before it is built.
        looks like: [a wrong rate, team's 1:1 - note]
        shown by:
          - one thing
          - another: thing
          - text that
            goes on
      - Ends an incident.
    staff: {same as: senior}
  last:
"""
LINES = DOCUMENT.split("\n")
SIGNS = (
    *" :#-?[]{},'\"&*!|>%@`~.\\\n\té“\xa0\r",
    *(
        ": ",
        " #",
        "- ",
        "\n  ",
        "\n\n",
        "  ",
        ": >-\n",
        ": |\n",
        "null",
        "---\n",
        "...",
        "''",
        "[a]",
        "{a: b}",
        "- - ",
        "? ",
    ),
    *("&a ", "*a", "!!str ", "<<: ", "x:y", "'a': b", "- [", "]: ", "\u2028", "\ufeff"),
)
ENDINGS = ("", " # said", " ", "#", ":", ": ", ",", " -", "'", '"')


def shifted(lines, at, by):
    return [*lines[:at], " " * by + lines[at] if by > 0 else lines[at][-by:], *lines[at + 1 :]]


@st.composite
def documents(draw):
    """A stretch of the document, as far left as it goes, with a few changes."""
    start = draw(st.sampled_from([0, 0, *range(len(LINES))]))
    lines = LINES[start:] if start == 0 else LINES[start : start + draw(st.integers(1, 12))]
    least = min((len(one) - len(one.lstrip(" ")) for one in lines if one), default=0)
    lines = [one[least:] for one in lines]
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        kind = draw(st.sampled_from(["shift", "end", "sign", "leave out", "again", "blank"]))
        if kind == "shift":
            lines = shifted(lines, at, draw(st.integers(-4, 4)))
        elif kind == "end":
            lines[at] += draw(st.sampled_from(ENDINGS))
        elif kind == "sign":
            place = draw(st.integers(0, len(lines[at])))
            lines[at] = lines[at][:place] + draw(st.sampled_from(SIGNS)) + lines[at][place + draw(st.integers(0, 2)) :]
        elif kind == "leave out" and len(lines) > 1:
            lines.pop(at)
        else:
            lines.insert(
                at, draw(st.sampled_from(lines)) if kind == "again" else draw(st.sampled_from(["", " ", "# c"]))
            )
    return "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n"]))


def assert_same(written, text):
    """The nodes are those of libyaml, and so are the values."""
    nodes = composed(text.encode(), file=written.file, allowed=MAX_NODES)
    assert Composed(written.node(), written.count, ()) == nodes
    assert written.values == nodes.root.plain()


def assert_same_places(written):
    """What is asked for alone stands where it does among all nodes, to the column."""
    root = written.node()
    for path in paths(root):
        for key in (False, True):
            assert written.place(path, key=key) == root.place(path, key=key)


def paths(node, above=()):
    """The path of everything in a document, and of what is not in it."""
    yield above
    yield (*above, "nothing of the kind")
    inside = node.value
    if isinstance(inside, dict):
        for name, (_, below) in inside.items():
            yield from paths(below, (*above, name))
    elif isinstance(inside, list):
        for number, below in enumerate(inside):
            yield from paths(below, (*above, number))


@settings(deadline=None)
@given(documents())
@example("about: |\nabout: |\n  one\n  two\n")
@example("about: >-\n  one\n \n\n   ")
@example("- \n")
@example("name: one # said\n  two\n")
@example("name: [null, a]\nmore: {a: null}\nlast: ['null', 'b']\n")
def test_what_is_read_line_by_line_is_what_libyaml_reads(text):
    quickly = read_blocks(text, file="f.yaml", allowed=MAX_NODES)
    if quickly is not None:
        assert_same(quickly, text)
        assert_same_places(quickly)


@pytest.mark.parametrize("key", keys())
def test_the_library_needs_no_libyaml_as_it_is_and_as_it_is_written(key):
    for text in (file_of(key).read_text("utf-8"), write_framework(load(key))):
        quickly = read_blocks(text, file="f.yaml", allowed=MAX_NODES)
        assert quickly is not None
        assert_same(quickly, text)
        assert_same_places(quickly)


def nested(depth, innermost="b"):
    """Mappings in each other, so many deep."""
    return "".join(f"{'  ' * level}a:\n" for level in range(depth - 1)) + f"{'  ' * (depth - 1)}a: {innermost}\n"


def entries(number):
    """The same number of entries, in each way a list or mapping is written."""
    names = [f"k{place}: v" for place in range(number)]
    yield "".join(f"{name}\n" for name in names)
    yield "a: {" + ", ".join(names) + "}\n"
    yield "a: [" + ", ".join(["b"] * number) + "]\n"
    yield "a: ['b'" + ", b" * (number - 1) + "]\n"
    yield "a:\n" + "  - b\n" * number


@pytest.mark.parametrize(
    ("within", "over"),
    [
        (nested(MAX_DEPTH), nested(MAX_DEPTH + 1)),
        (nested(MAX_DEPTH - 1, "[b]"), nested(MAX_DEPTH, "[b]")),
        (nested(MAX_DEPTH - 2, "{b: [c]}"), nested(MAX_DEPTH - 1, "{b: [c]}")),
        *zip(entries(MAX_ENTRIES), entries(MAX_ENTRIES + 1), strict=True),
    ],
    ids=("deep", "deep list", "deep mapping", "names", "in braces", "in brackets", "with quotes", "items"),
)
def test_caps_are_those_of_libyaml(within, over):
    quickly = read_blocks(within, file="f", allowed=MAX_NODES)
    assert quickly is not None
    assert_same(quickly, within)
    assert read_blocks(within, file="f", allowed=quickly.count) is not None
    assert read_blocks(within, file="f", allowed=quickly.count - 1) is None
    assert read_blocks(over, file="f", allowed=MAX_NODES) is None
    assert composed(over.encode(), file="f", allowed=MAX_NODES).errors
