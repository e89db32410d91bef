"""JSON, YAML, JavaScript and TypeScript files -> trees, one for each document, with what could not be read of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from waypost.framework.faults import ReadError
from waypost.framework.importers.found import LeftOver, Origin
from waypost.framework.importers.scripts.links import Linker
from waypost.framework.importers.scripts.modules import DEFAULT, Module, read_module
from waypost.framework.importers.scripts.syntax import Code, Items, Name, Spread, Value, values_in
from waypost.framework.importers.scripts.tokens import Scanner, Unreadable
from waypost.framework.importers.scripts.values import Parser
from waypost.framework.importers.sources import Source
from waypost.framework.importers.trees.allowance import Allowance
from waypost.framework.importers.trees.front_matter import below_data, with_front_matter
from waypost.framework.importers.trees.yaml import read_yaml
from waypost.framework.nodes import Node

JSON = frozenset({".json", ".jsonc", ".json5"})
YAML = frozenset({".yaml", ".yml"})
SCRIPT = frozenset({".js", ".mjs", ".cjs", ".jsx", ".ts", ".tsx"})
MAX_SCRIPTS = 2_000_000


@dataclass(frozen=True, slots=True)
class Document:
    """One tree, the file it was in, and that file's path below what was imported."""

    name: str
    path: PurePosixPath
    root: Node


@dataclass(slots=True)
class Documents:
    """All the trees, what came to nothing, what is to be told, and what was wrong."""

    all: list[Document] = field(default_factory=list)
    left_over: list[LeftOver] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    errors: list[ReadError] = field(default_factory=list)
    comments: list[tuple[str, int]] = field(default_factory=list)
    programs: list[ReadError] = field(default_factory=list)
    """Errors in scripts."""


def read_documents(sources: Sequence[Source]) -> Documents:
    """Every file that is JSON, YAML or a script, read as data. Nothing is ever run."""
    documents, allowance = Documents(), Allowance()
    modules: dict[PurePosixPath, Module] = {}
    spent = 0
    documents.left_over += below_data(sources)
    for source in with_front_matter(sources):
        if source.ending not in JSON | YAML | SCRIPT:
            continue
        if source.fault is not None:
            documents.errors.append(source.fault)
            continue
        try:
            if source.ending in SCRIPT:
                spent += len(source.text)
                _refuse_many(source, spent)
            if source.ending in YAML:
                _take_yaml(source, documents, allowance)
            elif source.text.strip():
                modules[source.path] = read_json(source) if source.ending in JSON else _script(source)
        except Unreadable as refused:
            _refuse(refused.error, source, documents)
    if modules and len(documents.errors) == len(documents.programs):
        _link(modules, documents, allowance)
    _settle(documents)
    if any(count for _, count in documents.comments):
        documents.notes.append(_comments_note(documents.comments))
    documents.all.sort(key=lambda one: one.path)
    return documents


def _refuse_many(source: Source, spent: int) -> None:
    """Programs are larger than ladders: what is read of them has an end."""
    if spent > MAX_SCRIPTS:
        told = f"comes after {MAX_SCRIPTS // 1_000_000} MB of scripts"
        raise Unreadable(ReadError(source.name, 1, 1, "", told, "Import only the files that hold the ladder."))


def _refuse(error: ReadError, source: Source, documents: Documents) -> None:
    """An error; but a script that cannot be read is most likely a program, and is left over."""
    documents.errors.append(error)
    if source.ending in SCRIPT:
        documents.programs.append(error)


def _settle(documents: Documents) -> None:
    """Where other files held something, scripts that could not be read are left over instead of refused."""
    if documents.all and len(documents.errors) == len(documents.programs):
        documents.errors.clear()
        for one in documents.programs:
            why = f"was not read: it {one.message}"
            documents.left_over.append(
                LeftOver(PurePosixPath(one.file).name, Origin(one.file, one.line, one.column), why)
            )


def _take_yaml(source: Source, documents: Documents, allowance: Allowance) -> None:
    trees = read_yaml(source.text, file=source.name, allowance=allowance)
    documents.all += [Document(source.name, source.path, root) for root in trees.roots]
    documents.comments.append((source.name, len(trees.comments)))


def _script(source: Source) -> Module:
    return read_module(source.text, file=source.name)


def _link(modules: dict[PurePosixPath, Module], documents: Documents, allowance: Allowance) -> None:
    linker = Linker(modules, allowance)
    try:
        trees = linker.trees()
    except Unreadable as refused:
        documents.errors.append(refused.error)
        return
    documents.all += [Document(modules[path].file, path, root) for path, root in trees.items()]
    lost = [(module.file, one) for module in modules.values() for one in module.skipped] + linker.lost
    documents.left_over += [LeftOver(one.says, Origin(file, one.line, one.column), one.why) for file, one in lost]
    documents.notes += [note for module in modules.values() for note in module.notes] + linker.notes
    documents.comments += [(module.file, module.comments) for module in modules.values()]


def read_json(source: Source) -> Module:
    """One JSON file as a module that exports it. Comments and commas at the end are taken; anything else is refused."""
    parser = Parser(Scanner(source.name, source.text.removeprefix("\ufeff")), strict=True)
    values = [parser.literal()]
    while parser.scan.here.sign("{", "[") and parser.scan.here.first:
        values.append(parser.literal())
    if parser.scan.here:
        raise parser.scan.error("goes on after its end", "A file holds one value, or one on each line.")
    first = values[0]
    value = first if len(values) == 1 else Items(first.line, first.column, tuple(values))
    _refuse_code(value, parser)
    module = Module(source.name, values={DEFAULT: value}, exports={DEFAULT: DEFAULT})
    module.comments = len(parser.scan.comments)
    return module


def _refuse_code(value: Value, parser: Parser) -> None:
    for one in values_in(value):
        if isinstance(one, (Name, Spread, Code)):
            says = one.parts[0] if isinstance(one, Name) else "..."
            told = f"`{says[:40]}` is not JSON"
            raise Unreadable(ReadError(parser.scan.file, one.line, one.column, "", told, "Put text in double quotes."))


def _comments_note(comments: list[tuple[str, int]]) -> str:
    """That comments were not read, and where there are some."""
    told = [f"{PurePosixPath(file).name} ({count})" for file, count in comments if count]
    more = f" and {len(told) - 6} more files" if len(told) > 6 else ""
    return f"Comments are no part of the data and were passed by: {', '.join(told[:6])}{more}."
