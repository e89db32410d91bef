"""MNT001 and MNT002: a framework that nobody has read for a year, and a bar that moved under the same number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from waypost.lint.findings import Finding, Related
from waypost.lint.rule import Example, Scope, WholeRule
from waypost.lint.subject import Subject


class NotReviewed(WholeRule):
    """Looks only where it is told which day it is."""

    code = "MNT001"
    name = "not-reviewed-for-a-year"
    scope = Scope.FRAMEWORK
    says = "Nobody has reviewed the framework for twelve months."
    why = "Work changes faster than that, and people are promoted against what nobody does any more."
    decides = (
        "The field `reviewed` against today, in months; a framework that says no day was never reviewed. The threshold "
        "sets how many months may pass. Ladders of another shape cannot say it and are silent."
    )
    example = Example(bad="reviewed: 2024-03-01  # in April 2025", good="reviewed: 2025-03-01  # in April 2025")

    def whole(self, subject: Subject) -> Iterator[Finding]:
        today, reviewed = self.settings.today, subject.framework.reviewed
        if today is None or not subject.ours:
            return
        span = subject.span_of("reviewed")
        months = round(self.settings.threshold(self.code, _MONTHS))
        if reviewed is None:
            message = "The framework says no day of review. Read all of it, and write `reviewed:` with the day"
            yield self.finding(message, span)
        elif _later(reviewed, months) < today:
            message = f"The framework was last reviewed on {reviewed}. Read all of it, and write the day anew"
            yield self.finding(message, span, words=(str(reviewed),))


_MONTHS = 12


def _later(day: date, months: int) -> date:
    """The same day so many months on, or the last of a month that is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    for shorter in range(4):
        try:
            return date(day.year + years, month + 1, day.day - shorter)
        except ValueError:
            continue
    return day


class BarMovedSilently(WholeRule):
    """Looks only where the version before is given."""

    code = "MNT002"
    name = "bar-moved-without-a-version"
    scope = Scope.FRAMEWORK
    says = "The framework changed more than its version number says."
    why = "People who work towards the old bar find out when they are judged by the new one."
    decides = (
        "The changes since the version before, by what they do to people (a raised bar wants a new first number, an "
        "addition a new second, wording a new third), against the number. At the command line the version before is "
        "that of the last commit in git, or what `--before` names; in the application the last one published."
    )
    example = Example(bad="version: 1.0.1, and a new must-have criterion", good="version: 2.0.0, with the same change")

    def whole(self, subject: Subject) -> Iterator[Finding]:
        before, now = subject.before, subject.framework
        if before is None or before.hash == now.hash:
            return
        from waypost.framework.diff import diff
        from waypost.framework.diff.numbers import Step, least_number, step

        changes = diff(before, now)
        if not changes.changes:
            return
        kind = changes.change_class
        if step(now.version, after=before.version, change_class=kind) is Step.FITS:
            return
        least = least_number(before.version, kind)
        gravest = [change for change in changes.changes if change.kind is kind]
        more = f" and {len(gravest) - 1} more" if len(gravest) > 1 else ""
        message = (
            f"Version {now.version} after {before.version} does not say that the change is {kind}: {gravest[0].what}"
            f"{more}. Number it {least} or higher"
        )
        related = [
            Related(subject.cell_span(change.criterion, change.level), change.what)
            for change in gravest[:10]
            if change.criterion is not None and change.level is not None
        ]
        yield self.finding(message, subject.span_of("version"), words=(now.version,), related=related)
