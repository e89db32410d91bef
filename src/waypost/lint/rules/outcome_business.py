"""OUT602: levels with wide reach whose statements name no user, customer, cost or business result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from waypost.framework.kinds import Scope as Reach
from waypost.lint.findings import Finding, Severity
from waypost.lint.rule import Example, Scope, WholeRule
from waypost.lint.subject import Said, Subject
from waypost.lint.words.late import Late

if TYPE_CHECKING:
    from waypost.framework.schema import Level

_HIGH = Late(r"\b(?:staff|principal|distinguished|fellow|architect|director|vp|vice president|head of|chief)\b", re.I)
_WIDE = frozenset({Reach.TEAMS, Reach.ORGANISATION, Reach.COMPANY})
_BUSINESS = Late(
    r"\b(?:business|customer|user|client|consumer|patient|product(?!ion|iv)|revenue|cost|price|pricing|market|commercial"
    r"|compan|sales|money|budget|profit|margin|spend|saving|contract|invest|okr|kpi|roi|retention|churn|adoption|regulat"
    r"|invoice|bill|payment|purchas|subscri|competit|vendor|supplier|merchant|guest|audience|reader|traveller|listener"
    r"|viewer|(?<!team )player|passenger|citizen|student|visitor)\w*"
)
"""For texts in small letters: a pattern for letters of either size takes twice as long."""
_ENOUGH = 4


class NoBusinessLink(WholeRule):
    """One finding a level, at its first statement; or one for a whole track in which no level has any."""

    code = "OUT602"
    name = "no-business-link"
    severity = Severity.WARNING
    scope = Scope.TRACK
    says = "A level at Staff or above names no user, customer, cost or result of the business."
    why = "At these levels the company pays for what changes for it. Without it, the bar is technical fame."
    decides = (
        "The title says Staff, Principal or the like, or the declared scope is several teams or more; the level has at "
        "least 4 statements, and no word of business is in any of them. Or no level of a track has one, of at least 4 "
        "levels and 20 statements: then its highest level is told, whatever it is called."
    )
    english = True
    example = Example(
        bad="Staff: every statement is about code.",
        good="Staff: one statement says what changed for customers, in cost or in time.",
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        held: dict[str, list[Said]] = {}
        for said in subject.statements:
            if subject.words[said.number]:  # signs and ticks cannot name anything
                held.setdefault(said.level, []).append(said)
        for track in subject.framework.tracks:
            ladder = [level for level in subject.ladder(track.key) if level.key in held]
            bare = [level for level in ladder if _is_high(level) and _bare(held[level.key])]
            for level in bare:
                message = f"No statement for {level.title} names a user, customer, cost or result. Add what it is for"
                yield self.finding(message, subject.span(held[level.key][0]), words=(level.title,), level=level.key)
            several = len(ladder) >= _ENOUGH and sum(len(held[level.key]) for level in ladder) >= _MANY
            if several and not bare and all(_bare(held[level.key]) for level in reversed(ladder)):
                message = f"No level of {track.title} names a user, customer, cost or result. Add what the work is for"
                first = held[ladder[-1].key][0]
                yield self.finding(message, subject.span(first), words=(track.title,), level=ladder[-1].key)


_MANY = 20


def _bare(held: list[Said]) -> bool:
    """Whether there are enough statements to tell, and none has a word of business."""
    return len(held) >= _ENOUGH and not any(_BUSINESS.search(one.text.lower()) for one in held)


def _is_high(level: Level) -> bool:
    return level.scope in _WIDE or bool(_HIGH.search(level.title))
