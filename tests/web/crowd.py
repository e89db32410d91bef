"""Many more of everything around the cast and Ada's case, written as rows: what a page must not cost more for."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Max
from tests.web.cast import Cast

from waypost.web.calibration.models import Attendee, Entry, Preview, RoomNote, Session, SessionState
from waypost.web.evidence.models import Attestation, Claim, ClaimCriterion, ClaimState, Metric, ScopeDocument
from waypost.web.frameworks.models import Comment, Draft, DraftReview, FrameworkVersion, Proposal
from waypost.web.growth.models import CheckIn, Commitment, Feedback, Goal, Plan, PlanGap, PlanState, Question
from waypost.web.journal.kinds import Kind
from waypost.web.journal.models import Event, Notice
from waypost.web.people.models import Duty, DutyKind, ImportState, PeopleImport, Person, Position
from waypost.web.promotion.models import (
    Assessment,
    AssessmentKind,
    AssessmentState,
    Case,
    CaseClaim,
    DeclaredConflict,
    PanelName,
    Rating,
    RatingChange,
    Review,
    Seat,
)

PANEL = {
    "chen": PanelName.TECHNICAL,
    "eli": PanelName.STRATEGIC,
    "dana": PanelName.FACILITATOR,
    "uma": PanelName.CALIBRATOR,
    "ivo": PanelName.DECIDER,
}
STAGES = ("in_review", "in_calibration", "decided", "told", "gathering", "submitted", "nominated", "closed")
ON_ONE_CASE = 12  # what hangs on one case alone grows by so many: nobody asks two hundred peers
CRITERIA = ("design", "code", "outcome", "communication")
WORDS = "Three services changed at once, and none of them had to wait for another."


def crowd(cast: Cast, case: Case, count: int) -> None:
    """`count` more of each thing: people and what hangs on them, on the cast, on Ada and on her case."""
    people = _people(cast, count)
    _evidence(cast, case, people)
    _growth(cast, people)
    cases = _cases(cast, people)
    _on_the_case(cast, case, people[:ON_ONE_CASE])
    _sessions(cast, case, cases)
    _journal(cast, people)
    _records(cast, people)


def _people(cast: Cast, count: int) -> list[Person]:
    """Every other one in Ada's team, led by Ben; the others elsewhere, led by nobody, so that they may judge her."""
    start = Person.objects.count()
    people = [
        Person(
            number=f"C{n:04}",
            name=f"Person {n:04} of the crowd",
            email=f"crowd{n}@example.org",
            joined_on=cast.now.date() - timedelta(days=500),
            password="!",
        )
        for n in range(start, start + count)
    ]
    Person.objects.bulk_create(people)
    Position.objects.bulk_create(
        Position(
            person=person,
            team=cast.teams["payments" if n % 2 else "data"],
            manager=cast.ben if n % 2 else None,
            function="engineering",
            level="senior" if n % 2 else "principal",
            title="Engineer",
            from_day=person.joined_on,
        )
        for n, person in enumerate(people)
    )
    return people


def _claim(cast: Cast, person: Person, n: int) -> Claim:
    return Claim(
        person=person,
        title=f"What {person.name} did, number {n}",
        what=WORDS,
        part=WORDS,
        outcome_kind="efficiency",
        outcome=WORDS,
        started_on=cast.now.date() - timedelta(days=300 + n),
        ended_on=cast.now.date() - timedelta(days=200 + n),
        state=(ClaimState.RECORDED, ClaimState.RECORDED, ClaimState.DRAFT, ClaimState.WITHDRAWN)[n % 4],
        created_at=cast.now - timedelta(days=40),
        changed_at=cast.now - timedelta(days=40),
    )


