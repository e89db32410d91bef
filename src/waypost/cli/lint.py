"""`waypost lint`: what is wrong with ladders, at its place, with what to do.

Exit codes: 0 when nothing was found, 1 when something was, 2 when the linter could not be run as asked or no file could
be read. Findings go to standard output; what is said about the run itself goes to standard error.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

import click

from waypost.cli.lint_log import no_commands, say
from waypost.cli.lint_run import CannotRun, Found, Run, Wish
from waypost.framework.faults import printable
from waypost.lint.collecting import Target, capped_bytes, plain_bytes, target
from waypost.lint.findings import Finding
from waypost.lint.formats import FORMATS, told
from waypost.lint.formats.report import Report
from waypost.lint.plugins import PluginError

CLEAN, FINDINGS, CANNOT_RUN = 0, 1, 2
_READ_BY_PEOPLE = frozenset({"text", "concise"})
_LARGEST_BASELINE = 50_000_000
_STYLES = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow"},
    "info": {"fg": "blue"},
    "code": {"bold": True},
    "place": {"bold": True},
    "dim": {"dim": True},
}


def _codes(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Codes, separated by commas or said one by one."""
    return tuple(code.strip() for text in given for code in text.split(",") if code.strip())


_path = click.Path(path_type=Path)
_codes_option = {"multiple": True, "metavar": "CODES", "callback": _codes}


@click.command("lint")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=_path)
@click.option("--select", help="Only rules whose code begins so: VAG,DUP301.", **_codes_option)  # type: ignore[arg-type]
@click.option("--ignore", help="Not the rules whose code begins so.", **_codes_option)  # type: ignore[arg-type]
@click.option("--preview", is_flag=True, help="Rules too that are not sure enough yet.")
@click.option("--fix", is_flag=True, help="Mend what can be mended without a change of meaning.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: make suggested fixes too.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--statistics", is_flag=True, help="How often each rule found something, in place of the findings.")
@click.option("--exit-zero", is_flag=True, help="End with 0 whatever is found.")
@click.option("--watch", is_flag=True, help="Lint again whenever a file changes; stop with Ctrl-C.")
@click.option("--baseline", type=_path, help="Tell only findings that are not in this file.")
@click.option(
    "--write-baseline",
    type=_path,
    is_flag=False,
    flag_value="waypost-baseline.json",
    help="Write all findings to a file (waypost-baseline.json unless said), for --baseline.",
)
@click.option("--config", type=_path, help="This configuration, and not the nearest.")
@click.option(
    "--before",
    default="",
    metavar="PATH|REVISION",
    help="The version before, for MNT002: a file, a folder, or a revision of git. Without it the last commit.",
)
@click.option("--no-cache", is_flag=True, help="Look at everything, changed or not.")
def lint(
    paths: tuple[Path, ...],
    *,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    preview: bool,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    form: str,
    statistics: bool,
    exit_zero: bool,
    watch: bool,
    baseline: Path | None,
    write_baseline: Path | None,
    config: Path | None,
    before: str,
    no_cache: bool,
) -> None:
    """Say what is wrong with ladders: frameworks of Waypost, and Markdown, YAML, JSON, CSV or HTML as it is.

    A folder is a framework, or holds many: each file that is a ladder is linted. What a finding means: `waypost rule`.
    """
    today = datetime.now().astimezone().date()
    wish = Wish(paths, select, ignore, preview, config, cached=not no_cache, today=today, before=before)

    def once() -> int:
        return _once(wish, form, baseline, write_baseline, statistics=statistics)

    collect_seldom()
    try:
        if fix or diff:
            from waypost.cli.lint_fix import show, write

            ended = (show if diff else write)(wish, unsafe=unsafe_fixes)
            code = ended if diff else once()
        elif watch:
            from waypost.cli.lint_watch import watched

            code = watched(paths, lambda: _told(once), beside=lambda: _beside(wish, baseline))
        else:
            code = once()
    except (CannotRun, PluginError) as refusal:
        _refuse(refusal)
        code = CANNOT_RUN
    raise SystemExit(CLEAN if exit_zero and code == FINDINGS else code)


def collect_seldom() -> None:
    """Have the collector look after fifty thousand new values, not seven hundred: what is read and found holds no
    circles, and looking for them costs a tenth of the time."""
    gc.set_threshold(50_000, 20, 20)


def _refuse(refusal: CannotRun | PluginError) -> None:
    if isinstance(refusal, PluginError):
        say(str(refusal))
        return
    for error in refusal.errors:
        say(str(error))
        if error.hint:
            say(f"    {error.hint}")


