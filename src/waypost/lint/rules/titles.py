"""STR007 and STR008: titles that disagree with what stands under them, and texts that are no more than titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from waypost.lint.findings import Finding, Related
from waypost.lint.rule import Example, Scope, WholeRule
from waypost.lint.subject import Part, Said, Subject
from waypost.lint.wording import Words, words_of
from waypost.lint.words.late import Late
from waypost.lint.words.verbs import thirds


class TitleMismatch(WholeRule):
    """By who the sentence says acts: being consulted by a Senior Engineer makes nobody one."""

    code = "STR007"
    name = "title-and-content-disagree"
    scope = Scope.FRAMEWORK
    says = "A text speaks of another level than the one it stands under, or levels are numbered against their order."
    why = "It was copied or moved, and half of it still belongs to where it came from."
    decides = (
        "A text that begins with `As a`, `A` or `The` and the title of another level, or with `At level 4` under "
        "level 5; levels of one track whose titles end in numbers that do not rise."
    )
    example = Example(
        bad="senior: As a Staff Engineer, draws up the systems of several teams.",
        good="senior: Draws up a service, and asks a Staff Engineer to review it.",
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        titles = {words_of(level.title): level for level in subject.framework.levels}
        longest = max(map(len, titles), default=0)
        for said in subject.said:
            if said.text[:1] in _FIRST and said.level and said.text[:3].lower() in _BEGINNINGS and said.part in _PARTS:
                yield from self._said(subject, said, set(titles), longest)
        for track in subject.framework.tracks:
            yield from self._order(subject, track.key)

    def _said(self, subject: Subject, said: Said, titles: set[Words], longest: int) -> Iterator[Finding]:
        own = subject.framework.level(said.level).title
        numbered = _AT_LEVEL.match(said.text)
        mine = _NUMBER.search(own)
        if numbered and mine and int(numbered.group(1)) != int(mine.group(1)):
            yield self._told(subject, said, numbered.group(), own, numbered.end())
        actor = _ACTOR.match(said.text)
        if actor is None:
            return
        words = words_of(said.text[actor.end() :])[: longest + 1]
        named = next((words[:size] for size in range(longest, 0, -1) if words[:size] in titles), ())
        if named and named != words_of(own) and words_of(own)[: len(named)] != named:
            shown = re.match(r"\W*".join(map(re.escape, named)), said.text[actor.end() :], re.I)
            end = actor.end() + (shown.end() if shown else 0)
            yield self._told(subject, said, said.text[actor.end() : end], own, end)

    def _told(self, subject: Subject, said: Said, words: str, own: str, end: int) -> Finding:
        message = f"“{words}” is not {own}, under which this stands. Move the text, or mend it"
        return self.finding(message, subject.span(said, 0, end), said=said, words=(words,))

    def _order(self, subject: Subject, track: str) -> Iterator[Finding]:
        numbered = [(level, found) for level in subject.ladder(track) if (found := _NUMBER.search(level.title))]
        for (lower, low), (upper, high) in pairwise(numbered):
            same = lower.title[: low.start()].casefold() == upper.title[: high.start()].casefold()
            if same and int(high.group(1)) <= int(low.group(1)):
                message = f"{upper.title} stands above {lower.title}. Mend the titles or the order"
                related = [Related(subject.level_span(lower), lower.title)]
                yield self.finding(
                    message, subject.level_span(upper), words=(upper.title,), level=upper.key, related=related
                )


_BEGINNINGS = frozenset({"as ", "a s", "a p", "a j", "a l", "a d", "a m", "a t", "a e", "an ", "the", "at "})
_FIRST = frozenset("AaTt")
_PARTS = frozenset({Part.SAYS, Part.ABOUT})
_ACTOR = Late(r"(?:as an? |as the |an? |the )", re.I)
_AT_LEVEL = Late(r"(?:at|as an?) (?:level |l|ic)[ -]?(\d{1,2})\b", re.I)
_NUMBER = re.compile(r"(\d{1,2})$")


class Topic(WholeRule):
    """Text that heads something: it ends in a colon, or is word for word the title of what it stands under or "
    "beside."""

    code = "STR008"
    name = "topic-instead-of-statement"
    scope = Scope.STATEMENT
    says = "The text is a topic or a label, not a statement."
    why = "A topic can be met by anything. Nobody can show it, and nobody can miss it."
    decides = (
        "Up to six words that end in a colon, that are the title of a criterion, dimension, level or track, or of "
        "which every one begins with a capital letter. Silent where a verb begins them and what stands below ends the "
        "sentence."
    )
    example = Example(bad="Code reviews:", good="Reviews changes within a day, with a reason for each request.")

    def whole(self, subject: Subject) -> Iterator[Finding]:
        framework = subject.framework
        titled = (framework.criteria, framework.dimensions, framework.levels, framework.tracks)
        titles = {words_of(entry.title) for entries in titled for entry in entries}
        named = set() if subject.ours else _named_by_what_they_ask(subject)
        for said in subject.statements:
            words = subject.words[said.number]
            if not 0 < len(words) <= _SHORT or said.criterion in named:
                continue
            heads = said.text.rstrip().endswith(":") and not _goes_on(subject, said)
            if heads or words in titles or (len(words) > 1 and _headed(said.text)):
                message = f"“{said.text}” is a topic. Say what somebody at this level does"
                yield self.finding(message, subject.span(said), said=said, words=(said.text,))


def _goes_on(subject: Subject, said: Said) -> bool:
    """Whether this begins with a verb and is ended by what stands below: `Knows the difference between:`."""
    if subject.words[said.number][0] not in thirds():
        return False
    following = subject.said[said.number + 1 : said.number + 2]
    return any(one.part is Part.LOOKS_LIKE for one in following)


def _named_by_what_they_ask(subject: Subject) -> set[str]:
    """Criteria of a checklist: each line is one, is called by what it says, and says no more where it is ticked."""
    framework = subject.framework
    return {
        criterion
        for criterion, row in subject.rows.items()
        if {subject.words[one.number] for one in row} == {words_of(framework.criterion(criterion).title)}
    }


_SHORT = 6
_SMALL_IN_HEADINGS = frozenset({"a", "an", "and", "the", "of", "to", "in", "on", "for", "with", "or", "&", "/"})


def _headed(text: str) -> bool:
    """Whether every word begins with a capital letter, as in headings, nothing ends the text, and no verb begins it."""
    words = [word for word in text.split() if word.lower() not in _SMALL_IN_HEADINGS]
    headed = len(words) > 1 and text[-1].isalnum() and all(word[0].isupper() for word in words)
    return headed and words[0].lower() not in thirds()