def _evidence(cast: Cast, case: Case, people: Sequence[Person]) -> None:
    """Claims of Ada's and of each of the crowd, each with a number, an answer and somebody still asked."""
    claims = [_claim(cast, cast.ada, n) for n in range(len(people))]
    claims += [_claim(cast, person, 0) for person in people]
    Claim.objects.bulk_create(claims)
    ClaimCriterion.objects.bulk_create(
        ClaimCriterion(claim=claim, criterion=key) for claim in claims for key in CRITERIA
    )
    Metric.objects.bulk_create(
        Metric(claim=claim, name="Run", baseline="190", result="24", unit="min") for claim in claims
    )
    Attestation.objects.bulk_create(
        Attestation(claim=claim, attester=cast.people[name], claim_version=1, **said)
        for claim in claims
        for name, said in (
            ("kim", {"asked_at": cast.now}),
            ("jun", {"asked_at": cast.now, "answered_at": cast.now, "state": "amended", "words": WORDS}),
        )
    )
    ScopeDocument.objects.bulk_create(
        ScopeDocument(
            person=cast.ada, quarter=f"20{n % 90 + 10}-Q1", body=WORDS, saved_at=cast.now - timedelta(days=30 + n)
        )
        for n in range(len(people))
    )
    if not case.packet:  # what is submitted stays as it was
        mine = [claim for claim in claims if claim.person == cast.ada and claim.state == ClaimState.RECORDED]
        CaseClaim.objects.bulk_create(CaseClaim(case=case, claim=claim) for claim in mine[:ON_ONE_CASE])


def _growth(cast: Cast, people: Sequence[Person]) -> None:
    """Goals, feedback both ways, questions to Ben and of Ada's, plans that Ben keeps, and Ada's from before."""
    framework = cast.framework
    Goal.objects.bulk_create(Goal(person=one, framework=framework, level="staff", set_at=cast.now) for one in people)
    Feedback.objects.bulk_create(
        Feedback(about=about, author=author, framework=framework, criterion="design", words=WORDS, given_at=cast.now)
        for one in people
        for about, author in ((cast.ada, one), (one, cast.ada), (one, cast.ben))
    )
    asked = {"manager": cast.ben, "framework": framework, "level": "staff", "words": WORDS, "asked_at": cast.now}
    due = cast.now + timedelta(days=3)
    Question.objects.bulk_create(
        question
        for one in people
        for question in (
            Question(asker=one, due_at=due, **asked),
            Question(asker=cast.ada, due_at=due, answer=WORDS, answered_at=cast.now, **asked),
            Question(asker=cast.ada, due_at=due, **asked),
        )
    )
    kept = {"manager": cast.ben, "framework": framework, "level": "staff", "created_at": cast.now}
    soon = cast.now.date() + timedelta(days=5)
    plans = [
        Plan(person=one, state=PlanState.OPEN if n % 2 else PlanState.DRAFT, next_look_on=soon, **kept)
        for n, one in enumerate(people)
    ]
    plans += [Plan(person=cast.ada, state=PlanState.DONE, **kept) for _one in people]
    Plan.objects.bulk_create(plans)
    PlanGap.objects.bulk_create(PlanGap(plan=plan, criterion="design", kind="not_shown_yet") for plan in plans)
    promised = {"words": WORDS, "due_on": soon}
    Commitment.objects.bulk_create(Commitment(plan=plan, by=cast.ben, **promised) for plan in plans)


