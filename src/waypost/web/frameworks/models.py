"""Published framework versions, which never change, and the draft each owner has on the desk."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models

from waypost.web.people.models import Person


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
    published_at = models.DateTimeField()
    in_force_on = models.DateField()

    objects = FrameworkVersionQuerySet.as_manager()

    class Meta:
        ordering = ("-in_force_on", "-published_at")
        constraints = (models.UniqueConstraint(fields=("name", "version"), name="framework_version_once"),)

    def __str__(self) -> str:
        return f"{self.title} {self.version}"


class FrameworkDraftQuerySet(models.QuerySet["FrameworkDraft"]):
    """Drafts, each reached by its author alone."""

    def visible_to(self, person: Person) -> FrameworkDraftQuerySet:
        return self.filter(person=person) if person.is_active else self.none()


class FrameworkDraft(models.Model):
    """The document somebody is about to publish, kept as they gave it between checking and publishing."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="framework_draft")
    file_name = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    in_force_on = models.DateField()
    notes = models.TextField(blank=True)
    saved_at = models.DateTimeField()

    objects = FrameworkDraftQuerySet.as_manager()

    def __str__(self) -> str:
        return self.file_name or "draft"
