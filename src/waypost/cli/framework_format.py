"""`waypost fmt`: framework files in their one form, with every comment kept.

Exit codes: 0 when all is well; 1 when a document has errors (it is left alone) or, with `--check` or `--diff`, when a
file is not in its form; 2 when the command was used wrongly.
"""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import click

from waypost.cli.documents import DOCUMENT_HAS_ERRORS, tell
from waypost.cli.whole_files import write_whole

NOT_IN_FORM = 1


@click.command()
@click.argument(
    "documents",
    metavar="FILE_OR_FOLDER...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
)
@click.option("--check", is_flag=True, help="Write nothing; name the files that are not in their form.")
@click.option("--diff", "differences", is_flag=True, help="Write nothing; show what would change.")
def fmt(documents: tuple[Path, ...], *, check: bool, differences: bool) -> None:
    """Put framework files in their one form: the order of sections, quotes, widths. Comments stay where they are."""
    status = 0
    for document in documents:
        texts = _formatted(document)
        if texts is None:
            status = DOCUMENT_HAS_ERRORS
            continue
        for path, old, new in texts:
            if old == new.encode():
                continue
            if differences:
                click.echo("".join(_unified(path, old, new)), nl=False)
            else:
                click.echo(f"{'Would format' if check else 'Formatted'} {path}")
            if check or differences:
                status = NOT_IN_FORM
            else:
                _replace(path, new)
    raise SystemExit(status)


def _formatted(document: Path) -> list[tuple[Path, bytes, str]] | None:
    """Each file of a framework as it is and as it should be; None when it has errors, which are told."""
    from waypost.framework.files import framework_files
    from waypost.framework.formatting import format_files

    files, errors = framework_files(document)
    if not errors:
        result = format_files(files)
        errors = result.errors
    if errors:
        tell(errors)
        return None
    return [(Path(name), files[name], text) for name, text in result.files]


def _unified(path: Path, old: bytes, new: str) -> list[str]:
    before = old.decode("utf-8-sig").splitlines(keepends=True)
    return list(unified_diff(before, new.splitlines(keepends=True), f"{path} (as it is)", f"{path} (in its form)"))


def _replace(path: Path, text: str) -> None:
    try:
        write_whole(path, text.encode())
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written: {error.strerror}.") from None
