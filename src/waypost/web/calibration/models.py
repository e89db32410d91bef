"""Calibration sessions: whose cases, who is in the room, what they said and noted, what was measured. No rules."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from waypost.calibration.agenda import Vote
from waypost.web.people.models import DutyKind, Person
from waypost.web.promotion.models import Case


class SessionState(models.TextChoices):
    PREVIEW = "preview", "Previews"
    IN_ROOM = "in_room", "In the room"
    LOCKED = "locked", "Locked"
    RELEASED = "released", "Released"


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, person: Person) -> SessionQuerySet:
        """Who is in the room, and people operations, who see that it exists and how far it is."""
        if not person.is_active:
            return self.none()
        if person.holds(DutyKind.PEOPLE_OPERATIONS):
            return self.all()
        return self.filter(Q(facilitator=person) | Q(attendees__person=person)).distinct()


class Session(models.Model):
    """The cases of one band from all teams, held to one bar."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    band = models.CharField(max_length=20)
    cycle_on = models.DateField()
    facilitator = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sessions_facilitated")
    state = models.CharField(max_length=10, choices=SessionState.choices, default=SessionState.PREVIEW)
    opened_at = models.DateTimeField()
    locked_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ("-opened_at",)

    def __str__(self) -> str:
        return self.name


class Attendee(models.Model):
    """Somebody in the room. They hold a calibrator's seat on each of its cases but their own."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendees")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendances")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("session", "person"), name="attendee_once"),)


class RoomOutcome(models.TextChoices):
    CONFIRM = "confirm", "Confirmed"
    CHANGE = "change", "Rating changed"
    MORE_EVIDENCE = "more_evidence", "More evidence"
    PARK = "park", "Parked"


class Entry(models.Model):
    """A case on the agenda."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="entries")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entries")
    round = models.PositiveSmallIntegerField(default=1)
    outcome = models.CharField(max_length=16, choices=RoomOutcome.choices, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "round"), name="entry_once_a_round"),)


class Preview(models.Model):
    """What a calibrator says of a case before the room: agree, question, or pass."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="previews")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="previews")
    vote = models.CharField(max_length=10, choices=[(vote.value, vote.value) for vote in Vote])
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("entry", "person"), name="preview_once"),)


class RoomNote(models.Model):
    """A note of the room on a case."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="room_notes")
    at = models.DateTimeField()
    words = models.TextField()

    class Meta:
        ordering = ("at", "id")


class Measurement(models.Model):
    """What was measured of a session from one set of ratings. Rows stay as written; other ratings make another row.

    Raters stand in it by a digest of their key, so that a row names nobody by itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="measurements")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    ratings = models.CharField(max_length=64)  # the hash of the ratings it was made from
    engine = models.CharField(max_length=40)  # what made it: the same engine makes the same of the same ratings
    sheet = models.JSONField()  # the ratings themselves
    result = models.JSONField()  # what pages show
    tables = models.JSONField()  # the whole fit
    hash = models.CharField(max_length=64, db_index=True)  # of all of the above; decisions and the journal name it

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("session", "number"), name="measurement_numbered"),)
