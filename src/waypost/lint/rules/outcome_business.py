"""OUT602: levels with wide reach whose statements name no user, customer, cost or business result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from waypost.framework.kinds import Scope as Reach
from waypost.lint.findings import Finding, Severity
from waypost.lint.rule import Example, Scope, WholeRule
from waypost.lint.subject import Said, Subject

if TYPE_CHECKING:
    from waypost.framework.schema import Level

_HIGH = re.compile(
    r"\b(?:staff|principal|distinguished|fellow|architect|director|vp|vice president|head of|chief)\b", re.I
)
_WIDE = frozenset({Reach.TEAMS, Reach.ORGANISATION, Reach.COMPANY})
_BUSINESS = re.compile(
    r"\b(?:business|customer|user|client|consumer|patient|product|revenue|cost|price|pricing|market|commercial|compan|sales"
    r"|money|budget|profit|margin|spend|saving|contract|invest|okr|kpi|roi|growth|retention|churn|adoption|regulat|invoice"
    r"|bill|payment|purchas|subscri|competit|vendor|supplier|merchant|guest|audience|reader|traveller|listener|viewer|player|passenger|citizen|student|visitor)\w*",
    re.IGNORECASE,
)
_ENOUGH = 4


class NoBusinessLink(WholeRule):
    """One finding a level, at its first statement."""

    code = "OUT602"
    name = "no-business-link"
    severity = Severity.WARNING
    scope = Scope.TRACK
    says = "A level at Staff or above names no user, customer, cost or result of the business."
    why = "At these levels the company pays for what changes for it. Without it, the bar is technical fame."
    decides = (
        "The title says Staff, Principal or the like, or the declared scope is several teams or more; the level has at "
        "least 4 statements, and no word of business is in any of them."
    )
    english = True
    example = Example(
        bad="Staff: every statement is about code.",
        good="Staff: one statement says what changed for customers, in cost or in time.",
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        by_level: dict[str, list[Said]] = {}
        for said in subject.statements:
            by_level.setdefault(said.level, []).append(said)
        for level in subject.framework.levels:
            held = by_level.get(level.key, [])
            if len(held) >= _ENOUGH and _is_high(level) and not any(_BUSINESS.search(one.text) for one in held):
                message = f"No statement for {level.title} names a user, customer, cost or result. Add what it is for"
                yield self.finding(message, subject.span(held[0]), words=(level.title,), level=level.key)


def _is_high(level: Level) -> bool:
    return level.scope in _WIDE or bool(_HIGH.search(level.title))
