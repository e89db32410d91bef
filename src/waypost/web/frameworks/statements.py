"""The statements of an expectation as lines of text, and back; examples stay with their statement. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from django.utils.translation import gettext as _
from pydantic import ValidationError

from waypost.framework.diff.aligning import share
from waypost.framework.schema import Statement
from waypost.refusal import Malformed, Missing
from waypost.report.reading.wording import ALIKE

MOST = 100  # statements of one expectation
SHOWN = 80  # lines of each of two documents side by side
COMPARED = 20_000  # lines; no framework has so many, and comparing more would take too long


def as_lines(statements: Sequence[Statement]) -> str:
    """What is said, a statement on each line."""
    return "\n".join(statement.says for statement in statements)


def lines_in(text: str) -> tuple[str, ...]:
    """The statements somebody wrote; a list's mark at the beginning and blank lines are not part of them."""
    found = (line.strip().removeprefix("- ").removeprefix("* ").strip() for line in text.splitlines())
    return tuple(line for line in found if line)


def apart(there: str, here: str) -> tuple[str, str]:
    """The lines of two documents that differ, each with its number; of very many the first."""
    theirs, mine = there.splitlines(), here.splitlines()
    if max(len(theirs), len(mine)) > COMPARED:
        return _first(theirs), _first(mine)
    left: list[str] = []
    right: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, theirs, mine).get_opcodes():
        if kind != "equal":
            left += [f"{number}: {line}" for number, line in enumerate(theirs[a:b], start=a + 1)]
            right += [f"{number}: {line}" for number, line in enumerate(mine[c:d], start=c + 1)]
    return _first(left), _first(right)


def _first(lines: list[str]) -> str:
    return "\n".join([*lines[:SHOWN], "…"] if len(lines) > SHOWN else lines)


def said(text: str, *, before: Sequence[Statement] = ()) -> tuple[Statement, ...]:
    """The statements of `text`, each with the examples of the one before it that it is, or is most like.

    Raises Malformed for a line that cannot be a statement, or too many.
    """
    lines = lines_in(text)
    if len(lines) > MOST:
        raise Malformed("statements.many", _("An expectation has at most %d statements.") % MOST)
    left = list(before)
    exact = {line: _take(left, line) for line in lines}
    among = len(lines) * len(left)
    return tuple(_statement(line, exact[line] or _nearest(left, line, among=among)) for line in lines)


def _take(left: list[Statement], line: str) -> Statement | None:
    found = next((one for one in left if one.says == line), None)
    if found is not None:
        left.remove(found)
    return found


def _nearest(left: list[Statement], line: str, *, among: int) -> Statement | None:
    words = line.split()
    ranked = [(share(one.says.split(), words, among=among), at) for at, one in enumerate(left)]
    best = max(ranked, default=(0.0, 0))
    return left.pop(best[1]) if best[0] >= ALIKE else None


def _statement(line: str, like: Statement | None) -> Statement:
    more = {"looks_like": like.looks_like, "shown_by": like.shown_by, "about": like.about} if like else {}
    try:
        return Statement(says=line, **more)
    except ValidationError as error:
        shown = line if len(line) <= 60 else f"{line[:59]}…"
        raise Malformed(
            "statements.unreadable",
            _("A line cannot be a statement. Write each as one sentence of plain text."),
            missing=(Missing(f"{shown}: {error.errors()[0]['msg']}", "statements"),),
        ) from error
