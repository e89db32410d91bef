"""Goals, questions, feedback, and plans with their commitments and check-ins. No rules."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from waypost.promotion.plan import GapKind
from waypost.web.evidence.led import led_by
from waypost.web.frameworks.models import FrameworkVersion
from waypost.web.people.models import Person


class GoalQuerySet(models.QuerySet["Goal"]):
    def visible_to(self, person: Person) -> GoalQuerySet:
        """One's own and those of the people one leads now."""
        if not person.is_active:
            return self.none()
        return self.filter(Q(person=person) | Q(person__in=led_by(person)))


class Goal(models.Model):
    """The level somebody works towards, pinned to the framework version in force when they set it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="goals")
    framework = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="goals")
    level = models.CharField(max_length=60)
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = GoalQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person",), condition=Q(ended_at=None), name="goal_one_open"),)


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, person: Person) -> QuestionQuerySet:
        """Who asked and who was asked; nobody else reads either text."""
        if not person.is_active:
            return self.none()
        return self.filter(Q(asker=person) | Q(manager=person))


class Question(models.Model):
    """ "What would it take?": a person asks their manager about a level."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    asker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="questions")
    manager = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="questions_to_answer")
    framework = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="questions")
    level = models.CharField(max_length=60)
    words = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at",)


class GapState(models.TextChoices):
    SHOWN = "shown", "Shown already"
    NOT_SHOWN_YET = GapKind.NOT_SHOWN_YET.value, "Not shown yet"
    NO_OPPORTUNITY_YET = GapKind.NO_OPPORTUNITY_YET.value, "No opportunity yet"


class QuestionGap(models.Model):
    """What the answer says of one expectation."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="gaps")
    criterion = models.CharField(max_length=60)
    state = models.CharField(max_length=20, choices=GapState.choices)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("question", "criterion"), name="question_gap_once"),)


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def visible_to(self, person: Person) -> FeedbackQuerySet:
        """Who wrote it and whom it is about."""
        if not person.is_active:
            return self.none()
        return self.filter(Q(about=person) | Q(author=person))


class Feedback(models.Model):
    """Words to somebody about one criterion, signed, given outside any case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    about = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="feedback_received")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="feedback_given")
    framework = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="feedback")
    criterion = models.CharField(max_length=60)
    level = models.CharField(max_length=60, blank=True)
    to_grow = models.BooleanField(default=True)  # raises a gap, rather than praises
    words = models.TextField()
    given_at = models.DateTimeField()

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ("-given_at",)


class PlanState(models.TextChoices):
    DRAFT = "draft", "Draft"
    OPEN = "open", "Open"
    ENDING = "ending", "One side says that it is done"
    DONE = "done", "Done"


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, person: Person) -> PlanQuerySet:
        """The person it is for, once it is open, the manager who keeps it, and a new manager it comes to."""
        if not person.is_active:
            return self.none()
        theirs = Q(manager=person) | Q(person__in=led_by(person))
        return self.filter(theirs & ~Q(person=person) | Q(person=person) & ~Q(state=PlanState.DRAFT))


class Plan(models.Model):
    """What follows a "not yet": a gap for each reason, and what both sides do about it until the next look."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="plans")
    manager = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="plans_kept")
    framework = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="plans")
    level = models.CharField(max_length=60)
    next_look_on = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=PlanState.choices, default=PlanState.DRAFT)
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    said_done_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="plans_said_done")
    said_done_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = PlanQuerySet.as_manager()


class OpportunityKind(models.TextChoices):
    INITIATIVE = "initiative", "An initiative"
    PROPOSAL = "proposal", "A proposal of their own"
    LEAD = "lead", "A lead role"


class PlanGap(models.Model):
    """One criterion of the plan: what it would look like here, and an opportunity to show it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="gaps")
    criterion = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in GapKind])
    looks_like = models.TextField(blank=True)
    opportunity_kind = models.CharField(max_length=12, choices=OpportunityKind.choices, blank=True)
    opportunity = models.TextField(blank=True)
    support = models.TextField(blank=True)  # what the manager commits to
    due_on = models.DateField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("plan", "criterion"), name="plan_gap_once"),)


class CommitmentState(models.TextChoices):
    OPEN = "open", "Open"
    KEPT = "kept", "Kept"
    BROKEN = "broken", "Broken"


class Commitment(models.Model):
    """What one side promised, by when, and whether it was kept."""

    # What its address says. The row's own number counts the commitments of everybody's plans.
    address = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="commitments")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="commitments")
    words = models.TextField()
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=CommitmentState.choices, default=CommitmentState.OPEN)
    marked_on = models.DateField(null=True)

    class Meta:
        ordering = ("due_on", "id")


class CheckIn(models.Model):
    """A look at the plan together, in between."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="check_ins")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="check_ins")
    at = models.DateTimeField()
    words = models.TextField()

    class Meta:
        ordering = ("-at",)
