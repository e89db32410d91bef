"""Cases and everything that hangs on them: assessments, seats, reviews, ratings, decisions, letters. No rules."""

from __future__ import annotations

import uuid
from functools import cache

from django.db import models
from django.db.models import F, Q

from waypost.promotion.decision import Outcome
from waypost.promotion.disclosure import stages_visible_to
from waypost.promotion.stages import Role, Stage
from waypost.web.evidence.models import Claim
from waypost.web.frameworks.models import FrameworkVersion
from waypost.web.growth.models import Plan
from waypost.web.people.models import DutyKind, Person, Position

# From review on: where a panel works on a case, and afterwards what it saw then.
SEEN_BY_PANELS = (Stage.IN_REVIEW, Stage.IN_CALIBRATION, Stage.DECIDED, Stage.TOLD, Stage.APPEALED, Stage.CLOSED)


class PanelName(models.TextChoices):
    """Where a seat stands. A calibrator's seat comes with the session the case is taken to."""

    TECHNICAL = "technical", "Technical panel"
    STRATEGIC = "strategic", "Strategic panel"
    FACILITATOR = "facilitator", "Facilitator"
    CALIBRATOR = "calibrator", "Calibrator"
    DECIDER = "decider", "Decider"


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases, reached by relation, seat or duty; which parts of one are then seen is the disclosure table's word."""

    def visible_to(self, person: Person) -> CaseQuerySet:
        """The candidate, their manager, whoever sits on it from review on, people operations.

        A duty ends with its day; a peer or an attester sees their own page and never the case.
        """
        if not person.is_active:
            return self.none()
        if person.holds(DutyKind.PEOPLE_OPERATIONS):
            return self.all()
        sits = Q(pk__in=Seat.objects.opening_to(person).values("case_id"))
        return self.filter(Q(candidate=person) | Q(manager=person) | sits)


class Case(models.Model):
    """A promotion case: moves a person from their level to a target level along a path."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidate = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    manager = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases_managed")
    nominated_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases_nominated")
    framework = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="cases")
    from_level = models.CharField(max_length=60)
    target_level = models.CharField(max_length=60)
    target_band = models.CharField(max_length=20)
    cycle_on = models.DateField()
    why = models.TextField(blank=True)  # the nomination's words to the candidate
    stage = models.CharField(max_length=16, choices=[(stage.value, stage.value) for stage in Stage])
    stage_since = models.DateTimeField()
    nominated_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    round = models.PositiveSmallIntegerField(default=1)  # 2 after an appeal: other panellists
    packet = models.JSONField(default=dict)  # claims and scope document as they were when submitted
    returned_words = models.TextField(blank=True)
    appeal_words = models.TextField(blank=True)
    appealed_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    plan = models.OneToOneField(Plan, null=True, on_delete=models.PROTECT, related_name="case")
    position = models.OneToOneField(Position, null=True, on_delete=models.SET_NULL, related_name="case")
    version = models.PositiveIntegerField(default=1)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ("-nominated_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(stage__in=[stage.value for stage in Stage]), name="case_stage_is_in_the_table"
            ),
            models.CheckConstraint(condition=Q(round__in=(1, 2)), name="case_is_heard_twice_at_most"),
            models.CheckConstraint(condition=~Q(manager=F("candidate")), name="case_manager_is_another"),
            models.UniqueConstraint(
                fields=("candidate",),
                condition=~Q(stage__in=(Stage.CLOSED.value, Stage.WITHDRAWN.value)),
                name="case_one_open",
            ),
        )
        indexes = (models.Index(fields=("stage", "cycle_on"), name="case_board"),)


class CaseClaim(models.Model):
    """A claim the candidate put into the packet."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="chosen")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="packets")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "claim"), name="case_claim_once"),)


class AssessmentKind(models.TextChoices):
    SELF = "self", "Self-assessment"
    MANAGER = "manager", "Manager's assessment"
    PEER = "peer", "Peer's assessment"


class AssessmentState(models.TextChoices):
    ASKED = "asked", "Asked"
    GIVEN = "given", "Given"
    DECLINED = "declined", "Declined"


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, person: Person) -> AssessmentQuerySet:
        """The page of an assessment is its author's; others read it as a part of the case."""
        return self.filter(author=person) if person.is_active else self.none()


