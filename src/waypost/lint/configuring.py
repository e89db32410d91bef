"""Configuration: the nearest `waypost.toml`, or `pyproject.toml` with `[tool.waypost.lint]`, becomes settings.

What a file may say is one table, `_KEYS`. Nobody's slip passes: unknown words and codes are errors with their line and
the nearest that is known. The table is read by hand, since a schema would take longer to build than a ladder to lint.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from waypost.framework.faults import ReadError, choices, printable
from waypost.lint.collecting import capped_bytes, plain_bytes
from waypost.lint.findings import Severity
from waypost.lint.rule import meant
from waypost.lint.settings import Configuration, Settings, WordRule
from waypost.lint.word_rules import rules_with

if TYPE_CHECKING:
    from waypost.framework.nodes import Node

_CODE = re.compile(r"[A-Z]{2,6}[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class _Key:
    """What a word of the configuration may hold: a test, and how to say what it has to be."""

    fits: Callable[[Any], bool]
    should: str


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value)


def _names(value: Any) -> bool:
    return _texts(value) and not any("\0" in one for one in value)


def _table(value: Any) -> bool:
    return isinstance(value, dict)


def _above_zero(value: Any) -> bool:
    return type(value) in {int, float} and 0 < value < math.inf


_KEYS: Mapping[str, _Key] = {
    "select": _Key(_texts, 'a list of codes or their beginnings: ["VAG", "DUP301"]'),
    "ignore": _Key(_texts, 'a list of codes or their beginnings: ["VAG", "DUP301"]'),
    "preview": _Key(lambda value: isinstance(value, bool), "true or false"),
    "per-path": _Key(
        lambda value: _table(value) and all(map(_texts, value.values())),
        'a table of patterns with codes: {"drafts/**" = ["STR002"]}',
    ),
    "per-track": _Key(
        lambda value: _table(value) and all(map(_texts, value.values())),
        'a table of tracks with codes: {management = ["TRK"]}',
    ),
    "vocabulary": _Key(_texts, 'a list of words: ["kubernetes"]'),
    "glossary": _Key(
        lambda value: _table(value) and _texts(list(value.values())),
        'a table of acronyms with their meaning: {SLO = "service level objective"}',
    ),
    "engineers": _Key(lambda value: type(value) is int and value >= 1, "a number from 1"),
    "thresholds": _Key(
        lambda value: _table(value) and all(map(_above_zero, value.values())),
        "a table of codes with numbers above 0: {CLR901 = 40}",
    ),
    "word-rules": _Key(
        lambda value: isinstance(value, list) and all(map(_table, value)), "tables of `code`, `words` and `message`"
    ),
    "word-rule-files": _Key(_names, 'a list of YAML files: ["words.yaml"]'),
    "baseline": _Key(lambda value: _names([value]), "the name of a file"),
}
_WORD_KEYS: Mapping[str, _Key] = {
    "code": _Key(lambda value: isinstance(value, str) and bool(_CODE.fullmatch(value)), "letters and a number: ORG001"),
    "words": _Key(lambda value: _texts(value) and bool(value), "a list of words or phrases"),
    "message": _Key(lambda value: isinstance(value, str) and bool(value.strip()), "a sentence that says what to do"),
    "severity": _Key(lambda value: isinstance(value, str) and value in set(Severity), "error, warning or info"),
}
_Tell = Callable[[str, str, str], None]
"""How a slip is told: the word it is about, what is wrong, what to do."""


def read_configuration(file: Path) -> Configuration:
    """The settings that a file says. What is wrong with it is in the result."""
    import tomllib

    try:
        text = capped_bytes(file).decode("utf-8-sig")
    except UnicodeDecodeError:
        return _wrong(ReadError(str(file), 1, 1, "", "This is not UTF-8 text", "Save the file as UTF-8."))
    except OSError as error:
        return _wrong(ReadError(str(file), 1, 1, "", f"This cannot be opened: {error.strerror}", ""))
    try:
        document = tomllib.loads(text)
    except RecursionError:
        return _wrong(
            ReadError(str(file), 1, 1, "", "Lists and tables lie too deep in one another", "Write less deep.")
        )
    except ValueError as error:  # a number of thousands of digits is none that tomllib has a word of its own for
        at = re.search(r"at line (\d+), column (\d+)", str(error))
        line, column = (int(at.group(1)), int(at.group(2))) if at else (text.count("\n") + 1, 1)
        message = printable(f"This is not TOML: {error}")
        return _wrong(ReadError(str(file), line, column, "", message, "Mend this line first."))
    return _Reader(file, text).read(document)


def _wrong(*errors: ReadError) -> Configuration:
    return Configuration(errors=errors)


def unknown_codes(codes: Iterable[str], settings: Settings) -> Iterator[tuple[str, str]]:
    """The codes that no rule's code begins with, each with a hint at the nearest."""
    known = rules_with(settings)
    for code in codes:
        if not any(one.startswith(code) for one in known):
            yield code, meant(code, [*known, *dict.fromkeys(one.rstrip("0123456789") for one in known)])


