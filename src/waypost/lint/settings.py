"""What an organisation can say about how its framework is linted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from waypost.framework.faults import ReadError
from waypost.lint.findings import Severity


@dataclass(frozen=True, slots=True)
class WordRule:
    """Words that an organisation does not want, and what is told of them."""

    code: str
    words: tuple[str, ...]
    message: str
    severity: Severity = Severity.WARNING


@dataclass(frozen=True)
class Settings:
    """Which rules look, and what they take for granted.

    select, ignore: beginnings of codes; the longest that fits a code decides, and of two equally long ones `ignore`.
    preview: whether rules that are not sure enough yet look too. per_path, per_track: codes that are ignored there, by
    a pattern of paths or the key of a track. vocabulary: words that are no typos here. glossary: acronyms by what they
    stand for. engineers: how many there are, where the framework does not say it. thresholds: numbers by rule code.
    word_rules: rules of the organisation's own. today: the day it is; without one nothing is too old.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    per_path: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    per_track: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    vocabulary: frozenset[str] = frozenset()
    glossary: Mapping[str, str] = field(default_factory=dict)
    engineers: int | None = None
    thresholds: Mapping[str, float] = field(default_factory=dict)
    word_rules: tuple[WordRule, ...] = ()
    today: date | None = None

    def wants(self, code: str, *, stable: bool, off: bool = False) -> bool:
        """Whether the rule of this code looks: one that is off by default only where a selection names it whole."""
        if not self.select and not self.ignore:
            return not off and (stable or self.preview)
        chosen = max((len(one) for one in self.select if code.startswith(one)), default=-1)
        refused = max((len(one) for one in self.ignore if code.startswith(one)), default=-1)
        if refused >= 0 and refused >= chosen:
            return False
        if off:
            return code in self.select
        if not stable and not self.preview and code not in self.select:
            return False
        return chosen >= 0 or not self.select

    def threshold(self, code: str, default: float) -> float:
        """The number of this rule, as it was set or as it comes."""
        return self.thresholds.get(code, default)


@dataclass(frozen=True, slots=True)
class Configuration:
    """Settings, the folder that patterns of paths are held against, the baseline; or what is wrong with the file.

    `read_from`: files of word rules that it names.
    """

    settings: Settings = field(default_factory=Settings)
    root: Path | None = None
    baseline: Path | None = None
    errors: tuple[ReadError, ...] = ()
    read_from: tuple[Path, ...] = ()
