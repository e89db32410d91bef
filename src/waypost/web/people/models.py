"""People, teams, positions over time, and the duties the organisation gives. No rules."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.utils import timezone
from django.utils.functional import cached_property


def organisation_day(at: datetime | None = None) -> date:
    """The day it is, or was at a moment, where the organisation is.

    By it people leave and duties begin and end, so that nobody keeps one for longer by choosing another zone.
    """
    return timezone.localdate(at, timezone=timezone.get_default_timezone())


class PersonQuerySet(models.QuerySet["Person"]):
    """People. Colleagues see one another's name, team and title; nothing else hangs on this."""

    def present(self, day: date | None = None) -> PersonQuerySet:
        """Those who work here on `day`, by default today."""
        day = day or organisation_day()
        return self.filter(Q(left_on=None) | Q(left_on__gt=day))

    def visible_to(self, person: Person) -> PersonQuerySet:
        return self if person.is_active else self.none()

    def with_duties(self, pk: uuid.UUID | str) -> Person | None:
        """One person with `duty_kinds` read in the same query, since nearly every page asks for both."""
        held = FilteredRelation("duties", condition=_held_on(organisation_day(), "duties__"))
        # They come once for each duty, and once without any.
        rows: list[Any] = list(self.filter(pk=pk).annotate(held=held).annotate(duty=F("held__kind")))
        if not rows:
            return None
        person: Person = rows[0]
        person.duty_kinds = frozenset(row.duty for row in rows if row.duty is not None)
        return person


def _held_on(day: date, path: str = "") -> Q:
    open_ended = Q(**{f"{path}until_day": None}) | Q(**{f"{path}until_day__gt": day})
    return open_ended & Q(**{f"{path}from_day__lte": day})


class PersonManager(BaseUserManager["Person"].from_queryset(PersonQuerySet)):  # type: ignore[misc]
    """Finds people by their address whatever its case."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username)  # type: ignore[no-any-return]


class Person(AbstractBaseUser):
    """Somebody in the organisation; also who signs in. Made by the people import, never by signing up."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=40, unique=True)  # the organisation's own id for them
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=254, unique=True)
    time_zone = models.CharField(max_length=60, blank=True)
    joined_on = models.DateField()
    left_on = models.DateField(null=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["number", "name", "joined_on"]

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether they still work here: asked at every request, so that a leaver is out with the next one."""
        return self.left_on is None or self.left_on > organisation_day()

    @cached_property
    def duty_kinds(self) -> frozenset[str]:
        """The duties they hold today, read once for this instance (so once a request)."""
        return frozenset(self.duties.filter(_held_on(organisation_day())).values_list("kind", flat=True))

    def holds(self, kind: DutyKind) -> bool:
        """Whether the organisation gave them this duty."""
        return kind.value in self.duty_kinds

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]


class Team(models.Model):
    """People who work together; two of one team never judge each other."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Function(models.TextChoices):
    """What somebody does for the organisation; panels seat people by it."""

    ENGINEERING = "engineering", "Engineering"
    PRODUCT = "product", "Product"
    DESIGN = "design", "Design"
    BUSINESS = "business", "Business"
    PEOPLE = "people", "People"


class Position(models.Model):
    """What somebody is from one day until (and without) another. The open one has no end."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="positions")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="positions")
    manager = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="led_positions")
    function = models.CharField(max_length=20, choices=Function.choices)
    level = models.CharField(max_length=60, blank=True)  # a level's key in the framework; only engineers have one
    title = models.CharField(max_length=120)
    from_day = models.DateField()
    until_day = models.DateField(null=True)

    class Meta:
        ordering = ("-from_day",)
        constraints = (
            models.CheckConstraint(
                condition=Q(until_day=None) | Q(until_day__gt=F("from_day")), name="position_ends_after_start"
            ),
            models.UniqueConstraint(fields=("person",), condition=Q(until_day=None), name="position_one_open"),
            models.UniqueConstraint(fields=("person", "from_day"), name="position_one_start"),
        )
        indexes = (models.Index(fields=("manager", "until_day"), name="position_led"),)

    def __str__(self) -> str:
        return f"{self.title}, {self.from_day}"


class DutyKind(models.TextChoices):
    """What the organisation asks of a few people. None of them opens the content of a case."""

    PEOPLE_OPERATIONS = "people_operations", "People operations"
    FRAMEWORK_OWNER = "framework_owner", "Framework owner"
    ENGINEERING_LEADER = "engineering_leader", "Engineering leadership"
    ADMINISTRATOR = "administrator", "Administrator"


class Duty(models.Model):
    """Somebody holds a duty from one day until (and without) another."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="duties")
    kind = models.CharField(max_length=30, choices=DutyKind.choices)
    from_day = models.DateField()
    until_day = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person", "kind"), condition=Q(until_day=None), name="duty_one_open"),
        )


class ImportState(models.TextChoices):
    PREVIEWED = "previewed", "Previewed"
    APPLIED = "applied", "Applied"


class PeopleImportQuerySet(models.QuerySet["PeopleImport"]):
    """Lists of people, reached by people operations alone."""

    def visible_to(self, person: Person) -> PeopleImportQuerySet:
        return self if person.holds(DutyKind.PEOPLE_OPERATIONS) else self.none()


class PeopleImport(models.Model):
    """A list of people as it was given, its preview's digest, and whether it was applied."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="imports")
    at = models.DateTimeField()
    name = models.CharField(max_length=200)
    text = models.TextField()
    in_force_on = models.DateField()
    digest = models.CharField(max_length=64)  # of the preview; what is applied must be what was looked at
    state = models.CharField(max_length=12, choices=ImportState.choices, default=ImportState.PREVIEWED)

    objects = PeopleImportQuerySet.as_manager()
