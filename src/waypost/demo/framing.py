"""How the demo's framework changes: two published versions, and an open draft with what people say to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from waypost.demo.company import Company
from waypost.demo.timeline import act
from waypost.web.frameworks.models import Comment, Draft, Proposal
from waypost.web.frameworks.services.comments import answer_comment, make_comment
from waypost.web.frameworks.services.drafts import DraftText, begin_draft, change_draft, show_draft
from waypost.web.frameworks.services.proposals import accept_proposal, decline_proposal, propose
from waypost.web.frameworks.services.publishing import publish_document
from waypost.web.frameworks.services.reviews import ask_review

NAME = "Words for the spring"
NOTES = "Clearer words where people asked us what is meant. Nobody is asked for more than before."


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words that somebody of the cast suggests for an expectation, and what becomes of them."""

    key: str
    level: str
    criterion: str
    said: tuple[str, ...]
    why: str


ACCEPTED = Suggestion(
    "jun",
    "senior",
    "communication",
    (
        "Writes project documents from which engineers and product decide in comments, without a meeting.",
        "Explains a technical trade-off to product or support in their terms, and they repeat it correctly.",
    ),
    "“Sparing the meeting” was read by two of us as sparing of meetings. It is about deciding in writing.",
)
DECLINED = Suggestion(
    "lena",
    "senior",
    "code",
    ("Splits a project into changes that merge daily behind flags, and the main branch stays releasable throughout.",),
    "The second line rewards whoever happens to sit beside old code. I would leave it out.",
)
OPEN = Suggestion(
    "chen",
    "staff",
    "operations",
    (
        "Finds the cause that incidents of several teams have in common, and removes it so that the class stops.",
        "Agrees reliability targets for a shared system with its users, and weighs new features with them.",
    ),
    "In the spring cycle both panels asked what “in the open” means. This is how we answered them.",
)


@dataclass
class Framing:
    """Who publishes, drafts, comments and suggests in the demo. Kofi and Rosa own the framework."""

    company: Company

    def versions(self, published: tuple[tuple[date, str, str], ...]) -> None:
        """Each document on its day: the first by Kofi alone, as it was; from then on Rosa looks at it first."""
        for number, (day, text, notes) in enumerate(published):

            def happen(moment: datetime, text: str = text, notes: str = notes, number: int = number) -> None:
                second = self.company["rosa"] if number else None
                kofi = act(self.company["kofi"], moment)
                publish_document(kofi, text, moment.date(), notes, reviewed_by=second)

            self.company.timeline.at(day, happen, minute=5)

    def draft(self, today: date, *, follows: str, version: str) -> None:
        """What is on the owners' desk today. `follows` is the number of the version published last."""
        self._suggested(ACCEPTED, on=today - timedelta(days=20))
        self._suggested(DECLINED, on=today - timedelta(days=18))
        self._suggested(OPEN, on=today - timedelta(days=4))
        self._asked_long_ago(today)

        def begin(moment: datetime) -> None:
            begun = begin_draft(act(self.company["kofi"], moment), DraftText(NAME, "", today + timedelta(days=30)))
            text = begun.text.replace(f"version: {follows}\n", f"version: {version}\n", 1)
            written = DraftText(NAME, text, begun.in_force_on, NOTES)
            change_draft(act(self.company["kofi"], moment), begun.pk, seen=1, written=written)

        def show(moment: datetime) -> None:
            show_draft(act(self.company["kofi"], moment), _draft().pk, shown=True)

        def comment(moment: datetime) -> None:
            words = "“Without a meeting” is clearer. Does a decision in a call count that is written down afterwards?"
            make_comment(
                act(self.company["ada"], moment),
                level="senior",
                criterion="communication",
                words=words,
                draft=_draft().pk,
            )

        def ask(moment: datetime) -> None:
            ask_review(act(self.company["kofi"], moment), _draft().pk, reviewer=self.company["rosa"].pk)

        self._on(today - timedelta(days=14), begin)
        self._on(today - timedelta(days=12), self._accepted)
        self._on(today - timedelta(days=11), self._declined)
        self._on(today - timedelta(days=9), show)
        self._on(today - timedelta(days=5), comment)
        self._on(today - timedelta(days=4), ask)

    def _suggested(self, one: Suggestion, *, on: date) -> None:
        def happen(moment: datetime) -> None:
            said = "\n".join(one.said)
            by = act(self.company[one.key], moment)
            propose(by, level=one.level, criterion=one.criterion, statements=said, why=one.why)

        self._on(on, happen)

    def _accepted(self, moment: datetime) -> None:
        made = _of(ACCEPTED)
        words = "Thank you. It says what we meant."
        accept_proposal(act(self.company["kofi"], moment), made.pk, draft=_draft().pk, words=words)

    def _declined(self, moment: datetime) -> None:
        words = (
            "The line is about making code others can work in, wherever one sits; four cases of last year showed it "
            "without any old code. We keep it, and add an example to say so."
        )
        decline_proposal(act(self.company["rosa"], moment), _of(DECLINED).pk, words=words)

    def _asked_long_ago(self, today: date) -> None:
        """A comment on the version in force that was answered and closed."""

        def made(moment: datetime) -> None:
            words = "Is a reviewer of the design enough to own it, or does it have to be mine from the start?"
            make_comment(act(self.company["lena"], moment), level="staff", criterion="design", words=words)

        def answered(moment: datetime) -> None:
            row = Comment.objects.get(author=self.company["lena"])
            words = "To own it is to be asked when it has to change. Who wrote the first page does not matter."
            answer_comment(act(self.company["rosa"], moment), row.pk, words=words, resolve=True)

        self._on(today - timedelta(days=40), made)
        self._on(today - timedelta(days=37), answered)

    def _on(self, day: date, happen: Callable[[datetime], None]) -> None:
        self.company.timeline.at(day, happen)


def _draft() -> Draft:
    return Draft.objects.get(name=NAME)


def _of(one: Suggestion) -> Proposal:
    return Proposal.objects.get(level=one.level, criterion=one.criterion)
