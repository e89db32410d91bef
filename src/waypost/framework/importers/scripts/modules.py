"""One JavaScript or TypeScript file -> the names it gives values to, what it imports, and what it exports."""

from __future__ import annotations

from dataclasses import dataclass, field

from waypost.framework.importers.scripts.syntax import Name, Pairs, Skipped, Text, Value
from waypost.framework.importers.scripts.tokens import Kind, Scanner, Token
from waypost.framework.importers.scripts.values import Parser

DEFAULT = "default"
WHOLE = "*"
"""The name under which an import takes a whole module."""


@dataclass(frozen=True, slots=True)
class Import:
    """A name that comes from another file: which name there (`default`, `*` for all), and the file as written."""

    name: str
    path: str
    line: int


@dataclass(slots=True)
class Module:
    """What one file says. `exports` are names given out and under which name they are here; `passed_on` are other
    files whose names are all given out."""

    file: str
    values: dict[str, Value] = field(default_factory=dict)
    imports: dict[str, Import] = field(default_factory=dict)
    exports: dict[str, str] = field(default_factory=dict)
    passed_on: list[Import] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    comments: int = 0
    enums: set[str] = field(default_factory=set)


def read_module(text: str, *, file: str) -> Module:
    """The file's values by name; raises `Unreadable` for brackets that do not match and for what goes over a cap."""
    parser = Parser(Scanner(file, text))
    module = Module(file, skipped=parser.skipped)
    _Statements(parser, module).read()
    module.notes += [f"{file}: {one}" for one in parser.notes]
    module.comments = len(parser.scan.comments)
    if parser.codes:
        what = ", ".join(f"{says} in line {line}" for line, says in parser.codes[:5])
        more = f" and {len(parser.codes) - 5} more" if len(parser.codes) > 5 else ""
        module.notes.append(f"{file}: code is never run; passed over: {what}{more}.")
    return module