class Assessment(models.Model):
    """What the candidate, their manager or a peer says, criterion by criterion."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="assessments")
    kind = models.CharField(max_length=8, choices=AssessmentKind.choices)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assessments")
    outside_team = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=AssessmentState.choices, default=AssessmentState.ASKED)
    words = models.JSONField(default=dict)  # criterion key -> what they say about it
    asked_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "asked_at")
        constraints = (models.UniqueConstraint(fields=("case", "author"), name="assessment_once"),)


class SeatQuerySet(models.QuerySet["Seat"]):
    """Seats, reached by who sits on them."""

    def opening_to(self, person: Person) -> SeatQuerySet:
        """The seats from which a person sees something of their case now, as the disclosure table has it.

        A round that was appealed is asked about as appealed, whatever the stage of the second one. A second round that
        has not begun opens nothing yet but to its facilitator, who has to seat it.
        """
        begun = ~Q(case__stage=Stage.APPEALED) | Q(round=1) | Q(panel=PanelName.FACILITATOR)
        heard = Q(panel__in=[panel for panel, stages in _opened_stages().items() if Stage.APPEALED in stages])
        opens = Q(pk=None)
        for panel, stages in _opened_stages().items():
            opens |= Q(panel=panel, case__stage__in=stages)
        of_a_round = Q(round=F("case__round")) & begun & opens | Q(round__lt=F("case__round")) & heard
        return self.filter(of_a_round, person=person, left_at=None)


@cache
def _opened_stages() -> dict[PanelName, tuple[Stage, ...]]:
    return {panel: tuple(sorted(stages_visible_to(Role(panel.value)))) for panel in PanelName}


class Seat(models.Model):
    """Somebody sits on a case in one round, until they leave it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats")
    panel = models.CharField(max_length=12, choices=PanelName.choices)
    kind = models.CharField(max_length=20)  # the policy's seat: engineer, product, business, design, engineering-leader
    round = models.PositiveSmallIntegerField(default=1)
    seated_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    left_because = models.TextField(blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ("panel", "seated_at")
        constraints = (
            models.UniqueConstraint(
                fields=("case", "person", "panel", "round"), condition=Q(left_at=None), name="seat_once"
            ),
        )
        indexes = (models.Index(fields=("person", "left_at"), name="seat_of_person"),)


class DeclaredConflict(models.Model):
    """Two people who said that one must not judge the other."""

    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="conflicts_declared")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="conflicts_named")
    words = models.TextField(blank=True)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("one", "other"), name="conflict_once"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="conflict_is_with_another"),
        )


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, person: Person) -> ReviewQuerySet:
        """The page of a review is its author's, while they sit and the case is in review or later."""
        return (
            self.filter(seat__person=person, seat__left_at=None, seat__case__stage__in=SEEN_BY_PANELS).exclude(
                seat__case__candidate=person
            )
            if person.is_active
            else self.none()
        )


class Review(models.Model):
    """One panellist's sealed judgement: a rating and a reason per criterion."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    seat = models.OneToOneField(Seat, on_delete=models.CASCADE, related_name="review")
    given_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = ReviewQuerySet.as_manager()


class Rating(models.Model):
    """One criterion's rating against the expectation of the target level. `cannot_judge` has no point."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="ratings")
    criterion = models.CharField(max_length=60)
    point = models.CharField(max_length=40, blank=True)  # a key of the framework's scale
    cannot_judge = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("review", "criterion"), name="rating_once"),)


class RatingChange(models.Model):
    """A rating changed in the room: the old one stays, with who, when and why."""

    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, related_name="changes")
    old = models.CharField(max_length=40)
    new = models.CharField(max_length=40)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="rating_changes")
    at = models.DateTimeField()
    why = models.TextField()

    class Meta:
        ordering = ("at", "id")


class Decision(models.Model):
    """The answer of one round; a draft until `decided_at`, then as it was written."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    round = models.PositiveSmallIntegerField(default=1)
    outcome = models.CharField(max_length=8, blank=True, choices=[(o.value, o.value) for o in Outcome])
    summary = models.TextField(blank=True)
    dissent_answer = models.TextField(blank=True)
    in_force_on = models.DateField(null=True)  # of the new level, for a yes
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="decisions")
    decided_at = models.DateTimeField(null=True)
    measured = models.CharField(max_length=64, null=True)  # noqa: DJ001 - the hash of the measurement the room saw
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("round",)
        constraints = (models.UniqueConstraint(fields=("case", "round"), name="decision_one_a_round"),)


class Reason(models.Model):
    """A reason of a decision: it cites an expectation of the pinned version, in its words of then."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="reasons")
    criterion = models.CharField(max_length=60)
    level = models.CharField(max_length=60)
    expectation = models.TextField()
    words = models.TextField()
    justification = models.TextField(blank=True)  # the named decider's, for a reason never raised before

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("decision", "criterion"), name="reason_once"),)


class Letter(models.Model):
    """What the candidate is told, in the manager's words; a draft until told."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="letter")
    words = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="letters")
    told_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
