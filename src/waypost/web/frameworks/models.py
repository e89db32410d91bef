"""Published framework versions, which never change, and what leads to them: drafts, reviews, comments, proposals."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import Q

from waypost.web.journal.acts import content_digest
from waypost.web.people.models import DutyKind, Person


class FrameworkVersionQuerySet(models.QuerySet["FrameworkVersion"]):
    """Published versions. Everyone who works here reads the framework."""

    def visible_to(self, person: Person) -> FrameworkVersionQuerySet:
        return self if person.is_active else self.none()

    def begun_by(self, day: date) -> FrameworkVersionQuerySet:
        """Those that are in force on `day` or were before it, the one in force first."""
        return self.filter(in_force_on__lte=day)


class FrameworkVersion(models.Model):
    """One published document. Its content hash is its identity; rows elsewhere refer to its levels by key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    version = models.CharField(max_length=40)
    document = models.TextField()
    hash = models.CharField(max_length=64, unique=True)
    change_class = models.CharField(max_length=10)
    notes = models.TextField(blank=True)
    published_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="published_frameworks")
    reviewed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="reviewed_frameworks")
    published_at = models.DateTimeField()
    in_force_on = models.DateField()

    objects = FrameworkVersionQuerySet.as_manager()

    class Meta:
        ordering = ("-in_force_on", "-published_at")
        constraints = (models.UniqueConstraint(fields=("name", "version"), name="framework_version_once"),)

    def __str__(self) -> str:
        return f"{self.title} {self.version}"


class DraftState(models.TextChoices):
    OPEN = "open", "Open"
    PUBLISHED = "published", "Published"
    DROPPED = "dropped", "Dropped"


class DraftQuerySet(models.QuerySet["Draft"]):
    """Drafts belong to the framework's owners; one that is shown to everybody is read by everybody while it is open."""

    def visible_to(self, person: Person) -> DraftQuerySet:
        if not person.is_active:
            return self.none()
        if person.holds(DutyKind.FRAMEWORK_OWNER):
            return self
        return self.filter(shown=True, state=DraftState.OPEN)


class Draft(models.Model):
    """A document on its way to being published; every owner of the framework may work on it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)  # what it is for, so that several can be told apart
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="framework_drafts")
    based_on = models.ForeignKey(FrameworkVersion, null=True, on_delete=models.PROTECT, related_name="drafts")
    text = models.TextField()
    notes = models.TextField(blank=True)
    in_force_on = models.DateField()
    shown = models.BooleanField(default=False)  # to everybody, for comments
    state = models.CharField(max_length=10, choices=DraftState.choices, default=DraftState.OPEN)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    edited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="edited_drafts")
    published_as = models.OneToOneField(FrameworkVersion, null=True, on_delete=models.PROTECT, related_name="came_from")
    version = models.PositiveIntegerField(default=1)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ("-saved_at",)

    def __str__(self) -> str:
        return self.name

    @property
    def digest(self) -> str:
        """What a review is of: the document, its day and what is said of it. Another word, another digest."""
        return content_digest(self.text, self.in_force_on.isoformat(), self.notes)


class ReviewState(models.TextChoices):
    ASKED = "asked", "Asked"
    APPROVED = "approved", "Approved"
    CHANGES = "changes", "Changes wanted"


class DraftReviewQuerySet(models.QuerySet["DraftReview"]):
    """Reviews of drafts are read by the framework's owners."""

    def visible_to(self, person: Person) -> DraftReviewQuerySet:
        return self if person.is_active and person.holds(DutyKind.FRAMEWORK_OWNER) else self.none()


class DraftReview(models.Model):
    """One owner is asked to look at a draft, and says of exactly what they looked at whether it may be published."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="draft_reviews")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="asked_draft_reviews")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ReviewState.choices, default=ReviewState.ASKED)
    digest = models.CharField(max_length=64, blank=True)  # of the draft that was looked at
    follows = models.CharField(max_length=64, blank=True)  # the hash of the version it was held against
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    objects = DraftReviewQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("draft", "reviewer"), condition=Q(state=ReviewState.ASKED), name="draft_review_asked_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.state}"


class CommentQuerySet(models.QuerySet["Comment"]):
    """Comments are read by everyone who reads what they are about, and by their author whatever becomes of a draft."""

    def visible_to(self, person: Person) -> CommentQuerySet:
        if not person.is_active:
            return self.none()
        rows = self.filter(taken_back_at=None)
        if person.holds(DutyKind.FRAMEWORK_OWNER):
            return rows
        return rows.filter(Q(draft=None) | Q(draft__shown=True, draft__state=DraftState.OPEN) | Q(author=person))


class Comment(models.Model):
    """What somebody says of one expectation, of a published version or of a draft; an owner answers and closes it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    framework = models.ForeignKey(FrameworkVersion, null=True, on_delete=models.PROTECT, related_name="comments")
    draft = models.ForeignKey(Draft, null=True, on_delete=models.PROTECT, related_name="comments")
    level = models.CharField(max_length=64)
    criterion = models.CharField(max_length=64)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="framework_comments")
    at = models.DateTimeField()
    words = models.TextField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="answered_comments")
    answered_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)  # its words are gone by then

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ("at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(framework=None, draft__isnull=False) | Q(framework__isnull=False, draft=None),
                name="comment_about_one",
            ),
        )
        indexes = (models.Index(fields=("criterion", "level"), name="comment_cell"),)

    def __str__(self) -> str:
        return f"{self.author}: {self.criterion}, {self.level}"

    @property
    def of_a_hidden_draft(self) -> bool:
        """Whether it is about a draft that only the owners read, or that is closed."""
        return self.draft is not None and not (self.draft.shown and self.draft.state == DraftState.OPEN)


class ProposalState(models.TextChoices):
    OPEN = "open", "Open"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Proposals are between who makes them and the framework's owners."""

    def visible_to(self, person: Person) -> ProposalQuerySet:
        if not person.is_active:
            return self.none()
        return self if person.holds(DutyKind.FRAMEWORK_OWNER) else self.filter(author=person)


class Proposal(models.Model):
    """Other words for one expectation, with the reason; `old` and `new` hold a statement on each line."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    framework = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="proposals")
    level = models.CharField(max_length=64)
    criterion = models.CharField(max_length=64)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="framework_proposals")
    at = models.DateTimeField()
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    why = models.TextField()
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN)
    draft = models.ForeignKey(Draft, null=True, on_delete=models.PROTECT, related_name="proposals")  # accepted into
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="decided_proposals")
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ("-at",)
        indexes = (models.Index(fields=("criterion", "level"), name="proposal_cell"),)

    def __str__(self) -> str:
        return f"{self.author}: {self.criterion}, {self.level}"
