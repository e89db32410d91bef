"""What the linter itself has to tell: a file that cannot be read, and suppressions that are not as they should be.

These rules do not look at a framework: `checking.py` and `suppressing.py` make their findings. They are classes so that
they can be selected, explained and documented like all others.
"""

from __future__ import annotations

from waypost.lint.findings import Severity
from waypost.lint.rule import Example, Rule, Scope


class Unreadable(Rule):
    """Told by `checking.py`."""

    code = "STR001"
    name = "unreadable"
    severity = Severity.ERROR
    scope = Scope.FRAMEWORK
    says = "The file cannot be read as a framework or ladder."
    why = "What cannot be read is not linted, nor published, and nobody knows what it asks."
    decides = "What the reader of frameworks and the importers say: encoding, YAML, names that lead nowhere."
    example = Example(bad="levels:\n\tsenior: {title: Senior}", good="levels:\n  senior: {title: Senior}")


class _OfSuppressions(Rule):
    """Told by `suppressing.py`."""

    severity = Severity.ERROR
    scope = Scope.FRAMEWORK


class UnusedSuppression(_OfSuppressions):
    """The one that is no error: it hides nothing yet."""

    code = "SUP001"
    name = "unused-suppression"
    severity = Severity.WARNING
    says = "A suppression or waiver keeps nothing back."
    why = "The text was mended, or the rule no longer finds it. What stays would hide the next finding at that place."
    decides = "No finding of its codes was at its place."
    example = Example(
        bad="- Runs releases, and stops one that goes wrong.  # waypost: ignore[VAG103] because it is being rewritten",
        good="- Runs releases, and stops one that goes wrong.",
    )


class SuppressionWithoutReason(_OfSuppressions):
    """It holds nothing back until somebody says why."""

    code = "SUP002"
    name = "suppression-without-reason"
    says = "A suppression says no reason, and so holds nothing back."
    why = "Whoever reads the ladder next cannot tell a decision from a habit."
    decides = "Nothing follows `because`, or the word is missing."
    example = Example(
        bad="- Can run a release.  # waypost: ignore[VAG103]",
        good="- Can run a release.  # waypost: ignore[VAG103] because the guild rewrites it in May",
    )


class ExpiredWaiver(_OfSuppressions):
    """Its statement is told again, beside it."""

    code = "SUP003"
    name = "expired-waiver"
    says = "A waiver has expired."
    why = "It was given until a day so that somebody would look again. That day is over."
    decides = "`until` of the waiver is before today."
    example = Example(
        bad="{ignore: [VAG103], says: Can run a release., because: The guild rewrites it, until: 2026-05-31}, in June",
        good="the same, in May",
    )


class UnknownCode(_OfSuppressions):
    """The nearest code is told with it."""

    code = "SUP004"
    name = "unknown-code-suppressed"
    says = "A suppression or waiver names a code that no rule has."
    why = "A code with a slip in it holds nothing back, and whoever wrote it believes that it does."
    decides = "The code is that of no rule, of ours or of a plugin; the nearest is told."
    example = Example(
        bad="- Can run a release.  # waypost: ignore[VAG130] because the guild rewrites it in May",
        good="- Can run a release.  # waypost: ignore[VAG103] because the guild rewrites it in May",
    )
