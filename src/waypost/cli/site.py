"""`waypost site`: a framework as pages that any browser opens from a folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path, PurePosixPath

import click

from waypost.cli.documents import read_document

MARKER = ".waypost-site"
_DOCUMENTS = (".yaml", ".yml", ".json")


@click.command()
@click.argument("documents", metavar="PATH...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="The folder to write.")
def site(documents: tuple[Path, ...], *, out: Path) -> None:
    """Write a static site of a framework. Each PATH is one version, or a folder that holds several."""
    from waypost.report.site.building import NoSite, build

    before = _written_before(out)
    versions = [read_document(path) for given in documents for path in _versions(given)]
    try:
        files = build(versions, style=_shared("waypost.css"), icon=_shared("waypost.svg"))
    except NoSite as refusal:
        raise click.UsageError(str(refusal)) from None
    try:
        _write(files, out, before)
    except OSError as error:
        raise click.UsageError(f"{error.filename or out} cannot be written: {error.strerror}.") from None
    pages = sum(name.endswith(".html") for name in files)
    click.echo(f"Wrote {pages} pages to {out}. Open {out / 'index.html'} in a browser.")


def _versions(given: Path) -> Iterator[Path]:
    """The versions that a path names: itself, or every document and framework folder in a folder that is none."""
    if not given.is_dir() or (given / "framework.yaml").exists():
        yield given
        return
    found = [path for path in sorted(given.iterdir()) if _is_version(path)]
    if not found:
        raise click.UsageError(f"{given} holds no framework: no `framework.yaml`, and no files of versions.")
    yield from found


def _is_version(path: Path) -> bool:
    if path.name.startswith("."):
        return False
    return (path / "framework.yaml").exists() if path.is_dir() else path.suffix in _DOCUMENTS


def _shared(name: str) -> str:
    """A file that the application shows too, so that both look alike from one source."""
    return (resources.files("waypost.web.ui") / "static" / "ui" / name).read_text(encoding="utf-8")


def _written_before(out: Path) -> tuple[PurePosixPath, ...]:
    """What a site made here before consists of; refuses a folder that holds anything but a site of ours."""
    marker = out / MARKER
    if marker.is_file() and not marker.is_symlink():
        listed = marker.read_bytes().decode(errors="replace").splitlines()
        return tuple(PurePosixPath(name) for name in listed if "\0" not in name)
    if out.exists() and any(out.iterdir()):
        raise click.UsageError(f"{out} is not empty and is no site of Waypost's. Name a new folder, or empty this one.")
    return ()


def _write(files: Mapping[str, str], out: Path, before: Sequence[PurePosixPath]) -> None:
    """Write every file, remove those of the site before that are no longer among them, and note what there is.

    A link in the folder, which a checked-out repository may bring along, is never followed: what it leads to is not
    this site's. Raises click.UsageError before anything is written.
    """
    for name in (*files, *map(str, before), MARKER):
        _refuse_links(out, PurePosixPath(name))
    for name, text in files.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    for old in before:
        if str(old) not in files and not old.is_absolute() and ".." not in old.parts:
            _remove(out, old)
    (out / MARKER).write_text("".join(f"{name}\n" for name in sorted(files)), encoding="utf-8")


def _refuse_links(out: Path, name: PurePosixPath) -> None:
    for part in (name, *name.parents[:-1]):
        if (out / part).is_symlink():
            raise click.UsageError(
                f"{out / part} is a link. A site is written into folders and files of its own: remove it."
            )


def _remove(out: Path, old: PurePosixPath) -> None:
    """Remove a file, and the folders that are empty without it."""
    (out / old).unlink(missing_ok=True)
    for folder in old.parents[:-1]:
        path = out / folder
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
