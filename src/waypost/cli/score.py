"""`waypost score`: the card of one ladder: six scores, how each is made, and what to mend first."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from waypost.cli.documents import refuse
from waypost.cli.lint import CANNOT_RUN, _refuse
from waypost.cli.lint_run import CannotRun, Run, Wish
from waypost.framework.faults import printable
from waypost.lint.plugins import PluginError

if TYPE_CHECKING:
    from waypost.report.exports.card import Told

_BAR = 20
_path = click.Path(path_type=Path)


@click.command("score")
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@click.option("--format", "form", type=click.Choice(["text", "json", "html", "markdown"]), default="text")
@click.option("--picture", type=_path, help="Draw the findings over the matrix into this SVG file.")
@click.option("--preview", is_flag=True, help="Count findings of rules too that are not sure enough yet.")
@click.option("--config", type=_path, help="This configuration, and not the nearest.")
def score(path: Path, *, form: str, picture: Path | None, preview: bool, config: Path | None) -> None:
    """Score a ladder from 0 to 100: specific, distinct, progressing, balanced, evidenced, current.

    Findings that are suppressed or waived with a reason are not counted. How a score is made stands beside it.
    """
    today = datetime.now().astimezone().date()
    try:
        told = _told(path, Run(Wish((path,), preview=preview, config=config, cached=False, today=today)))
    except (CannotRun, PluginError) as refusal:
        _refuse(refusal)
        raise SystemExit(CANNOT_RUN) from None
    from waypost.report.exports import card

    if picture is not None:
        _draw(told, picture)
    if form == "json":
        click.echo(json.dumps(card.to_rows(told), indent=2, ensure_ascii=False))
    elif form == "text":
        click.echo("\n".join(_text(told)))
    else:
        click.echo((card.to_html if form == "html" else card.to_markdown)(told), nl=False)


def _told(path: Path, run: Run) -> Told:
    from waypost.lint.checking import check
    from waypost.lint.linting import wanted
    from waypost.lint.score import card
    from waypost.lint.word_rules import rules_with
    from waypost.report.exports.card import Told

    configuration = run.configuration(run.file_for(path))
    read = run.read(path, configuration.settings)
    run.close()
    if read.subject is None:
        refuse(read.errors)
    findings = check(read, configuration.settings, root=configuration.root).findings
    known = rules_with(configuration.settings)
    looked = frozenset(code for code, rule in known.items() if wanted(rule, configuration.settings))
    return Told(read.subject.framework, findings, card(read.subject, findings, looked=looked))


def _draw(told: Told, file: Path) -> None:
    from waypost.report.exports.card import picture_of
    from waypost.report.pictures.findings import in_a_file

    try:
        if not _may_be_drawn_over(file):
            click.echo(f"{file} is no picture of a card, and is left as it is. Name another file.", err=True)
            raise SystemExit(CANNOT_RUN)
        file.write_text(in_a_file(picture_of(told)) + "\n", "utf-8")
    except OSError as error:
        click.echo(f"{file} cannot be written: {error.strerror}. Name another place for the picture.", err=True)
        raise SystemExit(CANNOT_RUN) from None


def _may_be_drawn_over(file: Path) -> bool:
    """Whether nothing is lost: there is no file, an empty one, or a picture from before. OSError as for any file."""
    if not file.is_file():
        return file.exists() or not file.is_symlink()
    with file.open("rb") as opened:
        head = opened.read(_HEAD)
    return not head or (head.startswith(b"<svg ") and b'class="picture findings' in head)


_HEAD = 500
"""In so many bytes a picture has told what it is of."""


def _text(told: Told) -> Iterator[str]:
    from waypost.report.exports.card import FIRST, how, raises

    yield printable(f"{told.framework.title} {told.framework.version}")
    yield ""
    for one in told.card.scores:
        filled = round((one.points or 0) / 100 * _BAR)
        bar = "█" * filled + "░" * (_BAR - filled)
        yield f"{one.aspect.value:<12} {'–' if one.points is None else one.points:>4}  {bar}  {how(one)}"
    if not told.card.mend:
        return
    yield ""
    yield "Mend first:"
    for number, mend in enumerate(told.card.mend[:FIRST], 1):
        yield printable(f"{number:>3}. {mend.findings[0].span}: {raises(mend)}")
        for finding in mend.findings:
            yield textwrap.indent(printable(f"{finding.code} {finding.message}"), " " * 8)
    left = len(told.card.mend) - FIRST
    if left > 0:
        yield f"     and {left} more places; `waypost lint` tells all of them."
