"""Claims, what they speak to, who confirms them, and scope documents. No rules."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from waypost.evidence.outcomes import OutcomeKind
from waypost.web.evidence.led import led_by
from waypost.web.people.models import Person


class ClaimState(models.TextChoices):
    DRAFT = "draft", "Draft"
    RECORDED = "recorded", "Recorded"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Claims, reached by who may read them whole."""

    def visible_to(self, person: Person) -> ClaimQuerySet:
        """One's own, and what a person shares with their present manager."""
        if not person.is_active:
            return self.none()
        led = Q(person__in=led_by(person), shared=True, state=ClaimState.RECORDED)
        return self.filter(Q(person=person) | led)

    def recorded(self) -> ClaimQuerySet:
        """Those that stand: neither a draft nor withdrawn."""
        return self.filter(state=ClaimState.RECORDED)


class Claim(models.Model):
    """One thing a person did: what, when, their part, and what changed because of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="claims")
    title = models.CharField(max_length=160)
    what = models.TextField(blank=True)
    part = models.TextField(blank=True)  # their own role in it
    outcome_kind = models.CharField(
        max_length=20, blank=True, choices=[(kind.value, kind.value.capitalize()) for kind in OutcomeKind]
    )
    outcome = models.TextField(blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    shared = models.BooleanField(default=True)
    state = models.CharField(max_length=12, choices=ClaimState.choices, default=ClaimState.DRAFT)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ("-ended_on", "-created_at")
        indexes = (models.Index(fields=("person", "state"), name="claim_of_person"),)

    def __str__(self) -> str:
        return self.title


class ClaimCriterion(models.Model):
    """A claim speaks to a criterion, by its key."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="criteria")
    criterion = models.CharField(max_length=60)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("claim", "criterion"), name="claim_criterion_once"),)


class Metric(models.Model):
    """A number of a claim: where it stood, where it came to, how that was measured, and the share that is theirs."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="metrics")
    name = models.CharField(max_length=120)
    baseline = models.CharField(max_length=40, blank=True)
    result = models.CharField(max_length=40)
    unit = models.CharField(max_length=40, blank=True)
    period = models.CharField(max_length=80, blank=True)
    how_measured = models.CharField(max_length=240, blank=True)
    share = models.PositiveSmallIntegerField(null=True, blank=True)  # per cent

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=Q(share=None) | Q(share__lte=100), name="metric_share_per_cent"),
        )


class WorkProduct(models.Model):
    """A link to a change, a design document, an incident review, a talk. Never fetched."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="work_products")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    url = models.URLField(max_length=500)

    class Meta:
        ordering = ("id",)


class AttestationState(models.TextChoices):
    ASKED = "asked", "Asked"
    CONFIRMED = "confirmed", "Confirmed"
    AMENDED = "amended", "Amended"
    DISPUTED = "disputed", "Disputed"
    DECLINED = "declined", "Declined"


class AttestationQuerySet(models.QuerySet["Attestation"]):
    """Attestations: the person asked, the person the claim is of, and the manager it is shared with."""

    def visible_to(self, person: Person) -> AttestationQuerySet:
        return self.asked_of(person) | self.filter(claim__in=Claim.objects.visible_to(person))

    def asked_of(self, person: Person) -> AttestationQuerySet:
        """Those this person was asked for, while the claim stands: a draft is its author's alone."""
        if not person.is_active:
            return self.none()
        return self.filter(attester=person, claim__state=ClaimState.RECORDED)

    def open(self) -> AttestationQuerySet:
        """Those that wait for an answer, the first or another one after the claim was changed."""
        return self.filter(Q(answered_at=None) | Q(answered_at__lt=F("asked_at")))


class Attestation(models.Model):
    """A named partner confirms, amends or disputes one claim, seeing that claim and nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="attestations")
    attester = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attestations")
    asked_at = models.DateTimeField()
    question = models.CharField(max_length=240, blank=True)
    state = models.CharField(max_length=12, choices=AttestationState.choices, default=AttestationState.ASKED)
    words = models.TextField(blank=True)
    amended_metric = models.CharField(max_length=120, blank=True)  # the name of the number they amend
    amended_result = models.CharField(max_length=40, blank=True)
    answered_at = models.DateTimeField(null=True)
    claim_version = models.PositiveIntegerField()  # what they answered about; a later change shows as unconfirmed
    version = models.PositiveIntegerField(default=1)

    objects = AttestationQuerySet.as_manager()

    class Meta:
        ordering = ("asked_at",)
        constraints = (models.UniqueConstraint(fields=("claim", "attester"), name="attestation_once"),)


class ScopeDocumentQuerySet(models.QuerySet["ScopeDocument"]):
    """Scope documents: their author and the author's present manager."""

    def visible_to(self, person: Person) -> ScopeDocumentQuerySet:
        if not person.is_active:
            return self.none()
        return self.filter(Q(person=person) | Q(person__in=led_by(person)))


class ScopeDocument(models.Model):
    """One page a quarter by a Staff+ individual contributor. Each saved version is a row of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="scope_documents")
    quarter = models.CharField(max_length=7)  # 2026-Q4
    body = models.TextField()
    saved_at = models.DateTimeField()

    objects = ScopeDocumentQuerySet.as_manager()

    class Meta:
        ordering = ("-saved_at",)
        indexes = (models.Index(fields=("person", "-saved_at"), name="scope_document_newest"),)
