"""A framework for people: what `waypost show` prints, in 80 columns, plain when it is piped."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from waypost.framework.lattice import moves_from
from waypost.framework.schema import Dimension, Framework, Level, Path, PathKind, Requirements, Rhythm, Statement
from waypost.framework.shorthand import path_lines

WIDEST = 100
NARROWEST = 40


def framework_text(framework: Framework) -> str:
    """The levels, where they lead, and what is judged, with how many levels ask it."""
    console = _console()
    with console.capture() as printed:
        _head(console, framework)
        _paragraphs(console, framework.about, indent=0)
        console.print()
        console.print(_levels(framework))
        if framework.paths:
            console.print()
            _list(console, "Paths (> promotion, = sideways)", path_lines(framework.paths))
        if framework.titles_by_score:
            console.print()
            _list(console, "Titles by score", [f"from {one.from_:g}: {one.title}" for one in framework.titles_by_score])
        console.print()
        console.print(_criteria(framework))
        console.print()
        if framework.process.rhythm is not None:
            _list(console, "Technical work is shown", list(_rhythm(framework.process.rhythm)))
            console.print()
        if framework.process.raters is not None:
            _list(console, "The calibration room knows raters", [framework.process.raters])
            console.print()
        if framework.process.grace is not None:
            days = framework.process.grace.days
            _list(console, "A goal keeps its version", [f"for {days} days after another came into force"])
            console.print()
        example = framework.levels[len(framework.levels) // 2].key
        console.print(Text(f"What one level asks: waypost show ... --level {example}", style="dim"))
    return _without_padding(printed.get())


def _rhythm(rhythm: Rhythm) -> Iterator[str]:
    """Each regular occasion, with the days from one to the next."""
    for name, field in type(rhythm).model_fields.items():
        length = getattr(rhythm, name)
        if length is not None:
            yield f"{field.alias} {length.days} days"


def level_text(framework: Framework, key: str) -> str:
    """One level: what it asks, what a packet for it needs, where it leads. KeyError if there is none."""
    console = _console()
    level = framework.level(key)
    with console.capture() as printed:
        _head(console, framework)
        console.print()
        console.print(Text(level.title, style="bold"))
        console.print(Text(_place(framework, level), style="dim"))
        _paragraphs(console, level.about, indent=0)
        for dimension in framework.dimensions:
            _dimension(console, framework, dimension, key)
        console.print()
        needs = framework.evidence.for_level(level, framework=framework)
        _list(console, "A packet for this level needs", list(_needs(needs)))
        _list(console, "From here", [_move(framework, move) for move in moves_from(framework, key)])
    return _without_padding(printed.get())


def _dimension(console: Console, framework: Framework, dimension: Dimension, level: str) -> None:
    asked = [(one, found) for one in dimension.criteria if (found := framework.expectation(one.key, level))]
    if not asked:
        return
    console.print()
    console.print(Text(dimension.title.upper(), style="bold"))
    for criterion, expectation in asked:
        must = "  (must be met)" if criterion.must else ""
        console.print()
        console.print(Padding(Text(f"{criterion.title}{must}", style="bold"), (0, 0, 0, 2)))
        for statement in expectation.statements:
            _statement(console, statement)


def _console() -> Console:
    width = Console().width
    return Console(width=max(NARROWEST, min(width, WIDEST)), highlight=False, emoji=False, markup=False)


def _without_padding(printed: str) -> str:
    """Rich fills lines with spaces; piped text has no use for them."""
    return "\n".join(line.rstrip() for line in printed.splitlines())


def _head(console: Console, framework: Framework) -> None:
    reviewed = f"reviewed {framework.reviewed}" if framework.reviewed else "never reviewed"
    console.print(Text(f"{framework.title} {framework.version}", style="bold"))
    console.print(Text(f"{framework.name} {framework.hash[:12]}, {reviewed}, owner {framework.owner}", style="dim"))


def _place(framework: Framework, level: Level) -> str:
    scope = f", scope {level.scope}" if level.scope is not None else ""
    return f"{level.key}: {framework.track(level.track).title}, band {level.band}{scope}"


def _levels(framework: Framework) -> Table:
    table = _table("Level", "Key", "Track", "Band", "Scope")
    for level in framework.levels:
        table.add_row(
            Text(level.title),
            Text(level.key),
            Text(level.track),
            Text(level.band),
            Text(level.scope or ""),
        )
    return table


def _criteria(framework: Framework) -> Table:
    table = _table("Criterion", "Dimension", "Kind", "Levels")
    levels = len(framework.levels)
    for criterion in framework.criteria:
        dimension = framework.dimension_of(criterion.key)
        asked = sum(framework.expectation(criterion.key, level.key) is not None for level in framework.levels)
        table.add_row(
            Text(criterion.title + (" (must)" if criterion.must else "")),
            Text(dimension.title),
            Text(dimension.kind),
            Text(f"{asked} of {levels}"),
        )
    return table


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column == "Key")
    return table


def _statement(console: Console, statement: Statement) -> None:
    _item(console, statement.says)
    for word, lines in (("Looks like", statement.looks_like), ("Shown by", statement.shown_by)):
        if lines:
            console.print(Padding(Text(f"{word}: {'; '.join(lines)}", style="dim"), (0, 0, 0, 6)))
    _paragraphs(console, statement.about, indent=6)


def _item(console: Console, text: str) -> None:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_row(Text("-"), Text(text))
    console.print(Padding(grid, (0, 0, 0, 4)))


def _paragraphs(console: Console, text: str, *, indent: int) -> None:
    for paragraph in text.split("\n\n") if text else ():
        console.print(Padding(Text(paragraph), (0, 0, 0, indent)))


def _list(console: Console, title: str, lines: list[str]) -> None:
    if not lines:
        return
    console.print(Text(title, style="bold"))
    for line in lines:
        console.print(Padding(Text(line), (0, 0, 0, 2)))


def _needs(asked: Requirements) -> Iterator[str]:
    """The evidence policy in words, one requirement a line."""
    for name, field in type(asked).model_fields.items():
        number = getattr(asked, name)
        if number is True:
            yield "those claims attested by a named partner"
        elif name == "scope_document_within_days" and number:
            yield f"a scope document not older than {number} days"
        elif number:
            yield f"{number} {field.alias}"


def _move(framework: Framework, move: Path) -> str:
    way = "up to" if move.kind is PathKind.PROMOTION else "sideways to"
    return f"{way} {framework.level(move.target).title} ({move.target})"
