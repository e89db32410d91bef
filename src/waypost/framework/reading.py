"""A framework file, folder or text -> one immutable value, or everything that is wrong with it.

How the files of a folder come together, and the caps they keep to, is said in `files.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, cast

from waypost.framework.faults import Fault, FaultKind, ReadError
from waypost.framework.files import EXPECTATIONS, MAIN, MAX_ALL_BYTES, MAX_FILES, about_file, framework_files
from waypost.framework.nodes import MAX_NODES, Composed, Node, compose, written
from waypost.framework.plain import plain_framework
from waypost.framework.plain_words import Unfit
from waypost.framework.references import faults
from waypost.framework.written import Written, joined

if TYPE_CHECKING:
    from waypost.framework.schema import Framework

MAX_ERRORS = 100


@dataclass(frozen=True, slots=True)
class Reading:
    """The framework, or None and what stands in its way, in the order of files and lines.

    Of a framework that was read `document` is what was said, as text, lists and mappings, and `places` knows where.
    """

    framework: Framework | None
    errors: tuple[ReadError, ...] = ()
    document: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    places: Written | Node | None = field(default=None, compare=False, repr=False)


def read_framework(source: str | FilePath | Mapping[str, bytes]) -> Reading:
    """Read a file, a folder, or files already in memory by their path (`framework.yaml`, `expectations/...`).

    Nothing is raised for what is wrong with the document or its files: every complaint, up to 100, is in the result.
    """
    if isinstance(source, Mapping):
        return _read_files(source)
    files, errors = framework_files(FilePath(source))
    return Reading(None, errors) if errors else _read_files(files)


def read_text(text: str, *, name: str = MAIN) -> Reading:
    """Read one document from its text; `name` is what errors call it."""
    return _read_files({name: text.encode("utf-8", "surrogatepass")})


def read_node(root: Node) -> Reading:
    """Read a document that was put together from nodes, each with the place it came from."""
    document = root.plain()
    framework, errors = _check(document, root)
    return _told(errors) if errors else Reading(framework, (), document, root)


def read_quickly(files: Mapping[str, bytes]) -> Reading:
    """The same as `read_framework` for who only looks: the framework has all values and lookups, and is no value of the
    schema, which is not built where nothing is wrong."""
    return _read_files(files, quickly=True)


def _read_files(files: Mapping[str, bytes], *, quickly: bool = False) -> Reading:
    """Put the files together and check the whole: by their lines, or with every place where that is not enough."""
    refusal = _too_much(files)
    if refusal is not None:
        return Reading(None, (refusal,))
    return _from_lines(files, quickly=quickly) or _from_nodes(files, quickly=quickly)


def _from_lines(files: Mapping[str, bytes], *, quickly: bool) -> Reading | None:
    """The framework of files that are written in blocks, if nothing is wrong: few places are asked for then."""
    found: dict[str, Written] = {}
    left = MAX_NODES
    for name, data in files.items():
        one = written(data, file=name, allowed=left)
        if one is None:
            return None
        found[name] = one
        left -= one.count
    whole = joined(found, main=_main(files))
    framework = _sound(whole.values, quickly=quickly) if whole is not None else None
    return Reading(framework, (), whole.values, whole) if whole is not None and framework is not None else None


def _from_nodes(files: Mapping[str, bytes], *, quickly: bool) -> Reading:
    """Compose every file, put them together, and check the whole: whatever is wrong is told at its place."""
    parts = dict(_composed(files))
    errors = [error for part in parts.values() for error in (*part.errors, *part.doubtful)]
    main = _main(files)
    root = parts[main].root if main in parts else None
    if root is None:
        return _told(errors or [about_file(main, "is empty", "Begin with `waypost: 1`.")])
    if any(part.root is None and part.errors for part in parts.values()):
        return _told(errors)
    errors.extend(_join(root, main, {name: part.root for name, part in parts.items() if name != main}))
    document = root.plain()
    framework = _sound(document, quickly=True) if quickly and not errors and isinstance(document, dict) else None
    if framework is not None:
        return Reading(framework, (), document, root)
    reading = read_node(root)
    return _told([*errors, *reading.errors]) if errors else reading


def _main(files: Mapping[str, bytes]) -> str:
    """The name of the file that the others belong to."""
    return next((name for name in files if FilePath(name).name == MAIN), next(iter(files), MAIN))


def _too_much(files: Mapping[str, bytes]) -> ReadError | None:
    name = next(iter(files), MAIN)
    if len(files) > MAX_FILES:
        return about_file(name, f"there are more than {MAX_FILES} files", "One per criterion is enough.")
    if sum(map(len, files.values())) > MAX_ALL_BYTES:
        return about_file(name, f"the files hold more than {MAX_ALL_BYTES // 1_000_000} MB", "Leave files out.")
    return None


def _composed(files: Mapping[str, bytes]) -> Iterator[tuple[str, Composed]]:
    """Each file composed, until it is too much: together they may hold no more nodes than one alone."""
    left, wrong = MAX_NODES, 0
    for name, data in files.items():
        part = compose(data, file=name, allowed=left)
        left -= part.count
        wrong += len(part.errors)
        yield name, part
        if left < 0 or wrong > MAX_ERRORS:
            return


def _join(root: Node, main: str, rows: Mapping[str, Node | None]) -> Iterator[ReadError]:
    """Enter each criterion's file under `expectations`, where its nodes keep their own file and line."""
    if not rows or not isinstance(root.value, dict):
        return
    here = Node(main, root.line, root.column, {})
    _, expectations = root.value.setdefault(EXPECTATIONS, (here, here))
    if expectations.value is None:
        expectations.value = {}
    held = expectations.value
    for file, row in rows.items():
        criterion = FilePath(file).stem
        name = Node(file, 1, 1, criterion)
        if row is None or not isinstance(held, dict):
            continue
        if criterion in held:
            first = held[criterion][0]
            hint = f"They are in {first.file} line {first.line} too; keep one of the two."
            message = f"the expectations of `{criterion}` are written twice"
            yield ReadError(file, 1, 1, "", message, hint, FaultKind.NAME)
        else:
            held[criterion] = (name, row)


