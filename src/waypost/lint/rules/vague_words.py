"""VAG101 and VAG104: statements in which nothing can be seen, told by their judging and their abstract words."""

from __future__ import annotations

from waypost.lint.findings import Finding, Severity
from waypost.lint.rule import Example, PhraseRule
from waypost.lint.subject import Part, Said, Subject
from waypost.lint.words.lexicon import phrases, words
from waypost.lint.words.weighing import weigh


class Judgement(PhraseRule):
    """Told at the first judging word of a vague statement."""

    code = "VAG101"
    name = "judgement-without-measure"
    severity = Severity.WARNING
    says = "A word judges, and nothing in the statement says by what."
    why = (
        "Two reviewers mean different things by “solid” and “effective”. Who is known and liked gets the word, and "
        "nobody can prepare for it."
    )
    decides = (
        "Judging words (good, effective, significant, ...) with abstract ones, weighed against how long the statement "
        "is and against acts that others see (asks, gives feedback, mentors); in six words or fewer one is enough, and "
        "`writes`, `gives`, `follows` and `presents` are no such acts. An artefact, event, figure or example makes it "
        "silent."
    )
    english = True
    example = Example(
        bad="Builds strong relationships with effective communication.",
        good="Answers a partner team's question within a day and writes the answer where the next one finds it.",
    )
    phrases = dict.fromkeys(words("judging"), "")
    _told = -1

    def hit(self, subject: Subject, said: Said, start: int, end: int, phrase: str) -> Finding | None:
        if said.part is not Part.SAYS:
            return None
        weight = weigh(said.text)
        if phrase not in weight.judging or self._told == said.number:
            return None
        self._told = said.number
        met = said.text[start:end]
        message = f"“{met}” is a judgement, and nothing here can be seen. Say what would show it"
        return self.finding(message, subject.span(said, start, end), said=said, words=weight.judging)


class AbstractOnly(PhraseRule):
    """Told at the first abstract word of a vague statement in which nothing judges."""

    code = "VAG104"
    name = "abstract-only"
    severity = Severity.WARNING
    says = "The statement is made of abstract words alone."
    why = (
        "Nobody can say of a piece of work whether it is “ownership” or “excellence”. Such a line is met by everybody "
        "or nobody, as the reviewer likes."
    )
    decides = (
        "Abstract words (culture, alignment, excellence, ...) and verbs that name no act (drives, fosters), weighed "
        "against how long the statement is and against acts that others see (asks, gives feedback, mentors). An "
        "artefact, event, figure or example makes it silent."
    )
    english = True
    example = Example(
        bad="Drives excellence across the organisation.",
        good="Cuts the build time of all teams and publishes the figures.",
    )
    phrases = dict.fromkeys(words("abstract") | words("empty_acts") | phrases("abstract_phrases"), "")
    _told = -1

    def hit(self, subject: Subject, said: Said, start: int, end: int, phrase: str) -> Finding | None:
        if said.part is not Part.SAYS:
            return None
        weight = weigh(said.text)
        if weight.judging or phrase not in weight.abstract or self._told == said.number:
            return None
        self._told = said.number
        met = weight.abstract
        named = ", ".join(f"“{word}”" for word in met[:3])
        what = "is abstract" if len(met) == 1 else "are abstract"
        message = f"{named} {what}, and nothing here can be seen. Name what is made, changed or decided"
        return self.finding(message, subject.span(said, start, end), said=said, words=met)
