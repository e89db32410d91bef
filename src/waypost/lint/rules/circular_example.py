"""CIR203: an example that says what the statement said."""

from __future__ import annotations

from collections.abc import Iterator

from waypost.lint.findings import Finding, Related, Severity
from waypost.lint.rule import Example, Scope, WholeRule
from waypost.lint.subject import Part, Said, Subject
from waypost.lint.words.late import Late

_WORD = Late(r"\w{3,}")
_SMALL = frozenset(
    ["the", "and", "for", "with", "that", "this", "their", "they", "from", "has", "have", "was", "were", "are"]
)
_ENOUGH = 3


class ExampleRepeats(WholeRule):
    """Words of the example that the statement has too, as a share."""

    code = "CIR203"
    name = "example-repeats-the-statement"
    severity = Severity.WARNING
    scope = Scope.CELL
    says = "An example repeats its statement."
    why = "An example is there to show what the words mean in one case. The same words again show nothing."
    decides = "At least 8 of 10 content words of the example are in the statement (`thresholds`, as a share)."
    example = Example(
        bad="{says: Writes tests for every change., looks like: [writes tests for changes]}",
        good="{says: Writes tests for every change., looks like: [the importer came with its 40 odd files]}",
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        share = self.settings.threshold(self.code, 0.8)
        for statement, said in _alike(subject):
            if _common(statement, said) >= share:
                related = (Related(subject.span(statement), "the statement"),)
                message = "The example says what the statement says. Tell one case of it"
                yield self.finding(message, subject.span(said), said=said, words=(said.text,), related=related)


def _alike(subject: Subject) -> Iterator[tuple[Said, Said]]:
    """Statements with each example that is worth a look: some of its words are the same as they stand."""
    statement: Said | None = None
    told: list[str] | None = None
    apart, says, shows = subject.joined.apart, Part.SAYS, Part.LOOKS_LIKE
    for said in subject.said:
        if said.part is says:
            statement, told = said, None
        elif said.part is shows and statement is not None:
            told = apart[statement.number].split() if told is None else told
            words = set(apart[said.number].split())
            if len(words.intersection(told)) * 4 >= len(words):
                yield statement, said


def _common(statement: Said, example: Said) -> float:
    held = _stems(example.text)
    return len(held & _stems(statement.text)) / len(held) if len(held) >= _ENOUGH else 0.0


def _stems(text: str) -> set[str]:
    return {word.rstrip("s") for word in _WORD.findall(text.lower()) if word not in _SMALL}