def _cases(cast: Cast, people: Sequence[Person]) -> list[Case]:
    """A case of each of the crowd, led by Ben, judged by the panel that judges Ada's; Jun still owes a word on each."""
    cases = [
        Case(
            candidate=person,
            manager=cast.ben,
            nominated_by=cast.ben,
            framework=cast.framework,
            from_level="senior",
            target_level="staff",
            target_band="B4",
            cycle_on=cast.now.date(),
            stage=STAGES[n % len(STAGES)],
            stage_since=cast.now,
            nominated_at=cast.now - timedelta(minutes=n),
        )
        for n, person in enumerate(people)
    ]
    Case.objects.bulk_create(cases)
    seats = [
        Seat(case=case, person=cast.people[name], panel=panel, kind="engineer", seated_at=cast.now)
        for case in cases
        for name, panel in PANEL.items()
    ]
    Seat.objects.bulk_create(seats)
    judging = [seat for seat in seats if seat.panel in (PanelName.TECHNICAL, PanelName.STRATEGIC)]
    reviews = [Review(seat=seat) for seat in judging]
    Review.objects.bulk_create(reviews)
    Rating.objects.bulk_create(
        Rating(review=review, criterion=criterion, point="meets", reason=WORDS)
        for review in reviews
        for criterion in (CRITERIA[:2] if review.seat.panel == PanelName.TECHNICAL else CRITERIA[2:])
    )
    # Given after the ratings are in: nothing is added to a review that was given.
    Review.objects.filter(seat__in=judging).exclude(seat__case__stage="in_review").update(given_at=cast.now)
    Assessment.objects.bulk_create(
        Assessment(case=case, kind=AssessmentKind.PEER, author=cast.jun, asked_at=cast.now) for case in cases
    )
    return cases


def _on_the_case(cast: Cast, case: Case, people: Sequence[Person]) -> None:
    """Peers asked about Ada who declined, panellists who left, and people of whom one must not judge the other."""
    declined = {"kind": AssessmentKind.PEER, "state": AssessmentState.DECLINED, "asked_at": cast.now}
    Assessment.objects.bulk_create(Assessment(case=case, author=one, **declined) for one in people)
    DeclaredConflict.objects.bulk_create(
        DeclaredConflict(one=one, other=cast.ada, declared_at=cast.now) for one in people
    )
    left: dict[str, Any] = {"seated_at": cast.now, "left_at": cast.now, "left_because": WORDS}
    Seat.objects.bulk_create(
        Seat(case=case, person=one, panel=PanelName.TECHNICAL, kind="engineer", **left) for one in people
    )


def _sessions(cast: Cast, case: Case, cases: Sequence[Case]) -> None:
    """A session of the past for each case, and on Ada's entry many notes, previews and changed ratings."""
    sessions = [
        Session(
            name=f"Session {n}",
            band="B4",
            cycle_on=cast.now.date(),
            facilitator=cast.dana,
            state=SessionState.PREVIEW if n % 2 else SessionState.IN_ROOM,
            opened_at=cast.now,
        )
        for n in range(len(cases))
    ]
    Session.objects.bulk_create(sessions)
    Attendee.objects.bulk_create(
        Attendee(session=one, person=cast.people[who]) for one in sessions for who in ("dana", "uma")
    )
    Entry.objects.bulk_create(Entry(session=one, case=of) for one, of in zip(sessions, cases, strict=True))
    entry = Entry.objects.filter(case=case).first()
    if entry is None:
        return
    Preview.objects.bulk_create(
        Preview(entry=entry, person=of.candidate, vote="question", words=WORDS, at=cast.now)
        for of in cases[:ON_ONE_CASE]
    )
    noted = {"entry": entry, "by": cast.dana, "at": cast.now, "words": WORDS}
    RoomNote.objects.bulk_create(RoomNote(**noted) for _of in cases[:ON_ONE_CASE])
    rating = Rating.objects.filter(review__seat__case=case).first()
    changed = {"rating": rating, "old": "meets", "new": "meets", "by": cast.chen, "at": cast.now, "why": WORDS}
    RatingChange.objects.bulk_create(RatingChange(**changed) for _of in cases[:ON_ONE_CASE])


def _journal(cast: Cast, people: Sequence[Person]) -> None:
    """An event about Ada for each of the crowd, and a notice of it for everybody of the cast."""
    last = Event.objects.aggregate(last=Max("number"))["last"] or 0
    events = [
        Event(
            number=last + n,
            at=cast.now,
            kind=Kind.CASE_MOVED,
            actor=one,
            about=cast.ada,
            subject=f"case:{uuid.uuid4()}",
            place="/",
            facts={},
            previous="0" * 64,
            hash=f"{last + n:064}",
        )
        for n, one in enumerate(people, start=1)
    ]
    Event.objects.bulk_create(events)
    Notice.objects.bulk_create(Notice(event=event, person=one) for event in events for one in cast.people.values())


