"""What is there before anything happens to a case: people, evidence, growth, drafts, and another case far away.

All of it are rows, each with the mark of its object in every text. Two cases never meet: the other one, of Oz, is there
so that its ids can be carried into requests about Ada's.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.access.marks import mark
from tests.web.cast import Cast, E, make_cast

from waypost.promotion.stages import Stage
from waypost.web.calibration.models import Attendee, Entry, Preview, RoomNote, Session, SessionState
from waypost.web.evidence.models import (
    Attestation,
    AttestationState,
    Claim,
    ClaimCriterion,
    ClaimState,
    Metric,
    ScopeDocument,
    WorkProduct,
)
from waypost.web.frameworks.models import Comment, Draft, DraftReview, Proposal
from waypost.web.growth.models import (
    CheckIn,
    Commitment,
    Feedback,
    Goal,
    Plan,
    PlanGap,
    PlanState,
    Question,
    QuestionGap,
)
from waypost.web.people.models import Duty, DutyKind, Function, PeopleImport, Person, Position, Team
from waypost.web.promotion.models import (
    Assessment,
    AssessmentKind,
    AssessmentState,
    Case,
    Decision,
    Letter,
    PanelName,
    Rating,
    Reason,
    Review,
    Seat,
)

# Who is not in the cast of the journeys: name, team, function, level, title, manager.
MORE: dict[str, tuple[str, str, Function, str, str, str]] = {
    "olga": ("Olga Ivanova", "storefront", E, "principal", "Principal Engineer", ""),
    "yara": ("Yara Costa", "storefront", E, "staff", "Staff Engineer", ""),
    "zoe": ("Zoe Marin", "storefront", E, "staff", "Staff Engineer", ""),
    "bo": ("Bo Nilsen", "legal", Function.BUSINESS, "", "Counsel", ""),
    "oz": ("Oz Demir", "maps", E, "senior", "Senior Engineer", "ola"),
    "ola": ("Ola Berg", "maps", E, "manager", "Engineering Manager", ""),
    "ove": ("Ove Lund", "tiles", E, "principal", "Principal Engineer", ""),
}
# Claims of Ada's: criteria, who confirms it, its state, whether it is shared, whether it is in the packet.
CLAIMS: dict[str, tuple[tuple[str, ...], str, str, str, bool, bool]] = {
    "schema": (("design", "direction", "communication", "collaboration"), "priya", "reach", "recorded", True, True),
    "ledger": (("operations", "code"), "kim", "efficiency", "recorded", True, True),
    "errors": (("code", "expertise"), "jun", "testimony", "recorded", True, True),
    "mentoring": (("growing-others", "outcome"), "quentin", "testimony", "recorded", True, True),
    "unchosen": (("judgement",), "", "testimony", "recorded", True, False),
    "private": (("judgement",), "", "testimony", "recorded", False, False),
    "draft": (("judgement",), "", "testimony", "draft", True, False),
    "withdrawn": (("judgement",), "", "testimony", "withdrawn", True, False),
}


@dataclass
class Premises:
    """The rows by name. `objects` are the ids a response could hold, each with the object it is the id of."""

    cast: Cast
    people: dict[str, Person]
    claims: dict[str, Claim]
    scope: ScopeDocument
    question: Question
    open_question: Question
    imported: PeopleImport
    of_framework: dict[str, Any]
    other: dict[str, object]

    @property
    def now(self) -> datetime:
        """When the organisation was made."""
        return self.cast.now

    @property
    def packet(self) -> list[Claim]:
        """The claims of the packet."""
        return [self.claims[key] for key, row in CLAIMS.items() if row[-1]]


def make_premises() -> Premises:
    """Write all of it."""
    cast = make_cast()
    people = _more_people(cast)
    people["mia"] = cast.mia
    claims = {key: _claim(cast, people, key) for key in CLAIMS}
    scope = ScopeDocument.objects.create(
        person=cast.ada, quarter="2026-Q4", body=mark("scope"), saved_at=cast.now - timedelta(days=9)
    )
    question, still_open = _growth(cast)
    Goal.objects.create(person=cast.ada, framework=cast.framework, level="staff", set_at=cast.now)
    imported = PeopleImport.objects.create(
        by=cast.hana,
        at=cast.now,
        name=mark("import"),
        text=f"id,name\nP900,{mark('import')}\n",
        in_force_on=cast.now.date(),
        digest="0" * 64,
    )
    of_framework = _of_framework(cast, people)
    return Premises(
        cast, people, claims, scope, question, still_open, imported, of_framework, _other_case(cast, people)
    )


def _of_framework(cast: Cast, people: dict[str, Person]) -> dict[str, Any]:
    """Drafts among the owners and one that is shown to everybody, with comments; reviews; suggestions."""
    made: dict[str, Any] = {}
    for name, shown in (("draft", False), ("ready", False), ("shown", True)):
        word = mark("framework.shown" if shown else "framework.draft")
        made[name] = Draft.objects.create(
            name=word,
            author=cast.kofi,
            edited_by=cast.kofi,
            based_on=cast.framework,
            # A number that follows and a comment with the mark: it can be read, edited and reviewed.
            text=f"{cast.framework.document.replace('version: 1.0.0', 'version: 2.0.0')}# {word}\n",
            notes=word,
            in_force_on=cast.now.date(),
            shown=shown,
            begun_at=cast.now,
            saved_at=cast.now,
        )
    about = {"level": "staff", "criterion": "design", "at": cast.now}
    for name, author, of in (
        ("draft", "ola", {"draft": made["draft"]}),
        ("shown", "ada", {"draft": made["shown"]}),
        ("version", "ada", {"framework": cast.framework}),
    ):
        made[f"comment.{name}"] = Comment.objects.create(
            author=people[author], words=mark(f"framework.comment.{name}"), **of, **about
        )
    # Kofi is asked about the one; Ola approved the other, so that Kofi can publish it.
    asked: dict[str, Any] = {"asked_at": cast.now, "words": mark("framework.review")}
    made["review"] = DraftReview.objects.create(
        draft=made["draft"], reviewer=cast.kofi, asked_by=people["ola"], asked_at=cast.now
    )
    ready = made["ready"]
    approved = {"state": "approved", "answered_at": cast.now, "digest": ready.digest, "follows": cast.framework.hash}
    DraftReview.objects.create(draft=ready, reviewer=people["ola"], asked_by=cast.kofi, **approved, **asked)
    for author in ("ada", "jun"):
        word = mark(f"framework.proposal.{author}")
        made[f"proposal.{author}"] = Proposal.objects.create(
            framework=cast.framework, author=people[author], old=word, new=word, why=word, **about
        )
    return made


def _more_people(cast: Cast) -> dict[str, Person]:
    people = dict(cast.people)
    joined = cast.now.date() - timedelta(days=900)
    teams = dict(cast.teams)
    for number, (key, (name, team, _f, _l, _t, _m)) in enumerate(MORE.items(), start=100):
        people[key] = Person.objects.create(
            number=f"P{number}", name=name, email=f"{key}@example.org", joined_on=joined, password="!"
        )
        if team not in teams:
            teams[team] = Team.objects.create(key=team, name=team.capitalize())
    for key, (_name, team, function, level, title, manager) in MORE.items():
        Position.objects.create(
            person=people[key],
            team=teams[team],
            manager=people.get(manager),
            function=function,
            level=level,
            title=title,
            from_day=joined,
        )
    Duty.objects.create(person=people["ove"], kind=DutyKind.ENGINEERING_LEADER, from_day=joined)
    Duty.objects.create(person=people["ola"], kind=DutyKind.FRAMEWORK_OWNER, from_day=joined)
    return people


def _claim(cast: Cast, people: dict[str, Person], key: str) -> Claim:
    criteria, attester, outcome_kind, state, shared, _in_packet = CLAIMS[key]
    word = mark(f"claim.{key}")
    claim = Claim.objects.create(
        person=cast.ada,
        title=word,
        what=word,
        part=word,
        outcome_kind=outcome_kind,
        outcome=word,
        started_on=cast.now.date() - timedelta(days=200),
        ended_on=cast.now.date() - timedelta(days=60),
        state=ClaimState(state),
        shared=shared,
        created_at=cast.now - timedelta(days=50),
        changed_at=cast.now - timedelta(days=50),
    )
    ClaimCriterion.objects.bulk_create(ClaimCriterion(claim=claim, criterion=one) for one in criteria)
    Metric.objects.create(
        claim=claim,
        name=word,
        baseline="190",
        result="24",
        unit="minutes",
        period=word,
        how_measured=word,
        share=60,
    )
    WorkProduct.objects.create(claim=claim, kind="design document", title=word, url=f"https://work.example.org/{word}")
    if attester:
        Attestation.objects.create(
            claim=claim,
            attester=people[attester],
            asked_at=cast.now - timedelta(days=40),
            question=mark(f"asked.{attester}"),
            state=AttestationState.CONFIRMED,
            words=mark(f"confirmed.{attester}"),
            answered_at=cast.now - timedelta(days=39),
            claim_version=claim.version,
        )
    return claim


def _growth(cast: Cast) -> tuple[Question, Question]:
    """Ada asked twice; Ben answered once and is writing the other answer. Three gave feedback."""
    answered = Question.objects.create(
        asker=cast.ada,
        manager=cast.ben,
        framework=cast.framework,
        level="staff",
        words=mark("question"),
        asked_at=cast.now - timedelta(days=200),
        due_at=cast.now - timedelta(days=186),
        answer=mark("answer"),
        answered_at=cast.now - timedelta(days=190),
    )
    QuestionGap.objects.create(
        question=answered, criterion="communication", state="not_shown_yet", words=mark("answer")
    )
    still_open = Question.objects.create(
        asker=cast.ada,
        manager=cast.ben,
        framework=cast.framework,
        level="manager",
        words=mark("question"),
        asked_at=cast.now - timedelta(days=2),
        due_at=cast.now + timedelta(days=12),
        answer=mark("answer.draft"),
    )
    QuestionGap.objects.create(
        question=still_open, criterion="communication", state="not_shown_yet", words=mark("answer.draft")
    )
    for author, about in ((cast.jun, cast.ada), (cast.ben, cast.ada), (cast.ada, cast.noor)):
        name = "ada" if author == cast.ada else author.email.partition("@")[0]
        Feedback.objects.create(
            about=about,
            author=author,
            framework=cast.framework,
            criterion="design",
            level="staff",
            words=mark(f"feedback.{name}"),
            given_at=cast.now - timedelta(days=100),
        )
    return answered, still_open


def _other_case(cast: Cast, people: dict[str, Person]) -> dict[str, object]:
    """The case of Oz, decided and with a session of its own; nobody of Ada's case has anything to do with it."""
    word, now, oz, ola, ove = mark("other"), cast.now, people["oz"], people["ola"], people["ove"]
    plan = Plan.objects.create(
        person=oz, manager=ola, framework=cast.framework, level="staff", state=PlanState.OPEN, created_at=now
    )
    PlanGap.objects.create(
        plan=plan, criterion="design", kind="no_opportunity_yet", looks_like=word, opportunity=word, support=word
    )
    promised = Commitment.objects.create(plan=plan, by=ola, words=word, due_on=now.date() + timedelta(days=9))
    CheckIn.objects.create(plan=plan, by=ola, at=now, words=word)
    case = Case.objects.create(
        candidate=oz,
        manager=ola,
        nominated_by=ola,
        framework=cast.framework,
        from_level="senior",
        target_level="staff",
        target_band="B4",
        cycle_on=now.date() - timedelta(days=400),
        why=word,
        stage=Stage.IN_CALIBRATION,
        stage_since=now,
        nominated_at=now - timedelta(days=90),
        submitted_at=now - timedelta(days=60),
        plan=plan,
    )
    claim = Claim.objects.create(
        person=oz, title=word, what=word, outcome=word, state=ClaimState.RECORDED, created_at=now, changed_at=now
    )
    asked = Attestation.objects.create(
        claim=claim, attester=ove, asked_at=now, words=word, claim_version=1, question=word
    )
    assessment = Assessment.objects.create(
        case=case,
        kind=AssessmentKind.MANAGER,
        author=ola,
        state=AssessmentState.GIVEN,
        words={"design": word},
        asked_at=now,
        given_at=now,
    )
    seat = Seat.objects.create(case=case, person=ove, panel=PanelName.TECHNICAL, kind="engineer", seated_at=now)
    review = Review.objects.create(seat=seat)
    rating = Rating.objects.create(review=review, criterion="design", point="meets", reason=word)
    Review.objects.filter(pk=review.pk).update(given_at=now)
    session = Session.objects.create(
        name=mark("other.session"),
        band="B4",
        cycle_on=case.cycle_on,
        facilitator=ove,
        state=SessionState.IN_ROOM,
        opened_at=now,
    )
    Attendee.objects.create(session=session, person=ove)
    entry = Entry.objects.create(session=session, case=case)
    Preview.objects.create(entry=entry, person=ove, vote="question", words=word, at=now)
    RoomNote.objects.create(entry=entry, by=ove, at=now, words=word)
    decision = Decision.objects.create(case=case, outcome="yes", summary=word, dissent_answer=word, by=ove)
    Reason.objects.create(decision=decision, criterion="design", level="staff", expectation="x", words=word)
    Letter.objects.create(decision=decision, words=word, by=ola)
    question = Question.objects.create(
        asker=oz,
        manager=ola,
        framework=cast.framework,
        level="staff",
        words=word,
        asked_at=now,
        due_at=now + timedelta(days=9),
    )
    scope = ScopeDocument.objects.create(person=oz, quarter="2026-Q4", body=word, saved_at=now)
    Feedback.objects.create(
        about=oz, author=ola, framework=cast.framework, criterion="design", words=word, given_at=now
    )
    return {
        "case": case,
        "claim": claim,
        "attestation": asked,
        "assessment": assessment,
        "seat": seat,
        "review": review,
        "rating": rating,
        "session": session,
        "entry": entry,
        "plan": plan,
        "commitment": promised,
        "question": question,
        "scope": scope,
        "nowhere": uuid.UUID(int=7),
    }