@dataclass(slots=True)
class _Statements:
    """Goes over the statements of one file."""

    parser: Parser
    module: Module
    exported: bool = False

    def read(self) -> None:
        scan = self.parser.scan
        while scan.here:
            self.exported = False
            self._statement(scan.here)

    def _statement(self, start: Token) -> None:
        scan = self.parser.scan
        if start.sign(";", ")", "]", "}", ","):
            scan.take()
        elif start.name("import"):
            scan.take()
            self._import(start)
        elif start.name("export"):
            scan.take()
            self._export(start)
        elif start.name("declare", "abstract"):
            scan.take()
        elif start.name("const", "let", "var"):
            scan.take()
            if scan.here.name("enum"):
                self._enum()
            else:
                self._declared()
        elif start.name("enum"):
            self._enum()
        elif start.name("type", "interface", "opaque", "namespace"):
            scan.take()
            self._pass_declaration(start)
        else:
            self._expression(start)

    def _expression(self, start: Token) -> None:
        """What is no declaration: exports in the older way, and code."""
        if start.name("module", "exports"):
            self._commonjs(start)
            return
        self.parser.scan.take()
        if start.kind is not Kind.TEXT or not start.says.startswith("use "):
            self._lost(start)

    def _lost(self, start: Token) -> None:
        """Code at the top of the file, to its end."""
        if start.kind in {Kind.TEXT, Kind.TEMPLATE} and any(map(str.isalpha, start.says)):
            self.parser.skip(start.line, start.column, start.says)
        if start.sign("{", "[", "("):
            self.parser.close(start)
        self.parser.code(start)

    def _pass_declaration(self, start: Token) -> None:
        """Types say what values may be and are no values: their words are not text."""
        held = len(self.parser.skipped)
        name = self.parser.scan.here.says
        self.parser.code(start, why=f"the {start.says} `{name[:40]}`")
        del self.parser.skipped[held:]

    def _declared(self) -> None:
        """`name: Type = value, ...`, or names taken out of a module: `{ a, b: c } = require("./x")`."""
        scan = self.parser.scan
        while True:
            start = scan.here
            if start.sign("{"):
                names = _pattern(self.parser.pattern())
            else:
                scan.take()
                names = None
                if scan.here.sign("!"):
                    scan.take()
            if scan.here.sign(":"):
                scan.take()
                self.parser.annotation()
            if not scan.here.sign("="):
                self._lost(start)
                return
            scan.take()
            self._assign(start, names)
            if not scan.here.sign(","):
                return
            scan.take()

    def _assign(self, start: Token, names: dict[str, str] | None) -> None:
        required = self._required()
        if required is not None:
            for own, theirs in (names or {start.says: DEFAULT}).items():
                self.module.imports[own] = Import(theirs, required, start.line)
            return
        value = self.parser.value()
        if names is None:
            self.module.values[start.says] = value
            if self.exported:
                self.module.exports[start.says] = start.says

    def _required(self) -> str | None:
        """The path of `require("./x")`, if that is what stands here."""
        scan = self.parser.scan
        if not scan.here.name("require"):
            return None
        scan.take()
        if not scan.here.sign("("):
            return None
        scan.take()
        path = scan.here.says if scan.here.kind is Kind.TEXT else ""
        while scan.here and not scan.here.sign(")", ";"):
            scan.take()
        if scan.here.sign(")"):
            scan.take()
        return path

    def _import(self, start: Token) -> None:
        """`import a, { b as c } from "./x"`; types come along with it and harm nobody."""
        scan, names = self.parser.scan, dict[str, str]()
        if scan.here.sign("(", "."):
            self._lost(start)
            return
        if scan.here.name("type", "typeof"):
            scan.take()
        while scan.here and scan.here.kind is not Kind.TEXT:
            if scan.here.sign("{"):
                names |= self._braces()
            elif scan.here.sign("*"):
                scan.take()
                if scan.here.name("as"):
                    scan.take()
                names[scan.take().says] = WHOLE
            elif scan.here.kind is Kind.NAME and not scan.here.name("from"):
                names[scan.take().says] = DEFAULT
            elif scan.here.first and not scan.here.name("from"):
                return
            else:
                scan.take()
        path = scan.take().says
        for own, theirs in names.items():
            self.module.imports[own] = Import(theirs, path, start.line)

    def _braces(self) -> dict[str, str]:
        """`{ a, b as c }` -> the name here and the name there."""
        scan, names = self.parser.scan, dict[str, str]()
        scan.take()
        while scan.here and not scan.here.sign("}"):
            theirs = scan.take()
            if theirs.name("type") and scan.here.kind is Kind.NAME and not scan.here.name("as"):
                theirs = scan.take()
            own = theirs
            if scan.here.name("as"):
                scan.take()
                own = scan.take()
            if theirs.kind in {Kind.NAME, Kind.TEXT}:
                names[own.says] = theirs.says
        scan.take()
        return names

    def _export(self, start: Token) -> None:
        scan = self.parser.scan
        if scan.here.name("default"):
            scan.take()
            if scan.here.name("function", "class", "async", "abstract"):
                self._lost(scan.take())
                return
            self.module.values[DEFAULT] = self.parser.value()
            self.module.exports[DEFAULT] = DEFAULT
        elif scan.here.sign("*"):
            scan.take()
            own = ""
            if scan.here.name("as"):
                scan.take()
                own = scan.take().says
            if scan.here.name("from"):
                scan.take()
                one = Import(WHOLE, scan.take().says, start.line)
                if own:
                    self.module.imports[own], self.module.exports[own] = one, own
                else:
                    self.module.passed_on.append(one)
        elif scan.here.sign("{"):
            self._export_names(start)
        elif scan.here.sign("="):
            scan.take()
            self._default(self.parser.value())
        else:
            self.exported = True
            self._statement(scan.here)

    def _export_names(self, start: Token) -> None:
        """`export { a as b }`, also out of another file."""
        scan, names = self.parser.scan, self._braces()
        path = None
        if scan.here.name("from"):
            scan.take()
            path = scan.take().says
        for own, theirs in names.items():
            if path is None:
                self.module.exports[own] = theirs
            else:
                self.module.imports[f"{path} {theirs}"] = Import(theirs, path, start.line)
                self.module.exports[own] = f"{path} {theirs}"

    def _enum(self) -> None:
        """`enum Name { A = "a", B }`: each name stands for its text, or for its place."""
        scan = self.parser.scan
        scan.take()
        name = scan.take()
        if not scan.here.sign("{"):
            self._lost(name)
            return
        scan.take()
        pairs: list[tuple[Text | Name, Value]] = []
        while scan.here and not scan.here.sign("}"):
            key = scan.take()
            if key.sign(","):
                continue
            value: Value = Text(key.line, key.column, str(len(pairs)), number=True)
            if scan.here.sign("="):
                scan.take()
                value = self.parser.value()
            pairs.append((Text(key.line, key.column, key.says), value))
        scan.take()
        self.module.values[name.says] = Pairs(name.line, name.column, tuple(pairs))
        self.module.enums.add(name.says)
        if self.exported:
            self.module.exports[name.says] = name.says

    def _commonjs(self, start: Token) -> None:
        """`module.exports = value`, `module.exports.name = value`, `exports.name = value`."""
        scan, parts = self.parser.scan, [self.parser.scan.take().says]
        while scan.here.sign("."):
            scan.take()
            parts.append(scan.take().says)
        if not scan.here.sign("=") or parts[:2] == ["module"]:
            self._lost(start)
            return
        scan.take()
        required = self._required()
        if required is not None:
            self.module.passed_on.append(Import(WHOLE, required, start.line))
            return
        value = self.parser.value()
        if len(parts) == (2 if parts[0] == "module" else 1):
            self._default(value)
        else:
            self.module.values[parts[-1]] = value
            self.module.exports[parts[-1]] = parts[-1]

    def _default(self, value: Value) -> None:
        self.module.values[DEFAULT] = value
        self.module.exports[DEFAULT] = DEFAULT


def _pattern(pattern: Value) -> dict[str, str]:
    names = {}
    if isinstance(pattern, Pairs):
        for pair in pattern.pairs:
            if isinstance(pair, tuple) and isinstance(pair[0], Text) and isinstance(pair[1], Name):
                names[pair[1].parts[0]] = pair[0].says or ""
    return names