def _check(document: Any, root: Node) -> tuple[Framework | None, list[ReadError]]:
    """The schema's verdict on the document, then that of every check between its parts."""
    framework, found = _validate(document, root)
    if isinstance(document, dict):
        found.extend(islice(faults(document), MAX_ERRORS + 1))
    return framework, [root.error(fault) for fault in found]


def _sound(document: Any, *, quickly: bool) -> Framework | None:
    """The framework of a document with which nothing is wrong; None where something is, which is told elsewhere."""
    if next(faults(document), None) is not None:
        return None
    return (_unchecked(document) if quickly else None) or _validated(document)


def _unchecked(document: Any) -> Framework | None:
    """The framework without the schema; None where anything is not sure to be as it should."""
    try:
        return cast("Framework", plain_framework(document, cache(lambda: _validated(document))))
    except Unfit:
        return None


def _validated(document: Any) -> Framework | None:
    """The framework as the schema reads it; None where it finds something wrong."""
    from pydantic import ValidationError

    from waypost.framework.schema import Framework

    try:
        return Framework.model_validate(document, by_alias=True, by_name=False)
    except ValidationError:
        return None


def _validate(document: Any, root: Node) -> tuple[Framework | None, list[Fault]]:
    """The same, or everything that is wrong, at its place."""
    from pydantic import ValidationError

    from waypost.framework.schema import Framework

    try:
        return Framework.model_validate(document, by_alias=True, by_name=False), []
    except ValidationError as error:
        from waypost.framework.wording import fault

        found = error.errors(include_url=False, include_input=False)
        mine = (one for one in found if one["type"] != "evidence_part")
        return None, [fault(one, root) for one in islice(mine, MAX_ERRORS + 1)]


def _told(errors: Iterable[ReadError]) -> Reading:
    """No framework; the errors in reading order, each once, and no more than a person can use."""
    told = sorted(set(errors))
    if len(told) > MAX_ERRORS:
        last = told[MAX_ERRORS - 1]
        more = ReadError(last.file, last.line, last.column, "", "there are more errors", "Mend these first.")
        told = [*told[:MAX_ERRORS], more]
    return Reading(None, tuple(told))
