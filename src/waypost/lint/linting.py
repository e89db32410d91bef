"""A framework is linted: every wanted rule looks, each fails alone, and the findings come in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from waypost.lint.findings import Finding, RuleFault
from waypost.lint.rule import PatternRule, PhraseRule, Rule, StatementRule, Status, WholeRule
from waypost.lint.scanning import Phrases
from waypost.lint.settings import Settings
from waypost.lint.subject import Said, Subject
from waypost.lint.word_rules import rules_with


@dataclass(frozen=True, slots=True)
class Linted:
    """What was found, in reading order, and the rules that failed on something."""

    findings: tuple[Finding, ...]
    faults: tuple[RuleFault, ...] = ()


def lint(subject: Subject, settings: Settings) -> Linted:
    """Everything the wanted rules find in one framework. Nothing is suppressed here."""
    chosen = [rule for rule in rules_with(settings).values() if wanted(rule, settings)]
    work = _Looking(subject, [])
    looking = list(work.made((rule for rule in chosen if subject.english or not rule.english), settings))
    found = [
        *work.phrases(
            (one for one in looking if isinstance(one, PhraseRule)), (part for one in looking for part in one.parts)
        ),
        *work.patterns(one for one in looking if isinstance(one, PatternRule)),
        *work.statements(one for one in looking if isinstance(one, StatementRule)),
        *work.wholes(one for one in looking if isinstance(one, WholeRule)),
    ]
    english = frozenset(rule.code for rule in chosen if rule.english)
    kept: dict[tuple[object, ...], Finding] = {}
    for one in found:
        if one.code in english and not subject.says_in_english(one.statement, one.criterion, one.level):
            continue
        if not _ignored_on_track(one, subject, settings):
            kept.setdefault(
                (one.code, one.span, one.words, one.statement), one
            )  # tracks may share what is written once
    in_order = sorted(kept.values(), key=lambda one: (one.span, one.code, one.message))
    return Linted(tuple(in_order), tuple(work.faults))


def wanted(rule: type[Rule], settings: Settings) -> bool:
    """Whether this rule looks with these settings."""
    return settings.wants(rule.code, stable=rule.status is Status.STABLE, off=rule.status is Status.OFF)


def _ignored_on_track(finding: Finding, subject: Subject, settings: Settings) -> bool:
    if not finding.level or not settings.per_track:
        return False
    track = subject.framework.level(finding.level).track
    return any(finding.code.startswith(one) for one in settings.per_track.get(track, ()))


@dataclass(slots=True)
class _Looking:
    """The rules at work on one subject, and what went wrong with them."""

    subject: Subject
    faults: list[RuleFault]

    def made(self, rules: Iterable[type[Rule]], settings: Settings) -> Iterator[Rule]:
        """The rules that have something to look at; one that cannot be made ready looks at nothing."""
        vocabulary = self.subject.joined.vocabulary
        for rule in rules:
            try:
                one = rule(settings)
                looks = one.looks(vocabulary)
            except Exception as error:
                self._failed(rule, None, error)
            else:
                if looks:
                    yield one

    def phrases(self, looking: Iterable[PhraseRule], parts: Iterable[str]) -> Iterator[Finding]:
        for rule, said, start, end, phrase in Phrases(looking, parts).found(self.subject.joined):
            try:
                found = rule.hit(self.subject, said, start, end, phrase)
            except Exception as error:
                self._failed(rule, said, error)
            else:
                if found is not None:
                    yield found

    def patterns(self, looking: Iterable[PatternRule]) -> Iterator[Finding]:
        joined = self.subject.joined
        for rule in looking:
            for met in rule.pattern.finditer(joined.text):
                said, start = joined.at(met.start())
                try:
                    found = rule.match(self.subject, said, start, start + len(met.group()))
                except Exception as error:
                    self._failed(rule, said, error)
                else:
                    if found is not None:
                        yield found

    def statements(self, looking: Iterable[StatementRule]) -> Iterator[Finding]:
        for rule in looking:
            for said in self.subject.statements:
                try:
                    yield from rule.statement(self.subject, said)
                except Exception as error:
                    self._failed(rule, said, error)

    def wholes(self, looking: Iterable[WholeRule]) -> Iterator[Finding]:
        for rule in looking:
            try:
                yield from rule.whole(self.subject)
            except Exception as error:
                self._failed(rule, None, error)

    def _failed(self, rule: Rule | type[Rule], said: Said | None, error: Exception) -> None:
        """A rule may be somebody's plugin. What it failed on is told, with the rule; the others go on."""
        span = self.subject.span(said) if said is not None else None
        self.faults.append(RuleFault(rule.code, said.text if said else "", f"{type(error).__name__}: {error}", span))
