"""Published framework versions: the documents themselves, which never change."""

from __future__ import annotations

import uuid

from django.db import models

from waypost.web.people.models import Person


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

    class Meta:
        ordering = ("-in_force_on", "-published_at")
        constraints = (models.UniqueConstraint(fields=("name", "version"), name="framework_version_once"),)

    def __str__(self) -> str:
        return f"{self.title} {self.version}"