@dataclass(slots=True)
class _Reader:
    """One file on its way to settings; `errors` are what was wrong so far."""

    file: Path
    text: str
    errors: list[ReadError] = field(default_factory=list)

    def read(self, document: Mapping[str, Any]) -> Configuration:
        table = self._table(document)
        said = self._fitting(table, _KEYS, self._error)
        own = ((one, self._error) for one in said.get("word-rules", ()))
        words = [*own, *self._from_files(said.get("word-rule-files", ()))]
        settings = Settings(
            select=tuple(said.get("select", ())),
            ignore=tuple(said.get("ignore", ())),
            preview=said.get("preview", False),
            per_path={pattern: tuple(codes) for pattern, codes in said.get("per-path", {}).items()},
            per_track={track: tuple(codes) for track, codes in said.get("per-track", {}).items()},
            vocabulary=frozenset(said.get("vocabulary", ())),
            glossary=said.get("glossary", {}),
            engineers=said.get("engineers"),
            thresholds=said.get("thresholds", {}),
            word_rules=tuple(self._word_rules(words)),
        )
        self._check_codes(settings)
        if self.errors:
            return _wrong(*sorted(set(self.errors)))
        root = self.file.absolute().parent
        baseline = root / said["baseline"] if "baseline" in said else None
        return Configuration(
            settings, root, baseline, read_from=tuple(root / name for name in said.get("word-rule-files", ()))
        )

    def _table(self, document: Mapping[str, Any]) -> Mapping[str, Any]:
        """The part of the file that is the linter's. `[tool.waypost]` has no other part, nor has `waypost.toml`."""
        above = ("tool", "waypost") if self.file.name == "pyproject.toml" else ()
        heading = ".".join((*above, "lint"))
        for name in above:
            document = self._below(document, name, heading)
        for name in document:
            if name != "lint":
                self._error(name, f"There is no section `{name}`", f"Settings of the linter stand below `[{heading}]`.")
        return self._below(document, "lint", heading)

    def _below(self, document: Mapping[str, Any], name: str, heading: str) -> Mapping[str, Any]:
        table = document.get(name, {})
        if isinstance(table, dict):
            return table
        self._error(name, f"`{name}` is not as it should be", f"Write a table, and its settings below `[{heading}]`.")
        return {}

    def _fitting(self, table: Mapping[str, Any], keys: Mapping[str, _Key], tell: _Tell) -> dict[str, Any]:
        """What is known and as it should be; the rest is told."""
        fitting: dict[str, Any] = {}
        for name, value in table.items():
            if name not in keys:
                tell(name, f"There is no setting `{name}`", choices(name, keys))
            elif not keys[name].fits(value):
                tell(name, f"`{name}` is not as it should be", f"Write {keys[name].should}.")
            else:
                fitting[name] = value
        return fitting

    def _word_rules(self, tables: Iterable[tuple[Mapping[str, Any], _Tell]]) -> Iterator[WordRule]:
        taken: set[str] = set()
        for table, tell in tables:
            said = self._fitting(table, _WORD_KEYS, tell)
            missing = [name for name in ("code", "words", "message") if name not in table]
            if missing:
                place = str(table.get("code", "word-rules"))
                tell(place, f"A word rule has no {' and no '.join(f'`{one}`' for one in missing)}", "Add it.")
            elif len(said) == len(table):
                self._clash(said["code"], taken, tell)
                severity = Severity(said.get("severity", "warning"))
                yield WordRule(said["code"], tuple(said["words"]), said["message"], severity)

    def _clash(self, code: str, taken: set[str], tell: _Tell) -> None:
        if code in taken or code in rules_with(Settings()):
            tell(code, f"`{code}` is the code of another rule", "Take letters of your own: ORG001.")
        taken.add(code)

    def _from_files(self, names: Iterable[str]) -> Iterator[tuple[Mapping[str, Any], _Tell]]:
        """The word rules of YAML files, which are named from the folder of the configuration."""
        from waypost.framework.nodes import compose

        for name in names:
            path = self.file.parent / name
            try:
                composed = compose(plain_bytes(path), file=str(path))
            except OSError as error:
                self._error(name, f"`{name}` cannot be opened: {error.strerror}", "Check the path.")
                continue
            self.errors += composed.errors
            listed = composed.root.value if composed.root is not None else []
            if not isinstance(listed, list) or not all(_table(one.value) for one in listed):
                hint = "Write a list of `code`, `words`, `message`."
                self.errors.append(ReadError(str(path), 1, 1, "", "This is no list of word rules", hint))
                continue
            yield from ((one.plain(), self._telling(one)) for one in listed)

    def _telling(self, node: Node) -> _Tell:
        """Slips in a word rule of a YAML file are told there: at the setting they are about, or at one of that text."""

        def tell(name: str, message: str, hint: str) -> None:
            entries = node.value if isinstance(node.value, dict) else {}
            by_value = (value for _, value in entries.values() if value.value == name)
            at = entries[name][0] if name in entries else next(by_value, node)
            self.errors.append(ReadError(at.file, at.line, at.column, printable(name), printable(message), hint))

        return tell

    def _check_codes(self, settings: Settings) -> None:
        by_place = [settings.select, settings.ignore, *settings.per_path.values(), *settings.per_track.values()]
        codes = dict.fromkeys(code for named in by_place for code in named)
        for code, hint in unknown_codes(codes, settings):
            self._error(code, f"There is no rule `{code}`", hint)
        known = rules_with(settings)
        for code in settings.thresholds:  # a number is one rule's, so the beginning of a code is not enough
            if code not in known:
                whole = min((one for one in known if code and one.startswith(code)), default="")
                hint = f"Write a whole code, such as `{whole}`." if whole else meant(code, known)
                self._error(code, f"There is no rule `{code}`", hint)

    def _error(self, name: str, message: str, hint: str) -> None:
        """An error at the line that has this word, as a key or as a text."""
        word = re.escape(name)
        form = re.compile(rf"(?m)(?:^|[{{,\[.])\s{{0,99}}[\"']?({word})[\"']?\s*[=\].]|[\"']({word})[\"']")
        at = form.search(self.text, self._ours()) or form.search(self.text)
        start = next((at.start(group) for group in (1, 2) if at.start(group) >= 0), 0) if at else 0
        line = self.text.count("\n", 0, start) + 1
        column = start - (self.text.rfind("\n", 0, start) + 1) + 1
        said = (printable(name), printable(message), printable(hint))
        self.errors.append(ReadError(str(self.file), line, column, *said))

    def _ours(self) -> int:
        """Where our part of the file begins: other tools of a project may have settings of the same name."""
        ours = re.search(
            r"""(?m)^[ \t]{0,9}\[?[ \t]{0,9}(?:["']?tool["']?[ \t]*\.[ \t]*)?["']?waypost["']?[ \t]*[.\]=]""", self.text
        )
        return ours.start() if ours and self.file.name == "pyproject.toml" else 0


def with_flags(
    settings: Settings, *, select: tuple[str, ...] = (), ignore: tuple[str, ...] = (), preview: bool = False
) -> Settings:
    """The settings with what somebody said when they called; that wins over the file."""
    return replace(
        settings,
        select=select or settings.select,
        ignore=ignore or settings.ignore,
        preview=preview or settings.preview,
    )
