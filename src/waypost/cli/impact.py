"""`waypost impact`: whom a new version of the framework would touch, and how, from this installation's database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from waypost.cli import application
from waypost.cli.documents import read_document

if TYPE_CHECKING:
    from waypost.framework.diff import Change
    from waypost.framework.schema import Framework
    from waypost.web.frameworks.impact import Impact, LevelTouched, Step
    from waypost.web.frameworks.models import FrameworkVersion

WIDTH = 80


@click.command()
@click.argument("new", metavar="NEW", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or for programs.",
)
@click.option(
    "--as",
    "reader",
    default="",
    metavar="EMAIL",
    help="Say what this person may read: with the names, for people operations.",
)
def impact(new: Path, *, form: str, reader: str) -> None:
    """Say whom the framework NEW touches: level by level who stands there, works towards it, has an open case to it."""
    framework = read_document(new)
    application.start()
    with application.reaching_the_database():
        from waypost.web.frameworks.impact import impact_of
        from waypost.web.people.models import organisation_day

        before = _before(framework)
        if before is None:
            click.echo("Nobody yet: nothing is published here, so nobody works under another version.")
            return
        found = impact_of(framework, before=before, day=organisation_day(), names=_names(reader))
    click.echo(json.dumps(as_json(found), indent=2, ensure_ascii=False) if form == "json" else "\n".join(_text(found)))


def _before(framework: Framework) -> FrameworkVersion | None:
    """The version NEW follows, or followed when it is published already."""
    from waypost.web.frameworks.models import FrameworkVersion
    from waypost.web.frameworks.selectors import before, last_published

    row = FrameworkVersion.objects.filter(hash=framework.hash).first()
    return before(row) if row is not None else last_published()


def _names(reader: str) -> bool:
    """Whether names are told: to people operations, and to nobody by default."""
    if not reader:
        return False
    from waypost.web.frameworks.impact import may_see_impact
    from waypost.web.people.models import DutyKind, Person

    person: Person | None = Person.objects.present().filter(email__iexact=reader).first()
    if person is None:
        raise click.BadParameter(f"nobody here has the address {reader}.", param_hint="--as")
    if not may_see_impact(person):
        raise click.ClickException("Whom a version touches is read by the framework's owners and by people operations.")
    return person.holds(DutyKind.PEOPLE_OPERATIONS)


def _text(found: Impact) -> Iterator[str]:
    yield f"{found.new.title} {found.new.version}, held against {found.before.version}: a {found.change_class} change."
    yield "Open cases stay under their version to the end. Goals keep theirs for the grace."
    for row in found.levels:
        yield ""
        yield f"{row.level.title}{_fate(row)}"
        names = f": {', '.join(row.names)}" if row.names else ""
        yield _wrapped(f"stand here: {row.people}{names}", indent=2)
        yield _wrapped(f"work towards it: {_step(row.goals)}", indent=2)
        yield _wrapped(f"open cases to it: {_cases(row, names=found.with_names)}", indent=2)
        for change in row.changes:
            yield from _change(change)
    if found.everybody:
        yield from ("", "For everybody who is judged")
        for change in found.everybody:
            yield from _change(change)
    if found.untouched:
        titles = ", ".join(level.title for level in found.untouched)
        yield from ("", _wrapped(f"Nothing changes at {titles}.", indent=0))
    yield from ("", f"Goals and cases are told in steps of {found.least}.")


def _fate(row: LevelTouched) -> str:
    if row.fate == "gone":
        return ": gone"
    renamed = f": called {row.called} from now on" if row.fate == "renamed" else ""
    return f"{renamed}{', asks more' if row.more else ''}"


def _step(step: Step) -> str:
    return f"fewer than {step.least}" if step.few else f"at least {step.at_least}"


def _cases(row: LevelTouched, *, names: bool) -> str:
    if not names:
        return _step(row.cases)
    return ", ".join(f"{case.candidate} (stays under {case.version})" for case in row.open_cases) or "none"


def _change(change: Change) -> Iterator[str]:
    yield _wrapped(f"{change.kind}, {change.sort}: {change.what}", indent=4)
    if change.new is not None:
        yield _wrapped(change.new, indent=6)


def _wrapped(text: str, *, indent: int) -> str:
    return click.wrap_text(text, width=WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + 2))


def as_json(found: Impact) -> dict[str, Any]:
    """Everything about it; keys are stable. A number that is null is too small to be told."""
    from waypost.cli.framework_diff import change_as_json

    return {
        "new": {"title": found.new.title, "version": found.new.version, "hash": found.new.hash},
        "before": {"version": found.before.version, "hash": found.before.hash},
        "class": found.change_class.value,
        "steps of": found.least,
        "levels": [_level_as_json(row, names=found.with_names) for row in found.levels],
        "untouched": [level.key for level in found.untouched],
        "everybody": [change_as_json(change) for change in found.everybody],
    }


def _level_as_json(row: LevelTouched, *, names: bool) -> dict[str, Any]:
    from waypost.cli.framework_diff import change_as_json

    said: dict[str, Any] = {
        "level": row.level.key,
        "fate": row.fate.value,
        "asks more": row.more,
        "people": row.people,
        "goals at least": row.goals.at_least or None,
        "cases at least": row.cases.at_least or None,
        "changes": [change_as_json(change) for change in row.changes],
    }
    if names:
        said["names"] = list(row.names)
        said["open cases"] = [{"candidate": one.candidate, "version": one.version} for one in row.open_cases]
    return said
