"""The journal's tables: events, which nobody may change, and the notices made from them."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models


class Event(models.Model):
    """One thing that happened. Chained: `hash` covers every other field and the hash before. Never content."""

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="acts", db_constraint=True
    )
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="events_about"
    )
    subject = models.CharField(max_length=80, db_index=True)  # "case:<uuid>"
    place = models.CharField(max_length=200)  # the path where the subject is seen
    facts = models.JSONField(default=dict)
    once = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 - NULL is "no key", and is not unique
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)
        indexes = (
            models.Index(fields=("about", "-number"), name="event_about"),
            models.Index(fields=("-at", "-number"), name="event_at"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.subject}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices, reached only by the person they are for."""

    def visible_to(self, person: models.Model) -> NoticeQuerySet:
        return self.filter(person_id=person.pk)

    def to_mail(self, now: datetime) -> NoticeQuerySet:
        """Those whose letter is due, the longest waiting first. For the worker, which shows them to nobody."""
        return self.filter(mail_after__lte=now).order_by("mail_after", "pk")


class Notice(models.Model):
    """Tells one person that an event concerns them; what it says stays on the page it points to."""

    # What its address says. The row's own number counts everybody's notices, and would tell how much happens unseen.
    address = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="notices")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    read_at = models.DateTimeField(null=True)
    mail_after = models.DateTimeField(null=True)  # when its letter is next due; empty: none is, or it was sent
    mailed_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("event", "person"), name="notice_once"),)
        indexes = (
            models.Index(fields=("person", "read_at"), name="notice_unread"),
            models.Index(fields=("mail_after",), condition=models.Q(mail_after__isnull=False), name="notice_to_mail"),
        )