def _told(once: Callable[[], int]) -> int:
    """What cannot be run now is told, and may be mended while somebody watches."""
    try:
        return once()
    except (CannotRun, PluginError) as refusal:
        _refuse(refusal)
    except click.UsageError as refusal:
        say(refusal.format_message())
    return CANNOT_RUN


def _beside(wish: Wish, baseline: Path | None) -> Iterator[Path]:
    """The files that decide too what is found: configurations, where they take words from, and baselines."""
    run = Run(wish)
    held = (target(path) for path in wish.paths)
    targets = (one for some in held for one in ([some] if isinstance(some, Target) else some))
    for file in dict.fromkeys(run.file_for(one.path) for one in targets):
        if file is not None:
            yield file
            with suppress(CannotRun, PluginError):  # told when the linter runs
                configuration = run.configuration(file)
                yield from configuration.read_from
                yield from () if configuration.baseline is None else (configuration.baseline,)
    if baseline is not None:
        yield baseline


def _once(wish: Wish, form: str, baseline: Path | None, write_baseline: Path | None, *, statistics: bool) -> int:
    """Lint and tell; the exit code."""
    if write_baseline is not None:
        _lose_nothing(write_baseline)
    run = Run(wish)
    found = run.found()
    if write_baseline is not None and found.linted:
        return _keep(found, write_baseline)
    known = baseline or run.baseline
    if known is not None and write_baseline is None:
        found = replace(found, findings=_new(found.findings, known, named=baseline is not None))
    report = Report(found.findings, tuple(str(one.path) for one in found.targets), lines_of, _styled(), _columns())
    text = _statistics(report) if statistics else told(report, form)
    if text:
        click.echo(no_commands(text) if form in _READ_BY_PEOPLE else text)
    if not found.linted:
        if write_baseline is not None:
            say(f"Nothing could be linted, so nothing is kept in {write_baseline}.")
        return CANNOT_RUN
    return FINDINGS if found.findings else CLEAN


def _statistics(report: Report) -> str:
    from waypost.lint.formats.statistics import statistics

    return statistics(report)


def _lose_nothing(file: Path) -> None:
    """A ladder named right behind --write-baseline is taken for its file, and is not written over."""
    from waypost.lint.baseline import is_baseline

    try:
        kept = file.read_bytes().decode("utf-8", "replace") if file.is_file() else ""
    except OSError as error:
        raise _cannot(f"{file} cannot be opened: {error.strerror}.") from None
    if not is_baseline(kept):
        hint = "Name the paths first and --write-baseline last, or say --write-baseline=FILE"
        raise _cannot(f"{file} is no baseline, and is left as it is. {hint}.")


def _keep(found: Found, file: Path) -> int:
    from waypost.lint.baseline import write_baseline

    try:
        file.write_text(write_baseline(found.findings), encoding="utf-8")
    except OSError as error:
        raise _cannot(f"{file} cannot be written: {error.strerror}.") from None
    kept = f"{len(found.findings)} findings are in {file}. With --baseline {file} only new ones are told."
    click.echo(no_commands(printable(kept)))
    return CLEAN


def _new(findings: Sequence[Finding], file: Path, *, named: bool) -> tuple[Finding, ...]:
    """The findings that the baseline does not know; what it knows and is gone is told. `named`: by who called, who may
    have it come out of a pipe."""
    from waypost.lint.baseline import BaselineError, new_findings, read_baseline

    try:
        known = read_baseline((capped_bytes if named else plain_bytes)(file, most=_LARGEST_BASELINE).decode("utf-8"))
    except OSError as error:
        raise _cannot(f"{file} cannot be opened: {error.strerror}.") from None
    except (UnicodeDecodeError, BaselineError) as error:
        raise _cannot(f"{file} is no baseline: {error}.") from None
    new, stale = new_findings(findings, known)
    for about in stale:
        say(f"{file}: no longer found: {about}")
    if stale:
        say(f"Write the baseline again with --write-baseline {file}.")
    return new


def _cannot(sentence: str) -> click.UsageError:
    return click.UsageError(no_commands(printable(sentence)))


@cache
def lines_of(file: str) -> Sequence[str]:
    """The lines of a file as they are counted; none of what is not text."""
    from waypost.lint.places import text_of

    try:
        return text_of(Path(file).read_bytes()).split("\n")
    except (OSError, ValueError):
        return ()


def _columns() -> int | None:
    """How wide the terminal is; None where there is none."""
    if not sys.stdout.isatty():
        return None
    import shutil  # not where a build or a program reads

    return shutil.get_terminal_size().columns


def _styled() -> Callable[[str, str], str]:
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return lambda text, style: text
    return lambda text, style: click.style(text, **_STYLES[style])  # type: ignore[arg-type]
