"""Modules -> trees with every name put in its place: from the same file, or from one of the files that were given.

A file that was not given is never looked for. A member of something unknown (`Category.CRAFT`) stands for its own
last name, as an id would; an unknown name alone is text that was not found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from waypost.framework.faults import ReadError
from waypost.framework.importers.scripts.modules import DEFAULT, WHOLE, Import, Module
from waypost.framework.importers.scripts.syntax import Code, Items, Name, Pairs, Skipped, Spread, Text, Value
from waypost.framework.importers.scripts.tokens import Unreadable
from waypost.framework.importers.trees.allowance import MAX_DEPTH, Allowance, Block, Weight, weigh
from waypost.framework.nodes import Node

MAX_LINKS = 40
_ENDINGS = ("", ".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".json")


@dataclass(slots=True)
class Linker:
    """Puts names in their places, for modules by their paths. `lost` is text that came to nothing."""

    modules: Mapping[PurePosixPath, Module]
    allowance: Allowance
    lost: list[tuple[str, Skipped]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    used: set[tuple[PurePosixPath, str]] = field(default_factory=set)
    _made: dict[tuple[PurePosixPath, str], Node | None] = field(default_factory=dict)
    _weights: dict[tuple[PurePosixPath, str], Weight] = field(default_factory=dict)
    _busy: list[tuple[PurePosixPath, str]] = field(default_factory=list)
    _depth: int = 0

    def trees(self) -> dict[PurePosixPath, Node]:
        """For each file what it says that no other value takes up: its default export, or all its names."""
        made = {
            (path, name): self._value_of(path, name) for path, module in self.modules.items() for name in module.values
        }
        trees = {}
        for path, module in self.modules.items():
            names = [
                one
                for one in module.values
                if (path, one) not in self.used and made[path, one] is not None and one not in module.enums
            ]
            if names == [DEFAULT]:
                node = made[path, DEFAULT]
                assert node is not None  # noqa: S101 - it was just asked for
                trees[path] = node
            elif names:
                first = made[path, names[0]]
                assert first is not None  # noqa: S101 - as above
                entries = {one: (_name_node(node, one), node) for one in names if (node := made[path, one]) is not None}
                trees[path] = Node(module.file, first.line, 1, entries)
        return trees

    def _value_of(self, path: PurePosixPath, name: str) -> Node | None:
        place = (path, name)
        module = self.modules[path]
        if place not in self._made:
            if place in self._busy or len(self._busy) > MAX_LINKS:
                told = f"`{name}` is made of itself, or of too many others"
                raise Unreadable(ReadError(module.file, 1, 1, "", told, "Write the values out."))
            self._busy.append(place)
            self._made[place] = self._node(path, module.values[name])
            self._busy.pop()
            made = self._made[place]
            self._weights[place] = weigh(made) if made is not None else Weight(0, 0, 0)
        return self._made[place]

    def _node(self, path: PurePosixPath, value: Value) -> Node | None:
        """The value as a node; None for code and for names that lead nowhere."""
        file = self.modules[path].file
        if self._depth > 2 * MAX_DEPTH:
            told = "is nested too deep, through the names of other values"
            raise Unreadable(ReadError(file, value.line, value.column, "", told, "Write the values out."))
        self._depth += 1
        try:
            return self._made_of(path, file, value)
        finally:
            self._depth -= 1

    def _made_of(self, path: PurePosixPath, file: str, value: Value) -> Node | None:
        if isinstance(value, Code):
            return None
        if isinstance(value, Name):
            return self._named(path, value)
        self.allowance.spend(1, 0, file=file, line=value.line, column=value.column)
        if isinstance(value, Text):
            says = value.says or ""
            self.allowance.spend(0, len(says), file=file, line=value.line, column=value.column)
            kind = Block if "\n" in says else Node
            return kind(file, value.line, value.column, value.says, value.number)
        if isinstance(value, Items):
            return Node(file, value.line, value.column, list(self._items(path, value)), True)
        return Node(file, value.line, value.column, self._entries(path, value), True)

    def _items(self, path: PurePosixPath, value: Items) -> list[Node]:
        items: list[Node] = []
        for one in value.items:
            node = self._node(path, one.of if isinstance(one, Spread) else one)
            if node is None:
                continue
            if not isinstance(one, Spread):
                items.append(node)
            elif isinstance(node.value, list):
                items.extend(node.value)
            else:
                self._tell(path, one.line, one.column, "...", "is spread into a list and is none")
        return items

    def _entries(self, path: PurePosixPath, value: Pairs) -> dict[str, tuple[Node, Node]]:
        file = self.modules[path].file
        entries: dict[str, tuple[Node, Node]] = {}
        for pair in value.pairs:
            if isinstance(pair, Spread):
                node = self._node(path, pair.of)
                if node is not None and isinstance(node.value, dict):
                    for name, entry in node.value.items():
                        self._enter(path, entries, name, entry)
                elif node is not None:
                    self._tell(path, pair.line, pair.column, "...", "is spread into an object and is none")
                continue
            key = pair[0] if isinstance(pair[0], Text) else self._named(path, pair[0])
            node = self._node(path, pair[1])
            says = key.says if isinstance(key, Text) else key.value if isinstance(key, Node) else None
            if not isinstance(says, str):
                self._tell(path, pair[0].line, pair[0].column, "[...]", "is a name that is not known")
                says = ""
            if node is not None:
                self.allowance.spend(1, len(says), file=file, line=pair[0].line, column=pair[0].column)
                self._enter(path, entries, says, (Node(file, pair[0].line, pair[0].column, says), node))
        return entries

    def _enter(
        self, path: PurePosixPath, entries: dict[str, tuple[Node, Node]], name: str, entry: tuple[Node, Node]
    ) -> None:
        """The later of two equal names holds, as in the language; the texts of the first are lost and told."""
        if name in entries:
            waiting = [entries.pop(name)[1]]
            while waiting:
                node = waiting.pop()
                if isinstance(node.value, dict):
                    waiting += [one for _, one in node.value.values()]
                elif isinstance(node.value, list):
                    waiting += node.value
                elif node.value:
                    why = f"stands under `{name}`, which is there again in line {entry[0].line}"
                    self.lost.append((node.file, Skipped(node.line, node.column, node.value, why)))
        entries[name] = entry

    def _named(self, path: PurePosixPath, name: Name) -> Node | None:
        file = self.modules[path].file
        found = self._find(path, name.parts[0])
        rest = name.parts[1:]
        if isinstance(found, PurePosixPath):
            if not rest:
                return self._whole(path, found, name)
            found = self._exported(found, rest[0])
            rest = rest[1:]
        if found is not None:
            node = self._value_of(*found)
            for part in rest:
                node = _member(node, part)
            if node is not None:
                if not rest:
                    self.used.add(found)
                weight = self._weights[found] if not rest else weigh(node)
                self.allowance.spend_again(weight, self._depth, file=file, line=name.line, column=name.column)
                return node
        if len(name.parts) > 1 and name.parts[-1][:1].isalpha():
            return Node(file, name.line, name.column, name.parts[-1])
        self._tell(path, name.line, name.column, ".".join(name.parts), self._why(path, name.parts[0]))
        return None

    def _why(self, path: PurePosixPath, name: str) -> str:
        one = self.modules[path].imports.get(name)
        if one is None:
            return "is a name that this file gives no value to"
        return f"comes from `{one.path}`, which is not among the files that were given"

    def _find(self, path: PurePosixPath, name: str) -> tuple[PurePosixPath, str] | PurePosixPath | None:
        """Where the value of a name stands, or the module (or folder) that it stands for."""
        module = self.modules[path]
        if name in module.values:
            return path, name
        one = module.imports.get(name)
        return None if one is None else self._imported(path, one)

    def _imported(self, path: PurePosixPath, one: Import) -> tuple[PurePosixPath, str] | PurePosixPath | None:
        target = self._target(path, one.path)
        if target is None:
            return None
        if target not in self.modules or one.name == WHOLE:
            return target
        return self._exported(target, one.name) or (target if one.name == DEFAULT else None)

    def _exported(self, path: PurePosixPath, name: str, depth: int = 0) -> tuple[PurePosixPath, str] | None:
        module = self.modules.get(path)
        if module is None or depth > MAX_LINKS:
            return None
        own = module.exports.get(name)
        if own is not None:
            found = self._find(path, own)
            return found if isinstance(found, tuple) else None
        for one in module.passed_on:
            target = self._target(path, one.path)
            found = self._exported(target, name, depth + 1) if target is not None else None
            if found is not None:
                return found
        return None

    def _target(self, path: PurePosixPath, written: str) -> PurePosixPath | None:
        """The given file that an import means; a folder without an index, if files of it were given."""
        if not written.startswith("."):
            return None
        parts = list(path.parent.parts)
        for part in written.split("/"):
            if part == "..":
                if not parts:
                    return None
                parts.pop()
            elif part not in {"", "."}:
                parts.append(part)
        meant = PurePosixPath(*parts)
        stem = meant.with_suffix("") if meant.suffix in {".js", ".mjs", ".cjs"} else meant
        for base in (meant, stem, meant / "index"):
            for ending in _ENDINGS:
                if (one := base.with_name(base.name + ending) if base.name else base) in self.modules:
                    return one
        return meant if any(meant in one.parents for one in self.modules) and parts else None

    def _whole(self, origin: PurePosixPath, path: PurePosixPath, name: Name) -> Node | None:
        """A whole module as a mapping of its names; of a folder without an index, all its files together."""
        if path in self.modules:
            pairs = [(one, self._exported(path, one)) for one in self.modules[path].exports]
        else:
            inside = [one for one in self.modules if path in one.parents]
            pairs = [(one.stem, self._exported(one, DEFAULT)) for one in inside]
            told = f"`{path}` has no index among the files; all of its {len(inside)} files are taken together."
            if told not in self.notes:
                self.notes.append(told)
        nodes = [(own, self._value_of(*place), place) for own, place in pairs if place is not None]
        entries: dict[str, tuple[Node, Node]] = {}
        for own, node, place in nodes:
            if node is None:
                continue
            self.used.add(place)
            file = self.modules[origin].file
            self.allowance.spend_again(self._weights[place], self._depth, file=file, line=name.line, column=name.column)
            if path not in self.modules and isinstance(node.value, dict):
                for key, entry in node.value.items():
                    self._enter(path, entries, key if key not in entries else f"{own}.{key}", entry)
            else:
                entries[own] = (_name_node(node, own), node)
        first = next(iter(entries.values()), None)
        return None if first is None else Node(first[1].file, first[1].line, first[1].column, entries)

    def _tell(self, path: PurePosixPath, line: int, column: int, says: str, why: str) -> None:
        self.lost.append((self.modules[path].file, Skipped(line, column, says, why)))


def _name_node(node: Node, name: str) -> Node:
    return Node(node.file, node.line, node.column, name)


def _member(node: Node | None, part: str) -> Node | None:
    if node is not None and isinstance(node.value, dict) and part in node.value:
        return node.value[part][1]
    return None
