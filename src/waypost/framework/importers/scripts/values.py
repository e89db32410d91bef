"""Literals in JavaScript, TypeScript and JSON -> values that may still name others. Nothing is ever run.

What is not a literal - a call, a function, JSX - is passed over; the strings in it are kept as text that was skipped.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from waypost.framework.importers.scripts.syntax import Code, Items, Name, Pairs, Skipped, Spread, Text, Value, values_in
from waypost.framework.importers.scripts.tokens import Kind, Scanner, Token

MAX_DEPTH = 60
MAX_VALUES = 40_000
_OPENING, _CLOSING = {"{": "}", "[": "]", "(": ")"}, {"}", "]", ")"}
_CODE_WORDS = {"function", "async", "class", "new", "await", "typeof", "void", "delete", "yield", "import"}
_STATEMENTS = {
    "export", "import", "const", "let", "var", "function", "class", "type", "interface", "enum", "module", "exports",
    "declare", "async", "if", "for", "while", "return", "throw", "try", "switch", "opaque", "abstract", "namespace",
}  # fmt: skip


@dataclass(slots=True)
class Parser:
    """Reads values off a scanner; what it passes over is in `skipped`, what it wants told in `notes`."""

    scan: Scanner
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    codes: list[tuple[int, str]] = field(default_factory=list)
    strict: bool = False
    """Whether code is refused where it begins, and not passed over."""
    _values: int = 0

    def value(self, depth: int = 0) -> Value:
        """The value at hand up to what ends it; `Code` if it would have to be run."""
        scan = self.scan
        if depth > MAX_DEPTH:
            raise scan.error(f"is nested more than {MAX_DEPTH} deep", "A ladder needs no more than ten.")
        self._values += 1
        if self._values > MAX_VALUES:
            raise scan.error(f"holds more than {MAX_VALUES:,} values", "A ladder this large is rarely meant.")
        start = scan.here
        found = self._primary(start, depth)
        if found is not None:
            found = self._after(found, depth)
        if found is not None and self._ends():
            return found
        if found is not None:
            if self.strict:
                raise scan.error("is not expected here", "Write a comma before it, or take it out.")
            self._lose(found)
        return self.code(start)

    def _primary(self, start: Token, depth: int) -> Value | None:
        scan = self.scan
        if start.kind in {Kind.TEXT, Kind.TEMPLATE}:
            scan.take()
            if start.code:
                self.notes.append(f"line {start.line}: `${{...}}` in a template string stays as it is written")
            return Text(start.line, start.column, start.says)
        if start.kind is Kind.NUMBER or start.sign("-", "+"):
            return self._number(start)
        if start.kind is Kind.NAME and start.says not in _CODE_WORDS:
            return self._named(start, depth)
        return self._bracketed(start, depth)

    def _bracketed(self, start: Token, depth: int) -> Value | None:
        if start.sign("{"):
            return self._pairs(start, depth)
        if start.sign("["):
            return self._items(start, depth)
        if start.sign("<"):
            return self._asserted(depth)
        if start.sign("("):
            return self._round(depth)
        return None

    def _round(self, depth: int) -> Value | None:
        """The value in round brackets, if there is one and nothing else."""
        scan = self.scan
        scan.take()
        inner = self.value(depth + 1)
        if scan.here.sign(")") and not isinstance(inner, Code):
            scan.take()
            return inner
        self._lose(inner)
        self._to_closing([")"])
        return None

    def _asserted(self, depth: int) -> Value | None:
        """`<Type>{...}`: the value without its type. (What begins like that and goes on is JSX, and code.)"""
        scan = self.scan
        scan.take()
        if scan.here.kind is not Kind.NAME:
            return None
        scan.take()
        if not scan.here.sign(">"):
            return None
        scan.take()
        return self._primary(scan.here, depth + 1) if scan.here.sign("{", "[") else None

    def _number(self, start: Token) -> Value | None:
        scan = self.scan
        sign = scan.take().says if start.kind is Kind.SIGN else ""
        if scan.here.kind is not Kind.NUMBER:
            return None
        digits = scan.take().says.replace("_", "").rstrip("n")
        return Text(start.line, start.column, (sign if sign == "-" else "") + digits, number=True)

    def _named(self, start: Token, depth: int) -> Value | None:
        scan = self.scan
        scan.take()
        if start.says in {"null", "undefined"}:
            return Text(start.line, start.column, None)
        if start.says in {"true", "false", "NaN", "Infinity"}:
            return Text(start.line, start.column, start.says, number=True)
        parts = self._path(start)
        if parts == ["Object", "freeze"] and scan.here.sign("("):
            return self._round(depth)
        if len(parts) == 1 and scan.here.kind is Kind.TEMPLATE:
            told = scan.take()
            self.notes.append(f"line {told.line}: the tag `{start.says}` of a template string is left out")
            return Text(told.line, told.column, told.says)
        return Name(start.line, start.column, tuple(parts)) if parts else None

    def _path(self, start: Token) -> list[str]:
        """The names after a name, `a.b["c"]`; none if one of them would have to be worked out."""
        scan, parts = self.scan, [start.says]
        while scan.here.sign(".", "?.", "["):
            if scan.take().says == "[":
                key = scan.take()
                if key.kind not in {Kind.TEXT, Kind.NUMBER} or not scan.here.sign("]"):
                    self._to_closing(["]"])
                    return []
                scan.take()
            else:
                key = scan.take()
            parts.append(key.says)
        return parts

    def _after(self, found: Value, depth: int) -> Value | None:
        """What may follow a literal: a type, `.trim()`, and more strings that are added to it."""
        scan = self.scan
        while True:
            if scan.here.name("as", "satisfies") and not scan.here.first:
                scan.take()
                self._pass_type()
            elif scan.here.sign("!") and not scan.here.first:
                scan.take()
            elif isinstance(found, Text) and scan.here.sign("+"):
                added = self._added(found, depth)
                if added is None:
                    return None
                found = added
            elif isinstance(found, Text) and scan.here.sign("."):
                if [scan.take().says, scan.take().says, scan.here.says] != [".", "trim", "("]:
                    self._lose(found)
                    return None
                scan.take()
                if not scan.here.sign(")"):
                    self._to_closing([")"])
                    self._lose(found)
                    return None
                scan.take()
                found = Text(found.line, found.column, found.says and found.says.strip("\n "))
            else:
                return found

    def _added(self, found: Text, depth: int) -> Text | None:
        """One text of several that are added to each other; None if one of them is no text."""
        scan, parts = self.scan, [found]
        while scan.here.sign("+"):
            scan.take()
            more = self._primary(scan.here, depth + 1)
            if not isinstance(more, Text):
                for one in (*parts, *([more] if more is not None else [])):
                    self._lose(one)
                return None
            parts.append(more)
        return Text(found.line, found.column, "".join(one.says or "" for one in parts))

    def _ends(self) -> bool:
        here = self.scan.here
        if not here or here.sign(",", "]", "}", ")", ";"):
            return True
        return here.first and here.kind is Kind.NAME and here.says not in {"in", "instanceof"}

    def _items(self, start: Token, depth: int) -> Value:
        scan, items = self.scan, list[Value | Spread]()
        scan.take()
        while not scan.here.sign("]"):
            here = scan.here
            if not here:
                raise scan.error("ends inside a list", f"Close the bracket of line {start.line}.")
            if here.sign(","):
                scan.take()
                continue
            if here.sign("..."):
                scan.take()
                items.append(Spread(here.line, here.column, self.value(depth + 1)))
            else:
                items.append(self.value(depth + 1))
            self._between(start)
        scan.take()
        return Items(start.line, start.column, tuple(items))

    def _pairs(self, start: Token, depth: int) -> Value:
        scan, pairs = self.scan, list[tuple[Text | Name, Value] | Spread]()
        scan.take()
        while not scan.here.sign("}"):
            here = scan.here
            if not here:
                raise scan.error("ends inside braces", f"Close the brace of line {start.line}.")
            if here.sign(","):
                scan.take()
                continue
            if here.sign("..."):
                scan.take()
                pairs.append(Spread(here.line, here.column, self.value(depth + 1)))
            else:
                pair = self._pair(depth)
                if pair is not None:
                    pairs.append(pair)
            self._between(start)
        scan.take()
        return Pairs(start.line, start.column, tuple(pairs))

    def pattern(self) -> Value:
        """The braces on the left of `{ a, b: c } = ...`."""
        return self._pairs(self.scan.here, 0)

    def _between(self, start: Token) -> None:
        """See that after a value there comes a comma, or the end of what was opened."""
        scan, here = self.scan, self.scan.here
        if here and not here.sign(",", ";", _OPENING[start.says]):
            raise scan.error("is not expected here", f"Write a comma, or close what line {start.line} opens.")
        if here.sign(";"):
            scan.take()

    def literal(self) -> Value:
        """The value at hand and not a word after it, as JSON has them."""
        start = self.scan.here
        found = self._primary(start, 0)
        if found is None:
            raise self.scan.error(f"`{start.says[:40]}` cannot stand here", "Put text in double quotes.", start)
        return found

    def _pair(self, depth: int) -> tuple[Text | Name, Value] | None:
        scan, start = self.scan, self.scan.here
        key: Text | Name | None = None
        if start.sign("["):
            scan.take()
            inner = self.value(depth + 1)
            if isinstance(inner, (Text, Name)) and scan.here.sign("]"):
                key = inner
            else:
                self._lose(inner)
                self._to_closing(["]"])
            if key is not None:
                scan.take()
        elif start.kind in {Kind.TEXT, Kind.NAME, Kind.NUMBER}:
            scan.take()
            key = Text(start.line, start.column, start.says)
        if key is not None and scan.here.sign(":"):
            scan.take()
            return key, self.value(depth + 1)
        if isinstance(key, Text) and start.kind is Kind.NAME and scan.here.sign(",", "}"):
            return key, Name(start.line, start.column, (start.says,))
        self.code(start)
        return None

    def code(self, start: Token, *, why: str = "") -> Code:
        """Pass over what cannot be read as data, to where it ends; keep the strings in it."""
        if self.strict:
            raise self.scan.error(f"`{start.says[:40]}` cannot stand here", "Put text in double quotes.", start)
        self.codes.append((start.line, why or f"`{start.says[:40]}`"))
        self._to_closing([])
        return Code(start.line, start.column)

    def close(self, opened: Token) -> None:
        """Go past the end of what this token opened."""
        self._to_closing([_OPENING[opened.says]])

    def _to_closing(self, awaited: list[str]) -> None:
        """Go to the end of what is open. With nothing open: to a comma, a closing sign or the next statement."""
        scan = self.scan
        while scan.here:
            here = scan.here
            if not awaited and (here.sign(",", ";", "]", "}", ")") or (here.first and _begins_statement(here))):
                return
            if here.kind is Kind.SIGN and here.says in _OPENING:
                awaited.append(_OPENING[here.says])
            elif here.kind is Kind.SIGN and here.says in _CLOSING and awaited:
                awaited.pop()
            elif here.kind in {Kind.TEXT, Kind.TEMPLATE} and any(letter.isalpha() for letter in here.says):
                self.skip(here.line, here.column, here.says)
            scan.take()

    def _pass_type(self) -> None:
        """Over a type: names, brackets and what joins them, to where a value can go on."""
        scan, open_ = self.scan, 0
        while scan.here:
            here = scan.here
            if not open_ and (here.sign(",", "]", "}", ")", ";", "=") or (here.first and _begins_statement(here))):
                return
            if here.sign("{", "[", "(", "<"):
                open_ += 1
            elif here.sign("}", "]", ")", ">"):
                open_ -= 1
            scan.take()

    def annotation(self) -> None:
        """Over the `: Type` after a name, to the `=`."""
        self._pass_type()

    def skip(self, line: int, column: int, says: str) -> None:
        self.skipped.append(Skipped(line, column, says, "is in code, which is never run"))

    def _lose(self, value: Value | Spread) -> None:
        """The strings of a value that turned out to be part of some code."""
        for one in values_in(value):
            if isinstance(one, Text) and one.says and not one.number:
                self.skip(one.line, one.column, one.says)


def _begins_statement(token: Token) -> bool:
    return token.kind is Kind.NAME and token.says in _STATEMENTS
