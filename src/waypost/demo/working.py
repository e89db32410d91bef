"""People of the demo record what they did, and others confirm it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from waypost.demo.company import Company
from waypost.demo.stories import STORIES, Story
from waypost.demo.timeline import act
from waypost.web.evidence.models import Attestation, AttestationState
from waypost.web.evidence.services.attestations import answer_attestation, ask_attestation
from waypost.web.evidence.services.claims import draft_id, keep_draft, record_claim
from waypost.web.evidence.values import ClaimText, MetricText, ProductText
from waypost.web.people.models import Person

ANSWERS = (
    *((AttestationState.CONFIRMED, "That is how I remember it, and our figures say the same."),) * 4,
    (AttestationState.CONFIRMED, "Yes. It was agreed in our weekly and held."),
    (AttestationState.AMENDED, "Right in the main; our own count comes out a little lower."),
)
WORDS = 8  # days an answer takes at most


def as_text(story: Story, *, ended_on: date) -> ClaimText:
    """A story as its author would type it."""
    number = story.number
    metrics = (
        (
            MetricText(
                name=number.name,
                baseline=number.baseline,
                result=number.result,
                unit=number.unit,
                period=number.period,
                how_measured=number.how,
                share=number.share,
            ),
        )
        if number
        else ()
    )
    kind, title = story.product
    slug = title.lower().replace(" ", "-").replace("'", "").replace(",", "")
    return ClaimText(
        title=story.title,
        what=story.what,
        part=story.part,
        outcome_kind=story.kind.value,
        outcome=story.outcome,
        started_on=ended_on - timedelta(days=60),
        ended_on=ended_on,
        criteria=story.criteria,
        metrics=metrics,
        work_products=(ProductText(kind=kind, title=title, url=f"https://docs.northwind.example/{story.team}/{slug}"),),
    )


class Working:
    """Puts claims and their confirmations on the timeline."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.timeline = company.timeline
        self.random = company.random

    def records(self, who: str, story: Story, *, on: date, witnesses: Iterable[str]) -> None:
        """Somebody records a story on a day and asks each witness, who answers within days."""

        def happen(moment: datetime) -> None:
            if who not in self.company.people:
                return  # had not joined yet
            person = self.company[who]
            form = f"{story.title} {on}"
            text = as_text(story, ended_on=on - timedelta(days=5))
            claim = record_claim(act(person, moment, once=form), claim=draft_id(person, form), seen=0, text=text)
            for witness in self.company.here(one for one in dict.fromkeys(witnesses) if one != who):
                self._asks(person, claim.pk, witness, moment, story)

        self.timeline.at(on, happen)

    def drafts(self, who: str, story: Story, *, on: date) -> None:
        """Somebody begins a claim and leaves it: the outcome is still missing."""

        def happen(moment: datetime) -> None:
            person = self.company[who]
            text = replace(as_text(story, ended_on=on), outcome="", outcome_kind="", metrics=())
            form = f"{story.title} {on}"
            keep_draft(act(person, moment, once=form), claim=draft_id(person, form), seen=0, text=text)

        self.timeline.at(on, happen)

    def _asks(self, person: Person, claim: UUID, witness: Person, moment: datetime, story: Story) -> None:
        question = "Is the number right from where you stand?" if story.number else "Is this how you saw it?"
        asked = ask_attestation(act(person, moment), claim=claim, attester=witness.pk, question=question)
        answer, words = self.random.choice(ANSWERS if story.number else ANSWERS[:5])
        day = moment.date() + timedelta(days=self.random.randint(1, WORDS))
        self.timeline.at(day, lambda at: self._answers(asked.pk, witness, at, story, answer, words))

    def _answers(  # one answer, with everything it consists of
        self, asked: UUID, witness: Person, moment: datetime, story: Story, answer: str, words: str
    ) -> None:
        row = Attestation.objects.select_related("claim").get(pk=asked)
        amends = answer == AttestationState.AMENDED and story.number is not None
        answer_attestation(
            act(witness, moment),
            attestation=asked,
            seen=row.version,
            claim_seen=row.claim.version,
            answer=answer,
            words=words,
            amended_metric=story.number.name if amends and story.number else "",
            amended_result=_slightly_less(story.number.result) if amends and story.number else "",
        )


def _slightly_less(figure: str) -> str:
    """A tenth off, in the figure's own precision, and never the same figure."""
    value = float(figure) * 0.91
    less = str(round(value, 1)) if "." in figure else str(round(value))
    return less if less != figure else str(int(float(figure)) + 1)


def stories_of(team: str, random: Random, count: int) -> list[Story]:
    """Stories of a team's own work, in an order the seed decides; other teams' when it has too few."""
    own = [story for story in STORIES if story.team == team]
    other = [story for story in STORIES if story.team != team]
    random.shuffle(own)
    random.shuffle(other)
    return (own + other)[:count]
