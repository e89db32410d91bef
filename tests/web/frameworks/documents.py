"""Documents that follow the cast's framework: better wording, a raised bar; and publishing one by two people."""

from __future__ import annotations

from datetime import date

from tests.web.cast import Cast

from waypost.web.frameworks.models import FrameworkVersion
from waypost.web.frameworks.services import publish_document
from waypost.web.people.models import Duty, DutyKind, Person


def reworded(cast: Cast, version: str = "1.0.1") -> str:
    """The framework in force with one title in better words."""
    return changed(cast, version, "title: Delivery\n", "title: Delivery of agreed work\n")


def raised(cast: Cast, version: str = "2.0.0") -> str:
    """The framework in force with a number in a statement, which raises the bar."""
    return changed(cast, version, "Owns a design that several teams build on", "Owns a design that 5 teams build on")


def changed(cast: Cast, version: str, old: str, new: str) -> str:
    """The framework in force with `old` replaced by `new`, numbered `version`."""
    document = cast.framework.document
    assert old in document
    number = f"version: {cast.framework.version}\n"
    assert number in document
    return document.replace(old, new).replace(number, f"version: {version}\n")


def second_owner(cast: Cast) -> Person:
    """Dana, who is given the duty too: from the second version on publishing takes two."""
    Duty.objects.get_or_create(
        person=cast.dana, kind=DutyKind.FRAMEWORK_OWNER, defaults={"from_day": cast.dana.joined_on}
    )
    return Person.objects.get(pk=cast.dana.pk)


def published(cast: Cast, text: str, day: date | None = None, notes: str = "") -> FrameworkVersion:
    """`text` published by Kofi and reviewed by Dana, in force from `day`, by default today."""
    dana = second_owner(cast)
    return publish_document(cast.act(cast.kofi), text, day or cast.now.date(), notes, reviewed_by=dana)
