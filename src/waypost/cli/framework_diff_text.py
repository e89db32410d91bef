"""A difference in words: `waypost diff` for a terminal, in 80 columns, and as Markdown for a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import click

from waypost.framework.diff import ChangeClass, ChangeSort, Diff
from waypost.framework.schema import Framework
from waypost.report.exports.marks import line
from waypost.report.reading.differences import Difference, by_sort, counts
from waypost.report.reading.wording import Mark, Run

WIDTH = 80

HEADINGS: Mapping[ChangeSort, str] = MappingProxyType(
    {
        ChangeSort.RAISED: "Raised",
        ChangeSort.LOWERED: "Lowered",
        ChangeSort.ADDED: "Added",
        ChangeSort.REMOVED: "Removed",
        ChangeSort.MOVED: "Moved",
        ChangeSort.RENAMED: "Renamed",
        ChangeSort.WEIGHTS: "Weights",
        ChangeSort.POLICIES: "Policies: evidence, panels, process",
        ChangeSort.CHANGED: "Changed",
        ChangeSort.REWORDED: "Reworded",
    }
)


def as_text(old: Framework, new: Framework, found: Diff, *, fault: str) -> str:
    """Sort by sort, with `[-words-]` that only the old text has and `{+words+}` that only the new one has."""
    lines = [f"{new.title}: {old.version} to {new.version}", summary(found)]
    for group in by_sort(found):
        lines += ["", f"{HEADINGS[group.sort]} ({group.count})"]
        for one in group.shown:
            lines += _entry(one)
    if found.changes or fault:
        lines += ["", f"Number: {fault or 'it fits what changed.'}"]
    return "\n".join(lines)


def as_markdown(old: Framework, new: Framework, found: Diff, *, fault: str) -> str:
    """The same for a pull request: what only the old text has is struck through, what only the new one has is bold."""
    lines = [f"## {line(new.title)}: {old.version} to {new.version}", "", summary(found)]
    for group in by_sort(found):
        lines += ["", f"### {HEADINGS[group.sort]} ({group.count})", ""]
        for one in group.shown:
            lines += list(_item(one))
    if found.changes or fault:
        lines += ["", f"**Number:** {fault or 'it fits what changed.'}"]
    return "\n".join(lines)


def summary(found: Diff) -> str:
    """How grave it is, in a sentence."""
    if not found.changes:
        return "Nothing changes for anybody."
    said = ", ".join(f"{count} {_CLASSES[kind]}" for kind, count in counts(found).items())
    return f"This is a {found.change_class} change: {said}."


_CLASSES = {ChangeClass.MAJOR: "major", ChangeClass.MINOR: "minor", ChangeClass.PATCH: "wording"}


def _entry(one: Difference) -> Iterator[str]:
    change = one.change
    yield _wrapped(f"{change.what}{_place(one)}", first=f"  {change.kind:<5} ", then=" " * 8)
    for sign, runs in (("-", one.texts.old), ("+", one.texts.new)):
        if runs:
            yield _wrapped(_marked(runs), first=f"      {sign} ", then=" " * 8)


def _place(one: Difference) -> str:
    change = one.change
    keys = [key for key in (change.criterion, change.level, change.track) if key]
    return f" [{' / '.join(keys)}]" if keys else ""


def _marked(runs: Sequence[Run]) -> str:
    """The words with marks around those that differ; the spaces after them stay outside."""
    signs = {Mark.REMOVED: ("[-", "-]"), Mark.ADDED: ("{+", "+}"), Mark.SAME: ("", "")}
    return "".join(_around(run.text, *signs[run.mark]) for run in runs)


def _around(text: str, before: str, after: str) -> str:
    words = text.rstrip()
    return f"{before}{words}{after}{text[len(words) :]}" if words else text


def _wrapped(text: str, *, first: str, then: str) -> str:
    return click.wrap_text(text, width=WIDTH, initial_indent=first, subsequent_indent=then)


def _item(one: Difference) -> Iterator[str]:
    change = one.change
    keys = ", ".join(f"`{key}`" for key in (change.criterion, change.level, change.track) if key)
    yield f"* **{change.kind}** {line(change.what)}{f' ({keys})' if keys else ''}"
    for word, runs, sign in (("old", one.texts.old, "~~"), ("new", one.texts.new, "**")):
        if runs:
            text = "".join(
                line(run.text) if run.mark is Mark.SAME else _around(line(run.text), sign, sign) for run in runs
            )
            yield f"  * {word}: {text}"