def _records(cast: Cast, people: Sequence[Person]) -> None:
    """Duties that ended, imported lists, and versions of the framework from before."""
    ended = {"kind": DutyKind.ENGINEERING_LEADER, "from_day": cast.now.date() - timedelta(days=90)}
    Duty.objects.bulk_create(Duty(person=one, until_day=cast.now.date(), **ended) for one in people)
    PeopleImport.objects.bulk_create(
        PeopleImport(
            by=cast.hana,
            at=cast.now,
            name=f"List {n}",
            text="",
            in_force_on=cast.now.date(),
            digest="0" * 64,
            state=ImportState.APPLIED,
        )
        for n in range(len(people))
    )
    _of_the_framework(cast, people)
    start = FrameworkVersion.objects.count()
    FrameworkVersion.objects.bulk_create(
        FrameworkVersion(
            name=cast.framework.name,
            title=cast.framework.title,
            version=f"0.{n}.0",
            document="",
            hash=f"{n:064}",
            change_class="minor",
            notes=WORDS,
            published_by=cast.kofi,
            published_at=cast.now,
            in_force_on=cast.framework.in_force_on - timedelta(days=n),
        )
        for n in range(start, start + len(people))
    )


def _of_the_framework(cast: Cast, people: Sequence[Person]) -> None:
    """Shown drafts, each with a review, and comments and suggested words of everybody at one cell."""
    when = {"begun_at": cast.now, "saved_at": cast.now, "in_force_on": cast.now.date()}
    text = cast.framework.document.replace("version: 1.0.0", "version: 2.0.0")
    drafts = [
        Draft(
            name=f"Draft {n}", author=cast.kofi, edited_by=one, based_on=cast.framework, text=text, shown=True, **when
        )
        for n, one in enumerate(people)
    ]
    Draft.objects.bulk_create(drafts)
    owned = {"kind": DutyKind.FRAMEWORK_OWNER, "from_day": cast.now.date() - timedelta(days=9)}
    Duty.objects.bulk_create(Duty(person=one, **owned) for one in people[:ON_ONE_CASE])
    looked = {"asked_by": cast.kofi, "asked_at": cast.now, "state": "changes", "words": WORDS, "answered_at": cast.now}
    first = Draft.objects.order_by("pk")[0]
    DraftReview.objects.bulk_create(DraftReview(draft=first, reviewer=one, **looked) for one in people[:ON_ONE_CASE])
    asked = {"asked_by": cast.dana, "asked_at": cast.now, "reviewer": cast.kofi}
    DraftReview.objects.bulk_create(DraftReview(draft=draft, **asked) for draft in drafts)
    cell = {"level": "staff", "criterion": "design", "at": cast.now}
    Comment.objects.bulk_create(
        Comment(author=one, words=WORDS, answer=WORDS, answered_by=cast.kofi, answered_at=cast.now, **cell, **about)
        for one in people
        for about in ({"framework": cast.framework}, {"draft": first})
    )
    Proposal.objects.bulk_create(
        Proposal(framework=cast.framework, author=cast.ada, old=WORDS, new=WORDS, why=WORDS, **cell) for _one in people
    )


def check_ins(cast: Cast, plan: Plan, count: int) -> None:
    """`count` looks at a plan, and as many promises that were kept."""
    CheckIn.objects.bulk_create(CheckIn(plan=plan, by=cast.ben, at=cast.now, words=WORDS) for _n in range(count))
    kept = {"plan": plan, "by": cast.ben, "words": WORDS, "due_on": cast.now.date(), "state": "kept"}
    Commitment.objects.bulk_create(Commitment(**kept) for _n in range(count))
