"""What a rule is: one class with its code, its reason and its examples, and one way of looking.

A rule is known by being written: every module in `rules/` is imported when the rules are asked for, and a class with a
code is in the registry. Its page in the documentation, `waypost rule CODE` and its tests come from the same attributes.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar

from waypost.framework.faults import choices
from waypost.lint.findings import Finding, Fix, Related, Severity, Span
from waypost.lint.met_again import Near
from waypost.lint.settings import Settings
from waypost.lint.subject import Said, Subject


class Status(StrEnum):
    """A stable rule is on by default; a preview is not sure enough yet, and `off` is on only where it is selected."""

    STABLE = "stable"
    PREVIEW = "preview"
    OFF = "off"


class Scope(StrEnum):
    """What a rule looks at in one go."""

    STATEMENT = "statement"
    CELL = "cell"
    NEIGHBOURS = "neighbours"
    TRACK = "track"
    FRAMEWORK = "framework"


@dataclass(frozen=True, slots=True)
class Example:
    """A text that the rule finds, and the same said so that it does not. Our own words.

    Statement rules are tried on `bad` and `good` as statements; others on documents that their tests build.
    """

    bad: str
    good: str


class Rule:
    """One rule.

    Attributes: `code` (three letters for the family, three digits), `name` in words with hyphens, `says` what it finds
    in one sentence, `why` which failure of a ladder it prevents, `decides` how, `example`. `english`: it rests on
    English words or grammar, and is silent where a framework is in another language. `parts`: parts of words in small
    letters by which it asks its subject for the texts to look at; they are found in the scan for phrases.
    """

    code: ClassVar[str] = ""
    name: ClassVar[str] = ""
    severity: ClassVar[Severity] = Severity.WARNING
    status: ClassVar[Status] = Status.STABLE
    since: ClassVar[str] = "0.1.0"
    scope: ClassVar[Scope] = Scope.STATEMENT
    says: ClassVar[str] = ""
    why: ClassVar[str] = ""
    decides: ClassVar[str] = ""
    english: ClassVar[bool] = False
    parts: ClassVar[tuple[str, ...]] = ()
    example: ClassVar[Example]

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def __init_subclass__(cls, *, listed: bool = True, **options: Any) -> None:
        super().__init_subclass__(**options)
        if cls.code and listed:
            other = _RULES.setdefault(cls.code, cls)
            if other is not cls and other.__module__ != cls.__module__:
                raise TypeError(f"{cls.code} is the code of two rules: {other.__qualname__} and {cls.__qualname__}")

    def looks(self, vocabulary: AbstractSet[str]) -> bool:
        """Whether there may be something for it where these words are said (runs of ASCII letters and digits, small).

        Rules say no where few ladders have their words, which saves them from being looked for.
        """
        return True

    @property
    def family(self) -> str:
        """The letters of the code."""
        return self.code.rstrip("0123456789")

    def finding(
        self,
        message: str,
        span: Span,
        *,
        said: Said | None = None,
        words: Iterable[str] = (),
        related: Iterable[Related] = (),
        fix: Fix | None = None,
        criterion: str = "",
        level: str = "",
    ) -> Finding:
        """A finding of this rule. Nothing is mended where a text stands in its file in other letters."""
        return Finding(
            code=self.code,
            message=message,
            severity=self.severity,
            span=span,
            related=tuple(related),
            words=tuple(words),
            criterion=said.criterion if said else criterion,
            level=said.level if said else level,
            statement=said.text if said else "",
            fix=None if said is not None and isinstance(said.origin, Near) else fix,
        )


class PhraseRule(Rule):
    """Looks for words. All phrases of all such rules are found in one scan over all texts; the rule then decides.

    `phrases` are in small letters; each stands for itself as whole words, with any white space between them. What is
    behind a phrase is for the rule: a hint, what to write instead, or "".
    """

    phrases: ClassVar[Mapping[str, str]] = {}

    def hit(self, subject: Subject, said: Said, start: int, end: int, phrase: str) -> Finding | None:
        """What to say of this phrase at these characters of a text; None if it is fine there."""
        raise NotImplementedError


class PatternRule(Rule):
    """Looks for a pattern. It is searched in the joined buffer, in small letters, where no match crosses a line end."""

    pattern: ClassVar[re.Pattern[str]]

    def match(self, subject: Subject, said: Said, start: int, end: int) -> Finding | None:
        """What to say of these characters of a text; None if they are fine there."""
        raise NotImplementedError


class StatementRule(Rule):
    """Looks at each statement on its own, where no words give it away. These cost most: there should be few."""

    def statement(self, subject: Subject, said: Said) -> Iterator[Finding]:
        """What is wrong with one statement."""
        raise NotImplementedError


class WholeRule(Rule):
    """Looks at cells, neighbours, tracks or the framework, in its own way."""

    scope = Scope.FRAMEWORK

    def whole(self, subject: Subject) -> Iterator[Finding]:
        """What is wrong with the framework as far as this rule is concerned."""
        raise NotImplementedError


_RULES: dict[str, type[Rule]] = {}


@cache
def rules() -> Mapping[str, type[Rule]]:
    """Every rule by its code, in the order of the codes: ours, and those of plugins. PluginError where one fails."""
    from waypost.lint import rules as package
    from waypost.lint.plugins import load_plugins

    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    load_plugins()
    return {code: _RULES[code] for code in sorted(_RULES)}


def meant(code: str, known: Iterable[str]) -> str:
    """A hint for a code that no rule has: the one with the same signs in another order, or what is nearest."""
    names = tuple(known)
    swapped = next((one for one in names if sorted(one) == sorted(code.upper())), None)
    return f"Did you mean `{swapped}`?" if swapped else choices(code.upper(), names)
